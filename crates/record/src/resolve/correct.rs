//! Corrections to who is who.

use std::collections::{BTreeMap, BTreeSet};

use crate::correction::Correction;
use crate::id::ActorId;
use crate::report::ReportFacts;

/// What corrections say of actors, besides which members are whose.
#[derive(Clone, Debug, Default)]
pub(super) struct Corrected {
    pub names: BTreeMap<ActorId, String>,
    pub parties: BTreeMap<ActorId, Option<ActorId>>,
    /// Corrections that speak of an actor who is not in the record, by their place in the list.
    pub idle: Vec<usize>,
}

/// Applies `corrections` in order. `machine` is what the members were before anybody decided anything, and other ids
/// under which they may have been known before more reports came in.
pub(super) fn apply(
    corrections: &[Correction],
    facts: &[ReportFacts],
    former: &BTreeMap<ActorId, BTreeSet<(usize, usize)>>,
    by_cast: &mut [Vec<ActorId>],
) -> Corrected {
    let mut corrected = Corrected::default();
    for (at, correction) in corrections.iter().enumerate() {
        if apply_one(correction, facts, former, by_cast, &mut corrected).is_none() {
            corrected.idle.push(at);
        }
    }
    corrected
}

fn apply_one(
    correction: &Correction,
    facts: &[ReportFacts],
    former: &BTreeMap<ActorId, BTreeSet<(usize, usize)>>,
    by_cast: &mut [Vec<ActorId>],
    corrected: &mut Corrected,
) -> Option<()> {
    let now = |id: &ActorId, by_cast: &[Vec<ActorId>]| current(id, former, by_cast);
    match correction {
        Correction::Merge { kept, other } => {
            let (kept, other) = (now(kept, by_cast)?, now(other, by_cast)?);
            for id in by_cast.iter_mut().flatten().filter(|id| **id == other) {
                *id = kept.clone();
            }
            if let Some(name) = corrected.names.remove(&other) {
                corrected.names.entry(kept.clone()).or_insert(name);
            }
            if let Some(party) = corrected.parties.remove(&other) {
                corrected.parties.entry(kept).or_insert(party);
            }
        }
        Correction::Split { actor, report } => {
            let actor = now(actor, by_cast)?;
            let at = facts.iter().position(|facts| facts.report.id == *report)?;
            let mut found = None;
            for id in by_cast.get_mut(at)?.iter_mut().filter(|id| **id == actor) {
                *id = ActorId::of_phrase(report, actor.as_str());
                found = Some(());
            }
            found?;
        }
        Correction::Rename { actor, name } => {
            corrected.names.insert(now(actor, by_cast)?, name.clone());
        }
        Correction::SetParty { actor, party } => {
            // A party may be an actor of the codebook or a state that never speaks.
            let party = party.as_ref().map(|party| now(party, by_cast).unwrap_or_else(|| party.clone()));
            corrected.parties.insert(now(actor, by_cast)?, party);
        }
        Correction::RejectStance { .. }
        | Correction::SetStance { .. }
        | Correction::MoveStance { .. }
        | Correction::AddStance { .. }
        | Correction::MergeIssues { .. }
        | Correction::SetSpeaker { .. }
        | Correction::RejectAttribution { .. } => {}
    }
    Some(())
}

/// Who the actor is now that was known by `id` when the correction was made.
pub(super) fn current(
    id: &ActorId,
    former: &BTreeMap<ActorId, BTreeSet<(usize, usize)>>,
    by_cast: &[Vec<ActorId>],
) -> Option<ActorId> {
    if by_cast.iter().flatten().any(|now| now == id) {
        return Some(id.clone());
    }
    let members = former.get(id)?.iter();
    let mut ids: BTreeSet<&ActorId> = members.filter_map(|(report, idx)| by_cast.get(*report)?.get(*idx)).collect();
    let first = ids.pop_first()?;
    ids.is_empty().then(|| first.clone())
}
