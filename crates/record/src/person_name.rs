//! Names of people: their parts, and when two of them can be the same person's.

use crate::word::{Token, edit_distance, fold, tokens};

/// Words before a name that are no part of it. `Sir` and the like also go with a given name.
#[rustfmt::skip]
const HONORIFICS: &[&str] = &[
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lord",
    "lady", "baroness", "rev", "reverend", "madame", "monsieur", "herr", "frau", "señor",
    "señora", "pan", "madam", "academician",
];

/// Titles that news shortens before a name, with a full stop behind: "Rep. Ada Quill".
const SHORTENED: &[&str] = &[
    "adm", "asst", "capt", "cmdr", "col", "cpl", "del", "fr", "gen", "gov", "hon", "insp", "lt", "maj", "pres", "rep",
    "rev", "sen", "sgt", "supt",
];

/// Honorifics that stand before a given name where the surname is left out: "Sir Keir".
const BEFORE_GIVEN: [&str; 3] = ["sir", "dame", "don"];

const MALE: [&str; 7] = ["mr", "sir", "lord", "monsieur", "herr", "señor", "pan"];
#[rustfmt::skip]
const FEMALE: [&str; 10] = [
    "mrs", "ms", "miss", "dame", "lady", "baroness", "madame", "madam", "frau", "señora",
];

/// Words with which a surname may begin.
#[rustfmt::skip]
const PARTICLES: [&str; 20] = [
    "von", "van", "der", "den", "de", "del", "della", "da", "das", "dos", "di", "du", "la",
    "le", "al", "el", "bin", "ibn", "ben", "ter",
];

/// Words behind a surname.
const SUFFIXES: [&str; 6] = ["jr", "sr", "ii", "iii", "iv", "qc"];

/// Whether somebody is spoken of as he or as she.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gender {
    Male,
    Female,
}

/// Whether `word` stands before names, as `Mr` and `Dr.` do.
pub(crate) fn is_honorific(word: &str) -> bool {
    HONORIFICS.contains(&bare(word).as_str())
}

/// Whether `word` is a title as it is shortened before names; it is one only with a full stop behind.
pub(crate) fn is_shortened_title(word: &str) -> bool {
    SHORTENED.contains(&bare(word).as_str())
}

/// What the honorific `word` tells of the person.
pub(crate) fn gender_of_honorific(word: &str) -> Option<Gender> {
    let word = bare(word);
    if MALE.contains(&word.as_str()) {
        Some(Gender::Male)
    } else if FEMALE.contains(&word.as_str()) {
        Some(Gender::Female)
    } else {
        None
    }
}

/// Whom the pronoun `word` can stand for, if it tells.
pub(crate) fn gender_of_pronoun(word: &str) -> Option<Gender> {
    match word.to_lowercase().as_str() {
        "he" | "him" | "his" | "himself" => Some(Gender::Male),
        "she" | "her" | "hers" | "herself" => Some(Gender::Female),
        _ => None,
    }
}

fn bare(word: &str) -> String {
    word.trim_end_matches('.').to_lowercase()
}

/// The name of a person as a report gives it: given names, surname, or only one of the two.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonName {
    given: Vec<String>,
    family: Option<String>,
}

impl PersonName {
    /// The name made of these parts; `None` if there is none.
    pub fn from_parts(given: Vec<String>, family: Option<String>) -> Option<Self> {
        (!given.is_empty() || family.is_some()).then_some(Self { given, family })
    }

    /// The name in `words`, which may come with honorifics and a possessive ending. A single word
    /// is taken for a surname, except behind `Sir` and `Dame`.
    pub fn parse(words: &str) -> Option<Self> {
        let cut = tokens(words);
        let mut cut: &[Token<'_>] = &cut;
        let mut goes_with_given = false;
        while let [first, rest @ ..] = cut {
            if first.is_word && !is_honorific(first.text) {
                break;
            }
            if first.is_word {
                goes_with_given = BEFORE_GIVEN.contains(&bare(first.text).as_str());
            }
            cut = rest;
        }
        let words: Vec<&str> =
            cut.iter().filter(|t| t.is_word && !SUFFIXES.contains(&bare(t.text).as_str())).map(|t| t.text).collect();
        let last = words.len().checked_sub(1)?;
        let particle = words
            .iter()
            .position(|w| PARTICLES.contains(w) || PARTICLES.contains(&bare(w).as_str()))
            .filter(|at| *at < last);
        let start = particle.unwrap_or(last);
        if start == 0 && particle.is_none() && goes_with_given {
            return Self::from_parts(vec![words.first()?.to_string()], None);
        }
        let (given, family) = words.split_at(start);
        Self::from_parts(given.iter().map(|w| (*w).to_owned()).collect(), Some(family.join(" ")))
    }

    /// Whether a surname may begin with `word` in small letters.
    pub(crate) fn is_particle(word: &str) -> bool {
        PARTICLES.contains(&word)
    }

    /// Given names and initials as written, in order.
    pub fn given(&self) -> &[String] {
        &self.given
    }

    /// Surname as written.
    pub fn family(&self) -> Option<&str> {
        self.family.as_deref()
    }

    /// Whether both a given name and a surname are there.
    pub fn is_full(&self) -> bool {
        !self.given.is_empty() && self.family.is_some()
    }

    /// The name as one would write it.
    pub fn display(&self) -> String {
        let words: Vec<&str> = self.given.iter().map(String::as_str).chain(self.family()).collect();
        words.join(" ")
    }

    /// The surname in the form in which its spellings are equal.
    pub(crate) fn family_key(&self) -> Option<String> {
        self.family().map(family_key)
    }

    /// The first given name in the form in which its spellings are equal.
    pub(crate) fn given_key(&self) -> Option<String> {
        self.given.first().map(|name| fold(name))
    }

    /// Further given names and initials, folded.
    pub(crate) fn middle_key(&self) -> Vec<String> {
        self.given.iter().skip(1).map(|name| fold(name)).collect()
    }

    /// Every word of the name, folded; the surname's particles apart.
    pub(crate) fn word_keys(&self) -> Vec<String> {
        let family = self.family().unwrap_or("").split(' ');
        let family = family.filter(|w| !w.is_empty()).map(family_key);
        self.given.iter().map(|g| fold(g)).chain(family).collect()
    }

    /// Whether two full names can be one person's: the same surname, or one that differs by a
    /// letter if it is long and the given names agree; given names equal, or one the initial of
    /// the other; no two different middle names.
    pub(crate) fn is_same_as(&self, other: &Self) -> bool {
        let (Some(family), Some(other_family)) = (self.family_key(), other.family_key()) else {
            return false;
        };
        let (Some(given), Some(other_given)) = (self.given_key(), other.given_key()) else {
            return false;
        };
        let family_agrees = family == other_family || (given == other_given && is_misspelling(&family, &other_family));
        family_agrees
            && initial_or_equal(&given, &other_given)
            && middles_agree(&self.middle_key(), &other.middle_key())
    }
}

/// Surnames from Cyrillic come in as many endings as there are transliterations.
fn family_key(family: &str) -> String {
    let folded = fold(family);
    let stem = folded.trim_end_matches(['i', 'y', 'j']);
    if stem.len() < folded.len() && stem.len() > 2 && stem.ends_with("sk") { format!("{stem}y") } else { folded }
}

/// One letter in six or more: in shorter names a letter makes another name.
pub(crate) fn is_misspelling(a: &str, b: &str) -> bool {
    a.chars().count().min(b.chars().count()) >= 6 && edit_distance(a, b) == 1
}

/// Whether one is the other or its first letter.
pub(crate) fn initial_or_equal(a: &str, b: &str) -> bool {
    let is_initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    a == b || is_initial(a, b) || is_initial(b, a)
}

/// Whether two lists of middle names can be one person's: one is empty, or all in common agree.
pub(crate) fn middles_agree(a: &[String], b: &[String]) -> bool {
    a.is_empty() || b.is_empty() || (a.len() == b.len() && a.iter().zip(b).all(|(x, y)| initial_or_equal(x, y)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, expected: &str) {
        let name = PersonName::parse(words)
            .map_or("none".to_owned(), |name| format!("{} / {}", name.given().join(" "), name.family().unwrap_or("-")));
        assert_eq!(name, expected, "{words}");
    }

    #[test]
    fn parts() {
        check("Ada Quill", "Ada / Quill");
        check("Mr Quill’s", " / Quill");
        check("Sir Odo", "Odo / -");
        check("Sir Odo Frâncu", "Odo / Frâncu");
        check("Dr. Ilse von der Aue", "Ilse / von der Aue");
        check("Von der Aue", " / Von der Aue");
        check("J. P. O’Nuallain Jr.", "J. P. / O’Nuallain");
        check("Mrs", "none");
        check("", "none");
    }

    #[test]
    fn whose_names_can_be_one() {
        let same = |a, b| {
            let (a, b) = (PersonName::parse(a), PersonName::parse(b));
            a.zip(b).is_some_and(|(a, b)| a.is_same_as(&b) && b.is_same_as(&a))
        };
        for (a, b) in [
            ("Ada Quill", "Áda QUILL"),
            ("Ada M. Quill", "Ada Quill"),
            ("Ada M. Quill", "Ada Maria Quill"),
            ("A. Quill", "Ada Quill"),
            ("Oleh Tarnovsky", "Oleh Tarnovskyy"),
            ("Oleh Tarnovskiy", "Oleh Tarnovskyj"),
            ("Rana Haddadi", "Rana Hadadi"),
        ] {
            assert!(same(a, b), "{a} = {b}");
        }
        for (a, b) in [
            ("Ada Quill", "Ida Quill"),
            ("Ada M. Quill", "Ada R. Quill"),
            ("Jon Larsen", "Per Larson"),
            ("Ada Quill", "Ada Quinn"),
            ("Ada Bell", "Ada Ball"),
        ] {
            assert!(!same(a, b), "{a} ≠ {b}");
        }
    }
}
