//! What people change by hand. Corrections are kept apart from what the program finds, and win over it.

use crate::id::{ActorId, ReportId};

/// One change of who is who.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Correction {
    /// Two actors are one: all that is `other`'s is `kept`'s.
    Merge {
        /// Who stays.
        kept: ActorId,
        /// Who goes.
        other: ActorId,
    },
    /// Whom one report calls by this actor's name is somebody else.
    Split {
        /// From whom it is taken.
        actor: ActorId,
        /// In which report.
        report: ReportId,
    },
    /// The actor is called something else.
    Rename {
        /// Who.
        actor: ActorId,
        /// The name.
        name: String,
    },
    /// The actor speaks for this side, or for none but itself.
    SetParty {
        /// Who.
        actor: ActorId,
        /// For whom.
        party: Option<ActorId>,
    },
}

impl Correction {
    /// What kind of change it is, as in the command that makes it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Merge { .. } => "merge",
            Self::Split { .. } => "split",
            Self::Rename { .. } => "rename",
            Self::SetParty { .. } => "set-party",
        }
    }

    /// The actors it speaks of.
    pub fn actors(&self) -> Vec<&ActorId> {
        match self {
            Self::Merge { kept, other } => vec![kept, other],
            Self::Split { actor, .. } | Self::Rename { actor, .. } => vec![actor],
            Self::SetParty { actor, party } => std::iter::once(actor).chain(party).collect(),
        }
    }
}
