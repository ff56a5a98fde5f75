//! What holds for any text and any reference.

use jiff::civil::Date;
use onrecord_time::expression::Expression;
use onrecord_time::reference::{Direction, Reference};
use onrecord_time::{expressions, resolve_all};
use proptest::prelude::*;

/// Pieces that expressions are built of, so that random texts are full of near misses.
const PIECES: &[&str] = &[
    "the",
    "last",
    "next",
    "this",
    "every",
    "a",
    "of",
    "in",
    "ago",
    "later",
    "earlier",
    "week",
    "year",
    "quarter",
    "months",
    "days",
    "weekend",
    "century",
    "Monday",
    "Friday",
    "May",
    "Feb.",
    "February",
    "29",
    "30",
    "1998",
    "2024",
    "0",
    "99999999999",
    "1,000",
    "2½",
    "1/2",
    "'80s",
    "’97",
    "1990s",
    "third",
    "24th",
    "two",
    "twenty",
    "hundred",
    "thousand",
    "million",
    "half",
    "Easter",
    "winter",
    "noon",
    "9",
    "p.m.",
    "GMT",
    ":",
    "-",
    "–",
    "/",
    ".",
    ",",
    "\u{a0}",
    "\n",
    "\u{ad}",
    "year-ago",
    "fiscal",
    "FY",
    "Q3",
    "same",
    "following",
    "the 31st",
    "anniversary",
    "several",
    "past",
    "few",
    "will",
    "said",
    "é",
    "“",
    "𝔐",
    "between",
    "and",
    "to",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    let joined = prop::sample::select(vec![" ", "", "-", "\u{a0}"]);
    prop::collection::vec((piece, joined), 0..24)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, joint)| [piece, joint.to_owned()]).collect())
}

fn day() -> impl Strategy<Value = Date> {
    let far = (-9999i16..=9999, 1i8..=12, 1i8..=28);
    let near = (1890i16..=2110, 1i8..=12, 1i8..=28);
    prop_oneof![1 => far, 4 => near].prop_map(|(year, month, day)| Date::constant(year, month, day))
}

fn direction() -> impl Strategy<Value = Direction> {
    prop::sample::select(vec![Direction::Past, Direction::Future, Direction::Unknown])
}

fn reference() -> impl Strategy<Value = Reference> {
    let bounded = prop_oneof![
        Just(Reference::unknown()),
        day().prop_map(Reference::on),
        day().prop_map(Reference::not_after),
        day().prop_map(Reference::not_before),
        (day(), day()).prop_map(|(a, b)| Reference::between(a.min(b), a.max(b)).unwrap_or_default()),
    ];
    (bounded, direction()).prop_map(|(reference, direction)| reference.pointing(direction))
}

fn check_places(text: &str, found: &[Expression]) {
    let mut before = 0;
    for expression in found {
        let range = expression.span.range();
        assert!(before <= range.start && range.start < range.end, "{range:?} in {text:?}");
        assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end), "{range:?} in {text:?}");
        before = range.end;
    }
}

proptest! {
    #[test]
    fn spans_are_ordered_and_on_boundaries(text in text()) {
        check_places(&text, &expressions(&text));
    }

    #[test]
    fn any_characters_can_be_read(text in any::<String>()) {
        check_places(&text, &expressions(&text));
    }

    #[test]
    fn resolving_never_panics_and_never_runs_backwards(text in text(), reference in reference()) {
        for resolved in resolve_all(&expressions(&text), &reference) {
            prop_assert!(!resolved.value.to_string().is_empty());
            if let Some(interval) = resolved.interval
                && let (Some(earliest), Some(latest)) = (interval.earliest(), interval.latest())
            {
                prop_assert!(earliest <= latest);
            }
        }
    }

    /// What may be of any day of a stretch is never placed more exactly than a text of one of them.
    #[test]
    fn an_uncertain_reference_covers_every_certain_one(
        text in text(), days in prop::array::uniform3(day()), direction in direction(),
    ) {
        let mut days = days;
        days.sort();
        let [first, middle, last] = days;
        let Some(uncertain) = Reference::between(first, last) else { unreachable!() };
        for expression in expressions(&text) {
            let certain = expression.meaning.resolve(&Reference::on(middle).pointing(direction));
            let covering = expression.meaning.resolve(&uncertain.pointing(direction));
            let (Some(certain), Some(covering)) = (certain.interval, covering.interval) else { continue };
            let words = expression.span.slice(&text);
            if let Some(earliest) = covering.earliest() {
                prop_assert!(certain.earliest().is_some_and(|e| earliest <= e), "{words}: {certain:?} not in {covering:?}");
            }
            if let Some(latest) = covering.latest() {
                prop_assert!(certain.latest().is_some_and(|l| l <= latest), "{words}: {certain:?} not in {covering:?}");
            }
        }
    }
}
