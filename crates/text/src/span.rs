//! Offsets and spans that say which text they index.
//!
//! Two texts exist for every report: the file as decoded ([`Original`]) and what is left after
//! extraction and repair ([`Clean`]). An offset into one is meaningless in the other, so the two
//! cannot be mixed: `Offset<Clean>` and `Offset<Original>` are different types, and only
//! [`crate::alignment::AlignedText`] converts between them.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Range;

/// Marker: positions are *bytes* into the clean text, always on character boundaries, so that a
/// span slices a Rust string without a scan.
pub enum Clean {}

/// Marker: positions are *Unicode scalar values* into the file as decoded, before any cleaning.
/// This is the unit of every exported offset.
pub enum Original {}

/// A position in the text that `Space` names.
pub struct Offset<Space> {
    value: usize,
    space: PhantomData<fn() -> Space>,
}

impl<Space> Offset<Space> {
    /// The offset `value`, counted in the unit of `Space`.
    pub const fn new(value: usize) -> Self {
        Self { value, space: PhantomData }
    }

    /// The offset as a plain number, in the unit of `Space`.
    pub const fn get(self) -> usize {
        self.value
    }
}

impl<Space> Clone for Offset<Space> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<Space> Copy for Offset<Space> {}
impl<Space> PartialEq for Offset<Space> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}
impl<Space> Eq for Offset<Space> {}
impl<Space> PartialOrd for Offset<Space> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<Space> Ord for Offset<Space> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.value.cmp(&other.value)
    }
}
impl<Space> Hash for Offset<Space> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.value.hash(state);
    }
}
impl<Space> fmt::Debug for Offset<Space> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

/// A stretch of text, `start` inclusive, `end` exclusive; never reversed.
pub struct Span<Space> {
    start: Offset<Space>,
    end: Offset<Space>,
}

impl<Space> Span<Space> {
    /// The span from `start` to `end`, or `None` if it would run backwards.
    pub fn new(start: Offset<Space>, end: Offset<Space>) -> Option<Self> {
        (start <= end).then_some(Self { start, end })
    }

    /// The span over `range`, given in the unit of `Space`. A reversed range gives the empty span
    /// at its start.
    pub fn from_range(range: Range<usize>) -> Self {
        Self { start: Offset::new(range.start), end: Offset::new(range.end.max(range.start)) }
    }

    /// First position.
    pub const fn start(self) -> Offset<Space> {
        self.start
    }

    /// One past the last position.
    pub const fn end(self) -> Offset<Space> {
        self.end
    }

    /// Length in the unit of `Space`.
    pub const fn len(self) -> usize {
        self.end.value - self.start.value
    }

    /// Whether the span covers nothing.
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The span as a range of plain numbers.
    pub const fn range(self) -> Range<usize> {
        self.start.value..self.end.value
    }

    /// Whether the two spans share at least one position.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies inside this span.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

impl Span<Clean> {
    /// The part of `text` the span covers; empty if the span does not fit the text.
    pub fn slice(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }
}

impl<Space> Clone for Span<Space> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<Space> Copy for Span<Space> {}
impl<Space> PartialEq for Span<Space> {
    fn eq(&self, other: &Self) -> bool {
        self.start == other.start && self.end == other.end
    }
}
impl<Space> Eq for Span<Space> {}
impl<Space> PartialOrd for Span<Space> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<Space> Ord for Span<Space> {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.start, self.end).cmp(&(other.start, other.end))
    }
}
impl<Space> Hash for Span<Space> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.start, self.end).hash(state);
    }
}
impl<Space> fmt::Debug for Span<Space> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start.value, self.end.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_never_runs_backwards() {
        assert_eq!(Span::<Clean>::new(Offset::new(4), Offset::new(3)), None);
        assert!(Span::<Original>::from_range(Range { start: 4, end: 3 }).is_empty());
    }

    #[test]
    fn overlap_and_containment() {
        let of = |a, b| Span::<Clean>::from_range(a..b);
        assert!(of(0, 4).overlaps(of(3, 9)));
        assert!(!of(0, 4).overlaps(of(4, 9)));
        assert!(of(0, 4).contains(of(1, 4)));
        assert_eq!(of(0, 4).cover(of(6, 9)), of(0, 9));
    }

    #[test]
    fn slicing_off_a_boundary_gives_nothing() {
        assert_eq!(Span::<Clean>::from_range(0..2).slice("é!"), "é");
        assert_eq!(Span::<Clean>::from_range(0..1).slice("é!"), "");
    }
}
