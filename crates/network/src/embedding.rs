//! The first rows: what piece it is, where it stands, and the features, added up and normalised.

use crate::attention::MOST_PIECES;
use crate::error::{NetworkError, NetworkErrorKind};
use crate::kernel::{Dot, Kernel, Task};
use crate::norm::{Norm, Normalise};
use crate::table::Table;
use crate::weights::Weights;
use crate::window::{FEATURES, Window};

pub(crate) struct Embedding {
    /// A row a piece: the largest table by far.
    pieces: Table,
    positions: Vec<f32>,
    features: [Vec<f32>; FEATURES.len()],
    norm: Norm,
    pub(crate) width: usize,
}

impl Embedding {
    pub(crate) fn load(weights: &Weights, name: &str) -> Result<Self, NetworkError> {
        let pieces = Table::load(weights, &format!("{name}.pieces"))?;
        let width = pieces.width();
        let floats = |part: &str| {
            let name = format!("{name}.{part}");
            let [n_rows, _] = weights.size(&name)?;
            weights.floats(&name, &[n_rows, width])
        };
        let [shape, gap, quote] = FEATURES.map(|feature| floats(&format!("features.{feature}")));
        Ok(Self {
            pieces,
            positions: floats("positions")?,
            features: [shape?, gap?, quote?],
            norm: Norm::load(weights, &format!("{name}.norm"), width)?,
            width,
        })
    }

    /// Most pieces of a window.
    pub(crate) fn most_pieces(&self) -> usize {
        MOST_PIECES.min(self.positions.len() / self.width)
    }

    /// Fails unless all numbers of the window are within the tables.
    pub(crate) fn check(&self, window: &Window) -> Result<(), NetworkError> {
        let n_pieces = window.pieces.len();
        let most = self.most_pieces();
        if n_pieces == 0 || n_pieces > most {
            return Err(NetworkErrorKind::Length { most, found: n_pieces }.into());
        }
        let below = |what: &'static str, bound: usize, values: &mut dyn Iterator<Item = usize>| match values
            .enumerate()
            .find(|&(_, found)| found >= bound)
        {
            Some((position, found)) => Err(NetworkErrorKind::OutOfRange { what, bound, found, position }),
            None => Ok(()),
        };
        below("piece", self.pieces.len(), &mut window.pieces.iter().map(|&piece| piece as usize))?;
        for ((feature, column), table) in FEATURES.into_iter().zip(window.features).zip(&self.features) {
            if column.len() != n_pieces {
                return Err(NetworkErrorKind::FeatureLength { feature, pieces: n_pieces, found: column.len() }.into());
            }
            below(feature, table.len() / self.width, &mut column.iter().map(|&value| usize::from(value)))?;
        }
        Ok(())
    }

    /// Writes the rows of a checked window.
    pub(crate) fn run(&self, kernel: Kernel, window: &Window, rows: &mut [f32]) {
        kernel.run(Embed { embedding: self, window, rows });
        kernel.run(Normalise { rows, norm: &self.norm });
    }
}

struct Embed<'a> {
    embedding: &'a Embedding,
    window: &'a Window<'a>,
    rows: &'a mut [f32],
}

impl Task for Embed<'_> {
    #[inline(always)]
    fn run(self, _: impl Dot) {
        let Self { embedding, window, rows } = self;
        let width = embedding.width;
        for (at, out) in rows.chunks_exact_mut(width).enumerate() {
            let row = |table: usize, value: u8| &embedding.features[table][usize::from(value) * width..][..width];
            // Checked before, as everything here.
            let Some((pieces, scale)) = embedding.pieces.row(window.pieces[at] as usize) else { continue };
            let position = &embedding.positions[at * width..][..width];
            let [shape, gap, quote] = [0, 1, 2].map(|table| row(table, window.features[table][at]));
            for i in 0..width {
                out[i] = f32::from(pieces[i]) * scale + position[i] + shape[i] + gap[i] + quote[i];
            }
        }
    }
}
