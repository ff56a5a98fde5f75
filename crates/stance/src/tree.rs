//! Looking around in the trees of a report.

use onrecord_analysis::analysis::Analysis;
use onrecord_analysis::syntax::Token;
use onrecord_text::span::{Clean, Offset, Span};

/// Position of a token in the analysis.
pub(crate) type At = usize;

/// The trees of a report, with the words below each word.
pub(crate) struct Tree<'a> {
    pub text: &'a str,
    pub analysis: &'a Analysis,
    below: Vec<Vec<At>>,
}

impl<'a> Tree<'a> {
    pub fn new(text: &'a str, analysis: &'a Analysis) -> Self {
        let mut below = vec![Vec::new(); analysis.tokens.len()];
        for (at, token) in analysis.tokens.iter().enumerate() {
            if let Some(words) = token.head.and_then(|head| below.get_mut(head)) {
                words.push(at);
            }
        }
        Self { text, analysis, below }
    }

    pub fn token(&self, at: At) -> Option<&'a Token> {
        self.analysis.tokens.get(at)
    }

    /// The word at this place of the text, or the first behind it.
    pub fn at(&self, place: Offset<Clean>) -> Option<At> {
        let at = self.analysis.tokens.partition_point(|token| token.span.end() <= place);
        (at < self.analysis.tokens.len()).then_some(at)
    }

    pub fn word(&self, at: At) -> &'a str {
        self.token(at).map_or("", |token| token.span.slice(self.text))
    }

    /// The dictionary form in small letters.
    pub fn lemma(&self, at: At) -> String {
        self.token(at).map(|token| token.lemma.to_lowercase()).unwrap_or_default()
    }

    pub fn tag(&self, at: At) -> &'static str {
        self.token(at).map_or("", |token| token.tag.name())
    }

    pub fn class(&self, at: At) -> &'static str {
        self.token(at).map_or("", |token| token.class.name())
    }

    /// The relation to the head, with its subtype.
    pub fn full_relation(&self, at: At) -> &'static str {
        self.token(at).map_or("", |token| token.relation.name())
    }

    /// The relation to the head up to the colon.
    pub fn relation(&self, at: At) -> &'static str {
        self.token(at).map_or("", |token| token.relation.universal())
    }

    pub fn head(&self, at: At) -> Option<At> {
        self.token(at)?.head
    }

    /// The sentence that the word stands in.
    pub fn sentence(&self, at: At) -> Option<usize> {
        let sentence = self.analysis.sentences.partition_point(|sentence| sentence.tokens.end <= at);
        self.analysis.sentences.get(sentence).filter(|sentence| sentence.tokens.contains(&at)).map(|_| sentence)
    }

    /// The words that hang on `at`, in text order.
    pub fn below(&self, at: At) -> impl Iterator<Item = At> {
        self.below.get(at).into_iter().flatten().copied()
    }

    /// The words that hang on `at` by one of `relations`.
    pub fn hanging<'r>(&'r self, at: At, relations: &'r [&str]) -> impl Iterator<Item = At> {
        self.below(at).filter(move |below| relations.contains(&self.relation(*below)))
    }

    pub fn is_verb(&self, at: At) -> bool {
        self.tag(at).starts_with('V') || self.class(at) == "VERB"
    }

    /// `at` and everything under it, but for the branches that `leave_out` names by their first word; in text order.
    pub fn under(&self, at: At, leave_out: &dyn Fn(At) -> bool) -> Vec<At> {
        let mut found = vec![at];
        let mut next = 0;
        while let Some(at) = found.get(next).copied() {
            found.extend(self.below(at).filter(|below| !leave_out(*below)));
            next += 1;
        }
        found.sort_unstable();
        found
    }

    /// `at`, the word it hangs on, the word that one hangs on, up to the root.
    pub fn up(&self, at: At) -> impl Iterator<Item = At> {
        std::iter::successors(Some(at), |at| self.head(*at)).take(self.analysis.tokens.len())
    }

    /// The words from `at` up to `above`, both included.
    pub fn path(&self, at: At, above: At) -> Vec<At> {
        let mut path: Vec<At> = self.up(at).take_while(|step| *step != above).collect();
        path.push(above);
        path
    }

    /// From the first of `words` to the last.
    pub fn span(&self, words: &[At]) -> Option<Span<Clean>> {
        let first = words.iter().min().and_then(|at| self.token(*at))?;
        let last = words.iter().max().and_then(|at| self.token(*at))?;
        Some(Span::from_range(first.span.start().get()..last.span.end().get()))
    }

    /// Lemmas of the words that introduce `at`: "in exchange for", "against", "that".
    pub fn introduced_by(&self, at: At) -> Vec<String> {
        let mut words: Vec<At> = Vec::new();
        for mark in self.hanging(at, &["case", "mark"]) {
            words.push(mark);
            words.extend(self.hanging(mark, &["fixed"]));
        }
        words.sort_unstable();
        words.iter().map(|at| self.word(*at).to_lowercase()).collect()
    }
}
