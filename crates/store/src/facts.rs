//! What reports contribute, in the file.

use std::collections::BTreeMap;

use onrecord_analysis::attribution::Gist;
use onrecord_record::actor::{ActorKind, CastIdx, Identity, ReportActor};
use onrecord_record::attribution::{Passage, ReportAttribution};
use onrecord_record::id::ReportId;
use onrecord_record::report::{Dating, Report, ReportFacts};
use onrecord_text::document::{Locator, Metadata};
use rusqlite::{Connection, Row, params};

use crate::column::{
    IdentityJson, PassageJson, RoleJson, from_json, kind_from_name, named, parsed, parsed_opt, roles, to_json,
};
use crate::error::Fault;
use crate::remark::{fingerprint, fingerprint_column, remarks, remarks_column};
use crate::stance;
use crate::when::{hints, hints_column, time_column, time_words};

pub(crate) fn insert(connection: &Connection, facts: &ReportFacts) -> Result<(), Fault> {
    insert_report(connection, facts)?;
    for (idx, actor) in facts.cast.iter().enumerate() {
        insert_actor(connection, &facts.report.id, idx, actor)?;
    }
    for attribution in &facts.attributions {
        insert_attribution(connection, attribution)?;
    }
    for reading in &facts.stances {
        stance::insert(connection, reading)?;
    }
    Ok(())
}

fn insert_report(connection: &Connection, facts: &ReportFacts) -> Result<(), Fault> {
    let ReportFacts { report, hints, remarks, fingerprint, .. } = facts;
    let Metadata { title, outlet, url, published, authors, language } = &report.metadata;
    connection
        .prepare_cached(
            "INSERT INTO report
             (id, file, record, title, outlet, url, published, authors, language, hints, remarks, fingerprint)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?
        .execute(params![
            report.id.as_str(),
            report.locator.file,
            record_column(&report.locator),
            title,
            outlet,
            url,
            published,
            to_json(authors)?,
            language,
            hints_column(hints)?,
            remarks_column(remarks)?,
            fingerprint_column(fingerprint)?,
        ])?;
    Ok(())
}

/// The column `record` of a report at `locator`.
pub(crate) fn record_column(locator: &Locator) -> Option<i64> {
    locator.record.and_then(|record| i64::try_from(record).ok())
}

fn insert_actor(connection: &Connection, report: &ReportId, idx: usize, actor: &ReportActor) -> Result<(), Fault> {
    let roles: Vec<RoleJson> = actor.roles.iter().map(RoleJson::from).collect();
    connection
        .prepare_cached(
            "INSERT INTO cast_member (report, idx, name, kind, identity, aliases, roles)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            report.as_str(),
            i64::try_from(idx).unwrap_or(i64::MAX),
            actor.name,
            actor.kind.name(),
            to_json(&IdentityJson::from(&actor.identity))?,
            to_json(&actor.aliases)?,
            to_json(&roles)?,
        ])?;
    Ok(())
}

fn insert_attribution(connection: &Connection, attribution: &ReportAttribution) -> Result<(), Fault> {
    let passage = |passage: &Passage| to_json(&PassageJson::from(passage));
    let column = |idx: CastIdx| i64::try_from(idx.0).unwrap_or(i64::MAX);
    let via: Vec<i64> = attribution.via.iter().copied().map(column).collect();
    connection
        .prepare_cached(
            "INSERT INTO attribution
             (id, report, kind, source, cue, content, gist, speaker, parent, via, confidence, time)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?
        .execute(params![
            attribution.id.as_str(),
            attribution.report.as_str(),
            attribution.kind.name(),
            passage(&attribution.source)?,
            passage(&attribution.cue)?,
            passage(&attribution.content)?,
            attribution.gist.map(Gist::to_bytes),
            attribution.speaker.map(column),
            attribution.parent.as_ref().map(|id| id.as_str()),
            to_json(&via)?,
            f64::from(attribution.confidence),
            time_column(attribution.time.as_ref())?,
        ])?;
    Ok(())
}

/// The facts of all reports, by id.
pub(crate) fn load_all(connection: &Connection) -> Result<Vec<ReportFacts>, Fault> {
    let mut casts: BTreeMap<ReportId, Vec<ReportActor>> = BTreeMap::new();
    let mut query = connection.prepare("SELECT * FROM cast_member ORDER BY report, idx")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let report = parsed(row, "report")?;
        casts.entry(report).or_default().push(actor_from_row(row)?);
    }
    let mut attributions: BTreeMap<ReportId, Vec<ReportAttribution>> = BTreeMap::new();
    let mut query = connection.prepare("SELECT * FROM attribution ORDER BY id")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let attribution = attribution_from_row(row)?;
        let of_report = attributions.entry(attribution.report.clone()).or_default();
        of_report.push(attribution);
    }
    let mut stances = stance::load_all(connection)?;
    let mut facts = Vec::new();
    let mut query = connection.prepare("SELECT * FROM report ORDER BY id")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let report = undated_report(row)?;
        facts.push(ReportFacts {
            cast: casts.remove(&report.id).unwrap_or_default(),
            attributions: attributions.remove(&report.id).unwrap_or_default(),
            hints: hints(row)?,
            remarks: remarks(row, &report.id)?,
            fingerprint: fingerprint(connection, row)?,
            stances: stances.remove(&report.id).unwrap_or_default(),
            report,
        });
    }
    Ok(facts)
}

/// A report as it was added, before the record dates it.
pub(crate) fn undated_report(row: &Row<'_>) -> Result<Report, Fault> {
    let record: Option<i64> = row.get("record")?;
    Ok(Report {
        id: parsed(row, "id")?,
        locator: Locator { file: row.get("file")?, record: record.and_then(|record| usize::try_from(record).ok()) },
        metadata: Metadata {
            title: row.get("title")?,
            outlet: row.get("outlet")?,
            url: row.get("url")?,
            published: row.get("published")?,
            authors: from_json(row, "authors")?,
            language: row.get("language")?,
        },
        dating: Dating::default(),
    })
}

fn actor_from_row(row: &Row<'_>) -> Result<ReportActor, Fault> {
    Ok(ReportActor {
        name: row.get("name")?,
        kind: named(row, "kind", ActorKind::from_name)?,
        identity: Identity::try_from(from_json::<IdentityJson>(row, "identity")?)?,
        aliases: from_json(row, "aliases")?,
        roles: roles(row)?,
    })
}

fn attribution_from_row(row: &Row<'_>) -> Result<ReportAttribution, Fault> {
    let passage = |column| from_json::<PassageJson>(row, column).map(Passage::from);
    let speaker: Option<i64> = row.get("speaker")?;
    let via: Vec<usize> = from_json(row, "via")?;
    Ok(ReportAttribution {
        id: parsed(row, "id")?,
        report: parsed(row, "report")?,
        kind: named(row, "kind", kind_from_name)?,
        source: passage("source")?,
        cue: passage("cue")?,
        content: passage("content")?,
        gist: gist(row)?,
        speaker: speaker.and_then(|idx| usize::try_from(idx).ok()).map(CastIdx),
        parent: parsed_opt(row, "parent")?,
        via: via.into_iter().map(CastIdx).collect(),
        confidence: share(row, "confidence")?,
        time: time_words(row)?,
        said_on: None,
    })
}

/// The column `gist`.
pub(crate) fn gist(row: &Row<'_>) -> Result<Option<Gist>, Fault> {
    let bytes: Option<Vec<u8>> = row.get("gist")?;
    bytes.map(|bytes| Gist::from_bytes(&bytes).ok_or_else(|| Fault::damaged("gist"))).transpose()
}

/// The number in `column`, which was written from one of this size.
#[allow(clippy::cast_possible_truncation)]
pub(crate) fn share(row: &Row<'_>, column: &str) -> Result<f32, Fault> {
    Ok(row.get::<_, f64>(column)? as f32)
}
