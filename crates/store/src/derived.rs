//! What follows from all reports together, in the file.

use std::collections::BTreeMap;

use onrecord_record::actor::{Actor, ActorKind};
use onrecord_record::attribution::{Attribution, Passage};
use onrecord_record::grounds::Grounds;
use onrecord_record::id::{ActorId, AttributionId, StatementId};
use onrecord_record::record::Record;
use onrecord_record::report::Report;
use onrecord_record::statement::Statement;
use rusqlite::{Connection, Row};

use crate::column::{
    PassageJson, RoleJson, from_json, kind_from_name, named, parse, parsed, parsed_opt, roles, to_json,
};
use crate::error::Fault;
use crate::facts::{gist, share, undated_report};
use crate::step::{Table, Values, text, text_or_null};
use crate::when::{DateColumns, clues_column, date, dating, time_words};
use crate::{conflict, decisions, grounds, position, statement, wording};

/// Selects attributions with the actors they were resolved to; a `WHERE` may follow. Those that people rejected are
/// not resolved, and nobody's parent.
pub(crate) const ATTRIBUTIONS: &str = "
    SELECT a.id, a.report, a.kind, a.source, a.cue, a.content, a.gist, a.confidence,
           (SELECT p.attribution FROM resolved p WHERE p.attribution = a.parent) AS parent,
           a.time, r.speaker AS actor, r.via AS actors, r.said_earliest, r.said_latest, r.said_granularity,
           r.said_basis
    FROM attribution a JOIN resolved r ON r.attribution = a.id";

/// Selects reports with their dates; a `WHERE` may follow.
pub(crate) const REPORTS: &str = "
    SELECT r.*, d.published_earliest, d.published_latest, d.published_granularity, d.published_basis, d.clues
    FROM report r LEFT JOIN dating d ON d.report = r.id";

const ACTOR: Table = Table { name: "actor", key: &["id"], columns: &["name", "kind", "party", "aliases", "roles"] };

const DATING: Table = Table {
    name: "dating",
    key: &["report"],
    columns: &["published_earliest", "published_latest", "published_granularity", "published_basis", "clues"],
};

const RESOLVED: Table = Table {
    name: "resolved",
    key: &["attribution"],
    columns: &["speaker", "via", "said_earliest", "said_latest", "said_granularity", "said_basis"],
};

const WITNESS: Table = Table { name: "witness", key: &["statement", "attribution"], columns: &[] };

/// Puts what `record` derives in place of what is there; of the large tables only rows that differ are written.
pub(crate) fn replace(connection: &Connection, record: &Record, grounds: &Grounds) -> Result<(), Fault> {
    conflict::clear(connection)?;
    position::clear(connection)?;
    conflict::clear_events(connection)?;
    // Actors come before all that points to them, and go after it.
    let actors = ACTOR.steps(connection, record.actors.iter().map(actor_values))?;
    actors.put(connection)?;
    DATING.replace(connection, record.reports.iter().map(dating_values))?;
    RESOLVED.replace(connection, record.attributions.iter().map(resolved_values))?;
    statement::replace(connection, &record.statements)?;
    let witnesses = record.statements.iter().flat_map(|statement| {
        statement.witnesses.iter().map(|witness| Ok(vec![text(statement.id.as_str()), text(witness.as_str())]))
    });
    WITNESS.replace(connection, witnesses)?;
    position::insert(connection, record)?;
    conflict::insert(connection, &record.conflicts)?;
    conflict::insert_events(connection, record)?;
    grounds::replace(connection, grounds)?;
    decisions::replace_suggestions(connection, &record.suggestions)?;
    decisions::replace_idle(connection, &record.idle_corrections)?;
    actors.delete(connection)
}

fn actor_values(actor: &Actor) -> Result<Values, Fault> {
    let roles: Vec<RoleJson> = actor.roles.iter().map(RoleJson::from).collect();
    Ok(vec![
        text(actor.id.as_str()),
        text(actor.name.as_str()),
        text(actor.kind.name()),
        text_or_null(actor.party.as_ref().map(ActorId::as_str)),
        text(to_json(&actor.aliases)?),
        text(to_json(&roles)?),
    ])
}

fn dating_values(report: &Report) -> Result<Values, Fault> {
    let date = DateColumns::of(report.dating.published.as_ref())?;
    let [earliest, latest, granularity, basis] = date.values();
    Ok(vec![text(report.id.as_str()), earliest, latest, granularity, basis, text(clues_column(&report.dating.clues)?)])
}

fn resolved_values(attribution: &Attribution) -> Result<Values, Fault> {
    let via: Vec<&str> = attribution.via.iter().map(ActorId::as_str).collect();
    let [earliest, latest, granularity, basis] = DateColumns::of(attribution.said_on.as_ref())?.values();
    Ok(vec![
        text(attribution.id.as_str()),
        text_or_null(attribution.speaker.as_ref().map(ActorId::as_str)),
        text(to_json(&via)?),
        earliest,
        latest,
        granularity,
        basis,
    ])
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
