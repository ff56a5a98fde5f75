//! From the scores of a query to attention weights: an exponential of each, as an integer.

use crate::float::{exp2, higher, round_to_bits};

/// The largest weight. Half a unit, below which a weight is lost, is 1/16382 of it.
pub(crate) const WEIGHT: f32 = 8191.0;

/// Exponents below this make weights that round to zero: 2^-15 * 8191 < 1/2.
const LOWEST: f32 = -15.0;

/// Scores come in multiples of this, so that loops over them need no special end whatever a register holds.
pub(crate) const SPAN: usize = 64;

/// Turns the scores of one query into weights, `2^((score - highest) * factor)` of the largest, and returns their sum.
/// Scores past the last key weigh nothing; they are overwritten.
#[inline(always)]
pub(crate) fn weigh(scores: &mut [i32], n_keys: usize, factor: f32, weights: &mut [i16]) -> i32 {
    // One more of the first changes neither the highest score nor, taken off again, the sum.
    let first = scores[0];
    scores[n_keys..].fill(first);
    let highest = scores.iter().copied().fold(i32::MIN, i32::max);
    let mut sum = 0i32;
    for (weight, &score) in weights.iter_mut().zip(&*scores) {
        let exponent = higher(score.wrapping_sub(highest) as f32 * factor, LOWEST);
        let rounded = round_to_bits(exp2(exponent) * WEIGHT);
        *weight = rounded as i16;
        sum = sum.wrapping_add(rounded);
    }
    let past = &mut weights[n_keys..];
    if let Some(&first) = past.first() {
        sum = sum.wrapping_sub(i32::from(first) * past.len() as i32);
        past.fill(0);
    }
    sum
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn weights_are_a_softmax(scores in prop::collection::vec(-(1 << 30)..=1 << 30, 1..130), size in 1f32..40.0) {
            let n_keys = scores.len();
            let factor = size / (1u32 << 30) as f32;
            let mut padded = scores.clone();
            padded.resize(n_keys.next_multiple_of(SPAN), 1 << 30);
            let mut weights = vec![-1; padded.len()];
            let sum = weigh(&mut padded, n_keys, factor, &mut weights);
            prop_assert_eq!(sum, weights.iter().map(|&weight| i32::from(weight)).sum::<i32>());
            prop_assert!(weights[n_keys..].iter().all(|&weight| weight == 0));
            let highest = scores.iter().copied().max().unwrap_or_default();
            for (&score, &weight) in scores.iter().zip(&weights) {
                let exact = 8191.0 * ((f64::from(score) - f64::from(highest)) * f64::from(factor)).exp2();
                prop_assert!((f64::from(weight) - exact).abs() < 0.55, "{weight} for {exact}");
            }
        }
    }
}
