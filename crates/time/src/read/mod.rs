//! Finding time expressions: one kind of expression a file, all built from the same pieces.
//!
//! A pattern looks at the tokens from a cursor on, eats those that belong to an expression and
//! says what they mean. At every token all patterns are tried and the longest match wins. There is
//! no state between matches, so that a text gives the same expressions wherever it is cut into
//! paragraphs.

mod amount;
mod anniversary;
mod around;
mod calendar;
mod clock;
mod cursor;
mod date;
mod dateline;
mod distance;
mod duration;
mod holiday;
mod number;
mod part;
mod quarter;
mod range;
mod season;
mod set;
mod spoken;
mod tense;
#[cfg(test)]
mod testing;
mod token;
mod vague;
mod verb;
mod weekday;
mod which;
mod year;

use onrecord_text::span::Span;

use crate::expression::Expression;
use crate::meaning::Meaning;
use cursor::{Cursor, Pattern};
use token::Token;

/// All patterns; among matches of one length the first wins.
const PATTERNS: [Pattern<Meaning>; 7] =
    [date::read, clock::read, distance::read, set::read, vague::read, duration::read, anniversary::read];

/// The time expressions of `text`, in text order, without overlaps.
///
/// `text` is clean English in which a line is a paragraph; no expression reaches over the end of
/// one.
///
/// ```
/// use jiff::civil::date;
/// use onrecord_time::reference::Reference;
///
/// let text = "He will call on Sunday – three days after the vote of 24\u{a0}February.";
/// let reference = Reference::on(date(2025, 2, 28));
/// let found: Vec<_> = onrecord_time::expressions(text)
///     .iter()
///     .map(|e| (e.span.slice(text), e.resolve(&reference).value.to_string()))
///     .collect();
/// let found: Vec<(&str, &str)> = found.iter().map(|(words, value)| (*words, value.as_str())).collect();
/// assert_eq!(found, [("Sunday", "2025-03-02"), ("three days", "P3D"), ("24\u{a0}February", "2025-02-24")]);
/// ```
pub fn expressions(text: &str) -> Vec<Expression> {
    let tokens = token::tokens(text);
    let mut found = Vec::new();
    for paragraph in tokens.chunk_by(|_, next| !next.opens_paragraph) {
        read_paragraph(paragraph, &mut found);
    }
    found
}

fn read_paragraph(tokens: &[Token<'_>], found: &mut Vec<Expression>) {
    let (mut at, before) = (0, found.len());
    while at < tokens.len() {
        let start = Cursor::new(tokens, at);
        if let Some((first, second, end)) = range::read(&start) {
            for piece in [first, second] {
                push(tokens, piece, found);
            }
            at = end;
            continue;
        }
        let Some((meaning, end)) = longest(start) else {
            at += 1;
            continue;
        };
        push(tokens, range::Piece { tokens: at..end, meaning, end: None }, found);
        at = end;
    }
    clock::share_days(tokens, found.get_mut(before..).unwrap_or_default());
    range::mark(tokens, found.get_mut(before..).unwrap_or_default());
}

/// The longest match at the cursor and the number of the token behind it.
fn longest(start: Cursor<'_>) -> Option<(Meaning, usize)> {
    let mut best: Option<(Meaning, usize)> = None;
    for pattern in PATTERNS {
        let mut here = start;
        if let Some(meaning) = pattern(&mut here)
            && here.at() > start.at()
            && best.is_none_or(|(_, end)| end < here.at())
        {
            best = Some((meaning, here.at()));
        }
    }
    best
}

fn push(tokens: &[Token<'_>], piece: range::Piece, found: &mut Vec<Expression>) {
    let (Some(first), Some(last)) = (tokens.get(piece.tokens.start), tokens.get(piece.tokens.end.saturating_sub(1)))
    else {
        return;
    };
    let span = Span::from_range(first.range.start..last.range.end);
    let dateline = dateline::is_around(tokens, &piece.tokens);
    let firm = tense::hangs_on_a_verb(tokens, piece.tokens.start);
    let direction = tense::direction(tokens, piece.tokens);
    found.push(Expression { span, meaning: piece.meaning, direction, firm, dateline, range: piece.end });
}
