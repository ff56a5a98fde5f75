//! Issues, stances and conditions as the rebuild left them, in the file.

use onrecord_record::actor::Evidence;
use onrecord_record::id::IssueId;
use onrecord_record::issue::Issue;
use onrecord_record::position::condition::Condition;
use onrecord_record::position::stance::IssueStance;
use onrecord_record::record::Record;
use onrecord_record::stance::Stance;
use rusqlite::{Connection, Row, params};

use crate::column::{evidence_column, evidence_of, from_json, named, parse, parsed, parsed_opt, to_json};
use crate::error::Fault;
use crate::facts::share;
use crate::when::{DateColumns, date};

/// Empties the tables.
pub(crate) fn clear(connection: &Connection) -> Result<(), Fault> {
    Ok(connection.execute_batch("DELETE FROM condition; DELETE FROM issue_stance; DELETE FROM issue;")?)
}

/// Fills the tables, which are empty; actors must be there already.
pub(crate) fn insert(connection: &Connection, record: &Record) -> Result<(), Fault> {
    for (place, issue) in record.issues.iter().enumerate() {
        insert_issue(connection, place, issue)?;
    }
    for (place, stance) in record.stances.iter().enumerate() {
        insert_stance(connection, place, stance)?;
    }
    for condition in &record.conditions {
        insert_condition(connection, condition)?;
    }
    Ok(())
}

fn column(place: usize) -> i64 {
    i64::try_from(place).unwrap_or(i64::MAX)
}

fn ids<'i>(ids: impl Iterator<Item = &'i str>) -> Result<String, Fault> {
    to_json(&ids.collect::<Vec<_>>())
}

fn insert_issue(connection: &Connection, place: usize, issue: &Issue) -> Result<(), Fault> {
    connection
        .prepare_cached("INSERT INTO issue (id, place, label, terms, parent) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![
            issue.id.as_str(),
            column(place),
            issue.label,
            to_json(&issue.terms)?,
            issue.parent.as_ref().map(IssueId::as_str),
        ])?;
    Ok(())
}

fn insert_stance(connection: &Connection, place: usize, stance: &IssueStance) -> Result<(), Fault> {
    let said = DateColumns::of(stance.said_on.as_ref())?;
    connection
        .prepare_cached(
            "INSERT INTO issue_stance
             (place, statement, issue, holder, stance, ascribed, said_earliest, said_latest, said_granularity,
              said_basis, evidence, readings, confidence)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        )?
        .execute(params![
            column(place),
            stance.statement.as_ref().map(|id| id.as_str()),
            stance.issue.as_str(),
            stance.holder.as_str(),
            stance.stance.name(),
            stance.ascribed,
            said.earliest,
            said.latest,
            said.granularity,
            said.basis,
            evidence_column(&stance.evidence)?,
            ids(stance.readings.iter().map(|id| id.as_str()))?,
            f64::from(stance.confidence),
        ])?;
    Ok(())
}

fn insert_condition(connection: &Connection, condition: &Condition) -> Result<(), Fault> {
    connection
        .prepare_cached(
            "INSERT INTO condition
             (id, holder, wants, issues, requires, required_issues, negated, statement, evidence)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            condition.id.as_str(),
            condition.holder.as_str(),
            condition.wants,
            ids(condition.issues.iter().map(IssueId::as_str))?,
            condition.requires,
            ids(condition.required_issues.iter().map(IssueId::as_str))?,
            condition.negated,
            condition.statement.as_ref().map(|id| id.as_str()),
            evidence_column(&condition.evidence)?,
        ])?;
    Ok(())
}

/// Puts the tables into `record`.
pub(crate) fn load(connection: &Connection, record: &mut Record) -> Result<(), Fault> {
    let mut query = connection.prepare("SELECT * FROM issue ORDER BY place")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        record.issues.push(issue_from_row(row)?);
    }
    let mut query = connection.prepare("SELECT * FROM issue_stance ORDER BY place")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        record.stances.push(stance_from_row(row)?);
    }
    let mut query = connection.prepare("SELECT * FROM condition ORDER BY id")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        record.conditions.push(condition_from_row(row)?);
    }
    Ok(())
}

fn issue_from_row(row: &Row<'_>) -> Result<Issue, Fault> {
    Ok(Issue {
        id: parsed(row, "id")?,
        label: row.get("label")?,
        terms: from_json(row, "terms")?,
        parent: parsed_opt(row, "parent")?,
    })
}

fn stance_from_row(row: &Row<'_>) -> Result<IssueStance, Fault> {
    let readings: Vec<String> = from_json(row, "readings")?;
    Ok(IssueStance {
        statement: parsed_opt(row, "statement")?,
        issue: parsed(row, "issue")?,
        holder: parsed(row, "holder")?,
        stance: named(row, "stance", Stance::from_name)?,
        ascribed: row.get("ascribed")?,
        said_on: date(row, "said")?,
        evidence: evidence(row)?,
        readings: readings.iter().map(|id| parse(id)).collect::<Result<_, _>>()?,
        confidence: share(row, "confidence")?,
    })
}

fn condition_from_row(row: &Row<'_>) -> Result<Condition, Fault> {
    let issues = |column: &str| -> Result<Vec<IssueId>, Fault> {
        from_json::<Vec<String>>(row, column)?.iter().map(|id| parse(id)).collect()
    };
    Ok(Condition {
        id: parsed(row, "id")?,
        holder: parsed(row, "holder")?,
        wants: row.get("wants")?,
        issues: issues("issues")?,
        requires: row.get("requires")?,
        required_issues: issues("required_issues")?,
        negated: row.get("negated")?,
        statement: parsed_opt(row, "statement")?,
        evidence: evidence(row)?,
    })
}

fn evidence(row: &Row<'_>) -> Result<Vec<Evidence>, Fault> {
    evidence_of(row, "evidence")
}
