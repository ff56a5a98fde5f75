//! Reading uploaded reports, one upload at a time, with how far it is.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use onrecord_record::report::ReportEntry;
use serde::Serialize;
use tokio::sync::watch;
use utoipa::ToSchema;

use super::state::Served;
use crate::data::wire::Named;
use crate::page::{count, report_name};

/// Jobs that are remembered; the oldest are forgotten.
const MOST_KEPT: usize = 32;

/// Lines about single files that are kept; the rest is counted.
const MOST_LINES: usize = 200;

/// Jobs that wait at a time.
const MOST_WAITING: usize = 4;

/// Reports in one transaction.
const BATCH: usize = 16;

/// A file to read: name and content.
pub(super) type Upload = (String, Vec<u8>);

/// How far a job is.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub(super) struct JobState {
    /// Number of the job.
    pub id: u64,
    /// What it is doing.
    pub text: String,
    /// Files done.
    pub n_done: usize,
    /// Files in all.
    pub n_expected: usize,
    pub is_done: bool,
    /// What was read.
    pub reports: Vec<Named>,
    /// What could not be read, and why.
    pub lines: Vec<String>,
}

/// All jobs.
#[derive(Default)]
pub(super) struct Jobs {
    jobs: Mutex<BTreeMap<u64, watch::Receiver<JobState>>>,
    /// Held by the job at work.
    working: Mutex<()>,
}

impl Jobs {
    /// The state of a job and its changes, if it is remembered.
    pub fn find(&self, id: u64) -> Option<watch::Receiver<JobState>> {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner).get(&id).cloned()
    }

    /// Starts to read `uploads`; gives the job's number, or `None` if too many wait.
    pub fn start(served: &Arc<Served>, uploads: Vec<Upload>) -> Option<u64> {
        let mut jobs = served.jobs.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        let n_open = jobs.values().filter(|state| !state.borrow().is_done).count();
        if n_open > MOST_WAITING {
            return None;
        }
        let id = jobs.keys().next_back().map_or(1, |last| last + 1);
        let state =
            JobState { id, text: "Waiting for its turn.".to_owned(), n_expected: uploads.len(), ..JobState::default() };
        let (sender, receiver) = watch::channel(state);
        jobs.insert(id, receiver);
        while jobs.len() > MOST_KEPT {
            jobs.pop_first();
        }
        let served = Arc::clone(served);
        // A thread of its own: reading takes seconds, and must not hold up pages.
        let started = std::thread::Builder::new().name("reading".to_owned()).spawn(move || {
            let _turn = served.jobs.working.lock().unwrap_or_else(PoisonError::into_inner);
            run(&served, uploads, &sender);
        });
        started.is_ok().then_some(id)
    }
}

fn run(served: &Arc<Served>, uploads: Vec<Upload>, state: &watch::Sender<JobState>) {
    let n = uploads.len();
    let mut waiting: Vec<ReportEntry> = Vec::new();
    for (at, (name, bytes)) in uploads.into_iter().enumerate() {
        state.send_modify(|state| state.text = format!("Reading {name} ({} of {n}).", at + 1));
        served.intake.read(&name, bytes, &mut |read| match read {
            Ok(entry) => {
                let report = &entry.facts.report;
                let named = Named { id: report.id.to_string(), name: report_name(report) };
                state.send_modify(|state| state.reports.push(named));
                waiting.push(entry);
                if waiting.len() >= BATCH {
                    add(served, &mut waiting, state);
                }
            }
            Err(why) => state.send_modify(|state| {
                if state.lines.len() < MOST_LINES {
                    state.lines.push(format!("Left out: {why}"));
                }
            }),
        });
        state.send_modify(|state| state.n_done = at + 1);
    }
    state.send_modify(|state| state.text = "Putting it into the record.".to_owned());
    add(served, &mut waiting, state);
    if let Err(problem) = served.change_now(|_| Ok(())) {
        fail(served, state, &problem);
    }
    state.send_modify(|state| {
        state.is_done = true;
        state.text = format!("{} read.", count(state.reports.len(), "report", "reports"));
    });
}

fn add(served: &Served, waiting: &mut Vec<ReportEntry>, state: &watch::Sender<JobState>) {
    let entries = std::mem::take(waiting);
    if entries.is_empty() {
        return;
    }
    // Deriving the record anew is left to the end.
    if let Err(problem) = served.write_now(|store| store.add_batch(&entries)) {
        fail(served, state, &problem);
    }
}

fn fail(served: &Served, state: &watch::Sender<JobState>, problem: &super::answer::Problem) {
    served.say(&format!("reading an upload: {problem:?}"));
    state.send_modify(|state| {
        state.reports.clear();
        state.lines.push("The record could not be written; the terminal the server runs in says more.".to_owned());
    });
}
