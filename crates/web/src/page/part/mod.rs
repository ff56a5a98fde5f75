//! Pieces that several pages share.

pub(crate) mod day;
pub(crate) mod form;
pub(crate) mod line;
pub(crate) mod mark;
pub(crate) mod pager;
