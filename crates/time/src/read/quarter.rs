//! Business time: quarters, halves and fiscal years.

use crate::calendar::part::{Half, Quarter, Year};
use crate::calendar::period::Period;
use crate::calendar::recurring::Recurring;
use crate::meaning::when::{AccountYear, When, Which};

use super::cursor::Cursor;
use super::{number, year};

/// A quarter, a half, a business year, or "the year-earlier period".
pub(super) fn date(cursor: &mut Cursor<'_>) -> Option<When> {
    cursor.first_of(&[fiscal_year, numbered, account])
}

/// "Fiscal 1989", "fiscal year 1998", "FY98".
fn fiscal_year(cursor: &mut Cursor<'_>) -> Option<When> {
    let mut here = *cursor;
    here.eat("the");
    if !(here.eat("fiscal") || here.eat("financial") || here.eat("fy")) {
        return None;
    }
    here.eat("year");
    let year = match year::four_digits(&mut here) {
        Some(year) => year,
        None => {
            let short = here.peek(0).filter(|t| t.text.len() == 2)?.figure()?;
            here = here.next();
            let century = if short < 50 { 2000 } else { 1900 };
            Year::new(i16::try_from(century + short).ok()?)?
        }
    };
    *cursor = here;
    Period::fiscal_year(year).map(When::Period)
}

/// Which quarter or half is named, without its year.
fn name(cursor: &mut Cursor<'_>) -> Option<Recurring> {
    let mut here = *cursor;
    let _ = here.eat("fiscal") && here.eat_hyphen();
    if here.eat_phrase("first two quarters") {
        *cursor = here;
        return Some(Recurring::Half(Half::First));
    }
    let place = match here.lower(0) {
        "last" | "final" | "latter" => {
            here = here.next();
            None
        }
        _ => Some(number::ordinal(&mut here)?),
    };
    here.eat_hyphen();
    here.eat("fiscal");
    here.eat_hyphen();
    let name = match (here.lower(0), place) {
        ("quarter", Some(n)) => Recurring::Quarter(Quarter::new(i8::try_from(n).ok()?)?),
        ("half", Some(1)) => Recurring::Half(Half::First),
        ("half", Some(2) | None) => Recurring::Half(Half::Second),
        _ => return None,
    };
    *cursor = here.next();
    Some(name)
}

/// "The third quarter of 1984", "third-quarter", "this year’s third quarter", "the 1988 second
/// quarter", "Q3 2024".
fn numbered(cursor: &mut Cursor<'_>) -> Option<When> {
    let mut here = *cursor;
    if let Some(quarter) = short_name(&mut here) {
        let year = year::four_digits(&mut here);
        *cursor = here;
        let name = Recurring::Quarter(quarter);
        return match year {
            Some(year) => Period::quarter(year, quarter).map(When::Period),
            None => Some(When::Named { name, which: Which::Bare }),
        };
    }
    let _ = here.eat("the") || here.eat("its") || here.eat("their");
    let mut before = None;
    if let Some(year) = year::four_digits(&mut here) {
        here.eat("'s");
        before = Some(Ok(year));
    } else if let Some(by) = year::beside(&mut here) {
        here.eat("'s");
        before = Some(Err(by));
    } else if here.eat_phrase("year - ago") || here.eat_phrase("year - earlier") {
        before = Some(Err(-1));
    }
    let name = name(&mut here)?;
    let year = before.or_else(|| {
        let mut ahead = here;
        ahead.eat("of");
        let _ = ahead.eat("fiscal") || ahead.eat(",");
        let found = year::four_digits(&mut ahead).map(Ok).or_else(|| year::beside(&mut ahead).map(Err));
        if found.is_some() {
            here = ahead;
        }
        found
    });
    if matches!(name, Recurring::Half(_)) && year.is_none() && here.lower(0) == "of" {
        // "The first half of the game".
        return None;
    }
    *cursor = here;
    match year {
        Some(Ok(year)) => {
            let period = match name {
                Recurring::Quarter(quarter) => Period::quarter(year, quarter)?,
                Recurring::Half(half) => Period::half(year, half)?,
                _ => return None,
            };
            Some(When::Period(period))
        }
        Some(Err(by)) => Some(When::Named { name, which: Which::OfYear(by) }),
        None => Some(When::Named { name, which: Which::Bare }),
    }
}

/// "Q3".
fn short_name(cursor: &mut Cursor<'_>) -> Option<Quarter> {
    let token = cursor.peek(1).filter(|t| t.glued && cursor.lower(0) == "q")?;
    let quarter = Quarter::new(i8::try_from(token.figure()?).ok()?)?;
    *cursor = cursor.next().next();
    Some(quarter)
}

/// "The quarter", "the latest period", "the year-ago quarter", "the 1988 period".
fn account(cursor: &mut Cursor<'_>) -> Option<When> {
    let mut here = *cursor;
    let article = here.eat("the") || here.eat("its") || here.eat("a");
    let noun = |cursor: &mut Cursor<'_>| cursor.eat("quarter") || cursor.eat("period");
    if here.eat_phrase("year - ago") || here.eat_phrase("year - earlier") || here.eat_phrase("year ago") {
        let named = noun(&mut here);
        *cursor = here;
        // "The year-ago results": the article belongs to the results.
        return (named || !article).then_some(When::Account(AccountYear::Before));
    }
    if here.eat_phrase("corresponding") || here.eat("comparable") || (article && here.eat_phrase("same")) {
        let before = noun(&mut here)
            && (here.eat_phrase("last year")
                || here.eat_phrase("a year ago")
                || here.eat_phrase("a year earlier")
                || here.eat_phrase("of last year")
                || here.eat_phrase("the year before"));
        *cursor = here;
        return before.then_some(When::Account(AccountYear::Before));
    }
    if here.eat_phrase("last year") || here.eat_phrase("year") {
        let quarter = here.eat("'s") && here.eat("quarter");
        *cursor = here;
        return quarter.then_some(When::Account(AccountYear::Before));
    }
    if let Some(year) = year::four_digits(&mut here) {
        let found = noun(&mut here);
        *cursor = here;
        return found.then_some(When::Account(AccountYear::Of(year)));
    }
    let latest = here.eat("latest") || here.eat_phrase("most recent") || here.eat("recent");
    let quarter = here.eat("quarter");
    let found = article && (quarter || (latest && here.eat("period")));
    // "The quarter of an hour", "a quarter".
    let whose = cursor.lower(0) == "a" || here.lower(0) == "of";
    *cursor = here;
    if !found || (whose && !latest) {
        return None;
    }
    let year = if here.eat_phrase("a year ago") || here.eat_phrase("a year earlier") {
        *cursor = here;
        AccountYear::Before
    } else {
        AccountYear::Same
    };
    Some(When::Account(year))
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;

    #[test]
    fn business_time() {
        check("the third quarter of 1984", "the third quarter of 1984=1984-Q3");
        check("a fourth-quarter loss", "fourth-quarter=2024-Q4");
        check("in fiscal 2024 – or FY24", "fiscal 2024=FY2024; FY24=FY2024");
        check("last year’s third quarter", "last year’s third quarter=2024-Q3");
        check(
            "net in the fourth quarter fell from a year earlier",
            "the fourth quarter=2024-Q4; a year earlier=2023-Q4",
        );
        check("the first half of 2023; the first half of the game", "the first half of 2023=2023-H1");
        check("in the first half of the year", "the first half of the year=2025-H1");
        check("Q3 2024 für alle", "Q3 2024=2024-Q3");
    }
}
