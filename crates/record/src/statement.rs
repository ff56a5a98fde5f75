//! One utterance by one speaker, whoever reports it.

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
    /// How they word it, sorted, each once; `text` is one of them.
    pub wordings: Vec<String>,
}
