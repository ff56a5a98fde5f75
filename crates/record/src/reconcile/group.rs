//! From pairs that may tell one utterance to groups that do.

use std::collections::BTreeMap;

use super::compare::{Candidate, LEAST, are_two, score};
use super::content::Lexicon;
use super::pairs::pairs;
use crate::cluster::Clusters;
use crate::parallel::both;

/// Fewest words that two attributions of one speaker must have, all of them the same and on the same days, to be one
/// without further comparison.
const FEWEST_EQUAL: usize = 5;

/// Lowest mean score between the members of two groups that become one: a chain of likenesses is not enough.
const LEAST_MEAN: f32 = 0.3;

/// A pair that scores less than this counts as this much in the mean, so that one far-off paraphrase does not part what
/// belongs together.
const FLOOR: f32 = -4.0;

/// How many members of a group are looked at when it is compared with another.
const MOST: usize = 12;

/// The groups of `candidates`, by their places, in order.
pub(super) fn groups(
    candidates: &[Candidate<'_>],
    speakers: &[Option<usize>],
    lexicon: &Lexicon<'_>,
) -> Vec<Vec<usize>> {
    let stands_for = equal(candidates, speakers);
    let chosen: Vec<usize> = (0..candidates.len()).filter(|place| stands_for.get(*place) == Some(place)).collect();
    let compare = |a: usize, b: usize| score(candidates.get(a)?, candidates.get(b)?, lexicon);
    let likely = |pairs: &[(usize, usize)]| -> Vec<(f32, usize, usize)> {
        let scored = pairs.iter().filter_map(|(a, b)| Some((compare(*a, *b)?, *a, *b)));
        scored.filter(|(score, ..)| *score > LEAST).collect()
    };
    let pairs = pairs(candidates, speakers, &chosen);
    let (first, second) = pairs.split_at(pairs.len() / 2);
    let (mut scored, rest) = both(|| likely(first), || likely(second));
    scored.extend(rest);
    // The likeliest first; which of equals comes first is settled by their ids' order.
    scored.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut members: BTreeMap<usize, Vec<usize>> = chosen.iter().map(|place| (*place, vec![*place])).collect();
    let mut group_of: Vec<usize> = (0..candidates.len()).collect();
    for (_, a, b) in scored {
        let (one, other) = (group_of[a], group_of[b]);
        if one == other {
            continue;
        }
        let fit = members.get(&one).zip(members.get(&other)).is_some_and(|(one, other)| {
            let mut total = 0.0f32;
            let mut n = 0u16;
            for a in one.iter().take(MOST) {
                for b in other.iter().take(MOST) {
                    let Some(score) = compare(*a, *b) else { return false };
                    if candidates.get(*a).zip(candidates.get(*b)).is_some_and(|(a, b)| are_two(a, b, lexicon)) {
                        return false;
                    }
                    total += score.max(FLOOR);
                    n += 1;
                }
            }
            n > 0 && total / f32::from(n) >= LEAST_MEAN
        });
        if fit {
            // The smaller place leads, so that the order of joins leaves no trace.
            let (kept, gone) = (one.min(other), one.max(other));
            let moved = members.remove(&gone).unwrap_or_default();
            moved.iter().for_each(|place| group_of[*place] = kept);
            let of_kept = members.entry(kept).or_default();
            of_kept.extend(moved);
            of_kept.sort_unstable();
        }
    }
    let mut clusters = Clusters::new(candidates.len());
    for (place, first) in stands_for.iter().enumerate() {
        clusters.join(place, group_of[*first]);
    }
    clusters.into_groups()
}

/// For each candidate the one that stands for it: the first in a row of the same words by the same speaker, each on days
/// that the one before it may be of.
fn equal(candidates: &[Candidate<'_>], speakers: &[Option<usize>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    let key = |place: &usize| {
        let candidate = candidates.get(*place);
        (
            speakers.get(*place).copied().flatten(),
            candidate.map(|c| (c.content.kind, c.content.all.words.as_slice())),
            candidate.and_then(|c| c.occasion),
            *place,
        )
    };
    order.sort_by(|a, b| key(a).cmp(&key(b)));
    let mut stands_for: Vec<usize> = (0..candidates.len()).collect();
    for pair in order.windows(2) {
        let (Some(one), Some(other)) = (candidates.get(pair[0]), candidates.get(pair[1])) else { continue };
        let speaker = speakers.get(pair[0]).copied().flatten();
        let same = speaker.is_some()
            && speakers.get(pair[1]).copied().flatten() == speaker
            && one.content.kind == other.content.kind
            && one.content.all.words == other.content.all.words
            && one.content.all.words.len() >= FEWEST_EQUAL;
        let together = match (&one.occasion, &other.occasion) {
            (Some(one), Some(other)) => one.apart(other) == 0,
            (one, other) => one.is_none() && other.is_none(),
        };
        if same && together {
            stands_for[pair[1]] = stands_for[pair[0]];
        }
    }
    stands_for
}
