//! The record that the program makes of a negotiation's reports.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Result;
use onrecord_record::actor::Evidence;
use onrecord_record::enter::enter;
use onrecord_record::id::ReportId;
use onrecord_record::record::Record;
use onrecord_record::report::ReportEntry;

use super::gold::{Place, World};
use crate::pipeline::Pipeline;

/// A record, and by which file name each report goes.
pub struct Built {
    pub record: Record,
    files: BTreeMap<ReportId, String>,
}

impl Built {
    /// Reads the reports of `world` and builds the record.
    pub fn new(world: &World, pipeline: &Pipeline) -> Result<Self> {
        let paths: Vec<PathBuf> = world.reports.iter().map(|report| world.directory.join(&report.file)).collect();
        let entries: Vec<ReportEntry> = pipeline.read_all(&paths, 0, enter)?;
        let record = Record::build(entries.into_iter().map(|entry| entry.facts));
        let file_name = |path: &str| Path::new(path).file_name().map(|name| name.to_string_lossy().into_owned());
        let files = record
            .reports
            .iter()
            .map(|report| (report.id.clone(), file_name(&report.locator.file).unwrap_or_default()));
        Ok(Self { files: files.collect(), record })
    }

    pub fn file(&self, report: &ReportId) -> &str {
        self.files.get(report).map_or("", String::as_str)
    }

    pub fn places(&self, evidence: &[Evidence]) -> Vec<Place> {
        evidence.iter().map(|e| Place { file: self.file(&e.report).to_owned(), span: e.span }).collect()
    }
}
