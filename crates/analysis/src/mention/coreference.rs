//! What a mention refers back to: every mention chooses among those before it in its window, or none.
//!
//! A mention is represented by its head word and its two ends. The score of a pair is a dot product of two projections
//! plus a bias for distance and for sharing the head word (after Lee et al., "End-to-end neural coreference
//! resolution", 2017).

use std::ops::Range;

use onrecord_network::Scratch;

use crate::attribution::argmax;
use crate::error::ReaderError;
use crate::model::network::{Heads, apply};
use crate::model::rows::Rows;
use crate::model::weights::CoreferenceWeights;

/// A mention as the scorer sees it.
#[derive(Clone, Debug)]
pub(crate) struct Mentioned {
    pub(crate) units: Range<usize>,
    /// The unit its head word starts with.
    pub(crate) head: usize,
    /// The head word in lower case.
    pub(crate) word: String,
}

/// Chooses antecedents.
pub(crate) struct Antecedents<'a> {
    pub(crate) weights: &'a CoreferenceWeights,
    pub(crate) heads: &'a Heads,
    pub(crate) rows: &'a Rows,
}

impl Antecedents<'_> {
    /// What every mention may refer to. `mentions` are ordered by where they start.
    pub(crate) fn candidates(
        &self,
        mentions: &[Mentioned],
        scratch: &mut Scratch,
    ) -> Result<Vec<Candidates>, ReaderError> {
        let mut found = vec![Candidates::default(); mentions.len()];
        let homes: Vec<usize> = mentions.iter().map(|m| self.rows.home(&m.units)).collect();
        for at in 0..self.rows.n_windows() {
            if !homes.contains(&at) {
                continue;
            }
            let window = self.rows.window(at);
            let inside = |m: &Mentioned| window.start <= m.units.start && m.units.end <= window.end;
            let here: Vec<usize> = (0..mentions.len()).filter(|&i| inside(&mentions[i]) || homes[i] == at).collect();
            let vectors = self.vectors(at, here.iter().map(|&i| &mentions[i]), scratch)?;
            for (k, &i) in here.iter().enumerate().filter(|&(_, &i)| homes[i] == at) {
                let (seeking, none) = (vectors.seeking(k), vectors.none(k));
                let before =
                    here[..k].iter().enumerate().filter(|&(_, &j)| mentions[j].units.end <= mentions[i].units.start);
                let score = |(l, &j): (usize, &usize)| {
                    let dot: f32 = seeking.iter().zip(vectors.sought(l)).map(|(a, b)| a * b).sum();
                    (j, dot / (self.weights.pair_width as f32).sqrt() + self.bias(&mentions[i], &mentions[j]))
                };
                found[i] = Candidates { none, earlier: before.map(score).collect() };
            }
        }
        Ok(found)
    }

    fn bias(&self, mention: &Mentioned, earlier: &Mentioned) -> f32 {
        let distance = (mention.units.start + 1).saturating_sub(earlier.units.end).max(1);
        let bucket = self.weights.distances.partition_point(|&edge| edge < distance);
        self.weights.distance.get(bucket).copied().unwrap_or(0.0)
            + self.weights.same_word[usize::from(mention.word == earlier.word)]
    }

    /// The last layer is linear, so head and ends are mixed before it.
    fn vectors<'m>(
        &self,
        at: usize,
        mentions: impl Iterator<Item = &'m Mentioned>,
        scratch: &mut Scratch,
    ) -> Result<Vectors, ReaderError> {
        let units = mentions.flat_map(|m| [m.head, m.units.start, m.units.end - 1]);
        let hidden = apply(&self.heads.coreference_hidden, &self.rows.in_window(at, units), scratch)?;
        let width = self.heads.coreference_hidden.width();
        let mut mixed = Vec::with_capacity(hidden.len() / 3);
        for three in hidden.chunks_exact(3 * width) {
            mixed.extend((0..width).map(|c| three[c] / 2.0 + three[width + c] / 4.0 + three[2 * width + c] / 4.0));
        }
        let rows = apply(&self.heads.coreference_out, &mixed, scratch)?;
        Ok(Vectors { rows, pair: self.weights.pair_width })
    }
}

/// The scores of what a mention may refer to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Candidates {
    /// Score of nothing.
    none: f32,
    /// Earlier mentions, as positions, with their scores.
    earlier: Vec<(usize, f32)>,
}

impl Candidates {
    /// The most likely antecedent with its probability; `None` for nothing.
    pub(crate) fn likeliest(&self) -> Option<(usize, f32)> {
        let scores = || std::iter::once(self.none).chain(self.earlier.iter().map(|c| c.1));
        let (best, score) = argmax(scores());
        let total: f32 = scores().map(|s| (s - score).exp()).sum();
        best.checked_sub(1).map(|k| (self.earlier[k].0, total.recip()))
    }

    /// The best of the earlier mentions, should it have to be one.
    pub(crate) fn best_earlier(&self) -> Option<usize> {
        let best = argmax(self.earlier.iter().map(|c| c.1)).0;
        self.earlier.get(best).map(|c| c.0)
    }
}

struct Vectors {
    rows: Vec<f32>,
    pair: usize,
}

impl Vectors {
    fn row(&self, k: usize, columns: Range<usize>) -> &[f32] {
        let width = 2 * self.pair + 1;
        &self.rows[k * width + columns.start..k * width + columns.end]
    }

    fn seeking(&self, k: usize) -> &[f32] {
        self.row(k, 0..self.pair)
    }

    fn sought(&self, k: usize) -> &[f32] {
        self.row(k, self.pair..2 * self.pair)
    }

    fn none(&self, k: usize) -> f32 {
        self.row(k, 2 * self.pair..2 * self.pair + 1)[0]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_may_be_likeliest_and_still_one_is_best() {
        let candidates = Candidates { none: 2.0, earlier: vec![(3, -1.0), (7, 1.0)] };
        assert_eq!(candidates.likeliest(), None);
        assert_eq!(candidates.best_earlier(), Some(7));
        let sure = Candidates { none: 0.0, earlier: vec![(3, 0.0), (7, 9.0)] };
        assert!(sure.likeliest().is_some_and(|(at, probability)| at == 7 && probability > 0.99));
        assert_eq!(Candidates::default().best_earlier(), None);
    }
}
