//! Reports dated by hints of all kinds, alone and by each other.

use onrecord_text::document::{Document, Locator};
use onrecord_text::excerpt::Excerpt;

use super::Dates;
use crate::attribution::Passage;
use crate::fingerprint::Fingerprint;
use crate::hint::{Bearing, Event, Hint, HintKind, Target};
use crate::id::ReportId;
use crate::report::{Dating, Report, ReportFacts, Weight};

fn hint(kind: HintKind, words: &str) -> Hint {
    Hint { kind, words: Passage { text: words.to_owned(), ..Passage::default() } }
}

fn anniversary(seen: Option<&str>, years: u32, nouns: &[&str], names: &[&str]) -> Hint {
    let set = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let bearing = seen.map_or(Bearing::News, |words| Bearing::Words(words.to_owned()));
    let event = Event { nouns: set(nouns), names: set(names) };
    let words = format!("{} {}", seen.unwrap_or("on"), nouns.join(" "));
    hint(HintKind::Anchor { bearing, target: Target::Anniversary { years, event } }, &words)
}

fn facts(file: &str, published: Option<&str>, hints: Vec<Hint>) -> ReportFacts {
    let mut document = Document {
        locator: Locator { file: file.to_owned(), record: None },
        original: Excerpt::new(0, file),
        ..Document::default()
    };
    document.metadata.published = published.map(str::to_owned);
    let report = Report {
        id: ReportId::of(&document),
        locator: document.locator.clone(),
        metadata: document.metadata.clone(),
        dating: Dating::default(),
    };
    ReportFacts {
        report,
        cast: Vec::new(),
        attributions: Vec::new(),
        hints,
        stances: Vec::new(),
        remarks: Vec::new(),
        fingerprint: Fingerprint::default(),
    }
}

/// The dates of the reports in the order given, however they are sorted.
fn dated(reports: &[ReportFacts]) -> Vec<String> {
    let mut sorted = reports.to_vec();
    sorted.sort_by(|a, b| a.report.id.cmp(&b.report.id));
    let dates = Dates::new(&sorted);
    let of = |facts: &ReportFacts| dates.published(&facts.report.id).map_or("?".to_owned(), ToString::to_string);
    reports.iter().map(of).collect()
}

fn date(published: Option<&str>, hints: Vec<Hint>) -> String {
    dated(&[facts("é.txt", published, hints)]).remove(0)
}

#[test]
fn each_kind_of_hint_bounds_the_date_as_far_as_it_can() {
    let one = |kind, words| date(None, vec![hint(kind, words)]);
    assert_eq!(one(HintKind::Header, "2031-02"), "2031-02-01 to 2031-02-28");
    assert_eq!(one(HintKind::Published, "Friday 10 May 2031"), "2031-05-10");
    assert_eq!(one(HintKind::Updated, "10 May 2031"), "2031-05-10");
    assert_eq!(one(HintKind::Dateline, "11 MAY 2031"), "2031-05-11 to 2031-05-12");
    assert_eq!(one(HintKind::Post, "May 10, 2031"), "from 2031-05-10");
    assert_eq!(one(HintKind::Past, "10 May 2031"), "from 2031-05-10");
    assert_eq!(one(HintKind::Future, "10 May 2031"), "by 2031-05-10");
    // A day without its year, and nothing that gives it.
    assert_eq!(one(HintKind::Dateline, "Feb. 25"), "?");
    assert_eq!(date(None, vec![]), "?");
    assert_eq!(date(Some("yesterday – “hier”"), vec![]), "?");
}

#[test]
fn hints_are_put_together() {
    let header = || hint(HintKind::Header, "2031-02");
    assert_eq!(date(None, vec![header(), hint(HintKind::Post, "February 20, 2031")]), "2031-02-20 to 2031-02-28");
    assert_eq!(date(None, vec![header(), hint(HintKind::Dateline, "Feb. 25")]), "2031-02-25 to 2031-02-26");
    let updated = hint(HintKind::Updated, "12 May 2031");
    assert_eq!(date(Some("10 May 2031"), vec![updated.clone()]), "2031-05-10");
    assert_eq!(date(Some("May 2031"), vec![updated]), "2031-05-01 to 2031-05-12");
    let same = Hint {
        kind: HintKind::Anchor {
            bearing: Bearing::Words("Monday".into()),
            target: Target::Date("24 February 2031".into()),
        },
        words: Passage { text: "Monday, 24 February 2031".into(), ..Passage::default() },
    };
    assert_eq!(date(None, vec![same]), "2031-02-24 to 2031-03-02");
}

#[test]
fn what_contradicts_surer_hints_is_left_out_and_reported() {
    let facts = facts("é.txt", Some("2031-02-20"), vec![hint(HintKind::Post, "March 3, 2031")]);
    let dates = Dates::new(std::slice::from_ref(&facts));
    let dating = dates.of(0).expect("a report");
    assert_eq!(dating.published.as_ref().map(ToString::to_string).as_deref(), Some("2031-02-20"));
    let weights: Vec<Weight> = dating.clues.iter().map(|clue| clue.weight).collect();
    assert_eq!(weights, [Weight::Decides, Weight::Contradicts]);
    // A post of the next day is what time zones make of a post of the same day.
    let zones = self::facts("è.txt", Some("2031-02-20"), vec![hint(HintKind::Post, "February 21, 2031")]);
    let dates = Dates::new(std::slice::from_ref(&zones));
    assert_eq!(dates.of(0).expect("a report").clues[1].weight, Weight::Agrees);
}

#[test]
fn an_anniversary_that_one_report_can_date_dates_the_others() {
    let told = |seen| anniversary(seen, 10, &["flood"], &["ørsund"]);
    let reports = [
        facts("a.txt", Some("2031-05-10"), vec![told(Some("yesterday"))]),
        facts("b.txt", None, vec![told(None)]),
        facts("c.txt", None, vec![told(Some("Friday"))]),
        facts("d.txt", None, vec![anniversary(None, 20, &["flood"], &["ørsund"])]),
        facts("e.txt", None, vec![anniversary(None, 10, &["flood"], &["åre"])]),
    ];
    assert_eq!(dated(&reports), ["2031-05-10", "2031-05-09 to 2031-05-10", "2031-05-09 to 2031-05-15", "?", "?"]);
}

#[test]
fn an_anniversary_known_to_everybody_dates_a_report_that_stands_alone() {
    let hints = vec![hint(HintKind::Header, "2025-02"), anniversary(Some("yesterday"), 3, &["invasion"], &["russia"])];
    assert_eq!(date(None, hints), "2025-02-25");
    assert_eq!(date(None, vec![anniversary(None, 3, &["war", "invasion"], &["russia"])]), "2025-02-24 to 2025-02-25");
}
