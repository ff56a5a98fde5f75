//! Positions over several reports.

use jiff::civil::date;

use super::table::{PositionFilter, positions};
use crate::codebook::Codebook;
use crate::decisions::Decisions;
use crate::id::{ActorId, IssueId};
use crate::record::Record;
use crate::report::ReportFacts;
use crate::stance::Stance;
use crate::testing::{Names, taking};

fn places(places: &str) -> Names<'_> {
    Names { places, ..Names::default() }
}

/// Positions as `holder on issue: own stances | as others tell it`, a line each.
fn lines(record: &Record, filter: &PositionFilter) -> Vec<String> {
    let name = |id: &ActorId| record.actors.iter().find(|a| a.id == *id).map_or("?", |a| a.name.as_str());
    let label = |id: &IssueId| record.issues.iter().find(|i| i.id == *id).map_or("?", |i| i.label.as_str());
    let found = positions(&record.stances, &record.actors, filter);
    let line = |position: &super::table::Position<'_>| {
        let history = |history: &super::table::History<'_>| {
            history.stances().iter().map(|s| s.stance.name()).collect::<Vec<_>>().join(" ")
        };
        let (own, ascribed) = (history(&position.own), history(&position.ascribed));
        format!("{} on {}: {own} | {ascribed}", name(position.holder), label(position.issue))
    };
    found.iter().map(line).collect()
}

fn two_reports() -> Vec<ReportFacts> {
    let names = Names { people: "Odo Löw", places: "Norway|Finland", organisations: "" };
    vec![
        taking(
            "a",
            "2031-05-09",
            "{1s Norway} {1q rejects} {1c foreign peacekeepers}.",
            names,
            &[("Norway", "foreign peacekeepers", Stance::Oppose)],
        ),
        taking(
            "b",
            "2031-05-11",
            "{1s Finnish minister Odo Löw} {1q said} {1c Norway will accept the peacekeepers}.
             {2s Löw} {2q said} {2c he wants peacekeepers soon}.",
            Names { people: "Odo Löw|Löw", places: "Norway|Finnish", organisations: "" },
            &[("Norway", "the peacekeepers", Stance::Support), ("Odo Löw", "peacekeepers soon", Stance::Support)],
        ),
    ]
}

fn with_codebook() -> Decisions {
    let codebook = "[[issue]]\nid = \"troops\"\nlabel = \"Ausländische Truppen\"\nterms = [\"peacekeeper\"]\n";
    Decisions { codebook: Codebook::parse(codebook).expect("sound"), ..Decisions::default() }
}

#[test]
fn own_words_stand_apart_from_what_others_tell() {
    let record = Record::decided(two_reports(), &with_codebook());
    let mut found = lines(&record, &PositionFilter::default());
    found.sort();
    assert_eq!(
        found,
        ["Finland on Ausländische Truppen: support | ", "Norway on Ausländische Truppen: oppose | support"]
    );
}

#[test]
fn a_position_is_as_of_a_day() {
    let record = Record::decided(two_reports(), &with_codebook());
    let as_of = PositionFilter { as_of: Some(date(2031, 5, 10)), ..PositionFilter::default() };
    assert_eq!(lines(&record, &as_of), ["Norway on Ausländische Truppen: oppose | "]);
    let before = PositionFilter { as_of: Some(date(2031, 5, 1)), ..PositionFilter::default() };
    assert!(lines(&record, &before).is_empty());
}

#[test]
fn without_a_codebook_what_is_spoken_of_twice_is_an_issue() {
    let names = || places("Norway|Finland|Sweden");
    let says = |file: &str, who: &str, what: &str| {
        let text = format!("{{1s {who}}} {{1q wants}} {{1c {what}}}.");
        taking(file, "2031-05-09", &text, names(), &[(who, what, Stance::Support)])
    };
    let facts =
        [says("a", "Norway", "minerals deal"), says("b", "Finland", "minerals deal"), says("c", "Sweden", "élan")];
    let record = Record::build(facts.clone());
    let labels: Vec<&str> = record.issues.iter().map(|issue| issue.label.as_str()).collect();
    assert_eq!(labels, ["minerals deal"]);
    assert_eq!(record.stances.len(), 2);
    assert_eq!(Record::build(facts.into_iter().rev()), record);
}

#[test]
fn statements_told_twice_have_one_stance_with_both_places() {
    let says = |file: &str, day: &str| {
        let text = "{1s Norway} {1q said} {1c “We will never take foreign peacekeepers on our soil.”}";
        taking(
            file,
            day,
            &format!("{text}\nThis is {file}."),
            places("Norway"),
            &[("Norway", "foreign peacekeepers", Stance::Oppose)],
        )
    };
    let record = Record::decided([says("Avisen", "2031-05-10"), says("Blå Bladet", "2031-05-10")], &with_codebook());
    assert_eq!(record.statements.len(), 1);
    assert_eq!(record.stances.len(), 1);
    assert_eq!(record.stances[0].evidence.len(), 2);
    assert_eq!(record.stances[0].statement, record.statements.first().map(|s| s.id.clone()));
}

#[test]
fn who_wants_an_end_to_it_is_against_it() {
    let mut facts = taking(
        "a",
        "2031-05-09",
        "{1s Norway} {1q wants to} {1c send the peacekeepers home}.",
        places("Norway"),
        &[("Norway", "the peacekeepers", Stance::Support)],
    );
    for topic in facts.stances.iter_mut().flat_map(|reading| &mut reading.topics) {
        topic.turned = true;
    }
    let record = Record::decided([facts], &with_codebook());
    assert_eq!(lines(&record, &PositionFilter::default()), ["Norway on Ausländische Truppen: oppose | "]);
}
