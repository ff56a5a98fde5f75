//! Times of day: "9 p.m. EST", "0900 GMT", "noon", "10 p.m. Wednesday", "Sunday night", "tonight".

use crate::calendar::clock::{PartOfDay, TimeOfDay, Zone};
use crate::calendar::period::PeriodKind;
use crate::calendar::recurring::Recurring;
use crate::calendar::unit::Unit;
use crate::meaning::when::{DateMeaning, When};
use crate::meaning::{Meaning, TimeMeaning};

use crate::expression::Expression;

use super::cursor::Cursor;
use super::token::Token;
use super::{date, number, part};

/// A time of day, with its day if that is named beside it.
pub(super) fn read(cursor: &mut Cursor<'_>) -> Option<Meaning> {
    cursor.first_of(&[deictic, time_then_day, day_then_time]).map(Meaning::Time)
}

/// Times in front of a time with its day share that day: "10:35 a.m. (0735 GMT) Friday".
pub(super) fn share_days(tokens: &[Token<'_>], found: &mut [Expression]) {
    for n in (1..found.len()).rev() {
        let Some([one, other]) = found.get_mut(n - 1..=n) else { continue };
        let (end, start) = (one.span.end().get(), other.span.start().get());
        let behind = tokens.partition_point(|t| t.range.start < end);
        let next = tokens.partition_point(|t| t.range.start < start);
        let between = tokens.get(behind..next).unwrap_or(&[]);
        let linked = between.iter().all(|t| matches!(t.text, "(" | ")")) && !between.is_empty();
        let day = match other.meaning {
            Meaning::Date(day) if names_a_day(day.when) => Some(day),
            Meaning::Time(TimeMeaning { day, .. }) => day,
            _ => None,
        };
        if let Meaning::Time(TimeMeaning { day: none @ None, .. }) = &mut one.meaning
            && linked
        {
            *none = day;
        }
    }
}

/// "Tonight", "last night", "this morning", "later this afternoon".
fn deictic(cursor: &mut Cursor<'_>) -> Option<TimeMeaning> {
    let mut here = *cursor;
    let piece = part::in_front(&mut here);
    let on = |by, part| {
        let day = DateMeaning { when: When::Around { unit: Unit::Day, by }, part: piece };
        Some(TimeMeaning { day: Some(day), time: TimeOfDay::part(part) })
    };
    if here.eat("tonight") {
        *cursor = here;
        return on(0, PartOfDay::Night);
    }
    let (by, spoken) = match here.lower(0) {
        "last" => (-1, false),
        "this" => (0, false),
        "that" => (0, true),
        _ if here.lower(0) == "the" && matches!(here.lower(1), "same" | "following" | "next" | "previous") => {
            here = here.next();
            (
                match here.lower(0) {
                    "same" => 0,
                    "previous" => -1,
                    _ => 1,
                },
                true,
            )
        }
        _ => return None,
    };
    here = here.next();
    let part = PartOfDay::named(here.lower(0))?;
    *cursor = here.next();
    if spoken {
        let day = DateMeaning { when: When::Spoken { unit: Unit::Day, by }, part: piece };
        return Some(TimeMeaning { day: Some(day), time: TimeOfDay::part(part) });
    }
    on(by, part)
}

/// "10 p.m. Wednesday", "noon on Thursday", "5 p.m. EST, Nov. 6", or a time alone.
fn time_then_day(cursor: &mut Cursor<'_>) -> Option<TimeMeaning> {
    let mut here = *cursor;
    let _ = here.eat("around") || here.eat("about") || here.eat("exactly");
    let time = time(&mut here)?;
    let mut ahead = here;
    let _ = ahead.eat(",");
    let _ = ahead.eat("on") || ahead.eat("of");
    let day = date::date(&mut ahead).filter(|day| names_a_day(day.when));
    if day.is_some() {
        here = ahead;
    }
    *cursor = here;
    Some(TimeMeaning { day, time })
}

/// "Sunday night", "Friday at 9 a.m.", "the morning of 12 May", "early Tuesday morning".
fn day_then_time(cursor: &mut Cursor<'_>) -> Option<TimeMeaning> {
    let mut here = *cursor;
    if here.eat("the")
        && let Some(part) = PartOfDay::named(here.lower(0))
    {
        here = here.next();
        if !here.eat("of") {
            return None;
        }
        let day = date::date(&mut here).filter(|day| names_a_day(day.when))?;
        *cursor = here;
        return Some(TimeMeaning { day: Some(day), time: TimeOfDay::part(part) });
    }
    here = *cursor;
    let day = date::date(&mut here).filter(|day| names_a_day(day.when))?;
    here.eat("'s");
    if let Some(part) = PartOfDay::named(here.lower(0)) {
        *cursor = here.next();
        return Some(TimeMeaning { day: Some(day), time: TimeOfDay::part(part) });
    }
    let _ = here.eat(",");
    let _ = here.eat("at");
    let time = time(&mut here)?;
    *cursor = here;
    Some(TimeMeaning { day: Some(day), time })
}

fn names_a_day(when: When) -> bool {
    match when {
        When::Period(period) => period.kind() == PeriodKind::Day,
        When::Named { name, .. } => {
            matches!(name, Recurring::Weekday(_) | Recurring::MonthDay(_) | Recurring::Holiday(_))
        }
        When::Around { unit, .. } | When::Spoken { unit, .. } => unit == Unit::Day,
        When::EitherDay(..) | When::DayOfMonth(_) => true,
        When::Distance { .. } | When::Account(_) | When::Anniversary(_) | When::Vague(_) => false,
    }
}

/// What a clock shows, or noon, or midnight.
fn time(cursor: &mut Cursor<'_>) -> Option<TimeOfDay> {
    let mut here = *cursor;
    let mut time = match here.lower(0) {
        "noon" | "noontime" if here.lower(-1) != "high" => {
            here = here.next();
            TimeOfDay::clock(12, 0, None)?
        }
        "midnight" => {
            here = here.next();
            TimeOfDay::clock(24, 0, None)?
        }
        "mid" if here.lower(1) == "-" => {
            here = here.next().next();
            let part =
                PartOfDay::named(here.lower(0)).filter(|p| matches!(p, PartOfDay::Morning | PartOfDay::Afternoon))?;
            here = here.next();
            TimeOfDay::part(part)
        }
        "midday" => {
            here = here.next();
            TimeOfDay::clock(12, 0, None)?
        }
        "midafternoon" => {
            here = here.next();
            TimeOfDay::part(PartOfDay::Afternoon)
        }
        "midmorning" => {
            here = here.next();
            TimeOfDay::part(PartOfDay::Morning)
        }
        _ => shown(&mut here)?,
    };
    if let Some(zone) = zone(&mut here) {
        time = time.in_zone(zone);
    }
    *cursor = here;
    Some(time)
}

/// "9 p.m.", "7:15 p.m.", "21:30", "0900 GMT", "six o'clock".
fn shown(cursor: &mut Cursor<'_>) -> Option<TimeOfDay> {
    let mut here = *cursor;
    let token = here.peek(0)?;
    let four_digits = token.text.len() == 4;
    if token.glued && matches!(here.lower(-1), ":" | "." | "/" | "$" | "-") {
        return None;
    }
    let figure = token.figure();
    let hour = number::cardinal(&mut here)?;
    let small = |n: u32| u8::try_from(n).ok();
    // "0900 GMT", "1530 hours".
    if figure.is_some() && four_digits {
        let hours = here.eat("hours");
        let mut ahead = here;
        if !hours && zone(&mut ahead).is_none() {
            return None;
        }
        *cursor = here;
        return TimeOfDay::clock(small(hour / 100)?, small(hour % 100)?, None);
    }
    let glued_pair = |cursor: Cursor<'_>| {
        let separator = matches!(cursor.lower(0), ":") && cursor.peek(0).is_some_and(|t| t.glued);
        let digits = cursor.peek(1).filter(|t| separator && t.glued && t.text.len() == 2)?;
        digits.figure()
    };
    let minute = figure.and_then(|_| glued_pair(here));
    let mut second = None;
    if minute.is_some() {
        here = here.next().next();
        second = glued_pair(here);
        if second.is_some() {
            here = here.next().next();
        }
    } else if let Some(token) = cursor.peek(0)
        && token.class == super::token::Class::OtherFigure
    {
        return None;
    }
    if figure.is_some() && minute.is_none() && here.lower(0) == ":" && here.peek(0).is_some_and(|t| t.glued) {
        return None;
    }
    here.eat("o'clock");
    let oclock = here.lower(-1) == "o'clock";
    let mut ahead = here;
    let in_the = ahead.eat_phrase("in the");
    let half = match here.lower(0) {
        "a.m." | "am" | "a.m" => Some(0),
        "p.m." | "pm" | "p.m" => Some(12),
        _ if in_the && ahead.lower(0) == "morning" => Some(0),
        _ if in_the && matches!(ahead.lower(0), "afternoon" | "evening") => Some(12),
        _ => None,
    };
    if half.is_some() {
        here = if in_the { ahead.next() } else { here.next() };
    }
    let hour = match half {
        Some(add) if (1..=12).contains(&hour) => hour % 12 + add,
        Some(_) => return None,
        // A figure alone is no time: a clock shows minutes or says so.
        None if minute.is_none() && !oclock => return None,
        None => hour,
    };
    *cursor = here;
    let second = match second {
        Some(second) => Some(small(second)?),
        None => None,
    };
    TimeOfDay::clock(small(hour)?, small(minute.unwrap_or(0))?, second)
}

/// "EST", "(GMT)", "Eastern time", "local time".
fn zone(cursor: &mut Cursor<'_>) -> Option<Zone> {
    let mut here = *cursor;
    let token = here.peek(0)?;
    if token.text.chars().all(char::is_uppercase)
        && let Some(zone) = Zone::named(&token.lower)
    {
        *cursor = here.next();
        return Some(zone);
    }
    for (region, zone) in [("eastern", "et"), ("central", "ct"), ("mountain", "mst"), ("pacific", "pst")] {
        if here.eat(region) {
            let _ = here.eat("standard") || here.eat("daylight");
            let time = here.eat("time");
            *cursor = if time { here } else { *cursor };
            return if time { Zone::named(zone) } else { None };
        }
    }
    if here.eat_phrase("local time") {
        *cursor = here;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;

    #[test]
    fn times_of_day() {
        check("at 9 p.m. EST on Friday", "9 p.m. EST on Friday=2025-02-28T21:00");
        check("0900 GMT, 7:15 pm", "0900 GMT=2025-03-05T09:00; 7:15 pm=2025-03-05T19:15");
        check("noon Thursday", "noon Thursday=2025-02-27T12:00");
        check(
            "tonight – this morning – last night",
            "tonight=2025-03-05TNI; this morning=2025-03-05TMO; last night=2025-03-04TNI",
        );
        check("six o’clock on 3 May 2024", "six o’clock on 3 May 2024=2024-05-03T06:00");
        check(
            "at 10:35 a.m. (0735 GMT) Friday",
            "10:35 a.m.=2025-02-28T10:35; 0735 GMT=2025-02-28T07:35; Friday=2025-02-28",
        );
        check("won 3-2, page 9, 25:61", "");
    }
}
