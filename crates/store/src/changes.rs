//! Which actors became others from one rebuild to the next.
//!
//! An actor's id follows from what all reports say, so a new report can change it: "Quill" becomes "Ada Quill". Whoever
//! noted the former id finds here what became of it.

use std::collections::BTreeMap;

use onrecord_record::id::{ActorId, AttributionId};
use onrecord_record::record::Record;
use rusqlite::{Connection, Row, params};

use crate::column::{parsed, parsed_opt};
use crate::error::{Fault, StoreError};
use crate::store::Store;

/// Attributions that belong to another actor than before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActorChange {
    /// Number of the rebuild that changed it, from 1.
    pub rebuild: usize,
    /// Whose they were, with the name at that time; `None` for nobody's.
    pub former: Option<(ActorId, String)>,
    /// Whose they are since; `None` for nobody's.
    pub now: Option<(ActorId, String)>,
    /// How many, of those that were there before.
    pub n_attributions: usize,
}

impl Store {
    /// All changes, in the order of the rebuilds.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn changes(&self) -> Result<Vec<ActorChange>, StoreError> {
        self.read(|connection| {
            let mut query = connection.prepare("SELECT * FROM change ORDER BY rebuild, former, now")?;
            let mut rows = query.query([])?;
            let mut changes = Vec::new();
            while let Some(row) = rows.next()? {
                changes.push(change_from_row(row)?);
            }
            Ok(changes)
        })
    }
}

fn change_from_row(row: &Row<'_>) -> Result<ActorChange, Fault> {
    let actor = |id: &str, name: &str| -> Result<Option<(ActorId, String)>, Fault> {
        let is_somebody = !row.get::<_, String>(id)?.is_empty();
        is_somebody.then(|| Ok((parsed(row, id)?, row.get(name)?))).transpose()
    };
    let count = |column| Ok::<_, Fault>(usize::try_from(row.get::<_, i64>(column)?).unwrap_or(0));
    Ok(ActorChange {
        rebuild: count("rebuild")?,
        former: actor("former", "former_name")?,
        now: actor("now", "now_name")?,
        n_attributions: count("attributions")?,
    })
}

/// The number of the next rebuild that changes something.
pub(crate) fn next_rebuild(connection: &Connection) -> Result<i64, Fault> {
    const NEXT: &str = "SELECT 1 + max(coalesce((SELECT max(rebuild) FROM change), 0),
                                       coalesce((SELECT max(rebuild) FROM issue_change), 0))";
    Ok(connection.query_row(NEXT, [], |row| row.get(0))?)
}

/// Whose attributions are, as the last rebuild left it.
pub(crate) struct Former {
    speakers: BTreeMap<AttributionId, Option<ActorId>>,
    names: BTreeMap<ActorId, String>,
}

impl Former {
    pub fn load(connection: &Connection) -> Result<Self, Fault> {
        let (mut speakers, mut names) = (BTreeMap::new(), BTreeMap::new());
        let mut query = connection.prepare("SELECT attribution, speaker FROM resolved")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            speakers.insert(parsed(row, "attribution")?, parsed_opt(row, "speaker")?);
        }
        let mut query = connection.prepare("SELECT id, name FROM actor")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            names.insert(parsed(row, "id")?, row.get("name")?);
        }
        Ok(Self { speakers, names })
    }

    /// Writes down what `record` changes, as rebuild number `rebuild`; gives the changes.
    pub fn compare(&self, connection: &Connection, record: &Record, rebuild: i64) -> Result<Vec<ActorChange>, Fault> {
        let mut moved: BTreeMap<(Option<&ActorId>, Option<&ActorId>), usize> = BTreeMap::new();
        for attribution in &record.attributions {
            let Some(former) = self.speakers.get(&attribution.id) else { continue };
            if *former != attribution.speaker {
                *moved.entry((former.as_ref(), attribution.speaker.as_ref())).or_default() += 1;
            }
        }
        let name_now = |id: &ActorId| {
            let actor =
                record.actors.binary_search_by(|actor| actor.id.cmp(id)).ok().and_then(|i| record.actors.get(i));
            actor.map_or_else(String::new, |actor| actor.name.clone())
        };
        let mut changes = Vec::new();
        for ((former, now), n_attributions) in moved {
            let former = former.map(|id| (id.clone(), self.names.get(id).cloned().unwrap_or_default()));
            let now = now.map(|id| (id.clone(), name_now(id)));
            let columns = |actor: &Option<(ActorId, String)>| {
                actor.as_ref().map_or_else(Default::default, |(id, name)| (id.to_string(), name.clone()))
            };
            let ((former_id, former_name), (now_id, now_name)) = (columns(&former), columns(&now));
            connection
                .prepare_cached(
                    "INSERT INTO change (rebuild, former, former_name, now, now_name, attributions)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                )?
                .execute(params![
                    rebuild,
                    former_id,
                    former_name,
                    now_id,
                    now_name,
                    i64::try_from(n_attributions).unwrap_or(i64::MAX)
                ])?;
            let rebuild = usize::try_from(rebuild).unwrap_or(0);
            changes.push(ActorChange { rebuild, former, now, n_attributions });
        }
        Ok(changes)
    }
}
