//! What can go wrong with a record file, said so that a person can act on it.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;
use thiserror::Error;

/// A record file could not be used. The message says what happened and where;
/// [`hint`](Self::hint) says what to do.
#[derive(Debug, Error)]
#[error("{}: {kind}", path.display())]
pub struct StoreError {
    path: PathBuf,
    #[source]
    kind: Kind,
}

#[derive(Debug, Error)]
enum Kind {
    #[error("there is no such file")]
    Missing,
    #[error("this is a folder, not a record file")]
    Directory,
    #[error("this is not a record made by onrecord")]
    NotARecord,
    #[error("this record has format {found}; this version of onrecord knows formats up to {supported}")]
    Newer { found: i64, supported: i64 },
    #[error(
        "this record has format {found}; this version of onrecord brings it to {supported} when \
         it may write to it"
    )]
    Older { found: i64, supported: i64 },
    #[error("another program is using this record")]
    Locked,
    #[error("the record cannot be written")]
    ReadOnly,
    #[error("the record cannot be opened")]
    CannotOpen(#[source] rusqlite::Error),
    #[error("there is no room left to write")]
    Full,
    #[error("the record is damaged: {0}")]
    Damaged(String),
    #[error("the database reported an error")]
    Database(#[source] rusqlite::Error),
}

impl StoreError {
    /// The file concerned.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What the person who runs the program can do about it.
    pub fn hint(&self) -> &'static str {
        match self.kind {
            Kind::Missing => "check the name, or make the record with `onrecord build`",
            Kind::Directory => "give the name of a file, such as `talks.onrecord`",
            Kind::NotARecord => "give a file made by `onrecord build`, or a name not in use yet",
            Kind::Newer { .. } => "update onrecord, or build the record again with this version",
            Kind::Older { .. } => "run `onrecord build` on it once, or work on a copy",
            Kind::Locked => "wait for the other program to finish, then try again",
            Kind::ReadOnly => "check the permissions of the file and its folder, or work on a copy",
            Kind::CannotOpen(_) => "check that the folder exists and that you may use it",
            Kind::Full => "free some space, then run the command again; it goes on where it stopped",
            Kind::Damaged(_) => "build the record again from its reports",
            Kind::Database(_) => "run the command again; if it fails again, please report it",
        }
    }

    /// Whether the file does not exist.
    pub fn is_missing(&self) -> bool {
        matches!(self.kind, Kind::Missing)
    }

    /// Whether there is something at the path that is not a record.
    pub fn is_not_a_record(&self) -> bool {
        matches!(self.kind, Kind::Directory | Kind::NotARecord)
    }

    /// Whether the file was made by a newer version of the program.
    pub fn is_newer(&self) -> bool {
        matches!(self.kind, Kind::Newer { .. })
    }

    /// Whether the file was made by an older version of the program.
    pub fn is_older(&self) -> bool {
        matches!(self.kind, Kind::Older { .. })
    }

    /// Whether another program holds the file.
    pub fn is_locked(&self) -> bool {
        matches!(self.kind, Kind::Locked)
    }

    /// Whether the file or its folder cannot be written.
    pub fn is_read_only(&self) -> bool {
        matches!(self.kind, Kind::ReadOnly)
    }

    /// Whether the content of the file makes no sense.
    pub fn is_damaged(&self) -> bool {
        matches!(self.kind, Kind::Damaged(_))
    }

    fn new(path: &Path, kind: Kind) -> Self {
        Self { path: path.to_owned(), kind }
    }

    pub(crate) fn missing(path: &Path) -> Self {
        Self::new(path, Kind::Missing)
    }

    pub(crate) fn directory(path: &Path) -> Self {
        Self::new(path, Kind::Directory)
    }

    pub(crate) fn not_a_record(path: &Path) -> Self {
        Self::new(path, Kind::NotARecord)
    }

    pub(crate) fn newer(path: &Path, found: i64, supported: i64) -> Self {
        Self::new(path, Kind::Newer { found, supported })
    }

    pub(crate) fn older(path: &Path, found: i64, supported: i64) -> Self {
        Self::new(path, Kind::Older { found, supported })
    }
}

/// An error before it is known in which file.
#[derive(Debug)]
pub(crate) enum Fault {
    Sqlite(rusqlite::Error),
    Damaged(String),
    ReadOnly,
}

impl Fault {
    /// A value in the file that this program would not have put there.
    pub fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged(what.into())
    }

    pub fn at(self, path: &Path) -> StoreError {
        let error = match self {
            Self::Sqlite(error) => error,
            Self::Damaged(what) => return StoreError::new(path, Kind::Damaged(what)),
            Self::ReadOnly => return StoreError::new(path, Kind::ReadOnly),
        };
        let kind = match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Kind::Locked,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Kind::ReadOnly,
            Some(ErrorCode::CannotOpen) => Kind::CannotOpen(error),
            Some(ErrorCode::NotADatabase) => Kind::NotARecord,
            Some(ErrorCode::DatabaseCorrupt) => Kind::Damaged(error.to_string()),
            Some(ErrorCode::DiskFull) => Kind::Full,
            _ => Kind::Database(error),
        };
        StoreError::new(path, kind)
    }
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        match error {
            rusqlite::Error::FromSqlConversionFailure(_, _, cause) => Self::Damaged(cause.to_string()),
            rusqlite::Error::InvalidColumnType(column, name, found) => {
                Self::Damaged(format!("column {column} ({name}) holds {found}"))
            }
            error => Self::Sqlite(error),
        }
    }
}
