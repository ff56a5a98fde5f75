//! Holder by issue, at any day.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::ascribed::Sides;
use super::stance::IssueStance;
use crate::actor::Actor;
use crate::date::DateInterval;
use crate::fingerprint::Copies;
use crate::id::{ActorId, IssueId};
use crate::stance::Stance;

/// What one side holds on one issue. Silence is no position: it has none.
#[derive(Clone, Debug, PartialEq)]
pub struct Position<'r> {
    /// The side; its ministers' and spokespersons' words are its own.
    pub holder: &'r ActorId,
    /// On what.
    pub issue: &'r IssueId,
    /// In its own words, in the order of time.
    pub own: History<'r>,
    /// As others tell it, in the order of time.
    pub ascribed: History<'r>,
}

/// Stances in the order of time, those of no known day first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History<'r> {
    stances: Vec<&'r IssueStance>,
}

impl<'r> History<'r> {
    /// Of these stances, which are in the order of time.
    pub fn new(stances: Vec<&'r IssueStance>) -> Self {
        Self { stances }
    }

    /// All of them.
    pub fn stances(&self) -> &[&'r IssueStance] {
        &self.stances
    }

    /// The latest that takes a side, or else the latest; `None` for silence.
    pub fn current(&self) -> Option<&'r IssueStance> {
        let taken = self.stances.iter().rev().find(|stance| stance.stance != Stance::Unclear);
        taken.or(self.stances.last()).copied()
    }

    /// How many reports carry the current stance.
    pub fn n_reports(&self) -> usize {
        self.n_independent(&Copies::default())
    }

    /// The same, where reports that print the same copy count once.
    pub fn n_independent(&self, copies: &Copies) -> usize {
        let Some(current) = self.current() else { return 0 };
        let same = self.stances.iter().filter(|stance| stance.stance == current.stance);
        copies.n_independent(same.flat_map(|stance| &stance.evidence).map(|evidence| &evidence.report))
    }
}

/// What to leave out.
#[derive(Clone, Debug, Default)]
pub struct PositionFilter {
    /// What was said later, and what may have been.
    pub as_of: Option<Date>,
    /// All but this side.
    pub party: Option<ActorId>,
    /// All but this issue.
    pub issue: Option<IssueId>,
}

/// All positions, by issue and holder.
pub fn positions<'r>(stances: &'r [IssueStance], actors: &'r [Actor], filter: &PositionFilter) -> Vec<Position<'r>> {
    let sides = Sides::new(actors);
    let mut found: BTreeMap<(&IssueId, &ActorId), Position<'r>> = BTreeMap::new();
    for stance in stances {
        let holder = sides.of(&stance.holder);
        let is_late = filter.as_of.is_some_and(|day| !was_said_by(stance.said_on.as_ref(), day));
        let other = |wanted: &Option<ActorId>| wanted.as_ref().is_some_and(|wanted| wanted != holder);
        if is_late || other(&filter.party) || filter.issue.as_ref().is_some_and(|wanted| *wanted != stance.issue) {
            continue;
        }
        let position = found.entry((&stance.issue, holder)).or_insert_with(|| Position {
            holder,
            issue: &stance.issue,
            own: History::default(),
            ascribed: History::default(),
        });
        let history = if stance.ascribed { &mut position.ascribed } else { &mut position.own };
        history.stances.push(stance);
    }
    let mut positions: Vec<Position<'r>> = found.into_values().collect();
    for position in &mut positions {
        position.own.stances.sort_by_key(|stance| when(stance));
        position.ascribed.stances.sort_by_key(|stance| when(stance));
    }
    positions
}

/// Whether something was certainly said on `day` or before.
fn was_said_by(said_on: Option<&DateInterval>, day: Date) -> bool {
    said_on.and_then(DateInterval::latest).is_some_and(|latest| latest <= day)
}

fn when(stance: &IssueStance) -> (Option<Date>, Option<Date>) {
    let said_on = stance.said_on.as_ref();
    (said_on.and_then(DateInterval::latest), said_on.and_then(DateInterval::earliest))
}
