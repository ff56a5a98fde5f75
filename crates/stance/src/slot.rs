//! Where the matter of a word stands.

use crate::lexicon::Slot;
use crate::tree::{At, Tree};

/// The head of what stands in `slot` of the word `at`.
pub(crate) fn in_slot(tree: &Tree<'_>, at: At, slot: &Slot) -> Option<At> {
    match slot {
        Slot::Object => {
            let object = tree.below(at).find(|below| matches!(tree.full_relation(*below), "obj" | "nsubj:pass"));
            // "A truce proposed by Washington": the noun that the participle describes.
            let described = || tree.head(at).filter(|_| tree.full_relation(at) == "acl" && tree.tag(at) == "VBN");
            object.filter(|object| !is_relative(tree, *object)).or_else(|| relative(tree, at)).or_else(described)
        }
        Slot::Clause => own_clause(tree, at).or_else(|| clause_behind(tree, at)),
        Slot::Behind(wanted) => tree.below(at).find(|below| {
            let role = matches!(tree.relation(*below), "obl" | "nmod" | "advcl" | "acl" | "xcomp" | "ccomp");
            role && *below > at && {
                let words = tree.introduced_by(*below);
                words.iter().map(String::as_str).eq(wanted.iter().copied())
                    || (wanted.len() == 1 && words.first().map(String::as_str) == wanted.first().copied())
            }
        }),
    }
}

fn own_clause(tree: &Tree<'_>, at: At) -> Option<At> {
    tree.below(at).find(|below| match tree.relation(*below) {
        "xcomp" | "ccomp" | "csubj" => *below > at || tree.relation(*below) == "csubj",
        "acl" => !tree.is_verb(at) && tree.full_relation(*below) == "acl" && *below > at,
        "advcl" => {
            *below > at && tree.introduced_by(*below).iter().all(|word| word == "to") && tree.tag(*below) == "VB"
        }
        _ => false,
    })
}

/// "Abandon its plans to join": a clause right behind the noun belongs to it, even if the tree hangs it on the verb.
fn clause_behind(tree: &Tree<'_>, at: At) -> Option<At> {
    let verb = tree.head(at).filter(|_| tree.class(at) == "NOUN" && tree.relation(at) == "obj")?;
    let opens = |clause: At| tree.hanging(clause, &["mark"]).any(|mark| mark == at + 1 && tree.lemma(mark) == "to");
    tree.hanging(verb, &["advcl", "xcomp"]).find(|clause| opens(*clause))
}

fn is_relative(tree: &Tree<'_>, at: At) -> bool {
    matches!(tree.lemma(at).as_str(), "which" | "that" | "who" | "whom")
}

/// "The swap, which he supports": the noun of a relative clause whose object is the relative word or left out.
fn relative(tree: &Tree<'_>, verb: At) -> Option<At> {
    let has_object = tree.hanging(verb, &["obj"]).any(|object| !is_relative(tree, object));
    let is_subject = tree.hanging(verb, &["nsubj"]).any(|subject| is_relative(tree, subject));
    tree.head(verb).filter(|_| tree.full_relation(verb) == "acl:relcl" && !has_object && !is_subject)
}
