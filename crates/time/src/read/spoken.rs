//! What is said from the time spoken of: "the same day", "that week", "the following month", "the
//! 15th".

use crate::calendar::unit::{Number, Unit};
use crate::meaning::when::{DayOfMonth, When};

use super::cursor::Cursor;
use super::number;

/// A unit by how far it is from the time spoken of.
pub(super) fn date(cursor: &mut Cursor<'_>) -> Option<When> {
    cursor.first_of(&[unit, beside, day_of_month])
}

fn unit(cursor: &mut Cursor<'_>) -> Option<When> {
    let mut here = *cursor;
    let by = if here.eat_phrase("the very same")
        || here.eat_phrase("the same")
        || here.eat_phrase("that same")
        || here.eat_phrase("that very")
        || here.eat("that")
    {
        0
    } else if here.eat_phrase("the following")
        || here.eat_phrase("the next")
        || here.eat_phrase("the ensuing")
        || here.eat_phrase("the very next")
    {
        1
    } else if here.eat_phrase("the previous") || here.eat_phrase("the preceding") || here.eat_phrase("the prior") {
        -1
    } else {
        return None;
    };
    let (unit, number) = Unit::named(here.lower(0))?;
    let counted = by != 1 || here.lower(-1) == "following" || matches!(unit, Unit::Day | Unit::Weekend);
    if number == Number::Plural || unit < Unit::Day || unit == Unit::Millennium || !counted {
        return None;
    }
    *cursor = here.next();
    Some(When::Spoken { unit, by })
}

/// "The day before", "the week after", where nothing follows that they are measured from.
fn beside(cursor: &mut Cursor<'_>) -> Option<When> {
    let mut here = *cursor;
    if !here.eat("the") {
        return None;
    }
    let (unit, number) =
        Unit::named(here.lower(0)).filter(|(unit, _)| *unit >= Unit::Day && *unit != Unit::Millennium)?;
    here = here.next();
    let by = match here.lower(0) {
        "before" | "earlier" => -1,
        "after" | "later" => 1,
        _ => return None,
    };
    here = here.next();
    let ends = here.peek(0).is_none_or(|t| !t.is_word() && t.figure().is_none());
    *cursor = here;
    (number == Number::Singular && ends).then_some(When::Spoken { unit, by })
}

/// "The 15th", with nothing behind it that it could count.
fn day_of_month(cursor: &mut Cursor<'_>) -> Option<When> {
    let mut here = *cursor;
    let before = here.lower(-1);
    if !here.eat("the") || !matches!(before, "on" | "by" | "until" | "since" | "from" | "before" | "after") {
        return None;
    }
    here.peek(0)?.figure()?;
    let day = DayOfMonth::new(i8::try_from(number::ordinal(&mut here)?).ok()?)?;
    let ends = here.peek(0).is_none_or(|t| !t.is_word());
    *cursor = here;
    ends.then_some(When::DayOfMonth(day))
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;

    #[test]
    fn from_the_time_spoken_of() {
        check("On 3 May 2024 he left. The same day she came.", "3 May 2024=2024-05-03; The same day=2024-05-03");
        check("In March 2024 – or the following month", "March 2024=2024-03; the following month=2024-04");
        check("from 1 July 2024 until the 15th.", "1 July 2024=2024-07-01; the 15th=2024-07-15");
    }
}
