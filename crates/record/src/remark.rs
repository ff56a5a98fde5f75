//! Sentences of a report that reports are compared by: those with an amount, an event, a word for a change of mind, or
//! somebody whom somebody speaks of.
//!
//! The words are kept, not what they come to: the rules by which amounts and events are read from them belong to the
//! record as a whole.

use std::ops::Range;

use crate::actor::CastIdx;
use crate::attribution::Passage;
use crate::id::{ActorId, ReportId};

/// One sentence. `Who` says how it points at actors, as in [`Attribution`](crate::attribution::Attribution).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark<Who = ActorId> {
    /// Where it stands.
    pub report: ReportId,
    /// The sentence.
    pub sentence: Passage,
    /// Which bytes of its text are quoted.
    pub quoted: Vec<Range<usize>>,
    /// Whom it names, and at which bytes of its text, in order.
    pub named: Vec<(Range<usize>, Who)>,
    /// Which bytes of its text say when.
    pub times: Vec<Range<usize>>,
    /// Which bytes of its text name a place.
    pub places: Vec<Range<usize>>,
}

/// A remark before the actors of different reports are compared.
pub type ReportRemark = Remark<CastIdx>;
