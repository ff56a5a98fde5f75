//! Who holds an office that a report names without its holder.
//!
//! Offices change hands. Of several holders the one is meant whom reports of about that time give the office to; and
//! nobody is whom only reports of another time give it to.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::scope::Scopes;
use crate::actor::{CastIdx, Identity};
use crate::dating::Dates;
use crate::id::ActorId;
use crate::office::Office;
use crate::report::ReportFacts;
use crate::word::tokens;

/// The actor that each description of an office in the record means, where that can be told.
/// `by_cast` says what actor each named member of a cast is.
pub(super) fn holders(
    facts: &[ReportFacts],
    by_cast: &[Vec<ActorId>],
    scopes: &Scopes<'_>,
    dates: &Dates,
) -> BTreeMap<(usize, CastIdx), ActorId> {
    let mut known = Known::new(facts, by_cast, scopes, dates);
    let mut found = BTreeMap::new();
    for (report_idx, (facts, ids)) in facts.iter().zip(by_cast).enumerate() {
        let day = day_of(dates, report_idx);
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
                let scope = match (&description.scope, description.owner) {
                    (None, Some(owner)) => {
                        // Whose the office is, it cannot be told; whoever else has such an office is somebody else.
                        let Some(side) = known.side_of(ids.get(owner.0), scopes) else { continue };
                        Some(side)
                    }
                    (scope, _) => scope.clone(),
                };
                let office = scopes.office(report_idx, Office { name: description.office.clone(), scope });
                let holder = holder(&office, hint, &people, day, &mut known);
                let holder = holder.cloned().or_else(|| shared(&office));
                if let Some(holder) = holder {
                    found.insert((report_idx, CastIdx(idx)), holder);
                }
            }
        }
    }
    found
}

/// Days within which reports speak of one time.
const NEAR: i32 = 45;

/// Days after which somebody who held an office may hold it no longer, where nobody else is known to.
const LONG_AGO: i32 = 2 * 365;

/// Most holders of an office that are looked at.
const MOST: usize = 16;

/// From the first to the last day of which a report gives somebody an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Term {
    from: Date,
    to: Date,
}

impl Term {
    /// Days from the nearest day of the term to `day`.
    fn distance(&self, day: Date) -> i32 {
        let days = |from: Date, to: Date| (to - from).get_days();
        days(day, self.from).max(days(self.to, day)).max(0)
    }
}

/// The day of which a report speaks, as far as it is known: the last it may be of.
fn day_of(dates: &Dates, report_idx: usize) -> Option<Date> {
    let published = dates.of(report_idx)?.published.as_ref()?;
    published.latest().or_else(|| published.earliest())
}

/// Who holds which office, over the record.
struct Known<'r> {
    /// What offices the record gives to each person.
    offices: BTreeMap<&'r ActorId, BTreeSet<Office>>,
    /// The people with an office of this country or body, in order.
    by_scope: BTreeMap<String, BTreeSet<&'r ActorId>>,
    /// The same by the last word of its name: "league" of "Growers' League".
    by_noun: BTreeMap<String, BTreeSet<&'r ActorId>>,
    /// From when to when reports give the office to the person.
    terms: BTreeMap<(&'r ActorId, Office), Term>,
    /// Those that were asked for before. An office is named many times, and going through all people each time would take
    /// the square of the number of reports.
    asked: BTreeMap<Office, Vec<&'r ActorId>>,
}

impl<'r> Known<'r> {
    fn new(facts: &[ReportFacts], by_cast: &'r [Vec<ActorId>], scopes: &Scopes<'_>, dates: &Dates) -> Self {
        let mut offices: BTreeMap<&ActorId, BTreeSet<Office>> = BTreeMap::new();
        let mut terms: BTreeMap<(&ActorId, Office), Term> = BTreeMap::new();
        for (report_idx, (facts, ids)) in facts.iter().zip(by_cast).enumerate() {
            let day = day_of(dates, report_idx);
            let people = facts.cast.iter().zip(ids);
            for (actor, id) in people.filter(|(a, _)| matches!(a.identity, Identity::Person(_))) {
                let held = actor.roles.iter();
                let held = held.filter_map(|role| Office::parse(&tokens(&role.title)));
                let held: Vec<Office> = held.map(|office| scopes.office(report_idx, office)).collect();
                for (office, day) in held.iter().filter_map(|office| Some((office, day?))) {
                    let term = terms.entry((id, office.clone())).or_insert(Term { from: day, to: day });
                    *term = Term { from: term.from.min(day), to: term.to.max(day) };
                }
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
        Self { offices, by_scope, by_noun, terms, asked: BTreeMap::new() }
    }

    fn held(&self, id: &ActorId) -> impl Iterator<Item = &Office> {
        self.offices.get(id).into_iter().flatten()
    }

    /// The only country that the offices of a person belong to.
    fn side_of(&self, id: Option<&ActorId>, scopes: &Scopes<'_>) -> Option<String> {
        let owned = self.held(id?).filter_map(|office| office.scope.as_deref());
        let mut countries: BTreeSet<String> = owned.filter_map(|scope| scopes.country(scope)).collect();
        let only = countries.pop_first()?;
        countries.is_empty().then_some(only)
    }

    fn holds(&self, id: &ActorId, office: &Office) -> bool {
        self.held(id).any(|held| held.may_be_called(office))
    }

    /// How many days lie between `day` and the reports that give the person the office; `None` if none of these is dated.
    fn distance(&self, id: &ActorId, office: &Office, day: Date) -> Option<i32> {
        let held = self.held(id).filter(|held| held.may_be_called(office));
        held.filter_map(|held| self.terms.get(&(id, held.clone()))).map(|term| term.distance(day)).min()
    }

    /// The one of `holders` who held the office on `day`, as far as that is known.
    fn at_the_time(&self, holders: &[&'r ActorId], office: &Office, day: Option<Date>) -> Option<&'r ActorId> {
        let Some(day) = day else { return holders.first().copied().filter(|_| holders.len() == 1) };
        if let [only] = holders {
            return Some(*only).filter(|id| self.distance(id, office, day).is_none_or(|days| days <= LONG_AGO));
        }
        let mut near = holders.iter().filter(|id| self.distance(id, office, day).is_none_or(|days| days <= NEAR));
        let found = near.next()?;
        near.next().is_none().then_some(*found)
    }

    /// The first few people of the record who may be called so.
    fn holders(&mut self, office: &Office) -> Vec<&'r ActorId> {
        if let Some(found) = self.asked.get(office) {
            return found.clone();
        }
        let fits = |id: &&'r ActorId| self.holds(id, office);
        let found: Vec<&ActorId> = match office.scope.as_deref() {
            None => self.offices.keys().copied().filter(fits).take(MOST).collect(),
            Some(scope) => {
                let (table, key) = match scope.strip_prefix("the ") {
                    Some(noun) => (&self.by_noun, noun),
                    None => (&self.by_scope, scope),
                };
                table.get(key).into_iter().flatten().copied().filter(fits).take(MOST).collect()
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
    day: Option<Date>,
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
    if (office.is_unique() || office.is_one_of_a_body())
        && is_named
        && let Some(only) = known.at_the_time(&holders, office, day)
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
