//! What pages show, as data: JSON for programs, CSV for tables.
//!
//! - [`wire`]: the objects, field by field, apart from the domain types.
//! - [`sheet`]: rows and cells.
//! - [`gather`]: what belongs to which page.

pub(crate) mod gather;
pub(crate) mod sheet;
pub(crate) mod wire;
