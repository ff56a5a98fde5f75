//! `attribution DIR`: predicted attributions against brat standoff in the layout of PolNeAR.
//!
//! The metrics are those of the reference scorer `score_attributions.py`; `--write` gives the
//! predictions in its format, so that the two can be compared. Exact spans are this program's own.

pub mod brat;
pub mod matching;
mod quoted;
pub mod score;
pub mod tokens;

use std::io::Write;
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use onrecord_analysis::attribution::Attribution;
use onrecord_analysis::reader::ReaderSize;
use onrecord_text::document::Document;
use onrecord_text::span::{Clean, Span};
use serde_json::json;

use crate::pipeline::Pipeline;
use crate::reliability::{Outcome, Stated};
use brat::{GoldDocument, Spans, Tokens};
use score::Score;

/// What to score.
#[derive(clap::Args)]
pub struct Options {
    /// Folder with `text/NAME.txt` and `attributions/NAME_ANNOTATOR.ann`
    directory: PathBuf,
    /// Also write the predictions, one JSON object a document, as the reference scorer takes them
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,
    /// Also write the confidence of every attribution and whether it is right, one JSON object a line
    #[arg(long, value_name = "FILE")]
    outcomes: Option<PathBuf>,
    /// Print the figures as JSON
    #[arg(long)]
    json: bool,
    /// Leave out attributions below this confidence, 0 to 1
    #[arg(long, default_value_t = 0.0)]
    least_confidence: f32,
}

/// A predicted attribution.
pub struct Predicted {
    /// Its roles, in Unicode characters of the file.
    pub spans: Spans,
    /// How sure the reader is of it.
    pub stated: Stated,
}

/// Gold, predictions and figures.
pub struct Measured {
    /// The gold.
    pub gold: Vec<GoldDocument>,
    /// The predictions for every document.
    pub predicted: Vec<Vec<Predicted>>,
    /// The figures.
    pub score: Score,
    /// For every prediction how sure the reader was, and whether it is right.
    pub outcomes: Vec<Outcome>,
}

impl Measured {
    /// Number of gold attributions.
    pub fn n_gold(&self) -> usize {
        self.gold.iter().map(|document| document.attributions.len()).sum()
    }
}

/// Reads every text of `directory` with the product's own pipeline and scores what it finds,
/// leaving out attributions below `least_confidence`.
///
/// # Errors
/// If the folder is not laid out like PolNeAR or cannot be read.
pub fn measure(pipeline: &Pipeline, directory: &Path, least_confidence: f32) -> Result<Measured> {
    let gold = brat::read(directory)?;
    let text_of = |name: &str| directory.join("text").join(format!("{name}.txt"));
    let paths: Vec<PathBuf> = gold.iter().map(|document| text_of(&document.name)).collect();
    let predicted: Vec<Vec<Predicted>> = pipeline.read_all(&paths, 0, |report, analysis| {
        // The corpus marks what the article itself tells, not what is told inside that.
        let kept = analysis.attributions.iter().filter(|a| a.parent.is_none() && a.confidence >= least_confidence);
        kept.map(|a| Predicted { spans: original_spans(report, a), stated: Stated::from(a) }).collect()
    })?;
    let (mut score, mut outcomes) = (Score::default(), Vec::new());
    for (document, predicted) in gold.iter().zip(&predicted) {
        let tokens: Vec<Tokens> = predicted.iter().map(|p| Tokens::new(&document.text, &p.spans)).collect();
        let right = score.add(document, &tokens);
        outcomes.extend(predicted.iter().zip(right).map(|(p, right)| Outcome { stated: p.stated, right }));
    }
    Ok(Measured { gold, predicted, score, outcomes })
}

/// Measures and prints.
///
/// # Errors
/// As [`measure`], or if a file cannot be written.
pub fn run(options: &Options, size: ReaderSize, out: &mut impl Write) -> Result<()> {
    let measured = measure(&Pipeline::load(size)?, &options.directory, options.least_confidence)?;
    if let Some(path) = &options.write {
        write(&measured, path).with_context(|| path.display().to_string())?;
    }
    if let Some(path) = &options.outcomes {
        crate::reliability::write(&measured.outcomes, path)?;
    }
    let rows = measured.score.rows();
    if options.json {
        writeln!(out, "{}", serde_json::to_string_pretty(&rows)?)?;
    } else {
        writeln!(out, "gold: {} documents, {} attributions", measured.gold.len(), measured.n_gold())?;
        score::print(&rows, out)?;
    }
    Ok(())
}

fn write(measured: &Measured, path: &Path) -> Result<()> {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path)?);
    let pairs = |spans: &[Range<usize>]| spans.iter().map(|s| [s.start, s.end]).collect::<Vec<_>>();
    for (document, predicted) in measured.gold.iter().zip(&measured.predicted) {
        let attributions: Vec<_> = predicted
            .iter()
            .map(|p| &p.spans)
            .map(|s| json!({"source": pairs(&s.source), "cue": pairs(&s.cue), "content": pairs(&s.content)}))
            .collect();
        writeln!(file, "{}", json!({"doc": document.name, "attributions": attributions}))?;
    }
    Ok(file.flush()?)
}

/// The spans of an attribution in the original text.
pub(crate) fn original_spans(report: &Document, attribution: &Attribution) -> Spans {
    let of = |spans: &[Span<Clean>]| spans.iter().flat_map(|&s| report.text.to_original(s)).map(Span::range).collect();
    Spans { source: of(&attribution.source), cue: of(&attribution.cue), content: of(&attribution.content) }
}
