//! Countries that only the record itself makes known: their people's name ("Belmoran", of Belmora) and their capitals and
//! seats of government, as a report names them ("the Ilmarian capital").

use std::collections::{BTreeMap, BTreeSet};

use crate::actor::{Actor, ActorKind, Identity, ReportActor};
use crate::enter::body_key;
use crate::id::ActorId;
use crate::nation::{demonyms, government, nation, nation_name, seat_owners};
use crate::office::{Office, addressee};
use crate::report::ReportFacts;
use crate::word::{fold, fold_all, tokens};

#[derive(Clone, Debug, Default)]
pub(super) struct Gazetteer {
    /// Key of the country by each word for its people.
    by_demonym: BTreeMap<String, String>,
    /// Key of the country by the key of its capital or seat.
    by_seat: BTreeMap<String, String>,
    /// How the reports write the countries that these lead to.
    names: BTreeMap<String, String>,
}

impl Gazetteer {
    pub fn learn(facts: &[ReportFacts]) -> Self {
        let casts = || facts.iter().flat_map(|facts| &facts.cast);
        let places = || casts().filter(|member| is_unknown_place(member));
        let mut forms: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
        for place in places() {
            *forms.entry(body_key(&place.name)).or_default().entry(&place.name).or_default() += 1;
        }
        let mut by_demonym: BTreeMap<String, BTreeSet<&String>> = BTreeMap::new();
        for place in forms.keys() {
            for demonym in demonyms(place) {
                by_demonym.entry(demonym).or_default().insert(place);
            }
        }
        let mut found = Self { by_demonym: only(by_demonym), ..Self::default() };
        let mut by_seat: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for place in places() {
            let owners = place.roles.iter().flat_map(|role| seat_owners(&role.title));
            let countries = owners.filter_map(|owner| found.country(&owner).or_else(|| known(&owner, &forms)));
            let key = body_key(&place.name);
            let countries: Vec<String> = countries.filter(|country| *country != key).collect();
            by_seat.entry(key).or_default().extend(countries);
        }
        for (seat, country) in accredited(facts, &forms) {
            by_seat.entry(seat).or_default().insert(country);
        }
        found.by_seat = only(by_seat);
        let countries: BTreeSet<&String> = found.by_demonym.values().chain(found.by_seat.values()).collect();
        let name = |key: &String| {
            let most = || forms.get(key)?.iter().max_by_key(|(name, n)| (**n, !name.is_ascii())).map(|(name, _)| *name);
            Some((key.clone(), nation_name(key).or_else(most)?.to_owned()))
        };
        found.names = countries.into_iter().filter_map(name).collect();
        found
    }

    /// The key of the country that the name with this key stands for, or the key itself.
    pub fn key<'k>(&'k self, key: &'k str) -> &'k str {
        self.by_demonym.get(key).or_else(|| self.by_seat.get(key)).map_or(key, String::as_str)
    }

    /// The country whose people are called `word`, in the world or in this record.
    pub fn of_people(&self, word: &str) -> Option<String> {
        nation(word).map(str::to_owned).or_else(|| self.by_demonym.get(&fold_all(word)).cloned())
    }

    /// The country that `words` mean where they own an office.
    pub fn country(&self, words: &str) -> Option<String> {
        let folded = fold_all(words);
        let learned = || {
            // A reader may take the word for a people for a place; it is the country's all the same.
            let people = self.by_demonym.get(&folded).cloned();
            let own = || self.names.contains_key(&folded).then(|| folded.clone());
            people.or_else(own).or_else(|| self.by_seat.get(&folded).cloned())
        };
        government(words).map(str::to_owned).or_else(learned)
    }

    /// The office with the country it belongs to in one form for all its words.
    pub fn office(&self, office: Office) -> Office {
        let scope = office.scope.map(|scope| self.country(&scope).unwrap_or(scope));
        Office { name: office.name, scope }
    }

    /// Gives the countries their own name in the place of their people's or their seat's.
    pub fn name(&self, actors: &mut BTreeMap<ActorId, Actor>) {
        for (key, name) in &self.names {
            if let Some(actor) = actors.get_mut(&ActorId::of_named(key)) {
                actor.kind = ActorKind::State;
                if actor.name != *name {
                    actor.rename(name.clone());
                }
            }
        }
    }
}

fn is_unknown_place(member: &ReportActor) -> bool {
    member.identity == Identity::Named && member.kind == ActorKind::State && government(&member.name).is_none()
}

/// Places to which somebody is an ambassador who is, elsewhere in the record, ambassador to a country: the place is its
/// seat. What is a country of its own, the adjective for its people tells.
fn accredited(facts: &[ReportFacts], places: &BTreeMap<String, BTreeMap<&str, usize>>) -> Vec<(String, String)> {
    let members = || facts.iter().flat_map(|facts| &facts.cast);
    let full = |member: &&ReportActor| matches!(&member.identity, Identity::Person(name) if name.is_full());
    let mut posts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for member in members().filter(full) {
        let titles = member.roles.iter().map(|role| tokens(&role.title));
        let addressees: Vec<String> = titles.filter_map(|title| addressee(&title)).collect();
        if !addressees.is_empty() {
            posts.entry(fold_all(&member.name)).or_default().extend(addressees);
        }
    }
    posts.retain(|_, addressees| addressees.len() > 1);
    if posts.is_empty() {
        return Vec::new();
    }
    let titles = members().flat_map(|member| &member.roles).flat_map(|role| tokens(&role.title).into_iter());
    let words: BTreeSet<String> = titles.filter(|t| t.is_word).map(|t| fold(t.text)).collect();
    let country = |addressee: &str| {
        let is_country = || demonyms(addressee).any(|people| words.contains(&people));
        government(addressee).map(str::to_owned).or_else(|| is_country().then(|| addressee.to_owned()))
    };
    let seats = posts.into_values().flat_map(|addressees| {
        let countries: BTreeSet<String> = addressees.iter().filter_map(|addressee| country(addressee)).collect();
        let others = addressees.into_iter().filter(|a| country(a).is_none() && places.contains_key(a));
        let only = countries.first().filter(|_| countries.len() == 1).cloned();
        others.filter_map(|seat| Some((seat, only.clone()?))).collect::<Vec<_>>()
    });
    seats.collect()
}

/// A country of the world, or a place that the record has by this very name.
fn known(owner: &str, places: &BTreeMap<String, BTreeMap<&str, usize>>) -> Option<String> {
    let folded = fold_all(owner);
    government(owner).map(str::to_owned).or_else(|| places.contains_key(&folded).then_some(folded))
}

/// What leads to exactly one.
pub(super) fn only<T: ToString + Ord>(found: BTreeMap<String, BTreeSet<T>>) -> BTreeMap<String, String> {
    let single = found.into_iter().filter(|(_, all)| all.len() == 1);
    single.filter_map(|(word, all)| Some((word, all.first()?.to_string()))).collect()
}
