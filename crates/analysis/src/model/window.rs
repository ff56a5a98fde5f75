//! Windows: the stretches of a report the network reads at once.
//!
//! Attention costs grow with the square of the length, and the encoder knows 512 positions, so a
//! report is read in overlapping windows. They begin and end with a line where they can: a paragraph
//! that is cut loses what it says at its ends. Every unit's output is taken from the window in which
//! it stands deepest, so that it is seen with context on both sides.

use std::ops::Range;

use onrecord_text::quotation::QuoteState;
use onrecord_text::unit::{Gap, Shape};

use super::vocabulary::PieceId;

/// Most pieces of one window, with the two marks at its ends. Training uses the same number.
pub(crate) const WINDOW: usize = 384;
/// Fewest pieces that neighbouring windows share.
const LEAST_SHARED: usize = 32;
/// Most pieces they share. Between the two, the next window begins with a line.
const MOST_SHARED: usize = 128;
/// Pieces by which a window may stay shorter to end with a line.
const SLACK: usize = 64;

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
        let mut windows = Vec::new();
        let mut start = 0;
        while start < self.n_units() {
            let (mut total, mut end) = (0, start);
            while end < self.n_units() && total + self.size(end) <= budget {
                total += self.size(end);
                end += 1;
            }
            if end < self.n_units() {
                end = self.back_to_line(start, end, 0, SLACK).unwrap_or(end);
            }
            windows.push(start..end);
            if end == self.n_units() {
                break;
            }
            let next = self.back_to_line(start, end, LEAST_SHARED, MOST_SHARED);
            start = next.unwrap_or_else(|| self.back(start, end, LEAST_SHARED));
        }
        windows
    }

    fn size(&self, unit: usize) -> usize {
        self.pieces_of(unit).len()
    }

    /// The last unit before or at `end` that begins a line, with `least` to `most` pieces from it to `end`; after `start`.
    fn back_to_line(&self, start: usize, end: usize, least: usize, most: usize) -> Option<usize> {
        let (mut at, mut pieces) = (end, 0);
        loop {
            if pieces >= least && self.features.get(at).is_some_and(|f| f.gap == Gap::Line) {
                return Some(at);
            }
            at = at.checked_sub(1).filter(|&before| before > start)?;
            pieces += self.size(at);
            if pieces > most {
                return None;
            }
        }
    }

    /// The unit with at most `most` pieces from it to `end`; after `start`.
    fn back(&self, start: usize, end: usize, most: usize) -> usize {
        let (mut at, mut pieces) = (end, 0);
        while at > start + 1 && pieces + self.size(at - 1) <= most {
            at -= 1;
            pieces += self.size(at);
        }
        at
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

    /// Units of these sizes; a line begins with those named in `lines`.
    fn input(sizes: &[usize], lines: &[usize]) -> Input {
        let mut input = Input::default();
        for (unit, &size) in sizes.iter().enumerate() {
            let gap = if lines.contains(&unit) { Gap::Line } else { Gap::Space };
            let features = Features { shape: Shape::Lower, gap, quote: QuoteState::Outside };
            input.push_unit(features, |pieces| pieces.extend(std::iter::repeat_n(7, size)));
        }
        input
    }

    #[test]
    fn a_short_report_is_one_window() {
        assert_eq!(input(&[1; 300], &[]).windows(), [Range { start: 0, end: 300 }]);
        assert!(input(&[], &[]).windows().is_empty());
    }

    #[test]
    fn one_long_line_is_cut_anywhere() {
        let windows = input(&[2; 500], &[0]).windows();
        assert_eq!(windows.first(), Some(&(0..191)));
        for pair in windows.windows(2) {
            assert_eq!(pair[0].end - pair[1].start, LEAST_SHARED / 2);
        }
        assert_eq!(windows.last().map(|w| w.end), Some(500));
    }

    #[test]
    fn windows_begin_and_end_with_lines() {
        let lines: Vec<usize> = (0..10).map(|line| 60 * line).collect();
        let windows = input(&[1; 600], &lines).windows();
        assert_eq!(windows, [0..360, 300..600]);
    }

    #[test]
    fn a_line_too_long_to_share_is_cut() {
        let windows = input(&[1; 800], &[0, 200, 370]).windows();
        assert_eq!(windows[0], 0..370);
        assert_eq!(windows[1], 338..720);
    }

    #[test]
    fn long_units_do_not_stall() {
        assert_eq!(input(&[16; 100], &[0, 3, 50]).windows().last().map(|w| w.end), Some(100));
    }

    #[test]
    fn ends_of_the_report_count_as_deep() {
        assert_eq!(depth(&(0..1), &(0..10), 20), 9);
        assert_eq!(depth(&(19..20), &(10..20), 20), 9);
        assert_eq!(depth(&(12..14), &(10..18), 20), 2);
        assert_eq!(depth(&(8..14), &(10..18), 20), -2);
    }
}
