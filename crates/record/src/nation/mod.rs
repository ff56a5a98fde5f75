//! Countries under their many words: "French", "France’s" and "France" are one; and "Paris" where it speaks.
//!
//! Names and demonyms come from the crate keshvar (generated from the `countries` data of Ruby), capitals from
//! `capitals.tsv`, what these lack from `words.tsv`, seats of government from `seats.tsv`.

mod demonym;
mod seat;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use keshvar::{Alpha2, Country, CountryIterator};

pub(crate) use self::demonym::demonyms;
pub(crate) use self::seat::{is_seat_noun, seat_owners};
use crate::word::fold_all;

struct Nations {
    /// Everyday name of each country by its key, which is that name folded.
    names: BTreeMap<String, String>,
    /// Key of the country by each of its words, folded.
    by_word: BTreeMap<String, String>,
    /// Key of the country by its capitals and seats of government, folded.
    by_seat: BTreeMap<String, String>,
}

static NATIONS: LazyLock<Nations> = LazyLock::new(Nations::load);

impl Nations {
    fn load() -> Self {
        let mut nations = Self { names: BTreeMap::new(), by_word: BTreeMap::new(), by_seat: BTreeMap::new() };
        let everyday: BTreeMap<&str, &str> =
            rows(include_str!("words.tsv")).filter_map(|row| Some((*row.first()?, *row.get(1)?))).collect();
        let mut countries: Vec<Country> = CountryIterator::new().collect();
        // Of several countries with one word, "Dutch", the one most people mean has it.
        countries.sort_by_key(|country| (!country.un_member(), std::cmp::Reverse(country.maybe_population())));
        let mut key_of: BTreeMap<String, String> = BTreeMap::new();
        for country in &countries {
            let code = code(country.alpha2());
            let name = everyday.get(code.as_str()).map_or_else(|| everyday_name(country), |name| (*name).to_owned());
            key_of.insert(code, nations.add(&name, words(country)));
        }
        for row in rows(include_str!("words.tsv")) {
            if let Some((name, words)) = row.get(1..).and_then(<[&str]>::split_first) {
                let key = nations.add(name, []);
                // These win over the data, which gives "Macedonian" to many.
                words.iter().for_each(|word| drop(nations.by_word.insert(fold_all(word), key.clone())));
            }
        }
        for row in rows(include_str!("capitals.tsv")).chain(rows(include_str!("seats.tsv"))) {
            let Some((code, rest)) = row.split_first() else { continue };
            let (key, seats) = match key_of.get(*code) {
                Some(key) => (key.clone(), rest),
                None => match rest.split_first() {
                    Some((union, seats)) if *code == "-" => (fold_all(union), seats),
                    _ => continue,
                },
            };
            seats.iter().for_each(|seat| drop(nations.by_seat.insert(fold_all(seat), key.clone())));
        }
        nations
    }

    /// Adds a country and words that no other has yet; gives its key.
    fn add<'w>(&mut self, name: &'w str, words: impl IntoIterator<Item = &'w str>) -> String {
        let key = fold_all(name);
        self.names.entry(key.clone()).or_insert_with(|| name.to_owned());
        for word in std::iter::once(name).chain(words) {
            self.by_word.entry(fold_all(word)).or_insert_with(|| key.clone());
        }
        key
    }
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split('\t').collect())
}

fn code(code: Alpha2) -> String {
    format!("{code:?}")
}

fn everyday_name(country: &Country) -> String {
    let name = country.unofficial_name_list().first().copied().unwrap_or(country.iso_short_name());
    without_brackets(name).to_owned()
}

fn without_brackets(name: &str) -> &str {
    name.split(" (").next().unwrap_or(name)
}

/// Names and demonym of a country. The data has names in other languages, too; in those scripts and accents that English
/// does not write they do no harm.
fn words(country: &Country) -> Vec<&'static str> {
    let names = country.unofficial_name_list().iter().copied();
    let names = names.chain([without_brackets(country.iso_short_name()), country.iso_long_name()]);
    names.chain(country.maybe_nationality()).collect()
}

/// The country that `words` stand for, in a form that is the same for all its words. An article
/// in front, a possessive ending and the plural of a demonym are fine.
pub(crate) fn nation(words: &str) -> Option<&'static str> {
    let folded = fold_all(words);
    let bare = folded.strip_prefix("the ").unwrap_or(&folded);
    // "us" without capitals is the pronoun.
    if bare == "us" && words.contains("us") {
        return None;
    }
    let found = NATIONS.by_word.get(bare).or_else(|| NATIONS.by_word.get(bare.strip_suffix('s')?));
    found.map(String::as_str)
}

/// The country whose government `words` mean where they speak: "Paris", "the Élysée", "France".
pub(crate) fn government(words: &str) -> Option<&'static str> {
    let folded = fold_all(words);
    let bare = folded.strip_prefix("the ").unwrap_or(&folded);
    nation(words).or_else(|| NATIONS.by_seat.get(bare).map(String::as_str))
}

/// The everyday name of the country with this key.
pub(crate) fn nation_name(key: &str) -> Option<&'static str> {
    NATIONS.names.get(key).map(String::as_str)
}

/// Key and everyday name of every country.
pub(crate) fn nations() -> impl Iterator<Item = (&'static str, &'static str)> {
    NATIONS.names.iter().map(|(key, name)| (key.as_str(), name.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_one_country() {
        for words in ["France", "France’s", "French", "the French"] {
            assert_eq!(nation(words), Some("france"), "{words}");
        }
        for words in ["US", "U.S.", "the US’s", "American", "Americans", "United States"] {
            assert_eq!(nation(words), Some("united states"), "{words}");
        }
        for (word, expected) in [
            ("Dutch", "netherlands"),
            ("Indian", "india"),
            ("Nigerian", "nigeria"),
            ("Chinese", "china"),
            ("Norwegian", "norway"),
            ("Swedes", "sweden"),
            ("Ukrainians", "ukraine"),
            ("Britain", "united kingdom"),
            ("EU", "european union"),
            ("Côte d’Ivoire", "ivory coast"),
        ] {
            assert_eq!(nation(word), Some(expected), "{word}");
        }
        assert_eq!(nation("Türkiye"), nation("Turkish"));
        for words in ["us", "Nowhere", "London", ""] {
            assert_eq!(nation(words), None, "{words}");
        }
    }

    #[test]
    fn seats_of_government() {
        for (seat, expected) in [
            ("Downing Street", "united kingdom"),
            ("the Kremlin", "russia"),
            ("Moscow", "russia"),
            ("Kyiv", "ukraine"),
            ("Kiev", "ukraine"),
            ("Washington", "united states"),
            ("the Élysée", "france"),
            ("Brussels", "european union"),
            ("Ukraine", "ukraine"),
        ] {
            assert_eq!(government(seat), Some(expected), "{seat}");
        }
        assert_eq!(government("Customs Row"), None);
    }

    #[test]
    fn every_country_has_a_name_in_latin_letters() {
        for (key, name) in &NATIONS.names {
            assert_eq!(fold_all(name), *key);
            assert!(name.starts_with(|c: char| c.is_uppercase() && c < '\u{250}'), "{name}");
        }
    }
}
