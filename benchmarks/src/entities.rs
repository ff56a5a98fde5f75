//! Mentions of people, organisations and places against a treebank with entities.

use std::collections::BTreeSet;
use std::io::Write;
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::Result;
use onrecord_analysis::mention::{MentionKind, Reference};
use onrecord_analysis::reader::{Given, ReaderSize};
use serde::Serialize;

use crate::conllu::{self, Document};
use crate::pipeline::Pipeline;
use crate::tally::Tally;

/// What to score.
#[derive(clap::Args)]
pub struct Options {
    /// CoNLL-U with `Entity=` in the notation of GUM, plain or gzipped
    file: PathBuf,
    /// Print the figures as JSON
    #[arg(long)]
    json: bool,
}

/// The kind that GUM calls `name`; `None` for its other types.
pub fn kind_of_gum(name: &str) -> Option<MentionKind> {
    match name {
        "person" => Some(MentionKind::Person),
        "organization" => Some(MentionKind::Organisation),
        "place" => Some(MentionKind::Place),
        _ => None,
    }
}

/// A mention, gold or predicted, over a document's tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityMention {
    /// What it is of.
    pub kind: MentionKind,
    /// Its tokens; a discontinuous mention from first to last.
    pub tokens: Range<usize>,
    /// Whether its head is a proper noun.
    pub is_name: bool,
}

/// Figures with the kind and without.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct SpanFigures {
    /// Same tokens and same kind.
    pub typed: Tally,
    /// Same tokens.
    pub untyped: Tally,
}

/// Figures over three selections of mentions. Gold and predictions are selected alike, so each has
/// a precision of its own.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct EntityScore {
    /// All mentions.
    pub all: SpanFigures,
    /// Those whose head is a proper noun.
    pub names: SpanFigures,
    /// Those that stand in no other mention of the three kinds.
    pub outermost: SpanFigures,
}

impl EntityScore {
    /// Adds a document.
    pub fn add(&mut self, gold: &[EntityMention], predicted: &[EntityMention]) {
        let all = |mentions: &[EntityMention]| mentions.to_vec();
        let names = |mentions: &[EntityMention]| mentions.iter().filter(|m| m.is_name).cloned().collect();
        self.all.add(&all(gold), &all(predicted));
        self.names.add(&names(gold), &names(predicted));
        self.outermost.add(&outermost(gold), &outermost(predicted));
    }
}

impl SpanFigures {
    fn add(&mut self, gold: &Vec<EntityMention>, predicted: &Vec<EntityMention>) {
        let typed = |all: &Vec<EntityMention>| -> BTreeSet<(usize, usize, MentionKind)> {
            all.iter().map(|m| (m.tokens.start, m.tokens.end, m.kind)).collect()
        };
        let untyped = |all: &Vec<EntityMention>| -> BTreeSet<(usize, usize)> {
            all.iter().map(|m| (m.tokens.start, m.tokens.end)).collect()
        };
        self.typed += Tally::of_sets(&typed(gold), &typed(predicted));
        self.untyped += Tally::of_sets(&untyped(gold), &untyped(predicted));
    }
}

/// The mentions of the three kinds in a document of a treebank.
pub fn gold(document: &Document) -> Vec<EntityMention> {
    let mention = |mention: &crate::conllu::entity::Mention| {
        let tokens = mention.cover();
        let kind = kind_of_gum(&mention.kind)?;
        Some(EntityMention { kind, is_name: document.is_name(&tokens), tokens })
    };
    document.mentions.iter().filter_map(mention).collect()
}

/// The reader's mentions over the tokens of a document.
pub fn predicted(document: &Document, references: &[Reference]) -> Vec<EntityMention> {
    let mention = |mention: &Reference| {
        let tokens = document.tokens_under(mention.span);
        EntityMention { kind: mention.kind, is_name: document.is_name(&tokens), tokens }
    };
    references.iter().map(mention).filter(|m| !m.tokens.is_empty()).collect()
}

/// Reads every document of a treebank and scores the mentions found.
///
/// # Errors
/// If the file cannot be read or is malformed.
pub fn measure(pipeline: &Pipeline, file: &Path) -> Result<EntityScore> {
    let documents = conllu::read::read(file)?;
    let found = pipeline.each(&documents, 0, |document, reader, lane| {
        let given = Given { sentences: Some(document.sentence_spans()), ..Given::default() };
        let analysis = reader.analyse_given(&document.report(), &given, lane)?;
        Ok(predicted(document, &analysis.references))
    })?;
    let mut score = EntityScore::default();
    documents.iter().zip(&found).for_each(|(document, found)| score.add(&gold(document), found));
    Ok(score)
}

/// Measures and prints.
///
/// # Errors
/// As [`measure`].
pub fn run(options: &Options, size: ReaderSize, out: &mut impl Write) -> Result<()> {
    let score = measure(&Pipeline::load(size)?, &options.file)?;
    if options.json {
        writeln!(out, "{}", serde_json::to_string_pretty(&score)?)?;
        return Ok(());
    }
    writeln!(out, "{:<28} {:>6} {:>6} {:>6}  {:>7} {:>9}", "", "P", "R", "F1", "gold", "predicted")?;
    for (name, figures) in [("names", score.names), ("outermost", score.outermost), ("all", score.all)] {
        for (what, t) in [("span and kind", figures.typed), ("span", figures.untyped)] {
            let (p, r, f) = (100.0 * t.precision(), 100.0 * t.recall(), 100.0 * t.f1());
            let name = format!("{name}, {what}");
            writeln!(out, "{name:<28} {p:>6.1} {r:>6.1} {f:>6.1}  {:>7} {:>9}", t.gold, t.predicted)?;
        }
    }
    Ok(())
}

/// Mentions within no other one of the list.
fn outermost(mentions: &[EntityMention]) -> Vec<EntityMention> {
    let mut sorted: Vec<&EntityMention> = mentions.iter().collect();
    sorted.sort_by_key(|m| (m.tokens.start, std::cmp::Reverse(m.tokens.end)));
    let mut kept = Vec::<EntityMention>::new();
    for mention in sorted {
        let inside = kept.last().is_some_and(|outer| mention.tokens.end <= outer.tokens.end);
        if !inside || kept.last().is_some_and(|outer| outer.tokens == mention.tokens) {
            kept.push(mention.clone());
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use MentionKind::{Organisation, Person, Place};

    fn mention(kind: MentionKind, tokens: Range<usize>, is_name: bool) -> EntityMention {
        EntityMention { kind, tokens, is_name }
    }

    #[test]
    fn kinds_names_and_outermost() {
        // "the mayor of Tromsø" with "Tromsø" in it, then "NATO"
        let gold = [mention(Person, 0..4, false), mention(Place, 3..4, true), mention(Organisation, 5..6, true)];
        let predicted = [mention(Place, 3..4, true), mention(Place, 5..6, true), mention(Person, 8..9, false)];
        let mut score = EntityScore::default();
        score.add(&gold, &predicted);
        let counts = |t: Tally| (t.gold, t.predicted, t.gold_hit);
        assert_eq!((counts(score.all.typed), counts(score.all.untyped)), ((3, 3, 1), (3, 3, 2)));
        assert_eq!((counts(score.names.typed), counts(score.names.untyped)), ((2, 2, 1), (2, 2, 2)));
        assert_eq!((counts(score.outermost.typed), counts(score.outermost.untyped)), ((2, 3, 0), (2, 3, 1)));
    }

    #[test]
    fn equal_spans_are_both_outermost() {
        let both = [mention(Person, 0..2, true), mention(Organisation, 0..2, true), mention(Place, 1..2, true)];
        assert_eq!(outermost(&both).len(), 2);
    }
}
