//! `rows FILE`: predicted roles against pre-tokenised rows, the protocol of the published table for
//! PolNeAR (CofeNet, COLING 2022).
//!
//! Each role's spans are scored by themselves, exactly or by their first token. The metrics are
//! those of the reference scorer `score_rows.py`; `--write` gives the predictions in its format.

pub mod detokenise;
pub mod gold;
pub mod label;
pub mod predict;
pub mod score;

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use onrecord_analysis::reader::ReaderSize;
use serde_json::json;

use crate::pipeline::Pipeline;
use gold::Row;
use label::Label;
use predict::Context;
use score::RowsScore;

/// What to score.
#[derive(clap::Args)]
pub struct Options {
    /// JSON Lines with `tokens`, `labels` and `id`
    file: PathBuf,
    /// Also write the predicted labels, one JSON object a row, as the reference scorer takes them
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,
    /// Read the rows of a document as one text, instead of each row alone
    #[arg(long)]
    context: bool,
    /// Print the figures as JSON
    #[arg(long)]
    json: bool,
}

/// Rows with what the reader made of them.
pub struct Labelled {
    /// The gold.
    pub rows: Vec<Row>,
    /// The predicted labels of every row.
    pub predicted: Vec<Vec<Label>>,
}

impl Labelled {
    /// The figures.
    pub fn score(&self) -> RowsScore {
        let mut score = RowsScore::default();
        self.rows.iter().zip(&self.predicted).for_each(|(row, predicted)| score.add(&row.labels, predicted));
        score
    }
}

/// Labels every row of `file`.
///
/// # Errors
/// If the file cannot be read or is malformed.
pub fn measure(pipeline: &Pipeline, file: &Path, context: Context) -> Result<Labelled> {
    let rows = gold::read(file)?;
    let predicted = predict::predict(pipeline, &rows, context)?;
    Ok(Labelled { rows, predicted })
}

/// Measures and prints.
///
/// # Errors
/// If a file cannot be read or written.
pub fn run(options: &Options, size: ReaderSize, out: &mut impl Write) -> Result<()> {
    let context = if options.context { Context::Document } else { Context::Alone };
    let labelled = measure(&Pipeline::load(size)?, &options.file, context)?;
    if let Some(path) = &options.write {
        write(&labelled.predicted, path).with_context(|| path.display().to_string())?;
    }
    let score = labelled.score();
    if options.json {
        writeln!(out, "{}", serde_json::to_string_pretty(&score)?)?;
    } else {
        score::print(&score, out)?;
    }
    Ok(())
}

fn write(predicted: &[Vec<Label>], path: &Path) -> Result<()> {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path)?);
    for labels in predicted {
        let names: Vec<String> = labels.iter().map(|l| l.name()).collect();
        writeln!(file, "{}", json!({ "labels": names }))?;
    }
    Ok(file.flush()?)
}
