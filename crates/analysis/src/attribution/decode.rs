//! The network's vectors to attributions, in units.

use std::ops::Range;

use onrecord_network::Scratch;

use super::boundary::{QuotedUnits, snap, stop_at_lines};
use super::confidence::Probabilities;
use super::dash::signed_quotations;
use super::link::{Choice, Linker, SpanVectors};
use super::nesting::parents;
use super::tagging::{Bio, best_tags, marginals, spans};
use super::transcript::turns;
use crate::error::ReaderError;
use crate::model::network::{Heads, apply};
use crate::model::rows::Rows;
use crate::model::weights::{AttributionWeights, LEVELS};

/// An attribution as ranges of units.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct UnitAttribution {
    /// 0 for what the report itself tells, 1 for what is told inside that, and so on.
    pub(crate) level: usize,
    pub(crate) source: Vec<Range<usize>>,
    pub(crate) cue: Range<usize>,
    pub(crate) content: Vec<Range<usize>>,
    pub(crate) belief: Belief,
}

/// Why an attribution is believed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Belief {
    /// The model finds it.
    Model(Probabilities),
    /// The form of the text tells it, right in this share of cases.
    Form(f32),
}

/// What stands around the scores: one entry a unit.
pub(crate) struct Surroundings<'a> {
    /// Line number of every unit.
    pub(crate) lines: &'a [usize],
    /// Quotations, in order.
    pub(crate) quotations: &'a [QuotedUnits],
    /// The words of every unit.
    pub(crate) words: &'a [&'a str],
}

impl Surroundings<'_> {
    /// The first character of a unit; a blank beyond the end.
    pub(super) fn initial(&self, unit: usize) -> char {
        self.words.get(unit).and_then(|word| word.chars().next()).unwrap_or(' ')
    }
}

/// What a decoder finds.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Ordered by where their content starts, outer ones first.
    pub(crate) attributions: Vec<UnitAttribution>,
    /// For each of them the one in whose content it stands.
    pub(crate) parents: Vec<Option<usize>>,
    /// Tagged spans of the first level.
    pub(crate) role_spans: Vec<Bio>,
}

/// Reads attributions off the vectors of a stretch of text.
pub(crate) struct Decoder<'a> {
    pub(crate) weights: &'a AttributionWeights,
    pub(crate) heads: &'a Heads,
    pub(crate) rows: &'a Rows,
    pub(crate) around: Surroundings<'a>,
}

impl Decoder<'_> {
    pub(crate) fn decode(&self, scratch: &mut Scratch) -> Result<Found, ReaderError> {
        let n_units = self.around.lines.len();
        if n_units == 0 {
            return Ok(Found::default());
        }
        let logits = apply(&self.heads.roles, &self.rows.at_home(0..n_units), scratch)?;
        let n_tags = self.weights.role_tags.len();
        let mut found = Found::default();
        for level in 0..LEVELS {
            let rows: Vec<&[f32]> =
                logits.chunks_exact(LEVELS * n_tags).map(|row| &row[level * n_tags..(level + 1) * n_tags]).collect();
            let tagged = Tagged::new(&rows, self.weights, level);
            let mut here = self.attributions(&tagged, level, scratch)?;
            if level == 0 {
                found.role_spans = tagged.role_spans(&self.around);
            }
            if level == 0 {
                prefer(signed_quotations(&self.around), &mut here);
                prefer(turns(&self.around), &mut here);
            }
            found.attributions.append(&mut here);
            // What stands in no content of the level above is a mistake, and so is all that stands in it.
            let parents = parents(&found.attributions);
            let mut parents = parents.iter();
            found.attributions.retain(|a| parents.next().is_some_and(|parent| a.level == 0 || parent.is_some()));
        }
        found.attributions.sort_by_key(|a| (a.content.first().map(|c| c.start), a.level, a.cue.start));
        found.parents = parents(&found.attributions);
        Ok(found)
    }

    /// The attributions of one level.
    fn attributions(
        &self,
        tagged: &Tagged,
        level: usize,
        scratch: &mut Scratch,
    ) -> Result<Vec<UnitAttribution>, ReaderError> {
        let (sources, cues) = (tagged.of_role(0), tagged.of_role(1));
        let contents = if level == 0 { tagged.contents(&self.around) } else { tagged.of_role(2) };
        let spans = sources.iter().chain(&cues).chain(&contents);
        let vectors = SpanVectors::new(self.heads, self.rows, spans, scratch)?;
        let linker = Linker { weights: self.weights, rows: self.rows, vectors, lines: self.around.lines, cues: &cues };
        let (source_of, mut cue_of) = (linker.sources(&sources), linker.cues_of(&contents));
        carry_over_paragraphs(&contents, &mut cue_of, &self.around);
        let mut found = Vec::new();
        for (i, cue) in cues.iter().enumerate() {
            let content: Vec<usize> = (0..contents.len()).filter(|&c| cue_of[c].chosen == Some(i)).collect();
            if content.is_empty() {
                continue;
            }
            let least = |of: &dyn Fn(usize) -> f32| content.iter().map(|&c| of(c)).fold(1.0, f32::min);
            let probabilities = Probabilities {
                content: least(&|c| tagged.certainty(&contents[c])),
                ends: least(&|c| tagged.certainty_of_ends(&contents[c])),
                cue: tagged.certainty(cue),
                content_link: least(&|c| cue_of[c].probability),
                source_link: source_of[i].probability,
            };
            found.push(UnitAttribution {
                level,
                source: source_of[i].chosen.map(|s| sources[s].clone()).into_iter().collect(),
                cue: cue.clone(),
                content: content.iter().map(|&c| contents[c].clone()).collect(),
                belief: Belief::Model(probabilities),
            });
        }
        Ok(found)
    }
}

/// The role tags of one level.
struct Tagged {
    tags: Vec<usize>,
    /// Probability of every unit's tag.
    probabilities: Vec<f32>,
    spans: Vec<Bio>,
}

impl Tagged {
    fn new(logits: &[&[f32]], weights: &AttributionWeights, level: usize) -> Self {
        let (transitions, start) = (&weights.transitions[level], &weights.start[level]);
        let tags = best_tags(logits, transitions, start);
        // Where nothing is tagged, which is common below the first level, nobody asks how likely that is.
        let spans = spans(&tags);
        let probabilities = if spans.is_empty() {
            Vec::new()
        } else {
            let all = marginals(logits, transitions, start);
            all.iter().zip(&tags).map(|(row, &tag)| row[tag]).collect()
        };
        Self { tags, probabilities, spans }
    }

    fn of_role(&self, role: usize) -> Vec<Range<usize>> {
        self.spans.iter().filter(|s| s.kind == role).map(|s| s.units.clone()).collect()
    }

    /// Contents with their ends on the quotation marks and lines.
    fn contents(&self, around: &Surroundings) -> Vec<Range<usize>> {
        let taken = |unit: usize| self.tags.get(unit).is_some_and(|&tag| (1..=4).contains(&tag));
        let parts = self.of_role(2).into_iter().flat_map(|content| stop_at_lines(&content, around));
        let mut contents: Vec<_> = parts.map(|content| snap(&content, around.quotations, &taken)).collect();
        merge_overlapping(&mut contents);
        contents
    }

    fn role_spans(&self, around: &Surroundings) -> Vec<Bio> {
        let mut found: Vec<Bio> = self.spans.iter().filter(|s| s.kind != 2).cloned().collect();
        found.extend(self.contents(around).into_iter().map(|units| Bio { kind: 2, units }));
        found.sort_by_key(|s| s.units.start);
        found
    }

    /// Mean probability of the tags of a span.
    fn certainty(&self, span: &Range<usize>) -> f32 {
        let sum: f32 = span.clone().filter_map(|unit| self.probabilities.get(unit)).sum();
        sum / span.len().max(1) as f32
    }

    /// The least probability of the tags at the ends of a span, the first and last unit and those next to them.
    fn certainty_of_ends(&self, span: &Range<usize>) -> f32 {
        let units = [span.start.checked_sub(1), Some(span.start), span.end.checked_sub(1), Some(span.end)];
        units.into_iter().flatten().filter_map(|unit| self.probabilities.get(unit)).copied().fold(1.0, f32::min)
    }
}

/// A quotation that a paragraph leaves open goes on in the next one, which opens it anew. Content
/// that found no cue of its own and starts so belongs where the open one belongs.
fn carry_over_paragraphs(contents: &[Range<usize>], cue_of: &mut [Choice], around: &Surroundings) {
    for i in 1..contents.len() {
        let (before, here) = (&contents[i - 1], &contents[i]);
        let quotation_at = |unit: usize| around.quotations.iter().find(|q| q.units.contains(&unit));
        let left_open = quotation_at(before.end - 1).is_some_and(|q| q.open_ended);
        let opens_anew = quotation_at(here.start).is_some_and(|q| q.units.start == here.start);
        let next_line = around.lines[here.start] == around.lines[before.end - 1] + 1;
        if cue_of[i].chosen.is_none() && left_open && opens_anew && next_line {
            cue_of[i] = cue_of[i - 1];
        }
    }
}

/// Adds attributions told by the form of the text. What the model made of the same words gives way.
fn prefer(told: Vec<UnitAttribution>, found: &mut Vec<UnitAttribution>) {
    let overlap = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
    let clash = |a: &UnitAttribution, b: &UnitAttribution| {
        a.content.iter().any(|content| b.content.iter().chain([&b.cue]).any(|span| overlap(content, span)))
    };
    found.retain(|a| !told.iter().any(|b| clash(a, b)));
    found.extend(told);
}

/// Joins spans that grew into each other.
fn merge_overlapping(spans: &mut Vec<Range<usize>>) {
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(spans.len());
    for span in spans.drain(..) {
        match merged.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    *spans = merged;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_that_grew_together_are_one() {
        let mut spans = vec![0..4, 3..6, 6..8];
        merge_overlapping(&mut spans);
        assert_eq!(spans, [0..6, 6..8]);
    }
}
