//! Who does what a word says.

use crate::tree::{At, Tree};

/// Most steps up to a subject that a verb shares.
const CLIMB: usize = 5;

/// Verbs whose subject does what the clause behind their object says: "promised them to leave".
const OWN_CLAUSE: [&str; 3] = ["promise", "threaten", "vow"];

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
            "acl:relcl" | "amod" => return Some(head),
            _ => {}
        }
        match tree.relation(at) {
            // "Forced Norway to accept it".
            "xcomp"
                if tree.is_verb(head)
                    && !OWN_CLAUSE.contains(&tree.lemma(head).as_str())
                    && let Some(object) = tree.hanging(head, &["obj"]).next() =>
            {
                return Some(object);
            }
            // "Accused Norway of blocking it", "praised her for agreeing".
            "advcl" | "obl"
                if tree.is_verb(head)
                    && matches!(
                        tree.introduced_by(at).first().map(String::as_str),
                        Some("for" | "of" | "into" | "from")
                    )
                    && let Some(object) = tree.hanging(head, &["obj"]).next() =>
            {
                return Some(object);
            }
            "xcomp" | "advcl" | "conj" => at = head,
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

/// Whose the noun `at` is: "Russia’s refusal", "the refusal of the union", "a call by the mayor".
pub(crate) fn possessor(tree: &Tree<'_>, at: At, matter: At) -> Option<At> {
    let in_front = tree.below(at).find(|below| tree.full_relation(*below) == "nmod:poss");
    in_front.or_else(|| {
        tree.hanging(at, &["nmod"]).find(|below| {
            let words = tree.introduced_by(*below);
            *below != matter && matches!(words.first().map(String::as_str), Some("of" | "by" | "from" | "among"))
        })
    })
}

/// Whether the word names somebody who can want something.
pub(crate) fn is_somebody(tree: &Tree<'_>, at: At) -> bool {
    let word = tree.word(at).to_lowercase();
    let is_pronoun =
        matches!(word.as_str(), "we" | "i" | "he" | "she" | "they" | "his" | "her" | "their" | "our" | "both");
    is_pronoun || tree.class(at) == "PROPN" || tree.analysis.references.iter().any(|reference| reference.head == at)
}

/// The word with all that are joined to it: "carmakers, brewers and farmers".
pub(crate) fn joined(tree: &Tree<'_>, at: At) -> Vec<At> {
    let is_name = |at: At| matches!(tree.class(at), "NOUN" | "PROPN" | "PRON");
    let mut all = vec![at];
    all.extend(tree.hanging(at, &["conj"]).filter(|other| is_name(*other) && is_somebody(tree, *other)));
    all
}
