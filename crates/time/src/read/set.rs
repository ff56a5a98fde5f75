//! Times that come again: "daily", "every week", "each year", "Sundays", "twice a day".

use crate::calendar::clock::PartOfDay;
use crate::calendar::recurring::Recurring;
use crate::calendar::unit::{Number, Unit};
use crate::meaning::amount::{Amount, Quantity};
use crate::meaning::when::When;
use crate::meaning::{Meaning, Recurrence};

use super::cursor::Cursor;
use super::token::{Class, Token};
use super::{amount, number, weekday};

const ADVERBS: [(&str, Unit, u32); 12] = [
    ("hourly", Unit::Hour, 1),
    ("daily", Unit::Day, 1),
    ("nightly", Unit::Day, 1),
    ("weekly", Unit::Week, 1),
    ("biweekly", Unit::Week, 2),
    ("fortnightly", Unit::Week, 2),
    ("monthly", Unit::Month, 1),
    ("bimonthly", Unit::Month, 2),
    ("quarterly", Unit::Quarter, 1),
    ("yearly", Unit::Year, 1),
    ("annually", Unit::Year, 1),
    ("semiannually", Unit::Month, 6),
];

/// Words that may follow an adverb and never an adjective.
const FUNCTION_WORDS: [&str; 12] = ["and", "or", "but", "in", "on", "at", "to", "by", "for", "since", "from", "until"];

/// A set of times.
pub(super) fn read(cursor: &mut Cursor<'_>) -> Option<Meaning> {
    cursor.first_of(&[adverb, every, rate, plural]).map(Meaning::Set)
}

fn adverb(cursor: &mut Cursor<'_>) -> Option<Recurrence> {
    let &(_, unit, n) = ADVERBS.iter().find(|(word, ..)| *word == cursor.lower(0))?;
    // "The Daily Mail".
    let name = cursor.peek(0).is_some_and(Token::is_capitalised) && cursor.peek(1).is_some_and(Token::is_capitalised);
    // "A quarterly loss" names a loss, not its times.
    let adjective = matches!(unit, Unit::Quarter | Unit::Year)
        && cursor.lower(0) != "annually"
        && cursor.peek(1).is_some_and(|t| t.is_word() && !FUNCTION_WORDS.contains(&t.lower.as_str()));
    if adjective || name {
        return None;
    }
    *cursor = cursor.next();
    Some(Recurrence::Every(Quantity::whole(n), unit))
}

/// "Every Sunday", "each of the last three years", "every other day", "every morning".
fn every(cursor: &mut Cursor<'_>) -> Option<Recurrence> {
    let mut here = *cursor;
    here.eat("almost");
    here.eat("nearly");
    if !(here.eat("every") || here.eat("each") || here.eat("per")) {
        return None;
    }
    here.eat("single");
    let other = here.eat("other");
    if let Some(part) = PartOfDay::named(here.lower(0)) {
        *cursor = here.next();
        return Some(Recurrence::EachDay(part));
    }
    if here.eat("weekday") {
        *cursor = here;
        return Some(Recurrence::Every(Quantity::whole(1), Unit::Day));
    }
    let mut named = here;
    if let Some(weekday) = weekday::name(&mut named) {
        *cursor = named;
        return Some(Recurrence::Each(Recurring::Weekday(weekday)));
    }
    for pattern in [super::calendar::date, super::season::date, super::holiday::date] {
        let mut named = here;
        if let Some(When::Named { name, .. }) = pattern(&mut named) {
            *cursor = named;
            return Some(Recurrence::Each(name));
        }
    }
    let amount = if other {
        Quantity::whole(2)
    } else {
        match amount::amount(&mut here)
            .or_else(|| number::ordinal(&mut here).map(|n| Amount::Exact(Quantity::whole(n))))
        {
            Some(Amount::Exact(quantity) | Amount::Between(quantity, _)) => quantity,
            Some(Amount::Several) | None => Quantity::whole(1),
        }
    };
    let (unit, _) = Unit::named(here.lower(0)).filter(|(unit, _)| *unit != Unit::Second)?;
    *cursor = here.next();
    Some(Recurrence::Every(amount, unit))
}

/// "Twice a day", "$3 million a year": what is counted stands in front.
fn rate(cursor: &mut Cursor<'_>) -> Option<Recurrence> {
    let mut here = *cursor;
    let counts = here.eat_one_of(&["once", "twice"]) || {
        let mut ahead = here;
        let times = number::cardinal(&mut ahead).is_some() && ahead.eat("times");
        if times {
            here = ahead;
        }
        times
    };
    let before = here.peek(-1);
    if !here.eat_one_of(&["a", "an"]) {
        return None;
    }
    let (unit, number) = Unit::named(here.lower(0))?;
    let measured = counts
        || before.is_some_and(|t| {
            t.figure().is_some()
                || matches!(t.class, Class::OtherFigure | Class::Figure { .. })
                || matches!(
                    t.lower.as_str(),
                    "million"
                        | "billion"
                        | "percent"
                        | "%"
                        | "times"
                        | "dollars"
                        | "hours"
                        | "days"
                        | "people"
                        | "barrels"
                        | "tons"
                        | "cents"
                        | "miles"
                        | "jobs"
                        | "units"
                        | "cars"
                        | "points"
                )
                || counted(t)
        });
    // "A share a year ago", "10% a year earlier".
    let compared = matches!(here.lower(1), "ago" | "earlier" | "later" | "before" | "after" | "and" | "from" | "-");
    if number == Number::Plural || unit == Unit::Second || unit == Unit::Quarter || !measured || compared {
        return None;
    }
    *cursor = here.next();
    Some(Recurrence::Every(Quantity::whole(1), unit))
}

/// Whether a word looks like several things: "CDs", "interviews".
fn counted(token: &Token<'_>) -> bool {
    let word = token.lower.as_str();
    let plural = token.is_word() && word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
    plural
        && !["was", "has", "his", "this", "plus", "takes", "lasts", "less", "perhaps", "previous", "always", "as"]
            .contains(&word)
}

/// "Sundays", "weekends".
fn plural(cursor: &mut Cursor<'_>) -> Option<Recurrence> {
    let mut here = *cursor;
    if let Some(weekday) = weekday::plural(&mut here) {
        *cursor = here;
        return Some(Recurrence::Each(Recurring::Weekday(weekday)));
    }
    if here.eat("weekends") {
        *cursor = here;
        return Some(Recurrence::Every(Quantity::whole(1), Unit::Weekend));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;

    #[test]
    fn times_that_come_again() {
        check("the Daily Mail – naïve", "");
        check("daily – every week", "daily=P1D; every week=P1W");
        check("annually; every other day", "annually=P1Y; every other day=P2D");
        check("every Sunday, on Fridays", "every Sunday=XXXX-WXX-7; Fridays=XXXX-WXX-5");
        check("every morning, each summer", "every morning=XXXX-XX-XXTMO; each summer=XXXX-SU");
        check("$3 million a year, twice a day", "a year=P1Y; twice a day=P1D");
        check("the café’s annual meeting, a quarterly loss", "");
    }
}
