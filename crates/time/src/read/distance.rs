//! Ways from some point: "three days ago", "a year earlier", "two weeks from now".

use crate::calendar::unit::{Number, Unit};
use crate::meaning::Meaning;
use crate::meaning::amount::{Amount, Quantity};
use crate::meaning::when::{DateMeaning, Origin, Side, Tense, When};

use super::amount;
use super::cursor::Cursor;

/// A distance in time.
pub(super) fn read(cursor: &mut Cursor<'_>) -> Option<Meaning> {
    let mut here = *cursor;
    if let Some(tense) = unmeasured(&mut here) {
        *cursor = here;
        return Some(Meaning::Date(DateMeaning::whole(When::Vague(tense))));
    }
    amount::bound(&mut here);
    let _ = here.eat("just") || here.eat("only") || here.eat("exactly") || here.eat("some");
    amount::bound(&mut here);
    let (amount, unit) = length(&mut here)?;
    let (side, origin) = direction(&mut here)?;
    *cursor = here;
    if origin == Origin::Spoken && (unit.is_of_the_clock() || !matches!(amount, Amount::Exact(_))) {
        // "A few days later" leads nowhere on the calendar: a length of time.
        return None;
    }
    Some(Meaning::Date(DateMeaning::whole(When::Distance { amount, unit, side, origin })))
}

/// "Three days", "a few weeks", "years".
fn length(cursor: &mut Cursor<'_>) -> Option<(Amount, Unit)> {
    if let Some(piece) = amount::piece(cursor) {
        return Some(piece);
    }
    let mut here = *cursor;
    let amount = amount::amount(&mut here);
    here.eat_hyphen();
    let _ = here.eat_one_of(&["short", "long", "full", "whole", "trading", "business", "working", "calendar", "more"]);
    let (unit, number) = unit(here.lower(0))?;
    if amount.is_none() && number == Number::Singular {
        return None;
    }
    here = here.next();
    let mut amount = amount.unwrap_or(Amount::Several);
    // "A year and a half ago".
    if here.eat_phrase("and a half")
        && let Amount::Exact(whole) = amount
    {
        amount = Amount::Exact(Quantity::and_a_half(whole.rounded_down()));
    }
    *cursor = here;
    Some((amount, unit))
}

fn unit(noun: &str) -> Option<(Unit, Number)> {
    match noun {
        "fortnight" => None,
        noun => Unit::named(noun),
    }
}

fn direction(cursor: &mut Cursor<'_>) -> Option<(Side, Origin)> {
    for (phrase, side, origin) in [
        ("ago", Side::Before, Origin::Reference),
        ("from now", Side::After, Origin::Reference),
        ("from today", Side::After, Origin::Reference),
        ("hence", Side::After, Origin::Reference),
        ("earlier", Side::Before, Origin::Spoken),
        ("previously", Side::Before, Origin::Spoken),
        ("later", Side::After, Origin::Spoken),
    ] {
        let mut here = *cursor;
        here.eat_hyphen();
        if here.eat_phrase(phrase) {
            *cursor = here;
            return Some((side, origin));
        }
    }
    None
}

/// "Long ago", "a while ago".
fn unmeasured(cursor: &mut Cursor<'_>) -> Option<Tense> {
    const PHRASES: [&str; 9] = [
        "not that long ago",
        "not so long ago",
        "not long ago",
        "a long time ago",
        "some time ago",
        "a short time ago",
        "a while ago",
        "long ago",
        "moments ago",
    ];
    PHRASES.iter().any(|phrase| cursor.eat_phrase(phrase)).then_some(Tense::Past)
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;

    #[test]
    fn ways_from_a_point() {
        check("three days ago", "three days ago=2025-03-02");
        check("two weeks ago and 10 years ago", "two weeks ago=2025-02-19; 10 years ago=2015");
        check("several years ago – long ago", "several years ago=PAST_REF; long ago=PAST_REF");
        check("on 20 May 2024, two days later", "20 May 2024=2024-05-20; two days later=2024-05-22");
        check("a month from now, café", "a month from now=2025-04");
        check("half a century ago, a quarter-century ago", "half a century ago=1975; a quarter-century ago=2000");
        check("24 hours ago", "24 hours ago=2025-03-04");
    }
}
