//! Attention of one head over one window.
//!
//! All products are of 16-bit integers with exact 32-bit sums. Queries, keys and values are scaled by their largest
//! magnitude in the head and window: windows are read one at a time, so nothing outside has a say. The weights of a
//! piece are not normalised before the product with the values but divided out after it, by their exact integer sum.

use crate::float::{LANES, exp2, higher, round_to_bits};
use crate::kernel::{COLUMNS, Dot, ROWS, Task, Words};

/// The largest attention weight as an integer. Half a unit, below which a weight is lost, is 1/16382 of it.
const WEIGHT: f32 = 8191.0;

/// Most pieces of a window: with [`VALUE`] and [`WEIGHT`] it keeps the sums below 2^31.
pub(crate) const MOST_PIECES: usize = 512;

/// Largest magnitude of a quantised value: 2^31 / (8191 * 512), rounded down.
const VALUE: f32 = 511.0;

/// Exponents below this make weights that round to zero: 2^-15 * 8191 < 1/2.
const LOWEST: f32 = -15.0;

/// Room for one head, kept from one to the next.
#[derive(Default)]
pub(crate) struct HeadScratch {
    /// A row a piece, whole tiles of them.
    queries: Vec<i16>,
    /// A column a piece, in panels.
    keys: Vec<Words>,
    /// A row a piece, in panels.
    values: Vec<Words>,
    /// Products of a tile of queries with all keys, a row a query.
    scores: Vec<i32>,
    /// The same turned into attention weights.
    weights: Vec<i16>,
}

/// Runs one head: reads its part of the rows of queries, keys and values, writes its part of the output.
pub(crate) struct Head<'a> {
    /// Rows of queries, keys and values, each `width` wide.
    pub(crate) rows: &'a [f32],
    pub(crate) n_rows: usize,
    pub(crate) width: usize,
    /// Where the head's part starts, and how wide it is.
    pub(crate) at: usize,
    pub(crate) head_width: usize,
    /// Rows of `width`.
    pub(crate) out: &'a mut [f32],
    pub(crate) scratch: &'a mut HeadScratch,
}

impl Task for Head<'_> {
    #[inline(always)]
    fn run(self, dot: impl Dot) {
        let Self { rows, n_rows, width, at, head_width, out, scratch } = self;
        // The part of queries (0), keys (1) or values (2) of a row.
        let part = |which: usize, row: usize| {
            let start = row * 3 * width + which * width + at;
            &rows[start..start + head_width]
        };
        // Sums of scores stay within 30 bits, so that the difference of two stays within 31.
        let most = (((1u32 << 30) / head_width as u32) as f32).sqrt().floor();
        let [query_scale, key_scale, value_scale] = [(0, most), (1, most), (2, VALUE)]
            .map(|(which, most)| largest((0..n_rows).map(|row| part(which, row))) / most);
        scratch.pack_queries(n_rows, head_width, query_scale, |row| part(0, row));
        scratch.pack_keys(n_rows, head_width, key_scale, |row| part(1, row));
        scratch.pack_values(n_rows, head_width, value_scale, |row| part(2, row));

        // From a score to the exponent of two.
        let factor = query_scale * key_scale * (std::f32::consts::LOG2_E / (head_width as f32).sqrt());
        // Products with keys come in whole panels, so there may be some scores and weights too many.
        let stride = n_rows.next_multiple_of(COLUMNS);
        scratch.scores.resize(ROWS * stride, 0);
        scratch.weights.resize(ROWS * stride, 0);
        let mut tile = [[0; COLUMNS]; ROWS];
        for first in (0..n_rows).step_by(ROWS) {
            let queries = &scratch.queries[first * head_width..][..ROWS * head_width];
            for (panel, keys) in scratch.keys.chunks_exact(head_width / Words::DEPTHS).enumerate() {
                dot.words(queries, head_width, keys, &mut scratch.scores[panel * COLUMNS..], stride);
            }
            let mut sums = [0.0; ROWS];
            let rows = scratch.scores.chunks_exact(stride).zip(scratch.weights.chunks_exact_mut(stride));
            for ((scores, weights), sum) in rows.zip(&mut sums) {
                let (weights, past) = weights.split_at_mut(n_rows);
                *sum = weigh(&scores[..n_rows], factor, weights) as f32;
                past.fill(0);
            }
            for (panel, values) in scratch.values.chunks_exact(n_rows.div_ceil(Words::DEPTHS)).enumerate() {
                dot.words(&scratch.weights, stride, values, tile.as_flattened_mut(), COLUMNS);
                let column = panel * COLUMNS;
                let columns = at + column..at + head_width.min(column + COLUMNS);
                let out = out[first * width..].chunks_exact_mut(width);
                for ((out, numbers), sum) in out.zip(&tile).zip(sums) {
                    let scale = value_scale / sum;
                    for (out, &number) in out[columns.clone()].iter_mut().zip(numbers) {
                        *out = number as f32 * scale;
                    }
                }
            }
        }
    }
}

impl HeadScratch {
    #[inline(always)]
    fn pack_queries<'a>(&mut self, n: usize, width: usize, scale: f32, row: impl Fn(usize) -> &'a [f32]) {
        self.queries.clear();
        self.queries.resize(n.next_multiple_of(ROWS) * width, 0);
        let inverse = inverse(scale);
        for (at, queries) in self.queries.chunks_exact_mut(width).take(n).enumerate() {
            for (out, &number) in queries.iter_mut().zip(row(at)) {
                *out = round_to_bits(number * inverse) as i16;
            }
        }
    }

    #[inline(always)]
    fn pack_keys<'a>(&mut self, n: usize, width: usize, scale: f32, row: impl Fn(usize) -> &'a [f32]) {
        let n_groups = width / Words::DEPTHS;
        // Past the last key stand zeros, as no bound holds for what may be left over from a head of another width.
        self.keys.clear();
        self.keys.resize(n.div_ceil(COLUMNS) * n_groups, Words::ZERO);
        let inverse = inverse(scale);
        for at in 0..n {
            let panel = &mut self.keys[at / COLUMNS * n_groups..][..n_groups];
            let row = row(at).as_chunks::<LANES>().0;
            for (numbers, groups) in row.iter().zip(panel.chunks_exact_mut(LANES / Words::DEPTHS)) {
                let mut words = [0i16; LANES];
                for lane in 0..LANES {
                    words[lane] = round_to_bits(numbers[lane] * inverse) as i16;
                }
                for (group, two) in groups.iter_mut().zip(words.as_chunks::<{ Words::DEPTHS }>().0) {
                    group.0[at % COLUMNS] = *two;
                }
            }
        }
    }

    #[inline(always)]
    fn pack_values<'a>(&mut self, n: usize, width: usize, scale: f32, row: impl Fn(usize) -> &'a [f32]) {
        let n_groups = n.div_ceil(Words::DEPTHS);
        self.values.resize(n_groups * width.div_ceil(COLUMNS), Words::ZERO);
        let inverse = inverse(scale);
        for (index, panel) in self.values.chunks_exact_mut(n_groups).enumerate() {
            let columns = index * COLUMNS..width.min((index + 1) * COLUMNS);
            for (pair, group) in panel.iter_mut().enumerate() {
                let first = &row(2 * pair)[columns.clone()];
                let second = if 2 * pair + 1 < n { &row(2 * pair + 1)[columns.clone()] } else { &[0.0; COLUMNS] };
                for ((out, &first), &second) in group.0.iter_mut().zip(first).zip(second) {
                    *out = [round_to_bits(first * inverse) as i16, round_to_bits(second * inverse) as i16];
                }
            }
        }
    }
}

/// Turns the scores of one query into attention weights and returns their sum.
#[inline(always)]
fn weigh(scores: &[i32], factor: f32, weights: &mut [i16]) -> i32 {
    let highest = scores.iter().copied().fold(i32::MIN, i32::max);
    let mut sum = 0;
    for (weight, &score) in weights.iter_mut().zip(scores) {
        let exponent = higher((score - highest) as f32 * factor, LOWEST);
        let rounded = round_to_bits(exp2(exponent) * WEIGHT);
        *weight = rounded as i16;
        sum += rounded;
    }
    sum
}

/// The largest magnitude in some rows.
#[inline(always)]
fn largest<'a>(rows: impl Iterator<Item = &'a [f32]>) -> f32 {
    let mut lanes = [0.0; LANES];
    for row in rows {
        for chunk in row.as_chunks::<LANES>().0 {
            for (lane, number) in lanes.iter_mut().zip(chunk) {
                *lane = higher(number.abs(), *lane);
            }
        }
    }
    lanes.into_iter().fold(0.0, higher)
}

#[inline(always)]
fn inverse(scale: f32) -> f32 {
    if scale > f32::MIN_POSITIVE { 1.0 / scale } else { 0.0 }
}
