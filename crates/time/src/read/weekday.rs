//! Days of the week: "Sunday", "last Friday", "next Tuesday".

use jiff::civil::Weekday;

use crate::calendar::recurring::Recurring;
use crate::meaning::when::{When, Which};

use super::cursor::Cursor;
use super::which;

/// A day of the week, and which one if that is said.
pub(super) fn date(cursor: &mut Cursor<'_>) -> Option<When> {
    let mut here = *cursor;
    let mut which = which::eat(&mut here);
    let weekday = name(&mut here)?;
    if which == Which::Bare && here.lower(0) == "last" && here.peek(1).is_none_or(|t| !t.is_word()) {
        which = Which::Last;
        here = here.next();
    }
    *cursor = here;
    Some(When::Named { name: Recurring::Weekday(weekday), which })
}

/// The name of a day of the week, or its abbreviation with a stop.
pub(super) fn name(cursor: &mut Cursor<'_>) -> Option<Weekday> {
    let token = cursor.peek(0).filter(|t| t.is_capitalised())?;
    let (weekday, abbreviated) = match token.lower.as_str() {
        "monday" => (Weekday::Monday, false),
        "tuesday" => (Weekday::Tuesday, false),
        "wednesday" => (Weekday::Wednesday, false),
        "thursday" => (Weekday::Thursday, false),
        "friday" => (Weekday::Friday, false),
        "saturday" => (Weekday::Saturday, false),
        "sunday" => (Weekday::Sunday, false),
        "mon" => (Weekday::Monday, true),
        "tue" | "tues" => (Weekday::Tuesday, true),
        "wed" | "weds" => (Weekday::Wednesday, true),
        "thu" | "thur" | "thurs" => (Weekday::Thursday, true),
        "fri" => (Weekday::Friday, true),
        "sat" => (Weekday::Saturday, true),
        "sun" => (Weekday::Sunday, true),
        _ => return None,
    };
    let mut here = cursor.next();
    let stopped = abbreviated && here.eat_stop();
    // Without its stop an abbreviation is a word, but for "Tue, 25 Feb".
    let dated = here.lower(0) == "," && here.peek(1).is_some_and(|t| t.figure().is_some());
    if abbreviated && !stopped && !dated {
        return None;
    }
    *cursor = here;
    Some(weekday)
}

/// Several of them: "Sundays".
pub(super) fn plural(cursor: &mut Cursor<'_>) -> Option<Weekday> {
    let token = cursor.peek(0).filter(|t| t.is_capitalised())?;
    let weekday = match token.lower.as_str() {
        "mondays" => Weekday::Monday,
        "tuesdays" => Weekday::Tuesday,
        "wednesdays" => Weekday::Wednesday,
        "thursdays" => Weekday::Thursday,
        "fridays" => Weekday::Friday,
        "saturdays" => Weekday::Saturday,
        "sundays" => Weekday::Sunday,
        _ => return None,
    };
    *cursor = cursor.next();
    Some(weekday)
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;

    #[test]
    fn days_of_the_week() {
        check("Zelenskyy said Sunday", "Sunday=2025-03-02");
        check("will meet on Sunday – “perhaps”", "Sunday=2025-03-09");
        check("last Friday, next Tuesday", "last Friday=2025-02-28; next Tuesday=2025-03-11");
        check("this past Monday, this coming Monday", "this past Monday=2025-03-03; this coming Monday=2025-03-10");
        check("he said Wednesday", "Wednesday=2025-03-05");
        check("Tues. evening, wed in the sun", "Tues. evening=2025-03-04TEV");
        check("as soon as Friday", "as soon as Friday=2025-03-07");
    }
}
