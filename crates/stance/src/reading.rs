//! What a sentence says of a matter.

pub use onrecord_analysis::stance::Stance;
use onrecord_text::span::{Clean, Span};

use crate::condition::Condition;
use crate::topic::Topic;

/// What it comes to for a matter if somebody is against what takes this side on it: who refuses to accept opposes. Being
/// against an unclear word, or against terms, says nothing.
pub(crate) fn flipped(stance: Stance) -> Stance {
    match stance {
        Stance::Support => Stance::Oppose,
        Stance::Oppose => Stance::Support,
        Stance::Conditional | Stance::Unclear => Stance::Unclear,
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
    /// What that is about, the chief thing first.
    pub topics: Vec<Topic>,
    /// Which side.
    pub stance: Stance,
    /// What it depends on; `Some` if and only if `stance` is conditional.
    pub condition: Option<Condition>,
    /// The words that carry it, from the first to the last.
    pub evidence: Span<Clean>,
    /// The attribution in whose content it stands, as a position in the analysis; the innermost one.
    pub told: Option<usize>,
    /// How likely somebody else tells it, by the words alone, from 0 to 1.
    pub ascribed: f32,
    /// How likely it is there at all, from 0 to 1.
    pub confidence: f32,
}
