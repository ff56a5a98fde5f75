//! Who takes which side on what, in the file.

use std::collections::BTreeMap;

use onrecord_record::actor::CastIdx;
use onrecord_record::attribution::Passage;
use onrecord_record::id::ReportId;
use onrecord_record::stance::{ReportStanceReading, Stance, Terms, Topic};
use rusqlite::{Connection, Row, params};
use serde::{Deserialize, Serialize};

use crate::column::{PassageJson, from_json, named, parsed, parsed_opt, to_json};
use crate::error::Fault;
use crate::facts::share;

#[derive(Serialize, Deserialize)]
struct TopicJson {
    text: String,
    lemmas: Vec<String>,
    #[serde(default)]
    turned: bool,
    #[serde(default)]
    act: bool,
}

impl From<&Topic> for TopicJson {
    fn from(topic: &Topic) -> Self {
        Self { text: topic.text.clone(), lemmas: topic.lemmas.clone(), turned: topic.turned, act: topic.act }
    }
}

impl From<TopicJson> for Topic {
    fn from(TopicJson { text, lemmas, turned, act }: TopicJson) -> Self {
        Self { text, lemmas, turned, act }
    }
}

#[derive(Serialize, Deserialize)]
struct TermsJson {
    requires: PassageJson,
    #[serde(default)]
    topics: Vec<TopicJson>,
    negated: bool,
}

pub(crate) fn insert(connection: &Connection, reading: &ReportStanceReading) -> Result<(), Fault> {
    let passage = |passage: &Passage| to_json(&PassageJson::from(passage));
    let topics = |topics: &[Topic]| topics.iter().map(TopicJson::from).collect::<Vec<_>>();
    let terms = |terms: &Terms| {
        let (requires, topics) = ((&terms.requires).into(), topics(&terms.topics));
        to_json(&TermsJson { requires, topics, negated: terms.negated })
    };
    connection
        .prepare_cached(
            "INSERT INTO stance_reading
             (id, report, holder, matter, topics, stance, terms, evidence, attribution, told_by_other, confidence)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![
            reading.id.as_str(),
            reading.report.as_str(),
            i64::try_from(reading.holder.0).unwrap_or(i64::MAX),
            passage(&reading.matter)?,
            to_json(&topics(&reading.topics))?,
            reading.stance.name(),
            reading.terms.as_ref().map(terms).transpose()?,
            passage(&reading.evidence)?,
            reading.attribution.as_ref().map(|id| id.as_str()),
            f64::from(reading.told_by_other),
            f64::from(reading.confidence),
        ])?;
    Ok(())
}

/// The readings of all reports, each report's by id.
pub(crate) fn load_all(connection: &Connection) -> Result<BTreeMap<ReportId, Vec<ReportStanceReading>>, Fault> {
    let mut found: BTreeMap<ReportId, Vec<ReportStanceReading>> = BTreeMap::new();
    let mut query = connection.prepare("SELECT * FROM stance_reading ORDER BY id")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let reading = from_row(row)?;
        found.entry(reading.report.clone()).or_default().push(reading);
    }
    Ok(found)
}

/// A reading from its row.
pub(crate) fn from_row(row: &Row<'_>) -> Result<ReportStanceReading, Fault> {
    let passage = |column| from_json::<PassageJson>(row, column).map(Passage::from);
    let holder: i64 = row.get("holder")?;
    let holder = usize::try_from(holder).map_err(|_| Fault::damaged(format!("holder: {holder}")))?;
    let topics: Vec<TopicJson> = from_json(row, "topics")?;
    let terms = match row.get::<_, Option<String>>("terms")? {
        Some(_) => {
            let TermsJson { requires, topics, negated } = from_json(row, "terms")?;
            Some(Terms { requires: requires.into(), topics: topics.into_iter().map(Topic::from).collect(), negated })
        }
        None => None,
    };
    Ok(ReportStanceReading {
        id: parsed(row, "id")?,
        report: parsed(row, "report")?,
        holder: CastIdx(holder),
        matter: passage("matter")?,
        topics: topics.into_iter().map(Topic::from).collect(),
        stance: named(row, "stance", Stance::from_name)?,
        terms,
        evidence: passage("evidence")?,
        attribution: parsed_opt(row, "attribution")?,
        told_by_other: share(row, "told_by_other")?,
        confidence: share(row, "confidence")?,
    })
}
