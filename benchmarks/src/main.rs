//! `onrecord-bench`: measures onrecord against annotated corpora, and its speed.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Result;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand};
use onrecord_analysis::reader::ReaderSize;
use onrecord_bench::{
    attribution, coref, entities, features, load, nested, parse, rows, scale, speakers, speed, stance, table, time,
    trees, utterances,
};

/// Measures onrecord against annotated corpora, and its speed.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// The reader to measure; `table` measures both
    #[arg(long, global = true, value_name = "SIZE", default_value = "accurate", value_parser = reader_size())]
    reader: ReaderSize,
    #[command(subcommand)]
    subject: Subject,
}

#[derive(Subcommand)]
enum Subject {
    /// Attributions against brat standoff in the layout of PolNeAR
    Attribution(attribution::Options),
    /// Roles against pre-tokenised rows with BIO labels
    Rows(rows::Options),
    /// Names and other mentions against a treebank with entities
    Entities(entities::Options),
    /// Tags, lemmas and trees against a treebank, on gold tokens
    Parse(parse::Options),
    /// Whom pronouns and descriptions mean, on gold mentions
    Coref(coref::Options),
    /// Attributions within attributions
    Nested(nested::Options),
    /// Who speaks, within a report and over several
    Speakers(speakers::Options),
    /// Who takes which side on what, against labelled passages
    Stance(stance::Options),
    /// Statements, conflicts and events over several reports, against labelled negotiations
    Utterances(utterances::Options),
    /// Time expressions against TimeML
    Time(time::Options),
    /// Documents and words a second, and peak memory, from text to attributions
    Speed(speed::Options),
    /// Seconds and memory to make a record of very many reports
    Scale(scale::Options),
    /// How fast a record served on this machine answers many clients
    Load(load::Options),
    /// Make a record of any size, of an invented negotiation, to serve
    Invent(load::invented::Options),
    /// Everything at once, as the Markdown page on accuracy
    Table(Box<table::Options>),
    /// The reader's input features for every text of a folder, for training
    Features {
        /// Folder of `*.txt` files
        directory: PathBuf,
    },
    /// Trees, mentions and attributions of every text of a folder, for training
    Trees {
        /// Folder of `*.txt` files
        directory: PathBuf,
    },
}

fn reader_size() -> impl TypedValueParser<Value = ReaderSize> {
    PossibleValuesParser::new(ReaderSize::ALL.map(ReaderSize::name))
        .try_map(|name| ReaderSize::from_name(&name).ok_or("not a size of the reader"))
}

fn main() -> Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let Arguments { reader, subject } = Arguments::parse();
    match subject {
        Subject::Attribution(options) => attribution::run(&options, reader, &mut out)?,
        Subject::Rows(options) => rows::run(&options, reader, &mut out)?,
        Subject::Entities(options) => entities::run(&options, reader, &mut out)?,
        Subject::Parse(options) => parse::run(&options, reader, &mut out)?,
        Subject::Coref(options) => coref::run(&options, reader, &mut out)?,
        Subject::Nested(options) => nested::run(&options, reader, &mut out)?,
        Subject::Speakers(options) => speakers::run(&options, reader, &mut out)?,
        Subject::Stance(options) => stance::run(&options, reader, &mut out)?,
        Subject::Utterances(options) => utterances::run(&options, reader, &mut out)?,
        Subject::Time(options) => time::run(&options, &mut out)?,
        Subject::Load(options) => load::run(&options, &mut out)?,
        Subject::Invent(options) => load::invented::run(&options, &mut out)?,
        Subject::Scale(options) => scale::run(&options, &mut out)?,
        Subject::Table(options) => table::run(&options, &mut out)?,
        Subject::Speed(options) => speed::run(&options, reader, &mut out)?,
        Subject::Trees { directory } => trees::run(&directory, reader, &mut out)?,
        Subject::Features { directory } => features::run(&directory, &mut out)?,
    }
    out.flush()?;
    Ok(())
}
