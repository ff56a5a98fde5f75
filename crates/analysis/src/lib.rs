//! The reader: finds in one report who says what, names, words and their grammar. No state is kept between reports.
//!
//! - [`analysis`]: everything that is found, in one place.
//! - [`attribution`]: source, cue and content, nested ones too.
//! - [`meaning`]: how like phrases are in meaning.
//! - [`mention`]: names, and what pronouns and descriptions refer to.
//! - [`stance`]: who takes which side on what.
//! - [`syntax`]: tokens with tags, lemmas and dependencies.
//! - [`reader`]: the trained model, from clean text to an analysis.

pub mod analysis;
pub mod attribution;
pub mod error;
pub mod meaning;
pub mod mention;
mod model;
pub mod reader;
mod section;
pub mod stance;
pub mod syntax;
