//! Holidays: "Christmas", "Thanksgiving Day 1998", "New Year’s Eve".

use crate::calendar::holiday::Holiday;
use crate::calendar::period::Period;
use crate::calendar::recurring::Recurring;
use crate::meaning::when::{When, Which};

use super::cursor::Cursor;
use super::token::tokens;
use super::{which, year};

/// A holiday of the table, with its year if that is given.
pub(super) fn date(cursor: &mut Cursor<'_>) -> Option<When> {
    let mut here = *cursor;
    let mut which = which::eat(&mut here);
    let _ = which == Which::Bare && here.eat("the");
    here.peek(0).filter(|t| t.is_capitalised())?;
    let (holiday, after) = Holiday::all().find_map(|(name, holiday)| {
        let mut ahead = here;
        eat_name(&mut ahead, name).then_some((holiday, ahead))
    })?;
    here = after;
    here.eat("day");
    let mut ahead = here;
    let _ = ahead.eat(",") || ahead.eat("of");
    if let Some(year) = year::four_digits(&mut ahead) {
        *cursor = ahead;
        return Period::day(holiday.in_year(year.get())?).map(When::Period);
    }
    if let Some(by) = year::beside(&mut here) {
        which = Which::OfYear(by);
    }
    *cursor = here;
    Some(When::Named { name: Recurring::Holiday(holiday), which })
}

fn eat_name(cursor: &mut Cursor<'_>, name: &str) -> bool {
    // Cheap test first: names are many, texts are long.
    name.starts_with(cursor.lower(0)) && tokens(name).iter().all(|piece| cursor.eat(&piece.lower))
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;

    #[test]
    fn holidays() {
        check("before Christmas", "Christmas=2024-12-25");
        check("New Year’s Eve, last Thanksgiving", "New Year’s Eve=2024-12-31; last Thanksgiving=2024-11-28");
        check("Easter 2025 à Rome", "Easter 2025=2025-04-20");
    }
}
