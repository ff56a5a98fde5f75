//! Charts as SVG drawn here, each with its content in words.

pub(crate) mod conditions;
pub(crate) mod coverage;
pub(crate) mod lanes;
mod wrap;
