//! Whether something is denied: "not", "never", "no minister", "cannot".

use crate::tree::{At, Tree};

const NEGATIONS: [&str; 9] = ["not", "n't", "n’t", "never", "hardly", "neither", "nor", "nowhere", "scarcely"];
const NOBODY: [&str; 6] = ["nobody", "none", "neither", "nothing", "no-one", "no"];

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
