//! How firmly something is said: as it is, possible, bound to be.

use crate::tree::{At, Tree};

/// What auxiliaries say beside time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Modal {
    /// "Will", "would", "shall", "going to".
    Will,
    /// "May", "might".
    May,
    /// "Can", "could".
    Can,
    /// "Must", "should", "has to", "need".
    Must,
}

/// What the auxiliaries of `at` say, or the verb it hangs on: "is going to leave", "would have to leave".
pub(crate) fn modal(tree: &Tree<'_>, at: At) -> Option<Modal> {
    let above =
        tree.head(at).filter(|_| tree.relation(at) == "xcomp").and_then(|head| match tree.lemma(head).as_str() {
            "go" if tree.tag(head) == "VBG" => Some(Modal::Will),
            "have" | "need" | "ought" if tree.hanging(head, &["obj"]).next().is_none() => Some(Modal::Must),
            _ => None,
        });
    let own = || tree.hanging(at, &["aux"]).filter_map(|aux| of_word(&tree.lemma(aux), &tree.word(aux).to_lowercase()));
    above.or_else(|| own().last())
}

/// "Would have signed": it did not happen.
pub(crate) fn is_counterfactual(tree: &Tree<'_>, at: At) -> bool {
    let has = |words: &[&str]| tree.hanging(at, &["aux"]).any(|aux| words.contains(&tree.lemma(aux).as_str()));
    has(&["have"]) && has(&["would", "could", "should"])
}

fn of_word(lemma: &str, word: &str) -> Option<Modal> {
    Some(match lemma {
        "will" | "shall" | "would" | "'ll" | "’ll" => Modal::Will,
        "may" | "might" => Modal::May,
        "can" | "could" => Modal::Can,
        "must" | "should" | "ought" | "need" => Modal::Must,
        _ => match word {
            "wo" | "'d" | "’d" => Modal::Will,
            "ca" | "cannot" => Modal::Can,
            _ => return None,
        },
    })
}
