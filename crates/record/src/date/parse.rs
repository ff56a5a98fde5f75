//! Dates of publication, as files write them.

use jiff::civil::Date;

use super::{Basis, DateInterval, Granularity};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

pub(super) fn published(words: &str) -> Option<DateInterval> {
    let words = words.trim();
    let found = by_digits(words).or_else(|| by_month_name(words))?;
    DateInterval::new(Some(found.earliest), found.latest, found.granularity, Basis::Text(words.to_owned())).ok()
}

struct Found {
    earliest: Date,
    latest: Date,
    granularity: Granularity,
}

impl Found {
    fn day(year: i16, month: i8, day: i8) -> Option<Self> {
        let date = Date::new(year, month, day).ok()?;
        Some(Self { earliest: date, latest: date, granularity: Granularity::Day })
    }

    fn month(year: i16, month: i8) -> Option<Self> {
        let first = Date::new(year, month, 1).ok()?;
        Some(Self { earliest: first, latest: first.last_of_month(), granularity: Granularity::Month })
    }

    fn year(year: i16) -> Option<Self> {
        let first = Date::new(year, 1, 1).ok()?;
        Some(Self { earliest: first, latest: first.last_of_year(), granularity: Granularity::Year })
    }
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
fn by_digits(words: &str) -> Option<Found> {
    let date = words.split(['T', 't', ' ', ',']).next()?;
    if date.len() == 8 && date.bytes().all(|b| b.is_ascii_digit()) {
        let (year, rest) = date.split_at(4);
        let (month, day) = rest.split_at(2);
        return Found::day(year_of(year)?, small(month)?, small(day)?);
    }
    let parts: Vec<&str> = date.split(['-', '/', '.']).collect();
    match parts.as_slice() {
        // A bare year must be all there is: "2025 25 February" has more to say.
        [year] if date.len() == words.len() => Found::year(year_of(year)?),
        [year, month] => Found::month(year_of(year)?, small(month)?),
        [year, month, day] if year_of(year).is_some() => Found::day(year_of(year)?, small(month)?, small(day)?),
        [one, two, year] => either_order(small(one)?, small(two)?, year_of(year)?),
        _ => None,
    }
}

/// `03/04/2025` is a day of March in one country and of April in the next.
fn either_order(one: i8, two: i8, year: i16) -> Option<Found> {
    let day_first = Found::day(year, two, one);
    let month_first = Found::day(year, one, two);
    let (a, b) = match (day_first, month_first) {
        (Some(a), Some(b)) => (a, b),
        (a, b) => return a.or(b),
    };
    let granularity = if a.earliest == b.earliest { Granularity::Day } else { Granularity::Range };
    Some(Found { earliest: a.earliest.min(b.earliest), latest: a.latest.max(b.latest), granularity })
}

/// `25 February 2025`, `Feb. 25th, 2025`, `Tue, 25 Feb 2025 22:30:00 GMT`, `February 2025`.
fn by_month_name(words: &str) -> Option<Found> {
    let tokens: Vec<String> = words
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '-' | '/'))
        .filter(|token| !token.is_empty())
        .map(str::to_lowercase)
        .collect();
    let at = tokens.iter().position(|token| month_of(token).is_some())?;
    let month = tokens.get(at).and_then(|token| month_of(token))?;
    let before = at.checked_sub(1).and_then(|i| tokens.get(i));
    let (next, after_next) = (tokens.get(at + 1), tokens.get(at + 2));
    let year = |token: Option<&String>| token.and_then(|t| year_of(t));
    let day = |token: Option<&String>| token.and_then(|t| ordinal(t));
    match (day(before), year(next), day(next), year(after_next)) {
        (Some(day), Some(year), _, _) | (_, None, Some(day), Some(year)) => Found::day(year, month, day),
        (None, Some(year), _, _) => Found::month(year, month),
        _ => None,
    }
}

fn month_of(token: &str) -> Option<i8> {
    // "sept" is the one common abbreviation of four letters; three letters tell all months apart.
    let matches = |month: &&str| *month == token || (matches!(token.len(), 3 | 4) && month.starts_with(token));
    let at = MONTHS.iter().position(matches)?;
    i8::try_from(at + 1).ok()
}

fn ordinal(token: &str) -> Option<i8> {
    let digits = token.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    matches!(&token[digits.len()..], "" | "st" | "nd" | "rd" | "th").then(|| small(digits)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, expected: &str) {
        let found = match published(words) {
            Some(d) => format!(
                "{}..{} {}",
                d.earliest().map_or("?".to_owned(), |e| e.to_string()),
                d.latest(),
                d.granularity().name()
            ),
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
        check("  May 2031 ", "2031-05-01..2031-05-31 month");
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
