//! Whose stance it is.

use onrecord_text::span::{Clean, Span};

use crate::reading::Holder;
use crate::tree::{At, Tree};

/// The holder that the word `at` names.
pub(crate) fn named(tree: &Tree<'_>, at: At) -> Option<Holder> {
    match tree.word(at).to_lowercase().as_str() {
        // Abbreviated, "US" is a country.
        "us" if tree.word(at) == "US" => phrase(tree, at).map(Holder::Words),
        "we" | "i" | "our" | "my" | "us" | "me" | "ours" | "mine" => Some(Holder::Teller),
        "it" | "there" | "this" | "that" | "what" | "which" | "one" | "you" | "your" if tree.class(at) != "NOUN" => {
            // Somebody may be meant by "it", which chains of mentions know.
            (tree.lemma(at) == "it").then(|| tree.token(at).map(|token| Holder::Words(token.span))).flatten()
        }
        _ => phrase(tree, at).map(Holder::Words),
    }
}

/// Those who are named among the many that `at` names: "European countries, including France".
pub(crate) fn included(tree: &Tree<'_>, at: At) -> impl Iterator<Item = At> {
    tree.hanging(at, &["nmod"]).filter(|part| is_included(tree, *part))
}

fn is_included(tree: &Tree<'_>, part: At) -> bool {
    tree.introduced_by(part) == ["including"]
}

/// The noun phrase of `at` without article, asides and what stands beside it.
fn phrase(tree: &Tree<'_>, at: At) -> Option<Span<Clean>> {
    let skip = |below: At| {
        let is_outer = tree.head(below) == Some(at);
        match tree.relation(below) {
            "punct" | "parataxis" | "cc" | "conj" | "appos" | "acl" | "cop" | "nsubj" | "aux" | "advcl"
            | "discourse" => true,
            "det" | "case" | "mark" => is_outer,
            "nmod" => is_included(tree, below),
            _ => false,
        }
    };
    tree.span(&tree.under(at, &skip))
}
