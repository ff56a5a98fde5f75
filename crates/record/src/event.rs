//! What happened, or is to happen, between the parties: over all reports.
//!
//! - [`mention`]: where one report tells of an event.
//! - [`merge`]: which tellings are of one event.

pub(crate) mod mention;
mod merge;

pub(crate) use self::mention::Mention;
use crate::actor::Evidence;
use crate::date::DateInterval;
use crate::dating::Dates;
use crate::id::{ActorId, EventId};
use crate::remark::Remark;

/// Where `remarks` tell of events, in their order.
pub(crate) fn mentions(remarks: &[Remark], dates: &Dates) -> Vec<Mention> {
    remarks.iter().flat_map(|remark| mention::mentions(remark, dates)).collect()
}

/// The events that are told of, in the order of time, those of no known day last.
pub(crate) fn events(mentions: Vec<Mention>) -> Vec<Event> {
    merge::merge(mentions)
}

/// One event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Known by its kind and where it is told.
    pub id: EventId,
    /// What it is.
    pub kind: EventKind,
    /// Who took part, as far as reports name them, sorted.
    pub participants: Vec<ActorId>,
    /// Where, in the words of a report.
    pub place: Option<String>,
    /// When.
    pub on: Option<DateInterval>,
    /// The fullest sentence that tells of it.
    pub text: String,
    /// The sentences that tell of it, in order; at least one.
    pub evidence: Vec<Evidence>,
}

/// Kinds of events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventKind {
    /// Talks face to face, a summit, a conference.
    Meeting,
    /// A telephone call or a talk by video.
    Call,
    /// A ballot.
    Vote,
    /// Somebody travels to somebody.
    Visit,
    /// An agreement is signed.
    Signing,
    /// A day by which something has to be done.
    Deadline,
}

impl EventKind {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Meeting, Self::Call, Self::Vote, Self::Visit, Self::Signing, Self::Deadline];

    /// The name used in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Meeting => "meeting",
            Self::Call => "call",
            Self::Vote => "vote",
            Self::Visit => "visit",
            Self::Signing => "signing",
            Self::Deadline => "deadline",
        }
    }

    /// The kind with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}
