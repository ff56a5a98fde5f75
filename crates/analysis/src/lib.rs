//! The reader: finds in one report who says what, names, words and their grammar. No state is kept between reports.
//!
//! - [`analysis`]: everything that is found, in one place.
//! - [`attribution`]: source, cue and content, nested ones too.
//! - [`mention`]: names, and what pronouns and descriptions refer to.
//! - [`syntax`]: tokens with tags, lemmas and dependencies.
//! - [`reader`]: the trained model, from clean text to an analysis.

pub mod analysis;
pub mod attribution;
pub mod error;
pub mod mention;
mod model;
pub mod reader;
mod section;
pub mod syntax;
