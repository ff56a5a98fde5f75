//! How much two wordings are alike.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_analysis::attribution::Kind;
use onrecord_text::quotation::quotations;

use crate::attribution::Attribution;
use crate::word::{fold, tokens};

/// Words in a run. Two are too common to pick candidates by; four miss short quotations.
const RUN: usize = 3;

/// Fewest words of a quotation that can be told from another by its words. Four words in a row
/// ("make sure nothing happens") hardly come up twice by chance in one speaker's mouth.
const FEWEST_QUOTED: usize = 4;

/// Fewest words of a report in the reporter's words that can.
const FEWEST_REPORTED: usize = 6;

/// How many in a hundred of the shorter one's runs the longer one must have. Transcripts of one
/// utterance differ in a filler or an ending here and there; at 60, a twelve-word quotation may
/// differ in one word in the middle (which breaks three of its ten runs).
const LEAST_CONTAINED: usize = 60;

/// The same, of all runs of both, for words that are the reporter's: there a longer report may
/// well tell of more than one utterance.
const LEAST_SHARED: usize = 70;

/// Where more wordings than this share a run, they are not all compared with each other but with
/// the longest few, which hold the others if they are alike: a quotation that a hundred reports
/// carry costs hundreds of comparisons then, not thousands.
const MANY: usize = 16;

/// The words of an attribution's content as far as they can be compared.
pub(super) struct Wording {
    /// Runs of quoted words; empty if too few are quoted.
    quoted: BTreeSet<Vec<String>>,
    /// Runs of all words; empty if there are too few.
    all: BTreeSet<Vec<String>>,
    words: Vec<String>,
    kind: Kind,
}

impl Wording {
    pub fn of(attribution: &Attribution) -> Self {
        let text = attribution.content.text.as_str();
        let all = words(text);
        let quoted = match attribution.kind {
            Kind::Direct => vec![all.clone()],
            Kind::Mixed => quotations(text).iter().map(|q| words(q.inner(text))).collect(),
            Kind::Indirect => Vec::new(),
        };
        let long = quoted.iter().filter(|words| words.len() >= FEWEST_QUOTED);
        Self {
            quoted: long.flat_map(|words| runs(words)).collect(),
            all: if all.len() >= FEWEST_REPORTED { runs(&all).collect() } else { BTreeSet::new() },
            kind: attribution.kind,
            words: all,
        }
    }

    fn is_like(&self, other: &Self) -> bool {
        contained(&self.quoted, &other.quoted) >= LEAST_CONTAINED || shared(&self.all, &other.all) >= LEAST_SHARED
    }
}

fn words(text: &str) -> Vec<String> {
    let words = tokens(text).into_iter().filter(|t| t.is_word);
    // With its ending: "we’re" and "were" differ enough, "it’s" and "it" may be one.
    words.map(|t| fold(t.text)).collect()
}

fn runs(words: &[String]) -> impl Iterator<Item = Vec<String>> {
    words.windows(RUN).map(<[String]>::to_vec)
}

/// How many in a hundred of the runs of the smaller set the other has.
fn contained(a: &BTreeSet<Vec<String>>, b: &BTreeSet<Vec<String>>) -> usize {
    let smaller = a.len().min(b.len());
    (a.intersection(b).count() * 100).checked_div(smaller).unwrap_or(0)
}

/// How many in a hundred of the runs of either set both have.
fn shared(a: &BTreeSet<Vec<String>>, b: &BTreeSet<Vec<String>>) -> usize {
    (a.intersection(b).count() * 100).checked_div(a.union(b).count()).unwrap_or(0)
}

/// Pairs of `wordings`, by their places, that are alike; enough of them to connect all that are.
pub(super) fn alike(wordings: &[Wording]) -> Vec<(usize, usize)> {
    let mut pairs = BTreeSet::new();
    // Equal ones are as good as one.
    let mut distinct: BTreeMap<(Kind, &[String]), usize> = BTreeMap::new();
    for (i, wording) in wordings.iter().enumerate() {
        let first = *distinct.entry((wording.kind, &wording.words)).or_insert(i);
        if first != i {
            pairs.insert((first, i));
        }
    }
    // The longest first, so that what is compared does not depend on the order they came in.
    let mut distinct: Vec<((Kind, &[String]), usize)> = distinct.into_iter().collect();
    distinct.sort_by_key(|((kind, words), _)| (std::cmp::Reverse(words.len()), *kind, *words));
    let mut by_run: BTreeMap<&[String], Vec<usize>> = BTreeMap::new();
    for (_, i) in distinct {
        let runs = wordings.get(i).map(|w| w.quoted.union(&w.all));
        for run in runs.into_iter().flatten() {
            by_run.entry(run).or_default().push(i);
        }
    }
    for places in by_run.values() {
        let n_first = if places.len() > MANY { MANY } else { places.len() };
        for (n, a) in places.iter().take(n_first).enumerate() {
            pairs.extend(places.iter().skip(n + 1).map(|b| (*a, *b)));
        }
    }
    let is_alike = |(a, b): &(usize, usize)| {
        let both = wordings.get(*a).zip(wordings.get(*b));
        both.is_some_and(|(a, b)| a.is_like(b))
    };
    pairs.into_iter().filter(is_alike).collect()
}
