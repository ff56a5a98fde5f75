//! Attributions within attributions.
//!
//! A predicted attribution answers a gold one if their contents overlap by half or more of their
//! union in tokens, their cues share a token, and their sources share a token or are both empty. A
//! nested one answers only if its parent answers the gold one's parent as well. Answers are paired
//! one to one so that the sum of overlaps is greatest.

pub mod gold;

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Result;
use onrecord_analysis::reader::ReaderSize;
use onrecord_text::alignment::AlignedText;
use onrecord_text::document::Document;
use serde::Serialize;

use crate::attribution::brat::Tokens;
use crate::attribution::matching::{assign, jaccard};
use crate::attribution::tokens::Text;
use crate::pipeline::Pipeline;
use crate::reliability::{Outcome, Stated};
use crate::tally::Tally;
use gold::{NestedAttribution, NestedDocument};

/// What to score.
#[derive(clap::Args)]
pub struct Options {
    /// JSON Lines with `text` and `attributions`, or a folder of such files
    path: PathBuf,
    /// Leave out nested attributions below this confidence, 0 to 1
    #[arg(long, default_value_t = 0.0)]
    least_confidence: f32,
    /// Also write the confidence of every nested attribution and whether it is right, one JSON object a line
    #[arg(long, value_name = "FILE")]
    outcomes: Option<PathBuf>,
    /// Print the figures as JSON
    #[arg(long)]
    json: bool,
}

/// Least overlap of contents for an answer.
const LEAST_OVERLAP: f64 = 0.5;

/// Figures of one or more documents.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct NestedScore {
    /// Those within another.
    pub nested: Tally,
    /// Those within none, for orientation.
    pub outer: Tally,
}

impl NestedScore {
    /// Adds a document: what was predicted for its text, parents counted in the same list. Says
    /// which predictions are right.
    pub fn add(&mut self, gold: &NestedDocument, predicted: &[NestedAttribution]) -> Vec<bool> {
        let mut right = vec![false; predicted.len()];
        let text = Text::new(&gold.text);
        let tokens =
            |all: &[NestedAttribution]| -> Vec<Tokens> { all.iter().map(|a| Tokens::new(&text, &a.spans)).collect() };
        let (g, p) = (tokens(&gold.attributions), tokens(predicted));
        let answers: Vec<Vec<f64>> = g.iter().map(|g| p.iter().map(|p| overlap(g, p)).collect()).collect();
        let pick = |all: &[NestedAttribution], nested: bool| -> Vec<usize> {
            (0..all.len()).filter(|&i| all[i].parent.is_some() == nested).collect()
        };
        for nested in [true, false] {
            let (rows, columns) = (pick(&gold.attributions, nested), pick(predicted, nested));
            let weight = |&g: &usize, &p: &usize| match (gold.attributions[g].parent, predicted[p].parent) {
                (Some(above), Some(over)) if answers[above].get(over).is_none_or(|&o| o == 0.0) => 0.0,
                _ => answers[g][p],
            };
            let weights: Vec<Vec<f64>> = rows.iter().map(|g| columns.iter().map(|p| weight(g, p)).collect()).collect();
            let hits: Vec<usize> =
                assign(&weights).into_iter().filter(|&(r, c)| weights[r][c] > 0.0).map(|(_, c)| columns[c]).collect();
            hits.iter().for_each(|&p| right[p] = true);
            let hits = hits.len();
            let tally = if nested { &mut self.nested } else { &mut self.outer };
            *tally += Tally { gold: rows.len(), predicted: columns.len(), gold_hit: hits, predicted_hit: hits };
        }
        right
    }
}

/// What was measured.
pub struct Measured {
    /// The figures.
    pub score: NestedScore,
    /// For every nested attribution found: its confidence, and whether it is right.
    pub outcomes: Vec<Outcome>,
}

/// Reads the texts of a file or folder and scores what is found, leaving out nested attributions
/// below `least_confidence`.
///
/// # Errors
/// If data cannot be read or is malformed.
pub fn measure(pipeline: &Pipeline, path: &Path, least_confidence: f32) -> Result<Measured> {
    let documents = gold::read(path)?;
    let found = pipeline.each(&documents, 0, |gold, reader, lane| {
        let report = Document { text: AlignedText::verbatim(&gold.text), ..Document::default() };
        let attributions = reader.analyse(&report, lane)?.attributions;
        let kept =
            |a: &onrecord_analysis::attribution::Attribution| a.parent.is_none() || a.confidence >= least_confidence;
        let nested = attributions.iter().map(|a| {
            let spans = crate::attribution::original_spans(&report, a);
            kept(a).then_some((NestedAttribution { spans, parent: a.parent }, Stated::from(a)))
        });
        Ok(renumbered(nested.collect()))
    })?;
    let mut measured = Measured { score: NestedScore::default(), outcomes: Vec::new() };
    for (gold, found) in documents.iter().zip(&found) {
        let predicted: Vec<NestedAttribution> = found.iter().map(|(attribution, _)| attribution.clone()).collect();
        let right = measured.score.add(gold, &predicted);
        let nested = found.iter().zip(right).filter(|((attribution, _), _)| attribution.parent.is_some());
        measured.outcomes.extend(nested.map(|(&(_, stated), right)| Outcome { stated, right }));
    }
    Ok(measured)
}

/// What is left, with parents as positions in it. What stands in one that was left out goes, too.
fn renumbered(all: Vec<Option<(NestedAttribution, Stated)>>) -> Vec<(NestedAttribution, Stated)> {
    let mut kept: Vec<bool> = all.iter().map(Option::is_some).collect();
    let parents: Vec<Option<usize>> = all.iter().map(|a| a.as_ref().and_then(|(a, _)| a.parent)).collect();
    loop {
        let orphan = (0..kept.len()).find(|&i| kept[i] && parents[i].is_some_and(|parent| !kept[parent]));
        let Some(orphan) = orphan else { break };
        kept[orphan] = false;
    }
    let place = |i: usize| kept[..i].iter().filter(|&&k| k).count();
    let left = all.into_iter().zip(&kept).filter(|(_, kept)| **kept).filter_map(|(a, _)| a);
    left.map(|(a, stated)| (NestedAttribution { parent: a.parent.map(place), ..a }, stated)).collect()
}

/// Measures and prints.
///
/// # Errors
/// As [`measure`].
pub fn run(options: &Options, size: ReaderSize, out: &mut impl Write) -> Result<()> {
    let Measured { score, outcomes } = measure(&Pipeline::load(size)?, &options.path, options.least_confidence)?;
    if let Some(path) = &options.outcomes {
        crate::reliability::write(&outcomes, path)?;
    }
    if options.json {
        writeln!(out, "{}", serde_json::to_string_pretty(&score)?)?;
        return Ok(());
    }
    writeln!(out, "{:<8} {:>6} {:>6} {:>6}  {:>5} {:>9}", "", "P", "R", "F1", "gold", "predicted")?;
    for (name, t) in [("nested", score.nested), ("outer", score.outer)] {
        let (p, r, f) = (100.0 * t.precision(), 100.0 * t.recall(), 100.0 * t.f1());
        writeln!(out, "{name:<8} {p:>6.1} {r:>6.1} {f:>6.1}  {:>5} {:>9}", t.gold, t.predicted)?;
    }
    Ok(())
}

/// Overlap of contents where one answers the other, else 0.
fn overlap(gold: &Tokens, predicted: &Tokens) -> f64 {
    let overlap = jaccard(&gold.content, &predicted.content);
    let cues = !gold.cue.is_disjoint(&predicted.cue);
    let sources = !gold.source.is_disjoint(&predicted.source) || gold.source.is_empty() && predicted.source.is_empty();
    if overlap >= LEAST_OVERLAP && cues && sources { overlap } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution::brat::Spans;

    // Characters, not bytes: "ë" is one.
    const TEXT: &str = "Zoë said Ana told him that it rains.";

    fn attribution(spans: [(usize, usize); 3], parent: Option<usize>) -> NestedAttribution {
        let [source, cue, content] =
            spans.map(|(start, end)| (start < end).then_some(start..end).into_iter().collect());
        NestedAttribution { spans: Spans { source, cue, content }, parent }
    }

    fn check(predicted: &[NestedAttribution], nested: (usize, usize), outer: (usize, usize)) {
        let gold = NestedDocument {
            id: "x".into(),
            text: TEXT.into(),
            attributions: vec![
                attribution([(0, 3), (4, 8), (9, 35)], None),
                attribution([(9, 12), (13, 17), (22, 35)], Some(0)),
            ],
        };
        let mut score = NestedScore::default();
        score.add(&gold, predicted);
        assert_eq!((score.nested.gold_hit, score.nested.predicted), nested);
        assert_eq!((score.outer.gold_hit, score.outer.predicted), outer);
    }

    #[test]
    fn both_levels() {
        let outer = attribution([(0, 3), (4, 8), (9, 35)], None);
        let inner = attribution([(9, 12), (13, 21), (27, 35)], Some(0));
        check(&[outer.clone(), inner.clone()], (1, 1), (1, 1));
        check(&[], (0, 0), (0, 0));
        // A wrong parent, a missing level, a source where there is another.
        let wrong = attribution([(9, 12), (4, 8), (9, 35)], None);
        check(&[wrong, inner.clone()], (0, 1), (0, 1));
        check(&[outer.clone(), NestedAttribution { parent: None, ..inner }], (0, 0), (1, 2));
        check(&[outer, attribution([(0, 0), (13, 17), (22, 35)], Some(0))], (0, 1), (1, 1));
    }
}
