//! Floating point in a fixed order, so that every machine gets the same bits.
//!
//! Addition, multiplication, division and square root are exactly specified, and the compiler neither reorders nor
//! contracts them. What is left to us: functions of our own instead of those of the platform's library, and sums in an
//! order that does not depend on the width of a register. Nothing here uses fused multiply-add: without the
//! instruction it is a slow library call, and the products that matter are sums of integers anyway.
//!
//! Weights so large that numbers overflow give nonsense, but no panic; hence the wrapping arithmetic where bounds hold
//! for finite numbers only.

/// Sums and extremes keep this many running values, whatever the register holds.
pub(crate) const LANES: usize = 16;

/// Adding 1.5 * 2^23 to a number of magnitude below 2^22 leaves it rounded (half to even) in the low bits.
const ROUND: f32 = 12_582_912.0;

/// The nearest integer as the low bits of a number; meaningful below 2^22 in magnitude.
#[inline(always)]
pub(crate) fn round_to_bits(x: f32) -> i32 {
    ((x + ROUND).to_bits() as i32).wrapping_sub(ROUND.to_bits() as i32)
}

#[inline(always)]
pub(crate) fn lower(a: f32, b: f32) -> f32 {
    if a < b { a } else { b }
}

#[inline(always)]
pub(crate) fn higher(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

/// 2^x times `factor`, with a relative error below 3e-6, for -120 < x < 120.
///
/// The polynomial is the minimax one of degree 4 for 2^x between -1/2 and 1/2.
#[inline(always)]
pub(crate) fn exp2(x: f32) -> f32 {
    let shifted = x + ROUND;
    let rest = x - (shifted - ROUND);
    let power = 9.570_097e-3 * rest + 5.591_786e-2;
    let power = power * rest + 0.240_247_45;
    let power = power * rest + 0.693_121_8;
    let power = power * rest + 0.999_999_3;
    f32::from_bits(power.to_bits().wrapping_add(shifted.to_bits() << 23))
}

/// Sums in lanes, then the lanes as a tree. The length must be a multiple of the lanes.
#[inline(always)]
pub(crate) fn sum(numbers: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0; LANES];
    for chunk in numbers.as_chunks::<LANES>().0 {
        for (lane, &number) in lanes.iter_mut().zip(chunk) {
            *lane += of(number);
        }
    }
    fold(lanes, |a, b| a + b)
}

/// The lowest and the highest number, and zero. The length must be a multiple of the lanes.
#[inline(always)]
pub(crate) fn range(numbers: &[f32]) -> (f32, f32) {
    let (mut low, mut high) = ([0.0; LANES], [0.0; LANES]);
    for chunk in numbers.as_chunks::<LANES>().0 {
        for lane in 0..LANES {
            low[lane] = lower(chunk[lane], low[lane]);
            high[lane] = higher(chunk[lane], high[lane]);
        }
    }
    (fold(low, lower), fold(high, higher))
}

#[inline(always)]
fn fold(mut lanes: [f32; LANES], both: impl Fn(f32, f32) -> f32) -> f32 {
    let mut half = LANES / 2;
    while half > 0 {
        for lane in 0..half {
            lanes[lane] = both(lanes[lane], lanes[lane + half]);
        }
        half /= 2;
    }
    lanes[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp2_is_accurate() {
        for i in -12_000..=12_000 {
            let x = i as f32 / 100.0;
            let exact = f64::from(x).exp2();
            let error = (f64::from(exp2(x)) - exact).abs() / exact;
            assert!(error < 3e-6, "2^{x} is off by {error}");
        }
    }

    #[test]
    fn rounding_is_half_to_even() {
        for (x, expected) in [(0.5, 0), (1.5, 2), (2.5, 2), (-0.5, 0), (-1.5, -2), (254.4, 254), (-8190.7, -8191)] {
            assert_eq!(round_to_bits(x), expected, "{x}");
        }
    }

    #[test]
    fn sums_and_ranges_take_in_everything() {
        let numbers: Vec<f32> = (0..64).map(|i| i as f32 - 20.0).collect();
        assert_eq!(sum(&numbers, |x| x), 64.0 * 63.0 / 2.0 - 64.0 * 20.0);
        assert_eq!(range(&numbers), (-20.0, 43.0));
        assert_eq!(range(&[3.0; 16]), (0.0, 3.0));
    }
}
