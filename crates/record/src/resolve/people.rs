//! People over the record.

use std::collections::{BTreeMap, BTreeSet};

use crate::actor::{CastIdx, Identity};
use crate::office::Office;
use crate::person_name::{PersonName, middles_agree};
use crate::report::ReportFacts;
use crate::word::{edit_distance, tokens};

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
    /// Numbers of the reports that name the person in full.
    reports: BTreeSet<usize>,
    /// Offices with the country or body they belong to.
    offices: BTreeSet<Office>,
}

pub(super) fn group(facts: &[ReportFacts]) -> People {
    let named = || {
        facts.iter().enumerate().flat_map(|(report_idx, facts)| {
            let cast = facts.cast.iter().enumerate();
            cast.filter_map(move |(idx, actor)| match &actor.identity {
                Identity::Person(name) => Some(((report_idx, CastIdx(idx)), name, actor)),
                _ => None,
            })
        })
    };
    let full = || named().filter(|(_, name, _)| name.is_full());

    // All middle names that go with a given name and a surname.
    let mut middles: BTreeMap<String, BTreeSet<Vec<String>>> = BTreeMap::new();
    for (_, name, _) in full() {
        let middles = middles.entry(short_key(name)).or_default();
        middles.insert(name.middle_key());
    }
    let mut by_member = BTreeMap::new();
    let mut known: BTreeMap<String, Known> = BTreeMap::new();
    for (member, name, actor) in full() {
        let key = full_key(name, &middles);
        let known = known.entry(key.clone()).or_insert_with(|| Known {
            given: name.given_key().unwrap_or_default(),
            family: name.family_key().unwrap_or_default(),
            words: BTreeSet::new(),
            reports: BTreeSet::new(),
            offices: BTreeSet::new(),
        });
        known.words.extend(name.word_keys());
        known.reports.insert(member.0);
        let offices = actor.roles.iter().filter_map(|role| Office::parse(&tokens(&role.title)));
        known.offices.extend(offices.filter(|office| office.scope.is_some()));
        by_member.insert(member, key);
    }
    let other_spellings = other_spellings(&known);
    for key in by_member.values_mut() {
        if let Some(usual) = other_spellings.get(key) {
            *key = usual.clone();
        }
    }
    let surnames = Surnames::of(&known, &other_spellings);
    for (member, name, _) in named().filter(|(_, name, _)| !name.is_full()) {
        if let Some(key) = surnames.key_of(name) {
            by_member.insert(member, key);
        }
    }
    People { by_member }
}

/// Keys of names that one report got wrong, or that another alphabet has many ways to write, and the usual key of the
/// person: the other name is like it, the office is the same, and no report has both.
fn other_spellings(known: &BTreeMap<String, Known>) -> BTreeMap<String, String> {
    let mut blocks: BTreeMap<&str, Vec<(&String, &Known)>> = BTreeMap::new();
    for (key, person) in known.iter().filter(|(_, person)| !person.offices.is_empty()) {
        blocks.entry(&person.given).or_default().push((key, person));
        blocks.entry(&person.family).or_default().push((key, person));
    }
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    for block in blocks.values() {
        for (i, (key, person)) in block.iter().enumerate() {
            for (other_key, other) in &block[i + 1..] {
                if key == other_key || !person.is_spelling_of(other) {
                    continue;
                }
                let rank = |key: &str, person: &Known| (person.reports.len(), std::cmp::Reverse(key.to_owned()));
                let (usual, other) =
                    if rank(key, person) >= rank(other_key, other) { (key, other_key) } else { (other_key, key) };
                found.entry((*other).clone()).or_insert_with(|| (*usual).clone());
            }
        }
    }
    found.keys().map(|key| (key.clone(), last_of(&found, key))).collect()
}

/// Follows `to` from `key` to its end: the usual form may be another's spelling itself.
fn last_of(to: &BTreeMap<String, String>, key: &str) -> String {
    let mut at = key;
    for _ in 0..to.len() {
        match to.get(at) {
            Some(next) => at = next,
            None => break,
        }
    }
    at.to_owned()
}

impl Known {
    fn is_spelling_of(&self, other: &Self) -> bool {
        let near = |a: &str, b: &str| {
            let shorter = a.chars().count().min(b.chars().count());
            let same_start = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
            edit_distance(a, b) <= if shorter >= 5 { 2 } else { 1 } || (shorter >= 7 && 2 * same_start > shorter)
        };
        let alike = (self.given == other.given && self.given.chars().count() > 1 && near(&self.family, &other.family))
            || (self.family == other.family && edit_distance(&self.given, &other.given) == 1);
        let same_office = || {
            let mut offices = self.offices.iter().flat_map(|a| other.offices.iter().map(move |b| (a, b)));
            offices.any(|(a, b)| a.scope == b.scope && a.is_unique() && (a.may_be_called(b) || b.may_be_called(a)))
        };
        alike && self.reports.is_disjoint(&other.reports) && same_office()
    }
}

/// The people whom a part of a name can mean.
struct Surnames {
    by_family: BTreeMap<String, BTreeSet<String>>,
    by_word: BTreeMap<String, BTreeSet<String>>,
    by_given: BTreeMap<String, BTreeSet<String>>,
}

impl Surnames {
    fn of(known: &BTreeMap<String, Known>, other_spellings: &BTreeMap<String, String>) -> Self {
        let mut found = Self { by_family: BTreeMap::new(), by_word: BTreeMap::new(), by_given: BTreeMap::new() };
        for (key, person) in known {
            let key = other_spellings.get(key).unwrap_or(key);
            let add = |map: &mut BTreeMap<String, BTreeSet<String>>, word: &str| {
                map.entry(word.to_owned()).or_default().insert(key.clone());
            };
            add(&mut found.by_family, &person.family);
            add(&mut found.by_given, &person.given);
            person.words.iter().for_each(|word| add(&mut found.by_word, word));
        }
        found
    }

    /// The person a surname or a given name alone means. A surname nobody has in full is a person's
    /// key by itself; one that several have, and a given name that is not exactly one person's, tell
    /// nothing.
    fn key_of(&self, name: &PersonName) -> Option<String> {
        let (found, alone) = match (name.family_key(), name.given_key()) {
            (Some(family), _) => {
                let found = self.by_family.get(&family).or_else(|| self.by_word.get(&family));
                (found, Some(format!("- {family}")))
            }
            (None, given) => (self.by_given.get(&given?), None),
        };
        match found {
            None => alone,
            Some(keys) if keys.len() == 1 => keys.first().cloned(),
            Some(_) => None,
        }
    }
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

/// Keys that a person of this name may have had while the record knew less.
pub(super) fn keys_alone(name: &PersonName) -> Vec<String> {
    let alone = name.family_key().map(|family| format!("- {family}"));
    let full =
        name.is_full().then(|| [short_key(name), format!("{} ({})", short_key(name), name.middle_key().join(" "))]);
    alone.into_iter().chain(full.into_iter().flatten()).collect()
}
