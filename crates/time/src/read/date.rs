//! Dates of every kind, with the words that pick a piece of them.

use crate::meaning::Meaning;
use crate::meaning::when::{DateMeaning, Part, When};

use super::cursor::{Cursor, Pattern};
use super::{around, calendar, holiday, part, quarter, season, spoken, weekday, year};

/// Every pattern for a date; the longest match wins, among equals the first.
const PATTERNS: [Pattern<When>; 8] =
    [calendar::date, weekday::date, holiday::date, quarter::date, season::date, around::date, spoken::date, year::date];

/// A date as a meaning.
pub(super) fn read(cursor: &mut Cursor<'_>) -> Option<Meaning> {
    date(cursor).map(Meaning::Date)
}

/// A date, with "early", "the end of" and their like in front.
pub(super) fn date(cursor: &mut Cursor<'_>) -> Option<DateMeaning> {
    let mut here = *cursor;
    let mut part = part::in_front(&mut here);
    let led = here.at() != cursor.at();
    let mut when = longest(&mut here);
    if when.is_none() && led && part != Part::About {
        when = around::whole_unit(&mut here).filter(|_| part != Part::Whole);
    }
    if when.is_none() {
        here = *cursor;
        part = Part::Whole;
        when = longest(&mut here);
    }
    let when = when?;
    // "1994 or later".
    let _ = here.eat_phrase("or later") || here.eat_phrase("or earlier") || here.eat_phrase("or so");
    *cursor = here;
    Some(DateMeaning { when, part })
}

fn longest(cursor: &mut Cursor<'_>) -> Option<When> {
    let mut best: Option<(When, Cursor<'_>)> = None;
    for pattern in PATTERNS {
        let mut here = *cursor;
        if let Some(when) = pattern(&mut here)
            && best.as_ref().is_none_or(|(_, end)| end.at() < here.at())
        {
            best = Some((when, here));
        }
    }
    let (when, end) = best?;
    *cursor = end;
    Some(when)
}
