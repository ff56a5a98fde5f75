//! Issues, positions and conditions of the examples.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::export::Export;
use crate::util::{Place, examples, outside};

/// A record of the examples with their codebook.
fn record(place: &Place) -> &'static str {
    place.build(&[examples().to_str().unwrap()], "tessil.onrecord");
    let codebook = examples().with_file_name("codebook.toml");
    place.run(&["codebook", "apply", "tessil.onrecord", codebook.to_str().unwrap()]).expect(0);
    "tessil.onrecord"
}

fn stances(place: &Place, arguments: &[&str]) -> Vec<Value> {
    let ran = place.run(&[&["show", "positions", "--json"], arguments].concat()).expect(0);
    ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_codebook_names_the_issues_of_the_matrix() {
    let place = Place::new();
    let record = record(&place);
    let shown = place.run(&["show", "positions", record]).expect(0).stdout;
    for word in ["Guaranteed", "Escrow with", "Belmora", "Tarvenia", "positions on"] {
        assert!(shown.contains(word), "{word} in\n{shown}");
    }
    let of_one = place.run(&["show", "positions", record, "--issue", "inspectors", "--party", "belmora"]).expect(0);
    assert!(of_one.stdout.contains("Belmora on Outside inspectors at Karvath"), "{}", of_one.stdout);
    let nobody = place.run(&["show", "positions", record, "--party", "Nïemand"]).expect(2);
    assert!(nobody.stderr.contains("no party"), "{}", nobody.stderr);
}

#[test]
fn a_position_as_of_a_day_knows_nothing_later() {
    let place = Place::new();
    let record = record(&place);
    let (all, early) = (stances(&place, &[record]), stances(&place, &[record, "--as-of", "2024-05-12"]));
    assert!(!early.is_empty() && early.len() < all.len(), "{} of {}", early.len(), all.len());
    assert!(early.iter().all(|stance| stance["said_on"]["latest"].as_str().unwrap() <= "2024-05-12"));
}

#[test]
fn stances_are_corrected_by_hand_and_stay_so() {
    let place = Place::new();
    let record = record(&place);
    let of_one = ["show", "positions", record, "--issue", "inspectors", "--party", "belmora"];
    let shown = place.run(&of_one).expect(0).stdout;
    let ids = |shown: &str| -> Vec<String> {
        let pieces = shown.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
        pieces.filter(|piece| piece.starts_with("p-") && piece.len() == 26).map(str::to_owned).collect()
    };
    let [first, second, ..] = &ids(&shown)[..] else { panic!("two stances in\n{shown}") };
    place.run(&["stances", "reject", record, first, "--by", "Zoë"]).expect(0);
    place.run(&["stances", "move", record, second, "escrow"]).expect(0);
    let after = place.run(&of_one).expect(0).stdout;
    assert!(!after.contains(first.as_str()) && !after.contains(second.as_str()), "{after}");
    let moved = place.run(&["show", "positions", record, "--issue", "escrow"]).expect(0).stdout;
    assert!(moved.contains(second.as_str()), "{moved}");
    place.run(&["stances", "set", record, second, "oppose"]).expect(0);
    place.run(&["issues", "merge", record, "escrow", "payment"]).expect(0);
    let kept = place.run(&["show", "corrections", record]).expect(0).stdout;
    assert!(kept.contains("Zoë") && kept.contains("4 corrections"), "{kept}");
    let export = Export::parse(&place.run(&["export", record]).expect(0).stdout);
    assert!(export.issues.iter().all(|issue| issue.id != "payment"));
    let attribution = &export.attributions.iter().find(|a| a.speaker.is_some()).unwrap().id;
    place.run(&["stances", "add", record, attribution, "escrow", "unclear"]).expect(0);
    // They survive another build.
    place.build(&[examples().to_str().unwrap()], record);
    assert!(!place.run(&of_one).expect(0).stdout.contains(first.as_str()));
    place.run(&["actors", "undo", record, "1"]).expect(0);
    assert!(place.run(&of_one).expect(0).stdout.contains(first.as_str()));
}

#[test]
fn issues_that_become_others_are_listed() {
    let place = Place::new();
    let mut files: Vec<_> = std::fs::read_dir(examples()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let (first, _) = files.split_at(files.len() / 2);
    let first: Vec<&str> = first.iter().map(|path| path.to_str().unwrap()).collect();
    let before = Export::parse(&place.build(&first, "a.onrecord"));
    let quiet = place.run(&["show", "changes", "a.onrecord"]).expect(0).stdout;
    assert!(!quiet.contains("of issues"), "{quiet}");
    let after = Export::parse(&place.build(&[examples().to_str().unwrap()], "a.onrecord"));
    let listed = place.run(&["show", "changes", "a.onrecord"]).expect(0).stdout;
    let ids = |export: &Export| -> BTreeSet<String> { export.issues.iter().map(|issue| issue.id.clone()).collect() };
    let (before, after) = (ids(&before), ids(&after));
    assert!(before.intersection(&after).count() > 1, "{before:?} {after:?}");
    assert!(after.difference(&before).next().is_some(), "{before:?} {after:?}");
    for id in before.symmetric_difference(&after) {
        assert!(listed.contains(id.as_str()), "{id} in\n{listed}");
    }
}

#[test]
fn what_is_suggested_can_be_applied() {
    let place = Place::new();
    let before = Export::parse(&place.build(&[examples().to_str().unwrap()], "a.onrecord"));
    let suggested = place.run(&["codebook", "suggest", "a.onrecord"]).expect(0).stdout;
    place.write("vorschlag.toml", &suggested);
    place.run(&["codebook", "apply", "a.onrecord", "vorschlag.toml"]).expect(0);
    let after = Export::parse(&place.run(&["export", "a.onrecord"]).expect(0).stdout);
    assert_eq!(before.attributions.len(), after.attributions.len());
    assert_eq!(before.issues.len(), after.issues.len());
    assert!(after.issues.iter().all(|issue| suggested.contains(&format!("id = \"{}\"", issue.id))));
}

#[test]
fn conditions_are_told_and_drawn() {
    let place = Place::new();
    let record = record(&place);
    let shown = place.run(&["show", "conditions", record]).expect(0).stdout;
    assert!(shown.contains("Requires") && shown.contains(" conditions"), "{shown}");
    let drawn = place.run(&["export", record, "--format", "dot"]).expect(0).stdout;
    assert!(drawn.starts_with("digraph conditions {") && drawn.trim_end().ends_with('}'), "{drawn}");
    assert!(drawn.matches(" -> ").count() > 2, "{drawn}");
}

#[test]
fn hearsay_is_what_one_side_says_of_another_against_its_own_words() {
    let Some(seeds) = outside("ONRECORD_SEEDS", "shared/seeds") else { return };
    let place = Place::new();
    place.build(&[seeds.to_str().unwrap()], "a.onrecord");
    let shown = place.run(&["show", "conflicts", "a.onrecord"]).expect(0).stdout;
    let hearsay: Vec<&str> = shown.lines().filter(|line| line.starts_with("hearsay:")).collect();
    assert!(hearsay.iter().all(|line| line.contains("Donald Trump says of Russia")), "{shown}");
    assert!(hearsay.iter().any(|line| line.contains("Moscow will not allow")), "{shown}");
    assert!(!shown.lines().any(|line| line.starts_with("reversal:")), "{shown}");
}

/// What the table shows of a side on an issue: in own words, and as others tell it.
fn shown(place: &Place, issue: &str, party: &str) -> (String, String) {
    let all = stances(place, &["a.onrecord", "--issue", issue, "--party", party]);
    let of = |ascribed: bool| {
        let of_kind: Vec<&str> = all
            .iter()
            .filter(|stance| stance["ascribed"].as_bool() == Some(ascribed))
            .filter_map(|stance| stance["stance"].as_str())
            .filter(|stance| *stance != "unclear")
            .collect();
        let first = of_kind.first().copied().unwrap_or("silent");
        if of_kind.iter().all(|stance| *stance == first) { first.to_owned() } else { of_kind.join(", ") }
    };
    (of(false), of(true))
}

#[test]
fn real_reports_show_who_wants_what() {
    let Some(seeds) = outside("ONRECORD_SEEDS", "shared/seeds") else { return };
    let place = Place::new();
    place.build(&[seeds.to_str().unwrap()], "a.onrecord");
    place.write("codebook.toml", include_str!("data/ukraine.toml"));
    place.run(&["codebook", "apply", "a.onrecord", "codebook.toml"]).expect(0);
    for (issue, party, own, told) in [
        // Moscow says no; the American president says that it says yes.
        ("peacekeepers", "Russia", "oppose", "support"),
        ("American troops", "United States", "oppose", "silent"),
        // "It can’t be NATO"; what resembles its Article Five is no membership.
        ("NATO", "United States", "oppose", "silent"),
        // Not enough of a guarantee by itself: neither for the deal nor against it.
        ("Minerals deal", "United Kingdom", "silent", "silent"),
        ("Minerals deal", "United States", "support", "silent"),
    ] {
        assert_eq!(shown(&place, issue, party), (own.to_owned(), told.to_owned()), "{party} on {issue}");
    }
    // For it, and on terms: only after a truce, if a deal is done, with American backing.
    for (issue, party, side) in [
        ("peacekeepers", "France", "support"),
        ("peacekeepers", "France", "conditional"),
        ("peacekeepers", "United Kingdom", "support"),
        ("peacekeepers", "United Kingdom", "conditional"),
        ("guarantee", "United Kingdom", "support"),
        ("Minerals deal", "Ukraine", "support"),
    ] {
        let (own, _) = shown(&place, issue, party);
        assert!(own.contains(side) && !own.contains("oppose"), "{party} on {issue}: {own}");
    }
}

#[test]
fn real_reports_are_about_what_they_are_about() {
    let Some(seeds) = outside("ONRECORD_SEEDS", "shared/seeds") else { return };
    let place = Place::new();
    let export = Export::parse(&place.build(&[seeds.to_str().unwrap()], "a.onrecord"));
    for words in ["peacekeepers", "guarantee", "minerals deal", "ceasefire", "NATO"] {
        assert!(export.issues.iter().any(|issue| issue.label.contains(words)), "{words}");
    }
}
