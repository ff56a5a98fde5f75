//! Positions: who holds what on which issue, in own words or as others tell it, over time.
//!
//! - [`stance`]: what each statement says of each issue.
//! - [`ascribed`]: own words or somebody else's.
//! - [`condition`]: what depends on what.
//! - [`correct`]: what people change about it.
//! - [`table`]: holder by issue, at any day.

pub(crate) mod ascribed;
pub mod condition;
pub(crate) mod correct;
pub mod stance;
pub mod table;
#[cfg(test)]
mod tests;
