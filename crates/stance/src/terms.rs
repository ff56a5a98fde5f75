//! Clauses and phrases of terms where the words leave no doubt: "if", "only after", "unless", "in exchange for".

use crate::reading::Stance;
use crate::tree::{At, Tree};

/// A phrase of terms where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Terms {
    /// The head of what is required.
    pub requires: At,
    pub link: Link,
    /// Whether the words say that nothing else will do: "only after".
    pub only: bool,
}

/// How terms are tied to what depends on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// "If", "once", "provided", "in exchange for": a yes if it comes about.
    If,
    /// "Unless", "without", "until": no yes unless it comes about.
    Unless,
}

const IF: [&str; 6] = ["if", "once", "provided", "providing", "only if", "on condition that"];

/// Conditions that are none: "if you ask me", "if necessary".
const EMPTY: [&str; 7] = ["necessary", "need", "anything", "possible", "ask", "require", "so"];

impl Link {
    /// Whether these terms make a conditional yes of `stance`.
    pub fn makes_conditional(self, stance: Stance) -> bool {
        matches!((self, stance), (Self::If, Stance::Support) | (Self::Unless, Stance::Oppose))
    }
}

/// The terms that hang on the word `at`.
pub(crate) fn terms(tree: &Tree<'_>, at: At) -> Option<Terms> {
    tree.below(at).find_map(|below| of_branch(tree, below))
}

fn of_branch(tree: &Tree<'_>, below: At) -> Option<Terms> {
    let introduced = tree.introduced_by(below).join(" ");
    let only = introduced.starts_with("only") || has(tree, below, "only");
    let found = |requires, link| Some(Terms { requires, link, only });
    let is_empty = EMPTY.contains(&tree.lemma(below).as_str()) && tree.below(below).count() <= 3;
    match tree.relation(below) {
        "advcl" => match introduced.as_str() {
            words if IF.contains(&words) && !is_empty && !has(tree, below, "even") => found(below, Link::If),
            "after" | "when" if only => found(below, Link::If),
            "unless" | "until" => found(below, Link::Unless),
            _ => None,
        },
        "obl" | "nmod" => match introduced.as_str() {
            "in" if matches!(tree.lemma(below).as_str(), "exchange" | "return") => {
                let price = tree.hanging(below, &["nmod", "acl"]).find(|price| tree.introduced_by(*price) == ["for"]);
                price.and_then(|price| found(price, Link::If))
            }
            "in exchange for" | "in return for" | "subject to" => found(below, Link::If),
            "after" if only => found(below, Link::If),
            "without" => found(below, Link::Unless),
            _ => None,
        },
        _ => None,
    }
}

/// Whether `word` stands in front of the branch.
fn has(tree: &Tree<'_>, branch: At, word: &str) -> bool {
    let first = tree.under(branch, &|_| false).into_iter().next();
    let before = first.and_then(|first| first.checked_sub(1));
    let beside = tree.head(branch).into_iter().flat_map(|head| tree.hanging(head, &["advmod"]));
    before.is_some_and(|before| tree.lemma(before) == word)
        || tree.hanging(branch, &["advmod"]).any(|adverb| tree.lemma(adverb) == word)
        || beside.into_iter().any(|adverb| tree.lemma(adverb) == word && adverb < branch && word == "only")
}
