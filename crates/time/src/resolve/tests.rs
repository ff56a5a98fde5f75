//! What expressions come to for references of every kind.

use jiff::civil::date;

use crate::expressions;
use crate::reference::{Direction, Reference};
use crate::resolve_all;

fn shown(text: &str, reference: &Reference) -> String {
    let resolved = resolve_all(&expressions(text), reference);
    let end = |day: Option<jiff::civil::Date>| day.map_or("?".to_owned(), |d| d.to_string());
    let each = resolved.iter().map(|r| match r.interval {
        Some(i) => format!("{} {}..{} {}", r.value, end(i.earliest()), end(i.latest()), i.granularity().name()),
        None => format!("{} none", r.value),
    });
    each.collect::<Vec<_>>().join("; ")
}

#[test]
fn a_known_day_gives_days() {
    let on = Reference::on(date(2025, 3, 5));
    for (text, expected) in [
        ("« Non », he said Sunday.", "2025-03-02 2025-03-02..2025-03-02 day"),
        ("earlier in March – so", "2025-03 2025-03-01..2025-03-05 range"),
        ("earlier this month", "2025-03 2025-03-01..2025-03-05 range"),
        ("later this week", "2025-W10 2025-03-05..2025-03-09 range"),
        ("last year", "2024 2024-01-01..2024-12-31 year"),
        ("the past three months", "P3M 2024-12-05..2025-03-05 range"),
        ("recently", "PAST_REF ?..2025-03-05 range"),
        ("soon", "FUTURE_REF 2025-03-05..? range"),
        ("now", "PRESENT_REF 2025-03-05..2025-03-05 day"),
        ("two years", "P2Y none"),
        ("every week", "P1W none"),
        ("fiscal 2024", "FY2024 2023-01-01..2024-12-31 range"),
        ("on 03/04/2025", "2025-03-04 2025-03-04..2025-04-03 range"),
        ("tonight", "2025-03-05TNI 2025-03-05..2025-03-05 day"),
    ] {
        assert_eq!(shown(text, &on), expected, "{text}");
    }
}

#[test]
fn a_day_given_in_full_is_known_by_its_name() {
    let on = Reference::on(date(2025, 3, 5));
    for text in ["Aug. 7, 2022 – he will regret Aug. 7", "« He will regret Aug. 7. » It was noon, Aug. 7, 2022."] {
        let values = shown(text, &on);
        assert!(values.contains("2022-08-07 2022-08-07..2022-08-07 day"), "{text}: {values}");
        assert!(!values.contains("2025-08"), "{text}: {values}");
    }
}

#[test]
fn bounds_give_bounds() {
    let not_after = Reference::not_after(date(2025, 3, 6));
    for (text, expected) in [
        ("Élysée, three days ago", "XXXX-XX-XX ?..2025-03-03 range"),
        ("he said Sunday", "XXXX-WXX-7 ?..2025-03-02 range"),
        ("tomorrow", "XXXX-XX-XX ?..2025-03-07 range"),
        ("last week", "XXXX-WXX ?..2025-03-02 range"),
        ("on 24 February 2025", "2025-02-24 2025-02-24..2025-02-24 day"),
        ("the past year", "P1Y ?..2025-03-06 range"),
        ("in the future", "FUTURE_REF none"),
        ("at noon", "XXXX-XX-XXT12:00 ?..2025-03-06 range"),
    ] {
        assert_eq!(shown(text, &not_after), expected, "{text}");
    }
    let february = Reference::between(date(2025, 2, 1), date(2025, 2, 28)).expect("in order");
    assert_eq!(
        shown("this year – on Sunday, he said", &february),
        "2025 2025-01-01..2025-12-31 year; XXXX-WXX-7 2025-01-26..2025-02-23 range"
    );
}

#[test]
fn a_reference_cuts_only_what_it_falls_in_on_every_day_it_may_be() {
    let between = |first, last| Reference::between(first, last).expect("in order").pointing(Direction::Past);
    for (text, first, last, expected) in [
        ("later ’80s", date(1890, 1, 1), date(1980, 1, 1), "XX8 1880-01-01..1989-12-31 range"),
        ("earlier this month", date(2025, 2, 24), date(2025, 2, 25), "2025-02 2025-02-01..2025-02-25 range"),
        ("later in 2014", date(2014, 6, 1), date(2014, 6, 9), "2014 2014-06-01..2014-12-31 range"),
        ("later in 2014", date(2014, 6, 1), date(2015, 6, 9), "2014 2014-01-01..2014-12-31 year"),
    ] {
        assert_eq!(shown(text, &between(first, last)), expected, "{text}");
    }
}

#[test]
fn nothing_known_gives_nothing_invented() {
    let unknown = Reference::unknown();
    for (text, expected) in [
        ("yesterday – “hier”", "XXXX-XX-XX none"),
        ("on 24 February", "XXXX-02-24 none"),
        ("last Friday", "XXXX-WXX-5 none"),
        ("in 2014", "2014 2014-01-01..2014-12-31 year"),
        ("recently", "PAST_REF none"),
        ("a year ago", "XXXX none"),
        ("the third anniversary", "XXXX-XX-XX none"),
    ] {
        assert_eq!(shown(text, &unknown), expected, "{text}");
    }
}

#[test]
fn a_caller_may_know_which_way_a_name_points() {
    let on = Reference::on(date(2025, 3, 5));
    for (direction, expected) in [
        (Direction::Past, "2025-03-02 2025-03-02..2025-03-02 day"),
        (Direction::Future, "2025-03-09 2025-03-09..2025-03-09 day"),
        (Direction::Unknown, "2025-03-02 2025-03-02..2025-03-02 day"),
    ] {
        assert_eq!(shown("Sunday – “dimanche”", &on.pointing(direction)), expected);
    }
}
