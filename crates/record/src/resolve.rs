//! Which actors of different reports are the same.
//!
//! - People: the same full name is the same person. A surname alone is a person's if exactly one
//!   person of the record has it ([`people`]).
//! - Organisations, states and groups: the same name, after articles, accents and the many words
//!   for a country; an acronym stands for the one name that a report gives with it.
//! - Holders of an office ("the prime minister"): the one person of the same report whom the
//!   record knows by that title ([`office`]).
//! - What only has words stays by itself in each report.

mod merge;
mod office;
mod people;

use std::collections::{BTreeMap, BTreeSet};

use crate::actor::{Actor, CastIdx, Identity, ReportActor};
use crate::attribution::Attribution;
use crate::enter::body_key;
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

/// Decides who is who over the casts of `facts`, which are sorted by report.
pub fn resolve(facts: &[ReportFacts]) -> Resolved {
    let people = people::group(facts);
    let acronyms = acronyms(facts);
    let mut by_cast: Vec<Vec<ActorId>> = Vec::with_capacity(facts.len());
    for (report_idx, facts) in facts.iter().enumerate() {
        let ids = facts.cast.iter().enumerate().map(|(idx, actor)| {
            let key = body_key(&actor.name);
            match &actor.identity {
                Identity::Person(_) => match people.key_of(report_idx, CastIdx(idx)) {
                    Some(key) => ActorId::of_person(key),
                    None => ActorId::of_phrase(&facts.report.id, &key),
                },
                Identity::Named => ActorId::of_named(acronyms.get(&key).unwrap_or(&key)),
                // The second pass may find a name for the office.
                Identity::Described(_) | Identity::Phrase => ActorId::of_phrase(&facts.report.id, &key),
            }
        });
        by_cast.push(ids.collect());
    }
    let holders = office::holders(facts, &by_cast);
    for ((report_idx, CastIdx(idx)), holder) in holders {
        let slot = by_cast.get_mut(report_idx).and_then(|ids| ids.get_mut(idx));
        if let Some(slot) = slot {
            *slot = holder;
        }
    }
    let mut members: BTreeMap<ActorId, Vec<&ReportActor>> = BTreeMap::new();
    for (facts, ids) in facts.iter().zip(&by_cast) {
        for (actor, id) in facts.cast.iter().zip(ids) {
            members.entry(id.clone()).or_default().push(actor);
        }
    }
    let actors = members.into_iter().map(|(id, members)| (id.clone(), merge::merge(id, &members))).collect();
    Resolved { by_cast, actors }
}

/// The key of the name that each acronym stands for. One that stands for several names stands
/// for none of them here.
fn acronyms(facts: &[ReportFacts]) -> BTreeMap<String, String> {
    let mut names: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let casts = facts.iter().flat_map(|facts| &facts.cast);
    for actor in casts.filter(|actor| actor.identity == Identity::Named) {
        let key = body_key(&actor.name);
        let others = actor.aliases.iter().map(|alias| body_key(alias));
        for alias in others.filter(|alias| *alias != key) {
            names.entry(alias).or_default().insert(key.clone());
        }
    }
    let only = |(alias, mut keys): (String, BTreeSet<String>)| {
        let key = keys.pop_first()?;
        keys.is_empty().then_some((alias, key))
    };
    names.into_iter().filter_map(only).collect()
}
