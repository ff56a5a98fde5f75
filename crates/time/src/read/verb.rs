//! What a word says of tense, with the words beside it: "would" points ahead, "would have" and
//! "would not comment" back, "held" back, "will be held" leaves it to "will".

use crate::reference::Direction;

use super::token::Token;

/// Words that show what is to come.
const AHEAD: [&str; 31] = [
    "shall",
    "'ll",
    "gonna",
    "expected",
    "expects",
    "expect",
    "scheduled",
    "planned",
    "planning",
    "slated",
    "upcoming",
    "payable",
    "redeemable",
    "expires",
    "expire",
    "hopes",
    "intends",
    "intend",
    "begins",
    "starts",
    "opens",
    "arrives",
    "resumes",
    "convenes",
    "departs",
    "leaves",
    "celebrates",
    "likely",
    "tomorrow",
    "anticipated",
    "effective",
];
/// Words that show it in front of "to".
const AHEAD_OF_TO: [&str; 35] = [
    "going",
    "plan",
    "agreed",
    "agrees",
    "agree",
    "vowed",
    "vows",
    "promised",
    "promises",
    "pledged",
    "pledges",
    "threatened",
    "threatens",
    "decided",
    "wants",
    "wanted",
    "hope",
    "hoped",
    "hoping",
    "intended",
    "ordered",
    "asked",
    "urged",
    "supposed",
    "ready",
    "prepared",
    "preparing",
    "prepares",
    "voted",
    "invited",
    "seeks",
    "aims",
    "is",
    "are",
    "'s",
];
const MODALS: [&str; 14] = [
    "will", "wo", "would", "wouldn", "could", "couldn", "may", "might", "must", "should", "shouldn", "ought", "can",
    "cannot",
];
/// What people refuse to do when they "would not".
const TELLING: [&str; 14] = [
    "say",
    "comment",
    "discuss",
    "confirm",
    "elaborate",
    "disclose",
    "identify",
    "speak",
    "talk",
    "give",
    "reveal",
    "specify",
    "answer",
    "provide",
];
/// Past forms that do not end in "-ed".
const BACK: [&str; 122] = [
    "said",
    "was",
    "were",
    "had",
    "did",
    "met",
    "told",
    "held",
    "made",
    "took",
    "came",
    "went",
    "began",
    "got",
    "gave",
    "found",
    "left",
    "lost",
    "fell",
    "rose",
    "led",
    "sent",
    "saw",
    "became",
    "brought",
    "bought",
    "broke",
    "built",
    "chose",
    "cut",
    "drew",
    "drove",
    "flew",
    "fought",
    "grew",
    "heard",
    "hit",
    "kept",
    "knew",
    "laid",
    "paid",
    "put",
    "ran",
    "read",
    "sat",
    "sold",
    "shot",
    "spoke",
    "spent",
    "stood",
    "struck",
    "swept",
    "taught",
    "thought",
    "threw",
    "wrote",
    "been",
    "has",
    "have",
    "since",
    "ago",
    "quit",
    "shut",
    "tore",
    "felt",
    "meant",
    "sought",
    "drank",
    "ate",
    "swore",
    "wore",
    "dealt",
    "stole",
    "rode",
    "hid",
    "won",
    "didn",
    "wasn",
    "weren",
    "hadn",
    "hasn",
    "haven",
    "caught",
    "fled",
    "blew",
    "bore",
    "beat",
    "bent",
    "burst",
    "dug",
    "froze",
    "hung",
    "lent",
    "rang",
    "sang",
    "sank",
    "shook",
    "slept",
    "slid",
    "sprang",
    "stuck",
    "swam",
    "swung",
    "withdrew",
    "withheld",
    "upheld",
    "overthrew",
    "overcame",
    "undertook",
    "understood",
    "woke",
    "wept",
    "arose",
    "forgot",
    "foresaw",
    "mistook",
    "crept",
    "awoke",
    "oversaw",
    "taken",
    "given",
    "follows",
];
/// Words that end like a past form.
const NO_PAST: [&str; 6] = ["hundred", "sacred", "kindred", "wicked", "naked", "alleged"];

/// Which way the word points, if it points anywhere.
pub(super) fn shown(tokens: &[Token<'_>], at: usize) -> Option<Direction> {
    let token = tokens.get(at).filter(|t| t.is_word())?;
    let word = token.lower.as_str();
    let (before, after) = (beside(tokens, at.checked_sub(1)), beside(tokens, at.checked_add(1)));
    // The month is no modal.
    if MODALS.contains(&word) && !(word == "may" && token.is_capitalised()) {
        return modal(tokens, at);
    }
    let is = matches!(before, "is" | "are" | "be" | "was" | "were" | "'s");
    match word {
        "won" if matches!(after, "'" | "'t") && beside(tokens, at.checked_add(2)) == "t" => Some(Direction::Future),
        "due" => (after != "to" || is).then_some(Direction::Future),
        "set" => Some(if is || matches!(after, "to" | "for") { Direction::Future } else { Direction::Past }),
        // A plan somebody has is none that somebody "plans".
        "plans" => (after == "to" || !is_noun_behind(before)).then_some(Direction::Future),
        "leaves" | "starts" | "opens" if is_noun_behind(before) => None,
        "have" if matches!(before, "will" | "'ll") => Some(Direction::Future),
        "have" if matches!(after, "to" | "until") => Some(Direction::Future),
        _ if AHEAD_OF_TO.contains(&word) && after == "to" => Some(Direction::Future),
        _ if AHEAD.contains(&word) => Some(Direction::Future),
        _ => past(tokens, at),
    }
}

fn beside<'t>(tokens: &'t [Token<'_>], at: Option<usize>) -> &'t str {
    at.and_then(|at| tokens.get(at)).map_or("", |t| t.lower.as_str())
}

/// Whether a word behind this one is a noun.
fn is_noun_behind(word: &str) -> bool {
    matches!(
        word,
        "the" | "a" | "an" | "his" | "her" | "its" | "their" | "our" | "my" | "these" | "those" | "any" | "of" | "for"
    )
}

/// "Will" and its like: with "have", and where somebody would not speak, they point back.
fn modal(tokens: &[Token<'_>], at: usize) -> Option<Direction> {
    let word = beside(tokens, Some(at));
    // "Neither of them could be found", "no one could".
    let subject = tokens.get(at.saturating_sub(8)..at).unwrap_or(&[]);
    let mut negated = subject.iter().any(|t| matches!(t.lower.as_str(), "neither" | "nor" | "no" | "none" | "nobody"));
    let mut verb = "";
    for ahead in tokens.get(at + 1..).unwrap_or(&[]).iter().take(4) {
        match ahead.lower.as_str() {
            "not" | "'" | "t" | "n" | "never" => negated = true,
            "also" | "only" | "immediately" | "neither" | "even" | "n't" => {}
            other => {
                verb = other;
                break;
            }
        }
    }
    match word {
        // Ability says nothing of time.
        "can" | "cannot" => None,
        "will" | "wo" => Some(Direction::Future),
        "could" | "couldn" if negated => Some(Direction::Past),
        "would" | "wouldn" if verb == "say" || (negated && TELLING.contains(&verb)) => Some(Direction::Past),
        _ if matches!(verb, "have" | "'ve") => Some(Direction::Past),
        _ => Some(Direction::Future),
    }
}

/// A past form, unless an auxiliary makes it a participle.
fn past(tokens: &[Token<'_>], at: usize) -> Option<Direction> {
    let token = tokens.get(at)?;
    let word = token.lower.as_str();
    let regular = word.len() > 4
        && word.ends_with("ed")
        && !word.ends_with("eed")
        && !token.is_capitalised()
        && !NO_PAST.contains(&word);
    if !regular && !BACK.contains(&word) {
        return None;
    }
    // "Will quickly be named": the adverbs do not matter.
    let auxiliary =
        (0..at).rev().find(|&n| beside(tokens, Some(n)) != "not" && !beside(tokens, Some(n)).ends_with("ly"));
    match beside(tokens, auxiliary) {
        "be" => {
            let to = auxiliary.and_then(|at| at.checked_sub(1));
            (beside(tokens, to) == "to").then_some(Direction::Future)
        }
        "is" | "are" | "being" => None,
        _ => Some(Direction::Past),
    }
}
