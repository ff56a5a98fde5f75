//! A table of vectors in 8 bits, which are only looked up.

use crate::error::NetworkError;
use crate::weights::Weights;

/// Rows of signed bytes with a scale each.
pub struct Table {
    bytes: Vec<i8>,
    scales: Vec<f32>,
    width: usize,
}

impl Table {
    /// Loads the matrix `NAME.weight` (i8) with `NAME.scale` (f32, one a row).
    ///
    /// # Errors
    /// If a tensor is missing or has another shape or type, or a scale is not finite.
    pub fn load(weights: &Weights, name: &str) -> Result<Self, NetworkError> {
        let matrix = format!("{name}.weight");
        let [n_rows, width] = weights.size(&matrix)?;
        Ok(Self {
            bytes: weights.bytes(&matrix, &[n_rows, width])?.iter().map(|&byte| byte as i8).collect(),
            scales: weights.floats(&format!("{name}.scale"), &[n_rows])?,
            width,
        })
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.scales.len()
    }

    /// Whether it has no row. A table that was loaded has at least one.
    pub fn is_empty(&self) -> bool {
        self.scales.is_empty()
    }

    /// Numbers in a row.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The bytes of a row and their scale; `None` past the end.
    #[inline(always)]
    pub fn row(&self, row: usize) -> Option<(&[i8], f32)> {
        let start = row.checked_mul(self.width)?;
        Some((self.bytes.get(start..start + self.width)?, *self.scales.get(row)?))
    }
}
