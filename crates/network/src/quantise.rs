//! Rows of activations in 8 bits.
//!
//! Each row (the vector of one piece) has a scale and a zero point of its own, from its own range, so what stands
//! beside it does not change it. A number is `(value - zero) * scale`.

use crate::float::{range, round_to_bits};
use crate::kernel::ROWS;

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
}

impl Quantised {
    /// Makes room for some rows of some width, whatever was there before.
    pub(crate) fn resize(&mut self, n_rows: usize, width: usize) {
        let n_rows = n_rows.next_multiple_of(ROWS);
        self.width = width;
        self.values.resize(n_rows * width, 0);
        self.scales.resize(n_rows, RowScale::default());
    }

    #[inline(always)]
    pub(crate) fn set(&mut self, row: usize, numbers: &[f32]) {
        let values = &mut self.values[row * self.width..(row + 1) * self.width];
        self.scales[row] = quantise(numbers, values);
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
        *value = (round_to_bits(number * inverse) + zero) as u8;
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
