//! Opening a record file, adding reports to it, closing it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use onrecord_record::id::ReportId;
use onrecord_record::report::ReportEntry;
use onrecord_text::document::Locator;
use rusqlite::{Connection, OpenFlags, OptionalExtension, TransactionBehavior};

use crate::error::{Fault, StoreError};
use crate::rebuild::{Due, set_due};
use crate::schema::{self, FORMAT, Found};
use crate::{facts, text};

/// How long to wait for another program to finish writing. Longer than any one batch or rebuild
/// of a few thousand reports takes, shorter than a person's patience.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// An open record file.
#[derive(Debug)]
pub struct Store {
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
}

/// What a batch changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// Reports that were not there before.
    pub n_new: usize,
    /// Reports that were there, but read from a place later in order: they are known by the
    /// earlier place now.
    pub n_moved: usize,
    /// Reports that were there already.
    pub n_known: usize,
}

impl Store {
    /// Opens the record at `path` to read and write.
    ///
    /// # Errors
    /// If there is none, if what is there is no record or one of a newer format, or if it cannot
    /// be written or is held by another program.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let path = path.as_ref();
        check_place(path)?;
        Self::open_to_write(path, OpenFlags::SQLITE_OPEN_READ_WRITE, false)
    }

    /// Opens the record at `path` to read and write; makes it if there is nothing.
    ///
    /// # Errors
    /// As for [`open`](Self::open); also if its folder does not exist.
    pub fn open_or_create(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let path = path.as_ref();
        match check_place(path) {
            Err(error) if error.is_missing() => {}
            checked => checked?,
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        Self::open_to_write(path, flags, true)
    }

    /// Opens the record at `path` to read only; nothing of it changes, and it may lie where
    /// nothing can be written.
    ///
    /// # Errors
    /// If there is none, or if what is there is no record or one of another format.
    pub fn open_read_only(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let path = path.as_ref();
        check_place(path)?;
        let store = Self::connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        match store.look()? {
            Found::Record(FORMAT) => Ok(store),
            Found::Record(found) if found > FORMAT => Err(StoreError::newer(path, found, FORMAT)),
            Found::Record(found) => Err(StoreError::older(path, found, FORMAT)),
            Found::Blank | Found::Other => Err(StoreError::not_a_record(path)),
        }
    }

    fn open_to_write(path: &Path, flags: OpenFlags, may_create: bool) -> Result<Self, StoreError> {
        let mut store = Self::connect(path, flags)?;
        // Nothing is written before it is certain whose file it is.
        match store.look()? {
            Found::Record(found) if found > FORMAT => {
                return Err(StoreError::newer(path, found, FORMAT));
            }
            Found::Record(_) => {}
            Found::Blank if may_create => {}
            Found::Blank | Found::Other => return Err(StoreError::not_a_record(path)),
        }
        let prepared = store.prepare_to_write();
        prepared.map_err(|fault| fault.at(path))?;
        Ok(store)
    }

    fn connect(path: &Path, flags: OpenFlags) -> Result<Self, StoreError> {
        let connect = || {
            let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let connection = Connection::open_with_flags(path, flags)?;
            connection.busy_timeout(BUSY_TIMEOUT)?;
            connection.pragma_update(None, "foreign_keys", true)?;
            connection.set_prepared_statement_cache_capacity(32);
            Ok(connection)
        };
        let connection = connect().map_err(|error| Fault::Sqlite(error).at(path))?;
        Ok(Self { connection, path: path.to_owned() })
    }

    fn look(&self) -> Result<Found, StoreError> {
        schema::look_at(&self.connection).map_err(|fault| fault.at(&self.path))
    }

    fn prepare_to_write(&mut self) -> Result<(), Fault> {
        // SQLite opens a write-protected file without complaint, to read.
        if self.connection.is_readonly("main")? {
            return Err(Fault::ReadOnly);
        }
        self.connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
        // With a write-ahead log a crash of the machine may undo the last batches, but cannot
        // damage the file; the next run then reads those reports again.
        self.connection.pragma_update(None, "synchronous", "normal")?;
        schema::migrate(&mut self.connection)
    }

    /// Where the file is, as given when it was opened.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the record has this report.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn contains(&self, id: &ReportId) -> Result<bool, StoreError> {
        self.read(|connection| Ok(place_of(connection, id)?.is_some()))
    }

    /// Whether adding the report `id`, read at `locator`, would change the record: it is not
    /// there, or it is there as read at a place later in order. Asking saves analysing a report
    /// again for nothing.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn wants(&self, id: &ReportId, locator: &Locator) -> Result<bool, StoreError> {
        self.read(|connection| Ok(place_of(connection, id)?.is_none_or(|there| *locator < there)))
    }

    /// Adds `entries` in one transaction: after a crash either all of them are there or none.
    /// A report that is there already stays as it is, unless it is now read at a place earlier in
    /// order; so the order in which reports are added makes no difference.
    ///
    /// # Errors
    /// If the file cannot be written; nothing is added then.
    pub fn add_batch(&mut self, entries: &[ReportEntry]) -> Result<Added, StoreError> {
        self.write(|connection| {
            let mut added = Added::default();
            for entry in entries {
                let report = &entry.facts.report;
                match place_of(connection, &report.id)? {
                    None => added.n_new += 1,
                    Some(there) if report.locator < there => {
                        connection.execute("DELETE FROM report WHERE id = ?1", [report.id.as_str()])?;
                        added.n_moved += 1;
                    }
                    Some(_) => {
                        added.n_known += 1;
                        continue;
                    }
                }
                facts::insert(connection, &entry.facts)?;
                text::insert(connection, &report.id, &entry.text)?;
            }
            if added.n_new + added.n_moved > 0 {
                set_due(connection, Due::Everything)?;
            }
            Ok(added)
        })
    }

    /// Closes the file and leaves nothing beside it, so that it can be copied and sent as it is.
    /// If another program has it open, that is left to the one that closes it last.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn close(self) -> Result<(), StoreError> {
        let Self { connection, path } = self;
        let finish = || -> Result<(), Fault> {
            if connection.is_readonly("main")? {
                return Ok(());
            }
            // The log is emptied into the file and removed; without one, the file can be read
            // from where nothing can be written. Waiting for readers would be no use.
            connection.busy_timeout(Duration::ZERO)?;
            connection.pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(()))?;
            Ok(())
        };
        match finish().map_err(|fault| fault.at(&path)) {
            Err(error) if !error.is_locked() => return Err(error),
            _ => {}
        }
        connection.close().map_err(|(_, error)| Fault::Sqlite(error).at(&path))
    }

    /// Reads within one transaction, so that what is read is of one moment.
    pub(crate) fn read<T>(&self, job: impl FnOnce(&Connection) -> Result<T, Fault>) -> Result<T, StoreError> {
        let run = || {
            let transaction = self.connection.unchecked_transaction()?;
            let result = job(&transaction)?;
            transaction.commit()?;
            Ok(result)
        };
        run().map_err(|fault: Fault| fault.at(&self.path))
    }

    pub(crate) fn write<T>(&mut self, job: impl FnOnce(&Connection) -> Result<T, Fault>) -> Result<T, StoreError> {
        let Self { connection, path } = self;
        let run = || {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let result = job(&transaction)?;
            transaction.commit()?;
            Ok(result)
        };
        run().map_err(|fault: Fault| fault.at(path))
    }
}

fn check_place(path: &Path) -> Result<(), StoreError> {
    if path.is_dir() {
        Err(StoreError::directory(path))
    } else if !path.exists() {
        Err(StoreError::missing(path))
    } else {
        Ok(())
    }
}

/// Where the report `id` was read, if it is there.
fn place_of(connection: &Connection, id: &ReportId) -> Result<Option<Locator>, Fault> {
    let mut query = connection.prepare_cached("SELECT file, record FROM report WHERE id = ?1")?;
    let place = query.query_row([id.as_str()], |row| {
        let record: Option<i64> = row.get("record")?;
        Ok(Locator { file: row.get("file")?, record: record.and_then(|record| usize::try_from(record).ok()) })
    });
    Ok(place.optional()?)
}
