//! Attention over one window.
//!
//! All products are of 16-bit integers with exact 32-bit sums. Queries, keys and values are scaled by the largest
//! magnitude of their head in the window: windows are read one at a time, so nothing outside has a say. Attention
//! weights are not normalised before the product with the values but divided out after it, by their exact integer sum.

use std::ops::Range;

use crate::float::{higher, round_to_bits};
use crate::kernel::{COLUMNS, Dot, ROWS, Task, Words};
use crate::softmax::{SPAN, WEIGHT, weigh};

/// Most pieces of a window: with [`VALUE`] and [`WEIGHT`] it keeps the sums within 31 bits.
pub(crate) const MOST_PIECES: usize = 512;

/// Largest magnitude of a value: 2^31 / (8191 * 512), rounded down.
const VALUE: f32 = 511.0;
const _: () = assert!(VALUE as i64 * WEIGHT as i64 * (MOST_PIECES as i64) < 1 << 31);

/// Room for attention, kept from one window to the next.
#[derive(Default)]
pub(crate) struct AttentionScratch {
    /// The largest magnitude in every column of the rows.
    peaks: Vec<f32>,
    /// What a column is multiplied by to make it words.
    inverses: Vec<f32>,
    /// The rows as words, whole tiles of them.
    words: Vec<i16>,
    /// A column a piece, in panels.
    keys: Vec<Words>,
    /// A row a piece, in panels.
    values: Vec<Words>,
    /// Products of a tile of queries with all keys, a row a query.
    scores: Vec<i32>,
    /// The same turned into attention weights.
    weights: Vec<i16>,
}

/// Runs attention.
pub(crate) struct Attention<'a> {
    /// Rows of queries, keys and values, each `width` wide.
    pub(crate) rows: &'a [f32],
    pub(crate) width: usize,
    pub(crate) heads: usize,
    /// Rows of `width`.
    pub(crate) out: &'a mut [f32],
    pub(crate) scratch: &'a mut AttentionScratch,
}

impl Task for Attention<'_> {
    #[inline(always)]
    fn run(self, dot: impl Dot) {
        let Self { rows, width, heads, out, scratch } = self;
        let (n_rows, head_width) = (out.len() / width, width / heads);
        // Sums of scores stay within 30 bits, so that the difference of two stays within 31.
        let most = (((1u32 << 30) / head_width as u32) as f32).sqrt().floor();
        let mosts = [most, most, VALUE];
        scratch.quantise(rows, width, head_width, mosts);
        // Products with keys come in whole panels and weights in whole spans, so there may be some too many.
        let stride = n_rows.next_multiple_of(SPAN);
        scratch.scores.resize(ROWS * stride, 0);
        scratch.weights.resize(ROWS * stride, 0);
        let mut tile = [[0; COLUMNS]; ROWS];
        for at in (0..width).step_by(head_width) {
            scratch.pack_keys(n_rows, 3 * width, width + at..width + at + head_width);
            scratch.pack_values(n_rows, 3 * width, 2 * width + at..2 * width + at + head_width);
            let [query_scale, key_scale, value_scale] = scratch.scales(width, at, mosts);
            // From a score to an exponent of two.
            let factor = query_scale * key_scale * (std::f32::consts::LOG2_E / (head_width as f32).sqrt());
            for (block, out) in out.chunks_mut(ROWS * width).enumerate() {
                let queries = &scratch.words[block * ROWS * 3 * width + at..];
                for (panel, keys) in scratch.keys.chunks_exact(head_width / Words::DEPTHS).enumerate() {
                    dot.words(queries, 3 * width, keys, &mut scratch.scores[panel * COLUMNS..], stride);
                }
                let mut scales = [0.0; ROWS];
                let rows = scratch.scores.chunks_exact_mut(stride).zip(scratch.weights.chunks_exact_mut(stride));
                for ((scores, weights), scale) in rows.zip(&mut scales) {
                    *scale = value_scale / weigh(scores, n_rows, factor, weights) as f32;
                }
                for (panel, values) in scratch.values.chunks_exact(n_rows.div_ceil(Words::DEPTHS)).enumerate() {
                    dot.words(&scratch.weights, stride, values, tile.as_flattened_mut(), COLUMNS);
                    let columns = panel * COLUMNS..head_width.min((panel + 1) * COLUMNS);
                    for ((out, numbers), scale) in out.chunks_exact_mut(width).zip(&tile).zip(scales) {
                        for (out, &number) in out[at..][columns.clone()].iter_mut().zip(numbers) {
                            *out = number as f32 * scale;
                        }
                    }
                }
            }
        }
    }
}

impl AttentionScratch {
    /// Turns rows into words, of queries, keys and values with the given largest magnitudes.
    #[inline(always)]
    fn quantise(&mut self, rows: &[f32], width: usize, head_width: usize, mosts: [f32; 3]) {
        self.peaks.clear();
        self.peaks.resize(3 * width, 0.0);
        for row in rows.chunks_exact(3 * width) {
            for (peak, number) in self.peaks.iter_mut().zip(row) {
                *peak = higher(number.abs(), *peak);
            }
        }
        self.inverses.clear();
        for (part, most) in self.peaks.chunks_exact_mut(width).zip(mosts) {
            for head in part.chunks_exact_mut(head_width) {
                let peak = head.iter().copied().fold(0.0, higher);
                head.fill(peak);
                // A head so faint that its steps cannot be told from zero is taken as all zeros.
                let inverse = if peak > f32::MIN_POSITIVE * most { most / peak } else { 0.0 };
                self.inverses.extend(std::iter::repeat_n(inverse, head_width));
            }
        }
        let n_rows = rows.len() / (3 * width);
        self.words.resize(n_rows.next_multiple_of(ROWS) * 3 * width, 0);
        for (words, row) in self.words.chunks_exact_mut(3 * width).zip(rows.chunks_exact(3 * width)) {
            for ((word, number), inverse) in words.iter_mut().zip(row).zip(&self.inverses) {
                *word = round_to_bits(number * inverse) as i16;
            }
        }
        // Past the last row stand zeros: no bound holds for what may be left over from an encoder of another shape.
        self.words[rows.len()..].fill(0);
    }

    /// What one step of the words of a head, which starts at a column, is worth.
    #[inline(always)]
    fn scales(&self, width: usize, at: usize, mosts: [f32; 3]) -> [f32; 3] {
        [0, 1, 2].map(|part| self.peaks[part * width + at] / mosts[part])
    }

    /// Packs some columns of the rows such that a piece is a column.
    #[inline(always)]
    fn pack_keys(&mut self, n_rows: usize, stride: usize, columns: Range<usize>) {
        let n_groups = columns.len() / Words::DEPTHS;
        self.keys.resize(n_rows.div_ceil(COLUMNS) * n_groups, Words::ZERO);
        let mut rows = self.words.chunks_exact(stride).take(n_rows);
        for panel in self.keys.chunks_exact_mut(n_groups) {
            for at in 0..COLUMNS {
                match rows.next() {
                    Some(row) => {
                        let pairs = row[columns.clone()].as_chunks::<{ Words::DEPTHS }>().0;
                        for (group, pair) in panel.iter_mut().zip(pairs) {
                            group.0[at] = *pair;
                        }
                    }
                    None => panel.iter_mut().for_each(|group| group.0[at] = [0; Words::DEPTHS]),
                }
            }
        }
    }

    /// Packs some columns of the rows such that a piece is a row.
    #[inline(always)]
    fn pack_values(&mut self, n_rows: usize, stride: usize, columns: Range<usize>) {
        let n_groups = n_rows.div_ceil(Words::DEPTHS);
        let n_panels = columns.len().div_ceil(COLUMNS);
        self.values.clear();
        self.values.resize(n_groups * n_panels, Words::ZERO);
        for (at, row) in self.words.chunks_exact(stride).take(n_rows).enumerate() {
            for (panel, numbers) in row[columns.clone()].chunks(COLUMNS).enumerate() {
                let group = &mut self.values[panel * n_groups + at / Words::DEPTHS];
                for (out, &number) in group.0.iter_mut().zip(numbers) {
                    out[at % Words::DEPTHS] = number;
                }
            }
        }
    }
}
