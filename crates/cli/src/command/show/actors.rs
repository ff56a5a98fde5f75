//! `onrecord show actors`, and pairs of them that may be one.

use std::io::Write;

use onrecord_record::actor::Role;
use onrecord_record::id::ActorId;
use onrecord_record::resolve::Suggestion;
use onrecord_store::export::write_actor;
use onrecord_store::query::{ActorFilter, StatementFilter};
use onrecord_store::store::Store;

use super::{Chosen, names, print_table, reports_of};
use crate::command::count;
use crate::failure::Failure;

pub(super) fn show_actors(store: &Store, chosen: &Chosen, json: bool, out: &mut impl Write) -> Result<(), Failure> {
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
    let names = names(store)?;
    let mut rows = Vec::new();
    for (n_statements, actor) in &counted {
        if json {
            write_actor(actor, out)?;
            continue;
        }
        rows.push(vec![
            actor.name.clone(),
            actor.kind.name().to_owned(),
            actor.party.as_ref().and_then(|party| names.get(party)).cloned().unwrap_or_default(),
            actor.roles.iter().map(role).collect::<Vec<_>>().join("; "),
            actor.aliases.join("; "),
            n_statements.to_string(),
        ]);
    }
    if json {
        return Ok(());
    }
    print_table(&["Actor", "Kind", "Party", "Roles", "Also called", "Statements"], &[5], &rows, out)?;
    writeln!(out, "{}", count(rows.len(), "actor", "actors"))?;
    Ok(())
}

/// A role, with the days between which reports give it.
fn role(role: &Role) -> String {
    match role.given_on.and_then(|on| on.earliest().zip(on.latest())) {
        Some((first, last)) if first == last => format!("{} ({first})", role.title),
        Some((first, last)) => format!("{} ({first} to {last})", role.title),
        None => role.title.clone(),
    }
}

pub(super) fn show_suggestions(
    store: &Store,
    chosen: &Chosen,
    json: bool,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let names = names(store)?;
    let is_chosen = |id: &ActorId| chosen.actors.as_ref().is_none_or(|actors| actors.iter().any(|a| a.id == *id));
    let mut rows = Vec::new();
    for suggestion in store.suggestions()?.into_iter().filter(|s| s.actors.iter().any(is_chosen)) {
        if json {
            let Suggestion { actors, reason } = &suggestion;
            let actors = actors.each_ref().map(ActorId::as_str);
            writeln!(out, "{}", serde_json::json!({"type": "suggestion", "actors": actors, "reason": reason.name()}))?;
            continue;
        }
        let [first, second] = suggestion.actors.each_ref().map(|id| names.get(id).cloned().unwrap_or_default());
        rows.push(vec![first, second, suggestion.reason.name().to_owned()]);
    }
    if json {
        return Ok(());
    }
    print_table(&["Actor", "Actor", "Why they may be one"], &[], &rows, out)?;
    writeln!(out, "{}", count(rows.len(), "suggestion", "suggestions"))?;
    Ok(())
}
