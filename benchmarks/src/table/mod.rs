//! `table`: `docs/accuracy.md` as a whole, from measurement.
//!
//! Every figure in it is either measured in this run or a constant of [`published`]; prose that no
//! run gives is taken from `accuracy/errors.md` beside the output.

mod markdown;
pub mod published;
mod reconciled;
mod sections;
mod sizes;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use onrecord_analysis::reader::ReaderSize;

use self::sizes::Essentials;
use crate::attribution::{self, Measured};
use crate::coref::{self, CorefScore};
use crate::entities::{self, EntityScore};
use crate::nested::{self, NestedScore};
use crate::parse::{self, ParseFigures};
use crate::pipeline::Pipeline;
use crate::reliability::{plot, reliability};
use crate::rows::predict::Context;
use crate::rows::score::RowsScore;
use crate::speed::Speed;
use crate::stance::{self, StanceScore};
use crate::utterances::{self, UtteranceScore};
use crate::{rows, speakers, speed, time};

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
    /// CoreNLP's tokens over PolNeAR's development part, CoNLL-U
    #[arg(long, value_name = "FILE", requires = "polnear")]
    silver: Option<PathBuf>,
    /// Labelled speakers of attributions in `--polnear`, JSON Lines
    #[arg(long, value_name = "FILE", requires = "polnear")]
    speakers: Option<PathBuf>,
    /// Folder with reports, a codebook and labelled speakers
    #[arg(long, value_name = "DIR")]
    examples: Option<PathBuf>,
    /// Folder of TimeML files
    #[arg(long, value_name = "DIR")]
    timebank: Option<PathBuf>,
    /// Folder of JSON Lines with nested attributions
    #[arg(long, value_name = "DIR")]
    nested: Option<PathBuf>,
    /// Folder of JSON Lines with labelled stances
    #[arg(long, value_name = "DIR")]
    stance: Option<PathBuf>,
    /// Folder of negotiations told by several reports, in parts `held` and `tune`
    #[arg(long, value_name = "DIR")]
    utterances: Option<PathBuf>,
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
    /// Tags and trees, by treebank.
    pub parse: Vec<(&'static str, ParseFigures)>,
    /// Tags and heads of news, against those of another parser.
    pub news: Option<ParseFigures>,
    /// Whom pronouns mean.
    pub coref: Option<CorefScore>,
    /// Whose attributions are.
    pub speakers: Vec<speakers::Measured>,
    /// Time expressions, by part.
    pub time: Vec<(&'static str, time::Figures)>,
    /// Attributions within attributions, by part.
    pub nested: Vec<(&'static str, NestedScore)>,
    /// Who takes which side, by part.
    pub stance: Vec<(&'static str, StanceScore)>,
    /// Statements, conflicts and events over several reports, by part.
    pub utterances: Vec<(&'static str, UtteranceScore)>,
    /// The chief figures of the fast reader.
    pub fast: Option<Essentials>,
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
    let timed = |size| {
        let of = |polnear: &PathBuf| speed::measure(&polnear.join("text"), size, 0);
        options.polnear.as_ref().map(of).transpose()
    };
    let speed = timed(ReaderSize::Accurate)?;
    let faster = timed(ReaderSize::Fast)?;
    let pipeline = Pipeline::load(ReaderSize::Accurate)?;
    let attribution =
        options.polnear.as_ref().map(|polnear| attribution::measure(&pipeline, polnear, 0.0)).transpose()?;
    let labelled = |file: &PathBuf| {
        let score = |context| labelled_rows(&pipeline, file, context);
        anyhow::Ok((score(Context::Alone)?, score(Context::Document)?))
    };
    let rows = options.rows.as_ref().map(labelled).transpose()?;
    let entities = options.gum.as_ref().map(|gum| entities::measure(&pipeline, gum)).transpose()?;
    let coref = options.gum.as_ref().map(|gum| coref::measure(&pipeline, gum)).transpose()?;
    let mut parse = Vec::new();
    for (name, file) in treebanks(options) {
        parse.push((name, parse::measure(&pipeline, file, None)?.figures(0)));
    }
    let against_silver = |(polnear, silver): (&PathBuf, &PathBuf)| {
        anyhow::Ok(parse::measure(&pipeline, silver, Some(&polnear.join("text")))?.figures(0))
    };
    let news = options.polnear.as_ref().zip(options.silver.as_ref()).map(against_silver).transpose()?;
    let labels = options.speakers.as_deref().zip(options.polnear.as_deref());
    let speakers = speakers::measure(&pipeline, labels, options.examples.as_deref())?;
    let mut time = Vec::new();
    for (name, part) in [("held back from tuning", time::Part::Held), ("used for tuning", time::Part::Tune)] {
        if let Some(folder) = &options.timebank {
            time.push((name, time::figures(folder, part)?));
        }
    }
    let mut nested = Vec::new();
    for (name, file) in [
        ("held back", "held.jsonl"),
        ("whole articles, held back", "articles.jsonl"),
        ("used for tuning", "tune.jsonl"),
    ] {
        if let Some(folder) = &options.nested {
            nested.push((name, nested::measure(&pipeline, &folder.join(file), 0.0)?.score));
        }
    }
    let mut stance = Vec::new();
    for (name, file) in [("held back", "held.jsonl"), ("used for tuning and training", "tune.jsonl")] {
        if let Some(folder) = &options.stance {
            stance.push((name, stance::measure(&pipeline, &folder.join(file))?));
        }
    }
    let mut told = Vec::new();
    for (name, part) in [("held back", "held"), ("used for tuning", "tune")] {
        if let Some(folder) = &options.utterances {
            told.push((name, utterances::measure(&pipeline, &folder.join(part))?));
        }
    }
    let machine = options.machine.clone();
    let fast = Some(Essentials::measure(options, ReaderSize::Fast, faster)?);
    Ok(Results {
        machine,
        attribution,
        rows,
        entities,
        speed,
        parse,
        news,
        coref,
        speakers,
        time,
        nested,
        stance,
        utterances: told,
        fast,
    })
}

fn labelled_rows(pipeline: &Pipeline, file: &Path, context: Context) -> Result<RowsScore> {
    Ok(rows::measure(pipeline, file, context)?.score())
}

/// The treebanks given, by name.
fn treebanks(options: &Options) -> impl Iterator<Item = (&'static str, &PathBuf)> {
    [("EWT", &options.ewt), ("GUM", &options.gum)].into_iter().filter_map(|(name, file)| Some((name, file.as_ref()?)))
}

/// The whole page. `errors` is the prose on what goes wrong.
pub fn render(results: &Results, errors: &str) -> String {
    let section = |title: &str, text: Option<String>| {
        format!("\n## {title}\n\n{}", text.unwrap_or_else(|| "Not measured.\n".to_owned()))
    };
    let calibration = results.attribution.as_ref().map(|m| sections::reliability(&reliability(&m.outcomes), PLOT));
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
        section("Tags and trees", (!results.parse.is_empty()).then(|| sections::parse(&results.parse, results.news.as_ref()))),
        section("Whom pronouns mean", results.coref.as_ref().map(sections::coref)),
        section("Who speaks", (!results.speakers.is_empty()).then(|| sections::speakers(&results.speakers))),
        section("Time expressions", (!results.time.is_empty()).then(|| sections::time(&results.time))),
        section(
            "Attributions within attributions",
            (!results.nested.is_empty()).then(|| sections::nested(&results.nested)),
        ),
        section("Stances", (!results.stance.is_empty()).then(|| sections::stances(&results.stance))),
        section(
            "One utterance in several reports",
            (!results.utterances.is_empty()).then(|| reconciled::statements(&results.utterances)),
        ),
        section(
            "Where accounts conflict",
            (!results.utterances.is_empty()).then(|| reconciled::conflicts(&results.utterances)),
        ),
        section("Speed", results.speed.as_ref().map(sections::speed)),
        section("The fast reader", results.fast.as_ref().map(|fast| sizes::section(&Essentials::of(results), fast))),
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
        assert_eq!(page.matches("Not measured.").count(), 14);
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
