//! What the reader finds in one report.

use std::ops::Range;

use onrecord_text::span::{Clean, Span};

use crate::attribution::{Attribution, RoleSpan};
use crate::mention::{Mention, Reference};
use crate::stance::Position;
use crate::syntax::Token;

/// Everything found in one report, as spans of its clean text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// Sentences, in text order; stretches that are not story are in none.
    pub sentences: Vec<Sentence>,
    /// Tokens of all sentences, in text order.
    pub tokens: Vec<Token>,
    /// Names, in text order, not overlapping.
    pub mentions: Vec<Mention>,
    /// Names, descriptions and pronouns with what they refer back to; ordered by where they start, longer ones first.
    pub references: Vec<Reference>,
    /// Attributions, ordered by where their content starts, outer ones first.
    pub attributions: Vec<Attribution>,
    /// Who takes which side on what, ordered by the matter's head word.
    pub positions: Vec<Position>,
    /// Spans that look like a role of an attribution told by the report itself, whether or not they found a partner.
    pub role_spans: Vec<RoleSpan>,
}

/// One sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span<Clean>,
    /// Its tokens, as positions in [`Analysis::tokens`].
    pub tokens: Range<usize>,
}
