//! Corrections to stances and issues.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::correction::Correction;
use crate::id::{IssueId, ReadingId};
use crate::issue::{Issue, On};
use crate::stance::{Stance, StanceReading};

/// The readings without those that people rejected, others with the side they set; the places of the corrections that
/// found nothing to correct.
pub(crate) fn readings<'r>(
    corrections: &[Correction],
    readings: &'r [StanceReading],
) -> (Cow<'r, [StanceReading]>, Vec<usize>) {
    let mut readings = Cow::Borrowed(readings);
    let mut idle = Vec::new();
    for (at, correction) in corrections.iter().enumerate() {
        let place = |wanted: &ReadingId| readings.iter().position(|reading| reading.id == *wanted);
        match correction {
            Correction::RejectStance { reading } => match place(reading) {
                Some(found) => drop(readings.to_mut().remove(found)),
                None => idle.push(at),
            },
            Correction::SetStance { reading, stance } => {
                match place(reading).and_then(|found| readings.to_mut().get_mut(found)) {
                    Some(found) => {
                        found.stance = *stance;
                        found.confidence = 1.0;
                        found.terms = found.terms.take().filter(|_| *stance == Stance::Conditional);
                    }
                    None => idle.push(at),
                }
            }
            _ => {}
        }
    }
    (readings, idle)
}

/// Moves readings to the issues that people chose, and makes one of two issues; the places of the corrections that
/// found nothing to correct.
pub(crate) fn issues(
    corrections: &[Correction],
    readings: &[StanceReading],
    issues: &mut Vec<Issue>,
    issues_of: &mut [Vec<On>],
) -> Vec<usize> {
    let mut idle = Vec::new();
    let mut merged: BTreeMap<IssueId, IssueId> = BTreeMap::new();
    let now = |id: &IssueId, merged: &BTreeMap<IssueId, IssueId>| {
        let mut id = id;
        for _ in 0..=merged.len() {
            let Some(kept) = merged.get(id) else { break };
            id = kept;
        }
        id.clone()
    };
    for (at, correction) in corrections.iter().enumerate() {
        let place = |wanted: &IssueId| issues.iter().position(|issue| issue.id == *wanted);
        match correction {
            Correction::MergeIssues { kept, other } => {
                match (place(&now(kept, &merged)), place(&now(other, &merged))) {
                    (Some(to), Some(from)) if to != from => {
                        for on in issues_of.iter_mut().flatten().filter(|on| on.issue == from) {
                            on.issue = to;
                        }
                        merged.insert(other.clone(), kept.clone());
                    }
                    _ => idle.push(at),
                }
            }
            Correction::MoveStance { reading, issue } => {
                let to = place(&now(issue, &merged));
                let found = readings.iter().position(|found| found.id == *reading);
                match (to, found.and_then(|found| issues_of.get_mut(found))) {
                    (Some(issue), Some(of)) => *of = vec![On { issue, turned: false }],
                    _ => idle.push(at),
                }
            }
            _ => {}
        }
    }
    let gone: Vec<usize> =
        (0..issues.len()).filter(|at| issues.get(*at).is_some_and(|i| merged.contains_key(&i.id))).collect();
    for on in issues_of.iter_mut().flatten() {
        on.issue -= gone.iter().filter(|gone| **gone < on.issue).count();
    }
    for of in issues_of.iter_mut() {
        of.sort_unstable();
        of.dedup_by_key(|on| on.issue);
    }
    for issue in issues.iter_mut() {
        issue.parent = issue.parent.take().map(|parent| now(&parent, &merged)).filter(|parent| *parent != issue.id);
    }
    issues.retain(|issue| !merged.contains_key(&issue.id));
    idle
}
