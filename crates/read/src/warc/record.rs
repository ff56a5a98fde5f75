//! The records of a web archive, one after the other, each in memory at most once.

use std::io::{self, BufRead, Read};

use crate::source::Line;

/// Longest header line that is kept; addresses in real archives reach a few thousand bytes.
const MAX_HEADER: usize = 64 << 10;
/// Most header lines of a record; real ones have about a dozen.
const MAX_HEADERS: usize = 256;

/// A record with its headers and its content.
#[derive(Debug, Default)]
pub(crate) struct Record {
    headers: Vec<(String, String)>,
    pub(crate) content: Vec<u8>,
}

impl Record {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut found = self.headers.iter().filter(|(key, _)| key.eq_ignore_ascii_case(name));
        found.next().map(|(_, value)| value.as_str())
    }
}

/// What comes next in an archive.
pub(crate) enum Next {
    Record(Record),
    /// A record that was not asked for.
    Skipped,
    /// A record that cannot be read; all up to the next one that can is taken as part of it.
    Damaged(String),
    TooLarge,
    End,
}

/// The records of a stream.
pub(crate) struct Records<'r> {
    reader: &'r mut dyn BufRead,
    limit: usize,
    line: Line,
    /// Whether the line read last starts a record.
    at_start: bool,
}

impl<'r> Records<'r> {
    pub(crate) fn new(reader: &'r mut dyn BufRead, limit: usize) -> Self {
        Self { reader, limit, line: Line::default(), at_start: false }
    }

    /// The next record, with its content if it `is_wanted` by its headers.
    pub(crate) fn next(&mut self, is_wanted: fn(&Record) -> bool) -> io::Result<Next> {
        if !std::mem::take(&mut self.at_start) {
            loop {
                if !self.next_line()? {
                    return Ok(Next::End);
                }
                if !self.line().is_empty() {
                    break;
                }
            }
            if !self.line().starts_with(b"WARC/") {
                return self.damaged("found other data where the next record should start".into());
            }
        }
        let mut record = Record::default();
        loop {
            if !self.next_line()? {
                return Ok(Next::Damaged("the file ends in its headers".into()));
            }
            let line = String::from_utf8_lossy(self.line()).into_owned();
            if line.is_empty() {
                break;
            }
            if line.starts_with("WARC/") {
                self.at_start = true;
                return Ok(Next::Damaged("another record starts in its headers".into()));
            }
            if record.headers.len() == MAX_HEADERS {
                return self.damaged("it has too many headers".into());
            }
            if line.starts_with([' ', '\t'])
                && let Some((_, value)) = record.headers.last_mut()
            {
                value.push_str(line.trim_end());
            } else if let Some((key, value)) = line.split_once(':') {
                record.headers.push((key.trim().to_owned(), value.trim().to_owned()));
            }
        }
        let length = record.header("Content-Length").and_then(|l| l.parse::<u64>().ok());
        let Some(length) = length else {
            return self.damaged("it does not state its length".into());
        };
        self.content(record, length, is_wanted)
    }

    fn content(&mut self, mut record: Record, length: u64, is_wanted: fn(&Record) -> bool) -> io::Result<Next> {
        let wanted = is_wanted(&record);
        let mut content = self.reader.take(length);
        let fits = length <= self.limit as u64;
        let n_read = if wanted && fits {
            content.read_to_end(&mut record.content)? as u64
        } else {
            io::copy(&mut content, &mut io::sink())?
        };
        if n_read < length {
            return Ok(Next::Damaged("the file ends in its content".into()));
        }
        Ok(match (wanted, fits) {
            (false, _) => Next::Skipped,
            (true, false) => Next::TooLarge,
            (true, true) => Next::Record(record),
        })
    }

    /// Goes to the start of the next record.
    fn damaged(&mut self, message: String) -> io::Result<Next> {
        while self.next_line()? {
            if self.line().starts_with(b"WARC/1.") {
                self.at_start = true;
                break;
            }
        }
        Ok(Next::Damaged(message))
    }

    fn next_line(&mut self) -> io::Result<bool> {
        self.line.read(self.reader, MAX_HEADER)
    }

    fn line(&self) -> &[u8] {
        self.line.bytes.strip_suffix(b"\r").unwrap_or(&self.line.bytes)
    }
}
