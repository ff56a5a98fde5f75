//! Tags to spans, and the best sequence of tags under a linear-chain conditional random field.

use std::ops::Range;

/// A tag of the BIO scheme: the kind it belongs to is a position in a list of kinds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bio {
    pub(crate) kind: usize,
    pub(crate) units: Range<usize>,
}

/// Runs of one kind: tag 0 is outside, then B- and I- of every kind. An inside tag that follows nothing of its kind
/// opens a span of its own.
pub(crate) fn spans(tags: &[usize]) -> Vec<Bio> {
    let mut found: Vec<Bio> = Vec::new();
    let mut open: Option<usize> = None;
    for (unit, &tag) in tags.iter().enumerate() {
        let Some(tag) = tag.checked_sub(1) else {
            open = None;
            continue;
        };
        let (kind, begins) = (tag / 2, tag % 2 == 0);
        match found.last_mut() {
            Some(last) if !begins && open == Some(kind) => last.units.end = unit + 1,
            _ => found.push(Bio { kind, units: unit..unit + 1 }),
        }
        open = Some(kind);
    }
    found
}

/// The best tag of every row of `logits` (one row of scores a unit), given the score of going from
/// tag to tag and of starting with a tag. Ties go to the lower tag.
pub(super) fn best_tags(logits: &[&[f32]], transitions: &[Vec<f32>], start: &[f32]) -> Vec<usize> {
    let Some((first, rest)) = logits.split_first() else {
        return Vec::new();
    };
    let mut best: Vec<f32> = first.iter().zip(start).map(|(l, s)| l + s).collect();
    let mut back: Vec<Vec<usize>> = Vec::with_capacity(rest.len());
    for row in rest {
        let (mut next, mut from) = (Vec::with_capacity(row.len()), Vec::with_capacity(row.len()));
        for (to, logit) in row.iter().enumerate() {
            let scores = best.iter().zip(transitions).map(|(b, t)| b + t.get(to).copied().unwrap_or(f32::NEG_INFINITY));
            let (at, score) = argmax(scores);
            next.push(score + logit);
            from.push(at);
        }
        best = next;
        back.push(from);
    }
    let mut tag = argmax(best.iter().copied()).0;
    let mut path = vec![tag];
    for from in back.iter().rev() {
        tag = from.get(tag).copied().unwrap_or(0);
        path.push(tag);
    }
    path.reverse();
    path
}

/// Position and value of the largest score; the first of equals.
pub(crate) fn argmax(scores: impl Iterator<Item = f32>) -> (usize, f32) {
    scores.enumerate().fold((0, f32::NEG_INFINITY), |best, (i, s)| if s > best.1 { (i, s) } else { best })
}

/// For every row the probability of every tag given all rows (forward-backward).
pub(super) fn marginals(logits: &[&[f32]], transitions: &[Vec<f32>], start: &[f32]) -> Vec<Vec<f32>> {
    let Some(first) = logits.first() else {
        return Vec::new();
    };
    let n_tags = first.len();
    let mut forward = vec![first.iter().zip(start).map(|(l, s)| l + s).collect::<Vec<f32>>()];
    for row in &logits[1..] {
        let before = forward.last().cloned().unwrap_or_default();
        forward.push(
            (0..n_tags)
                .map(|to| row[to] + log_sum((0..n_tags).map(|from| before[from] + transitions[from][to])))
                .collect(),
        );
    }
    let mut backward = vec![vec![0.0; n_tags]; logits.len()];
    for i in (0..logits.len() - 1).rev() {
        for from in 0..n_tags {
            backward[i][from] =
                log_sum((0..n_tags).map(|to| transitions[from][to] + logits[i + 1][to] + backward[i + 1][to]));
        }
    }
    let total = log_sum(forward[logits.len() - 1].iter().copied());
    forward.iter().zip(&backward).map(|(f, b)| f.iter().zip(b).map(|(f, b)| (f + b - total).exp()).collect()).collect()
}

fn log_sum(values: impl Iterator<Item = f32> + Clone) -> f32 {
    let largest = values.clone().fold(f32::NEG_INFINITY, f32::max);
    if largest == f32::NEG_INFINITY { largest } else { largest + values.map(|v| (v - largest).exp()).sum::<f32>().ln() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORBIDDEN: f32 = -1e4;

    fn views(rows: &[Vec<f32>]) -> Vec<&[f32]> {
        rows.iter().map(Vec::as_slice).collect()
    }

    fn check(tags: &[usize], expected: &[(usize, Range<usize>)]) {
        let found: Vec<_> = spans(tags).into_iter().map(|s| (s.kind, s.units)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn runs_of_tags_are_spans() {
        // O, B-source, I-source, B-cue, B-content, I-content, B-content
        check(&[0, 1, 2, 3, 5, 6, 5], &[(0, 1..3), (1, 3..4), (2, 4..6), (2, 6..7)]);
    }

    #[test]
    fn an_inside_tag_alone_opens_a_span() {
        check(&[2, 0, 6, 2], &[(0, 0..1), (2, 2..3), (0, 3..4)]);
    }

    #[test]
    fn a_forbidden_step_is_not_taken() {
        // Tags O, B, I; I may not follow O nor start.
        let transitions = vec![vec![0.0, 0.0, FORBIDDEN], vec![0.0; 3], vec![0.0; 3]];
        let logits = vec![vec![1.0, 0.0, 5.0], vec![0.0, 1.0, 3.0], vec![0.0, 0.0, 2.0]];
        assert_eq!(best_tags(&views(&logits), &transitions, &[0.0, 0.0, FORBIDDEN]), [1, 2, 2]);
        assert!(best_tags(&[], &transitions, &[0.0; 3]).is_empty());
    }

    #[test]
    fn marginals_match_a_count_of_all_paths() {
        let transitions = vec![vec![0.3, -0.2], vec![0.1, 0.5]];
        let (logits, start) = (vec![vec![0.2, 0.4], vec![-0.1, 0.6], vec![0.9, 0.0]], [0.1, -0.3]);
        let mut sums = vec![vec![0.0f64; 2]; 3];
        let mut total = 0.0;
        for path in 0..8usize {
            let tags: Vec<usize> = (0..3).map(|i| path >> i & 1).collect();
            let mut score = start[tags[0]];
            for i in 0..3 {
                score += logits[i][tags[i]];
                if i > 0 {
                    score += transitions[tags[i - 1]][tags[i]];
                }
            }
            let weight = f64::from(score).exp();
            total += weight;
            for (i, &tag) in tags.iter().enumerate() {
                sums[i][tag] += weight;
            }
        }
        for (row, sums) in marginals(&views(&logits), &transitions, &start).iter().zip(&sums) {
            for (p, sum) in row.iter().zip(sums) {
                assert!((f64::from(*p) - sum / total).abs() < 1e-5);
            }
        }
    }
}
