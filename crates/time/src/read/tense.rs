//! Which way a sentence points, from its verbs.
//!
//! No parse is needed: the nearest word that shows tense decides, and what stands before the
//! expression counts as nearer than what stands behind it, since English adverbials follow their
//! verb. Words that lead to what is to come ("will", "scheduled to", "by", "until") point ahead,
//! finite past forms point back. A caller with a parse knows better and can say so
//! ([`Reference::pointing`](crate::reference::Reference::pointing)).

use std::ops::Range;

use crate::reference::Direction;

use super::token::Token;

/// Words that show what is to come.
const AHEAD: [&str; 38] = [
    "will",
    "'ll",
    "shall",
    "would",
    "wo",
    "going",
    "plans",
    "plan",
    "planned",
    "planning",
    "expected",
    "expects",
    "expect",
    "scheduled",
    "due",
    "set",
    "slated",
    "upcoming",
    "effective",
    "payable",
    "expires",
    "expire",
    "starting",
    "beginning",
    "until",
    "till",
    "may",
    "might",
    "could",
    "must",
    "should",
    "hopes",
    "intends",
    "hope",
    "proposed",
    "redeemable",
    "won't",
    "gonna",
];
/// Past forms that do not end in "-ed".
const BACK: [&str; 76] = [
    "said", "was", "were", "had", "did", "met", "told", "held", "made", "took", "came", "went", "began", "got", "gave",
    "found", "left", "won", "lost", "fell", "rose", "led", "sent", "saw", "became", "brought", "bought", "broke",
    "built", "chose", "cut", "drew", "drove", "flew", "fought", "grew", "heard", "hit", "kept", "knew", "laid", "paid",
    "put", "ran", "read", "sat", "sold", "shot", "spoke", "spent", "stood", "struck", "swept", "taught", "thought",
    "threw", "wrote", "been", "has", "have", "since", "ago", "quit", "shut", "tore", "felt", "meant", "sought",
    "drank", "ate", "swore", "wore", "dealt", "stole", "rode", "hid",
];

/// Which way the sentence around the tokens of an expression points.
pub(super) fn direction(tokens: &[Token<'_>], expression: Range<usize>) -> Direction {
    let ends = |token: &Token<'_>| matches!(token.text, "." | "!" | "?" | ";") && !token.text.is_empty();
    let before = tokens.get(..expression.start).unwrap_or(&[]);
    let behind = tokens.get(expression.end..).unwrap_or(&[]);
    let backward = before.iter().rev().take_while(|t| !ends(t)).enumerate();
    let forward = behind.iter().take_while(|t| !ends(t)).enumerate();
    if as_early_as(tokens, &expression) {
        return Direction::Future;
    }
    let near = first_shown(backward);
    let far = first_shown(forward);
    match (near, far) {
        (Some((near, one)), Some((far, other))) => {
            if near <= 3 * far + 6 {
                one
            } else {
                other
            }
        }
        (Some((_, one)), None) | (None, Some((_, one))) => one,
        (None, None) => Direction::Unknown,
    }
}

/// "As early as Tuesday", "as soon as next week".
fn as_early_as(tokens: &[Token<'_>], expression: &Range<usize>) -> bool {
    (expression.start.saturating_sub(3)..=expression.start).any(|at| {
        let words = tokens.get(at..at + 3).unwrap_or(&[]);
        matches!(words, [one, two, three] if one.lower == "as" && matches!(two.lower.as_str(), "early" | "soon") && three.lower == "as")
    })
}

/// The first word that shows tense, and how many words stand before it.
fn first_shown<'t>(mut words: impl Iterator<Item = (usize, &'t Token<'t>)>) -> Option<(usize, Direction)> {
    words.find_map(|(n, token)| shown(token).map(|direction| (n, direction)))
}

fn shown(token: &Token<'_>) -> Option<Direction> {
    let word = token.lower.as_str();
    if !token.is_word() {
        return None;
    }
    if AHEAD.contains(&word) {
        return Some(Direction::Future);
    }
    let past = BACK.contains(&word)
        || (word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed") && !token.is_capitalised());
    past.then_some(Direction::Past)
}
