//! What can go wrong in reading, said so that somebody who never saw the code knows what to do.

use std::fmt;
use std::io;

/// A file, or one record of a file, that could not be read.
///
/// The message names the file, the place in it, what is wrong there and what helps. For programs
/// there is [`ReadError::kind`]; the details behind a kind are private, so that messages can get
/// better without breaking anybody.
#[derive(Debug, thiserror::Error)]
#[error("{file}{}: {problem}", Comma(place))]
pub struct ReadError {
    file: String,
    place: Option<Place>,
    #[source]
    problem: Problem,
}

impl ReadError {
    pub(crate) fn new(file: &str, place: Option<Place>, problem: Problem) -> Self {
        Self { file: file.to_owned(), place, problem }
    }

    /// The path as the user gave it, or `-` for standard input.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Which line, entry or record of the file is meant, counted from 1; the same number as in
    /// [`onrecord_text::document::Locator::record`]. `None` where it is the file as a whole.
    pub fn record(&self) -> Option<usize> {
        self.place.map(|p| p.number)
    }

    /// What sort of problem it is.
    pub fn kind(&self) -> ErrorKind {
        match &self.problem {
            Problem::Open(_) | Problem::Read(_) => ErrorKind::Io,
            Problem::Binary { .. } => ErrorKind::Binary,
            Problem::Empty | Problem::NoText => ErrorKind::Empty,
            Problem::TooLarge { .. } => ErrorKind::TooLarge,
            Problem::Json { .. } | Problem::Xml { .. } | Problem::Warc { .. } => ErrorKind::Syntax,
            Problem::NoTextField { .. } => ErrorKind::NoTextField,
            Problem::NoReports => ErrorKind::NoReports,
        }
    }
}

/// Sorts of [`ReadError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The operating system refused, or the compressed data is damaged.
    Io,
    /// Not text.
    Binary,
    /// No text in it.
    Empty,
    /// One report larger than [`crate::Options::max_document_bytes`].
    TooLarge,
    /// JSON, XML or WARC that does not parse.
    Syntax,
    /// JSON without a field that holds the text.
    NoTextField,
    /// A folder without anything to read.
    NoReports,
}

/// One of the records a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) unit: Unit,
    pub(crate) number: usize,
}

/// What the records of a file are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Line,
    Item,
    Entry,
    Record,
}

impl Unit {
    pub(crate) fn number(self, number: usize) -> Place {
        Place { unit: self, number }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Line => "line",
            Unit::Item => "item",
            Unit::Entry => "entry",
            Unit::Record => "record",
        };
        write!(f, "{unit} {}", self.number)
    }
}

struct Comma<'a>(&'a Option<Place>);

impl fmt::Display for Comma<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(place) => write!(f, ", {place}"),
            None => Ok(()),
        }
    }
}

/// What is wrong, and what helps.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Problem {
    #[error("cannot be opened ({0}); check the path and the permissions")]
    Open(#[source] io::Error),
    #[error("cannot be read to its end ({0}); what came before was read")]
    Read(#[source] io::Error),
    #[error("this is {what}, not text; {advice}")]
    Binary { what: &'static str, advice: &'static str },
    #[error("this is empty; nothing was read")]
    Empty,
    #[error("there is no text in it; nothing was read")]
    NoText,
    #[error(
        "larger than {} for a single report; split it into reports, give them as JSON Lines \
         (one report a line), or raise the limit",
        Size(*limit)
    )]
    TooLarge { limit: usize },
    #[error("not valid JSON: {message}; expected one JSON object a report")]
    Json { message: String },
    #[error("not well-formed XML: {message}; what came before was read")]
    Xml { message: String },
    #[error("damaged WARC record: {message}; the reading went on with the next one")]
    Warc { message: String },
    #[error(
        "no field holds the text of the report; looked for \"text\", \"body\", \"content\", \
         \"article\" and the like, found {fields}"
    )]
    NoTextField { fields: String },
    #[error("no reports in this folder; files with text, HTML, JSON, feeds or WARC are read")]
    NoReports,
}

impl Problem {
    /// For a file as a whole.
    pub(crate) fn of(self, file: &str) -> ReadError {
        ReadError::new(file, None, self)
    }

    /// For one record of a file.
    pub(crate) fn at(self, file: &str, place: Place) -> ReadError {
        ReadError::new(file, Some(place), self)
    }
}

/// A number of bytes as a person writes it.
struct Size(usize);

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const MIB: usize = 1 << 20;
        if self.0 >= MIB && self.0.is_multiple_of(MIB) {
            write!(f, "{} MiB", self.0 / MIB)
        } else {
            write!(f, "{} bytes", self.0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_say_where_what_and_what_to_do() {
        let cases = [
            (
                Problem::TooLarge { limit: 32 << 20 }.of("gemäß.txt"),
                "gemäß.txt: larger than 32 MiB for a single report; split it into reports, give \
                 them as JSON Lines (one report a line), or raise the limit",
            ),
            (
                Problem::NoTextField { fields: "\"título\"".into() }.at("a.jsonl", Unit::Line.number(7)),
                "a.jsonl, line 7: no field holds the text of the report; looked for \"text\", \
                 \"body\", \"content\", \"article\" and the like, found \"título\"",
            ),
        ];
        for (error, expected) in cases {
            assert_eq!(error.to_string(), expected);
        }
    }
}
