//! Which attributions are compared: never all with all.
//!
//! Attributions of one speaker that share a rare word, a number or a run of words meet in a block, in the order of their
//! days, and each is compared with the few before it; so are those of one speaker, or one side, that say much the same in
//! other words. Where a speaker is not known by name, or was read from a pronoun, runs of words bring him together with
//! anybody; where he is not known by name, so does what is said about the same days. In a report each attribution is
//! compared with the next ones. So the work grows with the number of attributions, whatever the size of a block.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::compare::{Candidate, SURELY_ALIKE};
use super::content::hash;
use crate::id::ActorId;

/// How many before it in a block an attribution is compared with.
const BACK: usize = 6;

/// How many first ones of a block it is compared with as well: of very many alike, they hold the others together.
const FIRST: usize = 2;

/// How many of the words of an attribution lead to blocks: those that fewest attributions have.
const RARE: usize = 5;

/// How many attributions further down the report an attribution is compared with.
const AHEAD: usize = 3;

/// How many before it, of the same speaker or side, an attribution is held against by what it says.
const NEIGHBOURS: usize = 32;

/// Likeness of what they say from which two of them are compared.
const ALIKE: f32 = 0.3;

/// How many before it, whoever speaks, an attribution of somebody who may be anybody is held against.
const ANYBODY: usize = 160;

/// Likeness of what they say from which two of these are compared.
const MUCH_ALIKE: f32 = 0.45;

/// What brings attributions together: a word, a number or a run of words, in the mouth of one speaker or of anybody.
#[derive(Clone, Copy)]
enum Shared {
    Word = 1,
    Number = 2,
    Run = 3,
}

/// The key of a block as a hash. Two blocks with one key would only cost a few comparisons.
fn key(shared: Shared, speaker: Option<usize>, what: u64) -> u64 {
    // No record has as many speakers as there are numbers.
    let speaker = speaker.and_then(|speaker| u64::try_from(speaker).ok()).unwrap_or(u64::MAX);
    hash([shared as u64, speaker, what].into_iter())
}

/// Pairs of places, the smaller first. `speakers` gives for each candidate the number of its speaker, if it has one.
pub(super) fn pairs(candidates: &[Candidate<'_>], speakers: &[Option<usize>], chosen: &[usize]) -> Vec<(usize, usize)> {
    let common = how_common(candidates, chosen);
    // Runs of somebody who may be anybody; only these bring different names together.
    let mut open: HashSet<u64> = HashSet::new();
    for candidate in chosen.iter().filter_map(|place| candidates.get(*place)) {
        if !candidate.is_named || !candidate.is_sure {
            open.extend(&candidate.content.all.runs);
        }
    }
    let mut keyed: Vec<(u64, i32, usize)> = Vec::new();
    for place in chosen {
        let Some(candidate) = candidates.get(*place) else { continue };
        let day = candidate.occasion.map_or(i32::MIN, |occasion| occasion.first());
        let text = &candidate.content.all;
        let speaker = speakers.get(*place).copied().flatten();
        if speaker.is_some() {
            let mut words: Vec<(usize, u64)> =
                text.stems.iter().map(|stem| (common.get(stem).copied().unwrap_or(0), *stem)).collect();
            words.sort_unstable();
            let rare = words.into_iter().filter(|(n, _)| *n > 1).take(RARE);
            keyed.extend(rare.map(|(_, stem)| (key(Shared::Word, speaker, stem), day, *place)));
            keyed.extend(text.numbers.iter().map(|number| (key(Shared::Number, speaker, *number), day, *place)));
        }
        for run in &text.runs {
            let whose = if open.contains(run) { None } else { speaker };
            keyed.push((key(Shared::Run, whose, *run), day, *place));
        }
    }
    keyed.sort_unstable();
    let mut found: Vec<(usize, usize)> = Vec::new();
    for block in keyed.chunk_by(|a, b| a.0 == b.0) {
        for (n, (_, _, place)) in block.iter().enumerate() {
            let before = block[n.saturating_sub(BACK)..n].iter().chain(block.iter().take(FIRST.min(n)));
            found.extend(before.map(|(_, _, other)| (*other.min(place), *other.max(place))));
        }
    }
    drop(keyed);
    found.extend(down_the_report(candidates, chosen));
    found.extend(alike(candidates, speakers, chosen));
    found.extend(alike_whoever_speaks(candidates, chosen));
    found.retain(|(a, b)| a != b);
    found.sort_unstable();
    found.dedup();
    found
}

/// In how many attributions each stem stands.
fn how_common(candidates: &[Candidate<'_>], chosen: &[usize]) -> HashMap<u64, usize> {
    let mut common: HashMap<u64, usize> = HashMap::new();
    for candidate in chosen.iter().filter_map(|place| candidates.get(*place)) {
        for stem in &candidate.content.all.stems {
            *common.entry(*stem).or_default() += 1;
        }
    }
    common
}

/// Those of one speaker that say much the same; one who is known only by what he is, and the others of his side.
fn alike(candidates: &[Candidate<'_>], speakers: &[Option<usize>], chosen: &[usize]) -> Vec<(usize, usize)> {
    let number: BTreeMap<&ActorId, usize> = candidates
        .iter()
        .zip(speakers)
        .filter_map(|(candidate, number)| Some((candidate.speaker?, (*number)?)))
        .collect();
    let mut keyed: Vec<(usize, i32, usize)> = Vec::new();
    for place in chosen {
        let Some(candidate) = candidates.get(*place).filter(|candidate| candidate.gist.is_some()) else { continue };
        let day = candidate.occasion.map_or(i32::MIN, |occasion| occasion.first());
        let side = candidate.party.and_then(|party| number.get(party)).copied();
        let who = speakers.get(*place).copied().flatten();
        keyed.extend(who.into_iter().chain(side.filter(|side| Some(*side) != who)).map(|who| (who, day, *place)));
    }
    keyed.sort_unstable();
    let mut found = Vec::new();
    for block in keyed.chunk_by(|a, b| a.0 == b.0) {
        let places: Vec<usize> = block.iter().map(|(_, _, place)| *place).collect();
        found.extend(like_those_before(candidates, &places, NEIGHBOURS, |_, _, likeness| likeness >= ALIKE));
    }
    found
}

/// Those of about the same days that say much the same, one of them of somebody who is not known by name, or was read from a
/// pronoun: it may be one speaker.
fn alike_whoever_speaks(candidates: &[Candidate<'_>], chosen: &[usize]) -> Vec<(usize, usize)> {
    let mut by_day: Vec<(i32, usize)> = chosen
        .iter()
        .filter_map(|place| Some((candidates.get(*place).filter(|candidate| candidate.gist.is_some())?, *place)))
        .map(|(candidate, place)| (candidate.occasion.map_or(i32::MIN, |occasion| occasion.first()), place))
        .collect();
    by_day.sort_unstable();
    let places: Vec<usize> = by_day.into_iter().map(|(_, place)| place).collect();
    like_those_before(candidates, &places, ANYBODY, |a, b, likeness| {
        let is_known = |candidate: &Candidate<'_>| candidate.is_named && candidate.is_sure;
        let least = if a.is_named && b.is_named { SURELY_ALIKE } else { MUCH_ALIKE };
        !(is_known(a) && is_known(b)) && likeness >= least
    })
}

/// Each of `places` with those of the `reach` before it that `fit` takes by what both say.
fn like_those_before(
    candidates: &[Candidate<'_>],
    places: &[usize],
    reach: usize,
    fit: impl Fn(&Candidate<'_>, &Candidate<'_>, f32) -> bool,
) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (n, place) in places.iter().enumerate() {
        for other in &places[n.saturating_sub(reach)..n] {
            let (Some(a), Some(b)) = (candidates.get(*place), candidates.get(*other)) else { continue };
            if a.gist.zip(b.gist).is_some_and(|(one, two)| fit(a, b, one.likeness(two))) {
                found.push((*other.min(place), *other.max(place)));
            }
        }
    }
    found
}

/// A telling, and the quotations that may bear it out below.
fn down_the_report(candidates: &[Candidate<'_>], chosen: &[usize]) -> Vec<(usize, usize)> {
    let mut by_report: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for place in chosen {
        if let Some(candidate) = candidates.get(*place) {
            by_report.entry(candidate.report).or_default().push((candidate.start, *place));
        }
    }
    let mut found = Vec::new();
    for places in by_report.values_mut() {
        places.sort_unstable();
        for (n, (_, place)) in places.iter().enumerate() {
            let ahead = places.iter().skip(n + 1).take(AHEAD);
            found.extend(ahead.map(|(_, other)| (*other.min(place), *other.max(place))));
        }
    }
    found
}
