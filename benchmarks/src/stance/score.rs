//! Matching positions, and counting.

use std::collections::BTreeMap;

use onrecord_text::span::{Clean, Span};

use super::Position;
use super::gold::{Labelled, Passage, same_words};
use crate::tally::{Tally, share};

/// What was right.
#[derive(Clone, Debug, Default)]
pub struct StanceScore {
    /// Positions with the right holder and stance, by stance.
    pub by_stance: BTreeMap<&'static str, Tally>,
    /// Positions with the right holder, whatever their stance.
    pub positions: Tally,
    /// Conditions: the right holder, and both parts overlap.
    pub conditions: Tally,
    /// Positions with the right holder that were found.
    pub matched: usize,
    /// Of these, rightly told as own or ascribed.
    pub ascribed_right: usize,
    /// What is wrong, a line each.
    pub errors: Vec<String>,
}

const STANCES: [&str; 4] = ["support", "oppose", "conditional", "unclear"];

impl StanceScore {
    /// Adds a passage.
    pub fn add(&mut self, passage: &Passage, found: &[Position]) {
        let matches = matched(passage, found);
        let of_gold = |i: usize| matches.iter().find(|(gold, _)| *gold == i).and_then(|(_, at)| found.get(*at));
        for name in STANCES {
            let tally = self.by_stance.entry(name).or_default();
            tally.gold += passage.positions.iter().filter(|p| p.stance == name).count();
            tally.predicted += found.iter().filter(|p| p.stance == name).count();
        }
        self.positions.gold += passage.positions.len();
        self.positions.predicted += found.len();
        self.positions.gold_hit += matches.len();
        self.positions.predicted_hit += matches.len();
        for (i, gold) in passage.positions.iter().enumerate() {
            let Some(position) = of_gold(i) else {
                self.errors.push(format!("{} missed {} | {} | {}", passage.id, gold.holder, gold.issue, gold.stance));
                continue;
            };
            self.matched += 1;
            self.ascribed_right += usize::from(position.ascribed == gold.ascribed);
            if position.ascribed != gold.ascribed {
                self.errors.push(format!(
                    "{} ascribed {} for {}: {}",
                    passage.id, position.ascribed, gold.ascribed, gold.holder
                ));
            }
            if position.stance == gold.stance {
                if let Some(tally) = self.by_stance.get_mut(position.stance) {
                    tally.gold_hit += 1;
                    tally.predicted_hit += 1;
                }
            } else {
                let (is, should) = (position.stance, &gold.stance);
                self.errors.push(format!("{} {is} for {should}: {} | {}", passage.id, gold.holder, gold.issue));
            }
        }
        for (at, position) in found.iter().enumerate().filter(|(at, _)| !matches.iter().any(|(_, m)| m == at)) {
            let words = position.matter.slice(&passage.text);
            self.errors.push(format!("{} extra[{at}] {} | {words} | {}", passage.id, position.holder, position.stance));
        }
        self.add_conditions(passage, found);
    }

    fn add_conditions(&mut self, passage: &Passage, found: &[Position]) {
        let conditions: Vec<(&str, Span<Clean>, Span<Clean>)> = found
            .iter()
            .filter_map(|p| p.condition.map(|(wants, requires)| (p.holder.as_str(), wants, requires)))
            .collect();
        self.conditions.gold += passage.conditions.len();
        self.conditions.predicted += conditions.len();
        let mut free: Vec<bool> = vec![true; conditions.len()];
        for gold in &passage.conditions {
            let fits = |(holder, wants, requires): &(&str, Span<Clean>, Span<Clean>)| {
                let overlaps =
                    |words: &str, span: Span<Clean>| passage.places(words).iter().any(|place| place.overlaps(span));
                same_words(holder, &gold.holder) && overlaps(&gold.wants, *wants) && overlaps(&gold.requires, *requires)
            };
            match conditions.iter().zip(&free).position(|(condition, free)| *free && fits(condition)) {
                Some(at) => {
                    free[at] = false;
                    self.conditions.gold_hit += 1;
                    self.conditions.predicted_hit += 1;
                }
                None => self.errors.push(format!("{} no condition {} <- {}", passage.id, gold.wants, gold.requires)),
            }
        }
    }

    /// Mean of the F1 of the four stances, 0 to 1.
    pub fn macro_f1(&self) -> f64 {
        self.by_stance.values().map(Tally::f1).sum::<f64>() / STANCES.len() as f64
    }

    /// Share of the matched positions that are rightly told as own or ascribed, 0 to 1.
    pub fn ascribed_accuracy(&self) -> f64 {
        share(self.ascribed_right, self.matched)
    }
}

/// Pairs of places, in the labels and in what was found, that are the same position; the most alike first.
fn matched(passage: &Passage, found: &[Position]) -> Vec<(usize, usize)> {
    let mut candidates: Vec<(std::cmp::Reverse<usize>, usize, usize)> = Vec::new();
    for (i, gold) in passage.positions.iter().enumerate() {
        for (at, position) in found.iter().enumerate() {
            if same_words(&gold.holder, &position.holder)
                && let Some(common) = in_common(passage, gold, position)
            {
                // Of several with the same words the one with the right stance, so that order decides nothing.
                let bonus = usize::from(position.stance == gold.stance);
                candidates.push((std::cmp::Reverse(2 * common + bonus), i, at));
            }
        }
    }
    candidates.sort_unstable();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, i, at) in candidates {
        if pairs.iter().all(|(gold, other)| *gold != i && *other != at) {
            pairs.push((i, at));
        }
    }
    pairs
}

/// Bytes that issue or evidence have in common; `None` if none.
fn in_common(passage: &Passage, gold: &Labelled, position: &Position) -> Option<usize> {
    let common = |words: &str, span: Span<Clean>| {
        let places = passage.places(words).into_iter();
        places.map(|place| shared(place, span)).max().unwrap_or(0)
    };
    let both = common(&gold.issue, position.matter) + common(&gold.evidence, position.evidence);
    (both > 0).then_some(both)
}

fn shared(one: Span<Clean>, other: Span<Clean>) -> usize {
    let (one, other) = (one.range(), other.range());
    one.end.min(other.end).saturating_sub(one.start.max(other.start))
}
