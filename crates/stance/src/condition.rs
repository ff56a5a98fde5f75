//! On what terms: clauses and phrases that say what a yes depends on.

use onrecord_text::span::{Clean, Span};

use crate::topic::Topic;
use crate::tree::{At, Tree};

/// Terms of a stance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// What the holder would do, give or accept.
    pub wants: Span<Clean>,
    /// What that depends on, without the connecting word.
    pub requires: Span<Clean>,
    /// What that is about, the chief thing first.
    pub topics: Vec<Topic>,
    /// Whether the words of `requires` name what must not be.
    pub negated: bool,
}

/// Whether terms name what must not be: "will leave unless they are paid", which is wanted only if they are not.
pub(crate) fn is_negated(tree: &Tree<'_>, branch: At, governor: At) -> bool {
    let introduced = tree.introduced_by(branch);
    introduced.iter().any(|word| word == "unless") && !crate::negation::is_negated(tree, governor)
}

/// The words of what is required: everything under it but the connecting words.
pub(crate) fn required(tree: &Tree<'_>, requires: At) -> Option<Span<Clean>> {
    let skip = |at: At| {
        let relation = tree.relation(at);
        relation == "punct"
            || tree.head(at) == Some(requires) && matches!(relation, "mark" | "case" | "cc")
            || relation == "advmod" && tree.lemma(at) == "only"
            || relation == "parataxis"
    };
    tree.span(&tree.under(requires, &skip))
}
