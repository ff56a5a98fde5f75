//! What depends on what: a holder wants or offers something, and it hangs on something else.

use std::collections::BTreeMap;

use super::stance::Found;
use crate::actor::Evidence;
use crate::id::{ActorId, AttributionId, IssueId, ReadingId, StatementId};
use crate::issue::Named;

/// One condition.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// The reading it is a part of.
    pub id: ReadingId,
    /// Who wants or offers it.
    pub holder: ActorId,
    /// What is wanted or offered, in the words of the report.
    pub wants: String,
    /// The issues that is on.
    pub issues: Vec<IssueId>,
    /// What it requires, in the words of the report.
    pub requires: String,
    /// The issues that is on.
    pub required_issues: Vec<IssueId>,
    /// Whether `requires` names what must not be.
    pub negated: bool,
    /// The statement that says so; `None` for what a report tells without a source.
    pub statement: Option<StatementId>,
    /// The words of both.
    pub evidence: Vec<Evidence>,
}

/// The conditions of all readings, by id.
pub(crate) fn conditions(found: &Found<'_>, named: &Named<'_>) -> Vec<Condition> {
    let statement_of: BTreeMap<&AttributionId, &StatementId> =
        found.statements.iter().flat_map(|s| s.witnesses.iter().map(|id| (id, &s.id))).collect();
    let readings = found.readings.iter().zip(found.issues_of);
    readings
        .filter_map(|(reading, issues)| {
            let terms = reading.terms.as_ref()?;
            let mut evidence: Vec<Evidence> =
                reading.spans().map(|span| Evidence { report: reading.report.clone(), span }).collect();
            evidence.sort();
            evidence.dedup();
            Some(Condition {
                id: reading.id.clone(),
                holder: reading.holder.clone(),
                wants: reading.matter.text.clone(),
                issues: issues
                    .iter()
                    .filter_map(|on| found.issues.get(on.issue))
                    .map(|issue| issue.id.clone())
                    .collect(),
                requires: terms.requires.text.clone(),
                required_issues: named.in_text(&terms.requires.text),
                negated: terms.negated,
                statement: reading.attribution.as_ref().and_then(|id| statement_of.get(id)).map(|id| (*id).clone()),
                evidence,
            })
        })
        .collect()
}
