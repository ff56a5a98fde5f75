//! Which actors of different reports are the same.
//!
//! - People: the same full name is the same person. A surname alone is a person's if exactly one
//!   person of the record has it ([`people`]).
//! - Organisations, states and groups: the same name, after articles, accents and the many words
//!   for a country; an acronym stands for the one name that a report gives with it. What the people
//!   of a country are called and where it is governed from, the reports may tell ([`gazetteer`]); for which longer name
//!   a shorter one stands, too ([`body`]). What a name is, most of the reports decide ([`kind`]).
//! - Holders of an office ("the prime minister"): the one person of the same report whom the
//!   record knows by that title, or who has it at that time ([`office`]).
//! - What only has words stays by itself in each report.
//!
//! Names that are merely alike are merged only where the office or the company is the same and no report has both
//! ([`people`]); other such pairs are suggestions ([`suggest`]). What people decided comes last and wins: a codebook ([`codebook`]), then
//! corrections ([`correct`], [`attribution`]).

pub(crate) mod attribution;
mod body;
mod codebook;
mod company;
mod correct;
mod gazetteer;
mod kind;
mod merge;
mod office;
mod party;
mod people;
mod scope;
mod spelling;
mod suggest;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use self::gazetteer::Gazetteer;
pub(crate) use self::kind::agree as agree_on_kinds;
use self::scope::Scopes;
pub use self::suggest::{Likeness, Suggestion};
use crate::actor::{Actor, CastIdx, Identity, ReportActor};
use crate::attribution::Attribution;
use crate::dating::Dates;
use crate::decisions::Decisions;
use crate::enter::body_key;
use crate::event::Event;
use crate::id::ActorId;
use crate::person_name::PersonName;
use crate::report::ReportFacts;
use crate::stance::StanceReading;

/// What became of the casts of all reports.
#[derive(Clone, Debug, Default)]
pub struct Resolved {
    /// For each report, in the order given, the actor that each of its cast is.
    by_cast: Vec<Vec<ActorId>>,
    actors: BTreeMap<ActorId, Actor>,
    idle_corrections: Vec<usize>,
    /// The members that were known by an id, now or when the record had fewer reports.
    former: BTreeMap<ActorId, BTreeSet<(usize, usize)>>,
}

impl Resolved {
    /// Who the actor is now that was known by `id` when somebody wrote it down; `None` if that cannot be told.
    pub fn current(&self, id: &ActorId) -> Option<ActorId> {
        if self.actors.contains_key(id) {
            return Some(id.clone());
        }
        correct::current(id, &self.former, &self.by_cast)
    }

    /// The actor that member `idx` of the cast of the report number `report_idx` is.
    pub fn actor_of(&self, report_idx: usize, idx: CastIdx) -> Option<&ActorId> {
        self.by_cast.get(report_idx)?.get(idx.0)
    }

    /// The actor with this id.
    pub fn actor(&self, id: &ActorId) -> Option<&Actor> {
        self.actors.get(id)
    }

    /// The corrections that speak of an actor who is not in the record, by their place in the list.
    pub fn idle_corrections(&self) -> &[usize] {
        &self.idle_corrections
    }

    /// The actors that `attributions` point to, and those for whose side they speak, by id.
    pub fn into_actors_of(
        mut self,
        attributions: &[Attribution],
        readings: &[StanceReading],
        events: &[Event],
    ) -> Vec<Actor> {
        let wanted = pointed_at(attributions, readings, events, &|id| self.actors.get(id)?.party.as_ref());
        let wanted: Vec<ActorId> = wanted.into_iter().cloned().collect();
        wanted.iter().filter_map(|id| self.actors.remove(id)).collect()
    }

    /// Pairs of `actors` that may be one, in order.
    pub fn suggestions(actors: &[Actor]) -> Vec<Suggestion> {
        suggest::suggestions(actors)
    }
}

/// The ids of the actors that attributions, readings and events point to, and of those for whose side they speak.
pub(crate) fn pointed_at<'r>(
    attributions: &'r [Attribution],
    readings: &'r [StanceReading],
    events: &'r [Event],
    party_of: &dyn Fn(&ActorId) -> Option<&'r ActorId>,
) -> BTreeSet<&'r ActorId> {
    let mut wanted: BTreeSet<&ActorId> = attributions.iter().flat_map(|a| a.speaker.iter().chain(&a.via)).collect();
    wanted.extend(readings.iter().map(|reading| &reading.holder));
    wanted.extend(events.iter().flat_map(|event| &event.participants));
    let mut open: Vec<&ActorId> = wanted.iter().copied().collect();
    while let Some(id) = open.pop() {
        if let Some(party) = party_of(id).filter(|party| wanted.insert(*party)) {
            open.push(party);
        }
    }
    wanted
}

/// Decides who is who over the casts of `facts`, which are sorted by report and came out on `dates`; then puts what people
/// decided in place.
pub(crate) fn resolve(facts: &[ReportFacts], decisions: &Decisions, dates: &Dates) -> Resolved {
    let gazetteer = Gazetteer::learn(facts);
    let mut by_cast = by_machine(facts, &gazetteer, dates);
    let former = former(facts, &by_cast);
    codebook::apply(&decisions.codebook, facts, &mut by_cast);
    let corrected = correct::apply(&decisions.corrections, facts, &former, &mut by_cast);
    let mut members: BTreeMap<ActorId, Vec<&ReportActor>> = BTreeMap::new();
    for (facts, ids) in facts.iter().zip(&by_cast) {
        for (actor, id) in facts.cast.iter().zip(ids) {
            members.entry(id.clone()).or_default().push(actor);
        }
    }
    let mut actors: BTreeMap<ActorId, Actor> =
        members.into_iter().map(|(id, members)| (id.clone(), merge::merge(id, &members))).collect();
    gazetteer.name(&mut actors);
    let states = codebook::states(&decisions.codebook);
    for (id, party) in party::parties(facts, &by_cast, &gazetteer) {
        let party = states.get(&party).cloned().unwrap_or(party);
        if let Some(actor) = actors.get_mut(&id).filter(|_| party != id) {
            actor.party = Some(party);
        }
    }
    codebook::describe(&decisions.codebook, &mut actors);
    for (id, name) in corrected.names {
        if let Some(actor) = actors.get_mut(&id) {
            actor.rename(name);
        }
    }
    for (id, party) in corrected.parties {
        if let Some(actor) = actors.get_mut(&id) {
            actor.party = party;
        }
    }
    party::add_missing(&mut actors);
    Resolved { by_cast, actors, idle_corrections: corrected.idle, former }
}

/// Who is who as far as the reports tell.
fn by_machine(facts: &[ReportFacts], gazetteer: &Gazetteer, dates: &Dates) -> Vec<Vec<ActorId>> {
    let people = people::group(facts, gazetteer);
    let acronyms = acronyms(facts);
    let shorter = body::shorter_names(facts, &people);
    let mut by_cast: Vec<Vec<ActorId>> = Vec::with_capacity(facts.len());
    for (report_idx, facts) in facts.iter().enumerate() {
        let ids = facts.cast.iter().enumerate().map(|(idx, actor)| {
            let key = body_key(&actor.name);
            match &actor.identity {
                Identity::Person(_) => match people.key_of(report_idx, CastIdx(idx)) {
                    Some(key) => ActorId::of_person(key),
                    None => ActorId::of_phrase(&facts.report.id, &key),
                },
                Identity::Named => {
                    let key = acronyms.get(&key).unwrap_or(&key);
                    ActorId::of_named(gazetteer.key(shorter.get(key).unwrap_or(key)))
                }
                // The second pass may find a name for the office.
                Identity::Described(_) | Identity::Phrase => ActorId::of_phrase(&facts.report.id, &key),
            }
        });
        by_cast.push(ids.collect());
    }
    let scopes = Scopes::new(facts, gazetteer, |key| {
        let key = acronyms.get(key).map_or(key, String::as_str);
        shorter.get(key).map_or(key, String::as_str).to_owned()
    });
    let holders = office::holders(facts, &by_cast, &scopes, dates);
    for ((report_idx, CastIdx(idx)), holder) in holders {
        let slot = by_cast.get_mut(report_idx).and_then(|ids| ids.get_mut(idx));
        if let Some(slot) = slot {
            *slot = holder;
        }
    }
    by_cast
}

/// For every id under which a member may have been known, now or when the record had fewer reports, the members.
fn former(facts: &[ReportFacts], by_cast: &[Vec<ActorId>]) -> BTreeMap<ActorId, BTreeSet<(usize, usize)>> {
    let mut found: BTreeMap<ActorId, BTreeSet<(usize, usize)>> = BTreeMap::new();
    for (report_idx, (facts, ids)) in facts.iter().zip(by_cast).enumerate() {
        for (idx, (member, id)) in facts.cast.iter().zip(ids).enumerate() {
            let key = body_key(&member.name);
            let mut known = vec![id.clone(), ActorId::of_phrase(&facts.report.id, &key), ActorId::of_named(&key)];
            // A body may have been taken for a person.
            let name = match &member.identity {
                Identity::Person(name) => Some(name.clone()),
                Identity::Named => PersonName::parse(&member.name),
                Identity::Described(_) | Identity::Phrase => None,
            };
            if let Some(name) = name {
                known.extend(people::keys_alone(&name).iter().map(|key| ActorId::of_person(key)));
            }
            for id in known {
                found.entry(id).or_default().insert((report_idx, idx));
            }
        }
    }
    found
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
    gazetteer::only(names)
}
