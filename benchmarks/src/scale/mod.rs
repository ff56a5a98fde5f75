//! `scale`: how long it takes, and how much memory, to make a record of very many reports that have been read already.

mod plot;
pub(crate) mod world;

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result};
use onrecord_record::record::Record;

use self::plot::Point;
use crate::speed::peak_megabytes;

/// What to time.
#[derive(clap::Args)]
pub struct Options {
    /// Numbers of invented reports, rising
    #[arg(long, value_delimiter = ',', default_values_t = [1_000, 10_000, 100_000])]
    reports: Vec<usize>,
    /// Attributions in each
    #[arg(long, default_value_t = 10)]
    attributions: usize,
    /// Also draw time and memory to this SVG file
    #[arg(long)]
    plot: Option<PathBuf>,
}

/// Builds records of invented reports and prints one line for each.
///
/// # Errors
/// If `out` does not take it, or the plot cannot be written.
pub fn run(options: &Options, out: &mut impl Write) -> Result<()> {
    writeln!(
        out,
        "| reports | attributions | actors | statements | suggestions | seconds | µs an attribution | peak MB |"
    )?;
    writeln!(out, "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")?;
    let mut points = Vec::new();
    for &n_reports in &options.reports {
        let facts = world::reports(n_reports, options.attributions);
        let n_attributions: usize = facts.iter().map(|facts| facts.attributions.len()).sum();
        let started = Instant::now();
        let record = Record::build(facts);
        let seconds = started.elapsed().as_secs_f64();
        let megabytes = peak_megabytes();
        points.push(Point { attributions: n_attributions as f64, seconds, megabytes });
        writeln!(
            out,
            "| {n_reports} | {n_attributions} | {} | {} | {} | {seconds:.2} | {:.1} | {megabytes:.0} |",
            record.actors.len(),
            record.statements.len(),
            record.suggestions.len(),
            1e6 * seconds / n_attributions as f64,
        )?;
        out.flush()?;
    }
    if let Some(path) = &options.plot {
        fs::write(path, plot::svg(&points)).with_context(|| format!("writing {}", path.display()))?;
    }
    Ok(())
}
