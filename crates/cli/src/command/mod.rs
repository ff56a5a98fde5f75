//! The commands, one a file.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::thread::available_parallelism;

use onrecord_read::Options;
use onrecord_read::discover::{Discovery, discover};

use crate::arguments::Input;
use crate::failure::Failure;
use crate::pipeline::{Order, Run};
use crate::progress::Progress;
use onrecord_analysis::reader::Reader;

pub mod actors;
pub mod analyze;
pub mod build;
pub mod codebook;
pub mod export;
mod names;
pub mod serve;
pub mod show;
pub mod site;
pub mod stances;

/// The files to read, what cannot be read having been said.
struct Found {
    files: Vec<PathBuf>,
    /// Whether something named by the user was left out.
    skipped: bool,
}

/// Finds the files, and says what is left out.
fn find(input: &Input) -> Result<Found, Failure> {
    let Discovery { files, skipped, errors } = discover(&input.paths);
    let voice = Progress::start(None);
    for error in &errors {
        voice.say(&format!("skipped {error}"));
    }
    if !skipped.is_empty() {
        let n = skipped.len();
        voice.say(&format!(
            "left out {n} {} that no report is kept in, by their names",
            if n == 1 { "file" } else { "files" }
        ));
    }
    voice.finish();
    if files.is_empty() {
        return Err(Failure::NothingToRead);
    }
    Ok(Found { files, skipped: !errors.is_empty() })
}

/// How to run over the files found.
fn run<'r>(input: &Input, reader: &'r Reader, order: Order) -> Run<'r> {
    let n_cores = available_parallelism().map_or(1, usize::from);
    Run {
        reader,
        options: Options { max_document_bytes: usize::from(input.max_report_size) << 20, ..Options::default() },
        n_jobs: input.jobs.map_or(n_cores, usize::from),
        order,
        known: BTreeMap::new(),
    }
}

/// How many documents to expect: that cannot be told of standard input.
fn n_expected(files: &[PathBuf]) -> Option<u64> {
    (!files.iter().any(|f| f.as_os_str() == "-")).then_some(files.len() as u64)
}

/// A count and its noun.
fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
