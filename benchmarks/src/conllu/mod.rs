//! CoNLL-U treebanks as running text with everything tied to spans of it.
//!
//! - [`read`]: the file format.
//! - [`layout`]: tokens to running text.
//! - [`entity`]: the `Entity=` notation of GUM.
//!
//! Multiword tokens ("don't" over "do" and "n't") give the text their form and are otherwise left
//! out; empty nodes (`8.1`) belong to the enhanced graph alone and are left out.

pub mod entity;
pub mod layout;
pub mod read;

use std::ops::Range;

use anyhow::{Context, Result};

use onrecord_text::alignment::AlignedText;
use onrecord_text::document::Document as Report;
use onrecord_text::span::{Clean, Span};

use entity::Mention;

/// One document of a treebank.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Its name, from `# newdoc id`.
    pub id: String,
    /// Running text: blanks as printed, paragraphs as lines.
    pub text: String,
    /// Paragraphs, as ranges of `sentences`.
    pub paragraphs: Vec<Range<usize>>,
    /// Sentences, as ranges of `tokens`.
    pub sentences: Vec<Range<usize>>,
    /// All tokens.
    pub tokens: Vec<Token>,
    /// Entity mentions, by where they start, the longer first.
    pub mentions: Vec<Mention>,
}

/// A syntactic word.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// As printed.
    pub form: String,
    /// Dictionary form.
    pub lemma: String,
    /// Universal part of speech.
    pub upos: String,
    /// Penn part of speech.
    pub xpos: String,
    /// Number of its head among the document's tokens; `None` for a root.
    pub head: Option<usize>,
    /// Relation to its head.
    pub deprel: String,
    /// The last column, key by key.
    pub misc: Vec<(String, String)>,
    /// Where it stands in the text. The words of a multiword token share its span where they
    /// cannot be told apart in print.
    pub span: Span<Clean>,
}

impl Token {
    /// The value of `key` in the last column.
    pub fn misc(&self, key: &str) -> Option<&str> {
        self.misc.iter().find(|(k, _)| k == key).map(|(_, value)| value.as_str())
    }
}

impl Document {
    /// The text as a report that the reader takes. Its clean text is this text, so that spans of
    /// the one are spans of the other.
    pub fn report(&self) -> Report {
        Report { text: AlignedText::verbatim(&self.text), ..Report::default() }
    }

    /// The same document over the text it was made from, its tokens where their last column says (`Start=`, `End=`, in
    /// characters).
    ///
    /// # Errors
    /// If a token says no place, or one outside the text.
    pub fn placed_in(mut self, text: String) -> Result<Self> {
        let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        for token in &mut self.tokens {
            let place = |key| token.misc(key).and_then(|n| bytes.get(n.parse::<usize>().ok()?)).copied();
            let (start, end) = place("Start")
                .zip(place("End"))
                .filter(|(start, end)| start <= end)
                .with_context(|| format!("{}: the token “{}” has no place in the text", self.id, token.form))?;
            token.span = Span::from_range(start..end);
        }
        self.text = text;
        Ok(self)
    }

    /// The sentences as spans of their tokens, for the reader to take as given.
    pub fn sentence_spans(&self) -> Vec<Vec<Span<Clean>>> {
        let spans = |tokens: &Range<usize>| self.tokens[tokens.clone()].iter().map(|t| t.span).collect();
        self.sentences.iter().map(spans).collect()
    }

    /// The tokens that share a byte with `span`.
    pub fn tokens_under(&self, span: Span<Clean>) -> Range<usize> {
        let start = self.tokens.partition_point(|t| t.span.end() <= span.start());
        start..self.tokens.partition_point(|t| t.span.start() < span.end()).max(start)
    }

    /// The head of a stretch of tokens: the first one whose own head stands outside. `None` for an
    /// empty stretch.
    pub fn head_of(&self, tokens: &Range<usize>) -> Option<usize> {
        let outside = |at: &usize| self.tokens[*at].head.is_none_or(|head| !tokens.contains(&head));
        tokens.clone().find(outside).or(tokens.clone().next())
    }

    /// Whether the head of a stretch of tokens is a proper noun.
    pub fn is_name(&self, tokens: &Range<usize>) -> bool {
        self.head_of(tokens).is_some_and(|head| self.tokens[head].upos == "PROPN")
    }
}
