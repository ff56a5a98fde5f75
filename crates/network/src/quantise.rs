//! Rows of activations in 8 bits.
//!
//! Each row (the vector of one piece) has a scale and a zero point of its own, from its own range, so what stands
//! beside it does not change it. A number is `(value - zero) * scale`.

use crate::float::{range, round_to_bits};
use crate::kernel::{Dot, ROWS, Task};
use crate::matrix::Matrix;

/// Steps between the lowest and the highest number of a row: one less than 8 bits hold, since both ends are rounded and
/// may come out half a step further apart each.
const STEPS: f32 = 254.0;

/// How one row was quantised.
#[derive(Clone, Copy, Default)]
pub(crate) struct RowScale {
    pub(crate) scale: f32,
    pub(crate) zero: i32,
}

/// Quantised rows. There are always whole tiles of them; those past the last are left over from earlier use, and what
/// is computed from them is thrown away.
#[derive(Default)]
pub(crate) struct Quantised {
    pub(crate) values: Vec<u8>,
    pub(crate) scales: Vec<RowScale>,
    pub(crate) width: usize,
    /// Room for one row.
    scaled: Vec<f32>,
}

/// Quantises rows as inputs of a matrix.
pub(crate) struct Quantise<'a> {
    pub(crate) rows: &'a [f32],
    pub(crate) matrix: &'a Matrix,
    pub(crate) out: &'a mut Quantised,
}

impl Task for Quantise<'_> {
    #[inline(always)]
    fn run(self, _: impl Dot) {
        let Self { rows, matrix, out } = self;
        let width = matrix.depth;
        let n_rows = (rows.len() / width).next_multiple_of(ROWS);
        out.width = width;
        out.values.resize(out.values.len().max(n_rows * width), 0);
        out.scales.resize(out.scales.len().max(n_rows), RowScale::default());
        out.scaled.resize(width, 0.0);
        let rows = rows.chunks_exact(width).zip(out.values.chunks_exact_mut(width));
        for ((row, values), scale) in rows.zip(&mut out.scales) {
            *scale = match &matrix.input_factors {
                None => quantise(row, values),
                Some(factors) => {
                    for ((scaled, number), factor) in out.scaled.iter_mut().zip(row).zip(factors) {
                        *scaled = number * factor;
                    }
                    quantise(&out.scaled, values)
                }
            };
        }
    }
}

/// Quantises one row, whose length must be a multiple of the lanes.
#[inline(always)]
fn quantise(numbers: &[f32], values: &mut [u8]) -> RowScale {
    let (low, high) = range(numbers);
    let scale = (high - low) / STEPS;
    // A row so even that its steps cannot be told from zero is taken as all zeros.
    let inverse = if scale > f32::MIN_POSITIVE { 1.0 / scale } else { 0.0 };
    let zero = -round_to_bits(low * inverse);
    for (value, &number) in values.iter_mut().zip(numbers) {
        *value = round_to_bits(number * inverse).wrapping_add(zero) as u8;
    }
    RowScale { scale, zero }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn quantised_numbers_are_near(numbers in prop::collection::vec(-1e3f32..1e3, 32), size in -30i32..30) {
            let numbers: Vec<f32> = numbers.iter().map(|x| x * (size as f32).exp2()).collect();
            let mut values = [0; 32];
            let RowScale { scale, zero } = quantise(&numbers, &mut values);
            for (&value, &number) in values.iter().zip(&numbers) {
                let back = (i32::from(value) - zero) as f32 * scale;
                prop_assert!((back - number).abs() <= scale * 0.501, "{number} became {back}, scale {scale}");
            }
        }
    }

    #[test]
    fn rows_without_a_range_work() {
        let mut values = [9; 16];
        for number in [0.0, 1e-45, 5.0, -5.0] {
            let RowScale { scale, zero } = quantise(&[number; 16], &mut values);
            let back = (i32::from(values[3]) - zero) as f32 * scale;
            assert!((back - number).abs() < 1e-6, "{number} became {back}");
        }
    }
}
