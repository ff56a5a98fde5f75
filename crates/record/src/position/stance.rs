//! What each statement says of each issue, over all its witnesses.

use std::collections::BTreeMap;

use super::ascribed::{Sides, is_ascribed};
use crate::actor::{Actor, Evidence};
use crate::attribution::Attribution;
use crate::correction::Correction;
use crate::date::DateInterval;
use crate::id::{ActorId, AttributionId, IssueId, ReadingId, ReportId, StatementId};
use crate::issue::{Issue, On};
use crate::report::Report;
use crate::stance::{Stance, StanceReading};
use crate::statement::Statement;

/// One side taken on one issue by one holder, in one statement or, where no source is named, in one report.
#[derive(Clone, Debug, PartialEq)]
pub struct IssueStance {
    /// The statement that says it; `None` for what a report tells without a source.
    pub statement: Option<StatementId>,
    /// Of what.
    pub issue: IssueId,
    /// Whose.
    pub holder: ActorId,
    /// Which side.
    pub stance: Stance,
    /// Whether somebody of another side tells it.
    pub ascribed: bool,
    /// When it was said, as far as is known.
    pub said_on: Option<DateInterval>,
    /// The words that carry it, in order.
    pub evidence: Vec<Evidence>,
    /// What it follows from, in order; none if a person found it.
    pub readings: Vec<ReadingId>,
    /// How likely it is, from 0 to 1: that of the likeliest reading.
    pub confidence: f32,
}

/// What the stances of a record are found in.
pub(crate) struct Found<'r> {
    pub reports: &'r [Report],
    pub actors: &'r [Actor],
    pub attributions: &'r [Attribution],
    pub statements: &'r [Statement],
    pub issues: &'r [Issue],
    /// Sorted by id.
    pub readings: &'r [StanceReading],
    /// For each reading the issues it is on.
    pub issues_of: &'r [Vec<On>],
}

/// Whose words a stance is found in: a statement's, or a report's own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Told<'r> {
    Statement(usize),
    Report(&'r ReportId),
}

/// What readings of one stance share.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place<'r> {
    issue: usize,
    holder: &'r ActorId,
    told: Told<'r>,
    ascribed: bool,
}

/// All stances, ordered by issue, holder and what says them.
pub(crate) fn stances(found: &Found<'_>) -> Vec<IssueStance> {
    let sides = Sides::new(found.actors);
    let attributions: BTreeMap<&AttributionId, &Attribution> = found.attributions.iter().map(|a| (&a.id, a)).collect();
    let statement_of: BTreeMap<&AttributionId, usize> =
        found.statements.iter().enumerate().flat_map(|(at, s)| s.witnesses.iter().map(move |id| (id, at))).collect();
    let mut grouped: BTreeMap<Place<'_>, Vec<(&StanceReading, Stance)>> = BTreeMap::new();
    for (reading, issues) in found.readings.iter().zip(found.issues_of) {
        let ascribed = is_ascribed(reading, &attributions, &sides);
        let statement = reading.attribution.as_ref().and_then(|id| statement_of.get(id));
        let told = statement.map_or(Told::Report(&reading.report), |at| Told::Statement(*at));
        for on in issues {
            let stance = if on.turned { turned(reading.stance) } else { reading.stance };
            let place = Place { issue: on.issue, holder: &reading.holder, told, ascribed };
            grouped.entry(place).or_default().push((reading, stance));
        }
    }
    let reports: BTreeMap<&ReportId, &Report> = found.reports.iter().map(|report| (&report.id, report)).collect();
    let mut stances: Vec<IssueStance> = Vec::new();
    for (Place { issue, holder, told, ascribed }, readings) in grouped {
        let (Some(issue), Some(stance)) = (found.issues.get(issue), likeliest(&readings)) else { continue };
        let carried: Vec<&StanceReading> =
            readings.iter().filter(|(_, taken)| *taken == stance).map(|(reading, _)| *reading).collect();
        let mut evidence: Vec<Evidence> = carried
            .iter()
            .flat_map(|r| r.evidence.original.iter().map(|span| Evidence { report: r.report.clone(), span: *span }))
            .collect();
        evidence.sort();
        evidence.dedup();
        let (statement, said_on) = match told {
            Told::Statement(at) => {
                let statement = found.statements.get(at);
                (statement.map(|s| s.id.clone()), statement.and_then(|s| s.said_on.clone()))
            }
            Told::Report(id) => (None, reports.get(id).and_then(|report| report.dating.published.clone())),
        };
        stances.push(IssueStance {
            statement,
            issue: issue.id.clone(),
            holder: holder.clone(),
            stance,
            ascribed,
            said_on,
            evidence,
            readings: carried.iter().map(|reading| reading.id.clone()).collect(),
            confidence: carried.iter().map(|reading| reading.confidence).fold(0.0, f32::max),
        });
    }
    stances.sort_by(|a, b| key(a).cmp(&key(b)));
    stances
}

/// Adds the stances that people found; the places of the corrections that found no place for theirs.
pub(crate) fn add(corrections: &[Correction], found: &Found<'_>, stances: &mut Vec<IssueStance>) -> Vec<usize> {
    let mut idle = Vec::new();
    for (at, correction) in corrections.iter().enumerate() {
        let Correction::AddStance { attribution, holder, issue, stance } = correction else { continue };
        match added(attribution, holder.as_ref(), issue, *stance, found) {
            Some(added) => stances.push(added),
            None => idle.push(at),
        }
    }
    stances.sort_by(|a, b| key(a).cmp(&key(b)));
    idle
}

fn added(
    attribution: &AttributionId,
    holder: Option<&ActorId>,
    issue: &IssueId,
    stance: Stance,
    found: &Found<'_>,
) -> Option<IssueStance> {
    let attribution = found.attributions.iter().find(|a| a.id == *attribution)?;
    let issue = found.issues.iter().find(|known| known.id == *issue)?;
    let holder = holder.or(attribution.speaker.as_ref())?;
    let sides = Sides::new(found.actors);
    let statement = found.statements.iter().find(|statement| statement.witnesses.contains(&attribution.id))?;
    let spans = attribution.content.original.iter();
    Some(IssueStance {
        statement: Some(statement.id.clone()),
        issue: issue.id.clone(),
        holder: found.actors.iter().find(|actor| actor.id == *holder)?.id.clone(),
        stance,
        ascribed: attribution.speaker.as_ref().is_some_and(|speaker| sides.of(speaker) != sides.of(holder)),
        said_on: statement.said_on.clone(),
        evidence: spans.map(|span| Evidence { report: attribution.report.clone(), span: *span }).collect(),
        readings: Vec::new(),
        confidence: 1.0,
    })
}

fn key(stance: &IssueStance) -> (&IssueId, &ActorId, bool, Option<&StatementId>, &[ReadingId]) {
    (&stance.issue, &stance.holder, stance.ascribed, stance.statement.as_ref(), &stance.readings)
}

/// What a stance on a matter is on an issue that the matter turns round. Terms for that are no terms for the issue.
fn turned(stance: Stance) -> Stance {
    match stance {
        Stance::Support => Stance::Oppose,
        Stance::Oppose => Stance::Support,
        Stance::Conditional | Stance::Unclear => Stance::Unclear,
    }
}

/// The stance for which the readings together are surest; one that takes a side before one that does not.
fn likeliest(readings: &[(&StanceReading, Stance)]) -> Option<Stance> {
    let of = |stance: Stance| readings.iter().filter(move |(_, taken)| *taken == stance);
    let total = |stance: Stance| -> f32 { of(stance).map(|(reading, _)| reading.confidence).sum() };
    let there = Stance::ALL.into_iter().filter(|stance| of(*stance).next().is_some());
    there.max_by(|a, b| total(*a).total_cmp(&total(*b)).then(b.cmp(a)))
}
