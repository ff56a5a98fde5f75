//! Tags, lemmas and trees against a treebank, on gold tokens.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use onrecord_analysis::reader::{Given, ReaderSize};
use onrecord_analysis::syntax::Token;
use serde::Serialize;

use crate::conllu;
use crate::pipeline::Pipeline;
use crate::tally::share;

/// What to score.
#[derive(clap::Args)]
pub struct Options {
    /// CoNLL-U, plain or gzipped
    file: PathBuf,
    /// Folder of the texts that the documents are of, where the file says where each token stands
    #[arg(long)]
    texts: Option<PathBuf>,
    /// Print the figures as JSON
    #[arg(long)]
    json: bool,
}

/// What is said of one token, by the treebank or by a system.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TokenParse {
    /// Universal part of speech.
    pub upos: String,
    /// Penn part of speech.
    pub xpos: String,
    /// Dictionary form.
    pub lemma: String,
    /// Number of its head in the same list; `None` for a root.
    pub head: Option<usize>,
    /// Relation to the head, with its subtype behind a colon.
    pub deprel: String,
}

impl From<&crate::conllu::Token> for TokenParse {
    fn from(token: &crate::conllu::Token) -> Self {
        let crate::conllu::Token { upos, xpos, lemma, head, deprel, .. } = token.clone();
        Self { upos, xpos, lemma, head, deprel }
    }
}

impl From<&Token> for TokenParse {
    fn from(token: &Token) -> Self {
        Self {
            upos: token.class.name().to_owned(),
            xpos: token.tag.name().to_owned(),
            lemma: token.lemma.clone(),
            head: token.head,
            deprel: token.relation.name().to_owned(),
        }
    }
}

/// Counts over tokens.
#[derive(Clone, Debug, Default)]
pub struct ParseScore {
    tokens: usize,
    upos: usize,
    xpos: usize,
    lemma: usize,
    head: usize,
    labelled: usize,
    labelled_full: usize,
    confusions: BTreeMap<(String, String), usize>,
}

/// Shares of tokens, 0 to 1.
#[derive(Clone, Debug, Serialize)]
pub struct ParseFigures {
    /// Number of tokens.
    pub tokens: usize,
    /// Right universal part of speech.
    pub upos: f64,
    /// Right Penn part of speech.
    pub xpos: f64,
    /// Right dictionary form, case counted.
    pub lemma: f64,
    /// Right head (UAS).
    pub uas: f64,
    /// Right head and relation up to the colon (LAS).
    pub las: f64,
    /// Right head and relation in full.
    pub las_full: f64,
    /// Most frequent confusions of universal relations, whatever the head.
    pub confusions: Vec<Confusion>,
}

/// A relation taken for another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Confusion {
    /// What it is.
    pub gold: String,
    /// What it was taken for.
    pub predicted: String,
    /// How often.
    pub count: usize,
}

impl ParseScore {
    /// Adds a document or sentence: two lists over the same tokens. A token that the prediction
    /// lacks counts as wrong in everything.
    pub fn add(&mut self, gold: &[TokenParse], predicted: &[TokenParse]) {
        self.tokens += gold.len();
        for (g, p) in gold.iter().zip(predicted) {
            self.upos += usize::from(g.upos == p.upos);
            self.xpos += usize::from(g.xpos == p.xpos);
            self.lemma += usize::from(g.lemma == p.lemma);
            let (same_head, same) = (g.head == p.head, universal(&g.deprel) == universal(&p.deprel));
            self.head += usize::from(same_head);
            self.labelled += usize::from(same_head && same);
            self.labelled_full += usize::from(same_head && g.deprel == p.deprel);
            if !same {
                let pair = (universal(&g.deprel).to_owned(), universal(&p.deprel).to_owned());
                *self.confusions.entry(pair).or_default() += 1;
            }
        }
    }

    /// The figures, with the `n_confusions` most frequent confusions.
    pub fn figures(&self, n_confusions: usize) -> ParseFigures {
        let of = |n| share(n, self.tokens);
        let mut confusions: Vec<Confusion> = self
            .confusions
            .iter()
            .map(|((gold, predicted), &count)| Confusion { gold: gold.clone(), predicted: predicted.clone(), count })
            .collect();
        confusions.sort_by_key(|c| std::cmp::Reverse(c.count));
        confusions.truncate(n_confusions);
        ParseFigures {
            tokens: self.tokens,
            upos: of(self.upos),
            xpos: of(self.xpos),
            lemma: of(self.lemma),
            uas: of(self.head),
            las: of(self.labelled),
            las_full: of(self.labelled_full),
            confusions,
        }
    }
}

/// Parses every document of a treebank, with its sentences and tokens given.
///
/// # Errors
/// If the file cannot be read or is malformed.
pub fn measure(pipeline: &Pipeline, file: &Path, texts: Option<&Path>) -> Result<ParseScore> {
    let mut documents = conllu::read::read(file)?;
    if let Some(texts) = texts {
        let place = |document: conllu::Document| {
            let path = texts.join(format!("{}.txt", document.id.trim_end_matches(".txt")));
            let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            document.placed_in(text)
        };
        documents = documents.into_iter().map(place).collect::<Result<_>>()?;
    }
    let found = pipeline.each(&documents, 0, |document, reader, lane| {
        let given = Given { sentences: Some(document.sentence_spans()), ..Given::default() };
        let analysis = reader.analyse_given(&document.report(), &given, lane)?;
        Ok(analysis.tokens.iter().map(TokenParse::from).collect::<Vec<_>>())
    })?;
    let mut score = ParseScore::default();
    for (document, found) in documents.iter().zip(&found) {
        let gold: Vec<TokenParse> = document.tokens.iter().map(TokenParse::from).collect();
        score.add(&gold, found);
    }
    Ok(score)
}

/// Measures and prints.
///
/// # Errors
/// As [`measure`].
pub fn run(options: &Options, size: ReaderSize, out: &mut impl Write) -> Result<()> {
    let figures = measure(&Pipeline::load(size)?, &options.file, options.texts.as_deref())?.figures(10);
    if options.json {
        writeln!(out, "{}", serde_json::to_string_pretty(&figures)?)?;
        return Ok(());
    }
    writeln!(out, "{} tokens", figures.tokens)?;
    let ParseFigures { upos, xpos, lemma, uas, las, las_full, .. } = figures;
    let names = ["UPOS", "XPOS", "lemma", "UAS", "LAS", "LAS with subtypes"];
    for (name, value) in names.into_iter().zip([upos, xpos, lemma, uas, las, las_full]) {
        writeln!(out, "{name:<18} {:>6.2}", 100.0 * value)?;
    }
    for Confusion { gold, predicted, count } in &figures.confusions {
        writeln!(out, "{count:>5} {gold} taken for {predicted}")?;
    }
    Ok(())
}

/// The part of a relation that all languages share: `obl` of `obl:tmod`.
pub fn universal(deprel: &str) -> &str {
    deprel.split_once(':').map_or(deprel, |(relation, _)| relation)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(rows: &[(&str, &str, Option<usize>, &str)]) -> Vec<TokenParse> {
        let token = |&(lemma, upos, head, deprel): &(&str, &str, Option<usize>, &str)| TokenParse {
            lemma: lemma.into(),
            upos: upos.into(),
            xpos: upos.into(),
            head,
            deprel: deprel.into(),
        };
        rows.iter().map(token).collect()
    }

    #[test]
    fn subtypes_count_in_full_alone() {
        let gold = tokens(&[("Zoë", "PROPN", Some(1), "nsubj:pass"), ("go", "VERB", None, "root")]);
        let mut score = ParseScore::default();
        score.add(&gold, &tokens(&[("zoë", "PROPN", Some(1), "nsubj"), ("go", "NOUN", Some(0), "root")]));
        let figures = score.figures(5);
        assert_eq!((figures.upos, figures.lemma), (0.5, 0.5));
        assert_eq!((figures.uas, figures.las, figures.las_full), (0.5, 0.5, 0.0));
        assert!(figures.confusions.is_empty());
    }

    #[test]
    fn confusions_by_frequency() {
        let gold = tokens(&[("a", "X", None, "obl:tmod"), ("b", "X", None, "obl"), ("c", "X", None, "amod")]);
        let mut score = ParseScore::default();
        score.add(&gold, &tokens(&[("a", "X", None, "nmod"), ("b", "X", None, "nmod"), ("c", "X", None, "x")]));
        let first = Confusion { gold: "obl".into(), predicted: "nmod".into(), count: 2 };
        assert_eq!(score.figures(1).confusions, [first]);
    }

    #[test]
    fn a_missing_token_is_wrong() {
        let mut score = ParseScore::default();
        score.add(&tokens(&[("é", "X", None, "root"); 4]), &tokens(&[("é", "X", None, "root")]));
        assert_eq!(score.figures(0).uas, 0.25);
    }
}
