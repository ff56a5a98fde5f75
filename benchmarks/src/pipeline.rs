//! The product's own path from a file or a text to what is found in it, without keeping a record.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, available_parallelism};

use anyhow::{Context, Result};
use onrecord_analysis::analysis::Analysis;
use onrecord_analysis::reader::{Reader, ReaderSize, ReadingLane};
use onrecord_read::{Options, Source};
use onrecord_text::document::Document;
use onrecord_text::prepare::prepare;

/// The loaded reader.
pub struct Pipeline {
    reader: Reader,
}

impl Pipeline {
    /// Loads the reader.
    pub fn load(size: ReaderSize) -> Result<Self> {
        Ok(Self { reader: Reader::load(size)? })
    }

    /// Reads `paths` with `n_jobs` threads (all cores for 0), each with a lane of its own, and
    /// gives back what `take` makes of each, in the order of the paths.
    pub fn read_all<T: Send>(
        &self,
        paths: &[PathBuf],
        n_jobs: usize,
        take: impl Fn(&Document, &Analysis) -> T + Sync,
    ) -> Result<Vec<T>> {
        self.each(paths, n_jobs, |path, reader, lane| {
            let report = read_file(path)?;
            let analysis = reader.analyse(&report, lane)?;
            Ok(take(&report, &analysis))
        })
    }

    /// What `work` makes of each of `items`, in their order, with `n_jobs` threads (all cores for
    /// 0), each with a lane of its own.
    pub fn each<I: Sync, T: Send>(
        &self,
        items: &[I],
        n_jobs: usize,
        work: impl Fn(&I, &Reader, &ReadingLane) -> Result<T> + Sync,
    ) -> Result<Vec<T>> {
        let n_jobs = if n_jobs == 0 { available_parallelism().map_or(1, usize::from) } else { n_jobs };
        let next = AtomicUsize::new(0);
        let results: Mutex<BTreeMap<usize, Result<T>>> = Mutex::default();
        thread::scope(|scope| {
            for _ in 0..n_jobs {
                scope.spawn(|| {
                    let lane = ReadingLane::new();
                    while let at = next.fetch_add(1, Ordering::Relaxed)
                        && let Some(item) = items.get(at)
                    {
                        let result = work(item, &self.reader, &lane);
                        results.lock().unwrap_or_else(PoisonError::into_inner).insert(at, result);
                    }
                });
            }
        });
        results.into_inner().unwrap_or_else(PoisonError::into_inner).into_values().collect()
    }
}

/// Reads a file that holds one report.
fn read_file(path: &Path) -> Result<Document> {
    let mut found = None;
    onrecord_read::read(Source::path(path), &Options::default(), &mut |document| {
        found = Some(document);
        ControlFlow::Break(())
    })?;
    Ok(prepare(found.with_context(|| format!("{}: no report in it", path.display()))??))
}
