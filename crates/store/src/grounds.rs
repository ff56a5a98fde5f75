//! What issues, stances and hearsay follow from, as the rebuild left it, in the file.

use onrecord_record::grounds::Grounds;
use onrecord_record::id::ActorId;
use rusqlite::Connection;

use crate::column::{parsed, parsed_opt};
use crate::error::Fault;
use crate::stance;

/// Fills the tables, which are empty.
pub(crate) fn insert(connection: &Connection, grounds: &Grounds) -> Result<(), Fault> {
    let mut insert = connection.prepare_cached("INSERT INTO held (reading, holder) VALUES (?1, ?2)")?;
    for reading in &grounds.readings {
        insert.execute([reading.id.as_str(), reading.holder.as_str()])?;
    }
    let mut insert = connection.prepare_cached("INSERT INTO spoken_of (attribution, actor) VALUES (?1, ?2)")?;
    for (attribution, actor) in grounds.spoken_of.all() {
        insert.execute([attribution.as_str(), actor.as_str()])?;
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
    let mut query = connection.prepare("SELECT attribution, actor FROM spoken_of")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        grounds.spoken_of.insert(parsed(row, "attribution")?, parsed(row, "actor")?);
    }
    Ok(grounds)
}
