//! Who holds what on which issue, kept by place, so that a page finds its part without going through all stances.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use onrecord_record::actor::Actor;
use onrecord_record::id::{ActorId, IssueId};
use onrecord_record::issue::Issue;
use onrecord_record::position::stance::IssueStance;
use onrecord_record::position::table::{History, PositionFilter, positions};
use onrecord_record::stance::Stance;

/// What one side holds on one issue: places of stances in the order of time.
#[derive(Clone, Debug, Default)]
pub(crate) struct Held {
    own: Vec<u32>,
    ascribed: Vec<u32>,
}

impl Held {
    /// In its own words.
    pub fn own<'s>(&self, stances: &'s [IssueStance]) -> History<'s> {
        history(&self.own, stances)
    }

    /// As others tell it.
    pub fn ascribed<'s>(&self, stances: &'s [IssueStance]) -> History<'s> {
        history(&self.ascribed, stances)
    }

    fn weight(&self) -> usize {
        2 * self.own.len() + self.ascribed.len()
    }
}

fn history<'s>(places: &[u32], stances: &'s [IssueStance]) -> History<'s> {
    History::new(places.iter().filter_map(|at| stances.get(*at as usize)).collect())
}

/// A side's own words have become others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// Place of the stance before.
    pub from: u32,
    /// Place of the stance since.
    pub to: u32,
}

/// Changes that are kept: as many as anybody reads on an overview.
const MOST_CHANGES: usize = 8;

/// Issues by sides.
#[derive(Debug, Default)]
pub(crate) struct Table {
    /// For each issue its sides.
    cells: Vec<BTreeMap<ActorId, Held>>,
    /// All sides, those with most stances first.
    sides: Vec<ActorId>,
    /// Places of issues, those with most stances first.
    issues: Vec<usize>,
}

impl Table {
    pub fn of(stances: &[IssueStance], actors: &[Actor], issues: &[Issue]) -> Self {
        let place_of: HashMap<*const IssueStance, u32> =
            stances.iter().zip(0..).map(|(stance, at)| (std::ptr::from_ref(stance), at)).collect();
        let issue_of: BTreeMap<&IssueId, usize> = issues.iter().enumerate().map(|(at, i)| (&i.id, at)).collect();
        let mut cells: Vec<BTreeMap<ActorId, Held>> = vec![BTreeMap::new(); issues.len()];
        let mut weight_of_side: BTreeMap<ActorId, usize> = BTreeMap::new();
        let mut weight_of_issue = vec![0; issues.len()];
        for position in positions(stances, actors, &PositionFilter::default()) {
            let Some(issue) = issue_of.get(position.issue) else { continue };
            let places = |history: &History<'_>| {
                history.stances().iter().filter_map(|s| place_of.get(&std::ptr::from_ref(*s)).copied()).collect()
            };
            let held = Held { own: places(&position.own), ascribed: places(&position.ascribed) };
            *weight_of_side.entry(position.holder.clone()).or_default() += held.weight();
            weight_of_issue[*issue] += held.weight();
            cells[*issue].insert(position.holder.clone(), held);
        }
        let mut sides: Vec<(ActorId, usize)> = weight_of_side.into_iter().collect();
        sides.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut order: Vec<usize> = (0..issues.len()).collect();
        order.sort_by_key(|at| (std::cmp::Reverse(weight_of_issue[*at]), *at));
        Self { cells, sides: sides.into_iter().map(|(side, _)| side).collect(), issues: order }
    }

    /// The last changes, the latest first: where a side, in its own words and on days that are known, took another side
    /// than before. Of each cell only the last.
    pub fn changes(&self, stances: &[IssueStance]) -> Vec<Change> {
        let mut found: Vec<(Date, Change)> = Vec::new();
        for held in self.cells.iter().flat_map(BTreeMap::values) {
            let dated = held.own.iter().filter_map(|at| {
                let stance = stances.get(*at as usize)?;
                let said_on = stance.said_on.as_ref()?;
                let day = said_on.latest()?;
                // Where nothing says how early it may have been, the day it was told has to do.
                let first = said_on.earliest().unwrap_or(day);
                (stance.stance != Stance::Unclear).then_some((first, day, *at, stance.stance))
            });
            let mut before: Option<(Date, u32, Stance)> = None;
            let mut last = None;
            for (first, day, at, stance) in dated {
                if let Some((earlier, from, other)) = before
                    && other != stance
                    && earlier < first
                {
                    last = Some((day, Change { from, to: at }));
                }
                before = Some((day, at, stance));
            }
            found.extend(last);
        }
        found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.to.cmp(&b.1.to)));
        found.into_iter().take(MOST_CHANGES).map(|(_, change)| change).collect()
    }

    /// All sides, those with most stances first.
    pub fn sides(&self) -> &[ActorId] {
        &self.sides
    }

    /// Places of issues, those with most stances first.
    pub fn issues(&self) -> &[usize] {
        &self.issues
    }

    /// What the side holds on the issue at this place; `None` for silence.
    pub fn held(&self, issue: usize, side: &ActorId) -> Option<&Held> {
        self.cells.get(issue)?.get(side)
    }

    /// The sides that hold something on the issue at this place, those with most stances first.
    pub fn sides_on(&self, issue: usize) -> Vec<(&ActorId, &Held)> {
        let mut sides: Vec<(&ActorId, &Held)> = self.cells.get(issue).into_iter().flatten().collect();
        sides.sort_by_key(|(side, held)| (std::cmp::Reverse(held.weight()), (*side).clone()));
        sides
    }
}
