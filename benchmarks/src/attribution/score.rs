//! Counting hits, and the table that comes of it.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use crate::tally::Tally;

use super::brat::{GoldDocument, Tokens};
use super::matching::{pairs, sources_agree};
use super::tokens::{QuotedKind, TokenSet};

/// Least Jaccard overlap of content tokens for a pair to count, and to count as strict.
const LENIENT: f64 = 0.5;
const STRICT: f64 = 0.9;

/// One line of the table.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// What was measured.
    pub metric: String,
    /// The figures.
    #[serde(flatten)]
    pub tally: Tally,
}

/// Counts over documents.
#[derive(Default)]
pub struct Score {
    tallies: BTreeMap<(&'static str, &'static str), Tally>,
}

const ROLES: [&str; 3] = ["content", "cue", "source"];
const KINDS: [&str; 3] = ["direct", "mixed", "indirect"];
const LEVELS: [(&str, &str); 4] = [
    ("lenient", "content, lenient"),
    ("strict", "content, strict"),
    ("attributed", "attributed"),
    ("attributed strict", "attributed, strict"),
];

fn kind_name(kind: QuotedKind) -> &'static str {
    match kind {
        QuotedKind::Direct => "direct",
        QuotedKind::Mixed => "mixed",
        QuotedKind::Indirect => "indirect",
    }
}

impl Score {
    fn tally(&mut self, level: &'static str, kind: &'static str) -> &mut Tally {
        self.tallies.entry((level, kind)).or_default()
    }

    /// Figures at a level ("token", "exact" by role; "lenient", "strict", "attributed" by kind or
    /// for "all").
    pub fn at(&self, level: &'static str, kind: &'static str) -> Tally {
        self.tallies.get(&(level, kind)).copied().unwrap_or_default()
    }

    /// Adds one document. Gives for every prediction whether it is right: its content overlaps a
    /// gold one by half or more and has the right source.
    pub fn add(&mut self, document: &GoldDocument, predicted: &[Tokens]) -> Vec<bool> {
        let gold = &document.attributions;
        for role in ROLES {
            let set = |a: &Tokens| -> TokenSet {
                match role {
                    "content" => a.content.clone(),
                    "cue" => a.cue.clone(),
                    _ => a.source.clone(),
                }
            };
            let all = |attributions: &[Tokens]| attributions.iter().flat_map(set).collect::<TokenSet>();
            self.add_sets("token", role, &all(gold), &all(predicted));
            self.add_exact(role, document, predicted);
        }
        let mut right = vec![false; predicted.len()];
        let kept: Vec<usize> = (0..predicted.len()).filter(|&i| !predicted[i].content.is_empty()).collect();
        let predicted: Vec<&Tokens> = kept.iter().map(|&i| &predicted[i]).collect();
        for (level, _) in LEVELS {
            for a in gold {
                self.tally(level, kind_name(a.kind)).gold += 1;
                self.tally(level, "all").gold += 1;
            }
            for a in &predicted {
                self.tally(level, kind_name(a.kind)).predicted += 1;
                self.tally(level, "all").predicted += 1;
            }
        }
        let owned: Vec<Tokens> = predicted
            .iter()
            .map(|a| Tokens { content: a.content.clone(), cue: a.cue.clone(), source: a.source.clone(), kind: a.kind })
            .collect();
        for pair in pairs(&document.text, gold, &owned) {
            if pair.overlap < LENIENT {
                continue;
            }
            let (g, p) = (&gold[pair.gold], &owned[pair.predicted]);
            let agree = sources_agree(&document.text, &g.source, &p.source);
            let strict = pair.overlap >= STRICT;
            right[kept[pair.predicted]] = agree;
            let reached =
                [("lenient", true), ("attributed", agree), ("strict", strict), ("attributed strict", agree && strict)];
            for (level, _) in reached.into_iter().filter(|(_, reached)| *reached) {
                self.tally(level, kind_name(g.kind)).gold_hit += 1;
                self.tally(level, kind_name(p.kind)).predicted_hit += 1;
                let all = self.tally(level, "all");
                all.gold_hit += 1;
                all.predicted_hit += 1;
            }
        }
        right
    }

    fn add_sets(&mut self, level: &'static str, kind: &'static str, gold: &TokenSet, predicted: &TokenSet) {
        *self.tally(level, kind) += Tally::of_sets(gold, predicted);
    }

    /// Exact spans: the token set of a role of one attribution, its pieces pooled, counts when
    /// some attribution of the other side has the very same set for that role.
    fn add_exact(&mut self, role: &'static str, document: &GoldDocument, predicted: &[Tokens]) {
        let sets = |attributions: &[Tokens]| -> std::collections::BTreeSet<Vec<usize>> {
            let of = |a: &Tokens| match role {
                "content" => a.content.iter().copied().collect(),
                "cue" => a.cue.iter().copied().collect(),
                _ => a.source.iter().copied().collect::<Vec<_>>(),
            };
            attributions.iter().map(of).filter(|s: &Vec<usize>| !s.is_empty()).collect()
        };
        *self.tally("exact", role) += Tally::of_sets(&sets(&document.attributions), &sets(predicted));
    }

    /// The table, overall figures first, then by kind.
    pub fn rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        for role in ROLES {
            rows.push(self.row(format!("token {role}"), "token", role));
        }
        for role in ROLES {
            rows.push(self.row(format!("exact span {role}"), "exact", role));
        }
        for (level, title) in LEVELS {
            rows.push(self.row(title.to_owned(), level, "all"));
        }
        for kind in KINDS {
            for (level, _) in LEVELS.iter().take(3) {
                rows.push(self.row(format!("{kind}: {level}"), level, kind));
            }
        }
        rows
    }

    fn row(&self, metric: String, level: &'static str, kind: &'static str) -> Row {
        Row { metric, tally: self.at(level, kind) }
    }
}

/// Prints the table, figures in percent.
pub fn print(rows: &[Row], out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{:<24} {:>6} {:>6} {:>6}  {:>7} {:>9}", "", "P", "R", "F1", "gold", "predicted")?;
    for row in rows {
        writeln!(
            out,
            "{:<24} {:>6.1} {:>6.1} {:>6.1}  {:>7} {:>9}",
            row.metric,
            100.0 * row.tally.precision(),
            100.0 * row.tally.recall(),
            100.0 * row.tally.f1(),
            row.tally.gold,
            row.tally.predicted
        )?;
    }
    Ok(())
}
