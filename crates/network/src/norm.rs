//! Layer normalisation.

use crate::error::NetworkError;
use crate::float::sum;
use crate::kernel::{Dot, Task};
use crate::weights::Weights;

/// As BERT has it; it only keeps a row of equal numbers from dividing by zero.
const EPSILON: f32 = 1e-12;

pub(crate) struct Norm {
    weight: Vec<f32>,
    bias: Vec<f32>,
}

impl Norm {
    pub(crate) fn load(weights: &Weights, name: &str, width: usize) -> Result<Self, NetworkError> {
        Ok(Self {
            weight: weights.floats(&format!("{name}.weight"), &[width])?,
            bias: weights.floats(&format!("{name}.bias"), &[width])?,
        })
    }

    /// Normalises one row in place.
    #[inline(always)]
    fn apply(&self, row: &mut [f32]) {
        let n = row.len() as f32;
        let mean = sum(row, |x| x) / n;
        for x in row.iter_mut() {
            *x -= mean;
        }
        let factor = 1.0 / (sum(row, |x| x * x) / n + EPSILON).sqrt();
        for ((x, &weight), &bias) in row.iter_mut().zip(&self.weight).zip(&self.bias) {
            *x = *x * factor * weight + bias;
        }
    }
}

/// Normalises rows in place.
pub(crate) struct Normalise<'a> {
    pub(crate) rows: &'a mut [f32],
    pub(crate) norm: &'a Norm,
}

impl Task for Normalise<'_> {
    #[inline(always)]
    fn run(self, _: impl Dot) {
        self.rows.chunks_exact_mut(self.norm.weight.len()).for_each(|row| self.norm.apply(row));
    }
}
