//! The product's own path from a file to what is found in it, without keeping a record.

use std::ops::ControlFlow;
use std::path::Path;

use anyhow::{Context, Result};
use onrecord_analysis::attribution::Analysis;
use onrecord_analysis::reader::{Reader, ReadingLane};
use onrecord_read::{Options, Source};
use onrecord_text::document::Document;
use onrecord_text::prepare::prepare;

/// The loaded reader.
pub struct Pipeline {
    reader: Reader,
}

impl Pipeline {
    /// Loads the reader.
    pub fn load() -> Result<Self> {
        Ok(Self { reader: Reader::load()? })
    }

    /// A lane for one thread.
    pub fn lane(&self) -> ReadingLane {
        ReadingLane::new()
    }

    /// Reads a file that holds one report.
    pub fn read_file(&self, path: &Path, lane: &ReadingLane) -> Result<(Document, Analysis)> {
        let mut found = None;
        onrecord_read::read(Source::path(path), &Options::default(), &mut |document| {
            found = Some(document);
            ControlFlow::Break(())
        })?;
        let report = prepare(found.with_context(|| format!("{}: no report in it", path.display()))??);
        let analysis = self.reader.analyse(&report, lane)?;
        Ok((report, analysis))
    }
}
