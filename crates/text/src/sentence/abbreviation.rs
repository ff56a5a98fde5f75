//! Abbreviations that end in a full stop: language data, kept in one place.
//!
//! Source: collected by hand from the abbreviation entries of the Associated Press and Guardian
//! style guides and from common usage in English-language news; a few titles of other languages
//! that such reports carry over. Entries are without the final stop.

/// What a full stop after an abbreviation tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// A name follows: the stop ends no sentence.
    Title,
    /// A figure follows, else it is a word like any other.
    BeforeFigure,
    /// More of the same phrase follows, whatever it looks like.
    Inner,
    /// May end a sentence or stand in one; the next word decides.
    Open,
}

const TITLES: [&str; 52] = [
    "Mr", "Mrs", "Ms", "Mx", "Dr", "Prof", "Gen", "Lt", "Col", "Maj", "Capt", "Cpt", "Sgt", "Cpl", "Pvt", "Adm",
    "Cmdr", "Brig", "Sen", "Sens", "Rep", "Reps", "Gov", "Govs", "Pres", "Hon", "Rev", "Fr", "Msgr", "Supt", "Insp",
    "Det", "Amb", "Messrs", "Mme", "Mlle", "Sra", "Srta", "Dra", "Hr", "Fru", "Ing", "Atty", "Asst", "Dist", "Ft",
    "Mt", "Sec", "Treas", "Vice-Adm", "Lt.-Gen", "Maj.-Gen",
];

const BEFORE_FIGURES: [&str; 28] = [
    "No", "Nos", "no", "nos", "Art", "Arts", "art", "Vol", "vol", "pp", "p", "Fig", "fig", "Ch", "ch", "para", "Jan",
    "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec",
];

const INNER: [&str; 12] = ["e.g", "i.e", "eg", "ie", "cf", "viz", "vs", "v", "approx", "ca", "incl", "resp"];

const OPEN: [&str; 34] = [
    "Inc", "Corp", "Co", "Cos", "Ltd", "Bros", "Jr", "Sr", "St", "Ave", "Blvd", "Rd", "Sq", "etc", "al", "Ph.D",
    "Dept", "dept", "est", "Univ", "Assn", "Natl", "Intl", "Gov't", "Mass", "Calif", "Fla", "Ariz", "Conn", "Penn",
    "Md", "Va", "Ont", "Que",
];

/// Words a sentence begins with far more often than a name or a title does. After an abbreviation
/// that may end a sentence ("the U.S. He said" against "the U.S. Senate") they decide.
const STARTERS: [&str; 72] = [
    "a",
    "according",
    "after",
    "all",
    "also",
    "although",
    "an",
    "and",
    "another",
    "as",
    "asked",
    "at",
    "because",
    "before",
    "both",
    "but",
    "by",
    "despite",
    "during",
    "each",
    "earlier",
    "even",
    "every",
    "few",
    "for",
    "from",
    "he",
    "her",
    "here",
    "his",
    "how",
    "however",
    "i",
    "if",
    "in",
    "instead",
    "it",
    "its",
    "last",
    "later",
    "many",
    "meanwhile",
    "more",
    "most",
    "my",
    "no",
    "nobody",
    "not",
    "now",
    "of",
    "on",
    "one",
    "our",
    "several",
    "she",
    "since",
    "so",
    "some",
    "that",
    "the",
    "their",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "though",
    "to",
    "we",
    "what",
    "when",
];

/// What `word`, the letters and inner stops before a full stop, abbreviates. All capitals match
/// too, since headlines and openings are set in them.
pub(super) fn abbreviation(word: &str) -> Option<Abbreviation> {
    if word.is_empty() || word.len() > 12 {
        return None;
    }
    let is_in = |table: &[&str]| {
        table.contains(&word)
            || (word.len() > 1
                && word.chars().all(|c| !c.is_lowercase())
                && table.iter().any(|entry| is_capitals_of(word, entry)))
    };
    if is_in(&TITLES) {
        Some(Abbreviation::Title)
    } else if is_in(&BEFORE_FIGURES) {
        Some(Abbreviation::BeforeFigure)
    } else if INNER.contains(&word) {
        Some(Abbreviation::Inner)
    } else if is_in(&OPEN) || is_initials(word) {
        Some(Abbreviation::Open)
    } else {
        None
    }
}

/// Whether `word` is `entry` in capitals, `entry` being written with a capital itself.
fn is_capitals_of(word: &str, entry: &str) -> bool {
    entry.starts_with(|c: char| c.is_ascii_uppercase()) && word.eq_ignore_ascii_case(entry)
}

/// Single letters with stops between: "U.S", "a.m", "J.K", or one capital: "J", "É".
fn is_initials(word: &str) -> bool {
    let mut n_letters = 0;
    for part in word.split('.') {
        let mut chars = part.chars();
        let (Some(letter), None) = (chars.next(), chars.next()) else {
            return false;
        };
        if !letter.is_alphabetic() {
            return false;
        }
        n_letters += 1;
    }
    n_letters > 1 || word.starts_with(char::is_uppercase)
}

/// Whether `word` begins sentences far more often than names.
pub(super) fn is_starter(word: &str) -> bool {
    let word = word.to_lowercase();
    STARTERS.binary_search(&word.as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starters_are_sorted() {
        assert!(STARTERS.is_sorted());
    }

    #[test]
    fn what_abbreviates_what() {
        use Abbreviation::{BeforeFigure, Inner, Open, Title};
        for (word, expected) in [
            ("Mr", Some(Title)),
            ("GEN", Some(Title)),
            ("gen", None),
            ("No", Some(BeforeFigure)),
            ("U.S", Some(Open)),
            ("É", Some(Open)),
            ("a.m", Some(Open)),
            ("a", None),
            ("e.g", Some(Inner)),
            ("Zürich", None),
            ("", None),
        ] {
            assert_eq!(abbreviation(word), expected, "{word}");
        }
    }
}
