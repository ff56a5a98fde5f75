//! Which reports print the same copy.
//!
//! Two papers that send somebody to a news conference quote the same words, but tell the rest in their own. Two that
//! print an agency's text share the telling, too. So a report's fingerprint is taken of the words outside quotation marks:
//! of every run of [`RUN`] words a hash, and of these the smallest in every window of [`WINDOW`] (Schleimer, Wilkerson
//! and Aiken, "Winnowing", 2003). Any passage of `RUN + WINDOW - 1` words that two reports share leaves a hash in both.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_text::quotation::quotations;

use crate::cluster::Clusters;
use crate::id::ReportId;
use crate::word::{fold, tokens};

/// Words in a run. Longer ones miss copy that was edited lightly. On the labelled negotiations reports that print the same
/// copy share 36 to 68 of a hundred hashes of the shorter one with this length, all others 5 at most.
const RUN: usize = 5;

/// Runs in a window.
const WINDOW: usize = 4;

/// How many in a hundred of the shorter report's hashes the longer one must have for both to be one witness. Agency copy
/// is cut at the end and edited lightly; background that every report carries, written once and used again, is less than
/// a quarter of a report.
const LEAST_SHARED: usize = 25;

/// Fewest hashes they must share.
const FEWEST: usize = 3;

/// Where more reports than this share a hash, they are not all compared with each other but with the first few.
const MANY: usize = 64;

/// How many these are.
const FEW: usize = 8;

/// Hashes of a report's own words, sorted, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fingerprint(Vec<u64>);

impl Fingerprint {
    /// Of a report's clean text.
    pub fn of(text: &str) -> Self {
        let quoted = quotations(text);
        let words: Vec<String> = tokens(text)
            .into_iter()
            .filter(|token| token.is_word && !quoted.iter().any(|q| q.span().range().contains(&token.range.start)))
            .map(|token| fold(token.text))
            .collect();
        let hashes: Vec<u64> = words.windows(RUN).map(hash).collect();
        let mut kept: Vec<u64> = hashes.windows(WINDOW).filter_map(|window| window.iter().min().copied()).collect();
        if kept.is_empty() {
            kept.extend(hashes.iter().min());
        }
        kept.sort_unstable();
        kept.dedup();
        Self(kept)
    }

    /// The fingerprint with these hashes.
    pub fn from_hashes(mut hashes: Vec<u64>) -> Self {
        hashes.sort_unstable();
        hashes.dedup();
        Self(hashes)
    }

    /// Its hashes, sorted.
    pub fn hashes(&self) -> &[u64] {
        &self.0
    }
}

fn hash(words: &[String]) -> u64 {
    let mut hasher = blake3::Hasher::new();
    for word in words {
        hasher.update(word.as_bytes());
        hasher.update(b" ");
    }
    let bytes: [u8; 8] = hasher.finalize().as_bytes().first_chunk().copied().unwrap_or_default();
    u64::from_le_bytes(bytes)
}

/// Groups of reports, by their places, that print the same copy: those of more than one, in order.
pub(crate) fn copies(fingerprints: &[&Fingerprint]) -> Vec<Vec<usize>> {
    let held = fingerprints.iter().enumerate();
    let mut held: Vec<(u64, usize)> =
        held.flat_map(|(place, fingerprint)| fingerprint.0.iter().map(move |hash| (*hash, place))).collect();
    held.sort_unstable();
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for places in held.chunk_by(|a, b| a.0 == b.0).filter(|places| places.len() > 1) {
        // Copy that very many print is compared with the first few, which hold the others together.
        let n_first = if places.len() > MANY { FEW } else { places.len() };
        for (n, (_, a)) in places.iter().take(n_first).enumerate() {
            places.iter().skip(n + 1).for_each(|(_, b)| *shared.entry((*a, *b)).or_default() += 1);
        }
    }
    let mut clusters = Clusters::new(fingerprints.len());
    for ((a, b), n) in shared {
        let (Some(one), Some(other)) = (fingerprints.get(a), fingerprints.get(b)) else { continue };
        let shorter = one.0.len().min(other.0.len());
        if n >= FEWEST.min(shorter) && n * 100 >= shorter * LEAST_SHARED {
            clusters.join(a, b);
        }
    }
    clusters.into_groups().into_iter().filter(|group| group.len() > 1).collect()
}

/// Reports that are one witness each, though several print it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Copies {
    group_of: BTreeMap<ReportId, usize>,
    groups: Vec<Vec<ReportId>>,
}

impl Copies {
    /// Of these groups, each of more than one report.
    pub fn new(mut groups: Vec<Vec<ReportId>>) -> Self {
        groups.iter_mut().for_each(|group| group.sort());
        groups.sort();
        let group_of =
            groups.iter().enumerate().flat_map(|(at, group)| group.iter().map(move |id| (id.clone(), at))).collect();
        Self { group_of, groups }
    }

    /// The groups, sorted, each of more than one report.
    pub fn groups(&self) -> &[Vec<ReportId>] {
        &self.groups
    }

    /// Whether two reports print the same copy.
    pub fn are_one(&self, one: &ReportId, other: &ReportId) -> bool {
        one == other || self.group_of.get(one).is_some_and(|group| self.group_of.get(other) == Some(group))
    }

    /// How many of `reports` do not print the copy of one before them.
    pub fn n_independent<'r>(&self, reports: impl IntoIterator<Item = &'r ReportId>) -> usize {
        let witness = |report: &'r ReportId| match self.group_of.get(report) {
            Some(group) => (Some(*group), None),
            None => (None, Some(report)),
        };
        reports.into_iter().map(witness).collect::<BTreeSet<_>>().len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AGENCY: &str = "The fisheries minister of Eyrland said on Tuesday that no trawler would come in before the \
        survey is handed over, “not one” in her words. Boats from Kestmark have been shut out of the grounds since the \
        old agreement ran out in November, and landed a fifth of the herring there.";

    #[test]
    fn copy_is_one_witness_and_own_telling_another() {
        let edited = AGENCY.replace("on Tuesday", "yesterday").replace(" in her words", "");
        let own = "“Not one,” said the minister, whose patience with the neighbours is at an end. The fleet waits. \
            Þóra Hallvik spoke for four minutes, took no questions and left through the kitchen of parliament house.";
        let fingerprints: Vec<Fingerprint> = [AGENCY, own, &edited].iter().map(|text| Fingerprint::of(text)).collect();
        assert_eq!(copies(&fingerprints.iter().collect::<Vec<_>>()), [[0, 2]]);
    }

    #[test]
    fn shared_quotations_are_no_copy() {
        let quoted = "“We shall not pay one øre for nets that were set across a shipping lane, neither this year nor \
            the next nor the year after that, whatever anybody in Brimvík may say,”";
        let one = format!("{quoted} Brask told reporters.");
        let other = format!("At the auction hall he shrugged: {quoted} he let them know.");
        let fingerprints = [Fingerprint::of(&one), Fingerprint::of(&other)];
        assert!(copies(&fingerprints.iter().collect::<Vec<_>>()).is_empty());
    }

    #[test]
    fn copies_count_once() {
        let ids: Vec<ReportId> = (0..4).map(|i| format!("r-{i:024}").parse().expect("an id")).collect();
        let copies = Copies::new(vec![vec![ids[2].clone(), ids[0].clone()]]);
        assert_eq!(copies.n_independent(&ids), 3);
        assert!(copies.are_one(&ids[0], &ids[2]) && !copies.are_one(&ids[0], &ids[1]));
    }
}
