//! The network: word pieces and features in, a vector a unit out; and the heads that read the vectors.
//!
//! Windows are run one at a time, so what is read beside a report cannot change what is found in it.

use std::ops::Range;

use onrecord_network::{Dense, Encoder, Scratch, Weights, Window};

use super::rows::{Rows, WindowRows};
use super::vocabulary::Vocabulary;
use super::window::{Input, WINDOW};
use crate::error::ReaderError;

/// The encoder with all its heads.
pub(crate) struct Network {
    encoder: Encoder,
    pub(crate) heads: Heads,
}

/// Layers that read the encoder's vectors; what they are for is said where they are used.
pub(crate) struct Heads {
    pub(crate) roles: Dense,
    pub(crate) entities: Dense,
    pub(crate) link_hidden: Dense,
    pub(crate) link_out: Dense,
    pub(crate) upos: Dense,
    pub(crate) xpos: Dense,
    pub(crate) lemma: Dense,
    pub(crate) syntax_hidden: Dense,
    pub(crate) arc: Dense,
    pub(crate) relation: Dense,
    pub(crate) relation_token: Dense,
    pub(crate) relation_head: Dense,
    pub(crate) mention_hidden: Dense,
    pub(crate) mention_kind: Dense,
    pub(crate) mention_ends: Dense,
    pub(crate) coreference_hidden: Dense,
    pub(crate) coreference_out: Dense,
    /// Absent from a reader that was not taught them.
    pub(crate) stances: Option<StanceHeads>,
    /// Absent as well from one that was not taught them.
    pub(crate) gists: Option<GistHeads>,
}

/// Layers that find who takes which side.
pub(crate) struct StanceHeads {
    pub(crate) hidden: Dense,
    pub(crate) kind: Dense,
    pub(crate) ends: Dense,
}

/// Layers that say of each unit what it weighs in a content, and what it says.
pub(crate) struct GistHeads {
    pub(crate) hidden: Dense,
    pub(crate) out: Dense,
}

impl GistHeads {
    fn load(weights: &Weights) -> Result<Self, ReaderError> {
        Ok(Self {
            hidden: Dense::load(weights, "tellings.hidden")?.with_gelu(),
            out: Dense::load(weights, "tellings.out")?,
        })
    }
}

impl StanceHeads {
    fn load(weights: &Weights) -> Result<Self, ReaderError> {
        Ok(Self {
            hidden: Dense::load(weights, "stances.hidden")?.with_gelu(),
            kind: Dense::load(weights, "stances.kind")?,
            ends: Dense::load(weights, "stances.ends")?,
        })
    }
}

impl Heads {
    fn load(weights: &Weights) -> Result<Self, ReaderError> {
        let dense = |name: &str| Dense::load(weights, name);
        Ok(Self {
            roles: dense("roles")?,
            entities: dense("entities")?,
            link_hidden: dense("link_hidden")?.with_gelu(),
            link_out: dense("link_out")?,
            upos: dense("syntax.upos")?,
            xpos: dense("syntax.xpos")?,
            lemma: dense("syntax.lemma")?,
            syntax_hidden: dense("syntax.hidden")?.with_gelu(),
            arc: dense("syntax.arc")?,
            relation: dense("syntax.relation")?,
            relation_token: dense("syntax.relation_token")?,
            relation_head: dense("syntax.relation_head")?,
            mention_hidden: dense("mentions.hidden")?.with_gelu(),
            mention_kind: dense("mentions.kind")?,
            mention_ends: dense("mentions.ends")?,
            coreference_hidden: dense("coreference.hidden")?.with_gelu(),
            coreference_out: dense("coreference.out")?,
            stances: if weights.has("stances.kind.weight") { Some(StanceHeads::load(weights)?) } else { None },
            gists: if weights.has("tellings.out.weight") { Some(GistHeads::load(weights)?) } else { None },
        })
    }
}

/// Applies a head to rows, one after the other in `rows`.
pub(crate) fn apply(head: &Dense, rows: &[f32], scratch: &mut Scratch) -> Result<Vec<f32>, ReaderError> {
    let mut out = Vec::new();
    let n_rows = rows.len() / head.depth().max(1);
    if n_rows > 0 {
        head.apply(rows, n_rows, &mut out, scratch)?;
    }
    Ok(out)
}

impl Network {
    /// Loads layers and heads from one file, and what stands below the layers from `embedding`.
    pub(crate) fn load(network: &'static [u8], embedding: &'static [u8]) -> Result<Self, ReaderError> {
        let weights = Weights::parse(network)?;
        let encoder = Encoder::load(&weights, &Weights::parse(embedding)?)?;
        Ok(Self { encoder, heads: Heads::load(&weights)? })
    }

    /// Reads a stretch of text, window by window.
    pub(crate) fn read(
        &self,
        input: &Input,
        vocabulary: &Vocabulary,
        scratch: &mut Scratch,
    ) -> Result<Rows, ReaderError> {
        let mut windows = Vec::new();
        for window in input.windows() {
            let rows = self.read_window(input, vocabulary, &window, scratch)?;
            windows.push(WindowRows { window, rows });
        }
        Ok(Rows::new(self.encoder.width(), input.n_units(), windows))
    }

    fn read_window(
        &self,
        input: &Input,
        vocabulary: &Vocabulary,
        window: &Range<usize>,
        scratch: &mut Scratch,
    ) -> Result<Vec<f32>, ReaderError> {
        let mut pieces = Vec::with_capacity(WINDOW);
        let mut features: [Vec<u8>; 3] = std::array::from_fn(|_| Vec::with_capacity(WINDOW));
        let mut first = Vec::with_capacity(window.len());
        let mut push = |piece: u32, values: [u8; 3]| {
            pieces.push(piece);
            features.iter_mut().zip(values).for_each(|(column, value)| column.push(value));
            pieces.len() - 1
        };
        push(vocabulary.first_mark, [0; 3]);
        for unit in window.clone() {
            let of = input.features[unit];
            let values = [of.shape as u8, of.gap as u8, of.quote as u8];
            let at = input.pieces_of(unit).map(|piece| push(input.pieces[piece], values)).min();
            first.push(at.unwrap_or(0));
        }
        push(vocabulary.last_mark, [0; 3]);
        let [shape, gap, quote] = &features;
        let hidden = self.encoder.encode(&Window { pieces: &pieces, features: [shape, gap, quote] }, scratch)?;
        Ok(first.iter().flat_map(|&piece| hidden.row(piece)).copied().collect())
    }
}
