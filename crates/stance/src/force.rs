//! How firmly something is said: denied, possible, bound to be, or as it is.

use crate::tree::{At, Tree};

/// What the words around a verb or adjective do to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Force {
    /// "Not", "never", "no minister", "cannot".
    pub negated: bool,
    /// What its auxiliary says.
    pub modal: Option<Modal>,
    /// "Would have signed": it did not happen.
    pub is_counterfactual: bool,
}

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

const NEGATIONS: [&str; 9] = ["not", "n't", "n’t", "never", "hardly", "neither", "nor", "nowhere", "scarcely"];
const NOBODY: [&str; 6] = ["nobody", "none", "neither", "nothing", "no-one", "no"];

pub(crate) fn force(tree: &Tree<'_>, at: At) -> Force {
    let mut force = Force { negated: is_negated(tree, at), ..Force::default() };
    for auxiliary in tree.hanging(at, &["aux"]) {
        force.modal = modal(&tree.lemma(auxiliary), &tree.word(auxiliary).to_lowercase()).or(force.modal);
    }
    // "Is going to leave", "has to leave": the verb hangs on the one that says so.
    if let Some(head) = tree.head(at).filter(|_| tree.relation(at) == "xcomp") {
        let above = match tree.lemma(head).as_str() {
            "go" if tree.tag(head) == "VBG" => Some(Modal::Will),
            "have" | "need" | "ought" => Some(Modal::Must),
            _ => None,
        };
        if above.is_some() && force.modal.is_none() {
            force.modal = above;
            force.negated |= is_negated(tree, head);
        }
    }
    let has = tree.hanging(at, &["aux"]).any(|aux| tree.lemma(aux) == "have");
    let would = tree.hanging(at, &["aux"]).any(|aux| tree.lemma(aux) == "would" || tree.lemma(aux) == "could");
    force.is_counterfactual = has && would;
    force
}

/// Whether a word of the clause of `at` denies it.
pub(crate) fn is_negated(tree: &Tree<'_>, at: At) -> bool {
    let denies = |below: At| {
        let lemma = tree.lemma(below);
        match tree.relation(below) {
            "advmod" | "cc" | "det" | "aux" => {
                NEGATIONS.contains(&lemma.as_str()) || lemma == "no" || lemma == "cannot"
            }
            "nsubj" => NOBODY.contains(&lemma.as_str()) || has_no(tree, below),
            _ => false,
        }
    };
    // "No longer" denies, "not only" does not.
    let only = tree.below(at).any(|below| tree.lemma(below) == "only" && is_first_behind_not(tree, at, below));
    tree.below(at).any(denies) && !only
}

fn is_first_behind_not(tree: &Tree<'_>, at: At, only: At) -> bool {
    only.checked_sub(1)
        .is_some_and(|before| tree.head(before) == Some(at) && NEGATIONS.contains(&tree.lemma(before).as_str()))
}

/// "No reason", "no plans".
pub(crate) fn has_no(tree: &Tree<'_>, noun: At) -> bool {
    tree.hanging(noun, &["det"]).any(|det| matches!(tree.lemma(det).as_str(), "no" | "neither"))
}

fn modal(lemma: &str, word: &str) -> Option<Modal> {
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
