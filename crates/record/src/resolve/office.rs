//! Who holds an office that a report names without its holder.

use std::collections::{BTreeMap, BTreeSet};

use super::gazetteer::Gazetteer;
use crate::actor::{CastIdx, Identity};
use crate::id::ActorId;
use crate::office::Office;
use crate::report::ReportFacts;
use crate::word::tokens;

/// The actor that each description of an office in the record means, where that can be told.
/// `by_cast` says what actor each named member of a cast is.
pub(super) fn holders(
    facts: &[ReportFacts],
    by_cast: &[Vec<ActorId>],
    gazetteer: &Gazetteer,
) -> BTreeMap<(usize, CastIdx), ActorId> {
    let offices = offices(facts, by_cast, gazetteer);
    let mut found = BTreeMap::new();
    for (report_idx, (facts, ids)) in facts.iter().zip(by_cast).enumerate() {
        let people: BTreeSet<&ActorId> = facts
            .cast
            .iter()
            .zip(ids)
            .filter(|(actor, _)| matches!(actor.identity, Identity::Person(_)))
            .map(|(_, id)| id)
            .collect();
        for (idx, actor) in facts.cast.iter().enumerate() {
            if let Identity::Described(description) = &actor.identity {
                let hint = description.hint.and_then(|hint| ids.get(hint.0));
                let office = Office { name: description.office.clone(), scope: description.scope.clone() };
                let office = gazetteer.office(office);
                let holder = holder(&office, hint, &people, &offices);
                let holder = holder.cloned().or_else(|| shared(&office));
                if let Some(holder) = holder {
                    found.insert((report_idx, CastIdx(idx)), holder);
                }
            }
        }
    }
    found
}

/// What offices the record gives to each person.
fn offices<'r>(
    facts: &[ReportFacts],
    by_cast: &'r [Vec<ActorId>],
    gazetteer: &Gazetteer,
) -> BTreeMap<&'r ActorId, BTreeSet<Office>> {
    let mut offices: BTreeMap<&ActorId, BTreeSet<Office>> = BTreeMap::new();
    for (facts, ids) in facts.iter().zip(by_cast) {
        let people = facts.cast.iter().zip(ids);
        for (actor, id) in people.filter(|(a, _)| matches!(a.identity, Identity::Person(_))) {
            let held = actor.roles.iter();
            let held = held.filter_map(|role| Office::parse(&tokens(&role.title)));
            let held = held.map(|office| gazetteer.office(office));
            offices.entry(id).or_default().extend(held);
        }
    }
    offices
}

fn holder<'r>(
    office: &Office,
    hint: Option<&'r ActorId>,
    people: &BTreeSet<&'r ActorId>,
    offices: &BTreeMap<&'r ActorId, BTreeSet<Office>>,
) -> Option<&'r ActorId> {
    let held = |id: &ActorId| offices.get(id).into_iter().flatten();
    let holds = |id: &&ActorId| held(id).any(|held| held.may_be_called(office));
    // Somebody the report names comes first; the hint decides between several.
    let named: Vec<&ActorId> = people.iter().copied().filter(|id| holds(id)).collect();
    match (named.as_slice(), hint) {
        ([only], _) => return Some(only),
        ([], _) => {}
        (several, hint) => return hint.filter(|hint| several.contains(hint)),
    }
    // An office that one person has at a time, and that one person of the record has.
    let holders: Vec<&ActorId> = offices.keys().copied().filter(|id| holds(id)).collect();
    let is_named = office.scope.as_ref().is_some_and(|scope| !scope.starts_with("the "));
    if let [only] = holders.as_slice()
        && office.is_unique()
        && is_named
    {
        return Some(only);
    }
    // Nobody is known by it: the flow of the text is all there is, if it leads to a person of
    // whom the record knows no other office.
    // Whose "the growers’ leader" is, the record need not know: it is enough that he leads something.
    let is_loose = !is_named;
    let may_be = |hint: &&ActorId| {
        held(hint).next().is_none() || (is_loose && held(hint).any(|held| held.name_may_be_called(&office.name)))
    };
    hint.filter(|hint| holders.is_empty() && may_be(hint))
}

/// The actor that all reports share that name the office with its country or body: "the Kremlin
/// spokesman" of one report is that of the next.
fn shared(office: &Office) -> Option<ActorId> {
    let scope = office.scope.as_ref()?;
    // "The ministry’s spokesman" has another ministry in every report.
    if scope.starts_with("the ") {
        return None;
    }
    Some(ActorId::of_named(&format!("{} of {scope}", office.name)))
}
