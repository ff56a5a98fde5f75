//! Words as far as issues need them: stems, so that "peacekeepers" and "peacekeeping force" share one.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};

use crate::enter::is_function_word;
use crate::word::{fold, tokens};

/// Words that say nothing of what an issue is about.
const EMPTY: [&str; 106] = [
    "deal",
    "talks",
    "talk",
    "agreement",
    "proposal",
    "plan",
    "offer",
    "step",
    "people",
    "time",
    "way",
    "thing",
    "part",
    "side",
    "issue",
    "question",
    "move",
    "idea",
    "matter",
    "party",
    "kind",
    "number",
    "year",
    "day",
    "week",
    "month",
    "position",
    "demand",
    "term",
    "condition",
    "decision",
    "measure",
    "point",
    "future",
    "negotiation",
    "everything",
    "accord",
    "arrangement",
    "case",
    "complaint",
    "country",
    "detail",
    "effect",
    "effort",
    "end",
    "event",
    "fear",
    "figure",
    "foot",
    "front",
    "government",
    "ground",
    "hand",
    "hour",
    "initiative",
    "job",
    "key",
    "leader",
    "level",
    "mistake",
    "minister",
    "night",
    "official",
    "option",
    "prime",
    "partner",
    "presence",
    "president",
    "role",
    "season",
    "stage",
    "start",
    "summer",
    "television",
    "work",
    "word",
    "second",
    "evening",
    "morning",
    "tonight",
    "today",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "such",
    "world",
    // What only tells one of several.
    "current",
    "durable",
    "emerging",
    "full",
    "initial",
    "lasting",
    "limited",
    "new",
    "next",
    "original",
    "possible",
    "potential",
    "proposed",
    "solid",
    "strong",
    "weak",
];

/// The stem of one word, folded.
pub(crate) fn stem(word: &str) -> String {
    Stemmer::create(Algorithm::English).stem(&fold(word)).into_owned()
}

/// The stems of all words of `text` that are no function words.
pub(crate) fn stems(text: &str) -> Vec<String> {
    let words = tokens(text);
    let words = words.iter().filter(|token| token.is_word && !is_function_word(token.text));
    // The parts of "peace-keeping" count by themselves.
    words.flat_map(|token| token.text.split('-').filter(|part| !part.is_empty())).map(stem).collect()
}

/// Whether a word alone names no issue.
pub(super) fn is_empty(lemma: &str) -> bool {
    EMPTY.contains(&lemma) || lemma.chars().all(|c| !c.is_alphabetic())
}

/// Whether a stem is that of such a word.
pub(super) fn is_empty_stem(word: &str) -> bool {
    static STEMS: LazyLock<BTreeSet<String>> = LazyLock::new(|| EMPTY.iter().map(|word| stem(word)).collect());
    STEMS.contains(word) || word.chars().all(|c| !c.is_alphabetic())
}

/// Whether `run` stands in `words`, in one piece.
pub(super) fn holds(words: &[String], run: &[String]) -> bool {
    !run.is_empty() && words.windows(run.len()).any(|window| window == run)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        assert_eq!(stems("the peacekeepers"), stems("Peacekeeper"));
        assert_eq!(stems("Wages for night-shifts"), ["wage", "night", "shift"]);
        assert!(holds(&stems("einen Élan deal with Ukraine’s minerals"), &stems("mineral")));
        assert!(!holds(&stems("a minerals deal"), &stems("deal on minerals")));
        assert!(!holds(&stems("a"), &[]));
    }
}
