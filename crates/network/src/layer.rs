//! One layer of the encoder.
//!
//! Attention needs all rows of a window. What follows is done a block of rows at a time, so that the wide rows between
//! `up` and `down` stay in a near cache.

use crate::attention::{Attention, AttentionScratch};
use crate::error::NetworkError;
use crate::kernel::{Kernel, ROWS};
use crate::matrix::{Finish, Matrix, Multiply};
use crate::norm::{Norm, Normalise};
use crate::quantise::{Quantise, Quantised};
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
    qkv: Vec<f32>,
    context: Vec<f32>,
    inner: Vec<f32>,
    attention: AttentionScratch,
    pub(crate) quantised: Quantised,
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

    /// Turns rows into the next layer's rows.
    pub(crate) fn run(&self, kernel: Kernel, heads: usize, rows: &mut [f32], scratch: &mut LayerScratch) {
        let LayerScratch { qkv, context, inner, attention, quantised, sums } = scratch;
        let (width, inner_width) = (self.up.depth, self.up.n_columns);
        let n_rows = rows.len() / width;
        qkv.resize(n_rows * 3 * width, 0.0);
        context.resize(n_rows * width, 0.0);
        inner.resize(BLOCK * inner_width, 0.0);
        let mut multiply = |rows: &[f32], matrix: &Matrix, finish: Finish, out: &mut [f32]| {
            kernel.run(Quantise { rows, matrix, out: quantised });
            kernel.run(Multiply { left: quantised, matrix, out, finish, sums });
        };
        for (rows, qkv) in rows.chunks(BLOCK * width).zip(qkv.chunks_mut(BLOCK * 3 * width)) {
            multiply(rows, &self.qkv, Finish::Store, qkv);
        }
        kernel.run(Attention { rows: qkv, width, heads, out: context, scratch: attention });
        for (rows, context) in rows.chunks_mut(BLOCK * width).zip(context.chunks(BLOCK * width)) {
            let inner = &mut inner[..rows.len() / width * inner_width];
            multiply(context, &self.attended, Finish::Add, rows);
            kernel.run(Normalise { rows, norm: &self.attended_norm });
            multiply(rows, &self.up, Finish::Gelu, inner);
            multiply(inner, &self.down, Finish::Add, rows);
            kernel.run(Normalise { rows, norm: &self.out_norm });
        }
    }
}
