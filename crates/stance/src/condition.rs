//! On what terms: clauses and phrases that say what a yes depends on.

use onrecord_text::span::{Clean, Span};

use crate::reading::Stance;
use crate::tree::{At, Tree};

/// Terms of a stance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// What the holder would do, give or accept.
    pub wants: Span<Clean>,
    /// What that depends on, without the connecting word.
    pub requires: Span<Clean>,
    /// Whether the words of `requires` name what must not be.
    pub negated: bool,
}

/// A phrase of terms where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Terms {
    /// The first word of its branch; everything under it belongs to the terms.
    pub branch: At,
    /// The head of what is required.
    pub requires: At,
    pub link: Link,
}

/// How terms are tied to what depends on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// "If", "once", "provided", "as long as", "in exchange for": a yes if it comes about.
    If,
    /// "Unless", "without": no yes unless it comes about.
    Unless,
    /// "Until", "before": the same, said of time.
    Until,
}

const IF: [&str; 12] = [
    "if",
    "once",
    "provided",
    "providing",
    "when",
    "assuming",
    "whenever",
    "wherever",
    "only if",
    "only when",
    "only once",
    "as soon as",
];
const PHRASES: [&str; 12] = [
    "in exchange for",
    "in return for",
    "subject to",
    "conditional on",
    "contingent on",
    "as long as",
    "so long as",
    "on condition that",
    "on condition",
    "on the condition that",
    "against",
    "for",
];

/// Conditions that are none: "if you ask me", "if necessary".
const EMPTY: [&str; 8] = ["necessary", "needed", "anything", "possible", "ask", "required", "so", "not"];

/// The terms that hang on the word `at`.
pub(crate) fn terms(tree: &Tree<'_>, at: At) -> Option<Terms> {
    tree.below(at).find_map(|below| of_branch(tree, at, below))
}

fn of_branch(tree: &Tree<'_>, at: At, below: At) -> Option<Terms> {
    let introduced = tree.introduced_by(below).join(" ");
    let found = |requires, link| Some(Terms { branch: below, requires, link });
    let is_empty = || EMPTY.contains(&tree.lemma(below).as_str()) && tree.below(below).count() <= 3;
    let has = |word: &str| tree.hanging(below, &["advmod"]).any(|adverb| tree.lemma(adverb) == word);
    match tree.relation(below) {
        "advcl" | "acl" => {
            let lemma = tree.lemma(below);
            let bare = matches!(lemma.as_str(), "provide" | "assume") && introduced.is_empty();
            if bare && let Some(clause) = tree.hanging(below, &["ccomp", "xcomp"]).next() {
                return found(clause, Link::If);
            }
            if introduced.is_empty() && is_inverted(tree, below) {
                return found(below, Link::If);
            }
            match introduced.as_str() {
                words if IF.contains(&words) && !has("even") && !is_empty() => found(below, Link::If),
                words if PHRASES.contains(&words) && words.len() > 7 => found(below, Link::If),
                "as" if has("long") || has("soon") => found(below, Link::If),
                "after" if has("only") || is_only(tree, below) => found(below, Link::If),
                "unless" | "without" => found(below, Link::Unless),
                "until" | "till" | "before" => found(below, Link::Until),
                "while" => found(below, Link::If),
                _ => None,
            }
        }
        "obl" | "nmod" => {
            if introduced == "in"
                && matches!(tree.lemma(below).as_str(), "exchange" | "return")
                && let Some(price) = tree.hanging(below, &["nmod", "acl"]).find(|p| tree.introduced_by(*p) == ["for"])
            {
                return found(price, Link::If);
            }
            if introduced == "on"
                && tree.lemma(below) == "condition"
                && let Some(clause) = tree.hanging(below, &["acl", "ccomp", "nmod"]).next()
            {
                return found(clause, Link::If);
            }
            match introduced.as_str() {
                "without" => found(below, Link::Unless),
                "until" | "before" if !is_day(tree, below) => found(below, Link::Until),
                "after" if is_only(tree, below) && !is_day(tree, below) => found(below, Link::If),
                words if PHRASES.contains(&words) && words.len() > 7 => found(below, Link::If),
                _ => None,
            }
        }
        // "As long as nobody is laid off".
        "advmod" if matches!(tree.lemma(below).as_str(), "long" | "soon") && below > at.saturating_sub(40) => {
            let clause = tree.hanging(below, &["advcl", "ccomp", "obl"]).next()?;
            found(clause, Link::If)
        }
        _ => None,
    }
}

/// "Were its share raised", "should the talks fail", "had they asked".
fn is_inverted(tree: &Tree<'_>, clause: At) -> bool {
    let first = tree.under(clause, &|at| tree.relation(at) == "punct").into_iter().next();
    let opens =
        first.is_some_and(|first| matches!(tree.word(first).to_lowercase().as_str(), "were" | "should" | "had"));
    opens && tree.hanging(clause, &["nsubj"]).any(|subject| Some(subject) > first)
}

/// Whether "only" stands in front of the branch.
fn is_only(tree: &Tree<'_>, branch: At) -> bool {
    let first = tree.under(branch, &|_| false).into_iter().next();
    let before = first.and_then(|first| first.checked_sub(1));
    before.is_some_and(|before| matches!(tree.lemma(before).as_str(), "only"))
        || tree.hanging(branch, &["advmod"]).any(|adverb| tree.lemma(adverb) == "only")
}

/// Seasons and days are sure to come.
fn is_day(tree: &Tree<'_>, at: At) -> bool {
    const DAYS: [&str; 24] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "autumn",
        "spring",
        "winter",
        "summer",
        "week",
        "year",
    ];
    let lemma = tree.lemma(at);
    DAYS.contains(&lemma.as_str())
        || lemma == "may" && tree.tag(at) == "NNP"
        || tree.class(at) == "NUM"
        || matches!(
            lemma.as_str(),
            "tomorrow" | "easter" | "christmas" | "midnight" | "noon" | "month" | "holiday" | "break"
        )
}

/// What terms make of a stance: the new stance, and whether what is required must not be.
pub(crate) fn on_terms(stance: Stance, link: Link) -> Option<bool> {
    match (stance, link) {
        (Stance::Support, Link::If) | (Stance::Oppose, Link::Unless | Link::Until) => Some(false),
        (Stance::Support, Link::Unless) | (Stance::Oppose, Link::If) => Some(true),
        _ => None,
    }
}

/// The words of what is required: everything under it but the connecting words.
pub(crate) fn required(tree: &Tree<'_>, terms: &Terms) -> Option<Span<Clean>> {
    let skip = |at: At| {
        let relation = tree.relation(at);
        relation == "punct"
            || tree.head(at) == Some(terms.requires) && matches!(relation, "mark" | "case" | "cc")
            || relation == "advmod" && tree.lemma(at) == "only"
            || relation == "parataxis"
    };
    tree.span(&tree.under(terms.requires, &skip))
}
