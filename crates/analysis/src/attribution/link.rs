//! Which source and which content belong to which cue.
//!
//! Every cue chooses a source among the source spans near it, or none; every content span chooses
//! its cue. A pair scores the scaled dot product of two vectors the network gives for the spans
//! (means over their units), plus a learned bias for how the two stand to each other. Scores were
//! trained with cross-entropy, so a softmax over the choices is the probability of each.
//!
//! Scores are compared within one window alone: link vectors also say where in its window a span
//! stands, so a span elsewhere in the report at the same place of its own window would look like a
//! neighbour. Each span chooses in the window in which it stands deepest.

use std::collections::BTreeMap;
use std::ops::Range;

use onrecord_network::Scratch;
use serde::Deserialize;

use super::tagging::argmax;
use crate::error::ReaderError;
use crate::model::network::{Heads, apply};
use crate::model::rows::Rows;
use crate::model::weights::AttributionWeights;

/// Learned preference for how two linked spans stand to each other.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LinkBias {
    /// By distance: first the buckets of "before", then those of "after".
    distance: Vec<f32>,
    /// By how many other cues stand between.
    between: Vec<f32>,
    /// By line breaks from one to the other, from three back to three on.
    lines: Vec<f32>,
}

impl LinkBias {
    pub(crate) fn fits(&self, distances: &[usize]) -> bool {
        self.distance.len() == 2 * (distances.len() + 1) && self.between.len() >= 2 && self.lines.len() % 2 == 1
    }
}

/// A choice and how likely it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Choice {
    /// Position in the list chosen from; `None` for none of them.
    pub(super) chosen: Option<usize>,
    /// Probability of the choice, from 0 to 1.
    pub(super) probability: f32,
}

/// Link vectors of spans, in every window a span reaches into.
pub(super) struct SpanVectors {
    width: usize,
    rows: Vec<f32>,
    /// By window, then by start and end of the span: its row.
    index: BTreeMap<(usize, usize, usize), usize>,
}

impl SpanVectors {
    /// The mean over a span's units is taken before the last layer, which is linear: the same result for less work.
    pub(super) fn new<'a>(
        heads: &Heads,
        rows: &Rows,
        spans: impl Iterator<Item = &'a Range<usize>> + Clone,
        scratch: &mut Scratch,
    ) -> Result<Self, ReaderError> {
        let (depth, mut means, mut index) = (heads.link_hidden.width(), Vec::new(), BTreeMap::new());
        for at in 0..rows.n_windows() {
            let window = rows.window(at);
            let here: Vec<_> = spans.clone().filter(|s| s.start < window.end && window.start < s.end).collect();
            let clip = |span: &Range<usize>| span.start.max(window.start)..span.end.min(window.end);
            let mut units: Vec<usize> = here.iter().flat_map(|span| clip(span)).collect();
            units.sort_unstable();
            units.dedup();
            let hidden = apply(&heads.link_hidden, &rows.in_window(at, units.iter().copied()), scratch)?;
            for span in here {
                let units =
                    units.partition_point(|&u| u < clip(span).start)..units.partition_point(|&u| u < clip(span).end);
                let start = means.len();
                means.resize(start + depth, 0.0);
                for row in hidden[units.start * depth..units.end * depth].chunks_exact(depth) {
                    means[start..].iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
                }
                let n = units.len().max(1) as f32;
                means[start..].iter_mut().for_each(|sum| *sum /= n);
                index.insert((at, span.start, span.end), start / depth.max(1));
            }
        }
        Ok(Self { width: heads.link_out.width(), rows: apply(&heads.link_out, &means, scratch)?, index })
    }

    fn of(&self, window: usize, span: &Range<usize>, columns: Range<usize>) -> &[f32] {
        let row = self.index.get(&(window, span.start, span.end));
        row.and_then(|row| self.rows.get(row * self.width + columns.start..row * self.width + columns.end))
            .unwrap_or(&[])
    }
}

/// The spans of one level, as ranges of units, and what scores them.
pub(super) struct Linker<'a> {
    pub(super) weights: &'a AttributionWeights,
    pub(super) rows: &'a Rows,
    pub(super) vectors: SpanVectors,
    /// Line number of every unit.
    pub(super) lines: &'a [usize],
    pub(super) cues: &'a [Range<usize>],
}

/// The four projections of a link vector, in the order the network gives them.
#[derive(Clone, Copy)]
enum Part {
    CueSeekingSource = 0,
    Source = 1,
    ContentSeekingCue = 2,
    Cue = 3,
}

impl Linker<'_> {
    /// The source of every cue.
    pub(super) fn sources(&self, sources: &[Range<usize>]) -> Vec<Choice> {
        let none = 4 * self.weights.link_width;
        let choose =
            |cue| self.choose(cue, Part::CueSeekingSource, sources, Part::Source, none, &self.weights.source_bias);
        self.cues.iter().map(choose).collect()
    }

    /// The cue of every content span.
    pub(super) fn cues_of(&self, contents: &[Range<usize>]) -> Vec<Choice> {
        let none = 4 * self.weights.link_width + 1;
        let choose =
            |content| self.choose(content, Part::ContentSeekingCue, self.cues, Part::Cue, none, &self.weights.cue_bias);
        contents.iter().map(choose).collect()
    }

    fn choose(
        &self,
        seeker: &Range<usize>,
        seeker_part: Part,
        sought: &[Range<usize>],
        sought_part: Part,
        none: usize,
        bias: &LinkBias,
    ) -> Choice {
        let at = self.rows.home(seeker);
        let window = self.rows.window(at);
        let scale = (self.weights.link_width as f32).sqrt().recip();
        let query = self.vectors.of(at, seeker, self.columns(seeker_part));
        let first = sought.partition_point(|s| s.end <= window.start);
        let last = sought.partition_point(|s| s.start < window.end);
        let mut scores = vec![self.vectors.of(at, seeker, none..none + 1).first().copied().unwrap_or(0.0)];
        for span in &sought[first..last.max(first)] {
            let key = self.vectors.of(at, span, self.columns(sought_part));
            let dot: f32 = query.iter().zip(key).map(|(q, k)| q * k).sum();
            scores.push(dot * scale + self.bias(bias, seeker, span));
        }
        let (best, score) = argmax(scores.iter().copied());
        let total: f32 = scores.iter().map(|s| (s - score).exp()).sum();
        Choice { chosen: best.checked_sub(1).map(|i| first + i), probability: total.recip() }
    }

    fn columns(&self, part: Part) -> Range<usize> {
        let width = self.weights.link_width;
        part as usize * width..(part as usize + 1) * width
    }

    fn bias(&self, bias: &LinkBias, a: &Range<usize>, b: &Range<usize>) -> f32 {
        let at = |table: &[f32], i: usize| table.get(i.min(table.len() - 1)).copied().unwrap_or(0.0);
        let clip = (bias.lines.len() / 2) as isize;
        let lines = self.lines[b.start] as isize - self.lines[a.start] as isize;
        let lines = (lines.clamp(-clip, clip) + clip) as usize;
        at(&bias.distance, self.distance_bucket(a, b))
            + at(&bias.between, self.n_between(a, b))
            + at(&bias.lines, lines)
    }

    /// Bucket of how far `b` stands from `a`: in the lower half of the table before it, in the
    /// upper half after it.
    fn distance_bucket(&self, a: &Range<usize>, b: &Range<usize>) -> usize {
        let edges = &self.weights.distances;
        let bucket = |distance: usize| edges.partition_point(|&edge| edge < distance);
        if b.start >= a.end {
            edges.len() + 1 + bucket(b.start - a.end + 1)
        } else {
            bucket((a.start + 1).saturating_sub(b.end).max(1))
        }
    }

    /// How many other cues start between two spans.
    fn n_between(&self, a: &Range<usize>, b: &Range<usize>) -> usize {
        let between = if b.start >= a.end { a.end..b.start } else { b.end..a.start };
        let first = self.cues.partition_point(|c| c.start < between.start);
        self.cues[first..]
            .iter()
            .take_while(|c| c.start < between.end)
            .filter(|c| c.start != a.start && c.start != b.start)
            .count()
    }
}
