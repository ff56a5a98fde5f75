//! Which actors of different reports are the same.

use std::collections::{BTreeMap, BTreeSet};

use crate::actor::{Actor, CastIdx};
use crate::attribution::Attribution;
use crate::id::ActorId;
use crate::report::ReportFacts;

/// What became of the casts of all reports.
#[derive(Clone, Debug, Default)]
pub struct Resolved {
    /// For each report, in the order given, the actor that each of its cast is.
    by_cast: Vec<Vec<ActorId>>,
    actors: BTreeMap<ActorId, Actor>,
}

impl Resolved {
    /// The actor that member `idx` of the cast of the report number `report_idx` is.
    pub fn actor_of(&self, report_idx: usize, idx: CastIdx) -> Option<&ActorId> {
        self.by_cast.get(report_idx)?.get(idx.0)
    }

    /// The actors that `attributions` point to, by id.
    pub fn into_actors_of(mut self, attributions: &[Attribution]) -> Vec<Actor> {
        let wanted: BTreeSet<&ActorId> = attributions.iter().flat_map(|a| a.speaker.iter().chain(&a.via)).collect();
        wanted.into_iter().filter_map(|id| self.actors.remove(id)).collect()
    }
}

/// Decides who is who over the casts of `facts`.
pub fn resolve(facts: &[ReportFacts]) -> Resolved {
    let _ = facts;
    Resolved::default()
}
