//! Whose stance it is.

use onrecord_text::span::{Clean, Span};

use crate::reading::Holder;
use crate::tree::{At, Tree};

/// Most steps up to a subject that a verb shares.
const CLIMB: usize = 5;

/// The word that names who does what the verb or adjective `at` says; `None` where the sentence names nobody.
pub(crate) fn subject(tree: &Tree<'_>, at: At) -> Option<At> {
    let mut at = at;
    for _ in 0..CLIMB {
        if let Some(agent) = agent(tree, at) {
            return Some(agent);
        }
        let is_passive = tree.below(at).any(|below| tree.full_relation(below) == "nsubj:pass");
        if let Some(subject) = tree.hanging(at, &["nsubj"]).next().filter(|_| !is_passive) {
            return Some(antecedent(tree, at, subject));
        }
        if is_passive {
            return None;
        }
        let head = tree.head(at)?;
        match tree.full_relation(at) {
            // "A party wary of it", "the fund demanding it".
            "acl" if !tree.is_verb(head) => return (tree.tag(at) != "VBN").then_some(head),
            "acl:relcl" => return Some(head),
            "amod" => return Some(head),
            _ => {}
        }
        match tree.relation(at) {
            "xcomp" | "advcl" | "conj" | "ccomp" | "parataxis" | "acl" | "appos" => at = head,
            _ => return None,
        }
    }
    None
}

/// "Proposed by Washington".
fn agent(tree: &Tree<'_>, at: At) -> Option<At> {
    let is_passive = tree.tag(at) == "VBN";
    tree.hanging(at, &["obl"]).find(|by| is_passive && tree.introduced_by(*by) == ["by"])
}

/// What "who" or "which" stands for.
fn antecedent(tree: &Tree<'_>, verb: At, subject: At) -> At {
    let is_relative = matches!(tree.lemma(subject).as_str(), "who" | "which" | "that");
    let noun = tree.head(verb).filter(|_| is_relative && tree.relation(verb) == "acl");
    noun.unwrap_or(subject)
}

/// Whose the noun `at` is: "Russia's refusal", "the refusal of the union", "a call by the mayor".
pub(crate) fn possessor(tree: &Tree<'_>, at: At, matter: Option<At>) -> Option<At> {
    let in_front = tree.below(at).find(|below| tree.full_relation(*below) == "nmod:poss");
    in_front.or_else(|| {
        tree.hanging(at, &["nmod"]).find(|below| {
            let words = tree.introduced_by(*below);
            Some(*below) != matter && matches!(words.first().map(String::as_str), Some("of" | "by" | "from" | "among"))
        })
    })
}

/// The holder that the word `at` names.
pub(crate) fn named(tree: &Tree<'_>, at: At) -> Option<Holder> {
    match tree.word(at).to_lowercase().as_str() {
        "we" | "i" | "our" | "my" | "us" | "me" | "ours" | "mine" => Some(Holder::Teller),
        "it" | "there" | "this" | "that" | "what" | "which" | "one" | "you" | "your" if tree.class(at) != "NOUN" => {
            // Somebody may be meant by "it", which chains of mentions know.
            (tree.lemma(at) == "it").then(|| tree.token(at).map(|token| Holder::Words(token.span))).flatten()
        }
        _ => phrase(tree, at).map(Holder::Words),
    }
}

/// The noun phrase of `at` without article, asides and what stands beside it.
fn phrase(tree: &Tree<'_>, at: At) -> Option<Span<Clean>> {
    let skip = |below: At| {
        let is_outer = tree.head(below) == Some(at);
        match tree.relation(below) {
            "punct" | "parataxis" | "cc" | "conj" | "appos" | "acl" | "cop" | "nsubj" | "aux" | "advcl"
            | "discourse" => true,
            "det" | "case" | "mark" => is_outer,
            _ => false,
        }
    };
    tree.span(&tree.under(at, &skip))
}
