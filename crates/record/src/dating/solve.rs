//! A report's date from all that bears on it.

use super::anniversary::Anniversaries;
use super::bounds::Bounds;
use super::clue::OpenClue;
use crate::date::{Basis, DateInterval};
use crate::report::{Clue, Dating, Weight};

/// Passes over the clues: words without a year say more once other clues have given one.
const PASSES: usize = 3;

/// Puts `clues` together, which are sorted by how sure they are.
pub(super) fn solve(clues: &[OpenClue], anniversaries: &Anniversaries) -> Dating {
    let mut bounds = Bounds::default();
    let mut allowed: Vec<Option<Bounds>> = Vec::new();
    for _ in 0..PASSES {
        let before = bounds;
        allowed.clear();
        let mut surer = Bounds::default();
        for clue in clues {
            let allows = clue.allows(bounds, surer, anniversaries);
            if let Some(narrowed) = allows.and_then(|allowed| bounds.and(allowed)) {
                bounds = narrowed;
            }
            surer = allows.and_then(|allowed| surer.and(allowed)).unwrap_or(surer);
            allowed.push(allows);
        }
        if bounds == before {
            break;
        }
    }
    let first_with = |fits: &dyn Fn(&Bounds) -> bool| allowed.iter().position(|a| a.as_ref().is_some_and(fits));
    let lower = bounds.earliest.and_then(|day| first_with(&|a| a.earliest == Some(day)));
    let upper = bounds.latest.and_then(|day| first_with(&|a| a.latest == Some(day)));
    let weight = |i: usize, allowed: &Option<Bounds>| match allowed {
        None => Weight::Silent,
        _ if lower == Some(i) || upper == Some(i) => Weight::Decides,
        // A day more or less is what time zones make.
        Some(allowed) if bounds.and(allowed.widened()).is_some() => Weight::Agrees,
        Some(_) => Weight::Contradicts,
    };
    let weights: Vec<Weight> = allowed.iter().enumerate().map(|(i, allowed)| weight(i, allowed)).collect();
    // Where one clue alone decides, its words say how exactly.
    let alone = lower.filter(|_| lower == upper).and_then(|i| clues.get(i)).and_then(|clue| clue.granularity(bounds));
    let deciding =
        || clues.iter().zip(&weights).filter(|(_, weight)| **weight == Weight::Decides).map(|(clue, _)| clue);
    let published =
        bounds.interval(alone).map(|interval| DateInterval::new(interval, joined(deciding().map(|c| &c.basis))));
    let found = clues.iter().zip(&allowed).zip(weights).map(|((clue, allowed), weight)| Clue {
        kind: clue.kind,
        basis: clue.basis.clone(),
        allows: allowed.and_then(|allowed| allowed.interval(clue.granularity(allowed))),
        original: clue.original.clone(),
        weight,
    });
    Dating { published, clues: found.collect() }
}

/// What several clues rest on together: their words, or the rule where there are none.
fn joined<'b>(bases: impl Iterator<Item = &'b Basis>) -> Basis {
    let (mut words, mut rule) = (Vec::new(), None);
    for basis in bases {
        match basis {
            Basis::Text(text) => words.push(text.as_str()),
            Basis::Rule(found) => rule = rule.or(Some(*found)),
        }
    }
    words.dedup();
    match (rule, words.is_empty()) {
        (Some(rule), true) => Basis::Rule(rule),
        _ => Basis::Text(words.join("; ")),
    }
}
