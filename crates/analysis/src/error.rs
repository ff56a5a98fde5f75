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
    /// The network's weights are not as expected, or it was given what it cannot read.
    Network(onrecord_network::NetworkError),
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
            Self::Network(what) => {
                write!(f, "the reader's network could not be run: {what}; restore the folder `models` and build again")
            }
        }
    }
}

impl From<ReaderErrorKind> for ReaderError {
    fn from(kind: ReaderErrorKind) -> Self {
        Self { kind }
    }
}

impl From<onrecord_network::NetworkError> for ReaderError {
    fn from(error: onrecord_network::NetworkError) -> Self {
        ReaderErrorKind::Network(error).into()
    }
}
