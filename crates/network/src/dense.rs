//! A linear layer of its own, as the heads above the encoder use it.

use crate::activation::gelu;
use crate::encoder::Scratch;
use crate::error::{NetworkError, NetworkErrorKind};
use crate::float::LANES;
use crate::kernel::{Dot, Kernel, Task};
use crate::layer::LayerScratch;
use crate::matrix::{Finish, Matrix, Multiply};
use crate::quantise::Quantise;
use crate::weights::Weights;

/// A linear layer, with or without GELU after it. Its weights are in 8 bits if the file has scales for them, and
/// floating point otherwise.
pub struct Dense {
    layer: Linear,
    gelu: bool,
    kernel: Kernel,
}

enum Linear {
    Quantised(Matrix),
    Plain(PlainMatrix),
}

impl Dense {
    /// Loads the layer from the tensors `NAME.weight`, `NAME.bias` and, for weights in 8 bits, `NAME.scale`.
    pub fn load(weights: &Weights, name: &str) -> Result<Self, NetworkError> {
        Self::with_kernel(weights, name, Kernel::best())
    }

    /// Loads the layer for a kernel of one's choice; the results are the same.
    pub fn with_kernel(weights: &Weights, name: &str, kernel: Kernel) -> Result<Self, NetworkError> {
        let [n_columns, depth] = weights.size(&format!("{name}.weight"))?;
        let layer = if weights.has(&format!("{name}.scale")) {
            Linear::Quantised(Matrix::load(weights, name, n_columns, depth)?)
        } else {
            Linear::Plain(PlainMatrix::load(weights, name, n_columns, depth)?)
        };
        Ok(Self { layer, gelu: false, kernel })
    }

    /// The same layer with GELU after it.
    pub fn with_gelu(self) -> Self {
        Self { gelu: true, ..self }
    }

    /// Inputs.
    pub fn depth(&self) -> usize {
        match &self.layer {
            Linear::Quantised(matrix) => matrix.depth,
            Linear::Plain(matrix) => matrix.depth,
        }
    }

    /// Outputs.
    pub fn width(&self) -> usize {
        match &self.layer {
            Linear::Quantised(matrix) => matrix.n_columns,
            Linear::Plain(matrix) => matrix.n_columns,
        }
    }

    /// Replaces what is in `out` by a row of outputs for every row of inputs.
    pub fn apply(
        &self,
        rows: &[f32],
        n_rows: usize,
        out: &mut Vec<f32>,
        scratch: &mut Scratch,
    ) -> Result<(), NetworkError> {
        let width = self.depth();
        if n_rows.checked_mul(width) != Some(rows.len()) {
            return Err(NetworkErrorKind::Rows { n_rows, width, found: rows.len() }.into());
        }
        out.clear();
        out.resize(n_rows * self.width(), 0.0);
        let finish = if self.gelu { Finish::Gelu } else { Finish::Store };
        match &self.layer {
            Linear::Quantised(matrix) => {
                let LayerScratch { quantised, sums, .. } = &mut scratch.layer;
                self.kernel.run(Quantise { rows, matrix, out: quantised });
                self.kernel.run(Multiply { left: quantised, matrix, out, finish, sums });
            }
            Linear::Plain(matrix) => self.kernel.run(MultiplyPlain { rows, matrix, out, gelu: self.gelu }),
        }
        Ok(())
    }
}

/// Weights in floating point. Outputs are padded to whole panels of lanes.
struct PlainMatrix {
    /// `[panel][depth][LANES]`
    panels: Vec<f32>,
    biases: Vec<f32>,
    depth: usize,
    n_columns: usize,
}

impl PlainMatrix {
    fn load(weights: &Weights, name: &str, n_columns: usize, depth: usize) -> Result<Self, NetworkError> {
        let numbers = weights.floats(&format!("{name}.weight"), &[n_columns, depth])?;
        let mut biases = weights.floats(&format!("{name}.bias"), &[n_columns])?;
        let padded = n_columns.next_multiple_of(LANES);
        biases.resize(padded, 0.0);
        let mut panels = vec![0.0; padded * depth];
        for (column, row) in numbers.chunks_exact(depth).enumerate() {
            let panel = &mut panels[column / LANES * LANES * depth..][..LANES * depth];
            for (lanes, &number) in panel.as_chunks_mut::<LANES>().0.iter_mut().zip(row) {
                lanes[column % LANES] = number;
            }
        }
        Ok(Self { panels, biases, depth, n_columns })
    }
}

struct MultiplyPlain<'a> {
    rows: &'a [f32],
    matrix: &'a PlainMatrix,
    out: &'a mut [f32],
    gelu: bool,
}

impl Task for MultiplyPlain<'_> {
    #[inline(always)]
    fn run(self, _: impl Dot) {
        let Self { rows, matrix, out, gelu: with_gelu } = self;
        let rows = rows.chunks_exact(matrix.depth).zip(out.chunks_exact_mut(matrix.n_columns));
        for (row, out) in rows {
            let panels = matrix.panels.chunks_exact(LANES * matrix.depth).zip(matrix.biases.as_chunks::<LANES>().0);
            for ((panel, biases), out) in panels.zip(out.chunks_mut(LANES)) {
                let mut sums = *biases;
                for (weights, &x) in panel.as_chunks::<LANES>().0.iter().zip(row) {
                    for (sum, &weight) in sums.iter_mut().zip(weights) {
                        *sum += weight * x;
                    }
                }
                if with_gelu {
                    sums = sums.map(gelu);
                }
                out.copy_from_slice(&sums[..out.len()]);
            }
        }
    }
}
