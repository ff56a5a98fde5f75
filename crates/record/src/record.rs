//! The whole record, and how it is built from the facts of all reports.

use std::collections::{BTreeMap, BTreeSet};

use crate::actor::{Actor, ActorKind};
use crate::attribution::Attribution;
use crate::conflict::{Conflict, Taken};
use crate::dating::{Dates, date_roles, said_on};
use crate::decisions::Decisions;
use crate::event::{Event, Mention};
use crate::fingerprint::{Copies, Fingerprint};
use crate::grounds::{Grounds, SpokenOf};
use crate::id::{ActorId, AttributionId};
use crate::issue::{Issue, Named};
use crate::parallel::both;
use crate::position::condition::Condition;
use crate::position::stance::{Found, IssueStance};
use crate::reconcile::occasion::Occasions;
use crate::remark::Remark;
use crate::report::{Report, ReportFacts};
use crate::resolve::Suggestion;
use crate::stance::StanceReading;
use crate::statement::Statement;
use crate::word::fold;
use crate::{conflict, event, fingerprint, issue, position, reconcile, resolve};

/// Number of the rules by which a record follows from its reports. Raise it with every change to
/// [`resolve`] or [`reconcile`] that changes what comes out, so that records already derived are
/// derived again.
pub const RULES: u32 = 10;

/// Who said what, over all reports.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// All reports, by id.
    pub reports: Vec<Report>,
    /// All actors that an attribution, a stance or an event points to, by id.
    pub actors: Vec<Actor>,
    /// All attributions, by id.
    pub attributions: Vec<Attribution>,
    /// All statements, by id.
    pub statements: Vec<Statement>,
    /// What is negotiated: in the codebook's order, or by label.
    pub issues: Vec<Issue>,
    /// Who takes which side on what.
    pub stances: Vec<IssueStance>,
    /// What depends on what, by id.
    pub conditions: Vec<Condition>,
    /// Where accounts cannot all be true, or somebody's word has changed; by kind and id.
    pub conflicts: Vec<Conflict>,
    /// What happened or is to happen, in the order of time.
    pub events: Vec<Event>,
    /// Which reports print the same copy.
    pub copies: Copies,
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
        Self::with_grounds(facts, decisions).0
    }

    /// The same, with what [`take_positions_anew`](Self::take_positions_anew) needs.
    pub fn with_grounds(facts: impl IntoIterator<Item = ReportFacts>, decisions: &Decisions) -> (Self, Grounds) {
        let mut facts: Vec<ReportFacts> = facts.into_iter().collect();
        facts.sort_by(|a, b| {
            let key = |f: &ReportFacts| (f.report.id.clone(), f.report.locator.clone());
            key(a).cmp(&key(b))
        });
        facts.dedup_by(|later, earlier| later.report.id == earlier.report.id);

        resolve::agree_on_kinds(&mut facts);
        let (copies, (mut dates, resolved)) = both(
            || copies(&facts),
            || {
                let dates = Dates::new(&facts);
                let resolved = resolve::resolve(&facts, decisions, &dates);
                (dates, resolved)
            },
        );
        let Pointed { mut reports, mut attributions, mut readings, remarks } = point_at_actors(facts, &resolved);
        readings.sort_by(|a, b| a.id.cmp(&b.id));
        attributions.sort_by(|a, b| a.id.cmp(&b.id));
        let corrected = &decisions.corrections;
        let idle = resolve::attribution::apply(corrected, &resolved, &mut attributions, &mut readings);
        say_when(&mut attributions, &dates);
        date(&mut reports, &dates);
        let actor_of = |id: &ActorId| resolved.actor(id);
        let groups = reconcile::group(&attributions, &Occasions::new(&reports), &actor_of);
        if dates.learn_from(&groups, &attributions) {
            say_when(&mut attributions, &dates);
            date(&mut reports, &dates);
        }
        let statements = reconcile::statements(&groups, &attributions, &actor_of);
        let occasions = Occasions::new(&reports);
        let mut idle_corrections = resolved.idle_corrections().to_vec();
        idle_corrections.extend(idle);
        let mentions = event::mentions(&remarks, &dates);
        let events = event::events(mentions.clone());
        let mut grounds =
            Grounds { spoken_of: SpokenOf::new(&attributions, &remarks), readings, allegations: Vec::new() };
        let (readings, idle) = position::correct::readings(corrected, &grounds.readings);
        idle_corrections.extend(idle);
        let mut actors = resolved.into_actors_of(&attributions, &readings, &events);
        date_roles(&mut actors, &reports);
        let suggestions = resolve::Resolved::suggestions(&actors);
        let mut record = Self {
            reports,
            actors,
            attributions,
            statements,
            events,
            copies,
            suggestions,
            idle_corrections,
            ..Self::default()
        };
        record.take_positions(&readings, decisions);
        grounds.allegations = conflict::allegations(&remarks, &record.actors);
        let taken = Taken { readings: &readings, stances: &record.stances, spoken_of: &grounds.spoken_of };
        let sources = record.sources(&remarks, &mentions, &occasions);
        record.conflicts = conflict::conflicts(&sources, &taken, &grounds.allegations);
        record.idle_corrections.sort_unstable();
        (record, grounds)
    }

    /// Derives issues, stances, conditions and the conflicts that rest on them again, as `decisions` has them now, of a
    /// record to which nothing was added and where nobody decided anything else. `grounds` are those that it was derived
    /// with.
    ///
    /// Gives `false`, and leaves the record as it is, where a correction brings somebody into the record or takes
    /// somebody out of it: more hangs on that, and all has to be derived again.
    #[must_use]
    pub fn take_positions_anew(&mut self, grounds: &Grounds, decisions: &Decisions) -> bool {
        let (readings, idle) = position::correct::readings(&decisions.corrections, &grounds.readings);
        let actor = |id: &ActorId| self.actors.binary_search_by(|actor| actor.id.cmp(id)).ok();
        let party_of = |id: &ActorId| self.actors.get(actor(id)?)?.party.as_ref();
        let wanted = resolve::pointed_at(&self.attributions, &readings, &self.events, &party_of);
        if !wanted.into_iter().eq(self.actors.iter().map(|actor| &actor.id)) {
            return false;
        }
        let is_other = |at: &usize| decisions.corrections.get(*at).is_some_and(|made| !made.is_of_positions());
        self.idle_corrections.retain(is_other);
        self.idle_corrections.extend(idle);
        self.take_positions(&readings, decisions);
        let former = std::mem::take(&mut self.conflicts);
        let occasions = Occasions::new(&self.reports);
        let taken = Taken { readings: &readings, stances: &self.stances, spoken_of: &grounds.spoken_of };
        let sources = self.sources(&[], &[], &occasions);
        self.conflicts = conflict::renewed(former, &sources, &taken, &grounds.allegations);
        self.idle_corrections.sort_unstable();
        true
    }

    /// Derives issues, stances and conditions from the readings.
    fn take_positions(&mut self, readings: &[StanceReading], decisions: &Decisions) {
        let contents: BTreeMap<&AttributionId, &str> =
            self.attributions.iter().map(|attribution| (&attribution.id, attribution.content.text.as_str())).collect();
        let around = |reading: &StanceReading| {
            let content = reading.attribution.as_ref().and_then(|id| contents.get(id)).copied().unwrap_or_default();
            format!("{} {content}", reading.evidence.text)
        };
        let names: BTreeSet<String> = self
            .actors
            .iter()
            .filter(|actor| matches!(actor.kind, ActorKind::State | ActorKind::Person))
            .flat_map(|actor| std::iter::once(&actor.name).chain(&actor.aliases))
            .flat_map(|name| name.split_whitespace().map(fold).collect::<Vec<_>>())
            .collect();
        let is_actor = |word: &str| names.contains(&fold(word));
        let (mut issues, mut issues_of) = issue::issues(&decisions.codebook, readings, &is_actor, &around);
        let idle = position::correct::issues(&decisions.corrections, readings, &mut issues, &mut issues_of);
        let found = Found {
            reports: &self.reports,
            actors: &self.actors,
            attributions: &self.attributions,
            statements: &self.statements,
            issues: &issues,
            readings,
            issues_of: &issues_of,
        };
        let mut stances = position::stance::stances(&found);
        let added = position::stance::add(&decisions.corrections, &found, &mut stances);
        let conditions = position::condition::conditions(&found, &Named::new(&issues));
        (self.issues, self.stances, self.conditions) = (issues, stances, conditions);
        self.idle_corrections.extend(idle.into_iter().chain(added));
    }
}

impl Record {
    /// What conflicts are found in.
    fn sources<'r>(
        &'r self,
        remarks: &'r [Remark],
        mentions: &'r [Mention],
        occasions: &'r Occasions,
    ) -> conflict::Sources<'r> {
        conflict::Sources {
            actors: &self.actors,
            attributions: &self.attributions,
            statements: &self.statements,
            remarks,
            mentions,
            copies: &self.copies,
            occasions,
        }
    }
}

fn copies(facts: &[ReportFacts]) -> Copies {
    let fingerprints: Vec<&Fingerprint> = facts.iter().map(|facts| &facts.fingerprint).collect();
    let id = |place: &usize| facts.get(*place).map(|facts| facts.report.id.clone());
    Copies::new(fingerprint::copies(&fingerprints).iter().map(|group| group.iter().filter_map(id).collect()).collect())
}

fn date(reports: &mut [Report], dates: &Dates) {
    for (idx, report) in reports.iter_mut().enumerate() {
        report.dating = dates.of(idx).cloned().unwrap_or_default();
    }
}

fn say_when(attributions: &mut [Attribution], dates: &Dates) {
    for attribution in attributions {
        attribution.said_on = said_on(attribution, dates.published(&attribution.report));
    }
}

/// What reports contribute, with the actors of the record.
struct Pointed {
    reports: Vec<Report>,
    attributions: Vec<Attribution>,
    readings: Vec<StanceReading>,
    remarks: Vec<Remark>,
}

fn point_at_actors(facts: Vec<ReportFacts>, resolved: &resolve::Resolved) -> Pointed {
    let mut reports = Vec::with_capacity(facts.len());
    let (mut attributions, mut readings, mut remarks) = (Vec::new(), Vec::new(), Vec::new());
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
                gist: local.gist,
                speaker,
                parent: local.parent,
                via,
                confidence: local.confidence,
                time: local.time,
                said_on: None,
            });
        }
        for local in facts.stances {
            let Some(holder) = resolved.actor_of(report_idx, local.holder).cloned() else { continue };
            readings.push(local.held_by(holder));
        }
        for local in facts.remarks {
            let named = local.named.into_iter();
            let named = named.filter_map(|(at, idx)| Some((at, resolved.actor_of(report_idx, idx)?.clone())));
            remarks.push(Remark {
                named: named.collect(),
                report: local.report,
                sentence: local.sentence,
                quoted: local.quoted,
                times: local.times,
                places: local.places,
            });
        }
        reports.push(facts.report);
    }
    Pointed { reports, attributions, readings, remarks }
}

#[cfg(test)]
mod tests;
