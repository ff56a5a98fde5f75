//! What can go wrong with the network.

/// Weights or a window that the network cannot take.
///
/// Weights come from a file and windows from a caller, so both are checked; what gets past the checks always runs.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct NetworkError(#[from] NetworkErrorKind);

#[derive(Debug, thiserror::Error)]
pub(crate) enum NetworkErrorKind {
    #[error("the weights are not a safetensors file: {0}")]
    Format(String),
    #[error("the weights have no tensor `{0}`")]
    Missing(String),
    #[error("the tensor `{name}` should be {expected}, but is {found}")]
    Tensor { name: String, expected: String, found: String },
    #[error("the tensor `{0}` holds a number that is not finite")]
    NotFinite(String),
    #[error("the weights should say `{key}` in their metadata as {expected}, but have {found}")]
    Metadata { key: &'static str, expected: &'static str, found: String },
    #[error("a window should have 1 to {most} pieces, but has {found}")]
    Length { most: usize, found: usize },
    #[error("a window of {pieces} pieces should have as many values of `{feature}`, but has {found}")]
    FeatureLength { feature: &'static str, pieces: usize, found: usize },
    #[error("{what} should be below {bound}, but is {found} at position {position}")]
    OutOfRange { what: &'static str, bound: usize, found: usize, position: usize },
    #[error("{n_rows} rows of {width} numbers should be {}, but are {found}", n_rows.saturating_mul(*width))]
    Rows { n_rows: usize, width: usize, found: usize },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_say_what_was_expected_and_found() {
        let check = |kind: NetworkErrorKind, expected: &str| assert_eq!(NetworkError::from(kind).to_string(), expected);
        check(
            NetworkErrorKind::OutOfRange { what: "piece", bound: 10, found: 12, position: 3 },
            "piece should be below 10, but is 12 at position 3",
        );
        check(NetworkErrorKind::Length { most: 512, found: 0 }, "a window should have 1 to 512 pieces, but has 0");
        check(NetworkErrorKind::Rows { n_rows: 2, width: 4, found: 7 }, "2 rows of 4 numbers should be 8, but are 7");
    }
}
