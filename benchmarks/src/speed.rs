//! `speed DIR`: how fast texts become attributions, and in how much memory.

use std::io::Write;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result};

use crate::pipeline::Pipeline;

/// What to time.
#[derive(clap::Args)]
pub struct Options {
    /// Folder of texts; all `*.txt` files below it are read
    directory: PathBuf,
    /// Threads; all cores if absent
    #[arg(long)]
    jobs: Option<usize>,
}

/// Reads all texts once and prints what it took. Loading the model is timed apart.
pub fn run(options: &Options, out: &mut impl Write) -> Result<()> {
    let mut paths = Vec::new();
    let mut folders = vec![options.directory.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "txt") {
                paths.push(path);
            }
        }
    }
    paths.sort();
    let started = Instant::now();
    let pipeline = Pipeline::load()?;
    let loaded = started.elapsed();
    let (cpu_before, started) = (cpu_seconds(), Instant::now());
    let counts = pipeline.read_all(&paths, options.jobs.unwrap_or(0), |report, analysis| {
        (report.text.as_str().split_whitespace().count(), analysis.attributions.len())
    })?;
    let (wall, cpu) = (started.elapsed().as_secs_f64(), cpu_seconds() - cpu_before);
    let n_words = counts.iter().map(|c| c.0).sum::<usize>() as f64;
    let n_attributions: usize = counts.iter().map(|c| c.1).sum();
    writeln!(out, "{} documents, {n_words} words, {} attributions", paths.len(), n_attributions)?;
    writeln!(
        out,
        "model loaded in {:.2} s; read in {wall:.2} s of wall time and {cpu:.2} s of CPU time",
        loaded.as_secs_f64()
    )?;
    writeln!(
        out,
        "{:.1} documents/s, {:.0} words/s, {:.0} words per CPU second",
        paths.len() as f64 / wall,
        n_words / wall,
        n_words / cpu
    )?;
    writeln!(out, "peak memory {:.0} MB", peak_megabytes())?;
    Ok(())
}

/// User and system time of this process so far, from Linux's `/proc`; not a number elsewhere.
fn cpu_seconds() -> f64 {
    let read = || -> Option<f64> {
        let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
        let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
        let ticks: f64 = fields.get(11)?.parse::<f64>().ok()? + fields.get(12)?.parse::<f64>().ok()?;
        // USER_HZ is 100 on every Linux that Rust supports.
        Some(ticks / 100.0)
    };
    read().unwrap_or(f64::NAN)
}

/// Largest resident size so far, from Linux's `/proc`; not a number elsewhere.
fn peak_megabytes() -> f64 {
    let read = || -> Option<f64> {
        let status = std::fs::read_to_string("/proc/self/status").ok()?;
        let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
        Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? / 1024.0)
    };
    read().unwrap_or(f64::NAN)
}
