//! The tables of a record file, and how older files are brought up to date.
//!
//! A migration is never changed once released; a change of the schema is a new one at the end.
//! The number of migrations a file has seen is its format (`user_version`).

use rusqlite::{Connection, TransactionBehavior};

use crate::error::Fault;

/// Marks a SQLite file as a record (`application_id`): "oRec" in ASCII.
pub(crate) const APPLICATION_ID: i64 = 0x6F52_6563;

struct Migration {
    /// Why it is there.
    #[allow(dead_code)] // Read by people and by the test that every migration has one.
    reason: &'static str,
    sql: &'static str,
}

const MIGRATIONS: &[Migration] = &[
    Migration {
        reason: "What reports contribute, each kept whole, so that evidence can be shown without \
                 the files it came from.",
        sql: include_str!("schema/001_reports.sql"),
    },
    Migration {
        reason: "What follows from all reports together, so that it is computed once and not \
                 for each look at the record.",
        sql: include_str!("schema/002_derived.sql"),
    },
    Migration { reason: "Full-text search over reports and statements.", sql: include_str!("schema/003_search.sql") },
    Migration {
        reason: "What people decide wins over the program, and has to outlast every rebuild.",
        sql: include_str!("schema/004_decisions.sql"),
    },
    Migration {
        reason: "The date of a report may follow from other reports, so it is derived; the words it follows from are \
                 kept with the report.",
        sql: include_str!("schema/005_dates.sql"),
    },
    Migration {
        reason: "An id that somebody noted may become another; what became of it has to be found.",
        sql: include_str!("schema/006_changes.sql"),
    },
    Migration {
        reason: "Positions are derived over the whole record, anew for each codebook, from what each report says.",
        sql: include_str!("schema/007_stances.sql"),
    },
    Migration { reason: "People correct stances and issues, too.", sql: include_str!("schema/008_corrections.sql") },
    Migration {
        reason: "Conflicts and events follow from all reports together; reports keep the sentences they are read from.",
        sql: include_str!("schema/009_conflicts.sql"),
    },
    Migration {
        reason: "Issues that are discovered follow from all reports; what became of one that somebody noted has to be found.",
        sql: include_str!("schema/010_issue_changes.sql"),
    },
    Migration {
        reason: "Tellings of one utterance in other words are known by what they say, which the reader sees and nobody later.",
        sql: include_str!("schema/011_gists.sql"),
    },
    Migration {
        reason: "Results are to be there while somebody types, from the first letter on.",
        sql: include_str!("schema/012_prefix_search.sql"),
    },
    Migration {
        reason: "Another codebook changes only issues and what hangs on them; the rest need not be derived again.",
        sql: include_str!("schema/013_grounds.sql"),
    },
    Migration {
        reason: "Conflicts that rest on stances are found again without reading the sentences of all reports.",
        sql: include_str!("schema/014_allegations.sql"),
    },
];

/// The format this program writes.
pub(crate) const FORMAT: i64 = MIGRATIONS.len() as i64;

/// What a SQLite file is, as far as its header and its list of tables tell.
pub(crate) enum Found {
    /// It has no tables yet.
    Blank,
    /// It is a record of this format.
    Record(i64),
    /// It is something else.
    Other,
}

pub(crate) fn look_at(connection: &Connection) -> Result<Found, Fault> {
    let pragma = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let format = pragma("user_version")?;
    if pragma("application_id")? == APPLICATION_ID {
        return Ok(Found::Record(format));
    }
    let n_tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    // A run killed between making the file and making its tables leaves a blank one.
    Ok(if n_tables == 0 && format == 0 { Found::Blank } else { Found::Other })
}

/// Brings the file from whatever format it has to [`FORMAT`], each step in one transaction.
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), Fault> {
    loop {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Asked inside the transaction: another program may be doing the same.
        let format: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let next = usize::try_from(format).ok().and_then(|i| MIGRATIONS.get(i));
        let Some(migration) = next else {
            return Ok(());
        };
        transaction.execute_batch(migration.sql)?;
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", format + 1)?;
        transaction.commit()?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_any_earlier_format_is_brought_up_to_date() {
        for n_seen in 0..MIGRATIONS.len() {
            let mut connection = Connection::open_in_memory().expect("in memory");
            for migration in &MIGRATIONS[..n_seen] {
                connection.execute_batch(migration.sql).expect("applies");
            }
            connection.pragma_update(None, "user_version", n_seen as i64).expect("set");
            migrate(&mut connection).expect("migrates");
            assert!(matches!(look_at(&connection), Ok(Found::Record(FORMAT))));
        }
    }

    #[test]
    fn every_migration_says_why() {
        for migration in MIGRATIONS {
            assert!(migration.reason.ends_with('.'));
            assert!(migration.sql.starts_with("--"));
        }
    }
}
