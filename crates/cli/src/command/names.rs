//! Actors, reports and issues by what people call them, and who corrects them when.

use std::path::Path;

use jiff::Timestamp;
use onrecord_record::actor::Actor;
use onrecord_record::id::{ActorId, IssueId, ReportId};
use onrecord_record::issue::Issue;
use onrecord_store::decisions::Made;
use onrecord_store::query::{ActorFilter, ReportFilter};
use onrecord_store::store::Store;

use crate::arguments::Change;
use crate::failure::Failure;

/// Who makes a correction, and when: at this moment, to the second.
pub(super) fn made(change: &Change) -> Made {
    Made { on: Some(this_second()), by: change.by.clone() }
}

/// This moment, to the second, in ISO 8601.
pub(super) fn this_second() -> String {
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second()).unwrap_or(now).to_string()
}

/// Finds what people call by name.
pub(super) struct Names<'s> {
    pub store: &'s Store,
    pub record: &'s Path,
}

impl Names<'_> {
    /// The one actor with this id, or this name, or with this in its name.
    pub fn actor(&self, wanted: &str) -> Result<ActorId, Failure> {
        let all = self.store.actors(&ActorFilter::default())?;
        let lower = wanted.to_lowercase();
        let is_name = |name: &String| name.to_lowercase() == lower;
        let tests: [&dyn Fn(&Actor) -> bool; 4] = [
            &|actor| actor.id.as_str() == wanted,
            &|actor| is_name(&actor.name),
            &|actor| actor.aliases.iter().any(is_name),
            &|actor| actor.name.to_lowercase().contains(&lower),
        ];
        let fitting = tests.iter().map(|test| all.iter().filter(|actor| test(actor)).collect::<Vec<_>>());
        match fitting.into_iter().find(|found| !found.is_empty()).as_deref() {
            Some([actor]) => Ok(actor.id.clone()),
            Some(several) => {
                Err(self.ambiguous("actor", wanted, several.iter().map(|a| format!("{} ({})", a.name, a.id)).collect()))
            }
            None => Err(self.not_found("actor", wanted)),
        }
    }

    /// The one report with this id, or with this in its file name or title.
    pub fn report(&self, wanted: &str) -> Result<ReportId, Failure> {
        let lower = wanted.to_lowercase();
        let mut found = self.store.reports(&ReportFilter::default())?;
        found.retain(|report| {
            let title = report.metadata.title.as_deref().unwrap_or("");
            let names = [report.locator.file.as_str(), title].map(str::to_lowercase);
            report.id.as_str() == wanted || names.iter().any(|name| name.contains(&lower))
        });
        match found.as_slice() {
            [report] => Ok(report.id.clone()),
            [] => Err(self.not_found("report", wanted)),
            several => {
                let names = several.iter().map(|r| format!("{} ({})", r.locator.file, r.id)).collect();
                Err(self.ambiguous("report", wanted, names))
            }
        }
    }

    /// The one issue with this id, or this label, or with this in its label.
    pub fn issue(&self, wanted: &str) -> Result<IssueId, Failure> {
        let all = self.store.record()?.issues;
        let lower = wanted.to_lowercase();
        let tests: [&dyn Fn(&Issue) -> bool; 3] =
            [&|issue| issue.id.as_str() == wanted, &|issue| issue.label.to_lowercase() == lower, &|issue| {
                issue.label.to_lowercase().contains(&lower)
            }];
        let fitting = tests.iter().map(|test| all.iter().filter(|issue| test(issue)).collect::<Vec<_>>());
        match fitting.into_iter().find(|found| !found.is_empty()).as_deref() {
            Some([issue]) => Ok(issue.id.clone()),
            Some(several) => Err(self.ambiguous(
                "issue",
                wanted,
                several.iter().map(|i| format!("{} ({})", i.label, i.id)).collect(),
            )),
            None => Err(self.not_found("issue", wanted)),
        }
    }

    fn not_found(&self, what: &'static str, wanted: &str) -> Failure {
        Failure::NotFound { what, wanted: wanted.to_owned(), record: self.record.to_owned() }
    }

    fn ambiguous(&self, what: &'static str, wanted: &str, found: Vec<String>) -> Failure {
        Failure::Ambiguous { what, wanted: wanted.to_owned(), record: self.record.to_owned(), found }
    }
}
