//! The record as pages: one set of templates, written out as a static site.
//!
//! - [`site`]: writes the pages of a record into a folder.
//! - `page`: one template a file.
//! - [`highlight`]: a report's text cut where attributions, furniture and repairs begin and end.

pub mod highlight;
mod page;
pub mod site;
