//! Writes the pages of a record into a folder, to read from disk or put on any web host.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use maud::Markup;
use onrecord_record::actor::Actor;
use onrecord_record::attribution::Attribution;
use onrecord_record::id::{ActorId, AttributionId, ReportId};
use onrecord_record::record::Record;
use onrecord_record::report::{Report, ReportText};
use onrecord_record::statement::Statement;
use onrecord_store::error::StoreError;
use onrecord_store::store::Store;
use thiserror::Error;

use crate::page::actor::{ShownStatement, ShownWitness};
use crate::page::overview::{NOBODY, ReportLine, Speaker};
use crate::page::{actor, file_name, overview, report, witness};

static STYLE: &str = include_str!("style.css");

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

/// Writes all pages of the record in `store` into `folder`, which is made if need be, and gives
/// back how many. Pages that stand there under the same names are replaced; nothing else is
/// touched.
///
/// # Errors
/// If the record cannot be read or a page cannot be written.
pub fn write_site(store: &Store, folder: &Path) -> Result<usize, SiteError> {
    let record = store.record()?;
    let index = Index::of(&record);
    let mut folder = Folder { root: folder, n_pages: 0 };
    folder.write("style.css", STYLE)?;
    folder.n_pages = 0;
    folder.page("index.html", overview::render(&index.speakers(), &index.reports()))?;
    for found in &record.reports {
        let Some(text) = store.report_text(&found.id)? else { continue };
        let attributions: Vec<Attribution> = index.attributions_in(&found.id).cloned().collect();
        let speaker = |a: &Attribution| {
            let actor = index.actors.get(a.speaker.as_ref()?)?;
            Some((actor.id.to_string(), actor.name.clone()))
        };
        let page = report::render(found, &text, &attributions, &speaker);
        folder.page(&format!("reports/{}.html", file_name(found.id.as_str())), page)?;
    }
    for (speaker, statements) in &index.statements {
        let name = speaker.as_ref().map_or(NOBODY.to_owned(), |id| file_name(id.as_str()));
        let shown = index.shown(store, statements)?;
        let actor = speaker.as_ref().and_then(|id| index.actors.get(id)).copied();
        folder.page(&format!("actors/{name}.html"), actor::render(actor, &shown))?;
    }
    Ok(folder.n_pages)
}

struct Folder<'f> {
    root: &'f Path,
    n_pages: usize,
}

impl Folder<'_> {
    fn page(&mut self, name: &str, page: Markup) -> Result<(), SiteError> {
        self.write(name, &page.into_string())
    }

    fn write(&mut self, name: &str, text: &str) -> Result<(), SiteError> {
        let path = self.root.join(name);
        let written = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&path, text));
        self.n_pages += 1;
        written.map_err(|source| SiteError::Write { path, source })
    }
}

/// The record by what pages ask for.
struct Index<'r> {
    actors: BTreeMap<&'r ActorId, &'r Actor>,
    reports: BTreeMap<&'r ReportId, &'r Report>,
    attributions: BTreeMap<&'r AttributionId, &'r Attribution>,
    by_report: BTreeMap<&'r ReportId, Vec<&'r Attribution>>,
    /// Statements by speaker, in the record's order.
    statements: BTreeMap<Option<ActorId>, Vec<&'r Statement>>,
}

impl<'r> Index<'r> {
    fn of(record: &'r Record) -> Self {
        let mut by_report: BTreeMap<_, Vec<&Attribution>> = BTreeMap::new();
        for attribution in &record.attributions {
            by_report.entry(&attribution.report).or_default().push(attribution);
        }
        for attributions in by_report.values_mut() {
            attributions.sort_by_key(|a| (&a.content.original, &a.id));
        }
        let mut statements: BTreeMap<_, Vec<&Statement>> = BTreeMap::new();
        for statement in &record.statements {
            statements.entry(statement.speaker.clone()).or_default().push(statement);
        }
        let mut index = Self {
            actors: record.actors.iter().map(|a| (&a.id, a)).collect(),
            reports: record.reports.iter().map(|r| (&r.id, r)).collect(),
            attributions: record.attributions.iter().map(|a| (&a.id, a)).collect(),
            by_report,
            statements: BTreeMap::new(),
        };
        for statements in statements.values_mut() {
            statements.sort_by_cached_key(|s| index.place_of(s));
        }
        index.statements = statements;
        index
    }

    fn attributions_in(&self, report: &ReportId) -> impl Iterator<Item = &'r Attribution> {
        self.by_report.get(report).into_iter().flatten().copied()
    }

    fn witnesses(&self, statement: &Statement) -> impl Iterator<Item = (&'r Attribution, &'r Report)> {
        let found = statement.witnesses.iter().filter_map(|id| {
            let attribution = self.attributions.get(id)?;
            Some((*attribution, *self.reports.get(&attribution.report)?))
        });
        found.collect::<Vec<_>>().into_iter()
    }

    /// Where a statement comes in a list: by the day it was said, undated ones last, then by the
    /// first place that tells it.
    fn place_of(&self, statement: &Statement) -> impl Ord + use<'r> {
        let told = self.witnesses(statement).map(|(attribution, report)| {
            (report.locator.clone(), attribution.content.original.first().map(|span| span.start()))
        });
        let day = statement.said_on.as_ref().and_then(|date| date.latest().or(date.earliest()));
        (day.is_none(), day, told.min(), statement.id.clone())
    }

    /// Those who speak most first; nobody last.
    fn speakers(&self) -> Vec<Speaker<'r>> {
        let mut speakers: Vec<Speaker> = self
            .statements
            .iter()
            .map(|(id, statements)| {
                let reports: BTreeSet<&ReportId> =
                    statements.iter().flat_map(|s| self.witnesses(s)).map(|(_, report)| &report.id).collect();
                let actor = id.as_ref().and_then(|id| self.actors.get(id)).copied();
                Speaker { actor, n_statements: statements.len(), n_reports: reports.len() }
            })
            .collect();
        speakers.sort_by_key(|s| (s.actor.is_none(), std::cmp::Reverse(s.n_statements), s.actor.map(|a| &a.name)));
        speakers
    }

    fn reports(&self) -> Vec<ReportLine<'r>> {
        let mut lines: Vec<ReportLine> = self
            .reports
            .values()
            .map(|report| ReportLine { report, n_attributions: self.by_report.get(&report.id).map_or(0, Vec::len) })
            .collect();
        lines.sort_by(|a, b| {
            let key = |l: &ReportLine| l.report.locator.clone();
            key(a).cmp(&key(b))
        });
        lines
    }

    /// The statements with their witnesses, each with its highlighted paragraph.
    fn shown(&self, store: &Store, statements: &[&'r Statement]) -> Result<Vec<ShownStatement<'r>>, SiteError> {
        let mut texts: BTreeMap<&ReportId, Option<ReportText>> = BTreeMap::new();
        let mut shown = Vec::with_capacity(statements.len());
        for statement in statements {
            let mut witnesses = Vec::new();
            for (attribution, report) in self.witnesses(statement) {
                if !texts.contains_key(&report.id) {
                    texts.insert(&report.id, store.report_text(&report.id)?);
                }
                if let Some(Some(text)) = texts.get(&report.id) {
                    witnesses.push(ShownWitness { attribution, report, excerpt: witness::excerpt(text, attribution) });
                }
            }
            shown.push(ShownStatement { statement, witnesses });
        }
        Ok(shown)
    }
}
