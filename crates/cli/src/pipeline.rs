//! Files to analysed reports, many at a time.
//!
//! One thread reads files, several analyse, and the caller's thread takes what comes out. The
//! queues between them are short, so memory does not grow with the input. With
//! [`Order::AsRead`] results are handed over in the order of the files, otherwise as they are
//! ready; what each of them is does not depend on it.

use std::collections::BTreeMap;
use std::io;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use crossbeam_channel::{Receiver, Sender, bounded};
use onrecord_analysis::error::ReaderError;
use onrecord_analysis::reader::{Reader, ReadingLane};
use onrecord_read::error::ReadError;
use onrecord_read::{Options, Source};
use onrecord_record::enter::enter;
use onrecord_record::id::ReportId;
use onrecord_record::report::ReportEntry;
use onrecord_text::document::{Document, Locator, RawDocument};
use onrecord_text::prepare::prepare;

/// Reports waiting between two threads, per analysing thread. A report is some kilobytes, seldom
/// megabytes; a few suffice to keep everybody busy.
const WAITING: usize = 4;

/// What became of one document.
pub enum Outcome {
    /// Analysed, ready for the record.
    Report(Box<ReportEntry>),
    /// Its content is in the record already, or came before in this run.
    Known,
    /// It could not be read.
    Failed(ReadError),
    /// The reader itself failed; nothing more will come.
    Broken(ReaderError),
}

/// In which order results are handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// As the files have them.
    AsRead,
    /// As soon as they are ready.
    AsReady,
}

/// How to run.
pub struct Run<'r> {
    /// The model.
    pub reader: &'r Reader,
    /// How files are read.
    pub options: Options,
    /// Analysing threads, at least one.
    pub n_jobs: usize,
    /// Order of the results.
    pub order: Order,
    /// Reports that need not be analysed, with where they were read. One that turns up at an
    /// earlier place is analysed again, so that the record does not depend on the order of runs.
    pub known: BTreeMap<ReportId, Locator>,
}

/// A message with its place in the order of reading.
type Numbered<T> = (usize, T);

impl Run<'_> {
    /// Reads `files` (`-` is standard input) and hands every outcome to `take`, on the calling
    /// thread, until `take` breaks.
    pub fn over(self, files: &[PathBuf], take: &mut dyn FnMut(Outcome) -> ControlFlow<()>) {
        let n_jobs = self.n_jobs.max(1);
        let (to_analyse, from_reading) = bounded::<Numbered<Result<RawDocument, ReadError>>>(n_jobs * WAITING);
        let (to_caller, from_analysis) = bounded::<Numbered<Outcome>>(n_jobs * WAITING);
        let stopped = AtomicBool::new(false);
        let seen = Mutex::new(self.known);
        thread::scope(|scope| {
            let (options, stopped, seen, reader) = (&self.options, &stopped, &seen, self.reader);
            scope.spawn(move || read_files(files, options, &to_analyse, stopped));
            for _ in 0..n_jobs {
                let (from_reading, to_caller) = (from_reading.clone(), to_caller.clone());
                scope.spawn(move || analyse_all(reader, seen, &from_reading, &to_caller));
            }
            // The channels close when the threads are done, so only they may hold the ends.
            drop((from_reading, to_caller));
            deliver(from_analysis, self.order, take);
            stopped.store(true, Ordering::Relaxed);
        });
    }
}

fn read_files(
    files: &[PathBuf],
    options: &Options,
    out: &Sender<Numbered<Result<RawDocument, ReadError>>>,
    stopped: &AtomicBool,
) {
    let mut number = 0;
    let mut send = |document| {
        let sent = out.send((number, document)).is_ok() && !stopped.load(Ordering::Relaxed);
        number += 1;
        if sent { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    for file in files {
        let source = if file.as_os_str() == "-" { Source::stream("-", io::stdin()) } else { Source::path(file) };
        let mut broke = false;
        let result = onrecord_read::read(source, options, &mut |document| {
            let flow = send(document);
            broke |= flow.is_break();
            flow
        });
        if broke || result.is_err_and(|e| send(Err(e)).is_break()) {
            return;
        }
    }
}

fn analyse_all(
    reader: &Reader,
    seen: &Mutex<BTreeMap<ReportId, Locator>>,
    documents: &Receiver<Numbered<Result<RawDocument, ReadError>>>,
    out: &Sender<Numbered<Outcome>>,
) {
    let lane = ReadingLane::new();
    for (number, document) in documents {
        let outcome = match document {
            Ok(raw) => analyse(reader, &lane, seen, prepare(raw)),
            Err(e) => Outcome::Failed(e),
        };
        if out.send((number, outcome)).is_err() {
            return;
        }
    }
}

fn analyse(
    reader: &Reader,
    lane: &ReadingLane,
    seen: &Mutex<BTreeMap<ReportId, Locator>>,
    document: Document,
) -> Outcome {
    let id = ReportId::of(&document);
    {
        let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.get(&id).is_some_and(|there| *there <= document.locator) {
            return Outcome::Known;
        }
        seen.insert(id, document.locator.clone());
    }
    match reader.analyse(&document, lane) {
        Ok(analysis) => Outcome::Report(Box::new(enter(&document, &analysis))),
        Err(e) => Outcome::Broken(e),
    }
}

fn deliver(outcomes: Receiver<Numbered<Outcome>>, order: Order, take: &mut dyn FnMut(Outcome) -> ControlFlow<()>) {
    let (mut early, mut next) = (BTreeMap::new(), 0);
    for (number, outcome) in outcomes {
        if order == Order::AsReady {
            if take(outcome).is_break() {
                return;
            }
            continue;
        }
        early.insert(number, outcome);
        while let Some(outcome) = early.remove(&next) {
            next += 1;
            if take(outcome).is_break() {
                return;
            }
        }
    }
}
