//! Who takes which side on what, at which characters of which report.

use onrecord_text::span::{Original, Span};

pub use onrecord_analysis::stance::Stance;

use crate::actor::CastIdx;
use crate::attribution::Passage;
use crate::id::{ActorId, AttributionId, ReadingId, ReportId};

/// One side taken on one matter, at one place of a report. `Who` says how it points at actors, as in
/// [`Attribution`](crate::attribution::Attribution).
#[derive(Clone, Debug, PartialEq)]
pub struct StanceReading<Who = ActorId> {
    /// Known by its report, its matter and what is said of it.
    pub id: ReadingId,
    /// Where it stands.
    pub report: ReportId,
    /// Whose side it is.
    pub holder: Who,
    /// What it is about, as the report words it.
    pub matter: Passage,
    /// What that is about, the chief thing first.
    pub topics: Vec<Topic>,
    /// Which side.
    pub stance: Stance,
    /// What it depends on; `Some` if and only if `stance` is conditional.
    pub terms: Option<Terms>,
    /// The words that carry it.
    pub evidence: Passage,
    /// The attribution it belongs to; `None` for what the report tells without a source.
    pub attribution: Option<AttributionId>,
    /// How likely somebody else tells it, by the words alone, from 0 to 1.
    pub told_by_other: f32,
    /// The reader's own estimate that it is right, from 0 to 1.
    pub confidence: f32,
}

/// A thing somebody takes a side on, as one report words it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Topic {
    /// Its words as they stand, without article and possessor.
    pub text: String,
    /// Dictionary forms of its words in small letters, the head last; at least one.
    pub lemmas: Vec<String>,
    /// Whether who wants the matter is against it: the ban, in "lift the ban".
    pub turned: bool,
    /// Whether it is what is to be done rather than a thing: "guarantee", in "guarantee a peace".
    pub act: bool,
}

/// What something depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The words of what is required.
    pub requires: Passage,
    /// What that is about, the chief thing first.
    pub topics: Vec<Topic>,
    /// Whether these words name what must not be.
    pub negated: bool,
}

/// A reading before the actors of different reports are compared.
pub type ReportStanceReading = StanceReading<CastIdx>;

impl ReportStanceReading {
    /// The same, of an actor of the record.
    pub fn held_by(self, holder: ActorId) -> StanceReading {
        let Self { id, report, holder: _, matter, topics, stance, terms, evidence, attribution, .. } = self;
        let (told_by_other, confidence) = (self.told_by_other, self.confidence);
        StanceReading {
            id,
            report,
            holder,
            matter,
            topics,
            stance,
            terms,
            evidence,
            attribution,
            told_by_other,
            confidence,
        }
    }
}

impl<Who> StanceReading<Who> {
    /// Everything it rests on, in the file.
    pub fn spans(&self) -> impl Iterator<Item = Span<Original>> {
        let terms = self.terms.iter().flat_map(|terms| &terms.requires.original);
        self.matter.original.iter().chain(&self.evidence.original).chain(terms).copied()
    }
}
