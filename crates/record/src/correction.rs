//! What people change by hand. Corrections are kept apart from what the program finds, and win over it.

use crate::id::{ActorId, AttributionId, IssueId, ReadingId, ReportId};
use crate::stance::Stance;

/// One change.
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
    /// Nobody takes a side there.
    RejectStance {
        /// Where.
        reading: ReadingId,
    },
    /// Another side is taken there.
    SetStance {
        /// Where.
        reading: ReadingId,
        /// Which.
        stance: Stance,
    },
    /// What is said there is on another issue, and on no other.
    MoveStance {
        /// Where.
        reading: ReadingId,
        /// On which issue.
        issue: IssueId,
    },
    /// What an attribution tells takes a side that nobody had found.
    AddStance {
        /// Where.
        attribution: AttributionId,
        /// Whose side; the speaker's if absent.
        holder: Option<ActorId>,
        /// On which issue.
        issue: IssueId,
        /// Which side.
        stance: Stance,
    },
    /// Somebody else says what is said there.
    SetSpeaker {
        /// Where.
        attribution: AttributionId,
        /// Who.
        speaker: ActorId,
    },
    /// Nobody says anything there.
    RejectAttribution {
        /// Where.
        attribution: AttributionId,
    },
    /// Two issues are one: all that is on `other` is on `kept`.
    MergeIssues {
        /// Which stays.
        kept: IssueId,
        /// Which goes.
        other: IssueId,
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
            Self::RejectStance { .. } => "reject-stance",
            Self::SetStance { .. } => "set-stance",
            Self::MoveStance { .. } => "move-stance",
            Self::AddStance { .. } => "add-stance",
            Self::SetSpeaker { .. } => "set-speaker",
            Self::RejectAttribution { .. } => "reject-attribution",
            Self::MergeIssues { .. } => "merge-issues",
        }
    }

    /// Whether it is about issues and the sides taken on them, and leaves alone who says what.
    pub fn is_of_positions(&self) -> bool {
        match self {
            Self::RejectStance { .. }
            | Self::SetStance { .. }
            | Self::MoveStance { .. }
            | Self::AddStance { .. }
            | Self::MergeIssues { .. } => true,
            Self::Merge { .. }
            | Self::Split { .. }
            | Self::Rename { .. }
            | Self::SetParty { .. }
            | Self::SetSpeaker { .. }
            | Self::RejectAttribution { .. } => false,
        }
    }

    /// The actors it speaks of.
    pub fn actors(&self) -> Vec<&ActorId> {
        match self {
            Self::Merge { kept, other } => vec![kept, other],
            Self::Split { actor, .. } | Self::Rename { actor, .. } => vec![actor],
            Self::SetParty { actor, party } => std::iter::once(actor).chain(party).collect(),
            Self::AddStance { holder, .. } => holder.iter().collect(),
            Self::SetSpeaker { speaker, .. } => vec![speaker],
            Self::RejectStance { .. }
            | Self::SetStance { .. }
            | Self::MoveStance { .. }
            | Self::RejectAttribution { .. }
            | Self::MergeIssues { .. } => Vec::new(),
        }
    }
}
