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

use std::cmp::Reverse;
use std::ops::Range;

use rten_tensor::NdTensor;

use crate::network::WindowLinks;
use crate::viterbi::argmax;
use crate::weights::{DecoderWeights, LinkBias};
use crate::window::depth;

/// A choice and how likely it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Choice {
    /// Position in the list chosen from; `None` for none of them.
    pub(crate) chosen: Option<usize>,
    /// Probability of the choice, from 0 to 1.
    pub(crate) probability: f32,
}

/// The spans of one report, as ranges of units, and what scores them.
pub(crate) struct Linker<'a> {
    pub(crate) weights: &'a DecoderWeights,
    /// Link vectors, window by window.
    pub(crate) windows: &'a [WindowLinks],
    /// Line number of every unit.
    pub(crate) lines: &'a [usize],
    pub(crate) cues: &'a [Range<usize>],
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
    pub(crate) fn sources(&self, sources: &[Range<usize>]) -> Vec<Choice> {
        let none = 4 * self.weights.link_width;
        self.choose(self.cues, Part::CueSeekingSource, sources, Part::Source, none, &self.weights.source_bias)
    }

    /// The cue of every content span.
    pub(crate) fn cues_of(&self, contents: &[Range<usize>]) -> Vec<Choice> {
        let none = 4 * self.weights.link_width + 1;
        self.choose(contents, Part::ContentSeekingCue, self.cues, Part::Cue, none, &self.weights.cue_bias)
    }

    fn choose(
        &self,
        seekers: &[Range<usize>],
        seeker_part: Part,
        sought: &[Range<usize>],
        sought_part: Part,
        none: usize,
        bias: &LinkBias,
    ) -> Vec<Choice> {
        seekers.iter().map(|seeker| self.choose_one(seeker, seeker_part, sought, sought_part, none, bias)).collect()
    }

    fn choose_one(
        &self,
        seeker: &Range<usize>,
        seeker_part: Part,
        sought: &[Range<usize>],
        sought_part: Part,
        none: usize,
        bias: &LinkBias,
    ) -> Choice {
        let n_units = self.lines.len();
        let depths = self.windows.iter().enumerate().map(|(at, w)| (depth(seeker, &w.window, n_units), Reverse(at)));
        let Some((_, Reverse(at))) = depths.max() else { return Choice { chosen: None, probability: 1.0 } };
        let WindowLinks { window, vectors } = &self.windows[at];
        let scale = (self.weights.link_width as f32).sqrt().recip();
        let mean = |span: &Range<usize>, columns: Range<usize>| mean(vectors, window, span, columns);
        let query = mean(seeker, self.columns(seeker_part));
        let first = sought.partition_point(|s| s.end <= window.start);
        let last = sought.partition_point(|s| s.start < window.end);
        let mut scores = vec![mean(seeker, none..none + 1).first().copied().unwrap_or(0.0)];
        for span in &sought[first..last.max(first)] {
            let key = mean(span, self.columns(sought_part));
            let dot: f32 = query.iter().zip(&key).map(|(q, k)| q * k).sum();
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

/// Mean of some columns over the units of `span` that lie in the window.
fn mean(vectors: &NdTensor<f32, 3>, window: &Range<usize>, span: &Range<usize>, columns: Range<usize>) -> Vec<f32> {
    let units = span.start.max(window.start)..span.end.min(window.end);
    let n = units.len().max(1) as f32;
    columns.map(|c| units.clone().map(|unit| vectors[[0, unit - window.start, c]]).sum::<f32>() / n).collect()
}
