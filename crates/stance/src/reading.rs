//! What a sentence says of a matter.

use onrecord_text::span::{Clean, Span};

use crate::condition::Condition;

/// Which side is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// For it: wanted, accepted, asked for, offered.
    Support,
    /// Against it.
    Oppose,
    /// For it on terms.
    Conditional,
    /// Spoken of without taking a side.
    Unclear,
}

impl Stance {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::Support, Self::Oppose, Self::Conditional, Self::Unclear];

    /// The name used in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Support => "support",
            Self::Oppose => "oppose",
            Self::Conditional => "conditional",
            Self::Unclear => "unclear",
        }
    }

    /// The stance with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stance| stance.name() == name)
    }

    /// What it comes to for a matter if somebody is against what takes this side on it: who refuses to accept opposes.
    /// Being against an unclear word, or against terms, says nothing.
    pub(crate) fn flipped(self) -> Self {
        match self {
            Self::Support => Self::Oppose,
            Self::Oppose => Self::Support,
            Self::Conditional | Self::Unclear => Self::Unclear,
        }
    }
}

/// Whose stance it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holder {
    /// Whom these words name.
    Words(Span<Clean>),
    /// Whoever says it: "we", or what is said without anybody named.
    Teller,
}

/// One stance on one matter.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Whose it is.
    pub holder: Holder,
    /// Of what, as the text words it, without article.
    pub matter: Span<Clean>,
    /// Which side.
    pub stance: Stance,
    /// What it depends on; `Some` if and only if `stance` is conditional.
    pub condition: Option<Condition>,
    /// The words that carry it, from the first to the last.
    pub evidence: Span<Clean>,
    /// The attribution in whose content it stands, as a position in the analysis; the innermost one.
    pub told: Option<usize>,
}
