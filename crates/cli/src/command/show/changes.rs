//! `onrecord show changes`.

use std::fmt::Display;
use std::io::Write;

use onrecord_store::store::Store;

use super::print_table;
use crate::command::count;
use crate::failure::Failure;

pub(super) fn show_changes(store: &Store, out: &mut impl Write) -> Result<(), Failure> {
    let actors = store.changes()?;
    let rows: Vec<Vec<String>> = actors
        .iter()
        .map(|change| {
            let (number, n) = (change.rebuild.to_string(), change.n_attributions.to_string());
            vec![number, named(&change.former, "(nobody)"), named(&change.now, "(nobody)"), n]
        })
        .collect();
    print_table(&["No.", "Was", "Is", "Attributions"], &[0, 3], &rows, out)?;
    writeln!(out, "{}", count(rows.len(), "change", "changes"))?;
    let issues = store.issue_changes()?;
    if issues.is_empty() {
        return Ok(());
    }
    let rows: Vec<Vec<String>> = issues
        .iter()
        .map(|change| {
            let (number, n) = (change.rebuild.to_string(), change.n_readings.to_string());
            let (was, is) = (named(&change.former, "(no issue)"), named(&change.now, "(no issue)"));
            vec![number, was, is, n, change.n_terms.to_string()]
        })
        .collect();
    print_table(&["No.", "Issue was", "Is", "Stances", "New terms"], &[0, 3, 4], &rows, out)?;
    writeln!(out, "{}", count(rows.len(), "change of an issue", "changes of issues"))?;
    Ok(())
}

/// A name with its id below.
fn named<Id: Display>(known: &Option<(Id, String)>, nothing: &str) -> String {
    known.as_ref().map_or_else(|| nothing.to_owned(), |(id, name)| format!("{name}\n{id}"))
}
