//! Which way a sentence points, from its verbs.
//!
//! No parse is needed: the nearest word that shows tense decides, and what stands before the
//! expression counts as nearer than what stands behind it, since English adverbials follow their
//! verb. Words that lead to what is to come ("will", "scheduled to", "until") point ahead, finite
//! past forms point back ([`verb`](super::verb)). A caller with a parse knows better and can say so
//! ([`Reference::pointing`](crate::reference::Reference::pointing)).

use std::ops::Range;

use crate::reference::Direction;

use super::token::Token;
use super::verb;

/// Words that point ahead from right before the expression.
const LEADING: [&str; 6] = ["until", "till", "til", "starting", "beginning", "effective"];

/// Stops behind these end no sentence.
const ABBREVIATED: [&str; 30] = [
    "mr", "mrs", "ms", "dr", "gen", "gov", "sen", "rep", "lt", "col", "sgt", "capt", "maj", "adm", "rev", "prof",
    "inc", "corp", "co", "ltd", "st", "jr", "sr", "no", "vs", "jan", "feb", "oct", "nov", "dec",
];

/// Which way the sentence around the tokens of an expression points.
pub(super) fn direction(tokens: &[Token<'_>], expression: Range<usize>) -> Direction {
    let led = expression.start.checked_sub(1).and_then(|at| tokens.get(at));
    if led.is_some_and(|t| LEADING.contains(&t.lower.as_str())) || as_early_as(tokens, &expression) {
        return Direction::Future;
    }
    let before = (0..expression.start).rev().take_while(|&at| !ends(tokens, at));
    let behind = (expression.end..tokens.len()).take_while(|&at| !ends(tokens, at));
    match (first_shown(tokens, before), first_shown(tokens, behind)) {
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

/// Whether the expression that begins at this token opens its sentence or follows a verb, with a
/// preposition between them.
pub(super) fn hangs_on_a_verb(tokens: &[Token<'_>], start: usize) -> bool {
    let mut before = start;
    if let Some(at) = before.checked_sub(1)
        && tokens.get(at).is_some_and(|t| matches!(t.lower.as_str(), "in" | "on" | "at" | "early" | "late"))
    {
        before = at;
    }
    before.checked_sub(1).is_none_or(|at| ends(tokens, at) || verb::shown(tokens, at) == Some(Direction::Past))
}

/// Whether the token ends a sentence, rather than an abbreviation.
fn ends(tokens: &[Token<'_>], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return true };
    match token.text {
        "!" | "?" | ";" => true,
        "." => {
            let shortened = at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|before| {
                before.is_word() && (before.text.chars().count() == 1 || ABBREVIATED.contains(&before.lower.as_str()))
            });
            let opens = tokens.get(at + 1).is_none_or(|next| !next.glued && (next.is_capitalised() || !next.is_word()));
            opens && !shortened
        }
        _ => false,
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
fn first_shown(tokens: &[Token<'_>], words: impl Iterator<Item = usize>) -> Option<(usize, Direction)> {
    words.enumerate().find_map(|(n, at)| verb::shown(tokens, at).map(|direction| (n, direction)))
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;

    #[test]
    fn the_nearest_verb_decides() {
        // The reference is Wednesday, 5 March 2025.
        check("He would not comment Tuesday – “rien”.", "Tuesday=2025-03-04");
        check("Officials could not be reached Tuesday.", "Tuesday=2025-03-04");
        check("The café will be closed Tuesday.", "Tuesday=2025-03-11");
        check("The report is to be published Tuesday.", "Tuesday=2025-03-11");
        check("He won’t leave Tuesday.", "Tuesday=2025-03-11");
        check("She rejected the plan Tuesday.", "Tuesday=2025-03-04");
        check("She may have left Tuesday.", "Tuesday=2025-03-04");
        check("They agreed to meet Tuesday.", "Tuesday=2025-03-11");
        check("It was closed until Tuesday.", "Tuesday=2025-03-11");
        check("The envoy arrives Tuesday.", "Tuesday=2025-03-11");
    }

    #[test]
    fn what_hangs_on_a_verb_lies_where_the_verb_says() {
        check("The rally was held in August – « déjà ».", "August=2024-08");
        check("In August, Müller was elected.", "August=2024-08");
        check("He feared the vote in May.", "May=2025-05");
    }

    #[test]
    fn an_abbreviation_ends_no_sentence() {
        check("On Tuesday Mr. Léger of the U.S. will speak.", "Tuesday=2025-03-11");
    }
}
