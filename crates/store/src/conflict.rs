//! Conflicts, events and copies as the rebuild left them, in the file.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_record::actor::Evidence;
use onrecord_record::conflict::{Conflict, ConflictKind, Detail, Side};
use onrecord_record::event::{Event, EventKind};
use onrecord_record::fingerprint::Copies;
use onrecord_record::id::{ActorId, EventId, ReportId, StatementId};
use onrecord_record::record::Record;
use rusqlite::{Connection, Row, params};
use serde::{Deserialize, Serialize};

use crate::column::{EvidenceJson, evidence_column, evidence_of, from_json, named, parse, parsed, parsed_opt, to_json};
use crate::error::Fault;
use crate::when::{DateColumns, date};

#[derive(Serialize, Deserialize)]
struct SideJson {
    statements: Vec<String>,
    text: String,
    evidence: Vec<EvidenceJson>,
}

impl From<&Side> for SideJson {
    fn from(side: &Side) -> Self {
        Self {
            statements: side.statements.iter().map(ToString::to_string).collect(),
            text: side.text.clone(),
            evidence: side.evidence.iter().map(EvidenceJson::from).collect(),
        }
    }
}

impl TryFrom<SideJson> for Side {
    type Error = Fault;

    fn try_from(json: SideJson) -> Result<Self, Fault> {
        Ok(Self {
            statements: json.statements.iter().map(|id| parse(id)).collect::<Result<_, _>>()?,
            text: json.text,
            evidence: json.evidence.into_iter().map(Evidence::try_from).collect::<Result<_, _>>()?,
        })
    }
}

/// Takes all conflicts out.
pub(crate) fn clear(connection: &Connection) -> Result<(), Fault> {
    Ok(connection.execute_batch("DELETE FROM conflict_statement; DELETE FROM conflict;")?)
}

/// Puts conflicts in where there are none; their statements must be there already.
pub(crate) fn insert(connection: &Connection, conflicts: &[Conflict]) -> Result<(), Fault> {
    for (place, conflict) in conflicts.iter().enumerate() {
        insert_conflict(connection, place, conflict)?;
    }
    Ok(())
}

/// Empties the tables of events and copies.
pub(crate) fn clear_events(connection: &Connection) -> Result<(), Fault> {
    Ok(connection.execute_batch("DELETE FROM participant; DELETE FROM event; DELETE FROM copy;")?)
}

/// Fills the tables of events and copies, which are empty; actors must be there already.
pub(crate) fn insert_events(connection: &Connection, record: &Record) -> Result<(), Fault> {
    for (place, event) in record.events.iter().enumerate() {
        insert_event(connection, place, event)?;
    }
    let mut insert_copy = connection.prepare_cached("INSERT INTO copy (report, first) VALUES (?1, ?2)")?;
    for group in record.copies.groups() {
        for report in group {
            insert_copy.execute(params![report.as_str(), group.first().map(ReportId::as_str)])?;
        }
    }
    Ok(())
}

fn column(place: usize) -> i64 {
    i64::try_from(place).unwrap_or(i64::MAX)
}

fn insert_conflict(connection: &Connection, place: usize, conflict: &Conflict) -> Result<(), Fault> {
    connection
        .prepare_cached(
            "INSERT INTO conflict (id, place, kind, detail, alleged, issue, sides, explanation)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            conflict.id.as_str(),
            column(place),
            conflict.kind.name(),
            conflict.detail.map(Detail::name),
            conflict.alleged,
            conflict.issue.as_ref().map(|id| id.as_str()),
            to_json(&conflict.sides.each_ref().map(SideJson::from))?,
            conflict.explanation,
        ])?;
    let mut insert_statement =
        connection.prepare_cached("INSERT INTO conflict_statement (conflict, statement) VALUES (?1, ?2)")?;
    let statements: BTreeSet<&StatementId> = conflict.sides.iter().flat_map(|side| &side.statements).collect();
    for statement in statements {
        insert_statement.execute([conflict.id.as_str(), statement.as_str()])?;
    }
    Ok(())
}

fn insert_event(connection: &Connection, place: usize, event: &Event) -> Result<(), Fault> {
    let on = DateColumns::of(event.on.as_ref())?;
    connection
        .prepare_cached(
            "INSERT INTO event
             (id, place, kind, held_at, on_earliest, on_latest, on_granularity, on_basis, text, evidence)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            event.id.as_str(),
            column(place),
            event.kind.name(),
            event.place,
            on.earliest,
            on.latest,
            on.granularity,
            on.basis,
            event.text,
            evidence_column(&event.evidence)?,
        ])?;
    let mut insert = connection.prepare_cached("INSERT INTO participant (event, actor) VALUES (?1, ?2)")?;
    for actor in &event.participants {
        insert.execute([event.id.as_str(), actor.as_str()])?;
    }
    Ok(())
}

/// Puts into `record` what is in the tables.
pub(crate) fn load(connection: &Connection, record: &mut Record) -> Result<(), Fault> {
    let mut query = connection.prepare("SELECT * FROM conflict ORDER BY place")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        record.conflicts.push(conflict_from_row(row)?);
    }
    record.events = events(connection)?;
    record.copies = copies(connection)?;
    Ok(())
}

/// All events, in the order of time.
pub(crate) fn events(connection: &Connection) -> Result<Vec<Event>, Fault> {
    let mut participants: BTreeMap<EventId, Vec<ActorId>> = BTreeMap::new();
    let mut query = connection.prepare("SELECT * FROM participant ORDER BY event, actor")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        participants.entry(parsed(row, "event")?).or_default().push(parsed(row, "actor")?);
    }
    let mut query = connection.prepare("SELECT * FROM event ORDER BY place")?;
    let mut rows = query.query([])?;
    let mut events = Vec::new();
    while let Some(row) = rows.next()? {
        let id = parsed(row, "id")?;
        events.push(Event {
            participants: participants.remove(&id).unwrap_or_default(),
            id,
            kind: named(row, "kind", EventKind::from_name)?,
            place: row.get("held_at")?,
            on: date(row, "on")?,
            text: row.get("text")?,
            evidence: evidence_of(row, "evidence")?,
        });
    }
    Ok(events)
}

/// Which reports print the same copy.
pub(crate) fn copies(connection: &Connection) -> Result<Copies, Fault> {
    let mut groups: BTreeMap<ReportId, Vec<ReportId>> = BTreeMap::new();
    let mut query = connection.prepare("SELECT * FROM copy")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        groups.entry(parsed(row, "first")?).or_default().push(parsed(row, "report")?);
    }
    Ok(Copies::new(groups.into_values().collect()))
}

/// A conflict from its row.
pub(crate) fn conflict_from_row(row: &Row<'_>) -> Result<Conflict, Fault> {
    let detail = match row.get::<_, Option<String>>("detail")? {
        Some(_) => Some(named(row, "detail", Detail::from_name)?),
        None => None,
    };
    let [first, second]: [SideJson; 2] = from_json(row, "sides")?;
    Ok(Conflict {
        id: parsed(row, "id")?,
        kind: named(row, "kind", ConflictKind::from_name)?,
        detail,
        alleged: row.get("alleged")?,
        issue: parsed_opt(row, "issue")?,
        sides: [first.try_into()?, second.try_into()?],
        explanation: row.get("explanation")?,
    })
}
