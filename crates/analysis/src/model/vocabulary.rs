//! Word pieces: the encoder's alphabet.
//!
//! The encoder reads lower-cased, accent-free word pieces of a fixed vocabulary (WordPiece, Wu et
//! al. 2016, with BERT's normalisation, Devlin et al. 2019). A unit becomes one piece or more: the
//! longest piece that starts the word, then the longest that continues it, and so on. A word that
//! cannot be built this way becomes the unknown piece.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::error::{ReaderError, ReaderErrorKind};

/// Number of a word piece in the vocabulary.
pub(crate) type PieceId = u32;

/// Longest run of characters that is cut into pieces; longer ones become the unknown piece.
const LONGEST_WORD: usize = 100;

/// Most pieces kept of one unit. A unit of more is no word (an address, a key), and would crowd
/// the window. Training cuts at the same number.
const MOST_PIECES: usize = 16;

pub(crate) struct Vocabulary {
    /// Pieces that start a word.
    starts: HashMap<Box<str>, PieceId>,
    /// Pieces that continue one, without their `##`.
    continuations: HashMap<Box<str>, PieceId>,
    longest: usize,
    unknown: PieceId,
    pub(crate) first_mark: PieceId,
    pub(crate) last_mark: PieceId,
}

impl Vocabulary {
    /// Reads a vocabulary, one piece a line, numbered from 0.
    pub(crate) fn parse(text: &str) -> Result<Self, ReaderError> {
        let (mut starts, mut continuations, mut longest) = (HashMap::new(), HashMap::new(), 0);
        for (id, line) in text.lines().enumerate() {
            let id = PieceId::try_from(id).map_err(|_| ReaderErrorKind::Weights("the vocabulary is too long"))?;
            let piece = line.trim_end_matches('\r');
            longest = longest.max(piece.len());
            match piece.strip_prefix("##") {
                Some(rest) if !rest.is_empty() => continuations.insert(rest.into(), id),
                _ => starts.insert(piece.into(), id),
            };
        }
        let special = |name: &str| {
            starts.get(name).copied().ok_or(ReaderErrorKind::Weights("the vocabulary lacks a special piece"))
        };
        let (unknown, first_mark, last_mark) = (special("[UNK]")?, special("[CLS]")?, special("[SEP]")?);
        Ok(Self { starts, continuations, longest, unknown, first_mark, last_mark })
    }

    /// Appends the pieces of one unit to `pieces`; at least one, at most [`MOST_PIECES`].
    pub(crate) fn push_pieces(&self, unit: &str, pieces: &mut Vec<PieceId>) {
        let before = pieces.len();
        let word = normalise(unit);
        for part in split_words(&word) {
            self.push_word(part, pieces);
        }
        pieces.truncate(before + MOST_PIECES);
        if pieces.len() == before {
            pieces.push(self.unknown);
        }
    }

    fn push_word(&self, word: &str, pieces: &mut Vec<PieceId>) {
        let before = pieces.len();
        if word.chars().count() > LONGEST_WORD {
            pieces.push(self.unknown);
            return;
        }
        let mut start = 0;
        while start < word.len() {
            let table = if start == 0 { &self.starts } else { &self.continuations };
            let mut end = word.len().min(start + self.longest);
            let found = loop {
                if let Some(part) = word.get(start..end)
                    && let Some(&id) = table.get(part)
                {
                    break Some(id);
                }
                end -= 1;
                if end <= start {
                    break None;
                }
            };
            let Some(id) = found else {
                pieces.truncate(before);
                pieces.push(self.unknown);
                return;
            };
            pieces.push(id);
            start = end;
        }
    }
}

/// Lower case, accents dropped, control characters dropped.
fn normalise(unit: &str) -> String {
    if unit.is_ascii() {
        return unit.chars().filter(|c| !c.is_ascii_control()).map(|c| c.to_ascii_lowercase()).collect();
    }
    let kept = unit.chars().filter(|&c| c != '\u{fffd}' && !is_control(c));
    kept.nfd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase).collect()
}

/// Control, format and private characters, which BERT's normalisation drops.
fn is_control(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{e000}'..='\u{f8ff}')
}

/// Cuts a unit where BERT's pre-tokenizer would: around underscores, and around every ideograph.
fn split_words(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = if stands_alone(first) { first.len_utf8() } else { rest.find(stands_alone).unwrap_or(rest.len()) };
        let (part, after) = rest.split_at(end);
        rest = after;
        Some(part)
    })
}

fn stands_alone(c: char) -> bool {
    c == '_'
        || matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{2ceaf}' | '\u{f900}'..='\u{faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const PIECES: &str = "[PAD]\n[UNK]\n[CLS]\n[SEP]\nun\n##want\n##ed\n##s\nmull\n##er\n_\n北\n“\nñ";

    fn check(unit: &str, expected: &[&str]) {
        let vocabulary = Vocabulary::parse(PIECES).expect("a whole vocabulary");
        let mut pieces = Vec::new();
        vocabulary.push_pieces(unit, &mut pieces);
        let lines: Vec<&str> = PIECES.lines().collect();
        let found: Vec<_> = pieces.iter().map(|&p| lines[p as usize]).collect();
        assert_eq!(found, expected, "{unit}");
    }

    #[test]
    fn the_longest_piece_wins() {
        check("Unwanted", &["un", "##want", "##ed"]);
        check("MÜLLERS", &["mull", "##er", "##s"]);
    }

    #[test]
    fn what_cannot_be_built_is_unknown() {
        check("unwantedly", &["[UNK]"]);
        check("\u{200b}", &["[UNK]"]);
        check(&"un".repeat(60), &["[UNK]"]);
    }

    #[test]
    fn ideographs_and_underscores_stand_alone() {
        check("un_北un", &["un", "_", "北", "un"]);
        check("“", &["“"]);
    }

    #[test]
    fn a_vocabulary_without_its_special_pieces_is_refused() {
        assert!(Vocabulary::parse("a\nb").is_err());
    }
}
