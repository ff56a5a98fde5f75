//! The export's form, pinned: these structs refuse fields they do not know.

use serde::Deserialize;

use crate::util::{Place, examples};

pub type Spans = Vec<(usize, usize)>;

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "lowercase", deny_unknown_fields)]
pub enum Object {
    Report(Report),
    Actor(Actor),
    Attribution(Attribution),
    Statement(Statement),
    Issue(Issue),
    Stance(Stance),
    Condition(Condition),
    Conflict(Conflict),
    Event(Event),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the fields are there to be required")]
pub struct Report {
    pub id: String,
    pub file: String,
    pub outlet: Option<String>,
    pub title: Option<String>,
    pub url: Option<String>,
    pub published: Option<Date>,
    pub dating: Vec<Clue>,
    pub language: Option<String>,
    pub credits: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Date {
    pub earliest: Option<String>,
    pub latest: Option<String>,
    #[expect(dead_code, reason = "it is there to be required")]
    pub granularity: String,
    pub basis: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the fields are there to be required")]
pub struct Clue {
    pub kind: String,
    pub basis: String,
    pub evidence: Spans,
    pub earliest: Option<String>,
    pub latest: Option<String>,
    pub weight: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    pub id: String,
    pub name: String,
    pub kind: String,
    pub party: Option<String>,
    #[expect(dead_code, reason = "it is there to be required")]
    pub aliases: Vec<String>,
    pub roles: Vec<Role>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    pub title: String,
    pub evidence: Vec<Evidence>,
    pub given_on: Option<Days>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Days {
    pub earliest: String,
    pub latest: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    pub report: String,
    pub span: (usize, usize),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attribution {
    pub id: String,
    pub report: String,
    pub kind: String,
    pub source: Spans,
    pub cue: Spans,
    pub content: Spans,
    pub speaker: Option<String>,
    pub parent: Option<String>,
    pub via: Vec<String>,
    pub said_on: Option<Date>,
    pub time: Spans,
    pub confidence: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the fields are there to be required")]
pub struct Statement {
    pub id: String,
    pub speaker: Option<String>,
    pub text: String,
    pub said_on: Option<Date>,
    pub venue: Option<String>,
    pub addressee: Option<String>,
    pub witnesses: Vec<String>,
    pub wordings: Vec<Wording>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    pub text: String,
    pub kind: String,
    pub witnesses: Vec<String>,
    pub differences: Vec<Difference>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Difference {
    pub change: String,
    pub fullest: (usize, usize),
    pub own: (usize, usize),
    pub material: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    #[expect(dead_code, reason = "it is there to be required")]
    pub id: String,
    pub kind: String,
    #[expect(dead_code, reason = "it is there to be required")]
    pub detail: Option<String>,
    #[expect(dead_code, reason = "it is there to be required")]
    pub alleged: bool,
    pub issue: Option<String>,
    pub statements: Vec<String>,
    pub explanation: String,
    pub sides: [Side; 2],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Side {
    pub statements: Vec<String>,
    #[expect(dead_code, reason = "it is there to be required")]
    pub text: String,
    pub evidence: Vec<Evidence>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    #[expect(dead_code, reason = "it is there to be required")]
    pub id: String,
    pub kind: String,
    pub participants: Vec<String>,
    pub place: Option<String>,
    #[expect(dead_code, reason = "it is there to be required")]
    pub on: Option<Date>,
    pub text: String,
    pub evidence: Vec<Evidence>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Issue {
    pub id: String,
    pub label: String,
    #[expect(dead_code, reason = "it is there to be required")]
    pub terms: Vec<String>,
    pub parent: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stance {
    pub statement: Option<String>,
    pub issue: String,
    pub holder: String,
    pub stance: String,
    #[expect(dead_code, reason = "it is there to be required")]
    pub ascribed: bool,
    #[expect(dead_code, reason = "it is there to be required")]
    pub said_on: Option<Date>,
    pub evidence: Vec<Evidence>,
    pub confidence: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    #[expect(dead_code, reason = "it is there to be required")]
    pub id: String,
    pub holder: String,
    pub wants: String,
    pub issues: Vec<String>,
    pub requires: String,
    pub required_issues: Vec<String>,
    #[expect(dead_code, reason = "it is there to be required")]
    pub negated: bool,
    pub statement: Option<String>,
    pub evidence: Vec<Evidence>,
}

/// The objects of an export.
#[derive(Default)]
pub struct Export {
    pub reports: Vec<Report>,
    pub actors: Vec<Actor>,
    pub attributions: Vec<Attribution>,
    pub statements: Vec<Statement>,
    pub issues: Vec<Issue>,
    pub stances: Vec<Stance>,
    pub conditions: Vec<Condition>,
    pub conflicts: Vec<Conflict>,
    pub events: Vec<Event>,
}

impl Export {
    #[track_caller]
    pub fn parse(text: &str) -> Self {
        let mut export = Self::default();
        for line in text.lines() {
            assert!(line.starts_with("{\"type\":"), "`type` comes first: {line}");
            match serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}")) {
                Object::Report(report) => export.reports.push(report),
                Object::Actor(actor) => export.actors.push(actor),
                Object::Attribution(attribution) => export.attributions.push(attribution),
                Object::Statement(statement) => export.statements.push(statement),
                Object::Issue(issue) => export.issues.push(issue),
                Object::Stance(stance) => export.stances.push(stance),
                Object::Condition(condition) => export.conditions.push(condition),
                Object::Conflict(conflict) => export.conflicts.push(conflict),
                Object::Event(event) => export.events.push(event),
            }
        }
        export
    }
}

#[test]
fn everything_points_at_something_that_is_there() {
    let place = Place::new();
    let export = Export::parse(&place.build(&[examples().to_str().unwrap()], "a.onrecord"));
    assert_eq!(export.reports.len(), 14);
    let has_report = |id: &String| export.reports.iter().any(|r| r.id == *id);
    let has_actor = |id: &String| export.actors.iter().any(|a| a.id == *id);
    let has_attribution = |id: &String| export.attributions.iter().any(|a| a.id == *id);
    for attribution in &export.attributions {
        assert!(has_report(&attribution.report));
        assert!(attribution.speaker.iter().chain(&attribution.via).all(has_actor));
        assert!(attribution.parent.iter().all(has_attribution));
        assert!(["direct", "mixed", "indirect"].contains(&attribution.kind.as_str()));
        assert!((0.0..=1.0).contains(&attribution.confidence));
        assert!(!attribution.cue.is_empty() && !attribution.content.is_empty());
    }
    for actor in &export.actors {
        assert!(["person", "organisation", "state", "group"].contains(&actor.kind.as_str()));
        assert!(actor.party.iter().all(has_actor));
        assert!(actor.roles.iter().flat_map(|r| &r.evidence).all(|e| has_report(&e.report)));
        assert!(actor.roles.iter().filter_map(|r| r.given_on.as_ref()).all(|on| on.earliest <= on.latest));
    }
    let has_statement = |id: &String| export.statements.iter().any(|s| s.id == *id);
    let has_issue = |id: &String| export.issues.iter().any(|i| i.id == *id);
    assert!(!export.stances.is_empty() && !export.conditions.is_empty());
    assert!(export.issues.iter().all(|issue| !issue.label.is_empty() && issue.parent.iter().all(has_issue)));
    for stance in &export.stances {
        assert!(has_issue(&stance.issue) && has_actor(&stance.holder) && stance.statement.iter().all(has_statement));
        assert!(["support", "oppose", "conditional", "unclear"].contains(&stance.stance.as_str()));
        assert!(!stance.evidence.is_empty() && (0.0..=1.0).contains(&stance.confidence));
    }
    for condition in &export.conditions {
        assert!(has_actor(&condition.holder) && condition.statement.iter().all(has_statement));
        assert!(condition.issues.iter().chain(&condition.required_issues).all(has_issue));
    }
    for statement in &export.statements {
        let n = |text: &str| text.chars().count();
        for wording in &statement.wordings {
            assert!(["direct", "mixed", "indirect"].contains(&wording.kind.as_str()));
            assert!(wording.witnesses.iter().all(|id| statement.witnesses.contains(id)));
            for difference in &wording.differences {
                assert!(["added", "dropped", "changed"].contains(&difference.change.as_str()));
                assert!(difference.fullest.0 <= difference.fullest.1 && difference.fullest.1 <= n(&statement.text));
                assert!(difference.own.0 <= difference.own.1 && difference.own.1 <= n(&wording.text));
                let why = ["condition", "negation", "hedge", "number"];
                assert!(difference.material.as_deref().is_none_or(|material| why.contains(&material)));
            }
        }
    }
    for conflict in &export.conflicts {
        assert!(!conflict.explanation.is_empty() && !conflict.kind.is_empty());
        assert!(conflict.issue.iter().all(has_issue) && conflict.statements.iter().all(has_statement));
        for side in &conflict.sides {
            assert!(!side.evidence.is_empty() && side.statements.iter().all(|id| conflict.statements.contains(id)));
        }
    }
    assert!(!export.events.is_empty());
    for event in &export.events {
        assert!(["meeting", "call", "vote", "visit", "signing", "deadline"].contains(&event.kind.as_str()));
        assert!(event.participants.iter().all(has_actor) && event.evidence.iter().all(|e| has_report(&e.report)));
    }
    let mut told: Vec<&String> = export.statements.iter().flat_map(|s| &s.witnesses).collect();
    told.sort();
    let mut all: Vec<&String> = export.attributions.iter().map(|a| &a.id).collect();
    all.sort();
    assert_eq!(told, all, "every attribution is the witness of just one statement");
}

#[test]
fn analyze_prints_the_reports_and_attributions_that_build_keeps() {
    let place = Place::new();
    let path = examples();
    let built = place.build(&[path.to_str().unwrap()], "a.onrecord");
    let analyzed = place.run(&["analyze", path.to_str().unwrap()]).expect(0).stdout;
    let ids = |text: &str| {
        let export = Export::parse(text);
        let mut ids: Vec<String> = export.attributions.into_iter().map(|a| a.id).collect();
        ids.extend(export.reports.into_iter().map(|r| r.id));
        ids.sort();
        ids
    };
    assert!(!ids(&built).is_empty());
    assert_eq!(ids(&built), ids(&analyzed));
}

#[test]
fn analyze_reads_standard_input() {
    let text = "The minister, Zoë Brandt, said on Monday that the talks would go on “for as long as it takes”.\n";
    let ran = Place::new().run_with_input(&["analyze", "-"], text.as_bytes()).expect(0);
    let export = Export::parse(&ran.stdout);
    assert_eq!(export.reports.len(), 1);
    assert_eq!(export.reports[0].file, "-");
    assert_eq!(export.attributions.len(), 1, "{}", ran.stdout);
}
