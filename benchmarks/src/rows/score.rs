//! Exact and begin matches per role, as the reference scorer `score_rows.py` counts them.

use std::collections::BTreeSet;
use std::io::{self, Write};

use onrecord_analysis::attribution::Role;
use serde::Serialize;

use super::label::{Label, RoleSpan, spans};
use crate::tally::Tally;

/// Figures of one role.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct RoleScore {
    /// Same first and last token.
    pub exact: Tally,
    /// Same first token.
    pub begin: Tally,
}

/// Figures of all roles.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct RowsScore {
    /// Who says it.
    pub source: RoleScore,
    /// What introduces it.
    pub cue: RoleScore,
    /// What is said.
    pub content: RoleScore,
}

impl RowsScore {
    /// Figures of `role`.
    pub fn of(&self, role: Role) -> &RoleScore {
        match role {
            Role::Source => &self.source,
            Role::Cue => &self.cue,
            Role::Content => &self.content,
        }
    }

    /// Adds a row.
    pub fn add(&mut self, gold: &[Label], predicted: &[Label]) {
        let (gold, predicted) = (spans(gold), spans(predicted));
        for role in Role::ALL {
            let of_role = |all: &BTreeSet<RoleSpan>| all.iter().copied().filter(|s| s.role == role).collect();
            let (gold, predicted): (BTreeSet<RoleSpan>, BTreeSet<RoleSpan>) = (of_role(&gold), of_role(&predicted));
            let starts = |all: &BTreeSet<RoleSpan>| all.iter().map(|s| s.start).collect::<BTreeSet<_>>();
            let score = match role {
                Role::Source => &mut self.source,
                Role::Cue => &mut self.cue,
                Role::Content => &mut self.content,
            };
            score.exact += Tally::of_sets(&gold, &predicted);
            score.begin += Tally::of_sets(&starts(&gold), &starts(&predicted));
        }
    }
}

/// Prints the figures in percent, in the layout of the reference scorer.
pub fn print(score: &RowsScore, out: &mut impl Write) -> io::Result<()> {
    for (name, pick) in [("exact", (|s| s.exact) as fn(&RoleScore) -> Tally), ("begin", |s| s.begin)] {
        for role in Role::ALL {
            let tally = pick(score.of(role));
            let (p, r, f) = (100.0 * tally.precision(), 100.0 * tally.recall(), 100.0 * tally.f1());
            writeln!(out, "{name:6} {:8} P {p:5.1}  R {r:5.1}  F1 {f:5.1}  gold {}", role.name(), tally.gold)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn begin_forgives_the_end() {
        let labels = |text: &str| text.split(' ').map(|l| Label::parse(l).expect("a label")).collect::<Vec<_>>();
        let mut score = RowsScore::default();
        let gold = labels("B-source B-cue B-content I-content O");
        score.add(&gold, &labels("B-source O B-content I-content I-content"));
        assert_eq!(score.source.exact.f1(), 1.0);
        assert_eq!((score.cue.exact.gold, score.cue.exact.predicted), (1, 0));
        assert_eq!((score.content.exact.gold_hit, score.content.begin.gold_hit), (0, 1));
    }
}
