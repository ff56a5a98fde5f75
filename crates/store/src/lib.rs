//! The record as one SQLite file.
//!
//! ```no_run
//! # fn entries() -> Vec<onrecord_record::report::ReportEntry> { Vec::new() }
//! use onrecord_store::{error::StoreError, store::Store};
//!
//! let mut store = Store::open_or_create("talks.onrecord")?;
//! store.add_batch(&entries())?;
//! store.rebuild()?;
//! let record = store.record()?;
//! store.close()?;
//! # Ok::<(), StoreError>(())
//! ```
//!
//! - [`store`]: opening, adding, closing; [`rebuild`]: deriving again what is due.
//! - [`decisions`]: what people decide, which wins over what is derived.
//! - [`changes`]: which actors became others; [`issue_changes`]: which issues did.
//! - [`query`]: looking things up, for the terminal and for pages.
//! - [`catalogue`]: short lists of everything, to find one's way by.
//! - [`search`]: full-text search.
//! - [`export`]: the record as JSON Lines.
//!
//! Two layers lie in the file. What reports contribute is added batch by batch, each batch in one
//! transaction. What follows from all of them together (actors, statements) is derived from it by
//! [`store::Store::rebuild`], and never edited. A batch marks the derived layer as stale in its
//! own transaction, so a run that is killed anywhere leaves a file from which the next can go on.

pub mod catalogue;
pub mod changes;
mod column;
mod conflict;
pub mod decisions;
mod derived;
pub mod error;
pub mod export;
mod facts;
mod grounds;
pub mod issue_changes;
mod meta;
mod position;
pub mod query;
pub mod rebuild;
mod remark;
mod schema;
pub mod search;
mod stance;
mod statement;
mod step;
pub mod store;
mod text;
mod when;
mod wording;
