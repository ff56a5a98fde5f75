//! Whether a stance is told in the holder's own words, or by somebody else.
//!
//! A side's own are its members, ministers and spokespersons, and what a report tells without a source. Who hands on
//! another's named words takes nothing from them; who says what another wants, ascribes.

use std::collections::BTreeMap;

use crate::actor::{Actor, ActorKind};
use crate::attribution::Attribution;
use crate::id::{ActorId, AttributionId};
use crate::stance::StanceReading;

/// How sure the reader has to be that somebody else tells what the report tells without a source.
const SURE: f32 = 0.5;

/// Who speaks for whom.
pub(crate) struct Sides<'r> {
    actors: BTreeMap<&'r ActorId, &'r Actor>,
}

impl<'r> Sides<'r> {
    pub fn new(actors: &'r [Actor]) -> Self {
        Self { actors: actors.iter().map(|actor| (&actor.id, actor)).collect() }
    }

    /// `actor`, the side it speaks for, whom that one speaks for, and so on.
    pub fn up(&self, actor: &'r ActorId) -> Vec<&'r ActorId> {
        let mut chain = vec![actor];
        while let Some(party) = chain.last().and_then(|last| self.actors.get(last)?.party.as_ref())
            && !chain.contains(&party)
        {
            chain.push(party);
        }
        chain
    }

    /// The side that `actor` speaks for in the end; itself if it speaks for nobody else.
    pub fn of(&self, actor: &'r ActorId) -> &'r ActorId {
        self.up(actor).last().copied().unwrap_or(actor)
    }

    fn is_organisation(&self, actor: &ActorId) -> bool {
        self.actors.get(actor).is_some_and(|actor| actor.kind == ActorKind::Organisation && actor.party.is_none())
    }
}

/// Whether somebody of another side tells `reading`.
pub(crate) fn is_ascribed(
    reading: &StanceReading,
    attributions: &BTreeMap<&AttributionId, &Attribution>,
    sides: &Sides<'_>,
) -> bool {
    let seems_so = reading.told_by_other >= SURE;
    let Some(inner) = reading.attribution.as_ref().and_then(|id| attributions.get(id)) else { return seems_so };
    let holder = sides.of(&reading.holder);
    let is_own = |speaker: &ActorId| sides.of(speaker) == holder;
    match &inner.speaker {
        None => return seems_so,
        Some(speaker) if !is_own(speaker) => return true,
        Some(_) => {}
    }
    // Whoever tells the telling: a medium that hands it on takes nothing from it.
    let mut at = inner.parent.as_ref();
    for _ in 0..attributions.len() {
        let Some(outer) = at.and_then(|id| attributions.get(id)) else { break };
        let hands_on = |speaker: &ActorId| sides.is_organisation(speaker) && !seems_so;
        if let Some(speaker) = &outer.speaker
            && !is_own(speaker)
            && !hands_on(speaker)
        {
            return true;
        }
        at = outer.parent.as_ref();
    }
    false
}
