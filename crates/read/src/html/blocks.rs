//! Runs of an HTML source put together to lines of text, aligned to the file.

use std::ops::Range;

use onrecord_text::alignment::AlignedText;

use crate::html::entity;
use crate::html::scan::Scan;
use crate::trace::{Traced, Tracer};

/// The text of the `runs` of `scan`, given by their numbers in order: one line a block, space
/// collapsed as a browser does, references decoded.
pub(crate) fn lines(source: &Traced, scan: &Scan, runs: &[usize]) -> AlignedText {
    let mut writer = Writer {
        source: source.as_str(),
        tracer: source.tracer(),
        out: AlignedText::default(),
        space: None,
        line_is_empty: true,
    };
    let mut block = None;
    for run in runs.iter().filter_map(|i| scan.runs.get(*i)) {
        if block.replace(run.block) != Some(run.block) {
            writer.end_line();
        }
        writer.run(run.bytes.clone(), run.traits.preformatted);
    }
    writer.out
}

struct Writer<'s> {
    source: &'s str,
    tracer: Tracer<'s>,
    out: AlignedText,
    /// Space seen but not yet written; it is dropped at the end of a line.
    space: Option<Range<usize>>,
    line_is_empty: bool,
}

impl Writer<'_> {
    fn end_line(&mut self) {
        self.space = None;
        self.line_is_empty = true;
    }

    fn run(&mut self, bytes: Range<usize>, preformatted: bool) {
        let mut at = bytes.start;
        let mut copied = at;
        while at < bytes.end {
            let rest = self.source.get(at..bytes.end).unwrap_or("");
            let Some(c) = rest.chars().next() else { return };
            if c.is_ascii_whitespace() {
                self.copy(copied..at);
                let n_space = rest.bytes().take_while(u8::is_ascii_whitespace).count();
                if preformatted && rest[..n_space].contains(['\n', '\r']) {
                    self.end_line();
                } else if !self.line_is_empty && self.space.is_none() {
                    self.space = Some(at..at + n_space);
                }
                at += n_space;
                copied = at;
            } else if c == '&'
                && let Some((decoded, n_bytes)) = entity::reference(rest)
            {
                self.copy(copied..at);
                self.begin();
                self.tracer.replace(at..at + n_bytes, &decoded, &mut self.out);
                at += n_bytes;
                copied = at;
            } else {
                at += c.len_utf8();
            }
        }
        self.copy(copied..at);
    }

    fn copy(&mut self, bytes: Range<usize>) {
        if !bytes.is_empty() {
            self.begin();
            self.tracer.copy(bytes, &mut self.out);
        }
    }

    /// Writes what has to stand before the next character: a line break, a space or nothing.
    fn begin(&mut self) {
        if self.line_is_empty {
            if !self.out.as_str().is_empty() {
                self.out.push_inserted("\n");
            }
            self.line_is_empty = false;
        } else if let Some(space) = self.space.take() {
            if self.source.get(space.clone()) == Some(" ") {
                self.tracer.copy(space, &mut self.out);
            } else {
                self.tracer.replace(space, " ", &mut self.out);
            }
        }
    }
}
