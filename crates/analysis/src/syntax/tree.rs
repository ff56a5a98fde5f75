//! The best tree under scores of every token for every head.
//!
//! Each token's best head gives a tree most of the time. Where it gives a circle, or several roots, the algorithm of
//! Chu and Liu (1965) and Edmonds (1967) finds the best tree; a penalty on the root's edges makes it one root.

/// Scores, `[token][head]`, head 0 being the root and head `1 + h` token `h`.
pub(super) type Scores = Vec<Vec<f32>>;

/// More than any sum of scores, so that a second root is never worth it.
const ROOT_PENALTY: f32 = 1e6;
const NEVER: f32 = f32::NEG_INFINITY;

/// The head of every token in the best tree with one root, numbered as in [`Scores`].
pub(super) fn best_tree(scores: &Scores) -> Vec<usize> {
    let n = scores.len();
    let heads: Vec<usize> = scores.iter().map(|row| best(row)).collect();
    if n == 0 || (heads.iter().filter(|&&h| h == 0).count() == 1 && circle(&heads).is_none()) {
        return heads;
    }
    // Nodes 0..=n with 0 the root; graph[d][h].
    let mut graph = vec![vec![NEVER; n + 1]; n + 1];
    for (token, row) in scores.iter().enumerate() {
        for (head, &score) in row.iter().enumerate().take(n + 1) {
            if head != token + 1 {
                graph[token + 1][head] = if head == 0 { score - ROOT_PENALTY } else { score };
            }
        }
    }
    edmonds(&graph)[1..].to_vec()
}

/// The head of every node of a graph `[node][head]` rooted at 0; that of the root is itself.
fn edmonds(graph: &[Vec<f32>]) -> Vec<usize> {
    let n = graph.len();
    let mut heads: Vec<usize> = (0..n).map(|d| if d == 0 { 0 } else { best(&graph[d]) }).collect();
    let Some(circle) = circle(&heads[1..]) else { return heads };
    // Contract the circle to one node, `at` in the smaller graph.
    let inside = |node: usize| circle.contains(&node);
    let outer: Vec<usize> = (0..n).filter(|&node| !inside(node)).collect();
    let at = outer.len();
    let mut smaller = vec![vec![NEVER; at + 1]; at + 1];
    // Where an edge into or out of the circle really starts or ends.
    let (mut enters, mut leaves) = (vec![0; at], vec![0; at]);
    let circle_score: f32 = circle.iter().map(|&d| graph[d][heads[d]]).sum();
    for (i, &node) in outer.iter().enumerate() {
        for (j, &other) in outer.iter().enumerate() {
            smaller[i][j] = graph[node][other];
        }
        if node != 0 {
            leaves[i] = argbest(circle.iter().copied(), |&head| graph[node][head]);
            smaller[i][at] = graph[node][leaves[i]];
        }
        enters[i] = argbest(circle.iter().copied(), |&d| graph[d][node] - graph[d][heads[d]]);
        smaller[at][i] = circle_score + graph[enters[i]][node] - graph[enters[i]][heads[enters[i]]];
    }
    let solved = edmonds(&smaller);
    for (i, &node) in outer.iter().enumerate().skip(1) {
        heads[node] = if solved[i] == at { leaves[i] } else { outer[solved[i]] };
    }
    let from = solved[at];
    heads[enters[from]] = outer[from];
    heads
}

/// The nodes of a circle, if the heads of nodes 1.. make one.
fn circle(heads: &[usize]) -> Option<Vec<usize>> {
    // 0: not seen; otherwise the number of the walk that saw it.
    let mut seen = vec![0; heads.len() + 1];
    for start in 1..=heads.len() {
        let mut node = start;
        while node != 0 && seen[node] == 0 {
            seen[node] = start;
            node = heads[node - 1];
        }
        if node != 0 && seen[node] == start {
            let mut found = vec![node];
            let mut next = heads[node - 1];
            while next != node {
                found.push(next);
                next = heads[next - 1];
            }
            return Some(found);
        }
    }
    None
}

fn best(row: &[f32]) -> usize {
    argbest(0..row.len(), |&i| row[i])
}

/// The first of the items that score best.
fn argbest(items: impl Iterator<Item = usize>, score: impl Fn(&usize) -> f32) -> usize {
    let better = |best: Option<(usize, f32)>, item: usize| {
        let here = score(&item);
        if best.is_none_or(|(_, value)| here > value) { Some((item, here)) } else { best }
    };
    items.fold(None, better).map_or(0, |(item, _)| item)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_tree_stays_as_it_is() {
        assert_eq!(best_tree(&vec![vec![0.0, NEVER, 5.0], vec![9.0, 1.0, NEVER]]), [2, 0]);
        assert!(best_tree(&Vec::new()).is_empty());
    }

    #[test]
    fn a_circle_is_broken_where_it_costs_least() {
        // 1 and 2 want each other; the root fits 2 better.
        assert_eq!(best_tree(&vec![vec![1.0, NEVER, 9.0], vec![3.0, 9.0, NEVER]]), [2, 0]);
    }

    #[test]
    fn there_is_one_root() {
        let heads = best_tree(&vec![vec![9.0, NEVER, 1.0], vec![8.0, 2.0, NEVER]]);
        assert_eq!(heads.iter().filter(|&&h| h == 0).count(), 1);
        assert_eq!(heads, [0, 1]);
    }

    /// All head assignments that are trees with one root, by trying them.
    fn by_trial(scores: &Scores) -> f32 {
        let n = scores.len();
        let mut best = NEVER;
        for number in 0..(n + 1).pow(n as u32) {
            let heads: Vec<usize> = (0..n).map(|i| number / (n + 1).pow(i as u32) % (n + 1)).collect();
            let one_root = heads.iter().filter(|&&h| h == 0).count() == 1;
            if one_root && heads.iter().enumerate().all(|(i, &h)| h != i + 1) && circle(&heads).is_none() {
                best = best.max(total(scores, &heads));
            }
        }
        best
    }

    fn total(scores: &Scores, heads: &[usize]) -> f32 {
        heads.iter().enumerate().map(|(token, &head)| scores[token][head]).sum()
    }

    proptest! {
        #[test]
        fn the_tree_is_the_best_there_is(n in 1usize..5, seed in prop::collection::vec(-8i8..8, 25)) {
            let scores: Scores =
                (0..n).map(|i| (0..=n).map(|j| if j == i + 1 { NEVER } else { f32::from(seed[i * 5 + j]) }).collect()).collect();
            let heads = best_tree(&scores);
            prop_assert!(circle(&heads).is_none());
            prop_assert_eq!(heads.iter().filter(|&&h| h == 0).count(), 1);
            prop_assert_eq!(total(&scores, &heads), by_trial(&scores));
        }
    }
}
