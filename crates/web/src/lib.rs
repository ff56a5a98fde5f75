//! The record as pages: one set of templates, written out as a static site or served.
//!
//! - [`site`]: writes the pages of a record into a folder.
//! - [`serve`]: the HTTP server: pages, API, corrections, adding reports.
//! - `snapshot`: what pages look things up in.
//! - `find`: search and facets.
//! - `page`: one template a file; `chart`: drawings in them.
//! - `data`: what pages show as JSON and CSV.
//! - `link`: addresses.
//! - [`highlight`]: a report's text cut where attributions, furniture and repairs begin and end.

mod asset;
mod chart;
mod data;
mod find;
pub mod highlight;
mod link;
mod page;
pub mod serve;
pub mod site;
mod snapshot;

/// What to call the record in this file: the name of the file.
fn record_name(path: &std::path::Path) -> String {
    path.file_name().map_or_else(|| "record".to_owned(), |name| name.to_string_lossy().into_owned())
}
