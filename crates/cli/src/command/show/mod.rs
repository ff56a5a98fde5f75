//! `onrecord show`: what a record holds, as tables or JSON Lines.

mod actors;
mod changes;
mod conditions;
mod conflicts;
mod corrections;
mod positions;
mod reports;
mod statement;
mod statements;
mod timeline;

use std::collections::BTreeMap;
use std::io::{self, BufWriter, IsTerminal, Write};

use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{CellAlignment, ContentArrangement, Table};
use onrecord_record::actor::Actor;
use onrecord_record::id::{ActorId, ReportId};
use onrecord_record::report::Report;
use onrecord_record::statement::Statement;
use onrecord_store::query::{ActorFilter, ReportFilter};
use onrecord_store::store::Store;

use crate::Done;
use crate::arguments::{Filter, Show};
use crate::failure::Failure;

/// Width of tables where there is no terminal to ask.
const WIDTH: u16 = 110;

/// Shows what was asked for.
pub fn run(what: &Show) -> Result<Done, Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    let filter = match what {
        Show::Reports(filter) | Show::Statements(filter) | Show::Timeline(filter) => filter,
        Show::Actors(arguments) => &arguments.filter,
        Show::Positions(arguments) => {
            positions::show_positions(arguments, &mut out)?;
            out.flush()?;
            return Ok(Done::Whole);
        }
        Show::Conditions(arguments) => {
            conditions::show_conditions(arguments, &mut out)?;
            out.flush()?;
            return Ok(Done::Whole);
        }
        Show::Statement(arguments) => {
            statement::show_statement(arguments, &mut out)?;
            out.flush()?;
            return Ok(Done::Whole);
        }
        Show::Conflicts(arguments) => {
            conflicts::show_conflicts(arguments, &mut out)?;
            out.flush()?;
            return Ok(Done::Whole);
        }
        Show::Changes(arguments) => {
            changes::show_changes(&Store::open_read_only(&arguments.record)?, &mut out)?;
            out.flush()?;
            return Ok(Done::Whole);
        }
        Show::Corrections(arguments) => {
            corrections::show_corrections(&Store::open_read_only(&arguments.record)?, &mut out)?;
            out.flush()?;
            return Ok(Done::Whole);
        }
    };
    let store = Store::open_read_only(&filter.record)?;
    let chosen = Chosen::find(&store, filter)?;
    match what {
        Show::Reports(_) => reports::show_reports(&store, &chosen, filter.json, &mut out)?,
        Show::Statements(_) => statements::show_statements(&store, &chosen, filter.json, &mut out)?,
        Show::Actors(arguments) if arguments.suggestions => {
            actors::show_suggestions(&store, &chosen, filter.json, &mut out)?
        }
        Show::Actors(_) => actors::show_actors(&store, &chosen, filter.json, &mut out)?,
        Show::Timeline(_) => timeline::show_timeline(&store, &chosen, filter, &mut out)?,
        Show::Corrections(_)
        | Show::Changes(_)
        | Show::Positions(_)
        | Show::Conditions(_)
        | Show::Statement(_)
        | Show::Conflicts(_) => {}
    }
    out.flush()?;
    Ok(Done::Whole)
}

/// What a filter's names stand for in this record. A name may fit several.
struct Chosen {
    actors: Option<Vec<Actor>>,
    reports: Vec<Report>,
    /// Whether `reports` leaves any out.
    some_reports: bool,
}

impl Chosen {
    fn find(store: &Store, filter: &Filter) -> Result<Self, Failure> {
        let not_found =
            |what, wanted: &str| Failure::NotFound { what, wanted: wanted.to_owned(), record: filter.record.clone() };
        let actors = match &filter.actor {
            None => None,
            Some(wanted) => {
                let all = store.actors(&ActorFilter::default())?;
                let mut found: Vec<Actor> = all.into_iter().filter(|a| a.id.as_str() == wanted).collect();
                if found.is_empty() {
                    found = store.actors(&ActorFilter { name: Some(wanted.clone()), ..ActorFilter::default() })?;
                }
                if found.is_empty() {
                    return Err(not_found("actor", wanted));
                }
                Some(found)
            }
        };
        let dates = ReportFilter { since: filter.since, until: filter.until, ..ReportFilter::default() };
        let mut reports = store.reports(&dates)?;
        if let Some(wanted) = &filter.report {
            let lower = wanted.to_lowercase();
            let fits = |r: &Report| {
                r.id.as_str() == wanted
                    || file(r).to_lowercase().contains(&lower)
                    || r.metadata.title.as_ref().is_some_and(|t| t.to_lowercase().contains(&lower))
            };
            reports.retain(fits);
            if reports.is_empty() {
                return Err(not_found("report", wanted));
            }
        }
        let some_reports = filter.report.is_some() || filter.since.is_some() || filter.until.is_some();
        Ok(Self { actors, reports, some_reports })
    }

    fn has_report(&self, id: &ReportId) -> bool {
        self.reports.iter().any(|r| r.id == *id)
    }
}

/// The names of all actors.
fn names(store: &Store) -> Result<BTreeMap<ActorId, String>, Failure> {
    Ok(store.actors(&ActorFilter::default())?.into_iter().map(|a| (a.id, a.name)).collect())
}

/// The reports that tell of a statement, each once, in order of id.
fn reports_of(store: &Store, statement: &Statement) -> Result<Vec<ReportId>, Failure> {
    let mut reports = Vec::new();
    for witness in &statement.witnesses {
        reports.extend(store.attribution(witness)?.map(|a| a.report));
    }
    reports.sort();
    reports.dedup();
    Ok(reports)
}

fn print_table(head: &[&str], numbers: &[usize], rows: &[Vec<String>], out: &mut impl Write) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut table = Table::new();
    table.load_preset(UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    if !io::stdout().is_terminal() {
        table.set_width(WIDTH);
    }
    table.set_header(head);
    table.add_rows(rows);
    for &number in numbers {
        if let Some(column) = table.column_mut(number) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    writeln!(out, "{table}")
}

/// Where a report was read: its file, and which document of it.
fn file(report: &Report) -> String {
    match report.locator.record {
        Some(record) => format!("{}#{record}", report.locator.file),
        None => report.locator.file.clone(),
    }
}
