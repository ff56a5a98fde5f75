//! What issues, stances, conditions and the conflicts that rest on them follow from beside the record itself.
//!
//! Kept, they let these be derived again when only the codebook's issues or corrections of stances change, without
//! asking anew who is who, when things were said and which attributions tell of one utterance.

use std::collections::BTreeMap;

pub use crate::conflict::Allegation;

use crate::attribution::Attribution;
use crate::id::{ActorId, AttributionId, ReportId};
use crate::remark::Remark;
use crate::stance::StanceReading;

/// What people's decisions about issues and stances are applied to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grounds {
    /// The readings of all attributions that are in the record, with their holders, as no correction of a stance has
    /// touched them; by id.
    pub readings: Vec<StanceReading>,
    /// Whom attributions speak of.
    pub spoken_of: SpokenOf,
    /// Where reporters say that somebody has changed his mind, in the order of reports and their text.
    pub allegations: Vec<Allegation>,
}

/// Whom the contents of attributions name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpokenOf {
    /// Of each attribution whom it names, and whether at its beginning.
    by_attribution: BTreeMap<AttributionId, BTreeMap<ActorId, bool>>,
}

/// Most bytes of a content before a name that is its subject: "that the prime minister of".
const BEFORE_SUBJECT: usize = 24;

impl SpokenOf {
    /// Found in the remarks of the same reports.
    pub(crate) fn new(attributions: &[Attribution], remarks: &[Remark]) -> Self {
        let mut by_report: BTreeMap<&ReportId, Vec<(usize, &ActorId)>> = BTreeMap::new();
        for remark in remarks {
            let Some(start) = remark.sentence.clean.first().map(|span| span.start().get()) else { continue };
            let of_report = by_report.entry(&remark.report).or_default();
            of_report.extend(remark.named.iter().map(|(at, who)| (start + at.start, who)));
        }
        by_report.values_mut().for_each(|named| named.sort_unstable());
        let mut found = Self::default();
        for attribution in attributions {
            let Some(named) = by_report.get(&attribution.report) else { continue };
            for span in &attribution.content.clean {
                let (start, end) = (span.start().get(), span.end().get());
                let from = named.partition_point(|(at, _)| *at < start);
                for (at, who) in named.iter().skip(from).take_while(|(at, _)| *at < end) {
                    found.insert(attribution.id.clone(), (*who).clone(), *at <= start + BEFORE_SUBJECT);
                }
            }
        }
        found
    }

    /// Adds that the content of `attribution` names `actor`; `is_subject` if it does so at its beginning.
    pub fn insert(&mut self, attribution: AttributionId, actor: ActorId, is_subject: bool) {
        *self.by_attribution.entry(attribution).or_default().entry(actor).or_default() |= is_subject;
    }

    /// Whom the content of `attribution` names, by id.
    pub fn of(&self, attribution: &AttributionId) -> impl Iterator<Item = &ActorId> {
        self.by_attribution.get(attribution).into_iter().flat_map(BTreeMap::keys)
    }

    /// Whom the content of `attribution` names at its beginning, by id: whose doing it tells.
    pub fn subjects_of(&self, attribution: &AttributionId) -> impl Iterator<Item = &ActorId> {
        let named = self.by_attribution.get(attribution).into_iter().flatten();
        named.filter(|(_, is_subject)| **is_subject).map(|(actor, _)| actor)
    }

    /// All attributions that name somebody, each with each whom it names, and whether at its beginning; in order.
    pub fn all(&self) -> impl Iterator<Item = (&AttributionId, &ActorId, bool)> {
        self.by_attribution.iter().flat_map(|(attribution, actors)| {
            actors.iter().map(move |(actor, is_subject)| (attribution, actor, *is_subject))
        })
    }
}
