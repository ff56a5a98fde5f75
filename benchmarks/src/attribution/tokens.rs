//! A gold text as the scorer sees it: tokens, and which of them stand in quotation marks.

use std::collections::BTreeSet;
use std::ops::Range;

use super::quoted::quoted_mask;

/// Set of token numbers.
pub type TokenSet = BTreeSet<usize>;

/// How the content of an attribution is quoted, by the scorer's own marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuotedKind {
    /// All words within marks.
    Direct,
    /// Some.
    Mixed,
    /// None.
    Indirect,
}

/// A text and its tokens: maximal runs of word characters, or single other non-space characters.
pub struct Text {
    /// The characters.
    pub chars: Vec<char>,
    /// Every token as a range of characters.
    pub tokens: Vec<Range<usize>>,
    quoted: Vec<bool>,
}

impl Text {
    /// Cuts `text` into tokens and finds its quotations.
    pub fn new(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let mut tokens = Vec::new();
        let mut i = 0;
        while i < chars.len() {
            let start = i;
            i += 1;
            if chars[start].is_whitespace() {
                continue;
            }
            if is_word(chars[start]) {
                while i < chars.len() && is_word(chars[i]) {
                    i += 1;
                }
            }
            tokens.push(start..i);
        }
        let mask = quoted_mask(&chars);
        let quoted = tokens.iter().map(|t| mask[t.start]).collect();
        Self { chars, tokens, quoted }
    }

    /// The tokens that share a character with any of `spans`.
    pub fn token_set(&self, spans: &[Range<usize>]) -> TokenSet {
        let mut found = TokenSet::new();
        for span in spans {
            let first = self.tokens.partition_point(|t| t.end <= span.start);
            found.extend((first..self.tokens.len()).take_while(|&i| self.tokens[i].start < span.end));
        }
        found
    }

    /// Whether token `i` is a word rather than a mark.
    pub fn is_word(&self, i: usize) -> bool {
        is_word(self.chars[self.tokens[i].start])
    }

    /// Token `i` as text.
    pub fn word(&self, i: usize) -> String {
        self.chars[self.tokens[i].clone()].iter().collect()
    }

    /// The characters between tokens `i` and `j`.
    pub fn gap(&self, i: usize, j: usize) -> &[char] {
        self.chars.get(self.tokens[i].end..self.tokens[j].start).unwrap_or(&[])
    }

    /// How a set of content tokens is quoted.
    pub fn kind(&self, content: &TokenSet) -> QuotedKind {
        let words: Vec<usize> = content.iter().copied().filter(|&i| self.is_word(i)).collect();
        match words.iter().filter(|&&i| self.quoted[i]).count() {
            0 => QuotedKind::Indirect,
            n if n == words.len() => QuotedKind::Direct,
            _ => QuotedKind::Mixed,
        }
    }
}

fn is_word(c: char) -> bool {
    onrecord_text::unit::is_word(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_takes_every_token_it_touches() {
        let text = Text::new("Ça va, “dit-il”.");
        assert_eq!(text.token_set(&[Range { start: 1, end: 5 }]), TokenSet::from([0, 1]));
        assert_eq!(text.word(1), "va");
        assert_eq!(text.kind(&text.token_set(&[Range { start: 7, end: 15 }])), QuotedKind::Direct);
        assert_eq!(text.kind(&text.token_set(&[Range { start: 0, end: 15 }])), QuotedKind::Mixed);
    }
}
