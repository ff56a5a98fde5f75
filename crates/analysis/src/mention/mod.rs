//! Mentions: names, and what descriptions and pronouns refer to.

mod coreference;
mod name;
mod stretch;

use onrecord_text::span::{Clean, Span};

pub(crate) use coreference::{Antecedents, Mentioned};
pub(crate) use name::names;
pub(crate) use stretch::stretches;

/// What a mention is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionKind {
    /// A human being.
    Person,
    /// A company, agency, party, outlet, alliance.
    Organisation,
    /// A country, city, region or other place.
    Place,
}

impl MentionKind {
    pub(crate) const ALL: [Self; 3] = [Self::Person, Self::Organisation, Self::Place];

    /// The name used in labels.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Place => "place",
        }
    }
}

/// A name in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mention {
    /// Where it stands.
    pub span: Span<Clean>,
    /// What it names.
    pub kind: MentionKind,
}

/// How a mention speaks of what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// By name: its head is a proper noun.
    Name,
    /// By a description: "the French leader".
    Description,
    /// By a pronoun.
    Pronoun,
}

/// A mention of a person, an organisation or a place by name, description or pronoun. Others may stand inside it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reference {
    /// Where it stands.
    pub span: Span<Clean>,
    /// What it is of.
    pub kind: MentionKind,
    /// How it speaks of it.
    pub form: Form,
    /// Its head word, as a position in the analysis' tokens.
    pub head: usize,
    /// The earlier reference that means the same, as its position in the analysis; `None` where it is the first.
    pub antecedent: Option<Antecedent>,
    /// The earlier reference that fits best, should there have to be one: where a pronoun surely stands for somebody.
    pub best_candidate: Option<usize>,
}

/// A choice of antecedent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Antecedent {
    /// Position among the references.
    pub reference: usize,
    /// The model's probability for it, from 0 to 1; not calibrated.
    pub probability: f32,
}
