//! Bytes of a news report to clean text, aligned to the original, cut into sentences and units.
//!
//! - [`span`]: offsets and spans that say which text they index.
//! - [`alignment`]: clean text that knows where each character came from.
//! - [`document`]: a report before and after repair.
//! - [`repair`]: damaged typography put right, one kind of damage a file.
//! - [`story`]: marks on what is not story, one rule a file.
//! - [`prepare`]: both in one call, from a raw document to one ready for analysis.
//! - [`sentence`]: where sentences begin and end.
//! - [`token`]: the words that syntax speaks of; [`number_word`]: those for numbers.
//! - [`quotation`], [`unit`]: what the reader model looks at.

pub mod alignment;
pub mod document;
pub mod excerpt;
pub mod number_word;
pub mod prepare;
pub mod quotation;
pub mod repair;
pub mod sentence;
pub mod span;
pub mod story;
#[cfg(test)]
mod testing;
pub mod token;
pub mod unit;
