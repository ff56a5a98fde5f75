//! Lengths of time: "two years", "a three-day visit", "the past few weeks", "centuries".

use crate::calendar::unit::{Number, Unit};
use crate::meaning::Meaning;
use crate::meaning::amount::{Amount, Bound, Duration, Edge, Quantity};

use super::amount;
use super::cursor::Cursor;

/// A length of time.
pub(super) fn read(cursor: &mut Cursor<'_>) -> Option<Meaning> {
    cursor.first_of(&[anchored, plain])
}

fn plain(cursor: &mut Cursor<'_>) -> Option<Meaning> {
    cursor.first_of(&[counted, long, ended, bare_plural]).map(Meaning::Duration)
}

/// "The past three months", "the next few years", "the first nine months", "recent weeks".
fn anchored(cursor: &mut Cursor<'_>) -> Option<Meaning> {
    let mut here = *cursor;
    // "Over the past year" is a preposition and a length of time.
    if !matches!(here.lower(0), "over" | "under" | "around") {
        amount::bound(&mut here);
    }
    if here.eat_phrase("each of") || here.eat_phrase("all of") {
        amount::bound(&mut here);
    }
    let article = here.eat("the") || here.eat("these") || here.eat("those") || here.eat("its") || here.eat("his");
    let word = here.lower(0);
    let edge = match word {
        "past" | "last" | "previous" | "preceding" | "latest" | "recent" => Edge::UpToReference,
        "next" | "coming" | "following" | "upcoming" => Edge::FromReference,
        "first" | "final" | "opening" | "intervening" => Edge::Anywhere,
        // "The nine months", "the two years": what the text has spoken of.
        _ if article => {
            let duration = counted(&mut here)?;
            *cursor = here;
            return matches!(duration.amount, Amount::Exact(_)).then_some(Meaning::Duration(duration));
        }
        _ => return None,
    };
    here = here.next();
    if word == "recent" || word == "coming" || article {
        let mut ahead = here;
        let _ = ahead.eat("trading") || ahead.eat("fiscal");
        if let Some((unit, Number::Plural)) = Unit::named(ahead.lower(0)).filter(|(u, _)| *u != Unit::Second) {
            *cursor = ahead.next();
            let edge = if word == "first" || word == "final" { Edge::Anywhere } else { edge };
            return Some(Meaning::Duration(Duration { edge, ..Duration::of(Amount::Several, unit) }));
        }
    }
    if article && let Some((unit, Number::Singular)) = Unit::named(here.lower(0)) {
        // "The past year", "the last decade"; "the first day" is a day.
        let length =
            edge != Edge::Anywhere && (word == "past" || word == "last" || word == "next") && unit != Unit::Second;
        *cursor = here.next();
        return length
            .then(|| Meaning::Duration(Duration { edge, ..Duration::of(Amount::Exact(Quantity::whole(1)), unit) }));
    }
    if here.lower(0) == "a" || here.lower(0) == "an" {
        return None;
    }
    amount::bound(&mut here);
    let mut duration = counted(&mut here)?;
    duration.edge = edge;
    let _ = here.eat_phrase("or so");
    *cursor = here;
    Some(Meaning::Duration(duration))
}

/// "About three days", "two and a half years", "a year", "five-year", "a two-week period".
fn counted(cursor: &mut Cursor<'_>) -> Option<Duration> {
    let mut here = *cursor;
    let mut bound = amount::bound(&mut here);
    let _ = here.eat("another") || here.eat("exactly");
    if bound == Bound::Exactly {
        bound = amount::bound(&mut here);
    }
    if let Some((amount, unit)) = amount::piece(&mut here) {
        *cursor = here;
        return Some(Duration { bound, ..Duration::of(amount, unit) });
    }
    // "A three-day visit": the article belongs to the visit.
    let amount = amount::amount(&mut here)?;
    let hyphen = here.eat_hyphen();
    let _ = here.eat_one_of(&[
        "full",
        "whole",
        "long",
        "entire",
        "straight",
        "consecutive",
        "solid",
        "additional",
        "extra",
        "calendar",
        "trading",
        "business",
        "working",
    ]) || here.eat_phrase("short")
        || here.eat_phrase("more");
    let (unit, number) = match here.lower(0) {
        "min" | "mins" => (Unit::Minute, Number::Plural),
        "hr" | "hrs" => (Unit::Hour, Number::Plural),
        "yr" | "yrs" => (Unit::Year, Number::Plural),
        noun => Unit::named(noun)?,
    };
    // "60 Minutes" is a programme.
    if here.peek(0).is_some_and(|t| t.is_capitalised() && t.text != t.text.to_uppercase()) {
        return None;
    }
    let one = amount == Amount::Exact(Quantity::whole(1));
    let article = matches!(here.lower(-1), "a" | "an");
    // "A second", "a quarter" and "five second" count other things.
    let other = match unit {
        Unit::Second => article || (number == Number::Singular && !hyphen),
        Unit::Quarter => article || (number == Number::Singular && !hyphen) || here.lower(1) == "of",
        _ => false,
    };
    if other || (number == Number::Plural && one && !article && !hyphen && here.lower(-1) == "a") {
        return None;
    }
    here = here.next();
    let mut amount = amount;
    if here.eat_phrase("and a half")
        && let Amount::Exact(whole) = amount
    {
        amount = Amount::Exact(Quantity::and_a_half(whole.rounded_down()));
    }
    if article && here.eat_phrase("or two") {
        amount = Amount::Several;
    }
    let mut ahead = here;
    if ahead.eat_hyphen() && ahead.eat("long") {
        here = ahead;
    } else if age(&mut here) {
        return None;
    }
    *cursor = here;
    Some(Duration { bound, ..Duration::of(amount, unit) })
}

/// Eats "old" behind a length. How old people and firms are is no time expression, how old a
/// truce or a war is dates it; the latter gives false.
fn age(cursor: &mut Cursor<'_>) -> bool {
    const HAPPENINGS: [&str; 16] = [
        "war",
        "conflict",
        "truce",
        "ceasefire",
        "cease",
        "strike",
        "crisis",
        "dispute",
        "siege",
        "standoff",
        "blockade",
        "occupation",
        "campaign",
        "rebellion",
        "uprising",
        "insurgency",
    ];
    let mut here = *cursor;
    here.eat_hyphen();
    if !here.eat("old") {
        return false;
    }
    *cursor = here;
    !(0..3).any(|ahead| HAPPENINGS.contains(&here.lower(ahead)))
}

/// "Day-long", "a yearlong".
fn long(cursor: &mut Cursor<'_>) -> Option<Duration> {
    let mut here = *cursor;
    let token = here.peek(0)?;
    let (unit, fused) = match token.lower.strip_suffix("long") {
        Some(noun) => (Unit::named(noun)?, true),
        None => (Unit::named(&token.lower)?, false),
    };
    here = here.next();
    let long = fused || (here.eat_hyphen() && here.eat("long"));
    *cursor = here;
    (long && unit.1 == Number::Singular && !unit.0.is_of_the_clock() || long && unit.0 == Unit::Hour)
        .then(|| Duration::of(Amount::Exact(Quantity::whole(1)), unit.0))
}

/// "The year ended March 31", "the fiscal year".
fn ended(cursor: &mut Cursor<'_>) -> Option<Duration> {
    let mut here = *cursor;
    if !here.eat("the") {
        return None;
    }
    let fiscal = here.eat("fiscal");
    let (unit, number) = Unit::named(here.lower(0))?;
    here = here.next();
    let ended = fiscal || matches!(here.lower(0), "ended" | "ending" | "through" | "to");
    *cursor = here;
    let whole = number == Number::Singular && matches!(unit, Unit::Week | Unit::Month | Unit::Year);
    (ended && whole).then(|| Duration::of(Amount::Exact(Quantity::whole(1)), unit))
}

/// "Years", "for centuries", "within days".
fn bare_plural(cursor: &mut Cursor<'_>) -> Option<Duration> {
    let mut here = *cursor;
    here.eat("the");
    let (unit, number) = Unit::named(here.lower(0))?;
    let before = cursor.lower(-1);
    let clear = matches!(
        before,
        "for"
            | "in"
            | "over"
            | "within"
            | "after"
            | "of"
            | "through"
            | "took"
            | "take"
            | "takes"
            | "spent"
            | "spend"
            | "follows"
            | "lasted"
            | "during"
            | "until"
    );
    // "Days later", "minutes after the blast"; not "for days after", which is clear anyhow.
    let clear =
        clear || (here.at() == cursor.at() && matches!(here.lower(1), "later" | "earlier" | "before" | "after"));
    if number == Number::Singular || !clear || unit == Unit::Second {
        return None;
    }
    *cursor = here.next();
    Some(Duration::of(Amount::Several, unit))
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;

    #[test]
    fn lengths_of_time() {
        check("a three-day visit", "three-day=P3D");
        check("for 2½ years and a day and a half", "2½ years=P2Y6M; a day and a half=P1DT12H");
        check("the past three months, in recent weeks", "the past three months=P3M; recent weeks=PXW");
        check("over the next two years", "the next two years=P2Y");
        check("after more than three\u{2011}years", "more than three\u{2011}years=P3Y");
        check("a quarter of a century, a half-century", "a quarter of a century=P25Y; a half-century=P50Y");
        check("two-and-a-half years, one-and-a-half-year", "two-and-a-half years=P2Y6M; one-and-a-half-year=P1Y6M");
        check("days later – minutes after the vote", "days=PXD; minutes=PTXM");
        check("for decades, within hours", "decades=PXE; hours=PTXH");
        check("a three-year-old war, a three-year-old boy", "three-year-old=P3Y");
        check("“60 Minutes”, a second, a quarter of it", "");
    }
}
