//! A report as the record keeps it.

use onrecord_text::alignment::AlignedText;
use onrecord_text::document::{Locator, Mark, Metadata, Repair};
use onrecord_text::excerpt::Excerpt;
use onrecord_text::span::{Original, Span};

use crate::actor::ReportActor;
use crate::attribution::ReportAttribution;
use crate::date::{Basis, DateInterval, Interval};
use crate::fingerprint::Fingerprint;
use crate::hint::Hint;
use crate::id::ReportId;
use crate::remark::ReportRemark;
use crate::stance::ReportStanceReading;

/// What is known about a report, without its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Known by its content.
    pub id: ReportId,
    /// Where it was read. Of several places with the same content, the first in order.
    pub locator: Locator,
    /// What its file says about it, as written.
    pub metadata: Metadata,
    /// When it came out, as far as the record can tell; empty before the record is built.
    pub dating: Dating,
}

/// When a report came out, and what says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dating {
    /// The days on which it may have come out; `None` where nothing says.
    pub published: Option<DateInterval>,
    /// Everything that bears on it, the surest first.
    pub clues: Vec<Clue>,
}

/// One thing that bears on the day a report came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clue {
    /// What it is, by the name used in exports.
    pub kind: ClueKind,
    /// What it was read from.
    pub basis: Basis,
    /// The days it allows; `None` where it allows no conclusion.
    pub allows: Option<Interval>,
    /// Where its words stand; empty for what does not stand in the text.
    pub original: Vec<Span<Original>>,
    /// What became of it.
    pub weight: Weight,
}

/// Where a clue comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClueKind {
    /// A field of the file.
    Metadata,
    /// A line of the report that says when it was published.
    PublishedLine,
    /// What a crawler wrote in front.
    CrawlerHeader,
    /// The address.
    Address,
    /// The day in front of the first sentence.
    Dateline,
    /// A line that says when it was changed last.
    UpdatedLine,
    /// A day seen from the report's that is tied to the calendar: "yesterday, which was the third
    /// anniversary of ...".
    Anchor,
    /// An embedded post.
    EmbeddedPost,
    /// A dated event that it tells as past.
    PastEvent,
    /// A dated event that it announces.
    FutureEvent,
    /// An utterance that another report dates.
    Utterance,
}

impl ClueKind {
    /// All of them, the surest first.
    pub const ALL: [Self; 11] = [
        Self::Metadata,
        Self::PublishedLine,
        Self::CrawlerHeader,
        Self::Address,
        Self::Dateline,
        Self::UpdatedLine,
        Self::Anchor,
        Self::EmbeddedPost,
        Self::PastEvent,
        Self::FutureEvent,
        Self::Utterance,
    ];

    /// The name used in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Metadata => "metadata",
            Self::PublishedLine => "published line",
            Self::CrawlerHeader => "crawler header",
            Self::Address => "address",
            Self::Dateline => "dateline",
            Self::UpdatedLine => "updated line",
            Self::Anchor => "anchored day",
            Self::EmbeddedPost => "embedded post",
            Self::PastEvent => "past event",
            Self::FutureEvent => "announced event",
            Self::Utterance => "utterance dated elsewhere",
        }
    }

    /// The kind with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// What a clue did to the date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// The date follows from it, alone or with others.
    Decides,
    /// It fits, but says no more than others do.
    Agrees,
    /// It cannot be true together with surer ones.
    Contradicts,
    /// It says nothing about the date as far as that is known.
    Silent,
}

impl Weight {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Decides, Self::Agrees, Self::Contradicts, Self::Silent];

    /// The name used in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Decides => "decides",
            Self::Agrees => "agrees",
            Self::Contradicts => "contradicts",
            Self::Silent => "silent",
        }
    }

    /// The weight with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|weight| weight.name() == name)
    }
}

/// What one report contributes to the record: all that resolving and reconciling need, no text.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportFacts {
    /// The report.
    pub report: Report,
    /// Whom it names, in the order of their first mention; attributions point into this list.
    pub cast: Vec<ReportActor>,
    /// Who says what in it, ordered by id; no two with the same id.
    pub attributions: Vec<ReportAttribution>,
    /// What its text says of its date, in text order.
    pub hints: Vec<Hint>,
    /// Who takes which side on what in it, ordered by id; no two with the same id.
    pub stances: Vec<ReportStanceReading>,
    /// Its sentences with amounts, events and changes of mind, in text order.
    pub remarks: Vec<ReportRemark>,
    /// By what other printings of its copy are known.
    pub fingerprint: Fingerprint,
}

/// The text of a report, with all that is needed to show it beside its file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportText {
    /// Repaired text, aligned to the file.
    pub text: AlignedText,
    /// What is not story.
    pub marks: Vec<Mark>,
    /// What the repair changed.
    pub repairs: Vec<Repair>,
    /// What went less than well in reading it.
    pub notes: Vec<String>,
    /// The file as decoded, or the stretch of it that holds this report.
    pub original: Excerpt,
}

/// One report, ready to be put into the record.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportEntry {
    /// What it contributes.
    pub facts: ReportFacts,
    /// What it is shown from.
    pub text: ReportText,
}
