//! Attributions within attributions.
//!
//! A predicted attribution answers a gold one if their contents overlap by half or more of their
//! union in tokens, their cues share a token, and their sources share a token or are both empty. A
//! nested one answers only if its parent answers the gold one's parent as well. Answers are paired
//! one to one so that the sum of overlaps is greatest.

pub mod gold;

use serde::Serialize;

use crate::attribution::brat::Tokens;
use crate::attribution::matching::{assign, jaccard};
use crate::attribution::tokens::Text;
use crate::tally::Tally;
use gold::{NestedAttribution, NestedDocument};

/// Least overlap of contents for an answer.
const LEAST_OVERLAP: f64 = 0.5;

/// Figures of one or more documents.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct NestedScore {
    /// Those within another.
    pub nested: Tally,
    /// Those within none, for orientation.
    pub outer: Tally,
}

impl NestedScore {
    /// Adds a document: what was predicted for its text, parents counted in the same list.
    pub fn add(&mut self, gold: &NestedDocument, predicted: &[NestedAttribution]) {
        let text = Text::new(&gold.text);
        let tokens =
            |all: &[NestedAttribution]| -> Vec<Tokens> { all.iter().map(|a| Tokens::new(&text, &a.spans)).collect() };
        let (g, p) = (tokens(&gold.attributions), tokens(predicted));
        let answers: Vec<Vec<f64>> = g.iter().map(|g| p.iter().map(|p| overlap(g, p)).collect()).collect();
        let pick = |all: &[NestedAttribution], nested: bool| -> Vec<usize> {
            (0..all.len()).filter(|&i| all[i].parent.is_some() == nested).collect()
        };
        for nested in [true, false] {
            let (rows, columns) = (pick(&gold.attributions, nested), pick(predicted, nested));
            let weight = |&g: &usize, &p: &usize| match (gold.attributions[g].parent, predicted[p].parent) {
                (Some(above), Some(over)) if answers[above].get(over).is_none_or(|&o| o == 0.0) => 0.0,
                _ => answers[g][p],
            };
            let weights: Vec<Vec<f64>> = rows.iter().map(|g| columns.iter().map(|p| weight(g, p)).collect()).collect();
            let hits = assign(&weights).into_iter().filter(|&(r, c)| weights[r][c] > 0.0).count();
            let tally = if nested { &mut self.nested } else { &mut self.outer };
            *tally += Tally { gold: rows.len(), predicted: columns.len(), gold_hit: hits, predicted_hit: hits };
        }
    }
}

/// Overlap of contents where one answers the other, else 0.
fn overlap(gold: &Tokens, predicted: &Tokens) -> f64 {
    let overlap = jaccard(&gold.content, &predicted.content);
    let cues = !gold.cue.is_disjoint(&predicted.cue);
    let sources = !gold.source.is_disjoint(&predicted.source) || gold.source.is_empty() && predicted.source.is_empty();
    if overlap >= LEAST_OVERLAP && cues && sources { overlap } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution::brat::Spans;

    // Characters, not bytes: "ë" is one.
    const TEXT: &str = "Zoë said Ana told him that it rains.";

    fn attribution(spans: [(usize, usize); 3], parent: Option<usize>) -> NestedAttribution {
        let [source, cue, content] =
            spans.map(|(start, end)| (start < end).then_some(start..end).into_iter().collect());
        NestedAttribution { spans: Spans { source, cue, content }, parent }
    }

    fn check(predicted: &[NestedAttribution], nested: (usize, usize), outer: (usize, usize)) {
        let gold = NestedDocument {
            id: "x".into(),
            text: TEXT.into(),
            attributions: vec![
                attribution([(0, 3), (4, 8), (9, 35)], None),
                attribution([(9, 12), (13, 17), (22, 35)], Some(0)),
            ],
        };
        let mut score = NestedScore::default();
        score.add(&gold, predicted);
        assert_eq!((score.nested.gold_hit, score.nested.predicted), nested);
        assert_eq!((score.outer.gold_hit, score.outer.predicted), outer);
    }

    #[test]
    fn both_levels() {
        let outer = attribution([(0, 3), (4, 8), (9, 35)], None);
        let inner = attribution([(9, 12), (13, 21), (27, 35)], Some(0));
        check(&[outer.clone(), inner.clone()], (1, 1), (1, 1));
        check(&[], (0, 0), (0, 0));
        // A wrong parent, a missing level, a source where there is another.
        let wrong = attribution([(9, 12), (4, 8), (9, 35)], None);
        check(&[wrong, inner.clone()], (0, 1), (0, 1));
        check(&[outer.clone(), NestedAttribution { parent: None, ..inner }], (0, 0), (1, 2));
        check(&[outer, attribution([(0, 0), (13, 17), (22, 35)], Some(0))], (0, 1), (1, 1));
    }
}
