//! `onrecord show conflicts`: where the accounts differ, both sides with their evidence.

use std::collections::BTreeSet;
use std::io::Write;

use onrecord_record::conflict::{Conflict, Detail, Side};
use onrecord_record::id::{ActorId, ConflictId};
use onrecord_store::export::write_conflict;
use onrecord_store::query::{ActorFilter, ConflictFilter};
use onrecord_store::store::Store;

use super::file;
use crate::arguments::ShowConflicts;
use crate::command::count;
use crate::failure::Failure;

pub(super) fn show_conflicts(arguments: &ShowConflicts, out: &mut impl Write) -> Result<(), Failure> {
    let store = Store::open_read_only(&arguments.record)?;
    let mut conflicts = store.conflicts(&ConflictFilter { kind: arguments.kind, ..ConflictFilter::default() })?;
    if let Some(wanted) = &arguments.actor {
        let of_actors = conflicts_of(&store, wanted, arguments)?;
        conflicts.retain(|conflict| of_actors.contains(&conflict.id));
    }
    for (n, conflict) in conflicts.iter().enumerate() {
        if arguments.json {
            write_conflict(conflict, out)?;
            continue;
        }
        if n > 0 {
            writeln!(out)?;
        }
        write_conflict_block(&store, conflict, out)?;
    }
    if !arguments.json {
        writeln!(
            out,
            "{}{}",
            if conflicts.is_empty() { "" } else { "\n" },
            count(conflicts.len(), "conflict", "conflicts")
        )?;
    }
    Ok(())
}

fn conflicts_of(store: &Store, wanted: &str, arguments: &ShowConflicts) -> Result<BTreeSet<ConflictId>, Failure> {
    let named = store.actors(&ActorFilter { name: Some(wanted.to_owned()), ..ActorFilter::default() })?;
    let mut actors: Vec<ActorId> = named.into_iter().map(|actor| actor.id).collect();
    if let Ok(id) = wanted.parse::<ActorId>()
        && store.actors(&ActorFilter::default())?.iter().any(|actor| actor.id == id)
    {
        actors.push(id);
    }
    if actors.is_empty() {
        let record = arguments.record.clone();
        return Err(Failure::NotFound { what: "actor", wanted: wanted.to_owned(), record });
    }
    let mut found = BTreeSet::new();
    for actor in actors {
        let filter = ConflictFilter { actor: Some(actor), ..ConflictFilter::default() };
        found.extend(store.conflicts(&filter)?.into_iter().map(|conflict| conflict.id));
    }
    Ok(found)
}

/// One conflict over a few lines.
pub(super) fn write_conflict_block(store: &Store, conflict: &Conflict, out: &mut impl Write) -> Result<(), Failure> {
    let detail = conflict.detail.map(Detail::name).map(|name| format!(" ({name})")).unwrap_or_default();
    let alleged = if conflict.alleged { ", as a reporter has it" } else { "" };
    writeln!(out, "{}{detail}{alleged}: {}", conflict.kind.name(), conflict.explanation)?;
    for side in &conflict.sides {
        writeln!(out, "  – {}", side.text)?;
        writeln!(out, "      {}", places(store, side)?.join(", "))?;
    }
    Ok(())
}

/// The files a side stands in, each once.
fn places(store: &Store, side: &Side) -> Result<Vec<String>, Failure> {
    let reports: BTreeSet<_> = side.evidence.iter().map(|evidence| &evidence.report).collect();
    let mut files = Vec::new();
    for id in reports {
        files.push(store.report(id)?.map_or_else(|| id.to_string(), |report| file(&report)));
    }
    files.sort();
    Ok(files)
}
