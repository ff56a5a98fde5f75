//! One utterance by one speaker, whoever reports it.

use std::ops::Range;

use onrecord_analysis::attribution::Kind;

use crate::date::DateInterval;
use crate::id::{ActorId, AttributionId, StatementId};

/// A statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Known by its witnesses.
    pub id: StatementId,
    /// Who said it, where that could be told.
    pub speaker: Option<ActorId>,
    /// The fullest wording: the longest one in quotation marks if there is one.
    pub text: String,
    /// When it was said.
    pub said_on: Option<DateInterval>,
    /// The attributions that report it, sorted; at least one.
    pub witnesses: Vec<AttributionId>,
    /// How they word it, each once: the fullest first, then those that quote before those that tell, the longest first.
    pub wordings: Vec<Wording>,
}

/// One way in which a statement is reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// The words. Quotation marks around a direct quotation are left off.
    pub text: String,
    /// How they are quoted.
    pub kind: Kind,
    /// The attributions that word it so, sorted; at least one.
    pub witnesses: Vec<AttributionId>,
    /// Where it differs from the statement's text, in text order; none for the fullest wording, and for one that tells
    /// the utterance in the reporter's words, whose every word may be another.
    pub differences: Vec<Difference>,
}

impl Wording {
    /// Whether a reader of this wording alone is told something else than the statement's text says.
    pub fn is_material(&self) -> bool {
        self.differences.iter().any(|difference| difference.material.is_some())
    }
}

/// A place where a wording differs from the fullest one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// In what way.
    pub change: Change,
    /// The words concerned of the statement's text, in characters; empty for words that were added.
    pub fullest: Range<usize>,
    /// The words concerned of the wording's text, in characters; empty for words that were dropped.
    pub own: Range<usize>,
    /// Why it changes what was said; `None` if it does not.
    pub material: Option<Material>,
}

/// In what way words differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// The fullest wording does not have them.
    Added,
    /// Only the fullest wording has them.
    Dropped,
    /// There are others in their place.
    Changed,
}

impl Change {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Added, Self::Dropped, Self::Changed];

    /// The name used in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Dropped => "dropped",
            Self::Changed => "changed",
        }
    }

    /// The change with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|change| change.name() == name)
    }
}

/// What makes a difference of words one of substance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Material {
    /// One has a condition that the other leaves out.
    Condition,
    /// One denies what the other says.
    Negation,
    /// One is less certain.
    Hedge,
    /// The amounts are not the same.
    Number,
}

impl Material {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Condition, Self::Negation, Self::Hedge, Self::Number];

    /// The name used in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Condition => "condition",
            Self::Negation => "negation",
            Self::Hedge => "hedge",
            Self::Number => "number",
        }
    }

    /// The reason with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|material| material.name() == name)
    }
}
