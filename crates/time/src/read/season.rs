//! Seasons: "this summer", "last fall", "the winter of 1997".

use crate::calendar::part::Season;
use crate::calendar::period::Period;
use crate::calendar::recurring::Recurring;
use crate::meaning::when::{When, Which};

use super::cursor::Cursor;
use super::{part, which, year};

/// A season, with its year if that is given.
pub(super) fn date(cursor: &mut Cursor<'_>) -> Option<When> {
    let mut here = *cursor;
    let mut which = which::eat(&mut here);
    let article = which == Which::Bare && here.eat("the");
    part::inner(&mut here);
    let capitalised = here.peek(0)?.is_capitalised();
    let season = Season::named(here.lower(0))?;
    let before = here.lower(-1);
    here = here.next();
    // "Fall" and "spring" are verbs, too: without a word in front or a year behind they are let go.
    let mut ahead = here;
    let _ = ahead.eat(",") || ahead.eat("of");
    if let Some(year) = year::four_digits(&mut ahead) {
        *cursor = ahead;
        return Period::season(year, season).map(When::Period);
    }
    if let Some(by) = year::beside(&mut here) {
        which = Which::OfYear(by);
    }
    let doubtful = matches!(season, Season::Spring | Season::Fall);
    let shown = which != Which::Bare
        || (article && !(doubtful && matches!(here.lower(0), "of" | "in")))
        || matches!(
            before,
            "in" | "by"
                | "since"
                | "until"
                | "next"
                | "each"
                | "every"
                | "early"
                | "late"
                | "mid"
                | "-"
                | "during"
                | "through"
        )
        || (!doubtful && !capitalised && matches!(before, "for" | "of"));
    if !shown {
        return None;
    }
    *cursor = here;
    Some(When::Named { name: Recurring::Season(season), which })
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;

    #[test]
    fn seasons() {
        check("this summer, last fall", "this summer=2025-SU; last fall=2024-FA");
        check("the winter of 1997 – cold", "the winter of 1997=1997-WI");
        check("prices fall, wells spring; été", "");
    }
}
