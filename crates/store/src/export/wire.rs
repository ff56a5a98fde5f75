//! The objects of the export, field by field.
//!
//! Offsets are characters into the file as decoded. A field that the contract marks optional is
//! left out where nothing is known; one that it does not is `null` then.

use onrecord_record::actor;
use onrecord_record::attribution;
use onrecord_record::date::{DateInterval, Interval};
use onrecord_record::id::IssueId;
use onrecord_record::issue;
use onrecord_record::position::condition;
use onrecord_record::position::stance::IssueStance;
use onrecord_record::report;
use onrecord_text::span::{Original, Span};
use serde::Serialize;

pub(super) type Offsets = [usize; 2];

pub(super) fn offsets(span: Span<Original>) -> Offsets {
    [span.start().get(), span.end().get()]
}

#[derive(Serialize)]
pub(super) struct Date<'r> {
    /// `null` where only the last possible day is known.
    earliest: Option<String>,
    /// `null` where only the first possible day is known.
    latest: Option<String>,
    granularity: &'r str,
    basis: String,
}

impl<'r> From<&'r DateInterval> for Date<'r> {
    fn from(date: &'r DateInterval) -> Self {
        Self {
            earliest: date.earliest().map(|day| day.to_string()),
            latest: date.latest().map(|day| day.to_string()),
            granularity: date.granularity().name(),
            basis: date.basis().to_string(),
        }
    }
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "report")]
pub(super) struct Report<'r> {
    id: &'r str,
    /// The path; `path#N` for the document number N of a file with several.
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    outlet: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'r str>,
    published: Option<Date<'r>>,
    /// What the date of publication was found from, the surest first.
    dating: Vec<Clue<'r>>,
    language: Option<&'r str>,
    credits: &'r [String],
}

impl<'r> From<&'r report::Report> for Report<'r> {
    fn from(report: &'r report::Report) -> Self {
        let locator = &report.locator;
        let metadata = &report.metadata;
        Self {
            id: report.id.as_str(),
            file: match locator.record {
                Some(record) => format!("{}#{record}", locator.file),
                None => locator.file.clone(),
            },
            outlet: metadata.outlet.as_deref(),
            title: metadata.title.as_deref(),
            url: metadata.url.as_deref(),
            published: report.dating.published.as_ref().map(Date::from),
            dating: report.dating.clues.iter().map(Clue::from).collect(),
            language: metadata.language.as_deref(),
            credits: &metadata.authors,
        }
    }
}

#[derive(Serialize)]
struct Clue<'r> {
    kind: &'r str,
    basis: String,
    /// Where its words stand in the file; empty for what is no text of the report.
    evidence: Vec<Offsets>,
    /// The days it allows; `null` both where it allows no conclusion.
    earliest: Option<String>,
    latest: Option<String>,
    weight: &'r str,
}

impl<'r> From<&'r report::Clue> for Clue<'r> {
    fn from(clue: &'r report::Clue) -> Self {
        Self {
            kind: clue.kind.name(),
            basis: clue.basis.to_string(),
            evidence: clue.original.iter().copied().map(offsets).collect(),
            earliest: clue.allows.and_then(|days| days.earliest()).map(|day| day.to_string()),
            latest: clue.allows.and_then(|days| days.latest()).map(|day| day.to_string()),
            weight: clue.weight.name(),
        }
    }
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "actor")]
pub(super) struct Actor<'r> {
    id: &'r str,
    name: &'r str,
    kind: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    party: Option<&'r str>,
    aliases: &'r [String],
    roles: Vec<Role<'r>>,
}

#[derive(Serialize)]
struct Role<'r> {
    title: &'r str,
    evidence: Vec<Evidence<'r>>,
    /// Between which days reports give it.
    #[serde(skip_serializing_if = "Option::is_none")]
    given_on: Option<Days>,
}

#[derive(Serialize)]
struct Days {
    earliest: Option<String>,
    latest: Option<String>,
}

impl From<Interval> for Days {
    fn from(days: Interval) -> Self {
        Self { earliest: days.earliest().map(|day| day.to_string()), latest: days.latest().map(|day| day.to_string()) }
    }
}

#[derive(Serialize)]
pub(super) struct Evidence<'r> {
    report: &'r str,
    span: Offsets,
}

pub(super) fn evidence(evidence: &[actor::Evidence]) -> Vec<Evidence<'_>> {
    evidence.iter().map(|e| Evidence { report: e.report.as_str(), span: offsets(e.span) }).collect()
}

impl<'r> From<&'r actor::Actor> for Actor<'r> {
    fn from(actor: &'r actor::Actor) -> Self {
        let roles = actor.roles.iter().map(|r| Role {
            title: &r.title,
            evidence: evidence(&r.evidence),
            given_on: r.given_on.map(Days::from),
        });
        Self {
            id: actor.id.as_str(),
            name: &actor.name,
            kind: actor.kind.name(),
            party: actor.party.as_ref().map(|id| id.as_str()),
            aliases: &actor.aliases,
            roles: roles.collect(),
        }
    }
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "attribution")]
pub(super) struct Attribution<'r> {
    id: &'r str,
    report: &'r str,
    kind: &'r str,
    source: Vec<Offsets>,
    cue: Vec<Offsets>,
    content: Vec<Offsets>,
    /// `null` where nobody is named, or it cannot be told who is.
    speaker: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<&'r str>,
    via: Vec<&'r str>,
    /// When it was said.
    said_on: Option<Date<'r>>,
    /// The words around the cue that say so.
    time: Vec<Offsets>,
    confidence: f32,
}

impl<'r> From<&'r attribution::Attribution> for Attribution<'r> {
    fn from(attribution: &'r attribution::Attribution) -> Self {
        let all = |passage: &attribution::Passage| passage.original.iter().copied().map(offsets).collect();
        Self {
            id: attribution.id.as_str(),
            report: attribution.report.as_str(),
            kind: attribution.kind.name(),
            source: all(&attribution.source),
            cue: all(&attribution.cue),
            content: all(&attribution.content),
            speaker: attribution.speaker.as_ref().map(|id| id.as_str()),
            parent: attribution.parent.as_ref().map(|id| id.as_str()),
            via: attribution.via.iter().map(|id| id.as_str()).collect(),
            said_on: attribution.said_on.as_ref().map(Date::from),
            time: attribution.time.as_ref().map(|time| all(&time.words)).unwrap_or_default(),
            confidence: attribution.confidence,
        }
    }
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "issue")]
pub(super) struct Issue<'r> {
    id: &'r str,
    label: &'r str,
    terms: &'r [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<&'r str>,
}

impl<'r> From<&'r issue::Issue> for Issue<'r> {
    fn from(issue: &'r issue::Issue) -> Self {
        Self {
            id: issue.id.as_str(),
            label: &issue.label,
            terms: &issue.terms,
            parent: issue.parent.as_ref().map(|id| id.as_str()),
        }
    }
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "stance")]
pub(super) struct Stance<'r> {
    /// `null` for what a report tells without a source.
    statement: Option<&'r str>,
    issue: &'r str,
    holder: &'r str,
    stance: &'r str,
    ascribed: bool,
    said_on: Option<Date<'r>>,
    evidence: Vec<Evidence<'r>>,
    confidence: f32,
}

impl<'r> From<&'r IssueStance> for Stance<'r> {
    fn from(stance: &'r IssueStance) -> Self {
        Self {
            statement: stance.statement.as_ref().map(|id| id.as_str()),
            issue: stance.issue.as_str(),
            holder: stance.holder.as_str(),
            stance: stance.stance.name(),
            ascribed: stance.ascribed,
            said_on: stance.said_on.as_ref().map(Date::from),
            evidence: evidence(&stance.evidence),
            confidence: stance.confidence,
        }
    }
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "condition")]
pub(super) struct Condition<'r> {
    id: &'r str,
    holder: &'r str,
    wants: &'r str,
    /// The issues of what is wanted.
    issues: Vec<&'r str>,
    requires: &'r str,
    /// The issues of what is required.
    required_issues: Vec<&'r str>,
    /// Whether `requires` names what must not be.
    negated: bool,
    /// `null` for what a report tells without a source.
    statement: Option<&'r str>,
    evidence: Vec<Evidence<'r>>,
}

impl<'r> From<&'r condition::Condition> for Condition<'r> {
    fn from(condition: &'r condition::Condition) -> Self {
        let ids = |ids: &'r [IssueId]| ids.iter().map(IssueId::as_str).collect();
        Self {
            id: condition.id.as_str(),
            holder: condition.holder.as_str(),
            wants: &condition.wants,
            issues: ids(&condition.issues),
            requires: &condition.requires,
            required_issues: ids(&condition.required_issues),
            negated: condition.negated,
            statement: condition.statement.as_ref().map(|id| id.as_str()),
            evidence: evidence(&condition.evidence),
        }
    }
}
