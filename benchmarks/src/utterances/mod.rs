//! `utterances`: one record out of many reports, against negotiations labelled for it.
//!
//! The reports of each negotiation go the program's own way from the file to the record, over all of them together.
//! Attributions found are matched to labelled ones by the characters of their contents; statements are scored as pairs
//! of attributions, once among those found and once over all that are labelled. A conflict is right if its kind is and
//! each of its sides has words of a different side of a labelled one.

mod built;
mod conflicts;
mod events;
mod gold;
mod pairs;
mod statements;

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Result;
use onrecord_analysis::reader::ReaderSize;
use serde::Serialize;

use crate::pipeline::Pipeline;
use crate::tally::Tally;

pub use conflicts::ConflictScore;
pub use events::EventScore;
pub use statements::StatementScore;

use self::built::Built;

/// What to score.
#[derive(clap::Args)]
pub struct Options {
    /// A folder of negotiations, or one of them, in the format of `benchmarks/data/utterances`
    directory: PathBuf,
    /// List what is wrong
    #[arg(long)]
    errors: bool,
    /// Print the figures as JSON
    #[arg(long)]
    json: bool,
    /// Instead, write what the score of each labelled pair rests on, a JSON object a line, to fit its weights
    #[arg(long)]
    pairs: bool,
}

/// All figures.
#[derive(Clone, Debug, Default, Serialize)]
pub struct UtteranceScore {
    /// Which attributions tell one utterance.
    pub statements: StatementScore,
    /// Where accounts conflict.
    pub conflicts: ConflictScore,
    /// What happened.
    pub events: EventScore,
}

/// Scores the negotiations in `directory`.
///
/// # Errors
/// If it cannot be read or is malformed.
pub fn measure(pipeline: &Pipeline, directory: &Path) -> Result<UtteranceScore> {
    let mut score = UtteranceScore::default();
    for world in gold::read(directory)? {
        let built = Built::new(&world, pipeline)?;
        score.statements.add(&world, &built);
        score.conflicts.add(&world, &built);
        score.events.add(&world, &built);
    }
    Ok(score)
}

/// Measures and prints.
///
/// # Errors
/// As [`measure`].
pub fn run(options: &Options, size: ReaderSize, out: &mut impl Write) -> Result<()> {
    let pipeline = Pipeline::load(size)?;
    if options.pairs {
        for world in gold::read(&options.directory)? {
            pairs::write(&world, &Built::new(&world, &pipeline)?, out)?;
        }
        return Ok(());
    }
    let score = measure(&pipeline, &options.directory)?;
    let UtteranceScore { statements, conflicts, events } = &score;
    if options.errors {
        for error in statements.errors.iter().chain(&conflicts.errors).chain(&events.errors) {
            writeln!(out, "{error}")?;
        }
    }
    if options.json {
        writeln!(out, "{}", serde_json::to_string(&score)?)?;
        return Ok(());
    }
    writeln!(out, "{:<24} {:>9} {:>7} {:>6} {:>9}", "", "precision", "recall", "gold", "predicted")?;
    let mut line = |name: &str, tally: &Tally| {
        let [p, r] = [tally.precision(), tally.recall()].map(|share| 100.0 * share);
        writeln!(out, "{name:<24} {p:>9.1} {r:>7.1} {:>6} {:>9}", tally.gold, tally.predicted)
    };
    line("pairs among found", &statements.among_found)?;
    line("pairs over all", &statements.over_all)?;
    line("copies (report pairs)", &statements.copies)?;
    for (kind, tally) in &conflicts.by_kind {
        line(kind, tally)?;
    }
    line("all conflicts", &conflicts.all)?;
    writeln!(out, "attributions found: {} of {}", statements.found, statements.gold)?;
    writeln!(out, "listed though no conflict: {} of {}", conflicts.listed_wrongly, conflicts.not_conflicts)?;
    writeln!(
        out,
        "events found: {} of {}, in {} of {} tellings, on the right day {}; listed {}",
        events.found, events.gold, events.told_found, events.told, events.dated, events.listed
    )?;
    Ok(())
}
