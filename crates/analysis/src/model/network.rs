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
    /// Absent from the reader that is to be fast.
    gists: Option<GistNetwork>,
}

/// What sums up contents: an encoder of its own, which shares the reader's tables, and a head that says of each piece
/// what it weighs and what it says.
struct GistNetwork {
    encoder: Encoder,
    out: Dense,
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
}

/// Layers that find who takes which side.
pub(crate) struct StanceHeads {
    pub(crate) hidden: Dense,
    pub(crate) kind: Dense,
    pub(crate) ends: Dense,
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
    /// Loads layers and heads from one file, what stands below the layers from `embedding`, and what sums up contents
    /// from `gist`.
    pub(crate) fn load(
        network: &'static [u8],
        embedding: &'static [u8],
        gist: Option<&'static [u8]>,
    ) -> Result<Self, ReaderError> {
        let weights = Weights::parse(network)?;
        let encoder = Encoder::load(&weights, &Weights::parse(embedding)?)?;
        let gists = match gist.map(Weights::parse).transpose()? {
            Some(weights) => {
                Some(GistNetwork { encoder: encoder.beside(&weights)?, out: Dense::load(&weights, "out")? })
            }
            None => None,
        };
        Ok(Self { encoder, heads: Heads::load(&weights)?, gists })
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
        let pieces = Pieces::of(input, vocabulary, window.clone(), WINDOW);
        let hidden = self.encoder.encode(&pieces.window(), scratch)?;
        Ok(pieces.first.iter().flat_map(|&piece| hidden.row(piece)).copied().collect())
    }

    /// For each piece of a content, read by itself, what it weighs in the content and then what it says, one row after
    /// the other. Of a very long content only the beginning is read. `None` if this reader does not sum up contents.
    pub(crate) fn read_content(
        &self,
        input: &Input,
        vocabulary: &Vocabulary,
        units: impl Iterator<Item = usize>,
        scratch: &mut Scratch,
    ) -> Result<Option<Vec<f32>>, ReaderError> {
        let Some(GistNetwork { encoder, out }) = &self.gists else { return Ok(None) };
        let pieces = Pieces::of(input, vocabulary, units, LONGEST_CONTENT);
        let hidden = encoder.encode(&pieces.window(), scratch)?;
        let width = hidden.width();
        let rows = hidden.as_slice();
        // The marks at both ends say nothing.
        let inside = rows.get(width..rows.len().saturating_sub(width)).unwrap_or(&[]).to_vec();
        apply(out, &inside, scratch).map(Some)
    }
}

/// Most pieces of a content that are read, with the two marks at its ends. Training uses the same number.
const LONGEST_CONTENT: usize = 128;

/// Some units as the encoder reads them, between the marks for start and end.
struct Pieces {
    pieces: Vec<u32>,
    features: [Vec<u8>; 3],
    /// The first piece of each unit.
    first: Vec<usize>,
}

impl Pieces {
    /// As many pieces of `units` as `most` have room for.
    fn of(input: &Input, vocabulary: &Vocabulary, units: impl Iterator<Item = usize>, most: usize) -> Self {
        let mut found = Self { pieces: Vec::with_capacity(most), features: Default::default(), first: Vec::new() };
        found.push(vocabulary.first_mark, [0; 3]);
        for unit in units {
            let Some(of) = input.features.get(unit) else { continue };
            found.first.push(found.pieces.len());
            for &piece in &input.pieces[input.pieces_of(unit)] {
                if found.pieces.len() + 1 < most {
                    found.push(piece, [of.shape as u8, of.gap as u8, of.quote as u8]);
                }
            }
        }
        found.push(vocabulary.last_mark, [0; 3]);
        found
    }

    fn push(&mut self, piece: u32, values: [u8; 3]) {
        self.pieces.push(piece);
        self.features.iter_mut().zip(values).for_each(|(column, value)| column.push(value));
    }

    fn window(&self) -> Window<'_> {
        let [shape, gap, quote] = &self.features;
        Window { pieces: &self.pieces, features: [shape, gap, quote] }
    }
}
