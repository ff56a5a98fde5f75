//! People over the record.

use std::collections::{BTreeMap, BTreeSet};

use super::company::{Companion, Company};
use super::gazetteer::Gazetteer;
use super::spelling::other_spellings;
use crate::actor::{CastIdx, Identity};
use crate::enter::body_key;
use crate::nation::nation;
use crate::office::Office;
use crate::person_name::{PersonName, middles_agree};
use crate::report::ReportFacts;
use crate::word::tokens;

/// Which person each member of each cast is, by a key that depends on names only.
pub(super) struct People {
    by_member: BTreeMap<(usize, CastIdx), String>,
    /// Whom and what each report names.
    pub company: Company,
}

impl People {
    /// The person that member `idx` of the report number `report_idx` is; `None` if the name fits
    /// several.
    pub fn key_of(&self, report_idx: usize, idx: CastIdx) -> Option<&str> {
        self.by_member.get(&(report_idx, idx)).map(String::as_str)
    }
}

/// A person known by a full name.
pub(super) struct Known {
    pub given: String,
    pub family: String,
    words: BTreeSet<String>,
    /// Numbers of the reports that name the person in full.
    pub reports: BTreeSet<usize>,
    pub offices: BTreeSet<Office>,
}

pub(super) fn group(facts: &[ReportFacts], gazetteer: &Gazetteer) -> People {
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
        known.offices.extend(offices.map(|office| gazetteer.office(office)));
        by_member.insert(member, key);
    }
    let mut company = Company::default();
    for ((report_idx, _), key) in &by_member {
        company.add(*report_idx, Companion::Person(key.clone()));
    }
    for (report_idx, facts) in facts.iter().enumerate() {
        let bodies = facts.cast.iter().filter(|a| a.identity == Identity::Named).map(|a| body_key(&a.name));
        bodies.filter(|key| nation(key).is_none()).for_each(|key| company.add(report_idx, Companion::Body(key)));
    }
    let other_spellings = other_spellings(&known, &company);
    for key in by_member.values_mut() {
        if let Some(usual) = other_spellings.get(key) {
            *key = usual.clone();
        }
    }
    let surnames = Surnames::of(&known, &other_spellings);
    let offices_of = |key: &str| known.get(key).into_iter().flat_map(|person| &person.offices);
    for (member, name, actor) in named().filter(|(_, name, _)| !name.is_full()) {
        let offices = actor.roles.iter().filter_map(|role| Office::parse(&tokens(&role.title)));
        let offices: Vec<Office> = offices.map(|office| gazetteer.office(office)).collect();
        // "President Quill" is the one of several Quills whom the record knows as president.
        let holds = |key: &str| offices.iter().any(|office| offices_of(key).any(|held| held.may_be_called(office)));
        // "President Quill" is not the only Quill of the record if the record knows that one as finance minister only.
        let unique: Vec<&Office> = offices.iter().filter(|office| office.is_unique()).collect();
        let is_another = |key: &str| {
            let mut held = offices_of(key).filter(|held| held.is_unique()).peekable();
            let agrees = |held: &Office| unique.iter().any(|o| held.may_be_called(o) || o.may_be_called(held));
            !unique.is_empty() && held.peek().is_some() && !held.any(agrees)
        };
        if let Some(key) = surnames.key_of(name, holds).filter(|key| !is_another(key)) {
            by_member.insert(member, key);
        }
    }
    People { by_member, company }
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
    /// key by itself; one that several have, of whom not exactly one
    /// `holds` the office that goes with it, and a given name that is not exactly one person's, tell
    /// nothing.
    fn key_of(&self, name: &PersonName, holds: impl Fn(&str) -> bool) -> Option<String> {
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
            Some(keys) => {
                let mut holders = keys.iter().filter(|key| holds(key));
                let holder = holders.next()?;
                holders.next().is_none().then(|| holder.clone())
            }
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
