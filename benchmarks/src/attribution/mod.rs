//! `attribution DIR`: predicted attributions against brat standoff in the layout of PolNeAR.
//!
//! The metrics are those of the reference scorer `score_attributions.py`; `--write` gives the
//! predictions in its format, so that the two can be compared. Exact spans are this program's own.

mod brat;
mod matching;
mod quoted;
mod score;
mod tokens;

use std::io::Write;
use std::ops::Range;
use std::path::PathBuf;

use anyhow::{Context, Result};
use onrecord_analysis::attribution::Attribution;
use onrecord_text::document::Document;
use onrecord_text::span::{Clean, Span};
use serde_json::json;

use crate::pipeline::Pipeline;
use brat::{Spans, Tokens};
use score::Score;

/// What to score.
#[derive(clap::Args)]
pub struct Options {
    /// Folder with `text/NAME.txt` and `attributions/NAME_ANNOTATOR.ann`
    directory: PathBuf,
    /// Also write the predictions, one JSON object a document, as the reference scorer takes them
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,
    /// Print the figures as JSON
    #[arg(long)]
    json: bool,
    /// Leave out attributions below this confidence, 0 to 1
    #[arg(long, default_value_t = 0.0)]
    least_confidence: f32,
}

/// Reads every text with the product's own pipeline and scores what it finds.
pub fn run(options: &Options, out: &mut impl Write) -> Result<()> {
    let gold = brat::read(&options.directory)?;
    let pipeline = Pipeline::load()?;
    let text_of = |name: &str| options.directory.join("text").join(format!("{name}.txt"));
    let paths: Vec<PathBuf> = gold.iter().map(|document| text_of(&document.name)).collect();
    let predictions: Vec<Vec<Spans>> = pipeline.read_all(&paths, 0, |report, analysis| {
        let kept = analysis.attributions.iter().filter(|a| a.confidence >= options.least_confidence);
        kept.map(|a| original_spans(report, a)).collect()
    })?;
    let mut score = Score::default();
    for (document, spans) in gold.iter().zip(&predictions) {
        let predicted: Vec<Tokens> = spans.iter().map(|s| Tokens::new(&document.text, s)).collect();
        score.add(document, &predicted);
    }
    if let Some(path) = &options.write {
        let mut file =
            std::io::BufWriter::new(std::fs::File::create(path).with_context(|| path.display().to_string())?);
        for (document, spans) in gold.iter().zip(&predictions) {
            let pairs = |spans: &[Range<usize>]| spans.iter().map(|s| [s.start, s.end]).collect::<Vec<_>>();
            let attributions: Vec<_> = spans
                .iter()
                .map(|s| json!({"source": pairs(&s.source), "cue": pairs(&s.cue), "content": pairs(&s.content)}))
                .collect();
            writeln!(file, "{}", json!({"doc": document.name, "attributions": attributions}))?;
        }
        file.flush()?;
    }
    let rows = score.rows();
    if options.json {
        writeln!(out, "{}", serde_json::to_string_pretty(&rows)?)?;
    } else {
        let n: usize = gold.iter().map(|d| d.attributions.len()).sum();
        writeln!(out, "gold: {} documents, {n} attributions", gold.len())?;
        score::print(&rows, out)?;
    }
    Ok(())
}

fn original_spans(report: &Document, attribution: &Attribution) -> Spans {
    let of = |spans: &[Span<Clean>]| spans.iter().flat_map(|&s| report.text.to_original(s)).map(Span::range).collect();
    Spans { source: of(&attribution.source), cue: of(&attribution.cue), content: of(&attribution.content) }
}
