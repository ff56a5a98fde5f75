//! `onrecord show changes`.

use std::io::Write;

use onrecord_record::id::ActorId;
use onrecord_store::store::Store;

use super::print_table;
use crate::command::count;
use crate::failure::Failure;

pub(super) fn show_changes(store: &Store, out: &mut impl Write) -> Result<(), Failure> {
    let who = |actor: &Option<(ActorId, String)>| {
        actor.as_ref().map_or_else(|| "(nobody)".to_owned(), |(id, name)| format!("{name}\n{id}"))
    };
    let changes = store.changes()?;
    let rows: Vec<Vec<String>> = changes
        .iter()
        .map(|change| {
            let (number, n) = (change.rebuild.to_string(), change.n_attributions.to_string());
            vec![number, who(&change.former), who(&change.now), n]
        })
        .collect();
    print_table(&["No.", "Was", "Is", "Attributions"], &[0, 3], &rows, out)?;
    writeln!(out, "{}", count(rows.len(), "change", "changes"))?;
    Ok(())
}
