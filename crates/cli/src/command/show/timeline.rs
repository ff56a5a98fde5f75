//! `onrecord show timeline`: events and statements in one order of time.

use std::io::Write;

use jiff::civil::Date;
use onrecord_record::date::DateInterval;
use onrecord_record::event::Event;
use onrecord_record::statement::Statement;
use onrecord_store::export::{write_event, write_statement};
use onrecord_store::query::{EventFilter, StatementFilter};
use onrecord_store::store::Store;

use super::{Chosen, names, print_table, reports_of};
use crate::arguments::Filter;
use crate::command::count;
use crate::failure::Failure;

/// An event or a statement.
enum Entry {
    Event(Event),
    Statement(Statement),
}

impl Entry {
    fn on(&self) -> Option<&DateInterval> {
        match self {
            Self::Event(event) => event.on.as_ref(),
            Self::Statement(statement) => statement.said_on.as_ref(),
        }
    }

    /// By the last day it may be of; events before what was said on the day, what has no day at the end.
    fn key(&self) -> (bool, Option<Date>, bool, Option<Date>, &str) {
        let on = self.on();
        let (earliest, latest) = (on.and_then(DateInterval::earliest), on.and_then(DateInterval::latest));
        let (is_said, id) = match self {
            Self::Event(event) => (false, event.id.as_str()),
            Self::Statement(statement) => (true, statement.id.as_str()),
        };
        (on.is_none(), latest.or(earliest), is_said, earliest, id)
    }
}

pub(super) fn show_timeline(
    store: &Store,
    chosen: &Chosen,
    filter: &Filter,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let is_chosen = |id: &onrecord_record::id::ActorId| {
        chosen.actors.as_ref().is_none_or(|actors| actors.iter().any(|actor| actor.id == *id))
    };
    let mut entries = Vec::new();
    for event in store.events(&EventFilter { since: filter.since, until: filter.until, ..EventFilter::default() })? {
        let told = filter.report.is_none() || event.evidence.iter().any(|e| chosen.has_report(&e.report));
        if told && (chosen.actors.is_none() || event.participants.iter().any(is_chosen)) {
            entries.push(Entry::Event(event));
        }
    }
    let dates = StatementFilter { since: filter.since, until: filter.until, ..StatementFilter::default() };
    for statement in store.statements(&dates)? {
        let told =
            filter.report.is_none() || reports_of(store, &statement)?.iter().any(|report| chosen.has_report(report));
        if told && (chosen.actors.is_none() || statement.speaker.as_ref().is_some_and(is_chosen)) {
            entries.push(Entry::Statement(statement));
        }
    }
    entries.sort_by(|a, b| a.key().cmp(&b.key()));
    let names = names(store)?;
    let mut rows = Vec::new();
    for entry in &entries {
        let day = entry.on().map(ToString::to_string).unwrap_or_default();
        match entry {
            Entry::Event(event) if filter.json => write_event(event, out)?,
            Entry::Statement(statement) if filter.json => write_statement(statement, out)?,
            Entry::Event(event) => {
                let who: Vec<&str> =
                    event.participants.iter().filter_map(|id| names.get(id)).map(String::as_str).collect();
                let place = event.place.as_ref().map(|place| format!("\n({place})")).unwrap_or_default();
                rows.push(vec![day, event.kind.name().to_uppercase(), who.join(", ") + &place, event.text.clone()]);
            }
            Entry::Statement(statement) => {
                let speaker = statement.speaker.as_ref().and_then(|id| names.get(id)).cloned().unwrap_or_default();
                rows.push(vec![day, "said".to_owned(), speaker, statement.text.clone()]);
            }
        }
    }
    if filter.json {
        return Ok(());
    }
    print_table(&["Day", "What", "Who", "In the words of a report"], &[], &rows, out)?;
    writeln!(out, "{}", count(rows.len(), "entry", "entries"))?;
    Ok(())
}
