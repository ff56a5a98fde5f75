//! Bytes of a news report to clean text, aligned to the original, cut into sentences and units.
//!
//! - [`span`]: offsets and spans that say which text they index.
//! - [`alignment`]: clean text that knows where each character came from.
//! - [`document`]: a report before and after repair.
//! - [`quotation`], [`unit`]: what the reader model looks at.

pub mod alignment;
pub mod document;
pub mod quotation;
pub mod span;
pub mod unit;
