//! The form is pinned here by structs of the test's own, which accept no field they do not know.

use std::collections::BTreeSet;

use onrecord_record::record::Record;
use onrecord_store::export::{write_readings, write_record};
use serde::Deserialize;

use crate::reports::three;

type Span = [usize; 2];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the fields are there to be required")]
struct Wording {
    text: String,
    kind: String,
    witnesses: Vec<String>,
    differences: Vec<serde_json::Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)] // Being there, and of this type, is what is tested.
struct Date {
    earliest: Option<String>,
    latest: Option<String>,
    granularity: String,
    basis: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Clue {
    kind: String,
    basis: String,
    evidence: Vec<Span>,
    earliest: Option<String>,
    latest: Option<String>,
    weight: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Role {
    title: String,
    evidence: Vec<Evidence>,
    #[serde(default)]
    given_on: Option<Days>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Days {
    earliest: Option<String>,
    latest: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Evidence {
    report: String,
    span: Span,
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "lowercase", deny_unknown_fields)]
#[allow(dead_code)]
enum Object {
    Report {
        id: String,
        file: String,
        outlet: Option<String>,
        title: Option<String>,
        url: Option<String>,
        published: Option<Date>,
        dating: Vec<Clue>,
        language: Option<String>,
        credits: Vec<String>,
    },
    Actor {
        id: String,
        name: String,
        kind: String,
        party: Option<String>,
        aliases: Vec<String>,
        roles: Vec<Role>,
    },
    Attribution {
        id: String,
        report: String,
        kind: String,
        source: Vec<Span>,
        cue: Vec<Span>,
        content: Vec<Span>,
        speaker: Option<String>,
        parent: Option<String>,
        via: Vec<String>,
        said_on: Option<Date>,
        time: Vec<Span>,
        confidence: f64,
    },
    Statement {
        id: String,
        speaker: Option<String>,
        text: String,
        said_on: Option<Date>,
        witnesses: Vec<String>,
        wordings: Vec<Wording>,
    },
}

fn record() -> Record {
    Record::build(three().into_iter().map(|entry| entry.facts))
}

fn lines(record: &Record) -> String {
    let mut out = Vec::new();
    write_record(record, &mut out).expect("written");
    String::from_utf8(out).expect("text")
}

#[test]
fn the_form_of_a_line() {
    let export = lines(&record());
    let report = export.lines().find(|line| line.contains("\"a.txt\"")).expect("there");
    let without_id = |line: &str| {
        let mut value: serde_json::Value = serde_json::from_str(line).expect("JSON");
        value.as_object_mut().expect("an object").remove("id");
        value.to_string()
    };
    let expected = serde_json::json!({
        "type": "report",
        "file": "a.txt",
        "outlet": "The Élan Courier",
        "title": "On the port will open at dawn",
        "published": {
            "earliest": "2031-05-09", "latest": "2031-05-09", "granularity": "day", "basis": "2031-05-09",
        },
        "dating": [{
            "kind": "metadata", "basis": "2031-05-09", "evidence": [],
            "earliest": "2031-05-09", "latest": "2031-05-09", "weight": "decides",
        }],
        "language": "en",
        "credits": ["Per Łoś"],
    });
    assert_eq!(without_id(report), expected.to_string());
    assert!(export.lines().all(|line| line.starts_with("{\"type\":\"")));
}

#[test]
fn every_id_and_every_span_leads_somewhere() {
    let entries = three();
    let export = lines(&record());
    let objects: Vec<Object> = export.lines().map(|line| serde_json::from_str(line).expect(line)).collect();
    let mut ids = BTreeSet::new();
    for object in &objects {
        let (Object::Report { id, .. }
        | Object::Actor { id, .. }
        | Object::Attribution { id, .. }
        | Object::Statement { id, .. }) = object;
        assert!(ids.insert(id.clone()), "{id} twice");
    }
    let slice = |report: &str, [start, end]: Span| -> String {
        let entry = entries.iter().find(|e| e.facts.report.id.as_str() == report).expect("a report");
        entry.text.original.text().chars().skip(start).take(end - start).collect()
    };
    for object in &objects {
        match object {
            Object::Report { .. } => {}
            Object::Actor { party, roles, .. } => {
                assert!(party.iter().all(|id| ids.contains(id)));
                for role in roles {
                    let on = role.given_on.as_ref();
                    assert!(on.is_none_or(|on| on.earliest.is_some() && on.earliest <= on.latest));
                    for evidence in &role.evidence {
                        assert_eq!(slice(&evidence.report, evidence.span), role.title);
                    }
                }
            }
            Object::Attribution { report, cue, content, speaker, parent, via, confidence, .. } => {
                assert_eq!(slice(report, cue[0]), "said");
                assert!(slice(report, content[0]).starts_with('“'));
                assert!(speaker.iter().chain(parent).chain(via).all(|id| ids.contains(id)));
                assert_eq!(confidence.to_string(), "0.7");
            }
            Object::Statement { speaker, text, witnesses, wordings, .. } => {
                assert!(speaker.iter().chain(witnesses).all(|id| ids.contains(id)));
                assert_eq!(wordings[0].text, *text);
                assert!(wordings.iter().flat_map(|wording| &wording.witnesses).all(|id| witnesses.contains(id)));
            }
        }
    }
}

#[test]
fn a_document_of_a_container_is_named_by_its_number() {
    let mut record = record();
    record.reports.truncate(1);
    record.reports[0].locator.file = "feed.xml".to_owned();
    record.reports[0].locator.record = Some(7);
    assert!(lines(&record).contains("\"file\":\"feed.xml#7\""));
}

#[test]
fn readings_are_the_same_lines_without_the_conclusions() {
    let mut out = Vec::new();
    write_readings(&record(), &mut out).expect("written");
    let readings = String::from_utf8(out).expect("text");
    let all = lines(&record());
    let expected: Vec<&str> = all
        .lines()
        .filter(|line| line.contains("\"type\":\"report\"") || line.contains("\"type\":\"attribution\""))
        .collect();
    assert_eq!(readings.lines().collect::<Vec<_>>(), expected);
}
