//! Stretches that mention somebody or something, one inside the other if need be.
//!
//! Every unit says what it is the head word of, if anything; the head of a mention then points to the first and the
//! last unit of it. Mentions within mentions have heads of their own (after Dobrovolskii, "Word-level coreference
//! resolution", 2021). A head is read at home, in the window in which it stands deepest.

use std::ops::Range;

use onrecord_network::Scratch;

use super::MentionKind;
use crate::attribution::argmax;
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
        let hidden = apply(&heads.mention_hidden, &rows.in_window(at, window.clone()), scratch)?;
        let kinds = apply(&heads.mention_kind, &hidden, scratch)?;
        let ends = Ends { weights, rows: &apply(&heads.mention_ends, &hidden, scratch)? };
        for (i, scores) in kinds.chunks_exact(heads.mention_kind.width()).enumerate() {
            // Classes after the last kind are heads of anything else, and no heads.
            let Some(&kind) = MentionKind::ALL.get(argmax(scores.iter().copied()).0) else { continue };
            let head = window.start + i;
            if rows.home(&(head..head + 1)) == at {
                let units = ends.first(i) + window.start..ends.last(i, window.len()) + window.start + 1;
                found.push(Stretch { units, kind });
            }
        }
    }
    found.sort_by_key(|s| (s.units.start, std::cmp::Reverse(s.units.end)));
    found.dedup_by(|a, b| a.units == b.units);
    Ok(found)
}

/// Where mentions end, by their head, in units of one window.
struct Ends<'a> {
    weights: &'a MentionWeights,
    /// Per unit four projections: as a head that looks for its first unit, for its last, as a first unit, as a last.
    rows: &'a [f32],
}

impl Ends<'_> {
    fn first(&self, head: usize) -> usize {
        let score = |(back, bias): (usize, &f32)| Some(self.dot(head, 0, head.checked_sub(back)?, 2) + bias);
        head - argmax(self.weights.before.iter().enumerate().map_while(score)).0
    }

    fn last(&self, head: usize, n_units: usize) -> usize {
        let score = |(on, bias): (usize, &f32)| self.dot(head, 1, head + on, 3) + bias;
        head + argmax(self.weights.after.iter().enumerate().take(n_units - head).map(score)).0
    }

    fn dot(&self, seeker: usize, seeking: usize, sought: usize, being: usize) -> f32 {
        let (a, b) = (self.part(seeker, seeking), self.part(sought, being));
        a.iter().zip(b).map(|(x, y)| x * y).sum::<f32>() / (self.weights.end_width as f32).sqrt()
    }

    fn part(&self, unit: usize, part: usize) -> &[f32] {
        let start = (4 * unit + part) * self.weights.end_width;
        &self.rows[start..start + self.weights.end_width]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_points_to_both_ends() {
        let weights = MentionWeights { end_width: 1, before: vec![0.0, -0.1, -0.2], after: vec![0.0, -0.1, -0.2] };
        // The president of France |: unit 1 is the head, unit 0 a likely first unit and unit 3 a likely last one.
        let rows = [
            [0.0, 0.0, 1.0, 0.0],
            [1.0, 1.0, 0.0, 0.0],
            [0.0, 0.0, 0.0, 0.0],
            [0.0, 0.0, 0.0, 1.0],
            [0.0, 0.0, 0.0, 0.0],
        ]
        .concat();
        let ends = Ends { weights: &weights, rows: &rows };
        assert_eq!((ends.first(1), ends.last(1, 5)), (0, 3));
        assert_eq!((ends.first(0), ends.last(1, 3)), (0, 1));
    }
}
