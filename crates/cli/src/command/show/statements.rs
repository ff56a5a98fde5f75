//! `onrecord show statements`.

use std::io::Write;

use onrecord_store::export::write_statement;
use onrecord_store::query::StatementFilter;
use onrecord_store::store::Store;

use super::{Chosen, file, names, print_table, reports_of};
use crate::command::count;
use crate::failure::Failure;

pub(super) fn show_statements(store: &Store, chosen: &Chosen, json: bool, out: &mut impl Write) -> Result<(), Failure> {
    let names = names(store)?;
    let copies = store.copies()?;
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
        let mut told_in: Vec<String> = reports
            .iter()
            .filter_map(|id| store.report(id).transpose())
            .map(|r| r.map(|r| file(&r)))
            .collect::<Result<_, _>>()?;
        let n_independent = copies.n_independent(&reports);
        if n_independent < told_in.len() {
            told_in.push(format!("({n_independent} independent)"));
        }
        rows.push(vec![
            speaker.to_owned(),
            statement.text.clone(),
            statement.said_on.as_ref().map(ToString::to_string).unwrap_or_default(),
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
