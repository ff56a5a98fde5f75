//! What a file says about itself.

use rusqlite::{Connection, OptionalExtension, params};

use crate::error::Fault;

/// What it says something of.
#[derive(Clone, Copy)]
pub(crate) enum Key {
    /// Number of the rules that its record was derived by.
    Rules,
    /// What has to be derived again.
    Stale,
    /// How many times its record was rebuilt.
    Generation,
}

impl Key {
    fn name(self) -> &'static str {
        match self {
            Self::Rules => "rules",
            Self::Stale => "stale",
            Self::Generation => "generation",
        }
    }
}

/// How many times the record was rebuilt.
pub(crate) fn generation(connection: &Connection) -> Result<u64, Fault> {
    Ok(get(connection, Key::Generation)?.and_then(|n| n.parse().ok()).unwrap_or(0))
}

pub(crate) fn get(connection: &Connection, key: Key) -> Result<Option<String>, Fault> {
    let mut query = connection.prepare_cached("SELECT value FROM meta WHERE key = ?1")?;
    Ok(query.query_row([key.name()], |row| row.get(0)).optional()?)
}

pub(crate) fn set(connection: &Connection, key: Key, value: &str) -> Result<(), Fault> {
    connection.execute(
        "INSERT INTO meta (key, value) VALUES (?1, ?2)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        params![key.name(), value],
    )?;
    Ok(())
}
