//! The whole record, and how it is built from the facts of all reports.

use crate::actor::Actor;
use crate::attribution::Attribution;
use crate::dating::{Dates, said_on};
use crate::decisions::Decisions;
use crate::report::{Report, ReportFacts};
use crate::resolve::Suggestion;
use crate::statement::Statement;
use crate::{reconcile, resolve};

/// Number of the rules by which a record follows from its reports. Raise it with every change to
/// [`resolve`] or [`reconcile`] that changes what comes out, so that records already derived are
/// derived again.
pub const RULES: u32 = 3;

/// Who said what, over all reports.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// All reports, by id.
    pub reports: Vec<Report>,
    /// All actors that an attribution points to, by id.
    pub actors: Vec<Actor>,
    /// All attributions, by id.
    pub attributions: Vec<Attribution>,
    /// All statements, by id.
    pub statements: Vec<Statement>,
    /// Pairs of actors that may be one.
    pub suggestions: Vec<Suggestion>,
    /// Corrections that speak of an actor who is not in the record, by their place in the list.
    pub idle_corrections: Vec<usize>,
}

impl Record {
    /// The record of these reports. The order they come in makes no difference; of two with the
    /// same id, the one whose locator comes first counts.
    pub fn build(facts: impl IntoIterator<Item = ReportFacts>) -> Self {
        Self::decided(facts, &Decisions::default())
    }

    /// The same, with what people decided.
    pub fn decided(facts: impl IntoIterator<Item = ReportFacts>, decisions: &Decisions) -> Self {
        let mut facts: Vec<ReportFacts> = facts.into_iter().collect();
        facts.sort_by(|a, b| {
            let key = |f: &ReportFacts| (f.report.id.clone(), f.report.locator.clone());
            key(a).cmp(&key(b))
        });
        facts.dedup_by(|later, earlier| later.report.id == earlier.report.id);

        let resolved = resolve::resolve(&facts, decisions);
        let mut dates = Dates::new(&facts);
        let (mut reports, mut attributions) = point_at_actors(facts, &resolved);
        attributions.sort_by(|a, b| a.id.cmp(&b.id));
        say_when(&mut attributions, &dates);
        let groups = reconcile::group(&attributions);
        if dates.learn_from(&groups, &attributions) {
            say_when(&mut attributions, &dates);
        }
        for (idx, report) in reports.iter_mut().enumerate() {
            report.dating = dates.of(idx).cloned().unwrap_or_default();
        }
        let statements = reconcile::statements(&groups, &attributions);
        let idle_corrections = resolved.idle_corrections().to_vec();
        let actors = resolved.into_actors_of(&attributions);
        let suggestions = resolve::Resolved::suggestions(&actors);
        Self { reports, actors, attributions, statements, suggestions, idle_corrections }
    }
}

fn say_when(attributions: &mut [Attribution], dates: &Dates) {
    for attribution in attributions {
        attribution.said_on = said_on(attribution, dates.published(&attribution.report));
    }
}

fn point_at_actors(facts: Vec<ReportFacts>, resolved: &resolve::Resolved) -> (Vec<Report>, Vec<Attribution>) {
    let mut reports = Vec::with_capacity(facts.len());
    let mut attributions = Vec::new();
    for (report_idx, facts) in facts.into_iter().enumerate() {
        for local in facts.attributions {
            let mut via = Vec::new();
            for idx in local.via {
                // Two of the cast may turn out to be one actor.
                if let Some(id) = resolved.actor_of(report_idx, idx)
                    && !via.contains(id)
                {
                    via.push(id.clone());
                }
            }
            let speaker = local.speaker.and_then(|idx| resolved.actor_of(report_idx, idx)).cloned();
            via.retain(|id| Some(id) != speaker.as_ref());
            attributions.push(Attribution {
                id: local.id,
                report: local.report,
                kind: local.kind,
                source: local.source,
                cue: local.cue,
                content: local.content,
                speaker,
                parent: local.parent,
                via,
                confidence: local.confidence,
                time: local.time,
                said_on: None,
            });
        }
        reports.push(facts.report);
    }
    (reports, attributions)
}

#[cfg(test)]
mod tests;
