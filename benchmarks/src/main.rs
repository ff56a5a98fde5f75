//! `onrecord-bench`: measures onrecord against annotated corpora, and its speed.

mod attribution;
mod features;
mod pipeline;
mod speed;

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Measures onrecord against annotated corpora, and its speed.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    subject: Subject,
}

#[derive(Subcommand)]
enum Subject {
    /// Attributions against brat standoff in the layout of PolNeAR
    Attribution(attribution::Options),
    /// Documents and words a second, and peak memory, from text to attributions
    Speed(speed::Options),
    /// The reader's input features for every text of a folder, for training
    Features {
        /// Folder of `*.txt` files
        directory: PathBuf,
    },
}

fn main() -> Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    match Arguments::parse().subject {
        Subject::Attribution(options) => attribution::run(&options, &mut out)?,
        Subject::Speed(options) => speed::run(&options, &mut out)?,
        Subject::Features { directory } => features::run(&directory, &mut out)?,
    }
    out.flush()?;
    Ok(())
}
