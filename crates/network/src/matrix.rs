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
    panels: Vec<Panel>,
    /// Inputs.
    pub(crate) depth: usize,
    /// Outputs.
    pub(crate) n_columns: usize,
}

/// What is applied to the sums of a panel.
struct Panel {
    /// For every output, the sum of its weights: what the zero point of a row is multiplied by.
    weights: [i32; COLUMNS],
    scales: [f32; COLUMNS],
    biases: [f32; COLUMNS],
}

impl Panel {
    #[inline(always)]
    fn finish(&self, sums: &[i32; COLUMNS], of: RowScale) -> [f32; COLUMNS] {
        let mut numbers = [0.0; COLUMNS];
        for i in 0..COLUMNS {
            let product = (sums[i] - of.zero * self.weights[i]) as f32;
            numbers[i] = product * (of.scale * self.scales[i]) + self.biases[i];
        }
        numbers
    }
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
        let scales = weights.floats(&format!("{name}.scale"), &[n_columns])?;
        let biases = weights.floats(&format!("{name}.bias"), &[n_columns])?;
        let n_groups = depth / Bytes::DEPTHS;
        let mut groups = vec![Bytes::ZERO; n_columns.div_ceil(COLUMNS) * n_groups];
        let mut panels = Vec::new();
        for (groups, first) in groups.chunks_exact_mut(n_groups).zip((0..).step_by(COLUMNS)) {
            let mut panel = Panel { weights: [0; COLUMNS], scales: [0.0; COLUMNS], biases: [0.0; COLUMNS] };
            for column in 0..COLUMNS.min(n_columns - first) {
                let row = &bytes[(first + column) * depth..][..depth];
                panel.weights[column] = row.iter().map(|&byte| i32::from(byte as i8)).sum();
                panel.scales[column] = scales[first + column];
                panel.biases[column] = biases[first + column];
                for (group, bytes) in groups.iter_mut().zip(row.as_chunks::<{ Bytes::DEPTHS }>().0) {
                    group.0[column] = bytes.map(|byte| byte as i8);
                }
            }
            panels.push(panel);
        }
        Ok(Self { groups, panels, depth, n_columns })
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
        let mut tile = [[0; COLUMNS]; ROWS];
        // A panel stays in the nearest cache while all rows pass by.
        for (index, groups) in matrix.groups.chunks_exact(matrix.depth / Bytes::DEPTHS).enumerate() {
            let panel = &matrix.panels[index];
            let columns = index * COLUMNS..width.min((index + 1) * COLUMNS);
            for (block, out) in out.chunks_mut(ROWS * width).enumerate() {
                let first = from + block * ROWS;
                dot.bytes(&left.values[first * left.width..], left.width, groups, tile.as_flattened_mut(), COLUMNS);
                for ((out, sums), &scale) in out.chunks_exact_mut(width).zip(&tile).zip(&left.scales[first..]) {
                    let out = &mut out[columns.clone()];
                    let numbers = panel.finish(sums, scale);
                    match out.as_chunks_mut().0 {
                        [out] => store(&numbers, out, finish),
                        _ => {
                            // The last panel may be wider than the matrix.
                            let mut padded = [0.0; COLUMNS];
                            padded[..out.len()].copy_from_slice(out);
                            store(&numbers, &mut padded, finish);
                            out.copy_from_slice(&padded[..out.len()]);
                        }
                    }
                }
            }
        }
    }
}

#[inline(always)]
fn store(numbers: &[f32; COLUMNS], out: &mut [f32; COLUMNS], finish: Finish) {
    match finish {
        Finish::Store => *out = *numbers,
        Finish::Add => out.iter_mut().zip(numbers).for_each(|(out, number)| *out += number),
        Finish::Gelu => out.iter_mut().zip(numbers).for_each(|(out, &number)| *out = gelu(number)),
    }
}
