//! A report as the rest of the program sees it: clean text, what was said about it, what is not story.

use crate::alignment::AlignedText;
use crate::excerpt::Excerpt;
use crate::span::{Clean, Original, Span};

/// Where a report came from: a file, and the record in it where one file holds several.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Locator {
    /// The path as the user gave it, or `-` for standard input.
    pub file: String,
    /// Which document of the file, counted from 1: a line of JSON Lines, an entry of a feed, a
    /// record of a WARC file. `None` where the file is one report.
    pub record: Option<usize>,
}

/// What a file says about its report, each as found, without interpretation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Headline.
    pub title: Option<String>,
    /// Name of the outlet that published it.
    pub outlet: Option<String>,
    /// Canonical address.
    pub url: Option<String>,
    /// Date of publication as written in the file; which day it means is resolved later.
    pub published: Option<String>,
    /// Authors and agencies credited.
    pub authors: Vec<String>,
    /// Language tag, such as `en` or `en-GB`.
    pub language: Option<String>,
}

/// Text as extracted from a file, not yet repaired.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawDocument {
    /// Where it came from.
    pub locator: Locator,
    /// The file as decoded, or the stretch of it that holds this report.
    pub original: Excerpt,
    /// The text, aligned to the decoded file. Paragraphs are lines.
    pub text: AlignedText,
    /// What the file says about it.
    pub metadata: Metadata,
    /// What went less than well in reading it, for the person who runs the program.
    pub notes: Vec<String>,
}

/// Why a stretch of text is not story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Furniture {
    /// What the crawler wrote in front, such as a date.
    CrawlerHeader,
    /// Whose photo it is.
    PhotoCredit,
    /// An embedded post, or what is left of one.
    EmbeddedPost,
    /// Links to other reports.
    RelatedContent,
    /// "Share this", "Subscribe", "Follow us".
    ShareBar,
    /// By whom and when.
    Byline,
    /// Which agency the text came from.
    AgencyCredit,
    /// A passage that the report prints twice; marked is the poorer copy.
    Repeated,
}

impl Furniture {
    /// The name used in exports and on pages.
    pub fn name(self) -> &'static str {
        match self {
            Self::CrawlerHeader => "crawler header",
            Self::PhotoCredit => "photo credit",
            Self::EmbeddedPost => "embedded post",
            Self::RelatedContent => "related content",
            Self::ShareBar => "share bar",
            Self::Byline => "byline",
            Self::AgencyCredit => "agency credit",
            Self::Repeated => "repeated passage",
        }
    }
}

/// A stretch of text that is not story. It stays in the text, but is not analysed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// Where it stands.
    pub span: Span<Clean>,
    /// What it is.
    pub furniture: Furniture,
}

/// A character or two that the repair changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Repair {
    /// What stands in the clean text now.
    pub clean: Span<Clean>,
    /// What stands in the file.
    pub original: Span<Original>,
}

/// A report ready for analysis.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Where it came from.
    pub locator: Locator,
    /// The file as decoded, or the stretch of it that holds this report.
    pub original: Excerpt,
    /// Repaired text, aligned to the decoded file. Paragraphs are lines.
    pub text: AlignedText,
    /// What the file says about it.
    pub metadata: Metadata,
    /// What is not story, in text order, not overlapping.
    pub marks: Vec<Mark>,
    /// What the repair changed, in text order.
    pub repairs: Vec<Repair>,
    /// What went less than well, for the person who runs the program.
    pub notes: Vec<String>,
}
