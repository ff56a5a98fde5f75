//! Which predicted attribution answers which gold one.

use std::collections::{BTreeMap, BTreeSet};

use super::brat::Tokens;
use super::tokens::{Text, TokenSet};

/// A gold and a predicted attribution that answer each other.
pub struct Pair {
    /// Number of the gold attribution.
    pub gold: usize,
    /// Number of the predicted one.
    pub predicted: usize,
    /// Jaccard overlap of their content tokens.
    pub overlap: f64,
}

/// Jaccard overlap; 0 for two empty sets.
pub fn jaccard(a: &TokenSet, b: &TokenSet) -> f64 {
    let shared = a.intersection(b).count();
    let all = a.len() + b.len() - shared;
    if all == 0 { 0.0 } else { shared as f64 / all as f64 }
}

const STOP: [&str; 19] = [
    "of", "in", "for", "from", "at", "with", "on", "to", "by", "about", "who", "whom", "whose", "which", "that", "and",
    "or", "as", "near",
];

/// Last and head word of a source: the head is the last word before the first comma, bracket, dash,
/// preposition or relative pronoun. `None` for a source without words.
fn end_and_head(text: &Text, source: &TokenSet) -> Option<(usize, usize)> {
    let words: Vec<usize> = source.iter().copied().filter(|&i| text.is_word(i)).collect();
    let possessive =
        |k: usize| k > 0 && text.word(words[k]) == "s" && matches!(text.gap(words[k - 1], words[k]), ['\'' | '’']);
    let (&first, &end) = (words.first()?, words.last()?);
    let last = if possessive(words.len() - 1) { words[words.len() - 2] } else { end };
    let mut head = first;
    for k in 1..words.len() {
        let stops = STOP.contains(&text.word(words[k]).to_lowercase().as_str());
        if stops || text.gap(words[k - 1], words[k]).iter().any(|c| ",;:()[]—–".contains(*c)) {
            break;
        }
        if !possessive(k) {
            head = words[k];
        }
    }
    Some((last, head))
}

/// Whether two sources name the same: both empty, or overlapping by half, or one inside the other
/// with the same last or head word.
pub fn sources_agree(text: &Text, gold: &TokenSet, predicted: &TokenSet) -> bool {
    if gold.is_empty() || predicted.is_empty() {
        return gold.is_empty() && predicted.is_empty();
    }
    if jaccard(gold, predicted) >= 0.5 {
        return true;
    }
    let words = |set: &TokenSet| {
        let words: TokenSet = set.iter().copied().filter(|&i| text.is_word(i)).collect();
        if words.is_empty() { set.clone() } else { words }
    };
    let (g, p) = (words(gold), words(predicted));
    if !g.is_subset(&p) && !p.is_subset(&g) {
        return false;
    }
    match (end_and_head(text, gold), end_and_head(text, predicted)) {
        (Some((gold_last, gold_head)), Some((last, head))) => gold_last == last || gold_head == head,
        _ => false,
    }
}

/// Pairs gold and predicted attributions one to one so that the sum of their overlaps is greatest;
/// ties go to the pair whose sources agree, then to the one whose cues overlap more.
pub fn pairs(text: &Text, gold: &[Tokens], predicted: &[Tokens]) -> Vec<Pair> {
    let mut at: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (p, attribution) in predicted.iter().enumerate() {
        attribution.content.iter().for_each(|&i| at.entry(i).or_default().push(p));
    }
    let mut edges: BTreeMap<usize, BTreeMap<usize, (f64, f64)>> = BTreeMap::new();
    let mut back: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (g, a) in gold.iter().enumerate() {
        let candidates: BTreeSet<usize> = a.content.iter().filter_map(|i| at.get(i)).flatten().copied().collect();
        for p in candidates {
            let b = &predicted[p];
            let overlap = jaccard(&a.content, &b.content);
            let agree = if sources_agree(text, &a.source, &b.source) { 1e-4 } else { 0.0 };
            edges.entry(g).or_default().insert(p, (overlap, overlap + agree + 1e-5 * jaccard(&a.cue, &b.cue)));
            back.entry(p).or_default().insert(g);
        }
    }
    let mut found = Vec::new();
    let mut done: BTreeSet<usize> = BTreeSet::new();
    for &first in edges.keys() {
        if done.contains(&first) {
            continue;
        }
        let (mut rows, mut columns, mut todo) = (BTreeSet::<usize>::new(), BTreeSet::<usize>::new(), vec![first]);
        while let Some(g) = todo.pop() {
            if rows.insert(g) {
                for &p in edges[&g].keys() {
                    if columns.insert(p) {
                        todo.extend(&back[&p]);
                    }
                }
            }
        }
        done.extend(&rows);
        let (rows, columns): (Vec<_>, Vec<_>) = (rows.into_iter().collect(), columns.into_iter().collect());
        let weight: Vec<Vec<f64>> =
            rows.iter().map(|g| columns.iter().map(|p| edges[g].get(p).map_or(0.0, |e| e.1)).collect()).collect();
        for (r, c) in assign(&weight) {
            if let Some(&(overlap, _)) = edges[&rows[r]].get(&columns[c]) {
                found.push(Pair { gold: rows[r], predicted: columns[c], overlap });
            }
        }
    }
    found
}

/// Assignment of rows to columns of greatest total weight (Hungarian method, Kuhn 1955, with
/// potentials): pairs (row, column).
pub fn assign(weight: &[Vec<f64>]) -> Vec<(usize, usize)> {
    let (n_rows, n_columns) = (weight.len(), weight.first().map_or(0, Vec::len));
    if n_rows > n_columns {
        let turned: Vec<Vec<f64>> = (0..n_columns).map(|c| weight.iter().map(|row| row[c]).collect()).collect();
        return assign(&turned).into_iter().map(|(c, r)| (r, c)).collect();
    }
    let (mut u, mut v) = (vec![0.0; n_rows + 1], vec![0.0; n_columns + 1]);
    let mut owner = vec![0usize; n_columns + 1];
    for row in 1..=n_rows {
        owner[0] = row;
        let mut column = 0;
        let mut low = vec![f64::INFINITY; n_columns + 1];
        let mut way = vec![0usize; n_columns + 1];
        let mut used = vec![false; n_columns + 1];
        loop {
            used[column] = true;
            let (at, mut delta, mut next) = (owner[column], f64::INFINITY, 0);
            for j in 1..=n_columns {
                if used[j] {
                    continue;
                }
                let cost = -weight[at - 1][j - 1] - u[at] - v[j];
                if cost < low[j] {
                    low[j] = cost;
                    way[j] = column;
                }
                if low[j] < delta {
                    delta = low[j];
                    next = j;
                }
            }
            for j in 0..=n_columns {
                if used[j] {
                    u[owner[j]] += delta;
                    v[j] -= delta;
                } else {
                    low[j] -= delta;
                }
            }
            column = next;
            if owner[column] == 0 {
                break;
            }
        }
        while column != 0 {
            owner[column] = owner[way[column]];
            column = way[column];
        }
    }
    (1..=n_columns).filter(|&j| owner[j] != 0).map(|j| (owner[j] - 1, j - 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_assignment_is_not_the_greedy_one() {
        let mut found = assign(&[vec![0.9, 0.8], vec![0.8, 0.1]]);
        found.sort_unstable();
        assert_eq!(found, [(0, 1), (1, 0)]);
    }

    #[test]
    fn sources_agree_on_their_heads() {
        let text = Text::new("Ana Šimić, a minister from Oslo, and Šimić’s aide");
        let set = |words: &[&str], from: usize| -> TokenSet {
            (from..text.tokens.len()).filter(|&i| words.contains(&text.word(i).as_str())).take(words.len()).collect()
        };
        let long = text.token_set(&[Range { start: 0, end: 31 }]);
        assert!(sources_agree(&text, &long, &set(&["Šimić"], 0)));
        assert!(!sources_agree(&text, &long, &set(&["minister"], 0)));
        assert!(sources_agree(&text, &TokenSet::new(), &TokenSet::new()));
        assert!(!sources_agree(&text, &long, &TokenSet::new()));
    }

    use std::ops::Range;
}
