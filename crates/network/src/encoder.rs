//! The encoder: embedding and layers.

use std::sync::Arc;

use crate::embedding::Embedding;
use crate::error::{NetworkError, NetworkErrorKind};
use crate::float::LANES;
use crate::kernel::{COLUMNS, Kernel};
use crate::layer::{Layer, LayerScratch};
use crate::weights::Weights;
use crate::window::{Hidden, Window};

/// A BERT-shaped encoder. Threads share one and bring a [`Scratch`] each.
pub struct Encoder {
    embedding: Arc<Embedding>,
    layers: Vec<Layer>,
    heads: usize,
    kernel: Kernel,
}

/// Room for what is computed on the way. It grows to what the longest window needs and carries nothing from one window
/// to the next.
#[derive(Default)]
pub struct Scratch {
    rows: Vec<f32>,
    pub(crate) layer: LayerScratch,
}

impl Encoder {
    /// Loads the encoder from the tensors `encoder.*` for the fastest kernel of this machine: its layers from
    /// `layers`, the tables below them from `embedding`, which several encoders may share.
    pub fn load(layers: &Weights, embedding: &Weights) -> Result<Self, NetworkError> {
        Self::with_kernel(layers, embedding, Kernel::best())
    }

    /// Loads the encoder for a kernel of one's choice; the results are the same.
    pub fn with_kernel(layers: &Weights, embedding: &Weights, kernel: Kernel) -> Result<Self, NetworkError> {
        Self::with_embedding(layers, Arc::new(Embedding::load(embedding, "encoder")?), kernel)
    }

    /// Another encoder, with layers of its own from `layers`, that shares this one's tables.
    pub fn beside(&self, layers: &Weights) -> Result<Self, NetworkError> {
        Self::with_embedding(layers, Arc::clone(&self.embedding), self.kernel)
    }

    fn with_embedding(weights: &Weights, embedding: Arc<Embedding>, kernel: Kernel) -> Result<Self, NetworkError> {
        let heads = weights.heads()?;
        let width = embedding.width;
        if !width.is_multiple_of(COLUMNS) || !width.is_multiple_of(heads) || !(width / heads).is_multiple_of(LANES) {
            let name = "encoder.pieces.weight".to_owned();
            let expected = format!("a multiple of {COLUMNS} wide, and of {LANES} for each of {heads} heads");
            let found = format!("{width} wide");
            return Err(NetworkErrorKind::Tensor { name, expected, found }.into());
        }
        let mut layers = Vec::new();
        while layers.is_empty() || weights.has(&format!("encoder.layers.{}.qkv.weight", layers.len())) {
            layers.push(Layer::load(weights, &format!("encoder.layers.{}", layers.len()), width)?);
        }
        Ok(Self { embedding, layers, heads, kernel })
    }

    /// Numbers in a row of the output.
    pub fn width(&self) -> usize {
        self.embedding.width
    }

    /// Most pieces a window may have.
    pub fn most_pieces(&self) -> usize {
        self.embedding.most_pieces()
    }

    /// Reads one window.
    pub fn encode<'a>(&self, window: &Window, scratch: &'a mut Scratch) -> Result<Hidden<'a>, NetworkError> {
        self.embedding.check(window)?;
        let width = self.embedding.width;
        let Scratch { rows, layer } = scratch;
        rows.resize(window.pieces.len() * width, 0.0);
        self.embedding.run(self.kernel, window, rows);
        for of in &self.layers {
            of.run(self.kernel, self.heads, rows, layer);
        }
        Ok(Hidden { rows, width })
    }
}
