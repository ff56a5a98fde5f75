//! Whom pronouns and descriptions refer to: antecedents, on gold mentions.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use onrecord_analysis::mention::MentionKind;
use onrecord_analysis::reader::{Given, ReaderSize};
use serde::Serialize;

use crate::conllu::{self, Document};
use crate::entities::kind_of_gum;
use crate::pipeline::Pipeline;
use crate::tally::share;

/// What to score.
#[derive(clap::Args)]
pub struct Options {
    /// CoNLL-U with `Entity=` in the notation of GUM, plain or gzipped
    file: PathBuf,
    /// Print the figures as JSON
    #[arg(long)]
    json: bool,
}

/// The grammatical person of a pronoun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GrammaticalPerson {
    /// I, we.
    First,
    /// You.
    Second,
    /// She, he, it, they.
    Third,
}

/// What a mention is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A personal, possessive or reflexive pronoun.
    Pronoun(GrammaticalPerson),
    /// Headed by a proper noun.
    Name,
    /// Anything else: "the minister", "both", "who".
    Nominal,
}

/// A gold mention. Mentions are given in text order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainMention {
    /// Name of its chain within the document.
    pub chain: String,
    /// What it is made of.
    pub form: Form,
    /// Its tokens, from first to last.
    pub tokens: std::ops::Range<usize>,
}

/// Mentions that have an antecedent, and how many were given a right one.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Antecedents {
    /// Mentions that are not the first of their chain.
    pub gold: usize,
    /// Those for which an earlier mention was named.
    pub answered: usize,
    /// Those for which it is one of the same chain.
    pub right: usize,
}

impl Antecedents {
    /// Share that is right, 0 to 1; a mention without an answer counts as wrong.
    pub fn accuracy(&self) -> f64 {
        share(self.right, self.gold)
    }
}

/// Figures by form.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct CorefScore {
    /// All pronouns.
    pub pronouns: Antecedents,
    /// Pronouns of the first person.
    pub first: Antecedents,
    /// Pronouns of the second person.
    pub second: Antecedents,
    /// Pronouns of the third person.
    pub third: Antecedents,
    /// Descriptions.
    pub nominals: Antecedents,
    /// Names.
    pub names: Antecedents,
}

impl CorefScore {
    /// The figures with the names of their forms.
    pub fn by_form(&self) -> [(&'static str, Antecedents); 6] {
        [
            ("pronouns", self.pronouns),
            ("  first person", self.first),
            ("  second person", self.second),
            ("  third person", self.third),
            ("descriptions", self.nominals),
            ("names", self.names),
        ]
    }

    /// Adds a document: for every mention the earlier one that the system names, if any. An answer
    /// that is not earlier is wrong.
    pub fn add(&mut self, mentions: &[ChainMention], antecedents: &[Option<usize>]) {
        let mut begun = BTreeSet::new();
        for (at, mention) in mentions.iter().enumerate() {
            if begun.insert(&mention.chain) {
                continue;
            }
            let answer = antecedents.get(at).copied().flatten();
            let right = answer.is_some_and(|a| a < at && mentions[a].chain == mention.chain);
            let count = |of: &mut Antecedents| {
                of.gold += 1;
                of.answered += usize::from(answer.is_some());
                of.right += usize::from(right);
            };
            match mention.form {
                Form::Pronoun(person) => {
                    count(&mut self.pronouns);
                    count(match person {
                        GrammaticalPerson::First => &mut self.first,
                        GrammaticalPerson::Second => &mut self.second,
                        GrammaticalPerson::Third => &mut self.third,
                    });
                }
                Form::Nominal => count(&mut self.nominals),
                Form::Name => count(&mut self.names),
            }
        }
    }
}

/// Ties the gold mentions of every document of a treebank together.
///
/// # Errors
/// If the file cannot be read or is malformed.
pub fn measure(pipeline: &Pipeline, file: &Path) -> Result<CorefScore> {
    let documents = conllu::read::read(file)?;
    let found = pipeline.each(&documents, 0, |document, reader, lane| {
        let wanted = document.mentions.iter().filter_map(|mention| {
            let kind = kind_of_gum(&mention.kind).filter(|kind| *kind != MentionKind::Place)?;
            let tokens = mention.cover();
            Some((document.tokens[tokens.start].span.cover(document.tokens[tokens.end - 1].span), kind))
        });
        let references = Some(wanted.collect::<Vec<_>>());
        let given = Given { sentences: Some(document.sentence_spans()), references };
        let n_given = given.references.as_ref().map(Vec::len);
        let analysis = reader.analyse_given(&document.report(), &given, lane)?;
        ensure!(Some(analysis.references.len()) == n_given, "{}: mentions outside all sentences", document.id);
        Ok(analysis.references.iter().map(|r| r.best_candidate).collect::<Vec<_>>())
    })?;
    let mut score = CorefScore::default();
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
    writeln!(out, "{:<20} {:>8} {:>6} {:>6}", "right antecedent", "percent", "right", "gold")?;
    for (name, a) in score.by_form() {
        writeln!(out, "{name:<20} {:>8.1} {:>6} {:>6}", 100.0 * a.accuracy(), a.right, a.gold)?;
    }
    Ok(())
}

/// The mentions of people and organisations in a document of a treebank, in text order.
pub fn gold(document: &Document) -> Vec<ChainMention> {
    let wanted = |kind: &str| matches!(kind_of_gum(kind), Some(MentionKind::Person | MentionKind::Organisation));
    let mention = |mention: &crate::conllu::entity::Mention| {
        let tokens = mention.cover();
        let form = match pronoun(document, &tokens) {
            Some(person) => Form::Pronoun(person),
            None if document.is_name(&tokens) => Form::Name,
            None => Form::Nominal,
        };
        ChainMention { chain: mention.chain.clone(), form, tokens }
    };
    document.mentions.iter().filter(|m| wanted(&m.kind)).map(mention).collect()
}

fn pronoun(document: &Document, tokens: &std::ops::Range<usize>) -> Option<GrammaticalPerson> {
    match tokens.len() {
        1 => person_of(&document.tokens[tokens.start].form),
        _ => None,
    }
}

/// The person of a personal, possessive or reflexive pronoun.
pub fn person_of(form: &str) -> Option<GrammaticalPerson> {
    match form.to_lowercase().as_str() {
        "i" | "me" | "my" | "mine" | "myself" | "we" | "us" | "our" | "ours" | "ourselves" => {
            Some(GrammaticalPerson::First)
        }
        "you" | "your" | "yours" | "yourself" | "yourselves" => Some(GrammaticalPerson::Second),
        "he" | "him" | "his" | "himself" | "she" | "her" | "hers" | "herself" | "it" | "its" | "itself" | "they"
        | "them" | "their" | "theirs" | "themselves" | "themself" => Some(GrammaticalPerson::Third),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mentions(text: &[(&str, &str)]) -> Vec<ChainMention> {
        let mention = |(at, (chain, word)): (usize, &(&str, &str))| ChainMention {
            chain: (*chain).to_owned(),
            form: match person_of(word) {
                Some(person) => Form::Pronoun(person),
                None if word.starts_with(char::is_uppercase) => Form::Name,
                None => Form::Nominal,
            },
            tokens: at..at + 1,
        };
        text.iter().enumerate().map(mention).collect()
    }

    #[test]
    fn any_earlier_mention_of_the_chain_is_right() {
        let mentions =
            mentions(&[("1", "Zoë"), ("2", "Émile"), ("1", "She"), ("1", "her"), ("2", "minister"), ("1", "I")]);
        let mut score = CorefScore::default();
        score.add(&mentions, &[None, Some(0), Some(0), Some(0), Some(3), None]);
        assert_eq!((score.third.gold, score.third.right), (2, 2));
        assert_eq!((score.first.gold, score.first.answered, score.first.right), (1, 0, 0));
        assert_eq!((score.nominals.gold, score.nominals.right), (1, 0));
        assert!((score.pronouns.accuracy() - 2.0 / 3.0).abs() < 1e-9);
    }

    #[test]
    fn a_later_mention_is_no_antecedent() {
        let mentions = mentions(&[("1", "her"), ("1", "she"), ("1", "Zoë")]);
        let mut score = CorefScore::default();
        score.add(&mentions, &[Some(2), Some(2), Some(0)]);
        assert_eq!((score.third.gold, score.third.right, score.names.right), (1, 0, 1));
    }
}
