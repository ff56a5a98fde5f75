//! One report's text, cut once for all that look at it.

use std::ops::Range;

use onrecord_analysis::analysis::Analysis;
use onrecord_text::quotation::{Quotation, quotations};
use onrecord_text::span::{Clean, Span};

use crate::word::{Token, tokens};

/// Index of a token of the report.
pub(super) type TokenIdx = usize;

pub(super) struct Reading<'t> {
    pub text: &'t str,
    pub tokens: Vec<Token<'t>>,
    sentences: Vec<Range<usize>>,
    quoted: Vec<Range<usize>>,
}

impl<'t> Reading<'t> {
    pub fn new(text: &'t str, analysis: &Analysis) -> Self {
        // A mark that is not closed quotes the rest of the paragraph if the paragraph starts with
        // it, or the next one goes on with the quotation; elsewhere it is more likely a slip.
        let is_sound = |q: &Quotation| {
            let (before, after) = (&text[..q.open.start().get()], &text[q.close.end().get()..]);
            let line = before.rsplit('\n').next().unwrap_or("");
            let goes_on = after.trim_start().starts_with(['“', '"', '„', '«', '‘', '\'']);
            !q.is_open_ended() || line.trim().is_empty() || goes_on
        };
        let quoted = quotations(text).into_iter().filter(is_sound);
        let sentences = analysis.sentences.iter().map(|sentence| sentence.span.range());
        Self {
            text,
            tokens: tokens(text),
            sentences: sentences.collect(),
            quoted: quoted.map(|q| q.span().range()).collect(),
        }
    }

    pub fn token(&self, idx: TokenIdx) -> Option<&Token<'t>> {
        self.tokens.get(idx)
    }

    /// The token before `idx`, if it is in the same sentence.
    pub fn before(&self, idx: TokenIdx) -> Option<&Token<'t>> {
        let token = self.tokens.get(idx.checked_sub(1)?)?;
        let start = self.sentence_start(self.tokens.get(idx)?.range.start);
        (token.range.start >= start).then_some(token)
    }

    /// The tokens that `span` covers.
    pub fn tokens_in(&self, span: Span<Clean>) -> Range<TokenIdx> {
        let range = span.range();
        let start = self.tokens.partition_point(|t| t.range.end <= range.start);
        let end = self.tokens.partition_point(|t| t.range.start < range.end);
        start..end.max(start)
    }

    /// The clean text that `tokens` cover.
    pub fn span_of(&self, tokens: Range<TokenIdx>) -> Span<Clean> {
        let first = self.tokens.get(tokens.start);
        let last = tokens.end.checked_sub(1).and_then(|i| self.tokens.get(i));
        match (first, last) {
            (Some(first), Some(last)) => Span::from_range(first.range.start..last.range.end),
            _ => Span::from_range(0..0),
        }
    }

    /// Number of the sentence that holds the byte `at`; of the next one between sentences.
    pub fn sentence_idx(&self, at: usize) -> usize {
        self.sentences.partition_point(|s| s.end <= at)
    }

    pub fn sentence(&self, idx: usize) -> Option<Range<usize>> {
        self.sentences.get(idx).cloned()
    }

    /// Where the sentence with the byte `at` starts; the line, if it is in no sentence.
    fn sentence_start(&self, at: usize) -> usize {
        match self.sentences.get(self.sentence_idx(at)) {
            Some(sentence) if sentence.start <= at => sentence.start,
            _ => self.text[..at].rfind('\n').map_or(0, |line| line + 1),
        }
    }

    /// Whether the token is the first word of its sentence, where a capital means nothing.
    pub fn starts_sentence(&self, idx: TokenIdx) -> bool {
        self.before(idx).is_none_or(|before| !before.is_word)
            && self.tokens.get(idx).is_some_and(|token| {
                let start = self.sentence_start(token.range.start);
                !self.text[start..token.range.start].contains(char::is_alphanumeric)
            })
    }

    /// What is quoted of `range`, in order.
    pub fn quoted_in(&self, range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let cut = move |quoted: &Range<usize>| quoted.start.max(range.start)..quoted.end.min(range.end);
        self.quoted.iter().map(cut).filter(|quoted| !quoted.is_empty())
    }

    /// Whether the byte `at` stands in quotation marks.
    pub fn is_quoted(&self, at: usize) -> bool {
        let next = self.quoted.partition_point(|q| q.end <= at);
        self.quoted.get(next).is_some_and(|q| q.start <= at)
    }

    /// Whether all words of `range` stand in quotation marks.
    pub fn is_all_quoted(&self, range: &Range<usize>) -> bool {
        let tokens = self.tokens_in(Span::from_range(range.clone()));
        let mut words = self.tokens.get(tokens).unwrap_or(&[]).iter();
        words.all(|t| !t.is_word || self.is_quoted(t.range.start))
    }
}
