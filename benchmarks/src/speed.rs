//! `speed DIR`: how fast texts become attributions, and in how much memory.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use onrecord_analysis::reader::ReaderSize;

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

/// What reading a folder took.
#[derive(Clone, Copy, Debug)]
pub struct Speed {
    /// Texts read.
    pub n_documents: usize,
    /// Stretches of non-blanks in them.
    pub n_words: usize,
    /// Attributions found.
    pub n_attributions: usize,
    /// Loading the model, timed apart.
    pub load_s: f64,
    /// From the first text to the last attribution.
    pub wall_s: f64,
    /// The same in user and system time.
    pub cpu_s: f64,
    /// Largest resident size of the process so far.
    pub peak_mb: f64,
}

impl Speed {
    /// Words read in a second.
    pub fn words_per_second(&self) -> f64 {
        self.n_words as f64 / self.wall_s
    }

    /// Words read in a second of processor time.
    pub fn words_per_cpu_second(&self) -> f64 {
        self.n_words as f64 / self.cpu_s
    }
}

/// Reads all `*.txt` files below `directory` once, with `n_jobs` threads (all cores for 0).
///
/// # Errors
/// If a file cannot be read.
pub fn measure(directory: &Path, size: ReaderSize, n_jobs: usize) -> Result<Speed> {
    let mut paths = Vec::new();
    let mut folders = vec![directory.to_owned()];
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
    let pipeline = Pipeline::load(size)?;
    let load_s = started.elapsed().as_secs_f64();
    let (cpu_before, started) = (cpu_seconds(), Instant::now());
    let counts = pipeline.read_all(&paths, n_jobs, |report, analysis| {
        (report.text.as_str().split_whitespace().count(), analysis.attributions.len())
    })?;
    Ok(Speed {
        n_documents: paths.len(),
        n_words: counts.iter().map(|c| c.0).sum(),
        n_attributions: counts.iter().map(|c| c.1).sum(),
        load_s,
        wall_s: started.elapsed().as_secs_f64(),
        cpu_s: cpu_seconds() - cpu_before,
        peak_mb: peak_megabytes(),
    })
}

/// Measures and prints.
///
/// # Errors
/// As [`measure`].
pub fn run(options: &Options, size: ReaderSize, out: &mut impl Write) -> Result<()> {
    let speed = measure(&options.directory, size, options.jobs.unwrap_or(0))?;
    let Speed { n_documents, n_words, n_attributions, load_s, wall_s, cpu_s, peak_mb } = speed;
    writeln!(out, "{n_documents} documents, {n_words} words, {n_attributions} attributions")?;
    writeln!(out, "model loaded in {load_s:.2} s; read in {wall_s:.2} s of wall time and {cpu_s:.2} s of CPU time")?;
    writeln!(
        out,
        "{:.1} documents/s, {:.0} words/s, {:.0} words per CPU second",
        n_documents as f64 / wall_s,
        speed.words_per_second(),
        speed.words_per_cpu_second()
    )?;
    writeln!(out, "peak memory {peak_mb:.0} MB")?;
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
pub(crate) fn peak_megabytes() -> f64 {
    let read = || -> Option<f64> {
        let status = std::fs::read_to_string("/proc/self/status").ok()?;
        let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
        Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? / 1024.0)
    };
    read().unwrap_or(f64::NAN)
}
