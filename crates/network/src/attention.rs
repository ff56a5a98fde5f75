//! Attention of one head over one window.
//!
//! All products are of 16-bit integers with exact 32-bit sums. Queries, keys and values are scaled by their largest
//! magnitude in the head and window: windows are read one at a time, so nothing outside has a say. The weights of a
//! piece are not normalised before the product with the values but divided out after it, by their exact integer sum.

use crate::float::{LANES, exp2, higher, round_to_bits};
use crate::kernel::{COLUMNS, Dot, ROWS, Task, Tile, WORDS_GROUP};

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
    keys: Vec<i16>,
    /// A row a piece, in panels.
    values: Vec<i16>,
    /// Products of a tile of queries with all keys, panel by panel.
    scores: Vec<Tile>,
    /// Weights of a tile of queries.
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
        let n_panels = n_rows.div_ceil(COLUMNS);
        let n_weights = n_panels * COLUMNS;
        scratch.scores.resize(n_panels, [[0; COLUMNS]; ROWS]);
        scratch.weights.resize(ROWS * n_weights, 0);
        let depth = n_rows.next_multiple_of(WORDS_GROUP);
        let mut tile: Tile = [[0; COLUMNS]; ROWS];
        for first in (0..n_rows).step_by(ROWS) {
            let queries = &scratch.queries[first * head_width..][..ROWS * head_width];
            for (keys, scores) in scratch.keys.chunks_exact(head_width * COLUMNS).zip(&mut scratch.scores) {
                dot.words(queries, head_width, keys, scores);
            }
            let mut sums = [0.0; ROWS];
            for (row, weights) in scratch.weights.chunks_exact_mut(n_weights).enumerate() {
                sums[row] = weigh(&mut scratch.scores, row, n_rows, factor, weights) as f32;
            }
            for (panel, values) in scratch.values.chunks_exact(depth * COLUMNS).enumerate() {
                dot.words(&scratch.weights, n_weights, values, &mut tile);
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
        // Past the last key stand zeros, as no bound holds for what may be left over from a head of another width.
        self.keys.clear();
        self.keys.resize(n.next_multiple_of(COLUMNS) * width, 0);
        let inverse = inverse(scale);
        let mut words = [0i16; LANES];
        for at in 0..n {
            let panel = &mut self.keys[at / COLUMNS * COLUMNS * width..][..COLUMNS * width];
            let groups = panel.as_chunks_mut::<{ COLUMNS * WORDS_GROUP }>().0;
            let row = row(at).as_chunks::<LANES>().0;
            for (numbers, groups) in row.iter().zip(groups.chunks_exact_mut(LANES / WORDS_GROUP)) {
                for (word, &number) in words.iter_mut().zip(numbers) {
                    *word = round_to_bits(number * inverse) as i16;
                }
                for (group, two) in groups.iter_mut().zip(words.as_chunks::<WORDS_GROUP>().0) {
                    group.as_chunks_mut::<WORDS_GROUP>().0[at % COLUMNS] = *two;
                }
            }
        }
    }

    #[inline(always)]
    fn pack_values<'a>(&mut self, n: usize, width: usize, scale: f32, row: impl Fn(usize) -> &'a [f32]) {
        let depth = n.next_multiple_of(WORDS_GROUP);
        self.values.resize(depth * width.next_multiple_of(COLUMNS), 0);
        let inverse = inverse(scale);
        for (index, panel) in self.values.chunks_exact_mut(depth * COLUMNS).enumerate() {
            let columns = index * COLUMNS..width.min((index + 1) * COLUMNS);
            for (pair, group) in panel.as_chunks_mut::<{ COLUMNS * WORDS_GROUP }>().0.iter_mut().enumerate() {
                let first = &row(2 * pair)[columns.clone()];
                let second = if 2 * pair + 1 < n { &row(2 * pair + 1)[columns.clone()] } else { &[0.0; COLUMNS] };
                let group = group.as_chunks_mut::<WORDS_GROUP>().0;
                for ((out, &first), &second) in group.iter_mut().zip(first).zip(second) {
                    *out = [round_to_bits(first * inverse) as i16, round_to_bits(second * inverse) as i16];
                }
            }
        }
    }
}

/// Turns the scores of one query into weights and returns their sum. There may be more scores than pieces; those weigh
/// nothing.
#[inline(always)]
fn weigh(scores: &mut [Tile], row: usize, n_keys: usize, factor: f32, weights: &mut [i16]) -> i32 {
    let rest = n_keys - (scores.len() - 1) * COLUMNS;
    if let Some(last) = scores.last_mut() {
        // So that what stands past the last key has no part in the largest score.
        let some = last[row][0];
        last[row][rest..].fill(some);
    }
    let mut highest = [i32::MIN; LANES];
    for tile in scores.iter() {
        for chunk in tile[row].as_chunks::<LANES>().0 {
            for (highest, &score) in highest.iter_mut().zip(chunk) {
                *highest = score.max(*highest);
            }
        }
    }
    let highest = highest.into_iter().fold(i32::MIN, i32::max);
    let mut sums = [0i32; LANES];
    for (tile, weights) in scores.iter().zip(weights.as_chunks_mut::<COLUMNS>().0) {
        for (scores, weights) in tile[row].as_chunks::<LANES>().0.iter().zip(weights.as_chunks_mut::<LANES>().0) {
            for lane in 0..LANES {
                let exponent = higher((scores[lane] - highest) as f32 * factor, LOWEST);
                let weight = round_to_bits(exp2(exponent) * WEIGHT);
                sums[lane] += weight;
                weights[lane] = weight as i16;
            }
        }
    }
    let past = &mut weights[n_keys..];
    let extra: i32 = past.iter().map(|&weight| i32::from(weight)).sum();
    past.fill(0);
    sums.iter().sum::<i32>() - extra
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
