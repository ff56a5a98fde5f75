//! Windows: the stretches of a report the network reads at once.
//!
//! Attention costs grow with the square of the length, and the encoder knows 512 positions, so a
//! report is read in overlapping windows. Every unit's output is taken from the window in which
//! it stands deepest, so that it is seen with context on both sides.

use std::ops::Range;

use onrecord_text::quotation::QuoteState;
use onrecord_text::unit::{Gap, Shape};

use crate::vocabulary::PieceId;

/// Most pieces of one window, with the two marks at its ends. Training uses the same number.
pub(crate) const WINDOW: usize = 384;
/// Pieces that neighbouring windows share.
const OVERLAP: usize = 128;

/// The units of a report as the network reads them.
#[derive(Default)]
pub(crate) struct Input {
    /// Pieces of all units, one after the other.
    pub(crate) pieces: Vec<PieceId>,
    /// For every unit, where its pieces start in `pieces`.
    starts: Vec<usize>,
    /// For every unit, its features.
    pub(crate) features: Vec<Features>,
}

/// What the network is told of a unit besides its pieces.
#[derive(Clone, Copy)]
pub(crate) struct Features {
    pub(crate) shape: Shape,
    pub(crate) gap: Gap,
    pub(crate) quote: QuoteState,
}

impl Input {
    /// Adds a unit whose pieces `push` appends.
    pub(crate) fn push_unit(&mut self, features: Features, push: impl FnOnce(&mut Vec<PieceId>)) {
        self.starts.push(self.pieces.len());
        self.features.push(features);
        push(&mut self.pieces);
    }

    pub(crate) fn n_units(&self) -> usize {
        self.starts.len()
    }

    /// Where the pieces of `unit` stand.
    pub(crate) fn pieces_of(&self, unit: usize) -> Range<usize> {
        let end = self.starts.get(unit + 1).copied().unwrap_or(self.pieces.len());
        self.starts.get(unit).copied().unwrap_or(end)..end
    }

    /// Cuts the report into windows, as ranges of units. Every unit is in at least one; the
    /// number of windows grows linearly with the length.
    pub(crate) fn windows(&self) -> Vec<Range<usize>> {
        let budget = WINDOW - 2;
        let size = |unit: usize| self.pieces_of(unit).len();
        let mut windows = Vec::new();
        let mut start = 0;
        while start < self.n_units() {
            let (mut total, mut end) = (0, start);
            while end < self.n_units() && total + size(end) <= budget {
                total += size(end);
                end += 1;
            }
            windows.push(start..end);
            if end == self.n_units() {
                break;
            }
            let (mut shared, mut next) = (0, end);
            while next > start + 1 && shared + size(next - 1) <= OVERLAP {
                next -= 1;
                shared += size(next);
            }
            start = next;
        }
        windows
    }
}

/// How deep a span of units stands in a window: units between it and the nearer end, an end of the
/// report counting as infinitely far; negative by how much it sticks out.
pub(crate) fn depth(span: &Range<usize>, window: &Range<usize>, n_units: usize) -> isize {
    let left = if window.start == 0 { n_units as isize } else { span.start as isize - window.start as isize };
    let right = if window.end == n_units { n_units as isize } else { window.end as isize - span.end as isize };
    left.min(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(sizes: &[usize]) -> Input {
        let features = Features { shape: Shape::Lower, gap: Gap::Space, quote: QuoteState::Outside };
        let mut input = Input::default();
        for &size in sizes {
            input.push_unit(features, |pieces| pieces.extend(std::iter::repeat_n(7, size)));
        }
        input
    }

    #[test]
    fn a_short_report_is_one_window() {
        assert_eq!(input(&[1; 300]).windows(), [Range { start: 0, end: 300 }]);
        assert!(input(&[]).windows().is_empty());
    }

    #[test]
    fn neighbouring_windows_overlap_and_cover_everything() {
        let input = input(&[2; 500]);
        let windows = input.windows();
        assert_eq!(windows.first(), Some(&(0..191)));
        for pair in windows.windows(2) {
            assert_eq!(pair[0].end - pair[1].start, OVERLAP / 2);
        }
        assert_eq!(windows.last().map(|w| w.end), Some(500));
    }

    #[test]
    fn long_units_do_not_stall() {
        assert_eq!(input(&[16; 100]).windows().last().map(|w| w.end), Some(100));
    }

    #[test]
    fn ends_of_the_report_count_as_deep() {
        assert_eq!(depth(&(0..1), &(0..10), 20), 9);
        assert_eq!(depth(&(19..20), &(10..20), 20), 9);
        assert_eq!(depth(&(12..14), &(10..18), 20), 2);
        assert_eq!(depth(&(8..14), &(10..18), 20), -2);
    }
}
