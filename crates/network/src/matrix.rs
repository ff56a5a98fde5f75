//! A matrix of 8-bit weights, and multiplying quantised rows by it.

use crate::activation::gelu;
use crate::error::{NetworkError, NetworkErrorKind};
use crate::float::LANES;
use crate::kernel::{Bytes, COLUMNS, Dot, ROWS, Task};
use crate::quantise::{Quantised, RowScale};
use crate::weights::Weights;

/// Deepest product whose sum surely fits 32 bits: 2^31 / (255 * 128), rounded down to something even.
const DEEPEST: usize = 65_536;

/// Weights of a linear layer, a scale for every output. Outputs are padded to whole panels.
pub(crate) struct Matrix {
    /// Groups of the first panel, then those of the next.
    groups: Vec<Bytes>,
    /// For every output, the sum of its weights: what the zero point of a row is multiplied by.
    weights: Vec<i32>,
    scales: Vec<f32>,
    biases: Vec<f32>,
    /// What inputs are multiplied by before they are quantised, to even out their ranges; the weights make up for it.
    pub(crate) input_factors: Option<Vec<f32>>,
    /// Inputs.
    pub(crate) depth: usize,
    /// Outputs.
    pub(crate) n_columns: usize,
}

impl Matrix {
    pub(crate) fn load(weights: &Weights, name: &str, n_columns: usize, depth: usize) -> Result<Self, NetworkError> {
        let weight_name = format!("{name}.weight");
        if !depth.is_multiple_of(LANES) || depth > DEEPEST {
            let expected = format!("{LANES} to {DEEPEST} wide, in steps of {LANES}");
            let found = format!("{depth} wide");
            return Err(NetworkErrorKind::Tensor { name: weight_name, expected, found }.into());
        }
        let bytes = weights.bytes(&weight_name, &[n_columns, depth])?;
        let scales = weights.floats(&format!("{name}.scale"), &[n_columns])?;
        let biases = weights.floats(&format!("{name}.bias"), &[n_columns])?;
        let factors_name = format!("{name}.input_factors");
        let input_factors = weights.has(&factors_name).then(|| weights.floats(&factors_name, &[depth])).transpose()?;
        let n_groups = depth / Bytes::DEPTHS;
        let mut groups = vec![Bytes::ZERO; n_columns.div_ceil(COLUMNS) * n_groups];
        let mut sums = Vec::with_capacity(n_columns);
        for (column, row) in bytes.chunks_exact(depth).enumerate() {
            sums.push(row.iter().map(|&byte| i32::from(byte as i8)).sum());
            let panel = &mut groups[column / COLUMNS * n_groups..][..n_groups];
            for (group, bytes) in panel.iter_mut().zip(row.as_chunks::<{ Bytes::DEPTHS }>().0) {
                group.0[column % COLUMNS] = bytes.map(|byte| byte as i8);
            }
        }
        Ok(Self { groups, weights: sums, scales, biases, input_factors, depth, n_columns })
    }

    /// Turns one row of sums into numbers.
    #[inline(always)]
    fn finish(&self, sums: &[i32], of: RowScale, out: &mut [f32], how: Finish) {
        // All as long as the row, so that the loops below need no checks.
        let n = self.n_columns;
        let (sums, weights, scales, biases) = (&sums[..n], &self.weights[..n], &self.scales[..n], &self.biases[..n]);
        let out = &mut out[..n];
        let number = |i: usize| {
            sums[i].wrapping_sub(of.zero.wrapping_mul(weights[i])) as f32 * (of.scale * scales[i]) + biases[i]
        };
        match how {
            Finish::Store => (0..n).for_each(|i| out[i] = number(i)),
            Finish::Add => (0..n).for_each(|i| out[i] += number(i)),
            Finish::Gelu => (0..n).for_each(|i| out[i] = gelu(number(i))),
        }
    }
}

/// What becomes of a product.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Finish {
    /// It is stored.
    Store,
    /// It is added to what is there.
    Add,
    /// Its GELU is stored.
    Gelu,
}

/// Multiplies rows by a matrix.
pub(crate) struct Multiply<'a> {
    pub(crate) left: &'a Quantised,
    pub(crate) matrix: &'a Matrix,
    /// Rows of the matrix's outputs; as many as there are get computed.
    pub(crate) out: &'a mut [f32],
    pub(crate) finish: Finish,
    /// Room for the sums of a few rows.
    pub(crate) sums: &'a mut Vec<i32>,
}

impl Task for Multiply<'_> {
    #[inline(always)]
    fn run(self, dot: impl Dot) {
        let Self { left, matrix, out, finish, sums } = self;
        let stride = matrix.n_columns.next_multiple_of(COLUMNS);
        sums.resize(ROWS * stride, 0);
        // The sums of whole rows are finished together: long loops are what compilers do best. That the weights pass by
        // once for every few rows costs nothing, as the next cache delivers them faster than they are used up.
        for (block, out) in out.chunks_mut(ROWS * matrix.n_columns).enumerate() {
            let first = block * ROWS;
            let rows = &left.values[first * left.width..];
            for (index, panel) in matrix.groups.chunks_exact(matrix.depth / Bytes::DEPTHS).enumerate() {
                dot.bytes(rows, left.width, panel, &mut sums[index * COLUMNS..], stride);
            }
            let rows = out.chunks_exact_mut(matrix.n_columns).zip(sums.chunks_exact(stride));
            for ((out, sums), &scale) in rows.zip(&left.scales[first..]) {
                matrix.finish(sums, scale, out, finish);
            }
        }
    }
}
