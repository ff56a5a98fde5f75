//! For which side an actor speaks, as the reports' own words tell: "UK Prime Minister Keir Starmer", "Russian officials".

use std::collections::{BTreeMap, BTreeSet};

use super::gazetteer::Gazetteer;
use crate::actor::{Actor, ActorKind, CastIdx, Identity, ReportActor};
use crate::id::ActorId;
use crate::nation::nations;
use crate::office::Office;
use crate::report::ReportFacts;
use crate::word::{fold_all, tokens};

/// The side of every actor for which one side has more evidence than any other.
pub(super) fn parties(
    facts: &[ReportFacts],
    by_cast: &[Vec<ActorId>],
    gazetteer: &Gazetteer,
) -> BTreeMap<ActorId, ActorId> {
    let mut votes: BTreeMap<&ActorId, BTreeMap<ActorId, usize>> = BTreeMap::new();
    for (facts, ids) in facts.iter().zip(by_cast) {
        for (member, id) in facts.cast.iter().zip(ids) {
            for (side, weight) in sides(member, facts, ids, gazetteer) {
                if side != *id {
                    *votes.entry(id).or_default().entry(side).or_default() += weight;
                }
            }
        }
    }
    let most = |votes: BTreeMap<ActorId, usize>| {
        let (side, most) = votes.iter().max_by_key(|(_, n)| **n)?;
        (votes.values().filter(|n| *n == most).count() == 1).then(|| side.clone())
    };
    votes.into_iter().filter_map(|(id, votes)| Some((id.clone(), most(votes)?))).collect()
}

/// The sides that one report gives a member, with how often it does.
fn sides(member: &ReportActor, facts: &ReportFacts, ids: &[ActorId], gazetteer: &Gazetteer) -> Vec<(ActorId, usize)> {
    let side = |office: Office| {
        let scope = office.scope.as_deref()?;
        let principal = || principal_of(scope, facts, ids);
        let principal = if office.speaks_for_holder() { principal() } else { None };
        principal.or_else(|| side_of(scope, facts, ids, gazetteer))
    };
    match (&member.identity, member.kind) {
        (Identity::Described(description), _) => {
            let office = Office { name: description.office.clone(), scope: description.scope.clone() };
            side(office).map(|side| (side, 1)).into_iter().collect()
        }
        (_, ActorKind::State) => Vec::new(),
        (Identity::Named | Identity::Phrase, _) => {
            // "Russian officials", "the French foreign ministry": the side stands in front.
            let words = tokens(&member.name);
            if words.iter().any(|t| t.is("and")) {
                return Vec::new();
            }
            let first = words.iter().find(|t| t.is_word && !t.is("the"));
            let nation = first.filter(|_| words.len() > 1).and_then(|t| gazetteer.of_people(t.text));
            nation.map(|nation| (ActorId::of_named(&nation), 1)).into_iter().collect()
        }
        (Identity::Person(_), _) => {
            let offices = member.roles.iter();
            let offices = offices.filter_map(|role| Some((Office::parse(&tokens(&role.title))?, role.evidence.len())));
            offices.filter_map(|(office, n)| Some((side(office)?, n.max(1)))).collect()
        }
    }
}

/// The person of the same report for whom a spokesperson speaks, by surname or by office: "a spokeswoman for Quill", "the
/// prime minister’s official spokesman".
fn principal_of(scope: &str, facts: &ReportFacts, ids: &[ActorId]) -> Option<ActorId> {
    let wanted = scope.strip_prefix("the ").unwrap_or(scope);
    let office = Office::parse(&tokens(wanted));
    let holds = |member: &ReportActor, office: &Office| {
        let mut held = member.roles.iter().filter_map(|role| Office::parse(&tokens(&role.title)));
        let described = matches!(&member.identity, Identity::Described(d) if d.office == office.name);
        described || held.any(|held| held.may_be_called(office))
    };
    let fits = |member: &ReportActor| match (&member.identity, &office) {
        (Identity::Person(_) | Identity::Described(_), Some(office)) => holds(member, office),
        (Identity::Person(name), None) => {
            name.family_key().as_deref() == Some(wanted) || fold_all(&member.name) == wanted
        }
        _ => false,
    };
    let members = facts.cast.iter().zip(ids).filter(|(member, _)| fits(member));
    let mut found: BTreeSet<&ActorId> = members.map(|(_, id)| id).collect();
    let only = found.pop_first()?;
    found.is_empty().then(|| only.clone())
}

/// The actor that the owner of an office is: a country, or a body of the same report.
fn side_of(scope: &str, facts: &ReportFacts, ids: &[ActorId], gazetteer: &Gazetteer) -> Option<ActorId> {
    if let Some(nation) = gazetteer.country(scope) {
        return Some(ActorId::of_named(&nation));
    }
    let wanted = fold_all(scope);
    let wanted = wanted.strip_prefix("the ").unwrap_or(&wanted);
    // "Belmoran" of "the Belmoran minister" is no body, even where nobody knows the country.
    if !wanted.contains(' ') && ["an", "ese", "ish"].iter().any(|ending| wanted.ends_with(ending)) {
        return None;
    }
    let fits = |idx: &CastIdx| {
        let member = facts.cast.get(idx.0);
        member.is_some_and(|member| {
            let name = fold_all(&member.name);
            member.kind == ActorKind::Organisation
                && name.strip_suffix(wanted).is_some_and(|front| front.is_empty() || front.ends_with(' '))
        })
    };
    let mut fitting = (0..facts.cast.len()).map(CastIdx).filter(fits);
    let found = fitting.next()?;
    fitting.next().is_none().then(|| ids.get(found.0).cloned()).flatten()
}

/// Adds the states that are somebody's party and are not mentioned themselves; other parties that are not there are
/// forgotten.
pub(super) fn add_missing(actors: &mut BTreeMap<ActorId, Actor>) {
    let parties: BTreeSet<ActorId> = actors.values().filter_map(|actor| actor.party.clone()).collect();
    let missing: BTreeSet<ActorId> = parties.into_iter().filter(|party| !actors.contains_key(party)).collect();
    if missing.is_empty() {
        return;
    }
    let states = nations().map(|(key, name)| (ActorId::of_named(key), name));
    for (id, name) in states.filter(|(id, _)| missing.contains(id)) {
        let actor = Actor {
            id: id.clone(),
            name: name.to_owned(),
            kind: ActorKind::State,
            party: None,
            aliases: Vec::new(),
            roles: Vec::new(),
        };
        actors.insert(id, actor);
    }
    let known: BTreeSet<ActorId> = actors.keys().cloned().collect();
    for actor in actors.values_mut() {
        actor.party = actor.party.take().filter(|party| known.contains(party));
    }
}
