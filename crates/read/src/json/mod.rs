//! Reports in JSON: one object a report.

pub(crate) mod document;
pub(crate) mod lines;
pub(crate) mod string;
pub(crate) mod values;
