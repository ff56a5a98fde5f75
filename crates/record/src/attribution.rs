//! Who says, believes, wants or decides what, at which characters of which report.

use onrecord_analysis::attribution::{Gist, Kind};
use onrecord_text::span::{Clean, Original, Span};

use crate::actor::CastIdx;
use crate::date::DateInterval;
use crate::id::{ActorId, AttributionId, ReportId};

/// Some words of a report: where they stand and how they read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// Where they stand in the file as decoded. Slicing the file by these spans gives the words
    /// as the file has them, without markup and other text in between.
    pub original: Vec<Span<Original>>,
    /// Where they stand in the clean text.
    pub clean: Vec<Span<Clean>>,
    /// The words of the clean text, its stretches joined by a space each.
    pub text: String,
}

impl Passage {
    /// Whether there are no words.
    pub fn is_empty(&self) -> bool {
        self.clean.is_empty()
    }
}

/// One attribution. `Who` says how it points at actors: within its report ([`CastIdx`]) or over
/// the whole record ([`ActorId`]).
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution<Who = ActorId> {
    /// Known by report and spans.
    pub id: AttributionId,
    /// Where it stands.
    pub report: ReportId,
    /// How its content is quoted.
    pub kind: Kind,
    /// Whose words or attitude it is, as the report puts it; may be empty.
    pub source: Passage,
    /// What introduces it.
    pub cue: Passage,
    /// What is said, believed, wanted or decided.
    pub content: Passage,
    /// What the content says, to be compared with others; `None` from a reader that was not taught it.
    pub gist: Option<Gist>,
    /// Whose it is, where that could be told.
    pub speaker: Option<Who>,
    /// The attribution whose content this one stands in.
    pub parent: Option<AttributionId>,
    /// On whose word it rests besides the report's: the speakers of the attributions around it,
    /// nearest first, the speaker itself left out.
    pub via: Vec<Who>,
    /// The reader's own estimate that it is right, from 0 to 1.
    pub confidence: f32,
    /// The words that say when.
    pub time: Option<TimeWords>,
    /// When it was said; `None` before the record is built, and where nothing says.
    pub said_on: Option<DateInterval>,
}

/// What a report says of when something is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeWords {
    /// The words; empty where only the tense says something.
    pub words: Passage,
    /// Whether it has been said or is to be said.
    pub tense: Tense,
}

/// Whether something has been said or is to be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tense {
    /// It has been said when the report comes out.
    Past,
    /// The report announces it.
    Future,
}

impl Tense {
    /// The name used in record files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Past => "past",
            Self::Future => "future",
        }
    }

    /// The tense with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Past, Self::Future].into_iter().find(|tense| tense.name() == name)
    }
}

/// An attribution before the actors of different reports are compared.
pub type ReportAttribution = Attribution<CastIdx>;
