//! A codebook to start from: the issues and actors that a record found by itself.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::CodebookId;
use crate::actor::Actor;
use crate::id::{ActorId, IssueId};
use crate::record::Record;

#[derive(Serialize)]
struct File {
    issue: Vec<Issue>,
    actor: Vec<Named>,
}

#[derive(Serialize)]
struct Issue {
    id: String,
    label: String,
    terms: Vec<String>,
}

#[derive(Serialize)]
struct Named {
    id: String,
    name: String,
    kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    party: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<String>,
}

/// The issues of `record`, those with most stances first, and the actors that take sides, as TOML to edit.
pub fn suggest(record: &Record) -> String {
    let mut n_stances: BTreeMap<&IssueId, usize> = BTreeMap::new();
    let mut holders: BTreeSet<&ActorId> = BTreeSet::new();
    for stance in &record.stances {
        *n_stances.entry(&stance.issue).or_default() += 1;
        holders.insert(&stance.holder);
    }
    let mut issues: Vec<_> = record.issues.iter().collect();
    issues.sort_by_key(|issue| (std::cmp::Reverse(n_stances.get(&issue.id).copied().unwrap_or(0)), &issue.label));
    let mut taken = BTreeSet::new();
    let issue = issues.into_iter().map(|issue| Issue {
        id: slug(&issue.label, &mut taken),
        label: issue.label.clone(),
        terms: issue.terms.clone(),
    });
    let issue: Vec<Issue> = issue.collect();
    let mut actors: Vec<&Actor> = record.actors.iter().filter(|actor| holders.contains(&actor.id)).collect();
    let sides: Vec<&ActorId> = actors.iter().filter_map(|actor| actor.party.as_ref()).collect();
    actors.extend(record.actors.iter().filter(|actor| sides.contains(&&actor.id) && !holders.contains(&actor.id)));
    let mut taken = BTreeSet::new();
    let ids: BTreeMap<&ActorId, String> =
        actors.iter().map(|actor| (&actor.id, slug(&actor.name, &mut taken))).collect();
    let mut named = BTreeSet::new();
    let actor = actors.iter().filter_map(|actor| {
        // No two actors of a codebook share a name.
        let mut names =
            std::iter::once(&actor.name).chain(&actor.aliases).filter(|name| named.insert(crate::word::fold_all(name)));
        Some(Named {
            id: ids.get(&actor.id)?.clone(),
            name: names.next()?.clone(),
            kind: actor.kind.name().to_owned(),
            party: actor.party.as_ref().and_then(|party| ids.get(party)).cloned(),
            aliases: names.cloned().collect(),
        })
    });
    let actor: Vec<Named> = actor.collect();
    let known: BTreeSet<String> = actor.iter().map(|actor| actor.id.clone()).collect();
    let actor = actor.into_iter().map(|mut actor| {
        actor.party = actor.party.filter(|party| known.contains(party));
        actor
    });
    toml::to_string(&File { issue, actor: actor.collect() }).unwrap_or_default()
}

/// An id made of the words of `label`, unlike those `taken`.
fn slug(label: &str, taken: &mut BTreeSet<String>) -> String {
    let lower = label.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !(c.is_lowercase() || c.is_ascii_digit())).filter(|w| !w.is_empty()).collect();
    let stem = if words.is_empty() { "issue".to_owned() } else { words.join("-") };
    let numbered = (2usize..).map(|n| format!("{stem}-{n}"));
    let free =
        std::iter::once(stem.clone()).chain(numbered).find(|id| CodebookId::new(id).is_some() && !taken.contains(id));
    let id = free.unwrap_or(stem);
    taken.insert(id.clone());
    id
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::ActorKind;
    use crate::codebook::Codebook;

    #[test]
    fn what_is_suggested_can_be_read_again() {
        let actor = |name: &str, party: Option<&str>| Actor {
            id: ActorId::of_named(name),
            name: name.to_owned(),
            kind: ActorKind::State,
            party: party.map(ActorId::of_named),
            aliases: vec![format!("the “{name}”")],
            roles: Vec::new(),
        };
        let issue = |label: &str| crate::issue::Issue {
            id: IssueId::of_words(&[label.to_owned()]),
            label: label.to_owned(),
            terms: vec!["Löhne \"jetzt\"".to_owned()],
            parent: None,
        };
        let stance = |holder: &str| crate::position::stance::IssueStance {
            statement: None,
            issue: IssueId::of_words(&["Pay".to_owned()]),
            holder: ActorId::of_named(holder),
            stance: crate::stance::Stance::Support,
            ascribed: false,
            said_on: None,
            evidence: Vec::new(),
            readings: Vec::new(),
            confidence: 1.0,
        };
        let record = Record {
            issues: vec![issue("Night shifts"), issue("Pay"), issue("Pay")],
            actors: vec![actor("Ünion", Some("City")), actor("City", None), actor("Nobody", None)],
            stances: vec![stance("Ünion")],
            ..Record::default()
        };
        let text = suggest(&record);
        let read = Codebook::parse(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        let ids: Vec<&str> = read.issues().iter().map(|issue| issue.id.as_str()).collect();
        assert_eq!(ids, ["pay", "pay-2", "night-shifts"]);
        let actors: Vec<(&str, Option<&str>)> =
            read.actors().iter().map(|a| (a.name.as_str(), a.party.as_ref().map(|p| p.as_str()))).collect();
        assert_eq!(actors, [("Ünion", Some("city")), ("City", None)]);
    }
}
