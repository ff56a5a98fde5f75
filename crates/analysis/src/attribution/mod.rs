//! Attributions: who says, believes, wants or decides what.

mod boundary;
mod confidence;
mod dash;
mod decode;
mod gist;
mod link;
mod nesting;
mod tagging;
#[cfg(test)]
mod testing;
mod transcript;

use onrecord_text::span::{Clean, Span};

pub(crate) use boundary::QuotedUnits;
pub(crate) use confidence::Calibration;
pub use confidence::{N_SIGNALS, Probabilities, Signals};
pub(crate) use decode::{Belief, Decoder, Found, Surroundings};
pub use gist::Gist;
pub(crate) use gist::gists;
pub(crate) use link::LinkBias;
pub(crate) use tagging::{Bio, argmax, spans};

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
    /// What its content says; `None` from a reader that was not taught it.
    pub gist: Option<Gist>,
    /// The attribution in whose content this one stands, as its position in the analysis.
    pub parent: Option<usize>,
    /// How likely the reader is right about content and source, from 0 to 1. Calibrated: of many attributions with
    /// 0.8, about eight in ten are right.
    pub confidence: f32,
    /// What the confidence rests on; `None` where the form of the text alone tells the attribution.
    pub signals: Option<Signals>,
}

impl Attribution {
    /// Bytes of the content: of two attributions around one word, the shorter is the inner one.
    pub fn content_length(&self) -> usize {
        self.content.iter().map(|span| span.len()).sum()
    }
}

/// A part an attribution is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Who.
    Source,
    /// The words that introduce it.
    Cue,
    /// What.
    Content,
}

impl Role {
    /// All roles, in the order of their tags.
    pub const ALL: [Self; 3] = [Self::Source, Self::Cue, Self::Content];

    /// The name used in labels.
    pub fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Cue => "cue",
            Self::Content => "content",
        }
    }
}

/// A stretch that looks like a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RoleSpan {
    /// Where it stands.
    pub span: Span<Clean>,
    /// Which role.
    pub role: Role,
}
