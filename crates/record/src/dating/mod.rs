//! When each report came out, and when each thing was said.
//!
//! Everything that bears on a report's date is a constraint on the days it may be of ([`clue`]). The constraints of a
//! report are put together, the surest first; one that cannot be true together with surer ones is left out and reported
//! ([`solve`]). An anniversary ties reports to each other: where one report can tell on which day it fell, all others
//! that speak of it know as well ([`anniversary`]). A report that tells an utterance which another report dates came
//! out no earlier ([`Dates::learn_from`]).
//!
//! No day is invented: what is known of one end of the interval only stays open at the other.

mod address;
mod anniversary;
mod bounds;
mod clue;
mod role;
mod said;
mod solve;

use std::collections::BTreeMap;

use jiff::civil::Date;
use onrecord_analysis::attribution::Kind;

use self::anniversary::Anniversaries;
use self::clue::OpenClue;
use crate::attribution::Attribution;
use crate::date::{Basis, DateInterval};
use crate::id::ReportId;
use crate::report::{Dating, ReportFacts};

pub(crate) use self::role::date_roles;
pub(crate) use self::said::{happened_on, said_on, statement_said_on};

/// Most rounds in which reports and anniversaries tell each other what they know. Each round only narrows; chains of
/// anniversaries longer than this do not occur.
const ROUNDS: usize = 6;

/// The dates of all reports.
pub(crate) struct Dates {
    clues: Vec<Vec<OpenClue>>,
    anniversaries: Anniversaries,
    found: Vec<Dating>,
    by_id: BTreeMap<ReportId, usize>,
}

impl Dates {
    /// Dates the reports of `facts`, which are sorted by id.
    pub fn new(facts: &[ReportFacts]) -> Self {
        let clues: Vec<Vec<OpenClue>> = facts.iter().map(clue::clues_of).collect();
        let by_id = facts.iter().enumerate().map(|(i, facts)| (facts.report.id.clone(), i)).collect();
        let mut dates = Self {
            anniversaries: Anniversaries::new(&clues),
            found: vec![Dating::default(); clues.len()],
            clues,
            by_id,
        };
        let all: Vec<usize> = (0..dates.clues.len()).collect();
        dates.solve(&all);
        let tied: Vec<usize> =
            all.into_iter().filter(|i| dates.clues_of(*i).iter().any(OpenClue::is_anniversary)).collect();
        for _ in 0..ROUNDS {
            let published =
                tied.iter().map(|i| (dates.clues_of(*i), dates.found.get(*i).and_then(|d| d.published.as_ref())));
            let learned = dates.anniversaries.learned_from(published);
            if learned == dates.anniversaries {
                break;
            }
            dates.anniversaries = learned;
            dates.solve(&tied);
        }
        dates
    }

    /// What is known of the report number `idx`.
    pub fn of(&self, idx: usize) -> Option<&Dating> {
        self.found.get(idx)
    }

    /// When the report `id` came out.
    pub fn published(&self, id: &ReportId) -> Option<&DateInterval> {
        self.found.get(*self.by_id.get(id)?)?.published.as_ref()
    }

    /// What utterances say of the reports that tell them: none came out before the day that another report gives for the
    /// utterance in so many words. `groups` are the attributions of one utterance each. Tells whether anything changed.
    pub fn learn_from(&mut self, groups: &[Vec<usize>], attributions: &[Attribution]) -> bool {
        let mut told: BTreeMap<usize, Date> = BTreeMap::new();
        for group in groups.iter().filter(|group| group.len() > 1) {
            // Only the words themselves make sure that it is the same utterance.
            let witnesses = group.iter().filter_map(|i| attributions.get(*i)).filter(|a| a.kind != Kind::Indirect);
            let witnesses: Vec<&Attribution> = witnesses.collect();
            let dated = witnesses.iter().filter_map(|a| {
                let said = a.said_on.as_ref().filter(|date| matches!(date.basis(), Basis::Text(_)))?;
                Some((&a.report, said.earliest()?))
            });
            let Some((by, earliest)) = dated.max_by_key(|(report, day)| (*day, std::cmp::Reverse(*report))) else {
                continue;
            };
            for other in witnesses.iter().filter(|a| a.report != *by) {
                if let Some(idx) = self.by_id.get(&other.report) {
                    let known = told.entry(*idx).or_insert(earliest);
                    *known = earliest.max(*known);
                }
            }
        }
        let before: Vec<Option<DateInterval>> =
            told.keys().map(|idx| self.found.get(*idx).and_then(|d| d.published.clone())).collect();
        for (idx, day) in &told {
            if let Some(clues) = self.clues.get_mut(*idx) {
                clues.push(OpenClue::told_elsewhere(*day));
            }
        }
        let changed: Vec<usize> = told.into_keys().collect();
        self.solve(&changed);
        changed.iter().zip(before).any(|(idx, before)| self.found.get(*idx).and_then(|d| d.published.clone()) != before)
    }

    fn clues_of(&self, idx: usize) -> &[OpenClue] {
        self.clues.get(idx).map_or(&[], Vec::as_slice)
    }

    fn solve(&mut self, reports: &[usize]) {
        for idx in reports {
            let dating = solve::solve(self.clues_of(*idx), &self.anniversaries);
            if let Some(slot) = self.found.get_mut(*idx) {
                *slot = dating;
            }
        }
    }
}

#[cfg(test)]
mod tests;
