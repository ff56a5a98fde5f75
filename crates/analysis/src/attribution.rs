//! What the reader finds: attributions and mentions, as spans of one report's clean text.

use onrecord_text::span::{Clean, Span};

/// How the content of an attribution is quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// All its words stand in quotation marks.
    Direct,
    /// Some of them do.
    Mixed,
    /// None does.
    Indirect,
}

impl Kind {
    /// The name used in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
        }
    }
}

/// Who says, believes, wants or decides what: a span triple. Spans of one role are in text order
/// and do not overlap; `content` and `cue` are never empty, `source` may be.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// Whose words or attitude it is; empty where the report names nobody.
    pub source: Vec<Span<Clean>>,
    /// What introduces it: "said", "according to", "ruled out".
    pub cue: Vec<Span<Clean>>,
    /// What is said, believed, wanted or decided.
    pub content: Vec<Span<Clean>>,
    /// How the content is quoted.
    pub kind: Kind,
    /// The reader's own estimate that this attribution is right, from 0 to 1.
    pub confidence: f32,
}

/// What a mention names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionKind {
    /// A human being.
    Person,
    /// A company, agency, party, outlet, alliance.
    Organisation,
    /// A country, city, region or other place.
    Place,
}

/// A name in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mention {
    /// Where it stands.
    pub span: Span<Clean>,
    /// What it names.
    pub kind: MentionKind,
}

/// Everything found in one report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// Sentences, in text order; stretches that are not story are in none.
    pub sentences: Vec<Span<Clean>>,
    /// Names, in text order, not overlapping.
    pub mentions: Vec<Mention>,
    /// Attributions, ordered by where their content starts.
    pub attributions: Vec<Attribution>,
}
