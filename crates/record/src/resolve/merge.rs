//! One actor out of what several reports say of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::actor::{Actor, ActorKind, Evidence, Identity, ReportActor, Role};
use crate::id::ActorId;

pub(super) fn merge(id: ActorId, members: &[&ReportActor]) -> Actor {
    let name = name(members);
    let mut aliases: BTreeSet<String> = members
        .iter()
        // "The prime minister" is a role, not a name.
        .filter(|m| !matches!(m.identity, Identity::Described(_)))
        .flat_map(|m| m.aliases.iter().chain([&m.name]))
        .cloned()
        .collect();
    aliases.remove(&name);
    let mut roles: BTreeMap<&str, BTreeSet<Evidence>> = BTreeMap::new();
    for role in members.iter().flat_map(|m| &m.roles) {
        let evidence = roles.entry(&role.title).or_default();
        evidence.extend(role.evidence.iter().cloned());
    }
    Actor {
        id,
        kind: kind(members),
        party: None,
        aliases: aliases.into_iter().collect(),
        roles: roles
            .into_iter()
            .map(|(title, evidence)| Role {
                title: title.to_owned(),
                evidence: evidence.into_iter().collect(),
                given_on: None,
            })
            .collect(),
        name,
    }
}

/// Proper names before descriptions, full ones before parts, ordinary writing before capitals
/// throughout, names with their accents before those that lost them; of the rest what most reports use, then the longer one, then by alphabet.
fn name(members: &[&ReportActor]) -> String {
    let mut n_reports: BTreeMap<&str, usize> = BTreeMap::new();
    for member in members {
        *n_reports.entry(&member.name).or_default() += 1;
    }
    let rank = |member: &&&ReportActor| {
        let name = member.name.as_str();
        let class = match &member.identity {
            Identity::Person(name) if name.is_full() => 3,
            Identity::Person(_) | Identity::Named => 2,
            Identity::Described(_) | Identity::Phrase => 1,
        };
        (
            class,
            !is_shouted(name),
            !name.is_ascii(),
            n_reports.get(name).copied(),
            name.chars().count(),
            std::cmp::Reverse(name.to_owned()),
        )
    };
    let best = members.iter().max_by_key(rank);
    best.map(|member| member.name.clone()).unwrap_or_default()
}

/// Whether a word of some length is in capitals throughout.
fn is_shouted(name: &str) -> bool {
    let mut words = name.split_whitespace();
    words.any(|word| word.chars().count() > 3 && !word.contains(char::is_lowercase))
}

/// What most reports take it for; of two equals the first in order.
fn kind(members: &[&ReportActor]) -> ActorKind {
    let count = |kind: &ActorKind| members.iter().filter(|m| m.kind == *kind).count();
    let kinds = ActorKind::ALL.into_iter().rev();
    kinds.max_by_key(count).unwrap_or(ActorKind::Group)
}
