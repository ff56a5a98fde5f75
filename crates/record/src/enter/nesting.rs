//! Which attributions stand in the content of another.

use std::ops::Range;

use onrecord_analysis::attribution::Attribution;
use onrecord_text::span::{Clean, Span};

/// For each attribution, the smallest one whose content holds its cue and content.
pub(super) fn parents(attributions: &[Attribution]) -> Vec<Option<usize>> {
    let holds = |outer: &Attribution, inner: &Attribution| {
        let mut spans = inner.cue.iter().chain(&inner.content);
        spans.all(|span| outer.content.iter().any(|c| c.contains(*span)))
    };
    let size = |attribution: &Attribution| {
        let lengths = attribution.content.iter().map(|span| span.len());
        lengths.sum::<usize>()
    };
    let candidates = |i: usize, inner: &Attribution| {
        let others = attributions.iter().enumerate().filter(move |(j, _)| *j != i);
        // Strictly larger: no two can hold each other, so there are no circles.
        let holding = others.filter(|(_, outer)| size(outer) > size(inner) && holds(outer, inner));
        holding.min_by_key(|(j, outer)| (size(outer), *j)).map(|(j, _)| j)
    };
    let inner = attributions.iter().enumerate();
    inner.map(|(i, inner)| candidates(i, inner)).collect()
}

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
