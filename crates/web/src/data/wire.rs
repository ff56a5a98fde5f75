//! The objects of the API, field by field. Offsets count Unicode characters of the file as decoded, from 0.

use onrecord_record::actor;
use onrecord_record::attribution;
use onrecord_record::date::DateInterval;
use onrecord_record::statement;
use onrecord_text::span::{Original, Span};
use serde::Serialize;
use utoipa::ToSchema;

/// One page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Listed<T> {
    /// Which page, from 1.
    pub page: usize,
    /// How many pages there are.
    pub n_pages: usize,
    /// How many items the whole list has.
    pub n: usize,
    pub items: Vec<T>,
}

/// The days on which something may have been; `null` for a bound that is not known.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Day {
    /// ISO day.
    pub earliest: Option<String>,
    /// ISO day.
    pub latest: Option<String>,
    pub granularity: &'static str,
    /// The words it was read from, or the name of a rule.
    pub basis: String,
}

impl From<&DateInterval> for Day {
    fn from(date: &DateInterval) -> Self {
        Self {
            earliest: date.earliest().map(|day| day.to_string()),
            latest: date.latest().map(|day| day.to_string()),
            granularity: date.granularity().name(),
            basis: date.basis().to_string(),
        }
    }
}

/// An id and what to call it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Named {
    pub id: String,
    pub name: String,
}

/// Where something stands in a report.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Place {
    /// Id of the report.
    pub report: String,
    /// Start and end.
    pub span: [usize; 2],
}

impl From<&actor::Evidence> for Place {
    fn from(evidence: &actor::Evidence) -> Self {
        Self { report: evidence.report.to_string(), span: offsets(evidence.span) }
    }
}

fn offsets(span: Span<Original>) -> [usize; 2] {
    [span.start().get(), span.end().get()]
}

/// What one side holds on one issue, as far as the record goes.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Position {
    pub issue: Named,
    pub side: Named,
    /// Whether others tell it; `false` for the side's own words.
    pub ascribed: bool,
    /// support, oppose, conditional or unclear
    pub stance: &'static str,
    pub said_on: Option<Day>,
    /// Reports that carry this stance.
    pub n_reports: usize,
    /// Stances of all times behind it.
    pub n_stances: usize,
}

/// An issue.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Issue {
    pub id: String,
    pub label: String,
    pub terms: Vec<String>,
    /// Id of the wider issue.
    pub parent: Option<String>,
    pub n_statements: usize,
}

/// A side taken on an issue.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Stance {
    pub issue: Named,
    pub holder: Named,
    /// support, oppose, conditional or unclear
    pub stance: &'static str,
    pub ascribed: bool,
    pub said_on: Option<Day>,
    /// Id of the statement; `null` for what a report tells without a source.
    pub statement: Option<String>,
    /// Ids by which it can be corrected; none if a person found it.
    pub readings: Vec<String>,
    pub evidence: Vec<Place>,
    /// From 0 to 1.
    pub confidence: f32,
}

/// Somebody wants or offers something, and it depends on something else.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Condition {
    pub id: String,
    pub holder: Named,
    pub wants: String,
    pub requires: String,
    /// Whether `requires` names what must not be.
    pub negated: bool,
    pub issues: Vec<Named>,
    pub required_issues: Vec<Named>,
    pub statement: Option<String>,
    pub evidence: Vec<Place>,
}

/// An office, as a report words it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Role {
    pub title: String,
    /// The first ISO day on which a report that gives it may have come out.
    pub given_from: Option<String>,
    /// The last such day.
    pub given_until: Option<String>,
    pub evidence: Vec<Place>,
}

/// A person, organisation, state or group.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Actor {
    pub id: String,
    pub name: String,
    /// person, organisation, state or group
    pub kind: &'static str,
    /// The side it speaks for, if not itself.
    pub party: Option<Named>,
    pub aliases: Vec<String>,
    pub roles: Vec<Role>,
    pub n_statements: usize,
}

/// A report without its text.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Report {
    pub id: String,
    pub file: String,
    pub outlet: Option<String>,
    pub title: Option<String>,
    pub url: Option<String>,
    pub published: Option<Day>,
    pub language: Option<String>,
    pub credits: Vec<String>,
    pub n_attributions: usize,
}

/// One way in which a statement is reported.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Wording {
    pub text: String,
    /// direct, indirect or mixed
    pub kind: &'static str,
    /// Ids of the attributions that word it so.
    pub witnesses: Vec<String>,
    /// Where it differs from the statement's text.
    pub differences: Vec<Difference>,
}

/// A place where a wording differs from the fullest one; offsets in characters of the two texts.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Difference {
    /// added, dropped or changed
    pub change: &'static str,
    pub fullest: [usize; 2],
    pub own: [usize; 2],
    /// condition, negation, hedge or number, where it changes what was said.
    pub material: Option<&'static str>,
}

impl From<&statement::Wording> for Wording {
    fn from(wording: &statement::Wording) -> Self {
        let difference = |found: &statement::Difference| Difference {
            change: found.change.name(),
            fullest: [found.fullest.start, found.fullest.end],
            own: [found.own.start, found.own.end],
            material: found.material.map(statement::Material::name),
        };
        Self {
            text: wording.text.clone(),
            kind: wording.kind.name(),
            witnesses: wording.witnesses.iter().map(ToString::to_string).collect(),
            differences: wording.differences.iter().map(difference).collect(),
        }
    }
}

/// Where accounts cannot all be true, or somebody's word has changed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Conflict {
    pub id: String,
    /// hearsay, reversal, softening, hardening, wording, figures or accounts
    pub kind: &'static str,
    /// In what wordings or accounts differ.
    pub detail: Option<&'static str>,
    /// Whether only a reporter says that there was a change.
    pub alleged: bool,
    pub issue: Option<Named>,
    pub explanation: String,
    /// Two. For hearsay, what is ascribed, then the own words; for changes, in the order of the days.
    pub sides: Vec<ConflictSide>,
}

/// One side of a conflict.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ConflictSide {
    pub text: String,
    /// Ids of the statements that say it.
    pub statements: Vec<String>,
    pub evidence: Vec<Place>,
}

/// What happened, or is to happen.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Event {
    pub id: String,
    /// meeting, call, vote, visit, signing or deadline
    pub kind: &'static str,
    pub participants: Vec<Named>,
    /// In the words of a report.
    pub place: Option<String>,
    pub on: Option<Day>,
    /// The fullest sentence that tells of it.
    pub text: String,
    pub evidence: Vec<Place>,
}

/// Something on the timeline: an event or a statement.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "lowercase")]
pub(crate) enum Moment {
    Event(Event),
    Statement(Statement),
}

/// One utterance by one speaker.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Statement {
    pub id: String,
    /// `null` where nobody is named.
    pub speaker: Option<Named>,
    /// The side for which the speaker speaks.
    pub party: Option<Named>,
    /// The fullest wording.
    pub text: String,
    /// The fullest first.
    pub wordings: Vec<Wording>,
    pub said_on: Option<Day>,
    /// Ids of the attributions that report it.
    pub witnesses: Vec<String>,
    /// Ids of the reports that tell it.
    pub reports: Vec<String>,
    pub outlets: Vec<String>,
}

/// Who says what, at which characters of a report.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Attribution {
    pub id: String,
    /// Id of the report.
    pub report: String,
    pub outlet: Option<String>,
    /// direct, indirect or mixed
    pub kind: &'static str,
    pub speaker: Option<Named>,
    pub source: String,
    pub cue: String,
    pub content: String,
    pub source_spans: Vec<[usize; 2]>,
    pub cue_spans: Vec<[usize; 2]>,
    pub content_spans: Vec<[usize; 2]>,
    /// The attribution whose content it stands in.
    pub parent: Option<String>,
    /// On whose word it rests besides the report's.
    pub via: Vec<Named>,
    pub said_on: Option<Day>,
    /// From 0 to 1.
    pub confidence: f32,
}

impl Attribution {
    /// An attribution; `name` names actors.
    pub fn of(found: &attribution::Attribution, outlet: Option<String>, name: &dyn Fn(&str) -> Named) -> Self {
        let spans = |passage: &attribution::Passage| passage.original.iter().copied().map(offsets).collect();
        Self {
            id: found.id.to_string(),
            report: found.report.to_string(),
            outlet,
            kind: found.kind.name(),
            speaker: found.speaker.as_ref().map(|id| name(id.as_str())),
            source: found.source.text.clone(),
            cue: found.cue.text.clone(),
            content: found.content.text.clone(),
            source_spans: spans(&found.source),
            cue_spans: spans(&found.cue),
            content_spans: spans(&found.content),
            parent: found.parent.as_ref().map(ToString::to_string),
            via: found.via.iter().map(|id| name(id.as_str())).collect(),
            said_on: found.said_on.as_ref().map(Day::from),
            confidence: found.confidence,
        }
    }
}

/// An issue, who stands where on it, what depends on what, and what was said.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct IssueDetail {
    pub issue: Issue,
    pub positions: Vec<Position>,
    pub stances: Vec<Stance>,
    pub conditions: Vec<Condition>,
    pub statements: Listed<Statement>,
}

/// An actor and what it said.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ActorDetail {
    /// `null` for what nobody is named for.
    pub actor: Option<Actor>,
    /// Its own, and those that others ascribe to it.
    pub stances: Vec<Stance>,
    pub statements: Listed<Statement>,
}

/// A statement and what it rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StatementDetail {
    pub statement: Statement,
    pub attributions: Vec<Attribution>,
    pub stances: Vec<Stance>,
    pub conditions: Vec<Condition>,
    pub conflicts: Vec<Conflict>,
}

/// A report, its text, and who says what in it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReportDetail {
    pub report: Report,
    /// Clean text: repaired, not story included.
    pub text: String,
    pub attributions: Vec<Attribution>,
    /// What went less than well in reading it.
    pub notes: Vec<String>,
}

/// A value of a facet and how many results have it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FacetValue {
    /// As the query takes it.
    pub value: String,
    pub name: String,
    pub n: usize,
}

/// By what the results can be narrowed down.
#[derive(Debug, Default, Serialize, ToSchema)]
pub(crate) struct Facets {
    pub actor: Vec<FacetValue>,
    pub party: Vec<FacetValue>,
    pub issue: Vec<FacetValue>,
    pub stance: Vec<FacetValue>,
    pub outlet: Vec<FacetValue>,
}

/// A report that was found, with a stretch of its text.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FoundReport {
    pub report: Report,
    pub excerpt: Option<String>,
}

/// What a search finds.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SearchResult {
    /// Whether the words are so common that not everything with them was looked at.
    pub is_cut: bool,
    pub facets: Facets,
    /// Empty when reports were searched.
    pub statements: Listed<Statement>,
    /// Empty when statements were searched.
    pub reports: Listed<FoundReport>,
}

/// The codebook, and the sides.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Codebook {
    /// As it was given; empty if the record has none.
    pub toml: String,
    pub issues: Vec<Issue>,
    /// Sides that others speak for.
    pub sides: Vec<Actor>,
    /// Pairs of actors that may be one.
    pub suggestions: Vec<Suggestion>,
}

/// Two actors that may be one.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Suggestion {
    pub actors: Vec<Named>,
    pub reason: &'static str,
}

/// What somebody changed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Correction {
    pub number: i64,
    pub kind: &'static str,
    /// The change in words.
    pub text: String,
    pub by: Option<String>,
    /// A moment in ISO 8601.
    pub on: Option<String>,
    pub is_undone: bool,
    /// Whether nothing it speaks of is in the record.
    pub is_idle: bool,
}

/// What went wrong.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Problem {
    pub error: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub hint: String,
}
