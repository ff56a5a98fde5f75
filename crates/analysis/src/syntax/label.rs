//! Label sets of the treebanks.

use crate::error::{ReaderError, ReaderErrorKind};
use crate::model::weights::SyntaxWeights;

/// Universal parts of speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are those of the Universal Dependencies guidelines, UPOS")]
pub enum WordClass {
    Adjective,
    Adposition,
    Adverb,
    Auxiliary,
    CoordinatingConjunction,
    Determiner,
    Interjection,
    Noun,
    Numeral,
    Particle,
    Pronoun,
    ProperNoun,
    Punctuation,
    SubordinatingConjunction,
    Symbol,
    Verb,
    Other,
}

impl WordClass {
    const ALL: [Self; 17] = [
        Self::Adjective,
        Self::Adposition,
        Self::Adverb,
        Self::Auxiliary,
        Self::CoordinatingConjunction,
        Self::Determiner,
        Self::Interjection,
        Self::Noun,
        Self::Numeral,
        Self::Particle,
        Self::Pronoun,
        Self::ProperNoun,
        Self::Punctuation,
        Self::SubordinatingConjunction,
        Self::Symbol,
        Self::Verb,
        Self::Other,
    ];

    /// The label of the guidelines: "NOUN", "VERB".
    pub fn name(self) -> &'static str {
        match self {
            Self::Adjective => "ADJ",
            Self::Adposition => "ADP",
            Self::Adverb => "ADV",
            Self::Auxiliary => "AUX",
            Self::CoordinatingConjunction => "CCONJ",
            Self::Determiner => "DET",
            Self::Interjection => "INTJ",
            Self::Noun => "NOUN",
            Self::Numeral => "NUM",
            Self::Particle => "PART",
            Self::Pronoun => "PRON",
            Self::ProperNoun => "PROPN",
            Self::Punctuation => "PUNCT",
            Self::SubordinatingConjunction => "SCONJ",
            Self::Symbol => "SYM",
            Self::Verb => "VERB",
            Self::Other => "X",
        }
    }
}

/// A tag of the Penn Treebank's set as the treebanks use it, such as "VBD" (a verb in the past tense).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PennTag(&'static str);

impl PennTag {
    /// All tags that the parser may give.
    pub const ALL: [&'static str; 49] = [
        "$", "''", ",", "-LRB-", "-RRB-", ".", ":", "ADD", "AFX", "CC", "CD", "DT", "EX", "FW", "GW", "HYPH", "IN",
        "JJ", "JJR", "JJS", "LS", "MD", "NFP", "NN", "NNP", "NNPS", "NNS", "PDT", "POS", "PRP", "PRP$", "RB", "RBR",
        "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB", "``",
    ];

    /// The tag as written.
    pub fn name(self) -> &'static str {
        self.0
    }
}

/// A dependency relation with its subtype, such as "nsubj:pass".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Relation(&'static str);

impl Relation {
    /// All relations that the parser may give.
    pub const ALL: [&'static str; 51] = [
        "acl",
        "acl:relcl",
        "advcl",
        "advcl:relcl",
        "advmod",
        "amod",
        "appos",
        "aux",
        "aux:pass",
        "case",
        "cc",
        "cc:preconj",
        "ccomp",
        "compound",
        "compound:prt",
        "conj",
        "cop",
        "csubj",
        "csubj:outer",
        "csubj:pass",
        "dep",
        "det",
        "det:predet",
        "discourse",
        "dislocated",
        "expl",
        "fixed",
        "flat",
        "goeswith",
        "iobj",
        "list",
        "mark",
        "nmod",
        "nmod:desc",
        "nmod:poss",
        "nmod:unmarked",
        "nsubj",
        "nsubj:outer",
        "nsubj:pass",
        "nummod",
        "obj",
        "obl",
        "obl:agent",
        "obl:unmarked",
        "orphan",
        "parataxis",
        "punct",
        "reparandum",
        "root",
        "vocative",
        "xcomp",
    ];
    /// A token that depends on nothing known.
    pub(crate) const UNKNOWN: Self = Self("dep");

    /// The relation with its subtype.
    pub fn name(self) -> &'static str {
        self.0
    }

    /// The relation without its subtype: "nsubj" for "nsubj:pass".
    pub fn universal(self) -> &'static str {
        self.0.split(':').next().unwrap_or(self.0)
    }
}

/// The label sets in the order of the network's outputs.
pub(crate) struct Labels {
    pub(crate) classes: Vec<WordClass>,
    pub(crate) tags: Vec<PennTag>,
    pub(crate) relations: Vec<Relation>,
}

impl Labels {
    pub(crate) fn new(weights: &SyntaxWeights) -> Result<Self, ReaderError> {
        let unknown = || ReaderError::from(ReaderErrorKind::Weights("a label is not one of the treebanks'"));
        let class = |name: &String| WordClass::ALL.into_iter().find(|c| c.name() == name).ok_or_else(unknown);
        let tag = |name: &String| PennTag::ALL.into_iter().find(|t| t == name).map(PennTag).ok_or_else(unknown);
        let relation = |name: &String| Relation::ALL.into_iter().find(|r| r == name).map(Relation).ok_or_else(unknown);
        Ok(Self {
            classes: weights.upos.iter().map(class).collect::<Result<_, _>>()?,
            tags: weights.xpos.iter().map(tag).collect::<Result<_, _>>()?,
            relations: weights.relation.iter().map(relation).collect::<Result<_, _>>()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relations_know_their_universal_part() {
        assert_eq!(Relation("nsubj:pass").universal(), "nsubj");
        assert_eq!(Relation("root").universal(), "root");
    }

    #[test]
    fn labels_are_sorted_and_apart() {
        assert!(PennTag::ALL.is_sorted_by(|a, b| a < b));
        assert!(Relation::ALL.is_sorted_by(|a, b| a < b));
    }
}
