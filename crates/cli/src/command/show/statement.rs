//! `onrecord show statement`: one statement, its wordings, its witnesses, and what contradicts it.

use std::io::Write;

use onrecord_record::id::StatementId;
use onrecord_record::statement::{Change, Statement, Wording};
use onrecord_store::export::{write_conflict, write_statement};
use onrecord_store::query::{ConflictFilter, StatementFilter};
use onrecord_store::store::Store;

use super::conflicts::write_conflict_block;
use super::{file, names, reports_of};
use crate::arguments::ShowStatement;
use crate::command::count;
use crate::failure::Failure;

pub(super) fn show_statement(arguments: &ShowStatement, out: &mut impl Write) -> Result<(), Failure> {
    let store = Store::open_read_only(&arguments.record)?;
    let found = match arguments.wanted.parse::<StatementId>() {
        Ok(id) => store.statement(&id)?.into_iter().collect(),
        Err(_) => store
            .statements(&StatementFilter { words: Some(arguments.wanted.clone()), ..StatementFilter::default() })?,
    };
    if found.is_empty() {
        let (wanted, record) = (arguments.wanted.clone(), arguments.record.clone());
        return Err(Failure::NotFound { what: "statement", wanted, record });
    }
    for (n, statement) in found.iter().enumerate() {
        let filter = ConflictFilter { statement: Some(statement.id.clone()), ..ConflictFilter::default() };
        let conflicts = store.conflicts(&filter)?;
        if arguments.json {
            write_statement(statement, out)?;
            conflicts.iter().try_for_each(|conflict| write_conflict(conflict, out))?;
            continue;
        }
        if n > 0 {
            writeln!(out)?;
        }
        write_block(&store, statement, out)?;
        for conflict in &conflicts {
            writeln!(out)?;
            write_conflict_block(&store, conflict, out)?;
        }
    }
    Ok(())
}

fn write_block(store: &Store, statement: &Statement, out: &mut impl Write) -> Result<(), Failure> {
    let names = names(store)?;
    let speaker = statement.speaker.as_ref().and_then(|id| names.get(id)).map_or("(nobody named)", String::as_str);
    let day = statement.said_on.as_ref().map(|day| format!(", {day}")).unwrap_or_default();
    let reports = reports_of(store, statement)?;
    let n_independent = store.copies()?.n_independent(&reports);
    writeln!(out, "{speaker}{day}  [{}]", statement.id)?;
    writeln!(out, "told in {}, {n_independent} independent", count(reports.len(), "report", "reports"))?;
    for wording in &statement.wordings {
        writeln!(out, "\n  {}: {}", wording.kind.name(), marked(&statement.text, wording))?;
        for witness in &wording.witnesses {
            let Some(attribution) = store.attribution(witness)? else { continue };
            let report = store.report(&attribution.report)?;
            let place = report.map_or_else(|| attribution.report.to_string(), |report| file(&report));
            writeln!(out, "      {place}")?;
        }
    }
    Ok(())
}

/// The words of a wording with what differs from the fullest marked: `[-dropped-]`, `{+added+}`, with an exclamation
/// mark where it changes what was said.
fn marked(fullest: &str, wording: &Wording) -> String {
    let cut = |text: &str, start: usize, end: usize| text.chars().skip(start).take(end - start).collect::<String>();
    let mut shown = String::new();
    let mut at = 0;
    for difference in &wording.differences {
        let why = difference.material.map(|material| format!("!{}", material.name())).unwrap_or_default();
        shown.push_str(&cut(&wording.text, at, difference.own.start.max(at)));
        at = difference.own.end.max(at);
        if difference.change != Change::Added {
            shown.push_str(&format!("[-{}-]", cut(fullest, difference.fullest.start, difference.fullest.end)));
        }
        if difference.change != Change::Dropped {
            shown.push_str(&format!("{{+{}+}}", cut(&wording.text, difference.own.start, difference.own.end)));
        }
        shown.push_str(&why);
        if difference.change == Change::Dropped {
            shown.push(' ');
        }
    }
    shown.push_str(&cut(&wording.text, at, wording.text.chars().count().max(at)));
    shown.trim_end().to_owned()
}
