//! Who takes which side, for the kinds of conflicts that rest on it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;

use super::found::{Found, Sources};
use crate::grounds::SpokenOf;
use crate::id::{ActorId, AttributionId, StatementId};
use crate::position::stance::IssueStance;
use crate::stance::StanceReading;

/// Who takes which side.
#[derive(Clone, Copy)]
pub(crate) struct Taken<'r> {
    pub readings: &'r [StanceReading],
    pub stances: &'r [IssueStance],
    pub spoken_of: &'r SpokenOf,
}

/// What conflicts are found in, with who takes which side. What follows from this is found again whenever issues or stances are: no kind of
/// conflict that is not may ask for it.
pub(super) struct Sided<'r> {
    found: Found<'r>,
    spoken_of: &'r SpokenOf,
    /// Who takes a side in each attribution.
    holders: BTreeMap<&'r AttributionId, BTreeSet<&'r ActorId>>,
    /// The sides that statements tell.
    stances: BTreeMap<&'r StatementId, Vec<&'r IssueStance>>,
}

impl<'r> Deref for Sided<'r> {
    type Target = Found<'r>;

    fn deref(&self) -> &Found<'r> {
        &self.found
    }
}

impl<'r> Sided<'r> {
    pub fn new(sources: &Sources<'r>, taken: &Taken<'r>) -> Self {
        let mut holders: BTreeMap<&AttributionId, BTreeSet<&ActorId>> = BTreeMap::new();
        for reading in taken.readings {
            if let Some(attribution) = &reading.attribution {
                holders.entry(attribution).or_default().insert(&reading.holder);
            }
        }
        let mut stances: BTreeMap<&StatementId, Vec<&IssueStance>> = BTreeMap::new();
        for stance in taken.stances {
            if let Some(statement) = &stance.statement {
                stances.entry(statement).or_default().push(stance);
            }
        }
        Self { found: Found::new(sources), spoken_of: taken.spoken_of, holders, stances }
    }

    /// The sides on issues that a statement tells, own and ascribed.
    pub fn stances_of(&self, statement: &StatementId) -> &[&'r IssueStance] {
        self.stances.get(statement).map_or(&[], Vec::as_slice)
    }

    /// Whom the contents of these attributions name, or say something of.
    pub fn spoken_of<'a>(&self, witnesses: impl IntoIterator<Item = &'a AttributionId>) -> BTreeSet<&'r ActorId> {
        let mut found = BTreeSet::new();
        for id in witnesses {
            found.extend(self.holders.get(id).into_iter().flatten());
            found.extend(self.spoken_of.of(id));
        }
        found
    }

    /// Whom the contents of these attributions name at their beginning.
    pub fn subjects_of<'a>(&self, witnesses: impl IntoIterator<Item = &'a AttributionId>) -> BTreeSet<&'r ActorId> {
        witnesses.into_iter().flat_map(|id| self.spoken_of.subjects_of(id)).collect()
    }
}
