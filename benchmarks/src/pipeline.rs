//! The product's own path from a file to what is found in it, without keeping a record.

use std::path::Path;

use anyhow::{Context, Result};
use onrecord_analysis::attribution::Analysis;
use onrecord_analysis::reader::{Reader, ReadingLane};
use onrecord_text::document::Document;

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

    /// Reads one plain text file.
    pub fn read_file(&self, path: &Path, lane: &ReadingLane) -> Result<(Document, Analysis)> {
        let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
        let report = Document { text: onrecord_text::alignment::AlignedText::verbatim(&text), ..Document::default() };
        let analysis = self.reader.read(report.text.as_str(), &report.marks, lane)?;
        Ok((report, analysis))
    }
}
