//! Stretches that mention somebody or something, one inside the other if need be.
//!
//! Every stretch of units is scored per kind by its two ends (a dot product of projections), its length, and a bias of
//! each end; what scores above zero is a mention (Su et al., "Global Pointer", 2022). A stretch is read in the window
//! in which it stands deepest.

use std::ops::Range;

use onrecord_network::Scratch;

use super::MentionKind;
use crate::error::ReaderError;
use crate::model::network::{Heads, apply};
use crate::model::rows::Rows;
use crate::model::weights::MentionWeights;

/// A mention as units.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stretch {
    pub(crate) units: Range<usize>,
    pub(crate) kind: MentionKind,
}

/// All mentions, ordered by where they start, longer ones first.
pub(crate) fn stretches(
    weights: &MentionWeights,
    heads: &Heads,
    rows: &Rows,
    scratch: &mut Scratch,
) -> Result<Vec<Stretch>, ReaderError> {
    let mut found = Vec::new();
    for at in 0..rows.n_windows() {
        let window = rows.window(at);
        let ends = apply(&heads.mention_ends, &rows.in_window(at, window.clone()), scratch)?;
        let scorer = Scorer { weights, ends: &ends, width: heads.mention_ends.width() };
        for first in window.clone() {
            for last in first..window.end.min(first + scorer.longest()) {
                if let Some(kind) = scorer.best(first - window.start, last - window.start)
                    && rows.home(&(first..last + 1)) == at
                {
                    found.push(Stretch { units: first..last + 1, kind });
                }
            }
        }
    }
    found.sort_by_key(|s| (s.units.start, std::cmp::Reverse(s.units.end)));
    found.dedup();
    Ok(found)
}

struct Scorer<'a> {
    weights: &'a MentionWeights,
    /// Per unit and kind: projection as a first unit, as a last one, and the two biases.
    ends: &'a [f32],
    width: usize,
}

impl Scorer<'_> {
    fn longest(&self) -> usize {
        self.weights.lengths.last().copied().unwrap_or(0)
    }

    /// The kind that scores best for a stretch, if any scores above zero.
    fn best(&self, first: usize, last: usize) -> Option<MentionKind> {
        let length = last - first + 1;
        let bucket = self.weights.lengths.partition_point(|&edge| edge < length);
        let mut best = (0.0, None);
        for (k, kind) in MentionKind::ALL.into_iter().enumerate() {
            let (a, b) = (self.end(first, k), self.end(last, k));
            let n = self.weights.end_width;
            let bias = self.weights.length.get(bucket).and_then(|row| row.get(k)).copied().unwrap_or(f32::NEG_INFINITY);
            let dot: f32 = a[..n].iter().zip(&b[n..2 * n]).map(|(x, y)| x * y).sum();
            let score = dot / (n as f32).sqrt() + a[2 * n] + b[2 * n + 1] + bias;
            if score > best.0 {
                best = (score, Some(kind));
            }
        }
        best.1
    }

    fn end(&self, unit: usize, kind: usize) -> &[f32] {
        let part = 2 * self.weights.end_width + 2;
        &self.ends[unit * self.width + kind * part..unit * self.width + (kind + 1) * part]
    }
}
