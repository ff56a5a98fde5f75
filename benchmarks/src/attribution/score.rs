//! Counting hits, and the table that comes of it.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::brat::{GoldDocument, Tokens};
use super::matching::{pairs, sources_agree};
use super::tokens::{QuotedKind, TokenSet};

/// Least Jaccard overlap of content tokens for a pair to count, and to count as strict.
const LENIENT: f64 = 0.5;
const STRICT: f64 = 0.9;

/// Gold and predicted items, and how many of each were hit.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    gold: usize,
    predicted: usize,
    gold_hit: usize,
    predicted_hit: usize,
}

/// One line of the table.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// What was measured.
    pub metric: String,
    /// Share of predictions that are right, 0 to 1.
    pub precision: f64,
    /// Share of the gold that was found, 0 to 1.
    pub recall: f64,
    /// Harmonic mean of the two.
    pub f1: f64,
    /// Number of gold items.
    pub gold: usize,
    /// Number of predicted items.
    pub predicted: usize,
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

    /// Adds one document.
    pub fn add(&mut self, document: &GoldDocument, predicted: &[Tokens]) {
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
        let predicted: Vec<&Tokens> = predicted.iter().filter(|a| !a.content.is_empty()).collect();
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
    }

    fn add_sets(&mut self, level: &'static str, kind: &'static str, gold: &TokenSet, predicted: &TokenSet) {
        let shared = gold.intersection(predicted).count();
        let tally = self.tally(level, kind);
        tally.gold += gold.len();
        tally.predicted += predicted.len();
        tally.gold_hit += shared;
        tally.predicted_hit += shared;
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
        let (gold, predicted) = (sets(&document.attributions), sets(predicted));
        let shared = gold.intersection(&predicted).count();
        let tally = self.tally("exact", role);
        tally.gold += gold.len();
        tally.predicted += predicted.len();
        tally.gold_hit += shared;
        tally.predicted_hit += shared;
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
        let t = self.tallies.get(&(level, kind)).copied().unwrap_or_default();
        let share = |hit: usize, all: usize| {
            if all == 0 { 0.0 } else { hit as f64 / all as f64 }
        };
        let (precision, recall) = (share(t.predicted_hit, t.predicted), share(t.gold_hit, t.gold));
        let f1 = if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) };
        Row { metric, precision, recall, f1, gold: t.gold, predicted: t.predicted }
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
            100.0 * row.precision,
            100.0 * row.recall,
            100.0 * row.f1,
            row.gold,
            row.predicted
        )?;
    }
    Ok(())
}
