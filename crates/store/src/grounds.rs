//! What issues, stances and the conflicts that rest on them follow from, as the rebuild left it, in the file.

use onrecord_record::grounds::{Allegation, Grounds};
use onrecord_record::id::{ActorId, AttributionId};
use rusqlite::types::Value;
use rusqlite::{Connection, params};

use crate::column::{PassageJson, from_json, parsed, parsed_opt, to_json};
use crate::error::Fault;
use crate::stance;
use crate::step::{Table, text};

const HELD: Table = Table { name: "held", key: &["reading"], columns: &["holder"] };

const SPOKEN_OF: Table = Table { name: "spoken_of", key: &["attribution", "actor"], columns: &["is_subject"] };

/// Puts the tables in step.
pub(crate) fn replace(connection: &Connection, grounds: &Grounds) -> Result<(), Fault> {
    let held =
        grounds.readings.iter().map(|reading| Ok(vec![text(reading.id.as_str()), text(reading.holder.as_str())]));
    HELD.replace(connection, held)?;
    let spoken_of = grounds.spoken_of.all();
    let row = |(of, actor, is_subject): (&AttributionId, &ActorId, bool)| {
        Ok(vec![text(of.as_str()), text(actor.as_str()), Value::Integer(i64::from(is_subject))])
    };
    SPOKEN_OF.replace(connection, spoken_of.map(row))?;
    // They are few.
    connection.execute("DELETE FROM allegation", [])?;
    let mut insert =
        connection.prepare_cached("INSERT INTO allegation (report, actor, sentence) VALUES (?1, ?2, ?3)")?;
    for Allegation { report, sentence, who } in &grounds.allegations {
        insert.execute(params![report.as_str(), who.as_str(), to_json(&PassageJson::from(sentence))?])?;
    }
    Ok(())
}

/// What is in the tables.
pub(crate) fn load(connection: &Connection) -> Result<Grounds, Fault> {
    let mut grounds = Grounds::default();
    let mut query =
        connection.prepare("SELECT s.*, h.holder AS held_by FROM stance_reading s JOIN held h ON h.reading = s.id")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let holder: Option<ActorId> = parsed_opt(row, "held_by")?;
        let holder = holder.ok_or_else(|| Fault::damaged("a reading without a holder"))?;
        grounds.readings.push(stance::from_row(row)?.held_by(holder));
    }
    grounds.readings.sort_by(|a, b| a.id.cmp(&b.id));
    let mut query = connection.prepare("SELECT attribution, actor, is_subject FROM spoken_of")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        grounds.spoken_of.insert(parsed(row, "attribution")?, parsed(row, "actor")?, row.get("is_subject")?);
    }
    let mut query = connection.prepare("SELECT report, actor, sentence FROM allegation ORDER BY place")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        grounds.allegations.push(Allegation {
            report: parsed(row, "report")?,
            sentence: from_json::<PassageJson>(row, "sentence")?.into(),
            who: parsed(row, "actor")?,
        });
    }
    Ok(grounds)
}
