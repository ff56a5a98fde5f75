//! Years, decades and centuries: "1998", "’97", "the 1990s", "the nineties", "the 20th century".

use crate::calendar::part::Year;
use crate::calendar::period::Period;
use crate::calendar::recurring::{Recurring, TwoDigits};
use crate::meaning::when::{When, Which};

use super::cursor::Cursor;
use super::{calendar, number};

/// What a figure that looks like a year counts, if one of these follows it.
const COUNTED: [&str; 40] = [
    "%",
    "percent",
    "per",
    "people",
    "points",
    "dollars",
    "shares",
    "miles",
    "feet",
    "meters",
    "metres",
    "kilometers",
    "pounds",
    "tons",
    "tonnes",
    "troops",
    "soldiers",
    "jobs",
    "employees",
    "workers",
    "men",
    "women",
    "members",
    "units",
    "copies",
    "barrels",
    "acres",
    "square",
    "yards",
    "hours",
    "days",
    "weeks",
    "months",
    "years",
    "times",
    "words",
    "pages",
    "gmt",
    "hrs",
    "rpm",
];
const DECADES: [&str; 8] =
    ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];

/// A year, a decade or a century.
pub(super) fn date(cursor: &mut Cursor<'_>) -> Option<When> {
    cursor.first_of(&[century, decade, year])
}

fn year(cursor: &mut Cursor<'_>) -> Option<When> {
    let mut here = *cursor;
    if here.eat_phrase("the year") || here.eat_phrase("calendar year") || here.eat_phrase("calendar") {
        let year = four_digits(&mut here).or_else(|| spelled(&mut here)).or_else(|| round(&mut here))?;
        *cursor = here;
        return Period::year(year).map(When::Period);
    }
    if let Some(digits) = calendar::short_year(&mut here) {
        *cursor = here;
        return Some(When::Named { name: Recurring::YearOfCentury(digits), which: Which::Bare });
    }
    let year = plausible(&mut here).or_else(|| spelled(&mut here))?;
    *cursor = here;
    Period::year(year).map(When::Period)
}

/// A figure of four digits that is most likely a year.
fn plausible(cursor: &mut Cursor<'_>) -> Option<Year> {
    let mut here = *cursor;
    let before = here.lower(-1);
    let glued = here.peek(0)?.glued;
    let year = four_digits(&mut here)?;
    let after = here.peek(0);
    let touches = |c: &str| after.is_some_and(|t| t.glued && t.text == c);
    let is_part = (glued && matches!(before, "." | "," | ":" | "/" | "$" | "£" | "€" | "#" | "\u{a5}" | "_" | "="))
        || matches!(
            before,
            "$" | "£" | "€" | "#" | "no" | "flight" | "route" | "channel" | "nearly" | "about" | "some" | "than"
        )
        || touches("%")
        || (touches(":") && here.peek(1).is_some_and(|t| t.glued))
        || after.is_some_and(|t| t.glued && t.is_word() && !t.lower.starts_with('\''));
    let counts = after.is_some_and(|t| COUNTED.contains(&t.lower.as_str()));
    let early = year.get() < 1800
        && !matches!(before, "in" | "since" | "of" | "by" | "from" | "until" | "to" | "around" | "circa");
    if is_part || counts || early {
        return None;
    }
    *cursor = here;
    Some(year)
}

/// A figure from 1000 to 2199 without commas.
pub(super) fn four_digits(cursor: &mut Cursor<'_>) -> Option<Year> {
    let token = cursor.peek(0).filter(|t| t.text.len() == 4)?;
    let year = i16::try_from(token.figure()?).ok().filter(|y| (1000..2200).contains(y))?;
    // "1,500" is figures with a comma, "1990s" a decade.
    let decade = cursor.peek(1).is_some_and(|t| t.glued && matches!(t.lower.as_str(), "s" | "'s"));
    let possessive = cursor.lower(1) == "'s" && year % 10 != 0;
    if decade && !possessive {
        return None;
    }
    *cursor = cursor.next();
    Year::new(year)
}

/// A year in words: "nineteen ninety-six", "two thousand five".
pub(super) fn spelled(cursor: &mut Cursor<'_>) -> Option<Year> {
    let mut here = *cursor;
    let century = match here.lower(0) {
        "eighteen" => 1800,
        "nineteen" => 1900,
        "twenty" => 2000,
        _ => return None,
    };
    here = here.next();
    here.eat_hyphen();
    let hundred = here.eat("hundred");
    let rest = number::below_hundred(&mut here);
    let year = match (hundred, rest) {
        (true, _) if century == 2000 => return None,
        (true, rest) => century + rest.unwrap_or(0),
        (false, Some(rest @ 10..=99)) => century + rest,
        _ => return None,
    };
    *cursor = here;
    Year::new(i16::try_from(year).ok()?)
}

/// "two thousand", in words, where it is known to be a year.
fn round(cursor: &mut Cursor<'_>) -> Option<Year> {
    let mut here = *cursor;
    let year = number::cardinal(&mut here).filter(|y| (1000..2200).contains(y))?;
    *cursor = here;
    Year::new(i16::try_from(year).ok()?)
}

/// "The 1990s", "the ’80s", "the nineties".
fn decade(cursor: &mut Cursor<'_>) -> Option<When> {
    let mut here = *cursor;
    let article = here.eat("the");
    super::part::inner(&mut here);
    let plural =
        |cursor: &Cursor<'_>| cursor.peek(0).is_some_and(|t| t.glued && matches!(t.lower.as_str(), "s" | "'s"));
    if let Some(digits) = calendar::short_year(&mut here) {
        if digits.get() % 10 != 0 || !plural(&here) {
            return None;
        }
        *cursor = here.next();
        return Some(When::Named { name: Recurring::DecadeOfCentury(digits), which: Which::Bare });
    }
    if let Some(at) = DECADES.iter().position(|decade| *decade == here.lower(0)) {
        let digits = TwoDigits::new(20 + 10 * u8::try_from(at).ok()?)?;
        *cursor = here.next();
        // "In her thirties" is an age.
        return article.then_some(When::Named { name: Recurring::DecadeOfCentury(digits), which: Which::Bare });
    }
    let year = here.peek(0).filter(|t| t.text.len() == 4)?.figure()?;
    here = here.next();
    if year % 10 != 0 || !plural(&here) {
        return None;
    }
    *cursor = here.next();
    let year = Year::new(i16::try_from(year).ok()?)?;
    // "The 1900s" are a century by name, but rarely by meaning.
    Period::decade_of(year).map(When::Period)
}

/// "The 20th century", "the nineteenth-century".
fn century(cursor: &mut Cursor<'_>) -> Option<When> {
    let mut here = *cursor;
    here.eat("the");
    super::part::inner(&mut here);
    let ordinal = number::ordinal(&mut here)?;
    here.eat_hyphen();
    if !here.eat("century") {
        return None;
    }
    let year = i16::try_from(ordinal.checked_sub(1)?.checked_mul(100)?).ok()?;
    let period = Period::century_of(Year::new(year.max(1))?)?;
    *cursor = here;
    Some(When::Period(period))
}

/// A year named beside what is in it, by how far it is from this one: "October [last year]", "the
/// third quarter [of this year]".
pub(super) fn beside(cursor: &mut Cursor<'_>) -> Option<i32> {
    let mut here = *cursor;
    let of = here.eat("of") || here.lower(-1) == "of";
    for (phrase, by) in
        [("last year", -1), ("this year", 0), ("next year", 1), ("the current year", 0), ("the year", 0)]
    {
        // "The first half of the year"; "the first half the year" is none.
        if (of || phrase != "the year") && here.eat_phrase(phrase) {
            *cursor = here;
            return Some(by);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;

    #[test]
    fn years_decades_centuries() {
        check("in 2014, the 1990s and the ’80s", "2014=2014; the 1990s=199; the ’80s=198");
        check("nineteen ninety-six; the year two thousand", "nineteen ninety-six=1996; the year two thousand=2000");
        check("the 20th century, the nineties", "the 20th century=19; the nineties=199");
        check("the mid-1990s", "the mid-1990s=199");
        check("£1999, 1998 troops, 1,998 and 20.25", "");
        check("élu en 1998 in ’97", "1998=1998; ’97=1997");
    }
}
