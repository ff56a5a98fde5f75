//! Ids that say what they name and stay the same for the same input.
//!
//! Every id is a prefix and a hash of what makes the thing itself: never of the order in which it
//! arrived, nor of where the file lay.

use std::fmt;

use onrecord_text::document::Document;
use onrecord_text::span::{Original, Span};
use thiserror::Error;

use crate::actor::Evidence;
use crate::codebook::CodebookId;

/// Hexadecimal digits of an id after its prefix. 96 bits: among a billion things of a kind, the
/// chance that two share an id is below 1 in 10^11.
const N_DIGITS: usize = 24;

/// A text that is no id of the kind asked for.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("expected an id that starts with `{prefix}`, found `{found}`")]
pub struct InvalidId {
    prefix: &'static str,
    found: String,
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal, $also:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The id as text, the form used in files and exports.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            fn derive(parts: &[&str]) -> Self {
                Self(format!("{}{}", $prefix, digest($prefix, parts)))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                if is_derived(text, $prefix) || ($also)(text) {
                    Ok(Self(text.to_owned()))
                } else {
                    Err(InvalidId { prefix: $prefix, found: text.to_owned() })
                }
            }
        }
    };
}

id! {
    /// A report, known by its content: the same file under another path is the same report.
    ReportId, "r-", |_| false
}
id! {
    /// An attribution, known by its report and its spans.
    AttributionId, "t-", |_| false
}
id! {
    /// An actor, known by its name, or by its words and its report where it has none; with a codebook, by the id there.
    ActorId, "a-", |text| CodebookId::new(text).is_some()
}
id! {
    /// A statement, known by its witnesses.
    StatementId, "s-", |_| false
}

id! {
    /// A stance at one place of a report, known by its spans and whose it is.
    ReadingId, "p-", |_| false
}

id! {
    /// An issue, known by the words that lead it; with a codebook, by the id there.
    IssueId, "i-", |text| CodebookId::new(text).is_some()
}

id! {
    /// A conflict, known by its kind and what stands against each other.
    ConflictId, "c-", |_| false
}

id! {
    /// An event, known by its kind and where it is told.
    EventId, "e-", |_| false
}

impl ConflictId {
    /// The id of a conflict of this kind between the words at these places, a list for each side.
    pub(crate) fn of(kind: &str, sides: [&[Evidence]; 2]) -> Self {
        let [first, second] = sides.map(places);
        Self::derive(&[kind, &first, &second])
    }
}

impl EventId {
    /// The id of an event of this kind that is told at these places.
    pub(crate) fn of(kind: &str, told: &[Evidence]) -> Self {
        Self::derive(&[kind, &places(told)])
    }
}

fn places(evidence: &[Evidence]) -> String {
    evidence.iter().map(|place| format!("{} {:?};", place.report, place.span)).collect()
}

impl IssueId {
    /// The id that a codebook gives the issue.
    pub fn of_codebook(id: &CodebookId) -> Self {
        Self(id.as_str().to_owned())
    }

    /// The id of the issue that these words lead.
    pub(crate) fn of_words(words: &[String]) -> Self {
        Self::derive(&words.iter().map(String::as_str).collect::<Vec<_>>())
    }
}

impl ReportId {
    /// The id of the report that `document` was read to be.
    ///
    /// Where the file is one report, its whole content counts. Where it holds several, counting
    /// all of it would make every report new as soon as one is added to the file; there the
    /// report's own stretch and what is said about it count.
    pub fn of(document: &Document) -> Self {
        let original = document.original.text();
        if document.locator.record.is_none() {
            return Self::derive(&["file", original]);
        }
        let metadata = &document.metadata;
        let known = |value: &Option<String>| match value {
            Some(text) => format!("+{text}"),
            None => "-".to_owned(),
        };
        Self::derive(&[
            "part",
            original,
            &known(&metadata.title),
            &known(&metadata.outlet),
            &known(&metadata.url),
            &known(&metadata.published),
        ])
    }
}

impl AttributionId {
    /// The id of the attribution of `report` with these spans of the file.
    pub fn of(
        report: &ReportId,
        source: &[Span<Original>],
        cue: &[Span<Original>],
        content: &[Span<Original>],
    ) -> Self {
        let [source, cue, content] = [source, cue, content].map(|spans| format!("{spans:?}"));
        Self::derive(&[report.as_str(), &source, &cue, &content])
    }
}

/// Whether `text` is a prefix and a hash.
fn is_derived(text: &str, prefix: &str) -> bool {
    let rest = text.strip_prefix(prefix).unwrap_or("");
    rest.len() == N_DIGITS && rest.bytes().all(|b| b.is_ascii_hexdigit())
}

impl ActorId {
    /// The id that a codebook gives the actor.
    pub fn of_codebook(id: &CodebookId) -> Self {
        Self(id.as_str().to_owned())
    }

    /// The id of the person with this key, which is the same for all spellings of the name.
    pub(crate) fn of_person(key: &str) -> Self {
        Self::derive(&["person", key])
    }

    /// The id of the organisation, state or group with this key.
    pub(crate) fn of_named(key: &str) -> Self {
        Self::derive(&["named", key])
    }

    /// The id of the actor that `report` alone knows, and only by these words.
    pub(crate) fn of_phrase(report: &ReportId, words: &str) -> Self {
        Self::derive(&["phrase", report.as_str(), words])
    }
}

impl ReadingId {
    /// The id of what `report` says at these spans of the file: the matter, all words that carry the stance, what is
    /// required. `holder` tells apart those who share them.
    pub(crate) fn of(
        report: &ReportId,
        matter: &[Span<Original>],
        evidence: &[Span<Original>],
        requires: &[Span<Original>],
        stance: &str,
        holder: usize,
    ) -> Self {
        let [matter, evidence, requires] = [matter, evidence, requires].map(|spans| format!("{spans:?}"));
        Self::derive(&[report.as_str(), &matter, &evidence, &requires, stance, &holder.to_string()])
    }
}

impl StatementId {
    /// The id of the statement to which these attributions, in order, are witness.
    pub(crate) fn of(witnesses: &[AttributionId]) -> Self {
        let parts: Vec<&str> = witnesses.iter().map(AttributionId::as_str).collect();
        Self::derive(&parts)
    }
}

/// Hash of `parts`, each with its length in front, so that no two lists share their bytes.
fn digest(kind: &str, parts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in std::iter::once(&kind).chain(parts) {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let mut hex = hasher.finalize().to_hex().to_string();
    hex.truncate(N_DIGITS);
    hex
}

#[cfg(test)]
mod tests {
    use onrecord_text::alignment::AlignedText;
    use onrecord_text::document::{Locator, Metadata};
    use onrecord_text::excerpt::Excerpt;

    use super::*;

    fn document(file: &str, record: Option<usize>, text: &str) -> Document {
        Document {
            locator: Locator { file: file.to_owned(), record },
            original: Excerpt::new(0, text),
            text: AlignedText::verbatim(text),
            ..Document::default()
        }
    }

    #[test]
    fn a_report_is_known_by_its_content_not_its_path() {
        let text = "Die Ministerin sagte „nein“.";
        let one = ReportId::of(&document("a.txt", None, text));
        let two = ReportId::of(&document("b/c.txt", None, text));
        assert_eq!(one, two);
        let other = "Die Ministerin sagte „ja“.";
        assert_ne!(one, ReportId::of(&document("a.txt", None, other)));
    }

    #[test]
    fn a_part_of_a_file_keeps_its_id_when_the_file_grows_before_it() {
        let mut one = document("feed", Some(1), "wire copy");
        let two = document("feed", Some(2), "wire copy");
        one.original = Excerpt::new(500, "wire copy");
        assert_eq!(ReportId::of(&one), ReportId::of(&two));
    }

    #[test]
    fn the_same_wire_copy_at_two_outlets_is_two_reports() {
        let text = "wire copy";
        let mut one = document("feed", Some(1), text);
        let mut two = document("feed", Some(2), text);
        one.metadata = Metadata { outlet: Some("The Courier".to_owned()), ..Metadata::default() };
        two.metadata = Metadata { outlet: Some("The Herald".to_owned()), ..Metadata::default() };
        assert_ne!(ReportId::of(&one), ReportId::of(&two));
    }

    #[test]
    fn the_cut_between_parts_counts() {
        assert_ne!(digest("x", &["ab", "c"]), digest("x", &["a", "bc"]));
    }

    #[test]
    fn ids_are_read_back_checked() {
        let id = ActorId::of_person("ada quill");
        assert_eq!(id.as_str().parse(), Ok(id.clone()));
        assert!(id.as_str().parse::<ReportId>().is_err());
        let error = "r-né".parse::<ReportId>().expect_err("too short");
        assert_eq!(error.to_string(), "expected an id that starts with `r-`, found `r-né`");
    }
}
