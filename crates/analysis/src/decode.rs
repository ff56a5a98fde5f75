//! The network's scores to attributions and mentions, in units.

use std::ops::Range;

use crate::attribution::MentionKind;
use crate::boundary::{QuotedUnits, snap};
use crate::link::{Choice, Linker};
use crate::network::Outputs;
use crate::viterbi::{argmax, best_tags, marginals};
use crate::weights::DecoderWeights;

/// An attribution as ranges of units.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct UnitAttribution {
    pub(crate) source: Vec<Range<usize>>,
    pub(crate) cue: Range<usize>,
    pub(crate) content: Vec<Range<usize>>,
    pub(crate) confidence: f32,
}

/// What stands around the scores: one entry a unit.
pub(crate) struct Surroundings<'a> {
    /// Line number of every unit.
    pub(crate) lines: &'a [usize],
    /// Quotations, in order.
    pub(crate) quotations: &'a [QuotedUnits],
}

/// Spans of one role or kind: which, and where.
type Tagged = (usize, Range<usize>);

/// Reads the attributions off the scores.
pub(crate) fn attributions(outputs: &Outputs, around: &Surroundings, weights: &DecoderWeights) -> Vec<UnitAttribution> {
    let tags = best_tags(&outputs.roles, &weights.transitions, &weights.start);
    let probabilities = marginals(&outputs.roles, &weights.transitions, &weights.start);
    let spans = spans(&tags);
    let of_role = |role: usize| -> Vec<Range<usize>> {
        spans.iter().filter(|(r, _)| *r == role).map(|(_, span)| span.clone()).collect()
    };
    let (sources, cues, mut contents) = (of_role(0), of_role(1), of_role(2));
    let taken = |unit: usize| tags.get(unit).is_some_and(|&tag| (1..=4).contains(&tag));
    for content in &mut contents {
        *content = snap(content, around.quotations, &taken);
    }
    merge_overlapping(&mut contents);
    let linker = Linker { weights, windows: &outputs.links, lines: around.lines, cues: &cues };
    let (source_of, mut cue_of) = (linker.sources(&sources), linker.cues_of(&contents));
    carry_over_paragraphs(&contents, &mut cue_of, around);
    let certainty = |span: &Range<usize>| {
        let sum: f32 = span.clone().map(|unit| probabilities[unit][tags[unit]]).sum();
        sum / span.len().max(1) as f32
    };
    let mut found = Vec::new();
    for (i, cue) in cues.iter().enumerate() {
        let content: Vec<usize> = (0..contents.len()).filter(|&c| cue_of[c].chosen == Some(i)).collect();
        if content.is_empty() {
            continue;
        }
        let linked = content.iter().map(|&c| cue_of[c].probability).fold(1.0, f32::min);
        let tagged = content.iter().map(|&c| certainty(&contents[c])).fold(certainty(cue), f32::min);
        found.push(UnitAttribution {
            source: source_of[i].chosen.map(|s| sources[s].clone()).into_iter().collect(),
            cue: cue.clone(),
            content: content.iter().map(|&c| contents[c].clone()).collect(),
            confidence: (tagged * linked * source_of[i].probability).clamp(0.0, 1.0),
        });
    }
    found.sort_by_key(|a| (a.content.first().map(|c| c.start), a.cue.start));
    found
}

/// Reads the mentions off the scores: the best tag of every unit, an inside tag without a
/// beginning opening a mention of its own.
pub(crate) fn mentions(outputs: &Outputs) -> Vec<(MentionKind, Range<usize>)> {
    let tags: Vec<usize> = outputs.entities.iter().map(|row| argmax(row.iter().copied()).0).collect();
    let kind = |k: usize| match k {
        0 => MentionKind::Person,
        1 => MentionKind::Organisation,
        _ => MentionKind::Place,
    };
    spans(&tags).into_iter().map(|(k, span)| (kind(k), span)).collect()
}

/// Runs of one kind: tag 0 is outside, then B- and I- of every kind.
fn spans(tags: &[usize]) -> Vec<Tagged> {
    let mut found: Vec<Tagged> = Vec::new();
    let mut open: Option<usize> = None;
    for (unit, &tag) in tags.iter().enumerate() {
        let Some(tag) = tag.checked_sub(1) else {
            open = None;
            continue;
        };
        let (kind, begins) = (tag / 2, tag % 2 == 0);
        match found.last_mut() {
            Some((last, span)) if !begins && open == Some(kind) && *last == kind => span.end = unit + 1,
            _ => found.push((kind, unit..unit + 1)),
        }
        open = Some(kind);
    }
    found
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
    fn runs_of_tags_are_spans() {
        // O, B-source, I-source, B-cue, B-content, I-content, B-content
        let found = spans(&[0, 1, 2, 3, 5, 6, 5]);
        assert_eq!(found, [(0, 1..3), (1, 3..4), (2, 4..6), (2, 6..7)]);
    }

    #[test]
    fn an_inside_tag_alone_opens_a_span() {
        assert_eq!(spans(&[2, 0, 6, 2]), [(0, 0..1), (2, 2..3), (0, 3..4)]);
    }

    #[test]
    fn spans_that_grew_together_are_one() {
        let mut spans = vec![0..4, 3..6, 6..8];
        merge_overlapping(&mut spans);
        assert_eq!(spans, [0..6, 6..8]);
    }
}
