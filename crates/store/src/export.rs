//! The record as JSON Lines, the form other programs rely on.
//!
//! One object a line, `type` first: reports, then actors, attributions, statements, issues, stances, conditions,
//! conflicts, events. The form of each is in [`wire`] and [`reconciled`], apart from the domain types, so that neither changes by accident when
//! the other does. The same record always gives the same bytes.

mod dot;
mod reconciled;
mod wire;

use std::io::{self, Write};

pub use self::dot::write_conditions;

use onrecord_record::actor::Actor;
use onrecord_record::attribution::Attribution;
use onrecord_record::conflict::Conflict;
use onrecord_record::event::Event;
use onrecord_record::position::stance::IssueStance;
use onrecord_record::record::Record;
use onrecord_record::report::Report;
use onrecord_record::statement::Statement;
use serde::Serialize;

/// Writes all of `record`.
///
/// # Errors
/// If `out` does not take it.
pub fn write_record(record: &Record, out: &mut dyn Write) -> io::Result<()> {
    for report in &record.reports {
        write_report(report, out)?;
    }
    for actor in &record.actors {
        write_actor(actor, out)?;
    }
    write_attributions(record, out)?;
    for statement in &record.statements {
        write_statement(statement, out)?;
    }
    for issue in &record.issues {
        write_line(&wire::Issue::from(issue), out)?;
    }
    for stance in &record.stances {
        write_stance(stance, out)?;
    }
    for condition in &record.conditions {
        write_line(&wire::Condition::from(condition), out)?;
    }
    for conflict in &record.conflicts {
        write_conflict(conflict, out)?;
    }
    for event in &record.events {
        write_event(event, out)?;
    }
    out.flush()
}

/// Writes what was read in the reports of `record`, and nothing that was concluded from it: the
/// reports and their attributions.
///
/// # Errors
/// If `out` does not take it.
pub fn write_readings(record: &Record, out: &mut dyn Write) -> io::Result<()> {
    for report in &record.reports {
        write_report(report, out)?;
    }
    write_attributions(record, out)?;
    out.flush()
}

/// Attributions are written report by report, in the order of the text.
fn write_attributions(record: &Record, out: &mut dyn Write) -> io::Result<()> {
    let mut attributions: Vec<&Attribution> = record.attributions.iter().collect();
    attributions.sort_by_key(|a| (&a.report, &a.content.original, &a.id));
    for attribution in attributions {
        write_attribution(attribution, out)?;
    }
    Ok(())
}

/// Writes one report.
///
/// # Errors
/// If `out` does not take it.
pub fn write_report(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    write_line(&wire::Report::from(report), out)
}

/// Writes one actor.
///
/// # Errors
/// If `out` does not take it.
pub fn write_actor(actor: &Actor, out: &mut dyn Write) -> io::Result<()> {
    write_line(&wire::Actor::from(actor), out)
}

/// Writes one attribution.
///
/// # Errors
/// If `out` does not take it.
pub fn write_attribution(attribution: &Attribution, out: &mut dyn Write) -> io::Result<()> {
    write_line(&wire::Attribution::from(attribution), out)
}

/// Writes one statement.
///
/// # Errors
/// If `out` does not take it.
pub fn write_statement(statement: &Statement, out: &mut dyn Write) -> io::Result<()> {
    write_line(&reconciled::Statement::from(statement), out)
}

/// Writes one stance.
///
/// # Errors
/// If `out` does not take it.
pub fn write_stance(stance: &IssueStance, out: &mut dyn Write) -> io::Result<()> {
    write_line(&wire::Stance::from(stance), out)
}

/// Writes one conflict.
///
/// # Errors
/// If `out` does not take it.
pub fn write_conflict(conflict: &Conflict, out: &mut dyn Write) -> io::Result<()> {
    write_line(&reconciled::Conflict::from(conflict), out)
}

/// Writes one event.
///
/// # Errors
/// If `out` does not take it.
pub fn write_event(event: &Event, out: &mut dyn Write) -> io::Result<()> {
    write_line(&reconciled::Event::from(event), out)
}

fn write_line(object: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, object)?;
    out.write_all(b"\n")
}
