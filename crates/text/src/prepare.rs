//! From a raw document to one ready for analysis.

use crate::document::{Document, RawDocument};
use crate::repair::repair;
use crate::story::marks;

/// Repairs the typography of `raw`, then marks what is not story.
///
/// The order matters: the rules for what is not story are written for sound text.
pub fn prepare(raw: RawDocument) -> Document {
    let RawDocument { locator, mut text, metadata, notes } = raw;
    let repairs = repair(&mut text);
    let marks = marks(text.as_str());
    Document { locator, text, metadata, marks, repairs, notes }
}
