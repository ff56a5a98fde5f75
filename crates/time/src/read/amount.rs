//! How many units: "3", "2½", "several", "two to three", and how exactly that is meant.

use crate::calendar::unit::Unit;
use crate::meaning::amount::{Amount, Bound, Quantity};

use super::cursor::Cursor;
use super::number::cardinal;

/// A number of units: "3", "two", "2 1/2", "two and a half", "half an", "a", "several", "a couple
/// of", "two to three".
pub(crate) fn amount(cursor: &mut Cursor<'_>) -> Option<Amount> {
    for phrase in ["a couple of", "a couple", "couple of", "a pair of"] {
        if cursor.eat_phrase(phrase) {
            cursor.eat("more");
            return Some(Amount::Exact(Quantity::whole(2)));
        }
    }
    for phrase in ["half a dozen", "half-dozen"] {
        if cursor.eat_phrase(phrase) {
            return Some(Amount::Exact(Quantity::whole(6)));
        }
    }
    for phrase in ["half an", "half a", "a half"] {
        if cursor.eat_phrase(phrase) {
            cursor.eat_hyphen();
            return Some(Amount::Exact(Quantity::and_a_half(0)));
        }
    }
    if cursor.lower(0) == "half" {
        let mut ahead = cursor.next();
        if ahead.eat_hyphen() {
            *cursor = ahead;
            return Some(Amount::Exact(Quantity::and_a_half(0)));
        }
    }
    if cursor.eat_phrase("a dozen") {
        return Some(Amount::Exact(Quantity::whole(12)));
    }
    const SEVERAL: [&str; 16] = [
        "several",
        "a few",
        "few",
        "many",
        "some",
        "dozens of",
        "hundreds of",
        "thousands of",
        "a number of",
        "decades of",
        "numerous",
        "various",
        "countless",
        "quite a few",
        "too many",
        "a handful of",
    ];
    for phrase in SEVERAL {
        let mut ahead = *cursor;
        if phrase != "decades of" && ahead.eat_phrase(phrase) {
            // "Some 50 inspectors", "a few dozen": the number counts.
            if let Some(number) = cardinal(&mut ahead) {
                *cursor = ahead;
                return Some(Amount::Exact(Quantity::whole(number)));
            }
            ahead.eat("more");
            ahead.eat("long");
            *cursor = ahead;
            return Some(Amount::Several);
        }
    }
    let mut here = *cursor;
    let quantity = quantity(&mut here)?;
    let mut ahead = here;
    let second = {
        let joined = ahead.eat_one_of(&["to", "or"]) || ahead.eat_hyphen() || ahead.eat_phrase("- to -");
        joined.then(|| self::quantity(&mut ahead)).flatten()
    };
    if let Some(second) = second.filter(|s| quantity.rounded_down() <= s.rounded_down()) {
        *cursor = ahead;
        return Some(Amount::Between(quantity, second));
    }
    *cursor = here;
    Some(Amount::Exact(quantity))
}

/// Pieces of long units that are whole numbers of a shorter one: "half a century", "a
/// quarter-century", "half-decade".
pub(crate) fn piece(cursor: &mut Cursor<'_>) -> Option<(Amount, Unit)> {
    let mut here = *cursor;
    here.eat("a");
    let quarter = here.eat("quarter");
    if !quarter && !here.eat("half") {
        return None;
    }
    let _ = here.eat_hyphen() || here.eat_phrase("of a") || here.eat("a");
    let years = match (here.lower(0), quarter) {
        ("century", true) => 25,
        ("century", false) => 50,
        ("decade", false) => 5,
        _ => return None,
    };
    *cursor = here.next();
    Some((Amount::Exact(Quantity::whole(years)), Unit::Year))
}

/// A number of units, whole or with a half.
fn quantity(cursor: &mut Cursor<'_>) -> Option<Quantity> {
    let mut here = *cursor;
    if let Some(token) = here.peek(0)
        && let Some(whole) = token.text.strip_suffix(".5").and_then(|w| w.parse().ok())
    {
        *cursor = here.next();
        return Some(Quantity::and_a_half(whole));
    }
    let Some(whole) = cardinal(&mut here) else {
        let article = here.eat_one_of(&["a", "an"]);
        *cursor = here;
        return article.then(|| Quantity::whole(1));
    };
    let mut ahead = here;
    ahead.eat_hyphen();
    let half = ahead.eat_phrase("and - a - half")
        || here.lower(0) == "½"
        || ahead.eat_phrase("1 / 2")
        || ahead.eat_phrase("and a half")
        || ahead.eat_phrase("and one half");
    if half {
        *cursor = if here.lower(0) == "½" { here.next() } else { ahead };
        return Some(Quantity::and_a_half(whole));
    }
    *cursor = here;
    Some(Quantity::whole(whole))
}

/// Words that say how exactly an amount is meant: "about", "more than", "at least".
pub(crate) fn bound(cursor: &mut Cursor<'_>) -> Bound {
    const BOUNDS: [(&str, Bound); 24] = [
        ("no more than", Bound::AtMost),
        ("not more than", Bound::AtMost),
        ("no less than", Bound::AtLeast),
        ("no fewer than", Bound::AtLeast),
        ("no longer than", Bound::AtMost),
        ("more than", Bound::MoreThan),
        ("longer than", Bound::MoreThan),
        ("less than", Bound::LessThan),
        ("fewer than", Bound::LessThan),
        ("at least", Bound::AtLeast),
        ("at most", Bound::AtMost),
        ("as much as", Bound::AtMost),
        ("as long as", Bound::AtMost),
        ("up to", Bound::AtMost),
        ("close to", Bound::LessThan),
        ("well over", Bound::MoreThan),
        ("about", Bound::About),
        ("around", Bound::About),
        ("roughly", Bound::About),
        ("approximately", Bound::About),
        ("nearly", Bound::LessThan),
        ("almost", Bound::LessThan),
        ("over", Bound::MoreThan),
        ("under", Bound::LessThan),
    ];
    for (phrase, bound) in BOUNDS {
        if cursor.eat_phrase(phrase) {
            return bound;
        }
    }
    Bound::Exactly
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    #[test]
    fn amounts() {
        let whole = |n| Some(Amount::Exact(Quantity::whole(n)));
        let half = |n| Some(Amount::Exact(Quantity::and_a_half(n)));
        for (text, expected) in [
            ("a couple of years", whole(2)),
            ("2 1/2 years", half(2)),
            ("2½ years", half(2)),
            ("2.5 years", half(2)),
            ("half an hour", half(0)),
            ("several years", Some(Amount::Several)),
            ("some 50 years", whole(50)),
            ("an hour", whole(1)),
            ("two-and-a-half years", half(2)),
            ("12–18 months", Some(Amount::Between(Quantity::whole(12), Quantity::whole(18)))),
            ("two to three weeks", Some(Amount::Between(Quantity::whole(2), Quantity::whole(3)))),
            ("été", None),
        ] {
            assert_eq!(amount(&mut Cursor::new(&tokens(text), 0)), expected, "{text}");
        }
    }
}
