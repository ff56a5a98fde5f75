//! From vectors to positions, as in semantic dependency parsing (Dozat and Manning, "Simpler but more accurate semantic
//! dependency parsing", 2018).
//!
//! Every unit has a score for being the head word of what a position is about, and one for each stance. With a stance it
//! points to a unit that names the holder and, if there are terms, to the head word of what is required. A unit is read
//! at home, in the window in which it stands deepest.

use std::ops::Range;

use onrecord_network::Scratch;

use super::Stance;
use crate::attribution::argmax;
use crate::error::ReaderError;
use crate::model::network::{StanceHeads, apply};
use crate::model::rows::Rows;
use crate::model::weights::StanceWeights;

/// A second stance on the same matter, another's most likely, needs this share of what the matter has.
const SECOND: f32 = 0.38;

/// A position as units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Found {
    pub(crate) matter: usize,
    pub(crate) stance: Stance,
    pub(crate) holder: usize,
    pub(crate) requires: Option<usize>,
    pub(crate) ascribed: f32,
    pub(crate) confidence: f32,
}

/// All positions, ordered by their matter.
pub(crate) fn positions(
    weights: &StanceWeights,
    heads: &StanceHeads,
    rows: &Rows,
    scratch: &mut Scratch,
) -> Result<Vec<Found>, ReaderError> {
    let mut found = Vec::new();
    for at in 0..rows.n_windows() {
        let window = rows.window(at);
        let vectors = rows.in_window(at, window.clone());
        let hidden = apply(&heads.hidden, &vectors, scratch)?;
        let kinds = apply(&heads.kind, &hidden, scratch)?;
        let is_home = |i: usize| rows.home(&(window.start + i..window.start + i + 1)) == at;
        let matters: Vec<(usize, f32, [f32; 4])> = kinds
            .chunks_exact(1 + Stance::ALL.len())
            .enumerate()
            .map(|(i, scores)| (i, sigmoid(scores[0]), softmax(&scores[1..])))
            .filter(|&(i, here, _)| here >= weights.least && is_home(i))
            .collect();
        if matters.is_empty() {
            continue;
        }
        let ends = Ends { weights, rows: &apply(&heads.ends, &vectors, scratch)?, n_units: window.len() };
        for (matter, here, shares) in matters {
            let best = argmax(shares.iter().copied()).0;
            for (k, &stance) in Stance::ALL.iter().enumerate().filter(|&(k, _)| k == best || shares[k] >= SECOND) {
                let (holder, surely) = ends.holder(matter, k);
                found.push(Found {
                    matter: window.start + matter,
                    stance,
                    holder: window.start + holder,
                    requires: (stance == Stance::Conditional).then(|| window.start + ends.requires(matter).0),
                    ascribed: ends.ascribed(matter, holder),
                    confidence: here * shares[k] * surely,
                });
            }
        }
    }
    found.sort_by_key(|position| (position.matter, position.stance));
    Ok(found)
}

/// Which units belong together, in units of one window.
struct Ends<'a> {
    weights: &'a StanceWeights,
    /// Per unit four projections: looking for a holder, being one, looking for terms, being terms.
    rows: &'a [f32],
    n_units: usize,
}

impl Ends<'_> {
    /// The likeliest unit, and its probability.
    fn holder(&self, matter: usize, stance: usize) -> (usize, f32) {
        let of = self.weights.of.get(stance).map_or(&[][..], Vec::as_slice);
        let seeks: Vec<f32> = self.part(matter, 0).iter().zip(of).map(|(a, b)| a + b).collect();
        self.best(matter, &seeks, 1, &self.weights.holder_distance)
    }

    fn requires(&self, matter: usize) -> (usize, f32) {
        self.best(matter, self.part(matter, 2), 3, &self.weights.terms_distance)
    }

    fn best(&self, matter: usize, seeks: &[f32], being: usize, distances: &[f32]) -> (usize, f32) {
        let scale = (self.weights.pair_width as f32).sqrt();
        let score = |unit: usize| {
            let distance = unit as i64 - matter as i64;
            let bucket = self.weights.near.partition_point(|&edge| edge < distance);
            dot(seeks, self.part(unit, being)) / scale + distances.get(bucket).copied().unwrap_or(0.0)
        };
        let scores: Vec<f32> = (0..self.n_units).map(score).collect();
        let (unit, best) = argmax(scores.iter().copied());
        (unit, scores.iter().map(|score| (score - best).exp()).sum::<f32>().recip())
    }

    fn ascribed(&self, matter: usize, holder: usize) -> f32 {
        let (of_matter, of_holder) = self.weights.told.split_at(self.weights.pair_width);
        let score = dot(of_matter, self.part(matter, 0)) + dot(of_holder, self.part(holder, 1));
        sigmoid(score + self.weights.told_bias)
    }

    fn part(&self, unit: usize, part: usize) -> &[f32] {
        let start = (4 * unit + part) * self.weights.pair_width;
        let range: Range<usize> = start..start + self.weights.pair_width;
        self.rows.get(range).unwrap_or(&[])
    }
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

fn sigmoid(score: f32) -> f32 {
    (1.0 + (-score).exp()).recip()
}

fn softmax(scores: &[f32]) -> [f32; 4] {
    let best = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut shares = [0.0; 4];
    for (share, score) in shares.iter_mut().zip(scores) {
        *share = (score - best).exp();
    }
    let total: f32 = shares.iter().sum();
    shares.map(|share| share / total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matter_points_to_its_holder_and_its_terms() {
        let weights = StanceWeights {
            pair_width: 1,
            near: vec![-1, 0, 1],
            holder_distance: vec![0.5, 0.0, 0.0, 0.0, 0.0],
            terms_distance: vec![0.0; 5],
            of: vec![vec![0.0], vec![-2.0], vec![0.0], vec![0.0]],
            told: vec![0.0, 4.0],
            told_bias: -2.0,
            least: 0.5,
        };
        // "Oslo | backs | peace | if | asked": the matter is unit 2.
        let rows = [[0.0, 1.0, 0.0, 0.0], [0.0; 4], [1.0, 0.0, 1.0, 0.0], [0.0; 4], [0.0, 0.0, 0.0, 2.0]].concat();
        let ends = Ends { weights: &weights, rows: &rows, n_units: 5 };
        assert_eq!((ends.holder(2, 0).0, ends.requires(2).0), (0, 4));
        // Who opposes is another: what is sought differs with the stance.
        assert_ne!(ends.holder(2, 1).0, 0);
        assert!(ends.ascribed(2, 0) > 0.8 && ends.ascribed(2, 1) < 0.2);
    }

    #[test]
    fn shares_add_up_to_one() {
        assert!((softmax(&[1.0, 90.0, -3.0, 0.0]).iter().sum::<f32>() - 1.0).abs() < 1e-6);
    }
}
