//! Positions: who takes which side on what, and on what terms.
//!
//! The reader points at single words: the head of what a position is about, the word that names its holder, the head of
//! what it depends on. Which words belong to each is left to whoever knows the tree.

mod pointer;

pub(crate) use pointer::{Found, positions};

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
}

/// One side taken on one matter, by its words: positions among the analysis' tokens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    /// The head word of what it is about.
    pub matter: usize,
    /// Which side.
    pub stance: Stance,
    /// The word that names whose it is, a pronoun perhaps.
    pub holder: usize,
    /// The head word of what it depends on; `Some` if and only if `stance` is conditional.
    pub requires: Option<usize>,
    /// The model's probability that somebody else tells it, from 0 to 1; not calibrated.
    pub ascribed: f32,
    /// The model's probability that there is such a position, from 0 to 1; not calibrated.
    pub confidence: f32,
}
