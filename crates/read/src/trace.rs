//! A string on its way: text taken out of a file, each character still tied to where it stood.
//!
//! JSON strings and feed entries hold text that is itself HTML. What the HTML reader makes of it
//! must lead back to the file, not to the string in between. A [`Traced`] is that string in
//! between; a [`Tracer`] walks it once, forward, and copies parts of it into an
//! [`AlignedText`] with the offsets of the file. (An `AlignedText` could be its own source, but
//! it finds the offset of each part by counting from the start of the segment, which is quadratic
//! in the number of tags.)

use std::ops::Range;

use onrecord_text::alignment::AlignedText;
use onrecord_text::span::{Offset, Span};

#[derive(Clone, Debug)]
struct Piece {
    /// Bytes of the text.
    clean: Range<usize>,
    /// Characters of the file.
    original: Range<usize>,
    copied: bool,
}

/// Text tied to the file it was taken from. Must be built in the order of the file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Traced {
    text: String,
    /// Without gaps on the clean side.
    pieces: Vec<Piece>,
}

impl Traced {
    /// Text that stands in the file as it is, from character `at` on.
    pub(crate) fn verbatim(text: &str, at: usize) -> Self {
        let mut traced = Self::default();
        traced.push_copied(text, at);
        traced
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// Appends text that stands in the file, character for character, from `at` on. Gives the
    /// character after it.
    pub(crate) fn push_copied(&mut self, text: &str, at: usize) -> usize {
        let end = at + text.chars().count();
        self.push(text, at..end, true);
        end
    }

    /// Appends text that stands for the characters `original` of the file as a whole; for an
    /// empty range, with nothing behind it.
    pub(crate) fn push_replaced(&mut self, text: &str, original: Range<usize>) {
        self.push(text, original, false);
    }

    /// Appends a line break with nothing behind it, unless there is nothing to separate yet.
    pub(crate) fn push_break(&mut self) {
        if let Some(last) = self.pieces.last() {
            let end = last.original.end;
            self.push("\n", end..end, false);
        }
    }

    fn push(&mut self, text: &str, original: Range<usize>, copied: bool) {
        if text.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(text);
        let clean = start..self.text.len();
        match self.pieces.last_mut() {
            Some(last) if last.copied && copied && last.original.end == original.start => {
                last.clean.end = clean.end;
                last.original.end = original.end;
            }
            _ => self.pieces.push(Piece { clean, original, copied }),
        }
    }

    /// The whole text, with line ends of every kind as `\n`.
    pub(crate) fn to_lines(&self) -> AlignedText {
        let mut out = AlignedText::default();
        let mut tracer = self.tracer();
        let mut at = 0;
        for (start, _) in self.text.match_indices('\r') {
            if start < at {
                continue;
            }
            tracer.copy(at..start, &mut out);
            let has_feed = self.text[start + 1..].starts_with('\n');
            at = start + 1 + usize::from(has_feed);
            tracer.replace(start..at, "\n", &mut out);
        }
        tracer.copy(at..self.text.len(), &mut out);
        out
    }

    /// The whole text as it is.
    #[cfg(test)]
    pub(crate) fn aligned(&self) -> AlignedText {
        let mut out = AlignedText::default();
        self.tracer().copy(0..self.text.len(), &mut out);
        out
    }

    pub(crate) fn tracer(&self) -> Tracer<'_> {
        Tracer { traced: self, piece: 0, byte: 0, n_chars: 0 }
    }
}

/// A walk over a [`Traced`], forward only: each range must start where the one before ended, or
/// later.
pub(crate) struct Tracer<'t> {
    traced: &'t Traced,
    piece: usize,
    /// A byte of the piece, and the number of characters of the piece before it.
    byte: usize,
    n_chars: usize,
}

impl Tracer<'_> {
    /// Appends the bytes `range` of the text to `out`.
    pub(crate) fn copy(&mut self, range: Range<usize>, out: &mut AlignedText) {
        let mut start = range.start;
        while start < range.end {
            let Some(piece) = self.enter(start, true) else {
                return;
            };
            let end = range.end.min(piece.clean.end);
            let text = self.traced.text.get(start..end).unwrap_or("");
            if piece.copied {
                let at = piece.original.start + self.n_chars;
                out.push_copied(text, Offset::new(at));
            } else {
                out.push_replaced(text, Span::from_range(piece.original.clone()));
            }
            start = end;
        }
    }

    /// Appends `text` to `out`, standing for the bytes `range` as a whole.
    pub(crate) fn replace(&mut self, range: Range<usize>, text: &str, out: &mut AlignedText) {
        let start = match self.enter(range.start, true) {
            Some(piece) if piece.copied => piece.original.start + self.n_chars,
            Some(piece) => piece.original.start,
            None => return out.push_inserted(text),
        };
        let end = match self.enter(range.end, false) {
            Some(piece) if piece.copied => piece.original.start + self.n_chars,
            Some(piece) => piece.original.end,
            None => start,
        };
        out.push_replaced(text, Span::from_range(start..end));
    }

    /// Goes to `byte` and gives the piece it is in; of two that meet there the later one if
    /// `later`.
    fn enter(&mut self, byte: usize, later: bool) -> Option<Piece> {
        loop {
            let piece = self.traced.pieces.get(self.piece)?;
            if piece.clean.end > byte || (!later && piece.clean.end == byte) {
                let from = self.byte.max(piece.clean.start);
                let passed = self.traced.text.get(from..byte.max(from)).unwrap_or("");
                self.n_chars += passed.chars().count();
                self.byte = byte.max(from);
                return Some(piece.clone());
            }
            self.piece += 1;
            self.byte = piece.clean.end;
            self.n_chars = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_of_the_file_come_through() {
        // The file: `ż\"gęś\"`, of which the text is `ż"gęś"`.
        let mut traced = Traced::verbatim("ż", 0);
        traced.push_replaced("\"", 1..3);
        traced.push_copied("gęś", 3);
        traced.push_replaced("\"", 6..8);
        let mut out = AlignedText::default();
        let mut tracer = traced.tracer();
        tracer.copy(0..3, &mut out);
        tracer.copy(4..8, &mut out);
        assert_eq!(out.as_str(), "ż\"ęś");
        let spans = out.to_original(Span::from_range(0..out.as_str().len()));
        assert_eq!(spans, [Span::from_range(0..3), Span::from_range(4..6)]);
    }

    #[test]
    fn line_ends_become_line_feeds() {
        let text = Traced::verbatim("é\r\nb\rc\n\r\r\n", 0).to_lines();
        assert_eq!(text.as_str(), "é\nb\nc\n\n\n");
        let b = text.to_original(Span::from_range(3..4));
        assert_eq!(b, [Span::from_range(3..4)]);
        let end = text.to_original(Span::from_range(2..3));
        assert_eq!(end, [Span::from_range(1..3)]);
    }
}
