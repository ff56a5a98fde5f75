//! What people decided, in the file: the codebook and the corrections.

use onrecord_record::codebook::Codebook;
use onrecord_record::correction::Correction;
use onrecord_record::decisions::Decisions;
use onrecord_record::id::ActorId;
use onrecord_record::resolve::{Likeness, Suggestion};
use onrecord_record::stance::Stance;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::column::{named, parse, parsed};
use crate::error::{Fault, StoreError};
use crate::rebuild::{Due, set_due};
use crate::store::Store;

/// Who made a correction, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// A moment in ISO 8601.
    pub on: Option<String>,
    /// A name.
    pub by: Option<String>,
}

/// A correction as the record keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptCorrection {
    /// Its number, in the order in which corrections were made.
    pub number: i64,
    /// The change.
    pub correction: Correction,
    /// Who made it, and when.
    pub made: Made,
    /// Whether it was taken back.
    pub is_undone: bool,
    /// Whether, at the last rebuild, nobody was in the record whom it speaks of.
    pub is_idle: bool,
}

impl Store {
    /// The codebook of the record; an empty one if it has none.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn codebook(&self) -> Result<Codebook, StoreError> {
        self.read(codebook)
    }

    /// Puts `codebook` in the place of the record's codebook. A rebuild is due afterwards.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn set_codebook(&mut self, codebook: &Codebook) -> Result<(), StoreError> {
        self.write(|connection| {
            let same_actors = self::codebook(connection)?.actors() == codebook.actors();
            connection.execute(
                "INSERT INTO codebook (only, toml) VALUES (1, ?1) ON CONFLICT (only) DO UPDATE SET toml = excluded.toml",
                [codebook.source()],
            )?;
            set_due(connection, if same_actors { Due::Positions } else { Due::Everything })
        })
    }

    /// All corrections, in the order in which they were made.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn corrections(&self) -> Result<Vec<KeptCorrection>, StoreError> {
        self.read(corrections)
    }

    /// Keeps a correction; gives its number. A rebuild is due afterwards.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn correct(&mut self, correction: &Correction, made: &Made) -> Result<i64, StoreError> {
        let Columns { subject, object, issue, stance } = Columns::of(correction);
        self.write(|connection| {
            connection.execute(
                "INSERT INTO correction (kind, subject, object, issue, stance, made_on, made_by)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![correction.kind(), subject, object, issue, stance, made.on, made.by],
            )?;
            let number = connection.last_insert_rowid();
            set_due(connection, due_after(correction))?;
            Ok(number)
        })
    }

    /// Takes the correction with this number back, or, if it was taken back, makes it again; gives whether there is one.
    /// A rebuild is due afterwards.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn undo_correction(&mut self, number: i64, is_undone: bool) -> Result<bool, StoreError> {
        self.write(|connection| {
            let Some(kept) = corrections(connection)?.into_iter().find(|kept| kept.number == number) else {
                return Ok(false);
            };
            connection.execute("UPDATE correction SET undone = ?2 WHERE seq = ?1", params![number, is_undone])?;
            set_due(connection, due_after(&kept.correction))?;
            Ok(true)
        })
    }

    /// Pairs of actors that may be one, in the order of their ids.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn suggestions(&self) -> Result<Vec<Suggestion>, StoreError> {
        self.read(suggestions)
    }
}

/// What is due once `correction` is made or taken back.
fn due_after(correction: &Correction) -> Due {
    if correction.is_of_positions() { Due::Positions } else { Due::Everything }
}

/// A correction as it lies in columns.
struct Columns<'c> {
    subject: &'c str,
    object: Option<&'c str>,
    issue: Option<&'c str>,
    stance: Option<&'static str>,
}

impl<'c> Columns<'c> {
    fn of(correction: &'c Correction) -> Self {
        let plain = |subject, object| Self { subject, object, issue: None, stance: None };
        match correction {
            Correction::Merge { kept, other } => plain(kept.as_str(), Some(other.as_str())),
            Correction::Split { actor, report } => plain(actor.as_str(), Some(report.as_str())),
            Correction::Rename { actor, name } => plain(actor.as_str(), Some(name.as_str())),
            Correction::SetParty { actor, party } => plain(actor.as_str(), party.as_ref().map(ActorId::as_str)),
            Correction::RejectStance { reading } => plain(reading.as_str(), None),
            Correction::SetSpeaker { attribution, speaker } => plain(attribution.as_str(), Some(speaker.as_str())),
            Correction::RejectAttribution { attribution } => plain(attribution.as_str(), None),
            Correction::MergeIssues { kept, other } => plain(kept.as_str(), Some(other.as_str())),
            Correction::SetStance { reading, stance } => {
                Self { stance: Some(stance.name()), ..plain(reading.as_str(), None) }
            }
            Correction::MoveStance { reading, issue } => {
                Self { issue: Some(issue.as_str()), ..plain(reading.as_str(), None) }
            }
            Correction::AddStance { attribution, holder, issue, stance } => Self {
                issue: Some(issue.as_str()),
                stance: Some(stance.name()),
                ..plain(attribution.as_str(), holder.as_ref().map(ActorId::as_str))
            },
        }
    }
}

/// Everything people decided that holds.
pub(crate) fn load(connection: &Connection) -> Result<Decisions, Fault> {
    let corrections = corrections(connection)?.into_iter().filter(|kept| !kept.is_undone);
    Ok(Decisions { codebook: codebook(connection)?, corrections: corrections.map(|kept| kept.correction).collect() })
}

fn codebook(connection: &Connection) -> Result<Codebook, Fault> {
    let mut query = connection.prepare_cached("SELECT toml FROM codebook")?;
    let text: Option<String> = query.query_row([], |row| row.get(0)).optional()?;
    match text {
        // It was sound when it was put here.
        Some(text) => Codebook::parse(&text).map_err(|error| Fault::damaged(format!("codebook: {error}"))),
        None => Ok(Codebook::default()),
    }
}

fn corrections(connection: &Connection) -> Result<Vec<KeptCorrection>, Fault> {
    let mut query = connection.prepare_cached("SELECT * FROM correction ORDER BY seq")?;
    let mut rows = query.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(correction(row)?);
    }
    Ok(found)
}

fn correction(row: &Row<'_>) -> Result<KeptCorrection, Fault> {
    let (kind, object): (String, Option<String>) = (row.get("kind")?, row.get("object")?);
    let correction = match (kind.as_str(), object) {
        ("merge", Some(other)) => Correction::Merge { kept: parsed(row, "subject")?, other: parse(&other)? },
        ("split", Some(report)) => Correction::Split { actor: parsed(row, "subject")?, report: parse(&report)? },
        ("rename", Some(name)) => Correction::Rename { actor: parsed(row, "subject")?, name },
        ("set-party", party) => {
            let party = party.map(|id| parse(&id)).transpose()?;
            Correction::SetParty { actor: parsed(row, "subject")?, party }
        }
        ("set-speaker", Some(speaker)) => {
            Correction::SetSpeaker { attribution: parsed(row, "subject")?, speaker: parse(&speaker)? }
        }
        ("reject-attribution", None) => Correction::RejectAttribution { attribution: parsed(row, "subject")? },
        ("reject-stance", None) => Correction::RejectStance { reading: parsed(row, "subject")? },
        ("set-stance", None) => Correction::SetStance { reading: parsed(row, "subject")?, stance: side(row)? },
        ("move-stance", None) => {
            Correction::MoveStance { reading: parsed(row, "subject")?, issue: parsed(row, "issue")? }
        }
        ("add-stance", holder) => Correction::AddStance {
            attribution: parsed(row, "subject")?,
            holder: holder.map(|id| parse(&id)).transpose()?,
            issue: parsed(row, "issue")?,
            stance: side(row)?,
        },
        ("merge-issues", Some(other)) => {
            Correction::MergeIssues { kept: parsed(row, "subject")?, other: parse(&other)? }
        }
        (kind, _) => return Err(Fault::damaged(format!("correction: `{kind}` is not known, or lacks its object"))),
    };
    let made = Made { on: row.get("made_on")?, by: row.get("made_by")? };
    Ok(KeptCorrection {
        number: row.get("seq")?,
        correction,
        made,
        is_undone: row.get("undone")?,
        is_idle: row.get("idle")?,
    })
}

fn side(row: &Row<'_>) -> Result<Stance, Fault> {
    named(row, "stance", Stance::from_name)
}

/// Notes which of the corrections that hold, counted from 0, speak of nobody in the record.
pub(crate) fn replace_idle(connection: &Connection, idle: &[usize]) -> Result<(), Fault> {
    connection.execute("UPDATE correction SET idle = 0 WHERE idle", [])?;
    if idle.is_empty() {
        return Ok(());
    }
    let holding: Vec<i64> =
        corrections(connection)?.iter().filter(|kept| !kept.is_undone).map(|kept| kept.number).collect();
    for number in idle.iter().filter_map(|at| holding.get(*at)) {
        connection.execute("UPDATE correction SET idle = 1 WHERE seq = ?1", [number])?;
    }
    Ok(())
}

pub(crate) fn idle(connection: &Connection) -> Result<Vec<usize>, Fault> {
    let holding = corrections(connection)?.into_iter().filter(|kept| !kept.is_undone);
    Ok(holding.enumerate().filter(|(_, kept)| kept.is_idle).map(|(at, _)| at).collect())
}

/// Puts suggestions in the place of those that are there.
pub(crate) fn replace_suggestions(connection: &Connection, suggestions: &[Suggestion]) -> Result<(), Fault> {
    connection.execute("DELETE FROM suggestion", [])?;
    let mut insert = connection.prepare_cached("INSERT INTO suggestion (first, second, reason) VALUES (?1, ?2, ?3)")?;
    for Suggestion { actors: [first, second], reason } in suggestions {
        insert.execute([first.as_str(), second.as_str(), reason.name()])?;
    }
    Ok(())
}

pub(crate) fn suggestions(connection: &Connection) -> Result<Vec<Suggestion>, Fault> {
    let mut query = connection.prepare_cached("SELECT * FROM suggestion ORDER BY first, second")?;
    let mut rows = query.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let reason = named(row, "reason", |name| Likeness::ALL.into_iter().find(|likeness| likeness.name() == name))?;
        found.push(Suggestion { actors: [parsed(row, "first")?, parsed(row, "second")?], reason });
    }
    Ok(found)
}
