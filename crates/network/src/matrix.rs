//! A matrix of 8-bit weights, and multiplying quantised rows by it.

use crate::activation::gelu;
use crate::error::{NetworkError, NetworkErrorKind};
use crate::float::LANES;
use crate::kernel::{BYTES_GROUP, COLUMNS, Dot, ROWS, Task, Tile};
use crate::quantise::Quantised;
use crate::weights::Weights;

/// Deepest product whose sum surely fits 32 bits: 2^31 / (255 * 128), rounded down to something even.
const DEEPEST: usize = 65_536;

/// Weights of a linear layer, a scale for every output. Outputs are padded to whole panels.
pub(crate) struct Matrix {
    /// Panel by panel, see [`Dot`].
    panels: Vec<i8>,
    /// For every output, the sum of its weights: what the zero point of a row is multiplied by.
    sums: Vec<i32>,
    scales: Vec<f32>,
    biases: Vec<f32>,
    /// Inputs.
    pub(crate) depth: usize,
    /// Outputs.
    pub(crate) n_columns: usize,
}

impl Matrix {
    pub(crate) fn load(weights: &Weights, name: &str, n_columns: usize, depth: usize) -> Result<Self, NetworkError> {
        let weight_name = format!("{name}.weight");
        if depth % LANES != 0 || depth > DEEPEST {
            let expected = format!("{LANES} to {DEEPEST} wide, in steps of {LANES}");
            let found = format!("{depth} wide");
            return Err(NetworkErrorKind::Tensor { name: weight_name, expected, found }.into());
        }
        let bytes = weights.bytes(&weight_name, &[n_columns, depth])?;
        let mut scales = weights.floats(&format!("{name}.scale"), &[n_columns])?;
        let mut biases = weights.floats(&format!("{name}.bias"), &[n_columns])?;
        let padded = n_columns.next_multiple_of(COLUMNS);
        scales.resize(padded, 0.0);
        biases.resize(padded, 0.0);
        let mut sums = vec![0; padded];
        let mut panels = vec![0; padded * depth];
        for (column, row) in bytes.chunks_exact(depth).enumerate() {
            sums[column] = row.iter().map(|&byte| i32::from(byte as i8)).sum();
            let panel = &mut panels[column / COLUMNS * COLUMNS * depth..][..COLUMNS * depth];
            let groups = panel.as_chunks_mut::<{ COLUMNS * BYTES_GROUP }>().0;
            for (group, bytes) in groups.iter_mut().zip(row.as_chunks::<BYTES_GROUP>().0) {
                group.as_chunks_mut::<BYTES_GROUP>().0[column % COLUMNS] = bytes.map(|byte| byte as i8);
            }
        }
        Ok(Self { panels, sums, scales, biases, depth, n_columns })
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

/// Multiplies the rows of `left` from `from` on by a matrix.
pub(crate) struct Multiply<'a> {
    pub(crate) left: &'a Quantised,
    pub(crate) from: usize,
    pub(crate) matrix: &'a Matrix,
    /// Rows of the matrix's outputs; as many as there are get computed.
    pub(crate) out: &'a mut [f32],
    pub(crate) finish: Finish,
}

impl Task for Multiply<'_> {
    #[inline(always)]
    fn run(self, dot: impl Dot) {
        let Self { left, from, matrix, out, finish } = self;
        let width = matrix.n_columns;
        let mut tile: Tile = [[0; COLUMNS]; ROWS];
        // A panel stays in the nearest cache while all rows pass by.
        for (index, panel) in matrix.panels.chunks_exact(COLUMNS * matrix.depth).enumerate() {
            let column = index * COLUMNS;
            let columns = column..width.min(column + COLUMNS);
            for (block, out) in out.chunks_mut(ROWS * width).enumerate() {
                let first = from + block * ROWS;
                dot.bytes(&left.values[first * left.width..], left.width, panel, &mut tile);
                for (row, (out, sums)) in out.chunks_mut(width).zip(&tile).enumerate() {
                    let scale = left.scales[first + row];
                    let out = &mut out[columns.clone()];
                    let mut numbers = [0.0; COLUMNS];
                    let (weights, scales) = (&matrix.sums[column..], &matrix.scales[column..]);
                    let biases = &matrix.biases[column..];
                    for i in 0..COLUMNS {
                        let product = (sums[i] - scale.zero * weights[i]) as f32;
                        numbers[i] = product * (scale.scale * scales[i]) + biases[i];
                    }
                    match finish {
                        Finish::Store => out.copy_from_slice(&numbers[..out.len()]),
                        Finish::Add => out.iter_mut().zip(numbers).for_each(|(out, number)| *out += number),
                        Finish::Gelu => out.iter_mut().zip(numbers).for_each(|(out, number)| *out = gelu(number)),
                    }
                }
            }
        }
    }
}
