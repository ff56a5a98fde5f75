//! The objects of the export that take all reports together: statements with their wordings, conflicts, events.

use std::ops::Range;

use onrecord_record::conflict;
use onrecord_record::event;
use onrecord_record::statement::{self, Difference};
use serde::Serialize;

use super::wire::{Date, Evidence, evidence};

#[derive(Serialize)]
#[serde(tag = "type", rename = "statement")]
pub(super) struct Statement<'r> {
    id: &'r str,
    /// `null` where the report names nobody.
    speaker: Option<&'r str>,
    text: &'r str,
    said_on: Option<Date<'r>>,
    witnesses: Vec<&'r str>,
    /// The fullest first; `text` is its text.
    wordings: Vec<Wording<'r>>,
}

impl<'r> From<&'r statement::Statement> for Statement<'r> {
    fn from(statement: &'r statement::Statement) -> Self {
        Self {
            id: statement.id.as_str(),
            speaker: statement.speaker.as_ref().map(|id| id.as_str()),
            text: &statement.text,
            said_on: statement.said_on.as_ref().map(Date::from),
            witnesses: statement.witnesses.iter().map(|id| id.as_str()).collect(),
            wordings: statement.wordings.iter().map(Wording::from).collect(),
        }
    }
}

#[derive(Serialize)]
struct Wording<'r> {
    text: &'r str,
    kind: &'r str,
    witnesses: Vec<&'r str>,
    /// Where it differs from the statement's text; none for a wording that is not in the speaker's words.
    differences: Vec<WordingDifference<'r>>,
}

/// Offsets are characters, of the statement's text and of the wording's.
#[derive(Serialize)]
struct WordingDifference<'r> {
    change: &'r str,
    fullest: [usize; 2],
    own: [usize; 2],
    /// Why it changes what was said; left out if it does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    material: Option<&'r str>,
}

impl<'r> From<&'r statement::Wording> for Wording<'r> {
    fn from(wording: &'r statement::Wording) -> Self {
        let pair = |range: &Range<usize>| [range.start, range.end];
        let difference = |difference: &Difference| WordingDifference {
            change: difference.change.name(),
            fullest: pair(&difference.fullest),
            own: pair(&difference.own),
            material: difference.material.map(statement::Material::name),
        };
        Self {
            text: &wording.text,
            kind: wording.kind.name(),
            witnesses: wording.witnesses.iter().map(|id| id.as_str()).collect(),
            differences: wording.differences.iter().map(difference).collect(),
        }
    }
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "conflict")]
pub(super) struct Conflict<'r> {
    id: &'r str,
    kind: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'r str>,
    alleged: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    issue: Option<&'r str>,
    /// Those of both sides.
    statements: Vec<&'r str>,
    explanation: &'r str,
    sides: [Side<'r>; 2],
}

#[derive(Serialize)]
struct Side<'r> {
    statements: Vec<&'r str>,
    text: &'r str,
    evidence: Vec<Evidence<'r>>,
}

impl<'r> From<&'r conflict::Conflict> for Conflict<'r> {
    fn from(conflict: &'r conflict::Conflict) -> Self {
        let mut statements: Vec<&str> =
            conflict.sides.iter().flat_map(|side| &side.statements).map(|id| id.as_str()).collect();
        let mut seen = std::collections::BTreeSet::new();
        statements.retain(|id| seen.insert(*id));
        let side = |side: &'r conflict::Side| Side {
            statements: side.statements.iter().map(|id| id.as_str()).collect(),
            text: &side.text,
            evidence: evidence(&side.evidence),
        };
        Self {
            id: conflict.id.as_str(),
            kind: conflict.kind.name(),
            detail: conflict.detail.map(conflict::Detail::name),
            alleged: conflict.alleged,
            issue: conflict.issue.as_ref().map(|id| id.as_str()),
            statements,
            explanation: &conflict.explanation,
            sides: conflict.sides.each_ref().map(side),
        }
    }
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "event")]
pub(super) struct Event<'r> {
    id: &'r str,
    kind: &'r str,
    participants: Vec<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'r str>,
    on: Option<Date<'r>>,
    text: &'r str,
    evidence: Vec<Evidence<'r>>,
}

impl<'r> From<&'r event::Event> for Event<'r> {
    fn from(event: &'r event::Event) -> Self {
        Self {
            id: event.id.as_str(),
            kind: event.kind.name(),
            participants: event.participants.iter().map(|id| id.as_str()).collect(),
            place: event.place.as_deref(),
            on: event.on.as_ref().map(Date::from),
            text: &event.text,
            evidence: evidence(&event.evidence),
        }
    }
}
