//! Where something was, by the words of a sentence, to be compared with where another has it.
//!
//! Only like is compared with like: a town with a town, a house with a house. "In Kolmár" and "at the prefecture" may be
//! one place.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::word::{Token, fold, tokens};

/// Nouns of what people meet in, folded.
#[rustfmt::skip]
const VENUES: [&str; 44] = [
    "office", "hall", "church", "hotel", "residence", "palace", "prefecture", "house", "ministry", "embassy", "mission",
    "school", "theatre", "theater", "bridge", "station", "barracks", "airport", "villa", "castle", "library", "museum",
    "headquarters", "restaurant", "cafe", "club", "chapel", "monastery", "convent", "university", "chancellery",
    "consulate", "chamber", "court", "lodge", "depot", "terminal", "inn", "tavern", "stadium", "cathedral", "parliament",
    "farm", "monument",
];

/// Words that name no place on their own.
const BLANK: [&str; 12] = ["the", "a", "an", "of", "de", "la", "his", "her", "its", "their", "island", "town"];

/// Words behind which a place is named.
const BEFORE: [&str; 6] = ["in", "at", "on", "aboard", "inside", "near"];

/// Words that end the name of a place.
#[rustfmt::skip]
const ENDS: [&str; 26] = [
    "in", "at", "on", "with", "for", "to", "and", "where", "which", "who", "by", "after", "before", "during", "as",
    "from", "over", "last", "early", "late", "this", "that", "is", "was", "had", "while",
];

/// What sort of place it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Town,
    Venue,
}

/// The places a sentence names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Places(Vec<(Sort, BTreeSet<String>)>);

/// Where `sentence` says that something was, outside its quotations. Days and months are no places.
pub(super) fn places(sentence: &str, quoted: &[Range<usize>]) -> Places {
    let is_quoted = |at: usize| quoted.iter().any(|range| range.contains(&at));
    let parts = tokens(sentence);
    let mut found = Vec::new();
    for (at, token) in parts.iter().enumerate() {
        if BEFORE.iter().any(|word| token.is(word)) && !is_quoted(token.range.start) {
            found.extend(place(token, parts.get(at + 1..).unwrap_or(&[])));
        }
    }
    Places(found)
}

fn place(preposition: &Token<'_>, behind: &[Token<'_>]) -> Option<(Sort, BTreeSet<String>)> {
    const LONGEST: usize = 7;
    let name: Vec<&Token<'_>> = behind
        .iter()
        .take(LONGEST)
        .take_while(|token| token.is_word && !ENDS.contains(&fold(token.text).as_str()) && !is_time(token))
        .collect();
    let words: Vec<String> = name.iter().map(|token| fold(token.text)).collect();
    let is_named = name.iter().any(|token| token.is_capitalised());
    let is_venue = words.iter().any(|word| VENUES.contains(&word.as_str())) || preposition.is("aboard") && is_named;
    let sort = match is_venue {
        true => Sort::Venue,
        // A name and nothing else: "in Kolmár", "on the island of Motu Lua".
        false if is_named => Sort::Town,
        false => return None,
    };
    let told: BTreeSet<String> = match sort {
        Sort::Venue => words.into_iter().filter(|word| !BLANK.contains(&word.as_str())).collect(),
        Sort::Town => name.iter().filter(|token| token.is_capitalised()).map(|token| fold(token.text)).collect(),
    };
    let told: BTreeSet<String> = told.into_iter().filter(|word| !BLANK.contains(&word.as_str())).collect();
    (!told.is_empty()).then_some((sort, told))
}

/// "On Monday", "in March", "in 2031".
fn is_time(token: &Token<'_>) -> bool {
    !onrecord_time::expressions(token.text).is_empty() || token.text.bytes().any(|byte| byte.is_ascii_digit())
}

impl Places {
    /// Whether both name a place of one sort and have nothing of it in common. `is_wide` says what is no town but a whole
    /// country.
    pub fn differ(&self, other: &Self, is_wide: impl Fn(&str) -> bool) -> bool {
        let narrow = |(sort, words): &&(Sort, BTreeSet<String>)| {
            *sort == Sort::Venue || !is_wide(&words.iter().cloned().collect::<Vec<_>>().join(" "))
        };
        let shares = self.0.iter().any(|(_, one)| other.0.iter().any(|(_, two)| !one.is_disjoint(two)));
        let same_sort =
            self.0.iter().filter(narrow).any(|(sort, _)| other.0.iter().filter(narrow).any(|(other, _)| sort == other));
        let venues = |places: &Self| -> Vec<BTreeSet<String>> {
            places.0.iter().filter(|(sort, _)| *sort == Sort::Venue).map(|(_, words)| words.clone()).collect()
        };
        let (own, others) = (venues(self), venues(other));
        if !own.is_empty() && !others.is_empty() {
            return own.iter().all(|one| others.iter().all(|two| one.is_disjoint(two)));
        }
        same_sort && !shares
    }

    /// How many words of places both have.
    pub fn n_shared(&self, other: &Self) -> usize {
        let all = |places: &Self| places.0.iter().flat_map(|(_, words)| words.clone()).collect::<BTreeSet<String>>();
        all(self).intersection(&all(other)).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_that_cannot_be_one() {
        let differ = |one: &str, other: &str| places(one, &[]).differ(&places(other, &[]), |name| name == "varenna");
        for (one, other) in [
            ("They met in Havnesund on Monday", "They met in Kolmár on Monday"),
            ("met Vakarau on Fetu island on Friday", "met Vakarau on the island of Motu Lua on Friday"),
            ("met at the provincial prefecture", "had met in the parish church on Monday"),
            ("talked in the residence of the Ashgari ambassador", "talked at the Hotel Bristol on Saturday"),
            ("met in the harbourmaster’s office in Brimvík", "talks aboard the Alkedda, a survey ship"),
        ] {
            assert!(differ(one, other) && differ(other, one), "{one} / {other}");
        }
        for (one, other) in [
            ("They met in Kolmár on Monday", "They met at the town hall of Kolmár"),
            ("They met in Kolmár", "They met in Varenna"),
            ("They met in the Seamen’s Hall", "They met at the Hall of the Seamen in Åby"),
            ("They met on Monday", "They met in Kolmár in March"),
        ] {
            assert!(!differ(one, other), "{one} / {other}");
        }
    }
}
