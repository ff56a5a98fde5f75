//! `speakers`: whether the record knows who speaks.
//!
//! On PolNeAR the attributions are given as the corpus marks them, each article on its own, so that only the way from a
//! source to its speaker is measured. On the examples everything is the program's own work, over all reports together:
//! attributions it does not find are counted apart, and so are actors that hold speakers of different names.

mod examples;
mod label;
mod polnear;

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Result;
use onrecord_analysis::reader::ReaderSize;
use serde::Serialize;

use crate::pipeline::Pipeline;
use crate::tally::share;

pub use examples::Merges;

/// What to score.
#[derive(clap::Args)]
pub struct Options {
    /// Labels in the format of `benchmarks/data/speakers`, for articles of `--polnear`
    #[arg(long, value_name = "FILE", requires = "polnear")]
    labels: Option<PathBuf>,
    /// Folder with `text/NAME.txt`
    #[arg(long, value_name = "DIR", requires = "labels")]
    polnear: Option<PathBuf>,
    /// Folder with `reports/`, `codebook.toml` and `gold/speakers.jsonl`
    #[arg(long, value_name = "DIR")]
    examples: Option<PathBuf>,
    /// List what is wrong
    #[arg(long)]
    errors: bool,
    /// Print the figures as JSON
    #[arg(long)]
    json: bool,
}

/// How many speakers are right.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SpeakerScore {
    /// Labelled attributions.
    pub gold: usize,
    /// Those that were found at all.
    pub found: usize,
    /// Those whose speaker is right.
    pub right: usize,
    /// What is wrong, a line each.
    #[serde(skip)]
    pub errors: Vec<String>,
}

impl SpeakerScore {
    /// Share of the attributions found whose speaker is right, 0 to 1.
    pub fn accuracy(&self) -> f64 {
        share(self.right, self.found)
    }
}

/// The score of one body of labels, by its name; with the merges over reports, where there are several.
pub type Measured = (&'static str, SpeakerScore, Option<Merges>);

/// Scores attributions given as `labels` for articles of `polnear`, and those found in `examples`, without and with
/// their codebook.
///
/// # Errors
/// If data cannot be read or is malformed.
pub fn measure(pipeline: &Pipeline, labels: Option<(&Path, &Path)>, examples: Option<&Path>) -> Result<Vec<Measured>> {
    let mut measured = Vec::new();
    if let Some((labels, polnear)) = labels {
        measured.push(("attributions of PolNeAR", polnear::measure(pipeline, labels, polnear)?, None));
    }
    if let Some(directory) = examples {
        let [(score, merges), (with_codebook, its_merges)] = examples::measure(pipeline, directory)?;
        measured.push(("examples", score, Some(merges)));
        measured.push(("examples, with their codebook", with_codebook, Some(its_merges)));
    }
    Ok(measured)
}

/// Measures and prints.
///
/// # Errors
/// As [`measure`].
pub fn run(options: &Options, size: ReaderSize, out: &mut impl Write) -> Result<()> {
    let labels = options.labels.as_deref().zip(options.polnear.as_deref());
    for (name, score, merges) in measure(&Pipeline::load(size)?, labels, options.examples.as_deref())? {
        if options.json {
            let line =
                serde_json::json!({"data": name, "score": score, "accuracy": score.accuracy(), "merges": merges});
            writeln!(out, "{line}")?;
        } else {
            let percent = 100.0 * score.accuracy();
            let SpeakerScore { gold, found, right, .. } = score;
            writeln!(out, "{name}: {gold} labelled, {found} found, speaker of {right} right ({percent:.1} percent)")?;
            if let Some(Merges { wrong, missed }) = merges {
                writeln!(out, "{name}: {wrong} wrong merges, {missed} missed")?;
            }
        }
        if options.errors {
            for line in &score.errors {
                writeln!(out, "  {line}")?;
            }
        }
    }
    Ok(())
}
