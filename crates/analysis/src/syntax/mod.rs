//! Tokens with their part of speech, lemma and place in the sentence's dependency tree, as Universal Dependencies has
//! them for English (version 2 guidelines, treebanks EWT and GUM).

mod label;
mod lemma;
mod parser;
mod tree;

use onrecord_text::span::{Clean, Span};

pub use label::{PennTag, Relation, WordClass};
pub(crate) use parser::{Parser, Word};

/// One token of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// Where it stands.
    pub span: Span<Clean>,
    /// Its dictionary form: "say" for "said".
    pub lemma: String,
    /// Its universal part of speech.
    pub class: WordClass,
    /// Its tag in the Penn Treebank's set, which tells tense and number.
    pub tag: PennTag,
    /// The token it depends on, as a position among the analysis' tokens; `None` for the root of its sentence.
    pub head: Option<usize>,
    /// How it depends on it.
    pub relation: Relation,
}
