//! `stance`: who takes which side on what, against labelled passages.
//!
//! Positions are matched one to one: the holder's words must be the same or one part of the other's, and issue or
//! evidence must overlap. The figure that counts is the mean of the F1 of the four stances, of positions with the right
//! holder; beside it, whether a matched position is rightly told as the holder's own or as ascribed, and conditions.

mod gold;
mod score;

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Result;
use onrecord_analysis::analysis::Analysis;
use onrecord_analysis::reader::ReaderSize;
use onrecord_stance::reading::{Holder, Reading};
use onrecord_text::span::{Clean, Span};

use crate::pipeline::Pipeline;
use crate::tally::Tally;
pub use score::StanceScore;

/// What to score.
#[derive(clap::Args)]
pub struct Options {
    /// Passages, JSON Lines in the format of `benchmarks/data/stance`
    file: PathBuf,
    /// List what is wrong
    #[arg(long)]
    errors: bool,
}

/// A position as a system gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct Position {
    /// Whose it is, in the words of the text.
    pub holder: String,
    /// Where the matter stands.
    pub matter: Span<Clean>,
    /// Where the words are that carry it.
    pub evidence: Span<Clean>,
    /// Name of the stance.
    pub stance: &'static str,
    /// Whether somebody else tells it.
    pub ascribed: bool,
    /// What is wanted and what it depends on.
    pub condition: Option<(Span<Clean>, Span<Clean>)>,
}

/// Scores the passages of `file`.
///
/// # Errors
/// If it cannot be read or is malformed.
pub fn measure(pipeline: &Pipeline, file: &Path) -> Result<StanceScore> {
    let passages = gold::read(file)?;
    let found = pipeline.each(&passages, 0, |passage, reader, lane| {
        let report = passage.report();
        let analysis = reader.analyse(&report, lane)?;
        let text = report.text.as_str();
        let readings = onrecord_stance::readings(text, &analysis);
        Ok(readings.iter().map(|reading| position(text, &analysis, reading)).collect::<Vec<_>>())
    })?;
    let mut score = StanceScore::default();
    for (passage, found) in passages.iter().zip(&found) {
        score.add(passage, found);
    }
    Ok(score)
}

fn position(text: &str, analysis: &Analysis, reading: &Reading) -> Position {
    let source = reading.told.and_then(|told| analysis.attributions.get(told)).map(|attribution| {
        let words: Vec<&str> = attribution.source.iter().map(|span| span.slice(text)).collect();
        words.join(" ")
    });
    let holder = match &reading.holder {
        Holder::Words(span) => named(text, analysis, *span),
        Holder::Teller => source.clone().unwrap_or_default(),
    };
    Position {
        holder,
        matter: reading.matter,
        evidence: reading.evidence,
        stance: reading.stance.name(),
        ascribed: reading.ascribed >= 0.5,
        condition: reading.condition.as_ref().map(|condition| (condition.wants, condition.requires)),
    }
}

/// The words of a holder; for a pronoun those of what it refers back to.
fn named(text: &str, analysis: &Analysis, span: Span<Clean>) -> String {
    const PRONOUNS: [&str; 10] = ["he", "she", "it", "they", "his", "her", "its", "their", "him", "them"];
    let is_pronoun = PRONOUNS.contains(&span.slice(text).to_lowercase().as_str());
    let mut at = analysis.references.iter().position(|reference| reference.span == span);
    while let Some(reference) = at.filter(|_| is_pronoun).and_then(|i| analysis.references.get(i)) {
        let words = reference.span.slice(text);
        if !PRONOUNS.contains(&words.to_lowercase().as_str()) {
            return words.to_owned();
        }
        at = reference.antecedent.map(|a| a.reference).or(reference.best_candidate);
    }
    span.slice(text).to_owned()
}

/// Measures and prints.
///
/// # Errors
/// As [`measure`].
pub fn run(options: &Options, size: ReaderSize, out: &mut impl Write) -> Result<()> {
    let score = measure(&Pipeline::load(size)?, &options.file)?;
    if options.errors {
        for error in &score.errors {
            writeln!(out, "{error}")?;
        }
    }
    writeln!(out, "{:<12} {:>9} {:>7} {:>6} {:>6}", "", "precision", "recall", "F1", "gold")?;
    let mut line = |name: &str, tally: &Tally| {
        let [p, r, f] = [tally.precision(), tally.recall(), tally.f1()].map(|share| 100.0 * share);
        writeln!(out, "{name:<12} {p:>9.1} {r:>7.1} {f:>6.1} {:>6}", tally.gold)
    };
    for (name, tally) in &score.by_stance {
        line(name, tally)?;
    }
    line("any stance", &score.positions)?;
    line("conditions", &score.conditions)?;
    writeln!(out, "mean F1 of the four stances {:.1}", 100.0 * score.macro_f1())?;
    writeln!(
        out,
        "own or ascribed right in {:.1} percent of {} matched positions",
        100.0 * score.ascribed_accuracy(),
        score.matched
    )?;
    Ok(())
}
