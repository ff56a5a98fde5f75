//! `onrecord show`: what a record holds, as tables or JSON Lines.

use std::io::{self, BufWriter, IsTerminal, Write};

use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{CellAlignment, ContentArrangement, Table};
use onrecord_record::actor::Actor;
use onrecord_record::date::DateInterval;
use onrecord_record::id::ReportId;
use onrecord_record::report::Report;
use onrecord_record::statement::Statement;
use onrecord_store::export::{write_actor, write_report, write_statement};
use onrecord_store::query::{ActorFilter, ReportFilter, StatementFilter};
use onrecord_store::store::Store;

use crate::Done;
use crate::arguments::{Filter, Show};
use crate::command::count;
use crate::failure::Failure;

/// Width of tables where there is no terminal to ask.
const WIDTH: u16 = 110;

/// Shows what was asked for.
pub fn run(what: &Show) -> Result<Done, Failure> {
    let (Show::Reports(filter) | Show::Statements(filter) | Show::Actors(filter)) = what;
    let store = Store::open_read_only(&filter.record)?;
    let chosen = Chosen::find(&store, filter)?;
    let mut out = BufWriter::new(io::stdout().lock());
    match what {
        Show::Reports(_) => show_reports(&store, &chosen, filter.json, &mut out)?,
        Show::Statements(_) => show_statements(&store, &chosen, filter.json, &mut out)?,
        Show::Actors(_) => show_actors(&store, &chosen, filter.json, &mut out)?,
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

fn show_reports(store: &Store, chosen: &Chosen, json: bool, out: &mut impl Write) -> Result<(), Failure> {
    let mut rows = Vec::new();
    for report in &chosen.reports {
        let attributions = store.attributions_in(&report.id)?;
        if let Some(actors) = &chosen.actors {
            let speaks = |actor: &Actor| attributions.iter().any(|a| a.speaker.as_ref() == Some(&actor.id));
            if !actors.iter().any(speaks) {
                continue;
            }
        }
        if json {
            write_report(report, out)?;
            continue;
        }
        rows.push(vec![
            report.published.as_ref().map(when).unwrap_or_default(),
            report.metadata.outlet.clone().unwrap_or_default(),
            report.metadata.title.clone().unwrap_or_default(),
            file(report),
            attributions.len().to_string(),
        ]);
    }
    if json {
        return Ok(());
    }
    print_table(&["Published", "Outlet", "Title", "File", "Attributions"], &[4], &rows, out)?;
    writeln!(out, "{}", count(rows.len(), "report", "reports"))?;
    Ok(())
}

fn show_statements(store: &Store, chosen: &Chosen, json: bool, out: &mut impl Write) -> Result<(), Failure> {
    let names: std::collections::BTreeMap<_, _> =
        store.actors(&ActorFilter::default())?.into_iter().map(|a| (a.id, a.name)).collect();
    let mut rows = Vec::new();
    for statement in store.statements(&StatementFilter::default())? {
        if let Some(actors) = &chosen.actors
            && !actors.iter().any(|a| statement.speaker.as_ref() == Some(&a.id))
        {
            continue;
        }
        let reports = reports_of(store, &statement)?;
        if chosen.some_reports && !reports.iter().any(|id| chosen.has_report(id)) {
            continue;
        }
        if json {
            write_statement(&statement, out)?;
            continue;
        }
        let speaker = statement.speaker.as_ref().and_then(|id| names.get(id)).map_or("(nobody named)", String::as_str);
        let told_in: Vec<String> = reports
            .iter()
            .filter_map(|id| store.report(id).transpose())
            .map(|r| r.map(|r| file(&r)))
            .collect::<Result<_, _>>()?;
        rows.push(vec![
            speaker.to_owned(),
            statement.text.clone(),
            statement.said_on.as_ref().map(when).unwrap_or_default(),
            told_in.join("\n"),
        ]);
    }
    if json {
        return Ok(());
    }
    print_table(&["Speaker", "Statement", "Said", "Told in"], &[], &rows, out)?;
    writeln!(out, "{}", count(rows.len(), "statement", "statements"))?;
    Ok(())
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

fn show_actors(store: &Store, chosen: &Chosen, json: bool, out: &mut impl Write) -> Result<(), Failure> {
    let actors = match &chosen.actors {
        Some(actors) => actors.clone(),
        None => store.actors(&ActorFilter::default())?,
    };
    let mut counted = Vec::new();
    for actor in actors {
        let filter = StatementFilter { speaker: Some(actor.id.clone()), ..StatementFilter::default() };
        let mut n_statements = 0;
        for statement in store.statements(&filter)? {
            let told = !chosen.some_reports || reports_of(store, &statement)?.iter().any(|id| chosen.has_report(id));
            n_statements += usize::from(told);
        }
        if n_statements > 0 {
            counted.push((n_statements, actor));
        }
    }
    counted.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.name.cmp(&b.1.name)).then_with(|| a.1.id.cmp(&b.1.id)));
    let mut rows = Vec::new();
    for (n_statements, actor) in &counted {
        if json {
            write_actor(actor, out)?;
            continue;
        }
        rows.push(vec![
            actor.name.clone(),
            actor.kind.name().to_owned(),
            actor.roles.iter().map(|r| r.title.as_str()).collect::<Vec<_>>().join("; "),
            actor.aliases.join("; "),
            n_statements.to_string(),
        ]);
    }
    if json {
        return Ok(());
    }
    print_table(&["Actor", "Kind", "Roles", "Also called", "Statements"], &[4], &rows, out)?;
    writeln!(out, "{}", count(rows.len(), "actor", "actors"))?;
    Ok(())
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

/// A date no more exact than it is known.
fn when(date: &DateInterval) -> String {
    match date.earliest() {
        Some(earliest) if earliest == date.latest() => earliest.to_string(),
        Some(earliest) => format!("{earliest} to {}", date.latest()),
        None => format!("by {}", date.latest()),
    }
}
