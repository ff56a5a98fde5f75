//! Ranges: "10–12 May", "April 24 and 25", "1996-97", "between 2010 and 2014". Each end is an
//! expression of its own.

use std::ops::Range;

use crate::calendar::part::{MonthDay, Year};
use crate::calendar::period::Period;
use crate::calendar::recurring::Recurring;
use crate::expression::{Expression, RangeEnd};
use crate::meaning::Meaning;
use crate::meaning::when::{DateMeaning, When, Which};

use super::cursor::Cursor;
use super::token::Token;
use super::{calendar, year};

/// An expression by its tokens.
pub(super) struct Piece {
    pub tokens: Range<usize>,
    pub meaning: Meaning,
    pub end: Option<RangeEnd>,
}

/// A range whose ends share a month or a century, and the number of the token behind it.
pub(super) fn read(start: &Cursor<'_>) -> Option<(Piece, Piece, usize)> {
    days_then_month(*start).or_else(|| month_then_days(*start)).or_else(|| years(*start))
}

fn link(cursor: &mut Cursor<'_>) -> bool {
    cursor.eat("-") || cursor.eat_one_of(&["to", "and", "through", "or"])
}

fn day(month_day: MonthDay, year: Option<Year>) -> Option<Meaning> {
    let name = Recurring::MonthDay(month_day);
    let when = match year {
        None => When::Named { name, which: Which::Bare },
        Some(year) => {
            let date = jiff::civil::Date::new(year.get(), month_day.month().get(), month_day.day()).ok()?;
            When::Period(Period::day(date)?)
        }
    };
    Some(Meaning::Date(DateMeaning::whole(when)))
}

/// "10–12 May 2031".
fn days_then_month(start: Cursor<'_>) -> Option<(Piece, Piece, usize)> {
    let mut here = start;
    let one = calendar::day_number(&mut here)?;
    let first = start.at()..here.at();
    if !link(&mut here) {
        return None;
    }
    let second = here.at();
    let other = calendar::day_number(&mut here)?;
    here.eat("of");
    let (month, _) = calendar::month(&mut here)?;
    let mut ahead = here;
    ahead.eat(",");
    let year = year::four_digits(&mut ahead);
    let end = if year.is_some() { ahead.at() } else { here.at() };
    pieces(first, day(MonthDay::new(month, one)?, year)?, second..end, day(MonthDay::new(month, other)?, year)?)
}

/// "May 10-12", "April 24 and 25".
fn month_then_days(start: Cursor<'_>) -> Option<(Piece, Piece, usize)> {
    let mut here = start;
    let (month, _) = calendar::month(&mut here)?;
    let one = calendar::day_number(&mut here)?;
    let first = start.at()..here.at();
    let hyphen = here.lower(0) == "-";
    if !link(&mut here) {
        return None;
    }
    let second = here.at();
    let other = calendar::day_number(&mut here)?;
    // "May 10 to 3,000 people": what is counted is no day.
    if here.peek(0).is_some_and(|t| {
        !hyphen
            && t.is_word()
            && !matches!(t.lower.as_str(), "in" | "at" | "for" | "and" | "to" | "with" | "by" | "on" | "when" | "as")
    }) {
        return None;
    }
    let mut ahead = here;
    ahead.eat(",");
    let year = year::four_digits(&mut ahead);
    let end = if year.is_some() { ahead.at() } else { here.at() };
    pieces(first, day(MonthDay::new(month, one)?, year)?, second..end, day(MonthDay::new(month, other)?, year)?)
}

/// "1996-97", "1994–1995".
fn years(start: Cursor<'_>) -> Option<(Piece, Piece, usize)> {
    let mut here = start;
    let one = year::four_digits(&mut here).filter(|y| y.get() >= 1800)?;
    let first = start.at()..here.at();
    let slash = here.lower(0) == "/" && here.peek(0).is_some_and(|t| t.glued);
    if slash {
        here = here.next();
    } else if !here.eat_hyphen() {
        return None;
    }
    let second = here.at();
    let glued = here.peek(0).filter(|t| t.glued)?;
    let other = match glued.text.len() {
        2 => {
            let digits = i16::try_from(glued.figure()?).ok()?;
            here = here.next();
            Year::new(one.get() - one.get() % 100 + digits)?
        }
        _ => year::four_digits(&mut here)?,
    };
    // "1998-02-13" is a day, "1998-02" a month.
    let runs_on = here.lower(0) == "-" && here.peek(0).is_some_and(|t| t.glued);
    if other <= one || runs_on {
        return None;
    }
    let whole = |year| Some(Meaning::Date(DateMeaning::whole(When::Period(Period::year(year)?))));
    pieces(first, whole(one)?, second..here.at(), whole(other)?)
}

fn pieces(first: Range<usize>, one: Meaning, second: Range<usize>, other: Meaning) -> Option<(Piece, Piece, usize)> {
    let end = second.end;
    Some((
        Piece { tokens: first, meaning: one, end: Some(RangeEnd::First) },
        Piece { tokens: second, meaning: other, end: Some(RangeEnd::Last) },
        end,
    ))
}

/// Marks expressions that "between ... and" or "from ... to" ties together.
pub(super) fn mark(tokens: &[Token<'_>], found: &mut [Expression]) {
    for n in 1..found.len() {
        let Some([one, other]) = found.get_mut(n - 1..=n) else { continue };
        let (end, start) = (one.span.end().get(), other.span.start().get());
        let first = tokens.partition_point(|t| t.range.start < one.span.start().get());
        let behind = tokens.partition_point(|t| t.range.start < end);
        let next = tokens.partition_point(|t| t.range.start < start);
        let between = tokens.get(behind..next).unwrap_or(&[]);
        let before = first.checked_sub(1).and_then(|at| tokens.get(at)).map_or("", |t| t.lower.as_str());
        let [link] = between else { continue };
        let tied = matches!(
            (before, link.lower.as_str()),
            ("between", "and") | ("from", "to" | "through" | "until" | "till" | "-")
        );
        if tied && one.range.is_none() && other.range.is_none() {
            one.range = Some(RangeEnd::First);
            other.range = Some(RangeEnd::Last);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;

    #[test]
    fn both_ends() {
        check("10–12 May 2024", "10=2024-05-10; 12 May 2024=2024-05-12");
        check("the May 10-12 summit, été", "May 10=2025-05-10; 12=2025-05-12");
        check("April 24 and 25", "April 24=2025-04-24; 25=2025-04-25");
        check("in 1996-97", "1996=1996; 97=1997");
        check("between 2010 and 2014 à Kyiv", "2010=2010; 2014=2014");
    }
}
