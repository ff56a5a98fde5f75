//! People over the record.

use std::collections::{BTreeMap, BTreeSet};

use crate::actor::{CastIdx, Identity};
use crate::person_name::{PersonName, middles_agree};
use crate::report::ReportFacts;

/// Which person each member of each cast is, by a key that depends on names only.
pub(super) struct People {
    by_member: BTreeMap<(usize, CastIdx), String>,
}

impl People {
    /// The person that member `idx` of the report number `report_idx` is; `None` if the name fits
    /// several.
    pub fn key_of(&self, report_idx: usize, idx: CastIdx) -> Option<&str> {
        self.by_member.get(&(report_idx, idx)).map(String::as_str)
    }
}

/// A person known by a full name.
struct Known {
    given: String,
    family: String,
    words: BTreeSet<String>,
}

pub(super) fn group(facts: &[ReportFacts]) -> People {
    let named = || {
        facts.iter().enumerate().flat_map(|(report_idx, facts)| {
            let cast = facts.cast.iter().enumerate();
            cast.filter_map(move |(idx, actor)| match &actor.identity {
                Identity::Person(name) => Some(((report_idx, CastIdx(idx)), name)),
                _ => None,
            })
        })
    };
    let full = || named().filter(|(_, name)| name.is_full());

    // All middle names that go with a given name and a surname.
    let mut middles: BTreeMap<String, BTreeSet<Vec<String>>> = BTreeMap::new();
    for (_, name) in full() {
        let middles = middles.entry(short_key(name)).or_default();
        middles.insert(name.middle_key());
    }
    let mut by_member = BTreeMap::new();
    let mut known: BTreeMap<String, Known> = BTreeMap::new();
    for (member, name) in full() {
        let key = full_key(name, &middles);
        known.entry(key.clone()).or_insert_with(|| Known {
            given: name.given_key().unwrap_or_default(),
            family: name.family_key().unwrap_or_default(),
            words: BTreeSet::new(),
        });
        if let Some(known) = known.get_mut(&key) {
            known.words.extend(name.word_keys());
        }
        by_member.insert(member, key);
    }
    for (member, name) in named().filter(|(_, name)| !name.is_full()) {
        if let Some(key) = partial_key(name, &known) {
            by_member.insert(member, key);
        }
    }
    People { by_member }
}

fn short_key(name: &PersonName) -> String {
    let given = name.given_key().unwrap_or_default();
    let family = name.family_key().unwrap_or_default();
    format!("{given} {family}")
}

/// Given name and surname; the middle names too where the record has several people who differ in
/// nothing else.
fn full_key(name: &PersonName, middles: &BTreeMap<String, BTreeSet<Vec<String>>>) -> String {
    let short = short_key(name);
    let is_one_person =
        middles.get(&short).is_none_or(|all| all.iter().all(|a| all.iter().all(|b| middles_agree(a, b))));
    let middle = name.middle_key();
    if is_one_person || middle.is_empty() { short } else { format!("{short} ({})", middle.join(" ")) }
}

/// The person a surname or a given name alone means. A surname nobody has in full is a person's
/// key by itself; one that several have, and a given name that is not exactly one person's, tell
/// nothing.
fn partial_key(name: &PersonName, known: &BTreeMap<String, Known>) -> Option<String> {
    let matching = |test: &dyn Fn(&Known) -> bool| -> Vec<&String> {
        let mut found = known.iter().filter(|(_, known)| test(known));
        found.by_ref().map(|(key, _)| key).take(2).collect()
    };
    let (found, alone) = match (name.family_key(), name.given_key()) {
        (Some(family), _) => {
            let mut found = matching(&|known| known.family == family);
            if found.is_empty() {
                found = matching(&|known| known.words.contains(&family));
            }
            (found, Some(format!("- {family}")))
        }
        (None, given) => (matching(&|known| Some(&known.given) == given.as_ref()), None),
    };
    match found.as_slice() {
        [] => alone,
        [key] => Some((*key).clone()),
        _ => None,
    }
}
