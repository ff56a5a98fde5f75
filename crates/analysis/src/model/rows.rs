//! The encoder's vectors, a row a unit, window by window.
//!
//! Every unit has a home: the window in which it stands deepest. Vectors also say where in its window a unit stands, so
//! vectors of different windows must not be compared with each other; what is tagged unit by unit is read at home.

use std::cmp::Reverse;
use std::ops::Range;

use super::window::depth;

/// The vectors of one window.
pub(crate) struct WindowRows {
    /// Its units.
    pub(crate) window: Range<usize>,
    /// A row a unit.
    pub(crate) rows: Vec<f32>,
}

/// The vectors of a stretch of text.
pub(crate) struct Rows {
    width: usize,
    n_units: usize,
    windows: Vec<WindowRows>,
    homes: Vec<usize>,
}

impl Rows {
    pub(crate) fn new(width: usize, n_units: usize, windows: Vec<WindowRows>) -> Self {
        let mut rows = Self { width, n_units, windows, homes: Vec::new() };
        rows.homes = (0..n_units).map(|unit| rows.home(&(unit..unit + 1))).collect();
        rows
    }

    pub(crate) fn n_windows(&self) -> usize {
        self.windows.len()
    }

    pub(crate) fn window(&self, at: usize) -> Range<usize> {
        self.windows.get(at).map_or(0..0, |w| w.window.clone())
    }

    /// The window in which `span` stands deepest, the first of equals.
    pub(crate) fn home(&self, span: &Range<usize>) -> usize {
        let end = self.windows.partition_point(|w| w.window.start < span.end.max(span.start + 1));
        let start = self.windows.partition_point(|w| w.window.end <= span.start);
        let near = start.min(end.saturating_sub(1))..end.max(start + 1).min(self.windows.len());
        near.max_by_key(|&at| (depth(span, &self.windows[at].window, self.n_units), Reverse(at))).unwrap_or(0)
    }

    /// The vectors of `units`, each from its home, one after the other.
    pub(crate) fn at_home(&self, units: impl Iterator<Item = usize>) -> Vec<f32> {
        let mut found = Vec::new();
        for unit in units {
            self.push(self.homes.get(unit).copied().unwrap_or(0), unit, &mut found);
        }
        found
    }

    /// The vectors of `units` as they stand in one window. A unit that is not in it gives its vector at home.
    pub(crate) fn in_window(&self, at: usize, units: impl Iterator<Item = usize>) -> Vec<f32> {
        let mut found = Vec::new();
        let window = self.window(at);
        for unit in units {
            let here = if window.contains(&unit) { at } else { self.homes.get(unit).copied().unwrap_or(0) };
            self.push(here, unit, &mut found);
        }
        found
    }

    fn push(&self, at: usize, unit: usize, out: &mut Vec<f32>) {
        let row = self.windows.get(at).and_then(|w| {
            let start = unit.checked_sub(w.window.start)? * self.width;
            w.rows.get(start..start + self.width)
        });
        match row {
            Some(row) => out.extend_from_slice(row),
            None => out.resize(out.len() + self.width, 0.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of width 1 that say which window they come from.
    fn rows(windows: &[Range<usize>], n_units: usize) -> Rows {
        let of = |(at, window): (usize, &Range<usize>)| WindowRows {
            window: window.clone(),
            rows: window.clone().map(|unit| (100 * at + unit) as f32).collect(),
        };
        Rows::new(1, n_units, windows.iter().enumerate().map(of).collect())
    }

    #[test]
    fn a_unit_is_at_home_where_it_stands_deepest() {
        let rows = rows(&[0..10, 6..16, 12..20], 20);
        assert_eq!(rows.at_home([0, 7, 8, 9, 19].into_iter()), [0.0, 7.0, 108.0, 109.0, 219.0]);
        assert_eq!(rows.home(&(5..9)), 0);
        assert_eq!(rows.home(&(7..12)), 1);
    }

    #[test]
    fn vectors_can_be_read_in_one_window() {
        let rows = rows(&[0..10, 6..16], 16);
        assert_eq!(rows.in_window(1, [6, 7, 15].into_iter()), [106.0, 107.0, 115.0]);
        assert_eq!(rows.in_window(1, [2].into_iter()), [2.0]);
    }

    #[test]
    fn no_text_has_no_rows() {
        let rows = rows(&[], 0);
        assert!(rows.at_home(std::iter::empty()).is_empty());
        assert_eq!(rows.n_windows(), 0);
    }
}
