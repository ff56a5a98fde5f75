//! `table`: `docs/accuracy.md` as a whole, from measurement.
//!
//! Every figure in it is either measured in this run or a constant of [`published`]; prose that no
//! run gives is taken from `accuracy/errors.md` beside the output.

mod markdown;
pub mod published;
mod sections;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::attribution::{self, Measured};
use crate::coref::{self, CorefScore};
use crate::entities::{self, EntityScore};
use crate::nested::{self, NestedScore};
use crate::pipeline::Pipeline;
use crate::reliability::{plot, reliability};
use crate::rows::predict::Context;
use crate::rows::score::RowsScore;
use crate::speed::Speed;
use crate::{conllu, rows, speed};

/// What to measure and where to write it. Subjects whose data is not given are named as not
/// measured.
#[derive(clap::Args)]
pub struct Options {
    /// Folder of PolNeAR's development part, with `text` and `attributions`
    #[arg(long, value_name = "DIR")]
    polnear: Option<PathBuf>,
    /// Rows of PolNeAR's development part, JSON Lines
    #[arg(long, value_name = "FILE")]
    rows: Option<PathBuf>,
    /// Development part of the English Web Treebank, CoNLL-U
    #[arg(long, value_name = "FILE")]
    ewt: Option<PathBuf>,
    /// Development part of GUM, CoNLL-U
    #[arg(long, value_name = "FILE")]
    gum: Option<PathBuf>,
    /// Folder of JSON Lines with nested attributions
    #[arg(long, value_name = "DIR")]
    nested: Option<PathBuf>,
    /// When and on what machine this is measured, for the introduction
    #[arg(long, value_name = "TEXT")]
    machine: String,
    /// The Markdown file to write; the plot goes beside it
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

/// Everything measured; `None` for what is not.
#[derive(Default)]
pub struct Results {
    /// When and on what machine.
    pub machine: String,
    /// Whole articles.
    pub attribution: Option<Measured>,
    /// Rows, each alone and in context.
    pub rows: Option<(RowsScore, RowsScore)>,
    /// Mentions.
    pub entities: Option<EntityScore>,
    /// Words a second.
    pub speed: Option<Speed>,
    /// What the gold has of things that the reader does not predict yet.
    pub waiting: Waiting,
}

/// Gold without predictions, counted; `None` where no data was given. Each goes as its head comes.
#[derive(Default)]
pub struct Waiting {
    /// Tokens with tags and trees: [`crate::parse::ParseScore`] awaits them.
    pub tokens: Option<usize>,
    /// Pronouns with an antecedent: [`crate::coref::CorefScore`].
    pub pronouns: Option<usize>,
    /// Attributions within another: [`crate::nested::NestedScore`].
    pub nested: Option<usize>,
}

/// The file that holds the plot.
const PLOT: &str = "reliability.svg";

/// Measures and writes.
///
/// # Errors
/// If data cannot be read or a file cannot be written.
pub fn run(options: &Options, out: &mut impl Write) -> Result<()> {
    let results = measure(options)?;
    let folder = options.output.parent().unwrap_or(Path::new(""));
    let errors = fs::read_to_string(folder.join("accuracy/errors.md")).unwrap_or_default();
    let mut written = vec![(options.output.clone(), render(&results, &errors))];
    if let Some(measured) = &results.attribution {
        written.push((folder.join(PLOT), plot::svg(&reliability(&measured.outcomes))));
    }
    for (path, text) in written {
        fs::write(&path, text).with_context(|| path.display().to_string())?;
        writeln!(out, "wrote {}", path.display())?;
    }
    Ok(())
}

fn measure(options: &Options) -> Result<Results> {
    // First, so that the peak of memory is that of reading reports.
    let speed = options.polnear.as_ref().map(|polnear| speed::measure(&polnear.join("text"), 0)).transpose()?;
    let pipeline = Pipeline::load()?;
    let attribution =
        options.polnear.as_ref().map(|polnear| attribution::measure(&pipeline, polnear, 0.0)).transpose()?;
    let labelled = |file: &PathBuf| {
        let score = |context| anyhow::Ok(rows::measure(&pipeline, file, context)?.score());
        anyhow::Ok((score(Context::Alone)?, score(Context::Document)?))
    };
    let rows = options.rows.as_ref().map(labelled).transpose()?;
    let entities = options.gum.as_ref().map(|gum| entities::measure(&pipeline, gum)).transpose()?;
    let waiting = waiting(options)?;
    Ok(Results { machine: options.machine.clone(), attribution, rows, entities, speed, waiting })
}

fn waiting(options: &Options) -> Result<Waiting> {
    let read = |file: &PathBuf| conllu::read::read(file);
    let tokens = |file| anyhow::Ok(read(file)?.iter().map(|document| document.tokens.len()).sum());
    let pronouns = |file| {
        let mut score = CorefScore::default();
        read(file)?.iter().for_each(|document| score.add(&coref::gold(document), &[]));
        anyhow::Ok(score.pronouns.gold)
    };
    let nested = |folder: &PathBuf| {
        let mut score = NestedScore::default();
        nested::gold::read(folder)?.iter().for_each(|document| score.add(document, &[]));
        anyhow::Ok(score.nested.gold)
    };
    Ok(Waiting {
        tokens: options.ewt.as_ref().map(tokens).transpose()?,
        pronouns: options.gum.as_ref().map(pronouns).transpose()?,
        nested: options.nested.as_ref().map(nested).transpose()?,
    })
}

/// The whole page. `errors` is the prose on what goes wrong.
pub fn render(results: &Results, errors: &str) -> String {
    let section = |title: &str, text: Option<String>| {
        format!("\n## {title}\n\n{}", text.unwrap_or_else(|| "Not measured.\n".to_owned()))
    };
    let calibration = results.attribution.as_ref().map(|m| sections::reliability(&reliability(&m.outcomes), PLOT));
    let waits =
        |n, what| format!("The gold has {} {what}; the reader does not predict them yet.\n", markdown::count(n));
    let mut page = [
        "# How good it is, and how fast\n\n".to_owned(),
        "Written by `onrecord-bench table` from measurement with the weights in `models/`; edit its templates under\n\
         `benchmarks/src/table/`, not this page. All figures of this program are of development texts, which were used \
         to\nchoose the decoder; figures of others are of the test texts of the same corpus where the tables say so.\n\n"
            .to_owned(),
        format!("Measured: {}.\n", results.machine.trim_end_matches('.')),
        section("Attributions in whole articles", results.attribution.as_ref().map(sections::attributions)),
        section("Confidence", calibration),
        section(
            "Roles in pre-tokenised rows",
            results.rows.as_ref().map(|(alone, context)| sections::rows(alone, context)),
        ),
        section("Names and other mentions", results.entities.as_ref().map(sections::entities)),
        section("Tags and trees", results.waiting.tokens.map(|n| waits(n, "tokens"))),
        section("Whom pronouns mean", results.waiting.pronouns.map(|n| waits(n, "pronouns with an antecedent"))),
        section("Attributions within attributions", results.waiting.nested.map(|n| waits(n, "nested attributions"))),
        section("Speed", results.speed.as_ref().map(sections::speed)),
    ]
    .concat();
    if !errors.trim().is_empty() {
        page.push_str(&format!("\n## What is known to go wrong\n\n{}\n", errors.trim()));
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_measured_is_said() {
        let page = render(&Results { machine: "März 2031, a desk.".into(), ..Results::default() }, "- Näheres.\n");
        assert!(page.contains("\nMeasured: März 2031, a desk.\n"), "{page}");
        assert_eq!(page.matches("Not measured.").count(), 8);
        assert!(page.ends_with("\n## What is known to go wrong\n\n- Näheres.\n"), "{page}");
    }

    #[test]
    fn others_stand_beside_ours() {
        let rows = Some((RowsScore::default(), RowsScore::default()));
        let page = render(&Results { rows, ..Results::default() }, "");
        assert!(page.contains("| **onrecord, each row alone** | 0.0 | 0.0 | 0.0 |"), "{page}");
        assert!(page.contains("| CoreNLP (test rows) | 13.9 | – | 17.5 |"), "{page}");
        assert!(!page.contains("What is known"));
    }
}
