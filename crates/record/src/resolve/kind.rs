//! What a name is that different reports take for different things.
//!
//! One report's reader may take the name of a country or a company for a surname. The record as a whole knows better: by
//! what the other reports take it for, by whose ministers and chief executives there are, and by the adjective for a
//! country's people.

use std::collections::{BTreeMap, BTreeSet};

use crate::actor::{ActorKind, Identity, ReportActor};
use crate::enter::is_function_word;
use crate::nation::demonyms;
use crate::office::Office;
use crate::report::ReportFacts;
use crate::word::{fold_all, tokens};

/// In how many reports a name is what.
#[derive(Clone, Copy, Debug, Default)]
struct Votes {
    person: usize,
    organisation: usize,
    state: usize,
}

impl Votes {
    /// What kind of body it is, if most reports take it for one.
    fn body(&self) -> Option<ActorKind> {
        let kind = if self.state > self.organisation { ActorKind::State } else { ActorKind::Organisation };
        (self.state + self.organisation > self.person).then_some(kind)
    }
}

/// Takes those for bodies and states whom one report has for a person, and the record for the most part does not.
/// Somebody with an office is left alone, and so is a single word that somebody bears with a given name.
pub(crate) fn agree(facts: &mut [ReportFacts]) {
    let mut votes: BTreeMap<String, Votes> = BTreeMap::new();
    let mut borne: BTreeSet<String> = BTreeSet::new();
    let mut owners: BTreeSet<String> = BTreeSet::new();
    for facts in facts.iter() {
        for member in &facts.cast {
            let key = key(&member.name);
            match (&member.identity, member.kind) {
                (Identity::Person(name), _) => {
                    votes.entry(key.clone()).or_default().person += 1;
                    let words = name.word_keys().into_iter().filter(|word| *word != key);
                    borne.extend(words.filter(|_| !member.roles.is_empty() || name.given().len() > 1));
                    borne.extend(name.family_key().filter(|family| *family != key));
                }
                (Identity::Named, ActorKind::State) => votes.entry(key).or_default().state += 1,
                (Identity::Named, ActorKind::Organisation) => votes.entry(key).or_default().organisation += 1,
                _ => {}
            }
        }
        for (owner, kind) in owned(facts) {
            let votes = votes.entry(owner.clone()).or_default();
            match kind {
                ActorKind::State => votes.state += 1,
                _ => votes.organisation += 1,
            }
            owners.insert(owner);
        }
    }
    for facts in facts {
        for member in &mut facts.cast {
            let key = key(&member.name);
            if let Some(kind) = votes.get(&key).filter(|_| is_unread_name(member)).and_then(Votes::body) {
                (member.identity, member.kind) = (Identity::Named, kind);
                continue;
            }
            let Some(votes) = votes.get(&key).filter(|_| is_doubtful(member) && !borne.contains(&key)) else {
                continue;
            };
            let has_people = demonyms(&key).any(|people| owners.contains(&people));
            let n_others = votes.organisation + votes.state + usize::from(has_people);
            if n_others >= votes.person && n_others > 0 && (has_people || n_others > votes.person) {
                member.identity = Identity::Named;
                let is_state = has_people || votes.state > votes.organisation;
                member.kind = if is_state { ActorKind::State } else { ActorKind::Organisation };
            }
        }
    }
}

fn key(name: &str) -> String {
    let folded = fold_all(name);
    folded.strip_prefix("the ").unwrap_or(&folded).to_owned()
}

/// Whether the report has no more than words for what is written as a name.
fn is_unread_name(member: &ReportActor) -> bool {
    let words = tokens(&member.name);
    member.identity == Identity::Phrase
        && words.iter().all(|t| t.is_word && t.is_capitalised() && !is_function_word(t.text))
}

fn is_doubtful(member: &ReportActor) -> bool {
    matches!(member.identity, Identity::Person(_)) && member.roles.is_empty()
}

/// Whose offices the report tells that only states or bodies have, each once.
fn owned(facts: &ReportFacts) -> BTreeMap<String, ActorKind> {
    const OF_BODIES: &[&str] = &["ceo", "chair", "chairman", "chairperson", "chairwoman", "director", "executive"];
    const OF_STATES: &[&str] = &["ambassador", "minister", "premier", "president"];
    let titles = facts.cast.iter().flat_map(|member| &member.roles);
    let offices = titles.filter_map(|role| Office::parse(&tokens(&role.title)));
    let owned = offices.filter_map(|office| {
        let noun = office.name.split(' ').next_back()?;
        let kind = if OF_BODIES.contains(&noun) {
            ActorKind::Organisation
        } else if OF_STATES.contains(&noun) {
            ActorKind::State
        } else {
            return None;
        };
        let owner = office.scope.filter(|scope| !scope.starts_with("the "))?;
        Some((owner, kind))
    });
    owned.collect()
}

#[cfg(test)]
mod tests {
    use crate::record::Record;
    use crate::report::ReportFacts;
    use crate::testing::{Names, people, report};

    fn speakers(facts: Vec<ReportFacts>) -> Vec<String> {
        let mut backwards = facts.clone();
        backwards.reverse();
        let record = Record::build(facts);
        assert_eq!(record, Record::build(backwards));
        let mut found: Vec<String> =
            record.actors.iter().map(|actor| format!("{} ({})", actor.name, actor.kind.name())).collect();
        found.sort();
        found
    }

    fn says(file: &str, name: &str, names: Names<'_>) -> ReportFacts {
        report(file, "", &format!("{{1s {name}}} {{1q said}} {{1c yes, {file}}}."), names).facts
    }

    #[test]
    fn a_name_is_what_most_reports_take_it_for() {
        let body = |name| Names { people: "", organisations: name, places: "" };
        let facts = vec![
            says("a", "Löw Hydro", people("Löw Hydro")),
            says("b", "Löw Hydro", body("Löw Hydro")),
            says("c", "Löw Hydro", body("Löw Hydro")),
        ];
        assert_eq!(speakers(facts), ["Löw Hydro (organisation)"]);
    }

    #[test]
    fn a_country_has_ministers() {
        let minister = "{1s Tárvian water minister Odo Quill} {1q said} {1c no}.";
        let facts = vec![says("a", "Tárvia", people("Tárvia")), report("b", "", minister, people("Odo Quill")).facts];
        assert_eq!(speakers(facts), ["Odo Quill (person)", "Tárvia (state)"]);
    }

    #[test]
    fn a_surname_that_somebody_bears_is_a_person() {
        let place = Names { people: "", organisations: "", places: "Löw" };
        let facts = vec![
            says("a", "Löw", people("Löw")),
            says("b", "Löw", place),
            says("c", "Löw", place),
            says("d", "Ada Löw", people("Ada Löw")),
        ];
        assert!(speakers(facts).contains(&"Ada Löw (person)".to_owned()));
    }
}
