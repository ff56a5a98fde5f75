//! What a matter is about, in the words of the report: "send a single soldier to the border" is about a soldier and a
//! border.

use onrecord_text::span::{Clean, Span};

use crate::tree::{At, Tree};

/// Most topics of one matter.
const MOST: usize = 4;

/// Words that turn round what they are said of: who wants to end a ban is against the ban.
const TURNING: [&str; 48] = [
    "abandon",
    "abolish",
    "abolition",
    "avert",
    "avoid",
    "ban",
    "block",
    "boycott",
    "cancel",
    "cancellation",
    "cease",
    "deny",
    "dismantle",
    "ditch",
    "drop",
    "end",
    "exclude",
    "exclusion",
    "forgo",
    "freeze",
    "halt",
    "lift",
    "limit",
    "oppose",
    "opposition",
    "postpone",
    "prevent",
    "quit",
    "reject",
    "rejection",
    "removal",
    "remove",
    "renounce",
    "repeal",
    "replace",
    "reverse",
    "revoke",
    "scrap",
    "scrapping",
    "shelve",
    "shelving",
    "stop",
    "suspend",
    "suspension",
    "veto",
    "waive",
    "withdraw",
    "withdrawal",
];

/// A thing a matter is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// Its words, without article and possessor.
    pub span: Span<Clean>,
    /// Dictionary forms of its words in small letters, the head last.
    pub lemmas: Vec<String>,
    /// Whether the matter turns it round, so that who wants the matter is against it: the ban, in "lift the ban".
    pub turned: bool,
    /// Whether it is what is to be done rather than a thing: "guarantee", in "guarantee a peace".
    pub act: bool,
}

/// What the matter with this head is about, the nearest to the head first, and behind them what is to be done.
/// Branches that `leave_out` names are no part of it.
pub(crate) fn topics(tree: &Tree<'_>, matter: At, leave_out: &dyn Fn(At) -> bool) -> Vec<Topic> {
    let mut things: Vec<(usize, At)> = tree
        .under(matter, &|at| leave_out(at) || is_beside(tree, at, matter))
        .into_iter()
        .filter(|at| is_thing(tree, *at))
        .map(|at| (tree.up(at).take_while(|step| *step != matter).count(), at))
        .collect();
    things.sort_unstable();
    let mut found: Vec<Topic> = things.into_iter().take(MOST).filter_map(|(_, at)| topic(tree, at, matter)).collect();
    if tree.is_verb(matter) {
        let span = tree.token(matter).map(|token| token.span);
        found.extend(span.map(|span| Topic { span, lemmas: vec![tree.lemma(matter)], turned: false, act: true }));
    }
    found
}

/// Words that open a clause which is no part of what is asked for.
const BESIDE: [&str; 14] =
    ["to", "after", "before", "when", "while", "as", "if", "once", "since", "because", "so", "until", "unless", "by"];

/// Clauses that say why, when, or which of several, and are no part of what is asked for: "send troops to keep a peace",
/// "a force that could end the war", "in the event of a deal".
fn is_beside(tree: &Tree<'_>, at: At, matter: At) -> bool {
    match tree.full_relation(at) {
        "acl:relcl" => true,
        "advcl" => tree.introduced_by(at).first().is_none_or(|word| BESIDE.contains(&word.as_str())),
        "acl" => tree.introduced_by(at).is_empty() && !tree.is_verb(matter) && tree.tag(at) == "VBN",
        "obl" | "nmod" => tree.introduced_by(at).first().is_some_and(|word| word == "in") && tree.lemma(at) == "event",
        _ => false,
    }
}

/// Whether the word names a thing and is no part of another's name.
fn is_thing(tree: &Tree<'_>, at: At) -> bool {
    matches!(tree.class(at), "NOUN" | "PROPN")
        && !matches!(tree.relation(at), "compound" | "flat" | "fixed" | "appos" | "goeswith")
        && tree.full_relation(at) != "nmod:poss"
}

fn topic(tree: &Tree<'_>, head: At, matter: At) -> Option<Topic> {
    let mut words: Vec<At> = tree
        .hanging(head, &["compound", "amod", "flat"])
        .filter(|at| at.abs_diff(head) <= 4 && matches!(tree.class(*at), "NOUN" | "PROPN" | "ADJ" | "VERB"))
        .collect();
    words.push(head);
    words.sort_unstable();
    // In one piece, up to the head: what stands apart from it is said beside it.
    let run = words.iter().rposition(|at| *at == head)?;
    let mut first = run;
    while first > 0 && words[first] - words[first - 1] <= 2 {
        first -= 1;
    }
    let words = words.get(first..)?;
    let lemmas = words.iter().map(|at| tree.lemma(*at)).filter(|lemma| !lemma.is_empty()).collect();
    let above = tree.path(head, matter);
    let n_turns = above.iter().filter(|at| **at != head && TURNING.contains(&tree.lemma(**at).as_str())).count();
    Some(Topic { span: tree.span(words)?, lemmas, turned: n_turns % 2 == 1, act: false })
}
