//! What people decided about a record, beside its reports.

use crate::codebook::Codebook;
use crate::correction::Correction;

/// A codebook, and corrections in the order in which they were made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    /// Names given in advance; they win over what is learned.
    pub codebook: Codebook,
    /// Changes by hand; they win over the codebook.
    pub corrections: Vec<Correction>,
}
