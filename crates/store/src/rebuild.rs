//! Deriving again what follows from all reports and from what people decided, as much of it as is due.

use onrecord_record::record::{RULES, Record};
use rusqlite::Connection;

use crate::changes::{ActorChange, Former, next_rebuild};
use crate::error::{Fault, StoreError};
use crate::issue_changes::FormerIssues;
use crate::meta::{self, Key};
use crate::store::Store;
use crate::{conflict, decisions, derived, facts, grounds, position};

/// What has to be derived again, since what it follows from has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// Nothing: all that is derived fits.
    Nothing,
    /// Issues, stances, conditions, and the conflicts that rest on them.
    Positions,
    /// The whole record.
    Everything,
}

impl Due {
    fn name(self) -> &'static str {
        match self {
            Self::Nothing => "0",
            Self::Positions => "positions",
            Self::Everything => "1",
        }
    }
}

impl Store {
    /// Whether anything is [due](Self::due) to be derived again.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn is_stale(&self) -> Result<bool, StoreError> {
        Ok(self.due()? != Due::Nothing)
    }

    /// What reports that were added, decisions that were made, or rules that changed since the last rebuild touch.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn due(&self) -> Result<Due, StoreError> {
        self.read(due)
    }

    /// Derives again what is [due](Self::due), in one transaction; gives back which attributions have become another
    /// actor's, `None` if there was nothing to do. Holds the facts of all reports in memory, not their texts.
    ///
    /// # Errors
    /// If the file cannot be written; what was derived before stays then.
    pub fn rebuild(&mut self) -> Result<Option<Vec<ActorChange>>, StoreError> {
        self.write(|connection| {
            let due = due(connection)?;
            if due == Due::Nothing {
                return Ok(None);
            }
            let changes = if due == Due::Positions && take_positions(connection)? {
                Vec::new()
            } else {
                derive_everything(connection)?
            };
            meta::set(connection, Key::Rules, &RULES.to_string())?;
            meta::set(connection, Key::Stale, Due::Nothing.name())?;
            meta::set(connection, Key::Generation, &(meta::generation(connection)? + 1).to_string())?;
            Ok(Some(changes))
        })
    }

    /// The whole record, without the texts of reports. Right even where a rebuild is due: it is
    /// then derived on the spot.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn record(&self) -> Result<Record, StoreError> {
        self.read(|connection| match due(connection)? {
            Due::Nothing => derived::load(connection),
            Due::Positions | Due::Everything => {
                Ok(Record::decided(facts::load_all(connection)?, &decisions::load(connection)?))
            }
        })
    }

    /// The whole record as it would be if its codebook named no issues: with those it finds by itself.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn with_issues_discovered(&self) -> Result<Record, StoreError> {
        self.read(|connection| {
            let mut decisions = decisions::load(connection)?;
            decisions.codebook = decisions.codebook.without_issues();
            Ok(Record::decided(facts::load_all(connection)?, &decisions))
        })
    }
}

/// Notes that what is derived no longer fits; what was due already stays so.
pub(crate) fn set_due(connection: &Connection, changed: Due) -> Result<(), Fault> {
    let due = due(connection)?.max(changed);
    meta::set(connection, Key::Stale, due.name())
}

fn due(connection: &Connection) -> Result<Due, Fault> {
    // Other rules make another record of the same reports.
    if meta::get(connection, Key::Rules)?.is_some_and(|rules| rules != RULES.to_string()) {
        return Ok(Due::Everything);
    }
    let noted = meta::get(connection, Key::Stale)?;
    let all = [Due::Positions, Due::Everything];
    Ok(all.into_iter().find(|due| noted.as_deref() == Some(due.name())).unwrap_or(Due::Nothing))
}

/// Derives the record as its reports and what people decided make it; gives what became of its actors.
fn derive_everything(connection: &Connection) -> Result<Vec<ActorChange>, Fault> {
    let (record, grounds) = Record::with_grounds(facts::load_all(connection)?, &decisions::load(connection)?);
    let rebuild = next_rebuild(connection)?;
    let changes = Former::load(connection)?.compare(connection, &record, rebuild)?;
    FormerIssues::load(connection)?.compare(connection, &record, rebuild)?;
    derived::replace(connection, &record, &grounds)?;
    Ok(changes)
}

/// Derives only what hangs on issues and stances; gives whether that was enough.
fn take_positions(connection: &Connection) -> Result<bool, Fault> {
    let mut record = derived::settled(connection)?;
    let grounds = grounds::load(connection)?;
    if !record.take_positions_anew(&grounds, &decisions::load(connection)?) {
        return Ok(false);
    }
    FormerIssues::load(connection)?.compare(connection, &record, next_rebuild(connection)?)?;
    position::clear(connection)?;
    position::insert(connection, &record)?;
    conflict::clear(connection)?;
    conflict::insert(connection, &record.conflicts)?;
    decisions::replace_idle(connection, &record.idle_corrections)?;
    Ok(true)
}
