//! What can go wrong in the reader.

use std::fmt;

/// The reader could not be loaded or run. Reports cannot cause this: every text can be read.
#[derive(Debug, thiserror::Error)]
#[error("{kind}")]
pub struct ReaderError {
    kind: ReaderErrorKind,
}

#[derive(Debug)]
pub(crate) enum ReaderErrorKind {
    /// The weights built into the program do not fit it.
    Weights(&'static str),
    /// The runtime refused the network.
    Runtime(String),
}

impl fmt::Display for ReaderErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Weights(what) => {
                write!(
                    f,
                    "the reader's weights do not fit this program: {what}; restore the folder `models` and build again"
                )
            }
            Self::Runtime(what) => write!(f, "the reader's network could not be run: {what}"),
        }
    }
}

impl From<ReaderErrorKind> for ReaderError {
    fn from(kind: ReaderErrorKind) -> Self {
        Self { kind }
    }
}
