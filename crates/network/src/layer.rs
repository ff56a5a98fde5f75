//! One layer of the encoder.
//!
//! Attention needs all rows of a window. What follows is done a block of rows at a time, so that the wide rows between
//! `up` and `down` stay in a near cache.

use crate::attention::{Attention, AttentionScratch};
use crate::error::NetworkError;
use crate::kernel::{Dot, Kernel, ROWS, Task};
use crate::matrix::{Finish, Matrix, Multiply};
use crate::norm::Norm;
use crate::quantise::Quantised;
use crate::weights::Weights;

/// Rows of a block: with 1536 inner numbers each, a block is 288 KiB of floats, and shares the second cache of a core
/// (512 KiB to 2 MiB today) with the weights passing by.
const BLOCK: usize = 4 * ROWS;

pub(crate) struct Layer {
    qkv: Matrix,
    attended: Matrix,
    attended_norm: Norm,
    up: Matrix,
    down: Matrix,
    out_norm: Norm,
}

/// Room for one layer, kept from one to the next.
#[derive(Default)]
pub(crate) struct LayerScratch {
    /// The rows a layer starts from and ends with, quantised.
    pub(crate) quantised: Quantised,
    qkv: Vec<f32>,
    context: Vec<f32>,
    inner: Vec<f32>,
    inner_quantised: Quantised,
    attention: AttentionScratch,
    pub(crate) sums: Vec<i32>,
}

impl Layer {
    pub(crate) fn load(weights: &Weights, name: &str, width: usize) -> Result<Self, NetworkError> {
        let inner = weights.size(&format!("{name}.up.weight"))?[0];
        let matrix =
            |part: &str, out: usize, depth: usize| Matrix::load(weights, &format!("{name}.{part}"), out, depth);
        let norm = |part: &str| Norm::load(weights, &format!("{name}.{part}"), width);
        Ok(Self {
            qkv: matrix("qkv", 3 * width, width)?,
            attended: matrix("attended", width, width)?,
            attended_norm: norm("attended_norm")?,
            up: matrix("up", inner, width)?,
            down: matrix("down", width, inner)?,
            out_norm: norm("out_norm")?,
        })
    }

    /// Turns rows into the next layer's rows; `scratch` holds them quantised, before and after.
    pub(crate) fn run(&self, kernel: Kernel, heads: usize, rows: &mut [f32], scratch: &mut LayerScratch) {
        let LayerScratch { quantised, qkv, context, inner, inner_quantised, attention, sums } = scratch;
        let width = self.attended.n_columns;
        let n_rows = rows.len() / width;
        qkv.resize(n_rows * 3 * width, 0.0);
        context.resize(n_rows * width, 0.0);
        kernel.run(Multiply { left: quantised, from: 0, matrix: &self.qkv, out: qkv, finish: Finish::Store, sums });
        kernel.run(Attention { rows: qkv, width, heads, out: context, scratch: attention });
        let inner_width = self.up.n_columns;
        inner.resize(BLOCK * inner_width, 0.0);
        inner_quantised.resize(BLOCK, inner_width);
        let blocks = rows.chunks_mut(BLOCK * width).zip(context.chunks(BLOCK * width));
        for (block, (rows, context)) in blocks.enumerate() {
            let from = block * BLOCK;
            let inner = &mut inner[..rows.len() / width * inner_width];
            kernel.run(Quantise { rows: context, from, out: quantised });
            kernel.run(Multiply {
                left: quantised,
                from,
                matrix: &self.attended,
                out: rows,
                finish: Finish::Add,
                sums,
            });
            kernel.run(Normalise { rows, norm: &self.attended_norm, from, out: quantised });
            kernel.run(Multiply { left: quantised, from, matrix: &self.up, out: inner, finish: Finish::Gelu, sums });
            kernel.run(Quantise { rows: inner, from: 0, out: inner_quantised });
            kernel.run(Multiply {
                left: inner_quantised,
                from: 0,
                matrix: &self.down,
                out: rows,
                finish: Finish::Add,
                sums,
            });
            kernel.run(Normalise { rows, norm: &self.out_norm, from, out: quantised });
        }
    }
}

/// Quantises some rows into those from `from` on.
pub(crate) struct Quantise<'a> {
    pub(crate) rows: &'a [f32],
    pub(crate) from: usize,
    pub(crate) out: &'a mut Quantised,
}

impl Task for Quantise<'_> {
    #[inline(always)]
    fn run(self, _: impl Dot) {
        for (row, numbers) in self.rows.chunks_exact(self.out.width).enumerate() {
            self.out.set(self.from + row, numbers);
        }
    }
}

/// Normalises some rows in place, and quantises them into those from `from` on.
pub(crate) struct Normalise<'a> {
    pub(crate) rows: &'a mut [f32],
    pub(crate) norm: &'a Norm,
    pub(crate) from: usize,
    pub(crate) out: &'a mut Quantised,
}

impl Task for Normalise<'_> {
    #[inline(always)]
    fn run(self, _: impl Dot) {
        for (row, numbers) in self.rows.chunks_exact_mut(self.out.width).enumerate() {
            self.norm.apply(numbers);
            self.out.set(self.from + row, numbers);
        }
    }
}
