//! GELU, the exact one (x times the normal distribution function), to about 5e-7.

use crate::float::{exp2, higher, lower};

/// Above this magnitude the tail is below 1e-7 and taken as what it is here.
const FAR: f32 = 5.5;

/// x Φ(x) as max(x, 0) - |x| Φ(-|x|). The logarithm of Φ(-a) is so smooth that a polynomial of degree 6 gets it to
/// 1e-7 of the product; it is the minimax one, weighted by a Φ(-a).
#[inline(always)]
pub(crate) fn gelu(x: f32) -> f32 {
    let a = lower(x.abs(), FAR);
    let log = 3.309_333e-5 * a - 7.692_241e-4;
    let log = log * a + 8.080_731e-3;
    let log = log * a - 5.341_212_5e-2;
    let log = log * a - 0.458_770_96;
    let log = log * a - 1.151_201_7;
    let log = log * a - 0.999_993_1;
    higher(x, 0.0) - a * exp2(log)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Φ by its Taylor series, which converges everywhere; f64 holds it to 1e-9 as far as needed here.
    fn phi(x: f64) -> f64 {
        let (mut term, mut sum, mut n) = (x, x, 1.0);
        while term.abs() > 1e-17 {
            term *= x * x / (2.0 * n + 1.0);
            sum += term;
            n += 1.0;
        }
        0.5 + sum * (-x * x / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt()
    }

    #[test]
    fn gelu_is_accurate() {
        let mut worst = 0f64;
        for i in -70_000..=70_000 {
            let x = i as f32 / 10_000.0;
            worst = worst.max((f64::from(gelu(x)) - f64::from(x) * phi(f64::from(x))).abs());
        }
        assert!(worst < 6e-7, "{worst}");
    }

    #[test]
    fn far_from_zero_gelu_is_plain() {
        assert_eq!(gelu(1000.0), 1000.0);
        assert!(gelu(-1000.0).abs() < 2e-7);
        assert_eq!(gelu(0.0), 0.0);
    }
}
