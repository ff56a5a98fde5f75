//! Of what: the words that name a matter.

use onrecord_text::span::{Clean, Span};

use crate::lexicon::Slot;
use crate::tree::{At, Tree};

/// Branches that say when, why and how, and are no part of what is spoken of.
const LEFT_OUT: [&str; 6] = ["punct", "parataxis", "cc", "conj", "discourse", "vocative"];

/// The head of what stands in `slot` of the word `at`.
pub(crate) fn in_slot(tree: &Tree<'_>, at: At, slot: &Slot) -> Option<At> {
    match slot {
        Slot::Object => {
            let object = tree.below(at).find(|below| matches!(tree.full_relation(*below), "obj" | "nsubj:pass"));
            // "A truce proposed by Washington": the noun that the participle describes.
            let described = || tree.head(at).filter(|_| tree.full_relation(at) == "acl" && tree.tag(at) == "VBN");
            object.filter(|object| !is_relative(tree, *object)).or_else(|| relative(tree, at)).or_else(described)
        }
        Slot::Clause => tree.below(at).find(|below| match tree.relation(*below) {
            "xcomp" | "ccomp" | "csubj" => *below > at || tree.relation(*below) == "csubj",
            "acl" => !tree.is_verb(at) && tree.full_relation(*below) == "acl" && *below > at,
            "advcl" => {
                *below > at && tree.introduced_by(*below).iter().all(|word| word == "to") && tree.tag(*below) == "VB"
            }
            _ => false,
        }),
        Slot::Behind(preposition) => {
            let wanted: Vec<&str> = preposition.split('_').collect();
            tree.below(at).find(|below| {
                let role = matches!(tree.relation(*below), "obl" | "nmod" | "advcl" | "acl" | "xcomp" | "ccomp");
                role && *below > at && {
                    let words = tree.introduced_by(*below);
                    words.iter().map(String::as_str).eq(wanted.iter().copied())
                        || (wanted.len() == 1 && words.first().is_some_and(|word| word == preposition))
                }
            })
        }
    }
}

fn is_relative(tree: &Tree<'_>, at: At) -> bool {
    matches!(tree.lemma(at).as_str(), "which" | "that" | "who" | "whom")
}

/// "The swap, which he supports": the noun of a relative clause whose object is the relative word or left out.
fn relative(tree: &Tree<'_>, verb: At) -> Option<At> {
    let has_object = tree.hanging(verb, &["obj"]).any(|object| !is_relative(tree, object));
    tree.head(verb).filter(|_| tree.full_relation(verb) == "acl:relcl" && !has_object)
}

/// The words of a matter, without article, "to" and what is said beside it.
pub(crate) fn words(tree: &Tree<'_>, head: At, leave_out: &dyn Fn(At) -> bool) -> Option<Span<Clean>> {
    let is_verb = tree.is_verb(head);
    let skip = |at: At| {
        let relation = tree.relation(at);
        LEFT_OUT.contains(&relation)
            || leave_out(at)
            || is_verb
                && tree.head(at) == Some(head)
                && matches!(relation, "mark" | "aux" | "nsubj" | "advmod")
                && at < head
            || !is_verb
                && tree.head(at) == Some(head)
                && matches!(relation, "case" | "det" | "cop" | "mark" | "nsubj" | "aux")
            || !is_verb && tree.head(at) == Some(head) && relation == "advmod" && at < head
    };
    // A clause with a subject of its own is told whole: "coke ovens will close".
    let own_subject = tree.hanging(head, &["nsubj"]).next().filter(|subject| {
        is_verb
            && matches!(tree.relation(head), "ccomp" | "csubj" | "acl" | "advcl" | "obl" | "obj")
            && !is_pronoun(tree, *subject)
    });
    let mut words = tree.under(head, &skip);
    if let Some(subject) = own_subject {
        words.extend(tree.under(subject, &|at| tree.relation(at) == "det" || leave_out(at)));
        words.extend(tree.hanging(head, &["aux"]));
    }
    words.retain(|at| tree.relation(*at) != "punct");
    words.sort_unstable();
    tree.span(&words)
}

fn is_pronoun(tree: &Tree<'_>, at: At) -> bool {
    tree.class(at) == "PRON"
}
