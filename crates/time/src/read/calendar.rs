//! Days and months by name and number: "Monday, 24 February 2025", "Feb. 24", "02/24/25".

use jiff::civil::Date;

use crate::calendar::part::{Month, MonthDay, Year};
use crate::calendar::period::Period;
use crate::calendar::recurring::{Recurring, TwoDigits};
use crate::meaning::when::{When, Which};

use super::cursor::Cursor;
use super::{number, weekday, which, year};

/// Words before which, or after which, a month is no verb and no first name.
const BEFORE_MONTH: [&str; 28] = [
    "in", "of", "since", "until", "till", "by", "from", "to", "last", "next", "this", "early", "late", "mid", "-",
    "for", "through", "before", "after", "during", "and", "or", "the", "until", "between", "each", "every", "(",
];

/// A day or a month with its name, whether its year is given or not.
pub(super) fn date(cursor: &mut Cursor<'_>) -> Option<When> {
    cursor.first_of(&[with_digits, day_first, month_first, month_alone])
}

/// "Monday," in front of a date that names the day.
fn weekday_in_front(cursor: &mut Cursor<'_>) {
    let mut here = *cursor;
    if weekday::name(&mut here).is_some() {
        let _ = here.eat(",") || here.eat_phrase("the");
        *cursor = here;
    }
}

/// "24 February 2025", "the 24th of February".
fn day_first(cursor: &mut Cursor<'_>) -> Option<When> {
    let mut here = *cursor;
    weekday_in_front(&mut here);
    here.eat("the");
    let day = day_number(&mut here)?;
    here.eat("of");
    let (month, _) = month(&mut here)?;
    let day = MonthDay::new(month, day)?;
    let when = finish(&mut here, day);
    *cursor = here;
    when
}

/// "February 24, 2025", "Feb. 24th", "Monday, Oct. 26".
fn month_first(cursor: &mut Cursor<'_>) -> Option<When> {
    let mut here = *cursor;
    weekday_in_front(&mut here);
    let which = which::eat(&mut here);
    let (month, _) = month(&mut here)?;
    here.eat("the");
    let day = MonthDay::new(month, day_number(&mut here)?)?;
    // "May 3,000" and "June 24.5" are no days; "June 24:" is.
    let when = match which {
        Which::Bare => finish(&mut here, day),
        which => Some(When::Named { name: Recurring::MonthDay(day), which }),
    };
    *cursor = here;
    when
}

/// The year behind a day, if there is one.
fn finish(cursor: &mut Cursor<'_>, day: MonthDay) -> Option<When> {
    let mut ahead = *cursor;
    let _ = ahead.eat(",") || ahead.eat("of") || ahead.eat_phrase("in");
    if let Some(year) = year::four_digits(&mut ahead) {
        *cursor = ahead;
        let date = Date::new(year.get(), day.month().get(), day.day()).ok()?;
        return Period::day(date).map(When::Period);
    }
    Some(When::Named { name: Recurring::MonthDay(day), which: Which::Bare })
}

/// "February 2025", "last June", "March".
fn month_alone(cursor: &mut Cursor<'_>) -> Option<When> {
    let mut here = *cursor;
    let which = which::eat(&mut here);
    let before = here.lower(-1);
    let first = here.peek(0)?;
    let (month, abbreviated) = month(&mut here)?;
    let mut ahead = here;
    let _ = ahead.eat(",") || ahead.eat("of");
    if which == Which::Bare
        && let Some(year) = year::four_digits(&mut ahead).or_else(|| year::spelled(&mut ahead))
    {
        *cursor = ahead;
        return Period::month(year, month).map(When::Period);
    }
    // "May", "Mark", "Jan Smith", "April Glaspie", "the Long March".
    let clear = BEFORE_MONTH.contains(&before);
    let doubtful = matches!(first.lower.as_str(), "may" | "march") || abbreviated;
    let name = here.peek(0).is_some_and(|t| t.is_capitalised() && t.is_word());
    if (doubtful && !clear) || (name && (!clear || abbreviated)) {
        return None;
    }
    *cursor = here;
    let which = match year::beside(cursor) {
        Some(by) if which == Which::Bare => Which::OfYear(by),
        _ => which,
    };
    Some(When::Named { name: Recurring::Month(month), which })
}

/// A month's name and whether it is abbreviated; the stop of the abbreviation is eaten.
pub(super) fn month(cursor: &mut Cursor<'_>) -> Option<(Month, bool)> {
    let token = cursor.peek(0).filter(|t| t.is_capitalised())?;
    let (month, abbreviated) = Month::named(&token.lower)?;
    *cursor = cursor.next();
    let stopped = abbreviated && cursor.eat_stop();
    Some((month, abbreviated && !stopped))
}

/// A day of the month, in figures or as an ordinal.
pub(super) fn day_number(cursor: &mut Cursor<'_>) -> Option<i8> {
    let mut here = *cursor;
    let number = match number::ordinal(&mut here) {
        Some(number) => number,
        None => {
            let number = here.peek(0)?.figure()?;
            here = here.next();
            // "10:30", "10%", "$10".
            if here.peek(0).is_some_and(|t| t.glued && matches!(t.text, ":" | "%" | "/"))
                && (here.lower(0) == "%" || here.peek(1).is_some_and(|t| t.glued && t.figure().is_some()))
            {
                return None;
            }
            number
        }
    };
    let day = i8::try_from(number).ok().filter(|d| (1..=31).contains(d))?;
    *cursor = here;
    Some(day)
}

/// "2025-02-24", "2025-02", "02/24/25", "24.02.2025".
fn with_digits(cursor: &mut Cursor<'_>) -> Option<When> {
    let piece = |ahead: isize| cursor.peek(ahead).filter(|t| ahead == 0 || t.glued);
    let figure = |ahead: isize| piece(ahead).and_then(|t| t.figure().map(|value| (value, t.text.len())));
    let (first, digits) = figure(0)?;
    let separator = piece(1).map(|t| t.lower.as_str()).filter(|s| matches!(*s, "-" | "/"))?;
    let (second, _) = figure(2)?;
    let third = piece(3).filter(|t| t.lower == separator).and_then(|_| figure(4));
    let runs_on =
        |ahead: isize| piece(ahead).is_some_and(|t| matches!(t.text, "-" | "/")) && figure(ahead + 1).is_some();
    let small = |n: u32| i8::try_from(n).ok();
    let on =
        |year: Year, month: u32, day: u32| Date::new(year.get(), small(month)?, small(day)?).ok().and_then(Period::day);
    let full = |n: u32| i16::try_from(n).ok().and_then(Year::new);
    let when = match third {
        Some((day, _)) if digits == 4 && !runs_on(5) => When::Period(on(full(first)?, second, day)?),
        Some((year, length @ (2 | 4))) if digits <= 2 && separator == "/" && !runs_on(5) => {
            // Two digits: the hundred years that end twenty years after the turn of the century.
            let year = match (length, year) {
                (4, year) => full(year)?,
                (_, year @ 0..=49) => full(2000 + year)?,
                (_, year) => full(1900 + year)?,
            };
            match (on(year, first, second), on(year, second, first)) {
                (Some(one), Some(other)) if one != other => When::EitherDay(one, other),
                (Some(day), _) | (None, Some(day)) => When::Period(day),
                (None, None) => return None,
            }
        }
        None if digits == 4
            && separator == "-"
            && cursor.peek(2).is_some_and(|t| t.text.starts_with('0'))
            && !runs_on(3) =>
        {
            When::Period(Period::month(full(first)?, Month::new(small(second)?)?)?)
        }
        _ => return None,
    };
    for _ in 0..if third.is_some() { 5 } else { 3 } {
        *cursor = cursor.next();
    }
    Some(when)
}

/// Two digits behind an apostrophe: "’97".
pub(super) fn short_year(cursor: &mut Cursor<'_>) -> Option<TwoDigits> {
    let mut here = *cursor;
    let quoted =
        here.peek(-1).is_some_and(|t| matches!(t.lower.as_str(), "'" | "`")) && here.peek(0).is_some_and(|t| t.glued);
    let mark = !quoted && (here.eat("'") || here.eat("`"));
    let token = here.peek(0).filter(|t| mark && t.glued && t.text.len() == 2)?;
    let digits = TwoDigits::new(u8::try_from(token.figure()?).ok()?)?;
    *cursor = here.next();
    Some(digits)
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;

    #[test]
    fn days_and_months() {
        check("On Monday, 24\u{a0}February 2025, they met.", "Monday, 24\u{a0}February 2025=2025-02-24");
        check("Feb. 24, 2025 – a day", "Feb. 24, 2025=2025-02-24; a day=P1D");
        check("the 24th of February, he said", "the 24th of February=2025-02-24");
        check("dated 2025-02-24, filed 2025-02.", "2025-02-24=2025-02-24; 2025-02=2025-02");
        check("since 25/02/2025 and 02/25/25", "25/02/2025=2025-02-25; 02/25/25=2025-02-25");
        check("talks will resume in May", "May=2025-05");
        check("ended in December", "December=2024-12");
        check("last June, next April", "last June=2024-06; next April=2025-04");
        check("October last year in Zürich", "October last year=2024-10");
        check("They may march; May said April Glaspie and Jan Kavan did.", "");
        check("31 June or 10:30:61", "June=2025-06");
    }
}
