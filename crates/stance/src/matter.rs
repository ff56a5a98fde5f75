//! Of what: the words that name a matter.

use onrecord_text::span::{Clean, Span};

use crate::tree::{At, Tree};

/// Branches that say when, why and how, and are no part of what is spoken of.
const LEFT_OUT: [&str; 6] = ["punct", "parataxis", "cc", "conj", "discourse", "vocative"];

/// The words of a matter, without article, "to" and what is said beside it.
pub(crate) fn words(tree: &Tree<'_>, head: At, leave_out: &dyn Fn(At) -> bool) -> Option<Span<Clean>> {
    let is_verb = tree.is_verb(head);
    let skip = |at: At| {
        let relation = tree.relation(at);
        LEFT_OUT.contains(&relation)
            || is_aside(tree, at)
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

/// "A pact, which would last a year": behind a comma the clause is said beside it.
fn is_aside(tree: &Tree<'_>, at: At) -> bool {
    let opening = || tree.under(at, &|_| false).into_iter().next();
    let is_comma = |at: At| matches!(tree.word(at), "," | "–" | "—");
    tree.full_relation(at) == "acl:relcl"
        && opening().is_some_and(|first| is_comma(first) || first.checked_sub(1).is_some_and(is_comma))
}

fn is_pronoun(tree: &Tree<'_>, at: At) -> bool {
    tree.class(at) == "PRON"
}
