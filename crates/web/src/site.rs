//! Writes the pages of a record into a folder, to read from disk or put on any web host.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use onrecord_store::error::StoreError;
use onrecord_store::store::Store;
use thiserror::Error;

use crate::asset;
use crate::find::Query;
use crate::link::{Form, Links, Page, data_file, depth, static_file};
use crate::page::Pages;
use crate::page::part::day::span;
use crate::page::part::pager::Part;
use crate::page::search::STATEMENTS;
use crate::snapshot::{Head, Snapshot};

/// Statements read at a time for the list of all.
const AT_A_TIME: usize = 500;

/// The pages could not be written.
#[derive(Debug, Error)]
pub enum SiteError {
    /// The record could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file could not be written.
    #[error("{}: the page cannot be written", path.display())]
    Write {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Writes all pages of the record at `record` into `folder`, which is made if need be, and gives back how many. Files
/// that stand there under the same names are replaced; nothing else is touched. `n_threads` pages are written at a
/// time; memory holds short lists of everything, and the pages being written.
///
/// # Errors
/// If the record cannot be read or a file cannot be written.
pub fn write_site(record: &Path, folder: &Path, n_threads: usize) -> Result<usize, SiteError> {
    let store = Store::open_read_only(record)?;
    let snapshot = Snapshot::take(&store)?;
    let site =
        Site { folder, snapshot: &snapshot, record_name: crate::record_name(record), n_pages: AtomicUsize::new(0) };
    for name in ["", "assets", "conflicts", "issues", "actors", "statements", "reports"] {
        let path = folder.join(name);
        fs::create_dir_all(&path).map_err(|source| SiteError::Write { path, source })?;
    }
    for (name, _, bytes) in asset::ALL {
        site.write(&format!("assets/{name}"), bytes)?;
    }
    site.write_statements(&store)?;
    let pages = site.pages();
    let next = AtomicUsize::new(0);
    let failure: Mutex<Option<SiteError>> = Mutex::new(None);
    thread::scope(|scope| {
        for _ in 0..n_threads.max(1) {
            scope.spawn(|| {
                if let Err(error) = site.write_from(&pages, &next, record) {
                    // The others stop when they find nothing left to do.
                    next.store(usize::MAX / 2, Ordering::Relaxed);
                    *failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
                }
            });
        }
    });
    match failure.into_inner().unwrap_or_else(PoisonError::into_inner) {
        Some(error) => Err(error),
        None => Ok(site.n_pages.into_inner()),
    }
}

struct Site<'s> {
    folder: &'s Path,
    snapshot: &'s Snapshot,
    record_name: String,
    n_pages: AtomicUsize,
}

impl Site<'_> {
    /// All pages, in a fixed order.
    fn pages(&self) -> Vec<Page> {
        let snapshot = self.snapshot;
        let mut pages = vec![
            Page::Overview,
            Page::Issues,
            Page::Actors,
            Page::Nobody,
            Page::Conflicts,
            Page::Timeline,
            Page::Reports,
            Page::Codebook,
            Page::Corrections,
            Page::Search,
        ];
        pages.extend(snapshot.issues.iter().map(|issue| Page::Issue(issue.id.clone())));
        pages.extend(snapshot.conflicts.iter().map(|conflict| Page::Conflict(conflict.id.clone())));
        pages.extend(snapshot.actors.iter().map(|actor| Page::Actor(actor.id.clone())));
        pages.extend(snapshot.reports.iter().map(|report| Page::Report(report.id.clone())));
        pages.extend(snapshot.statements.iter().map(|head| Page::Statement(head.id.clone())));
        pages
    }

    /// Writes pages until none is left. Each thread reads the record by itself.
    fn write_from(&self, pages: &[Page], next: &AtomicUsize, record: &Path) -> Result<(), SiteError> {
        let store = Store::open_read_only(record)?;
        while let Some(page) = pages.get(next.fetch_add(1, Ordering::Relaxed)) {
            let drawn = Pages {
                store: &store,
                snapshot: self.snapshot,
                links: Links::Static { depth: depth(page) },
                may_write: false,
                record_name: &self.record_name,
            };
            for number in 1..=drawn.n_parts(page) {
                let Some(markup) = drawn.draw(page, number)? else { continue };
                self.write(&static_file(page, number), markup.into_string().as_bytes())?;
                self.n_pages.fetch_add(1, Ordering::Relaxed);
                for form in [Form::Json, Form::Csv] {
                    if let Some(data) = drawn.data(page, number, form)? {
                        self.write(&data_file(page, number, form), data.as_bytes())?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Lists all statements for the script that searches them: file, speaker, day, words; the latest said first, those of
    /// no known day last. A script, because pages on disk may read nothing else.
    fn write_statements(&self, store: &Store) -> Result<(), SiteError> {
        let path = self.folder.join("assets").join(STATEMENTS);
        let failed = |source| SiteError::Write { path: path.clone(), source };
        let mut file = io::BufWriter::new(fs::File::create(&path).map_err(failed)?);
        file.write_all(b"window.onrecordStatements = [\n").map_err(failed)?;
        let (dated, undated) = self.snapshot.statements.split_at(self.snapshot.n_dated() as usize);
        let heads: Vec<&Head> = dated.iter().rev().chain(undated).collect();
        for part in heads.chunks(AT_A_TIME) {
            let rows: Vec<i64> = part.iter().map(|head| head.row).collect();
            for (head, statement) in part.iter().zip(store.statements_at(&rows)?) {
                let speaker = head.speaker.and_then(|at| self.snapshot.actor_at(at)).map_or("", |actor| &actor.name);
                let day = span(head.earliest, head.latest);
                let line = (static_file(&Page::Statement(statement.id), 1), speaker, day, statement.text);
                serde_json::to_writer(&mut file, &line).map_err(|error| failed(error.into()))?;
                file.write_all(b",\n").map_err(failed)?;
            }
        }
        file.write_all(b"];\n").and_then(|()| file.flush()).map_err(failed)
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), SiteError> {
        let path = self.folder.join(name);
        fs::write(&path, bytes).map_err(|source| SiteError::Write { path, source })
    }
}

impl Pages<'_> {
    /// How many parts a page has.
    fn n_parts(&self, page: &Page) -> usize {
        let statements = |n: usize| Part::of(1, n).n_parts();
        match page {
            Page::Issues => self.n_issue_parts(),
            Page::Actors => self.n_actor_parts(),
            Page::Reports => self.n_report_parts(),
            Page::Conflicts => self.n_conflict_parts(),
            Page::Timeline => self.n_timeline_parts(),
            Page::Nobody => statements(self.snapshot.statements_by(None).len()),
            Page::Actor(id) => statements(self.snapshot.statements_by(self.snapshot.actor_place(id)).len()),
            Page::Issue(id) => {
                statements(self.snapshot.issue_place(id).map_or(0, |at| self.snapshot.statements_on(at).len()))
            }
            _ => 1,
        }
    }

    /// The page at an address; `None` if there is none.
    pub(crate) fn draw(&self, page: &Page, number: usize) -> crate::page::Rendered {
        Ok(match page {
            Page::Overview => Some(self.overview()?),
            Page::Issues => Some(self.issues(number)?),
            Page::Issue(id) => self.issue(id, number)?,
            Page::Actors => Some(self.actors(number)),
            Page::Actor(id) => self.actor(id, number)?,
            Page::Nobody => self.nobody(number)?,
            Page::Statement(id) => self.statement(id)?,
            Page::Reports => Some(self.reports(number)),
            Page::Report(id) => self.report(id)?,
            Page::Timeline => Some(self.timeline(number)?),
            Page::Search => Some(self.search(&Query::default(), number)?),
            Page::Codebook => Some(self.codebook()?),
            Page::Corrections => Some(self.corrections(None)),
            Page::Add => self.may_write.then(|| self.add(None)),
            Page::Conflicts => Some(self.conflicts(number)),
            Page::Conflict(id) => self.conflict(id)?,
        })
    }
}
