//! Which members of the casts are actors of the codebook.
//!
//! A member is one if a name of its, folded, is one of the codebook's, or if it holds an office that one actor of the
//! codebook has. Where the machine found several members to be one actor and only one actor of the codebook is among
//! them, all of them are.

use std::collections::{BTreeMap, BTreeSet};

use crate::actor::{Actor, ActorKind, Description, Evidence, Identity, ReportActor, Role};
use crate::codebook::{Codebook, CodebookActor, CodebookId};
use crate::id::ActorId;
use crate::nation::government;
use crate::office::Office;
use crate::report::ReportFacts;
use crate::word::{fold_all, tokens};

/// Puts actors of the codebook in the place of those that are the same.
pub(super) fn apply(codebook: &Codebook, facts: &[ReportFacts], by_cast: &mut [Vec<ActorId>]) {
    let known = Known::of(codebook);
    let mut within: BTreeMap<ActorId, BTreeSet<&CodebookId>> = BTreeMap::new();
    let mut found: Vec<Vec<Option<&CodebookId>>> = Vec::with_capacity(facts.len());
    for (facts, ids) in facts.iter().zip(by_cast.iter()) {
        let members: Vec<Option<&CodebookId>> = facts.cast.iter().map(|member| known.find(member)).collect();
        for (id, member) in ids.iter().zip(&members) {
            within.entry(id.clone()).or_default().extend(*member);
        }
        found.push(members);
    }
    for (ids, members) in by_cast.iter_mut().zip(&found) {
        for (id, member) in ids.iter_mut().zip(members) {
            let of_all = || within.get(id).filter(|all| all.len() == 1).and_then(|all| all.first()).copied();
            if let Some(actor) = member.or_else(of_all) {
                *id = ActorId::of_codebook(actor);
            }
        }
    }
}

/// The actors of the codebook that are states, by the ids under which the machine knows these.
pub(super) fn states(codebook: &Codebook) -> BTreeMap<ActorId, ActorId> {
    let known = codebook.actors().iter().flat_map(|actor| {
        let names = std::iter::once(&actor.name).chain(&actor.aliases);
        names.filter_map(|name| Some((ActorId::of_named(government(name)?), ActorId::of_codebook(&actor.id))))
    });
    known.collect()
}

/// Gives actors of the codebook the name, kind, party, aliases and roles it says they have. One that only is a party is
/// added.
pub(super) fn describe(codebook: &Codebook, actors: &mut BTreeMap<ActorId, Actor>) {
    for known in codebook.actors() {
        let id = ActorId::of_codebook(&known.id);
        let Some(actor) = actors.get_mut(&id) else { continue };
        actor.rename(known.name.clone());
        actor.kind = known.kind.unwrap_or(actor.kind);
        actor.party = known.party.as_ref().map(ActorId::of_codebook).or(actor.party.take());
        let aliases: BTreeSet<String> = actor.aliases.drain(..).chain(known.aliases.iter().cloned()).collect();
        actor.aliases = aliases.into_iter().filter(|alias| *alias != known.name).collect();
        let mut roles: BTreeMap<String, Vec<Evidence>> =
            actor.roles.drain(..).map(|role| (role.title, role.evidence)).collect();
        for title in &known.roles {
            roles.entry(title.clone()).or_default();
        }
        actor.roles = roles.into_iter().map(|(title, evidence)| Role { title, evidence, given_on: None }).collect();
    }
    let mut parties: BTreeSet<ActorId> =
        codebook.actors().iter().filter_map(|actor| actor.party.as_ref()).map(ActorId::of_codebook).collect();
    parties.extend(actors.values().filter_map(|actor| actor.party.clone()));
    for party in codebook.actors().iter().filter(|actor| parties.contains(&ActorId::of_codebook(&actor.id))) {
        let id = ActorId::of_codebook(&party.id);
        actors.entry(id.clone()).or_insert_with(|| Actor {
            id,
            name: party.name.clone(),
            kind: party.kind.unwrap_or(ActorKind::Group),
            party: None,
            aliases: party.aliases.clone(),
            roles: Vec::new(),
        });
    }
}

struct Known<'c> {
    by_name: BTreeMap<String, &'c CodebookId>,
    offices: Vec<(Office, &'c CodebookId)>,
}

impl<'c> Known<'c> {
    fn of(codebook: &'c Codebook) -> Self {
        let names = |actor: &'c CodebookActor| std::iter::once(&actor.name).chain(&actor.aliases);
        let by_name = codebook.actors().iter().flat_map(|actor| names(actor).map(|name| (key(name), &actor.id)));
        let offices = codebook.actors().iter().flat_map(|actor| {
            let offices = actor.roles.iter().filter_map(|role| Office::parse(&tokens(role)));
            offices.map(|office| (office, &actor.id))
        });
        Self { by_name: by_name.collect(), offices: offices.collect() }
    }

    fn find(&self, member: &ReportActor) -> Option<&'c CodebookId> {
        if let Some(id) = self.by_name.get(&key(&member.name)) {
            return Some(id);
        }
        let aliases: BTreeSet<&CodebookId> =
            member.aliases.iter().filter_map(|alias| self.by_name.get(&key(alias))).copied().collect();
        if let Some(id) = only(aliases) {
            return Some(id);
        }
        match &member.identity {
            Identity::Described(description) => self.holder(description),
            Identity::Person(_) | Identity::Named | Identity::Phrase => None,
        }
    }

    fn holder(&self, description: &Description) -> Option<&'c CodebookId> {
        // "The minister", without whose, has another holder in every report.
        description.scope.as_ref().filter(|scope| !scope.starts_with("the "))?;
        let office = Office { name: description.office.clone(), scope: description.scope.clone() };
        only(self.offices.iter().filter(|(held, _)| held.may_be_called(&office)).map(|(_, id)| *id).collect())
    }
}

fn only<T: Ord>(mut set: BTreeSet<T>) -> Option<T> {
    let first = set.pop_first()?;
    set.is_empty().then_some(first)
}

fn key(name: &str) -> String {
    let folded = fold_all(name);
    folded.strip_prefix("the ").unwrap_or(&folded).to_owned()
}
