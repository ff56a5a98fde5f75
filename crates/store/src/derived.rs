//! What follows from all reports together, in the file.

use std::collections::BTreeMap;

use onrecord_record::actor::{Actor, ActorKind};
use onrecord_record::attribution::{Attribution, Passage};
use onrecord_record::grounds::Grounds;
use onrecord_record::id::{ActorId, AttributionId, StatementId};
use onrecord_record::record::Record;
use onrecord_record::report::Report;
use onrecord_record::statement::Statement;
use rusqlite::{Connection, Row, params};

use crate::column::{
    PassageJson, RoleJson, from_json, kind_from_name, named, parse, parsed, parsed_opt, roles, to_json,
};
use crate::error::Fault;
use crate::facts::{gist, share, undated_report};
use crate::when::{DateColumns, clues_column, date, dating, time_words};
use crate::{conflict, decisions, grounds, position, wording};

/// Selects attributions with the actors they were resolved to; a `WHERE` may follow.
pub(crate) const ATTRIBUTIONS: &str = "
    SELECT a.id, a.report, a.kind, a.source, a.cue, a.content, a.gist, a.parent, a.confidence,
           a.time, r.speaker AS actor, r.via AS actors,
           r.said_earliest, r.said_latest, r.said_granularity, r.said_basis
    FROM attribution a JOIN resolved r ON r.attribution = a.id";

/// Selects reports with their dates; a `WHERE` may follow.
pub(crate) const REPORTS: &str = "
    SELECT r.*, d.published_earliest, d.published_latest, d.published_granularity, d.published_basis, d.clues
    FROM report r LEFT JOIN dating d ON d.report = r.id";

/// Puts what `record` derives in place of what is there.
pub(crate) fn replace(connection: &Connection, record: &Record, grounds: &Grounds) -> Result<(), Fault> {
    conflict::clear(connection)?;
    position::clear(connection)?;
    connection.execute_batch(
        "DELETE FROM participant; DELETE FROM event; DELETE FROM copy; DELETE FROM witness; DELETE FROM statement;
         DELETE FROM resolved; DELETE FROM actor; DELETE FROM dating; DELETE FROM held; DELETE FROM spoken_of;",
    )?;
    for report in &record.reports {
        insert_dating(connection, report)?;
    }
    for actor in &record.actors {
        insert_actor(connection, actor)?;
    }
    for attribution in &record.attributions {
        insert_resolved(connection, attribution)?;
    }
    // In the order of time, so that the latest of very many with a common word are found without looking at all.
    let mut by_time: Vec<&Statement> = record.statements.iter().collect();
    by_time.sort_by_key(|statement| {
        let said_on = statement.said_on.as_ref();
        (said_on.and_then(|date| date.latest().or(date.earliest())), &statement.id)
    });
    for statement in by_time {
        insert_statement(connection, statement)?;
    }
    position::insert(connection, record)?;
    conflict::insert(connection, &record.conflicts)?;
    conflict::insert_events(connection, record)?;
    grounds::insert(connection, grounds)?;
    decisions::replace_suggestions(connection, &record.suggestions)?;
    decisions::replace_idle(connection, &record.idle_corrections)?;
    // Cheaper than keeping the index in step row by row, and right whatever was there before.
    connection.execute_batch("INSERT INTO statement_search (statement_search) VALUES ('rebuild');")?;
    Ok(())
}

fn insert_actor(connection: &Connection, actor: &Actor) -> Result<(), Fault> {
    let roles: Vec<RoleJson> = actor.roles.iter().map(RoleJson::from).collect();
    connection
        .prepare_cached(
            "INSERT INTO actor (id, name, kind, party, aliases, roles)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            actor.id.as_str(),
            actor.name,
            actor.kind.name(),
            actor.party.as_ref().map(ActorId::as_str),
            to_json(&actor.aliases)?,
            to_json(&roles)?,
        ])?;
    Ok(())
}

fn insert_dating(connection: &Connection, report: &Report) -> Result<(), Fault> {
    let date = DateColumns::of(report.dating.published.as_ref())?;
    connection
        .prepare_cached(
            "INSERT INTO dating
             (report, published_earliest, published_latest, published_granularity, published_basis, clues)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            report.id.as_str(),
            date.earliest,
            date.latest,
            date.granularity,
            date.basis,
            clues_column(&report.dating.clues)?,
        ])?;
    Ok(())
}

fn insert_resolved(connection: &Connection, attribution: &Attribution) -> Result<(), Fault> {
    let via: Vec<&str> = attribution.via.iter().map(ActorId::as_str).collect();
    let said = DateColumns::of(attribution.said_on.as_ref())?;
    connection
        .prepare_cached(
            "INSERT INTO resolved
             (attribution, speaker, via, said_earliest, said_latest, said_granularity, said_basis)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            attribution.id.as_str(),
            attribution.speaker.as_ref().map(ActorId::as_str),
            to_json(&via)?,
            said.earliest,
            said.latest,
            said.granularity,
            said.basis,
        ])?;
    Ok(())
}

fn insert_statement(connection: &Connection, statement: &Statement) -> Result<(), Fault> {
    let said = DateColumns::of(statement.said_on.as_ref())?;
    let (wordings, details) = wording::columns(&statement.wordings)?;
    connection
        .prepare_cached(
            "INSERT INTO statement
             (id, speaker, text, said_earliest, said_latest, said_granularity, said_basis, wordings,
              wording_details)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            statement.id.as_str(),
            statement.speaker.as_ref().map(ActorId::as_str),
            statement.text,
            said.earliest,
            said.latest,
            said.granularity,
            said.basis,
            wordings,
            details,
        ])?;
    let mut insert_witness =
        connection.prepare_cached("INSERT INTO witness (statement, attribution) VALUES (?1, ?2)")?;
    for witness in &statement.witnesses {
        insert_witness.execute([statement.id.as_str(), witness.as_str()])?;
    }
    Ok(())
}

/// The record as the last rebuild left it.
pub(crate) fn load(connection: &Connection) -> Result<Record, Fault> {
    let mut record = settled(connection)?;
    position::load(connection, &mut record)?;
    Ok(record)
}

/// The same without issues, stances and conditions.
pub(crate) fn settled(connection: &Connection) -> Result<Record, Fault> {
    let mut record = Record::default();
    let mut query = connection.prepare(&format!("{REPORTS} ORDER BY r.id"))?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        record.reports.push(report_from_row(row)?);
    }
    let mut query = connection.prepare("SELECT * FROM actor ORDER BY id")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        record.actors.push(actor_from_row(row)?);
    }
    let mut query = connection.prepare(&format!("{ATTRIBUTIONS} ORDER BY a.id"))?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        record.attributions.push(attribution_from_row(row)?);
    }
    let mut witnesses: BTreeMap<StatementId, Vec<AttributionId>> = BTreeMap::new();
    let mut query = connection.prepare("SELECT * FROM witness ORDER BY statement, attribution")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let of_statement = witnesses.entry(parsed(row, "statement")?).or_default();
        of_statement.push(parsed(row, "attribution")?);
    }
    let mut query = connection.prepare("SELECT * FROM statement ORDER BY id")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let mut statement = statement_from_row(row)?;
        statement.witnesses = witnesses.remove(&statement.id).unwrap_or_default();
        record.statements.push(statement);
    }
    conflict::load(connection, &mut record)?;
    record.suggestions = decisions::suggestions(connection)?;
    record.idle_corrections = decisions::idle(connection)?;
    Ok(record)
}

/// A report from a row of [`REPORTS`].
pub(crate) fn report_from_row(row: &Row<'_>) -> Result<Report, Fault> {
    Ok(Report { dating: dating(row)?, ..undated_report(row)? })
}

pub(crate) fn actor_from_row(row: &Row<'_>) -> Result<Actor, Fault> {
    Ok(Actor {
        id: parsed(row, "id")?,
        name: row.get("name")?,
        kind: named(row, "kind", ActorKind::from_name)?,
        party: parsed_opt(row, "party")?,
        aliases: from_json(row, "aliases")?,
        roles: roles(row)?,
    })
}

/// An attribution from a row of [`ATTRIBUTIONS`].
pub(crate) fn attribution_from_row(row: &Row<'_>) -> Result<Attribution, Fault> {
    let passage = |column| from_json::<PassageJson>(row, column).map(Passage::from);
    let via: Vec<String> = from_json(row, "actors")?;
    Ok(Attribution {
        id: parsed(row, "id")?,
        report: parsed(row, "report")?,
        kind: named(row, "kind", kind_from_name)?,
        source: passage("source")?,
        cue: passage("cue")?,
        content: passage("content")?,
        gist: gist(row)?,
        speaker: parsed_opt(row, "actor")?,
        parent: parsed_opt(row, "parent")?,
        via: via.iter().map(|id| parse(id)).collect::<Result<_, _>>()?,
        confidence: share(row, "confidence")?,
        time: time_words(row)?,
        said_on: date(row, "said")?,
    })
}

/// A statement from its row, still without its witnesses.
pub(crate) fn statement_from_row(row: &Row<'_>) -> Result<Statement, Fault> {
    Ok(Statement {
        id: parsed(row, "id")?,
        speaker: parsed_opt(row, "speaker")?,
        text: row.get("text")?,
        said_on: date(row, "said")?,
        witnesses: Vec::new(),
        wordings: wording::wordings(row)?,
    })
}
