//! The stretch of a decoded file that holds a report.

use std::ops::Range;

use crate::alignment::AlignedText;
use crate::span::{Original, Span};

/// Characters of a file as decoded, and where in it they start.
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

    /// The stretch of `file` that `text` was taken from, from its first character to its last.
    pub fn behind(text: &AlignedText, file: &str) -> Self {
        let spans = text.to_original(Span::from_range(0..text.as_str().len()));
        let (Some(first), Some(last)) = (spans.first(), spans.last()) else {
            return Self::default();
        };
        let span = first.cover(*last);
        Self::new(span.start().get(), slice_chars(file, span.range()))
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
fn slice_chars(text: &str, range: Range<usize>) -> &str {
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
    let starts_char = |byte: &u8| (*byte & 0xC0) != 0x80;
    let (mut left, mut at) = (n, 0);
    for block in text.as_bytes().chunks(BLOCK) {
        let n_here = block.iter().filter(|b| starts_char(b)).count();
        if n_here > left {
            let found = block.iter().enumerate().filter(|(_, b)| starts_char(b)).nth(left);
            return at + found.map_or(block.len(), |(offset, _)| offset);
        }
        left -= n_here;
        at += block.len();
    }
    text.len()
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

    #[test]
    fn the_stretch_behind_a_text_reaches_from_its_first_character_to_its_last() {
        let file = "{“é”: Žádná <b>dohoda</b>.}";
        let mut text = AlignedText::default();
        text.push_copied("Žádná ", crate::span::Offset::new(6));
        text.push_copied("dohoda", crate::span::Offset::new(15));
        let excerpt = Excerpt::behind(&text, file);
        assert_eq!((excerpt.start(), excerpt.text()), (6, "Žádná <b>dohoda"));
    }
}
