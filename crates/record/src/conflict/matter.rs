//! Whether two statements of one speaker are on the same matter.
//!
//! No sign is enough on its own: the reader's own notion of what is said ([`super::Found::gist`]) puts much of one negotiation
//! near each other, words may be shared by chance, and a stance may be read wrongly. So their sum decides.

use std::cmp::Ordering;

use super::{Said, Sided};
use crate::id::IssueId;
use crate::reconcile::content::{n_shared, n_shared_stems};
use crate::stance::Stance;

/// What speaks for one matter, from which on it is one.
const LEAST: f32 = 0.7;

/// The same for statements that a report sets beside each other.
const LEAST_BESIDE: f32 = 0.45;

/// The same where the one points at the other.
const LEAST_POINTING: f32 = 0.2;

/// What the signs weigh beside the likeness of gists.
const MEANING: f32 = 0.6;
const COVERED: f32 = 0.6;
const SAME_UNIT: f32 = 0.2;
const SAME_ISSUE: f32 = 0.3;

/// Least confidence of stances on one issue.
const SURE: f32 = 0.5;

/// How surely two statements are on one matter.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(super) struct Sameness(f32);

impl Sameness {
    /// Whether they are.
    pub fn is_one(self) -> bool {
        self.0 >= LEAST
    }

    /// Whether they are, where a report has set them beside each other.
    pub fn is_one_beside(self) -> bool {
        self.0 >= LEAST_BESIDE
    }

    /// Which of two is surer.
    pub fn order(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }

    /// Whether they may be, where the one points at the other.
    pub fn is_hint(self) -> bool {
        self.0 >= LEAST_POINTING
    }
}

/// How surely both are on one matter.
pub(super) fn sameness(one: &Said<'_>, other: &Said<'_>, found: &Sided<'_>) -> Sameness {
    let lexicon = &found.lexicon;
    let covered = lexicon.covered(&one.text, &other.text).max(lexicon.covered(&other.text, &one.text));
    let mut sum = found.gist(one, other) + MEANING * lexicon.likeness(&one.text, &other.text) + COVERED * covered;
    if differ_in_amount(one, other) {
        sum += SAME_UNIT;
    }
    if !common_stances(one, other, found).is_empty() {
        sum += SAME_ISSUE;
    }
    Sameness(sum)
}

/// Whether one has an amount of a unit of which the other has another one.
pub(super) fn differ_in_amount(one: &Said<'_>, other: &Said<'_>) -> bool {
    one.amounts.iter().any(|a| other.amounts.iter().any(|b| a.unit == b.unit && a.unit.is_telling() && !a.agrees(b)))
}

/// Whether one says again what is a part of the other.
pub(super) fn repeats(one: &Said<'_>, other: &Said<'_>) -> bool {
    let runs = one.text.runs.len().min(other.text.runs.len());
    let stems = one.text.stems.len().min(other.text.stems.len());
    if runs == 0 {
        return stems > 0 && n_shared_stems(&one.text, &other.text) == stems && one.stand == other.stand;
    }
    n_shared(&one.text.runs, &other.text.runs) == runs
}

/// Issues on which both take a side of their own, with both sides and the lesser confidence.
pub(super) fn common_stances<'r>(
    one: &Said<'r>,
    other: &Said<'r>,
    found: &Sided<'r>,
) -> Vec<(&'r IssueId, Stance, Stance, f32)> {
    let own = |said: &Said<'r>| {
        let of = said.statement.speaker.as_ref();
        let all = found.stances_of(&said.statement.id).iter();
        all.filter(move |stance| !stance.ascribed && of == Some(&stance.holder)).copied().collect::<Vec<_>>()
    };
    let others = own(other);
    let pairs = own(one).into_iter().flat_map(|a| others.iter().map(move |b| (a, *b)));
    pairs
        .filter(|(a, b)| a.issue == b.issue)
        .map(|(a, b)| (&a.issue, a.stance, b.stance, a.confidence.min(b.confidence)))
        .filter(|(.., sure)| *sure >= SURE)
        .collect()
}
