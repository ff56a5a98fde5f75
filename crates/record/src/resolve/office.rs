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
    let mut known = Known::new(facts, by_cast, gazetteer);
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
                let holder = holder(&office, hint, &people, &mut known);
                let holder = holder.cloned().or_else(|| shared(&office));
                if let Some(holder) = holder {
                    found.insert((report_idx, CastIdx(idx)), holder);
                }
            }
        }
    }
    found
}

/// Who holds which office, over the record.
struct Known<'r> {
    /// What offices the record gives to each person.
    offices: BTreeMap<&'r ActorId, BTreeSet<Office>>,
    /// The people with an office of this country or body, in order.
    by_scope: BTreeMap<String, BTreeSet<&'r ActorId>>,
    /// The same by the last word of its name: "league" of "Growers' League".
    by_noun: BTreeMap<String, BTreeSet<&'r ActorId>>,
    /// Those that were asked for before. An office is named many times, and going through all people each time would take
    /// the square of the number of reports.
    asked: BTreeMap<Office, Vec<&'r ActorId>>,
}

impl<'r> Known<'r> {
    fn new(facts: &[ReportFacts], by_cast: &'r [Vec<ActorId>], gazetteer: &Gazetteer) -> Self {
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
        let mut by_scope: BTreeMap<String, BTreeSet<&ActorId>> = BTreeMap::new();
        let mut by_noun: BTreeMap<String, BTreeSet<&ActorId>> = BTreeMap::new();
        for (id, held) in &offices {
            for scope in held.iter().filter_map(|office| office.scope.as_deref()) {
                by_scope.entry(scope.to_owned()).or_default().insert(id);
                let noun = scope.split(' ').next_back().unwrap_or(scope);
                by_noun.entry(noun.to_owned()).or_default().insert(id);
            }
        }
        Self { offices, by_scope, by_noun, asked: BTreeMap::new() }
    }

    fn held(&self, id: &ActorId) -> impl Iterator<Item = &Office> {
        self.offices.get(id).into_iter().flatten()
    }

    fn holds(&self, id: &ActorId, office: &Office) -> bool {
        self.held(id).any(|held| held.may_be_called(office))
    }

    /// The first two people of the record who may be called so; more than one is as good as many.
    fn holders(&mut self, office: &Office) -> Vec<&'r ActorId> {
        if let Some(found) = self.asked.get(office) {
            return found.clone();
        }
        let fits = |id: &&'r ActorId| self.holds(id, office);
        let found: Vec<&ActorId> = match office.scope.as_deref() {
            None => self.offices.keys().copied().filter(fits).take(2).collect(),
            Some(scope) => {
                let (table, key) = match scope.strip_prefix("the ") {
                    Some(noun) => (&self.by_noun, noun),
                    None => (&self.by_scope, scope),
                };
                table.get(key).into_iter().flatten().copied().filter(fits).take(2).collect()
            }
        };
        self.asked.insert(office.clone(), found.clone());
        found
    }
}

fn holder<'r>(
    office: &Office,
    hint: Option<&'r ActorId>,
    people: &BTreeSet<&'r ActorId>,
    known: &mut Known<'r>,
) -> Option<&'r ActorId> {
    // Somebody the report names comes first; the hint decides between several.
    let named: Vec<&ActorId> = people.iter().copied().filter(|id| known.holds(id, office)).collect();
    match (named.as_slice(), hint) {
        ([only], _) => return Some(only),
        ([], _) => {}
        (several, hint) => return hint.filter(|hint| several.contains(hint)),
    }
    // An office that one person has at a time, and that one person of the record has.
    let holders = known.holders(office);
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
        let mut held = known.held(hint);
        known.held(hint).next().is_none() || (is_loose && held.any(|held| held.name_may_be_called(&office.name)))
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
