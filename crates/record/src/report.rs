//! A report as the record keeps it.

use onrecord_text::alignment::AlignedText;
use onrecord_text::document::{Locator, Mark, Metadata, Repair};
use onrecord_text::excerpt::Excerpt;

use crate::actor::ReportActor;
use crate::attribution::ReportAttribution;
use crate::date::DateInterval;
use crate::id::ReportId;

/// What is known about a report, without its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Known by its content.
    pub id: ReportId,
    /// Where it was read. Of several places with the same content, the first in order.
    pub locator: Locator,
    /// What its file says about it, as written.
    pub metadata: Metadata,
    /// When it was published, where the file says so in a form that can be read.
    pub published: Option<DateInterval>,
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
