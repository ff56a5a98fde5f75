//! When reports came out and when things were said, over whole folders.

use crate::export::{Date, Export};
use crate::util::{Place, examples, outside};

/// First and last day, "?" where an end is open, "-" for no date.
fn days(date: Option<&Date>) -> String {
    let end = |day: &Option<String>| day.clone().unwrap_or("?".to_owned());
    date.map_or("-".to_owned(), |date| format!("{} {}", end(&date.earliest), end(&date.latest)))
}

/// The dates of the reports whose file's name starts so, in the order of the file.
fn published(export: &Export, file: &str) -> Vec<String> {
    let mut found: Vec<(&str, String)> = export
        .reports
        .iter()
        .filter(|report| report.file.rsplit('/').next().is_some_and(|name| name.starts_with(file)))
        .map(|report| (report.file.as_str(), days(report.published.as_ref())))
        .collect();
    found.sort();
    found.into_iter().map(|(_, days)| days).collect()
}

/// When the attributions of one file were said whose time stands in these words.
fn said(export: &Export, file: &str, words: &str) -> Vec<String> {
    let report = export.reports.iter().find(|report| report.file.contains(file)).expect("a report");
    let of_report = export.attributions.iter().filter(|a| a.report == report.id);
    of_report
        .filter(|a| a.said_on.as_ref().is_some_and(|date| date.basis == words))
        .map(|a| days(a.said_on.as_ref()))
        .collect()
}

#[test]
fn the_examples_are_dated_as_far_as_they_say() {
    let place = Place::new();
    let export = Export::parse(&place.build(&[examples().to_str().unwrap()], "a.onrecord"));
    for (file, expected) in [
        ("02", vec!["2024-05-10 2024-05-10"]),
        ("03", vec!["2024-05-10 2024-05-10"]),
        ("05", vec!["2024-05-11 2024-05-12"]),
        ("06", vec!["2024-05-13 2024-05-13"]),
        ("07", vec!["-"]),
        ("08", vec!["2024-05-15 2024-05-15"]),
        ("09", vec!["2024-05-16 2024-05-17"]),
        ("10", vec!["2024-05-16 2024-05-16", "2024-05-18 2024-05-18"]),
        ("11", vec!["2024-05-20 2024-05-20", "2024-05-19 2024-05-19"]),
    ] {
        assert_eq!(published(&export, file), expected, "{file}");
    }
    assert_eq!(said(&export, "02-meridian", "Friday"), ["2024-05-10 2024-05-10"]);
    assert_eq!(said(&export, "05-tarvenian", "Saturday"), ["2024-05-11 2024-05-11"]);
}

#[test]
fn the_seeds_are_dated_by_what_they_say_and_by_each_other() {
    let Some(seeds) = outside("ONRECORD_SEEDS", "shared/seeds") else { return };
    let place = Place::new();
    let export = Export::parse(&place.build(&[seeds.to_str().unwrap()], "a.onrecord"));
    for (file, expected) in [
        ("000_", "2025-02-25 2025-02-25"),
        ("001_", "2025-02-24 2025-02-25"),
        ("002_", "2025-02-24 2025-02-25"),
        ("003_", "-"),
        ("004_", "-"),
    ] {
        assert_eq!(published(&export, file), [expected], "{file}");
    }
    assert_eq!(said(&export, "/000_", "Earlier this month"), ["2025-02-01 2025-02-25"]);
    assert_eq!(said(&export, "/001_", "Just three days ago"), ["2025-02-21 2025-02-22"]);
}
