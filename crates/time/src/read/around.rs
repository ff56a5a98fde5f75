//! What is said from where the text stands: "today", "last week", "the current year".

use crate::calendar::unit::{Number, Unit};
use crate::meaning::when::When;

use super::cursor::Cursor;

/// A day, a week, a month ... by how far it is from that of the text.
pub(super) fn date(cursor: &mut Cursor<'_>) -> Option<When> {
    cursor.first_of(&[day, unit, ending])
}

fn day(cursor: &mut Cursor<'_>) -> Option<When> {
    const DAYS: [(&str, i32); 5] = [
        ("the day before yesterday", -2),
        ("the day after tomorrow", 2),
        ("yesterday", -1),
        ("tomorrow", 1),
        ("today", 0),
    ];
    DAYS.iter().find(|(phrase, _)| cursor.eat_phrase(phrase)).map(|&(_, by)| When::Around { unit: Unit::Day, by })
}

/// "Last week", "this past year", "the coming month", "the weekend".
fn unit(cursor: &mut Cursor<'_>) -> Option<When> {
    let mut here = *cursor;
    let article = here.eat("the");
    if article && here.lower(0) == "weekend" {
        *cursor = here.next();
        return Some(When::Around { unit: Unit::Weekend, by: 0 });
    }
    let mut by = match here.lower(0) {
        "last" => -1,
        "this" | "current" => 0,
        "next" | "coming" | "upcoming" => 1,
        // "This past week"; "the past year" is a length of time.
        "past" if !article => -1,
        "full" if article => 0,
        _ => return None,
    };
    if article && by != 0 && here.lower(0) != "coming" && here.lower(0) != "upcoming" {
        // "The last week" is a length of time as well.
        return None;
    }
    let this = here.lower(0) == "this";
    here = here.next();
    if this && here.eat("past") {
        by = -1;
    } else if this && here.eat("coming") {
        by = 1;
    }
    let _ = here.eat_one_of(&[
        "whole",
        "entire",
        "full",
        "calendar",
        "fiscal",
        "financial",
        "business",
        "academic",
        "school",
    ]);
    let (unit, number) = Unit::named(here.lower(0))?;
    if number == Number::Plural || unit < Unit::Day || unit == Unit::Millennium {
        return None;
    }
    *cursor = here.next();
    // "Last year-end".
    Some(When::Around { unit, by })
}

/// "Year-end", "the year's end", "the end of the year".
fn ending(cursor: &mut Cursor<'_>) -> Option<When> {
    let mut here = *cursor;
    here.eat("the");
    let (unit, _) = Unit::named(here.lower(0)).filter(|(unit, number)| {
        matches!(unit, Unit::Year | Unit::Month | Unit::Quarter | Unit::Week | Unit::Decade | Unit::Century)
            && *number == Number::Singular
    })?;
    here = here.next();
    let linked = here.eat_hyphen() || here.eat("'s") || unit == Unit::Year;
    if linked && here.eat("end") && !here.eat("of") {
        *cursor = here;
        return Some(When::Around { unit, by: 0 });
    }
    None
}

/// "The year" and "the month" behind "the end of" and its like.
pub(super) fn whole_unit(cursor: &mut Cursor<'_>) -> Option<When> {
    let mut here = *cursor;
    let _ = here.eat("the") || here.eat("this");
    let _ = here.eat_one_of(&["whole", "entire", "full", "calendar"]);
    let (unit, number) = Unit::named(here.lower(0))?;
    if number == Number::Plural || unit < Unit::Day || unit == Unit::Millennium {
        return None;
    }
    *cursor = here.next();
    Some(When::Around { unit, by: 0 })
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;

    #[test]
    fn from_where_the_text_stands() {
        check(
            "today, yesterday and tomorrow – “now”",
            "today=2025-03-05; yesterday=2025-03-04; tomorrow=2025-03-06; now=PRESENT_REF",
        );
        check("earlier this month, later this week", "earlier this month=2025-03; later this week=2025-W10");
        check("last year and the coming month", "last year=2024; the coming month=2025-04");
        check("by the end of the year, by year’s end", "the end of the year=2025; year’s end=2025");
        check("met over the weekend", "the weekend=2025-W09-WE");
    }
}
