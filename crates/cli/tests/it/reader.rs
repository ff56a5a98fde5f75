//! The two sizes of the reader.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::util::{Place, examples};

/// Cues of all attributions of the examples, with their reports.
fn cues(place: &Place, size: &str) -> BTreeSet<String> {
    let reports = examples();
    let ran = place.run(&["analyze", reports.to_str().unwrap(), "--reader", size]).expect(0);
    let objects = ran.stdout.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    objects
        .filter(|object| object["type"] == "attribution")
        .map(|object| format!("{} {}", object["report"], object["cue"]))
        .collect()
}

#[test]
fn the_fast_reader_finds_most_of_what_the_accurate_one_finds() {
    let place = Place::new();
    let (accurate, fast) = (cues(&place, "accurate"), cues(&place, "fast"));
    let common = accurate.intersection(&fast).count();
    assert!(accurate != fast, "both sizes gave the same {} attributions: is one of them read twice?", fast.len());
    assert!(common * 10 >= accurate.len() * 7, "{common} of {} in common", accurate.len());
}

#[test]
fn an_unknown_size_is_refused_with_those_there_are() {
    let ran = Place::new().run(&["build", "berichte", "-o", "größe.onrecord", "--reader", "huge"]).expect(2);
    assert!(ran.stderr.contains("accurate") && ran.stderr.contains("fast"), "{}", ran.stderr);
}
