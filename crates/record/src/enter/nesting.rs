//! Which attributions stand in the content of another.

use std::ops::Range;

use onrecord_text::span::{Clean, Span};

/// The ancestors of the attribution `i`, nearest first.
pub(super) fn ancestors(parents: &[Option<usize>], i: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = i;
    while let Some(parent) = parents.get(at).copied().flatten() {
        found.push(parent);
        at = parent;
    }
    found
}

/// From the first to the last byte of `spans`.
pub(super) fn cover(spans: &[Span<Clean>]) -> Option<Range<usize>> {
    let start = spans.iter().map(|span| span.start().get()).min()?;
    let end = spans.iter().map(|span| span.end().get()).max()?;
    Some(start..end)
}
