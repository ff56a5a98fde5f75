//! Dates of publication, as files write them: in figures, or in words, which `onrecord_time` reads.

use jiff::civil::Date;
use onrecord_time::reference::Reference;
use onrecord_time::value::{Day, Timex3Value};

use super::{Granularity, Interval};

pub(super) fn published(words: &str) -> Option<Interval> {
    by_digits(words).or_else(|| in_words(words))
}

fn day(year: i16, month: i8, day: i8) -> Option<Interval> {
    let date = Date::new(year, month, day).ok()?;
    Interval::new(Some(date), Some(date), Granularity::Day).ok()
}

fn month(year: i16, month: i8) -> Option<Interval> {
    let first = Date::new(year, month, 1).ok()?;
    Interval::new(Some(first), Some(first.last_of_month()), Granularity::Month).ok()
}

fn year(year: i16) -> Option<Interval> {
    let first = Date::new(year, 1, 1).ok()?;
    Interval::new(Some(first), Some(first.last_of_year()), Granularity::Year).ok()
}

/// A year that a report can have: no four-digit time, no year of another calendar.
fn year_of(text: &str) -> Option<i16> {
    let is_year = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    let year = text.parse().ok().filter(|_| is_year)?;
    (1800..=2199).contains(&year).then_some(year)
}

fn small(text: &str) -> Option<i8> {
    let is_small = matches!(text.len(), 1 | 2) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| is_small)
}

/// `2025-02-25`, with or without a time behind it; `2025-02`; `2025`; `20250225`; `25/02/2025`.
fn by_digits(words: &str) -> Option<Interval> {
    let date = words.split(['T', 't', ' ', ',']).next()?;
    if date.len() == 8 && date.bytes().all(|b| b.is_ascii_digit()) {
        let (year, rest) = date.split_at(4);
        let (month, of_month) = rest.split_at(2);
        return day(year_of(year)?, small(month)?, small(of_month)?);
    }
    let parts: Vec<&str> = date.split(['-', '/', '.']).collect();
    match parts.as_slice() {
        // A bare year must be all there is: "2025 25 February" has more to say.
        [one] if date.len() == words.len() => year(year_of(one)?),
        [one, two] => month(year_of(one)?, small(two)?),
        [one, two, three] if year_of(one).is_some() => day(year_of(one)?, small(two)?, small(three)?),
        [one, two, three] => either_order(small(one)?, small(two)?, year_of(three)?),
        _ => None,
    }
}

/// `03/04/2025` is a day of March in one country and of April in the next.
fn either_order(one: i8, two: i8, year: i16) -> Option<Interval> {
    let day_first = day(year, two, one);
    let month_first = day(year, one, two);
    let (a, b) = match (day_first, month_first) {
        (Some(a), Some(b)) => (a, b),
        (a, b) => return a.or(b),
    };
    let granularity = if a == b { Granularity::Day } else { Granularity::Range };
    Interval::new(a.earliest().min(b.earliest()), a.latest().max(b.latest()), granularity).ok()
}

/// `25 February 2025`, `Feb. 25th, 2025`, `Tue, 25 Feb 2025 22:30:00 GMT`, `February 2025`: the first
/// date that is complete with its year.
fn in_words(words: &str) -> Option<Interval> {
    onrecord_time::expressions(words).iter().find_map(|expression| {
        let resolved = expression.resolve(&Reference::unknown());
        let is_date = match resolved.value {
            Timex3Value::Period(_) => true,
            Timex3Value::Time(on, _) => matches!(on, Day::In(_)),
            _ => false,
        };
        // A year is all there is or part of something else; a season or a decade is no date of publication.
        let is_near = |found: &Interval| matches!(found.granularity(), Granularity::Day | Granularity::Month);
        // "31 June 2031" and "2031-02-30" are no dates, and neither is what is left of them.
        let before = words.get(..expression.span.start().get())?.trim_end();
        let is_rest = before.ends_with(|c: char| c.is_ascii_digit() || c == '-' || c == '/');
        resolved.interval.filter(|found| is_date && is_near(found) && !is_rest)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, expected: &str) {
        let end = |day: Option<Date>| day.map_or("?".to_owned(), |d| d.to_string());
        let found = match published(words) {
            Some(d) => format!("{}..{} {}", end(d.earliest()), end(d.latest()), d.granularity().name()),
            None => "none".to_owned(),
        };
        assert_eq!(found, expected, "{words}");
    }

    #[test]
    fn forms_that_files_use() {
        check("2031-05-09", "2031-05-09..2031-05-09 day");
        check("2031-05-09T23:30:00+01:00", "2031-05-09..2031-05-09 day");
        check("2031-05-09 07:00:12.5Z", "2031-05-09..2031-05-09 day");
        check("20310509", "2031-05-09..2031-05-09 day");
        check("2031/5/9", "2031-05-09..2031-05-09 day");
        check("2028-02", "2028-02-01..2028-02-29 month");
        check("2031", "2031-01-01..2031-12-31 year");
        check("Fri, 09 May 2031 22:30:00 GMT", "2031-05-09..2031-05-09 day");
        check("Friday 9th May 2031", "2031-05-09..2031-05-09 day");
        check("Sept. 3, 2031, 4 p.m.", "2031-09-03..2031-09-03 day");
        check("Updated: 17:05, 9 May 2031 – Göteborg", "2031-05-09..2031-05-09 day");
        check("May 2031", "2031-05-01..2031-05-31 month");
        check("25.02.2031", "2031-02-25..2031-02-25 day");
        check("02/25/2031", "2031-02-25..2031-02-25 day");
        check("03/03/2031", "2031-03-03..2031-03-03 day");
    }

    #[test]
    fn what_cannot_be_told_is_not_invented() {
        check("03/04/2031", "2031-03-04..2031-04-03 range");
        check("yesterday", "none");
        check("9 May", "none");
        check("2031-02-30", "none");
        check("31 June 2031", "none");
        check("1530", "none");
        check("9 Mai 2031 – 10 août", "none");
        check("été", "none");
        check("", "none");
        check("May", "none");
    }
}
