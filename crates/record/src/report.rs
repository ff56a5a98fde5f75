//! A report as the record keeps it.

use onrecord_text::alignment::AlignedText;
use onrecord_text::document::{Document, Locator, Mark, Metadata, Repair};
use onrecord_text::span::{Original, Span};

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

/// The stretch of a decoded file that holds a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    start: usize,
    text: String,
}

impl Excerpt {
    /// The stretch that starts at character `start` of the file and reads `text`.
    pub fn new(start: usize, text: impl Into<String>) -> Self {
        Self { start, text: text.into() }
    }

    /// The stretch of `original` that `document` was read from: all of it where the file is one
    /// report, from its first character to its last where the file holds several.
    pub fn of(document: &Document, original: &str) -> Self {
        if document.locator.record.is_none() {
            return Self::new(0, original);
        }
        let length = document.text.as_str().len();
        let spans = document.text.to_original(Span::from_range(0..length));
        let (Some(first), Some(last)) = (spans.first(), spans.last()) else {
            return Self::default();
        };
        let span = first.cover(*last);
        Self::new(span.start().get(), slice_chars(original, span.range()))
    }

    /// Which character of the file it starts at, counted from 0.
    pub fn start(&self) -> usize {
        self.start
    }

    /// The stretch as decoded, nothing changed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What stands at `span` of the file; the part of it that lies inside the stretch.
    pub fn slice(&self, span: Span<Original>) -> &str {
        let from_here = |at: usize| at.saturating_sub(self.start);
        slice_chars(&self.text, from_here(span.start().get())..from_here(span.end().get()))
    }
}

/// The characters of `text` in `range`, cut to what there is.
fn slice_chars(text: &str, range: std::ops::Range<usize>) -> &str {
    let start = byte_of_char(text, range.start);
    let rest = text.get(start..).unwrap_or("");
    let length = byte_of_char(rest, range.end.saturating_sub(range.start));
    rest.get(..length).unwrap_or("")
}

/// The byte at which character `n` of `text` starts; the length of `text` if it has fewer.
///
/// Whole blocks are skipped by counting, because the file may be a container of many megabytes
/// that is sliced once for each of its reports.
fn byte_of_char(text: &str, n: usize) -> usize {
    const BLOCK: usize = 4096;
    let bytes = text.as_bytes();
    let starts_char = |byte: &u8| (*byte & 0xC0) != 0x80;
    let mut left = n;
    let mut at = 0;
    for block in bytes.chunks(BLOCK) {
        let n_here = block.iter().filter(|b| starts_char(b)).count();
        if n_here > left {
            let found = block.iter().enumerate().filter(|(_, b)| starts_char(b)).nth(left);
            return at + found.map_or(block.len(), |(offset, _)| offset);
        }
        left -= n_here;
        at += block.len();
    }
    bytes.len()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_not_bytes() {
        let text = "née ”à l’été”";
        assert_eq!(slice_chars(text, 4..9), "”à l’");
        assert_eq!(slice_chars(text, 11..99), "é”");
        assert_eq!(slice_chars(text, 50..99), "");
    }

    #[test]
    fn characters_are_found_beyond_the_first_block() {
        let text = format!("{}ß!", "é".repeat(5000));
        assert_eq!(slice_chars(&text, 4999..5002), "éß!");
        assert_eq!(byte_of_char(&text, 5002), text.len());
    }

    #[test]
    fn an_excerpt_is_sliced_by_offsets_into_the_whole_file() {
        let excerpt = Excerpt::new(10, "“ja”, sagte sie");
        assert_eq!(excerpt.slice(Span::from_range(10..14)), "“ja”");
        assert_eq!(excerpt.slice(Span::from_range(22..25)), "sie");
    }
}
