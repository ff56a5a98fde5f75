//! What an attribution says, as far as it can be compared with what another says.

use std::collections::{BTreeSet, HashMap};

use onrecord_analysis::attribution::Kind;
use onrecord_analysis::meaning::Meanings;
use onrecord_text::quotation::quotations;

use crate::amount::{Unit, values};
use crate::attribution::Attribution;
use crate::enter::is_function_word;
use crate::issue::stem;
use crate::word::{fold, tokens};

/// Words in a run.
const RUN: usize = 3;

/// Auxiliaries and other words that say little beside [`is_function_word`]; `ll`, `ve` are what folding leaves of them.
#[rustfmt::skip]
const LIGHT: &[&str] = &[
    "is", "are", "was", "were", "be", "been", "being", "am", "has", "have", "had", "do", "does", "did", "will", "would",
    "shall", "should", "can", "could", "may", "might", "must", "not", "me", "him", "us", "them", "there", "then",
    "said", "say", "says", "told", "tell", "tells", "my", "your", "yet", "its", "too", "very", "also", "im", "ive", "ill", "its", "hes", "shes", "were", "weve", "well",
    "theyll", "theyre", "dont", "doesnt", "wont", "cant", "didnt", "isnt", "arent", "wasnt", "havent",
];

/// Number of a word in [`Lexicon`].
type WordId = u32;

/// All words of the record, each once.
pub(crate) struct Lexicon<'m> {
    meanings: Option<&'m Meanings>,
    ids: HashMap<String, WordId>,
    words: Vec<Word>,
}

struct Word {
    stem: u64,
    /// Whether it carries content.
    is_heavy: bool,
    meaning: Direction,
    /// What it weighs in a phrase.
    weight: f32,
}

/// A direction in the space of meanings. Whole numbers, since a processor adds up many of them at once, and their sum is
/// the same in any order.
#[derive(Clone, Debug, Default)]
struct Direction(Box<[i16]>);

impl Direction {
    /// What one is: the square of it times the largest share still fits a sum.
    const ONE: f32 = 8192.0;

    fn of(vector: &[f32]) -> Self {
        let length = vector.iter().map(|number| number * number).sum::<f32>().sqrt();
        // No share of a direction is larger than one.
        #[allow(clippy::cast_possible_truncation)]
        let share = |number: &f32| if length > 0.0 { (number / length * Self::ONE).round() as i16 } else { 0 };
        Self(vector.iter().map(share).collect())
    }

    /// The cosine of the angle between them.
    fn likeness(&self, other: &Self) -> f32 {
        let products = self.0.iter().zip(&other.0).map(|(a, b)| i32::from(*a) * i32::from(*b));
        products.sum::<i32>() as f32 / (Self::ONE * Self::ONE)
    }
}

/// A text cut for comparison.
#[derive(Clone, Debug, Default)]
pub(crate) struct Text {
    pub words: Vec<WordId>,
    /// Hashes of its runs of words, sorted, each once.
    pub runs: Vec<u64>,
    /// The words that carry content, each once, in order.
    pub heavy: Vec<WordId>,
    /// Hashes of their stems, sorted, each once.
    pub stems: Vec<u64>,
    /// Numbers, as bits, sorted, each once.
    pub numbers: Vec<u64>,
    meaning: Direction,
}

/// The content of one attribution.
pub(crate) struct Content {
    pub kind: Kind,
    pub all: Text,
    /// The quoted words; `None` where they are all words, or none.
    quoted: Option<Text>,
}

impl Content {
    /// The words to compare with another quotation.
    pub fn quoted(&self) -> &Text {
        self.quoted.as_ref().unwrap_or(&self.all)
    }

    pub fn is_quoted(&self) -> bool {
        self.kind != Kind::Indirect
    }
}

impl<'m> Lexicon<'m> {
    pub fn new(meanings: Option<&'m Meanings>) -> Self {
        Self { meanings, ids: HashMap::new(), words: Vec::new() }
    }

    pub fn content(&mut self, attribution: &Attribution) -> Content {
        let text = attribution.content.text.as_str();
        let quoted = (attribution.kind == Kind::Mixed).then(|| {
            let parts: Vec<&str> = quotations(text).iter().map(|quotation| quotation.inner(text)).collect();
            self.text(&parts.join(" "))
        });
        Content { kind: attribution.kind, all: self.text(text), quoted: quoted.filter(|text| !text.words.is_empty()) }
    }

    /// `text`, cut for comparison.
    pub fn text(&mut self, text: &str) -> Text {
        let words: Vec<WordId> =
            tokens(text).into_iter().filter(|token| token.is_word).map(|token| self.word(&fold(token.text))).collect();
        let mut runs: Vec<u64> = words.windows(RUN).map(|run| hash(run.iter().map(|id| u64::from(*id)))).collect();
        runs.sort_unstable();
        runs.dedup();
        let mut seen = BTreeSet::new();
        let is_heavy = |id: &WordId| self.get(*id).is_some_and(|word| word.is_heavy);
        let heavy: Vec<WordId> = words.iter().copied().filter(is_heavy).filter(|id| seen.insert(*id)).collect();
        let mut stems: Vec<u64> = heavy.iter().map(|id| self.stem(*id)).collect();
        stems.sort_unstable();
        stems.dedup();
        let mut numbers: Vec<u64> = values(text).into_iter().map(f64::to_bits).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let meaning = self.meaning(&words);
        Text { words, runs, heavy, stems, numbers, meaning }
    }

    fn word(&mut self, folded: &str) -> WordId {
        if let Some(id) = self.ids.get(folded) {
            return *id;
        }
        let is_number = folded.starts_with(|c: char| c.is_ascii_digit()) || !values(folded).is_empty();
        let is_heavy = !is_number && folded.len() > 1 && !is_function_word(folded) && !LIGHT.contains(&folded);
        let (vector, weight) = self.meanings.map(|meanings| meanings.vector(folded)).unwrap_or_default();
        let meaning = Direction::of(&vector);
        let id = WordId::try_from(self.words.len()).unwrap_or(WordId::MAX);
        self.words.push(Word { stem: hash(stem(folded).bytes().map(u64::from)), is_heavy, meaning, weight });
        self.ids.insert(folded.to_owned(), id);
        id
    }

    fn get(&self, id: WordId) -> Option<&Word> {
        self.words.get(usize::try_from(id).ok()?)
    }

    /// The stem of a word, as a hash.
    pub fn stem(&self, id: WordId) -> u64 {
        self.get(id).map_or(0, |word| word.stem)
    }

    /// The stems of the words that name a unit, as hashes.
    pub fn stems_of_unit(unit: &Unit) -> BTreeSet<u64> {
        unit.stems().iter().map(|stem| hash(stem.bytes().map(u64::from))).collect()
    }

    /// The direction of a phrase: the sum of its words', each as long as it weighs.
    fn meaning(&self, words: &[WordId]) -> Direction {
        let mut sum: Vec<f32> = Vec::new();
        for word in words.iter().filter_map(|id| self.get(*id)) {
            sum.resize(word.meaning.0.len().max(sum.len()), 0.0);
            sum.iter_mut().zip(&word.meaning.0).for_each(|(total, part)| *total += f32::from(*part) * word.weight);
        }
        Direction::of(&sum)
    }

    /// How like the whole of both is in meaning, from 0 to 1.
    pub fn likeness(&self, one: &Text, other: &Text) -> f32 {
        one.meaning.likeness(&other.meaning).max(0.0)
    }

    /// How much of what `one` says has a counterpart in `other`, from 0 to 1: each word that carries content counts by
    /// its weight, a word of the same stem is a counterpart, one of a like meaning is in part.
    pub fn covered(&self, one: &Text, other: &Text) -> f32 {
        let (mut all, mut found) = (0.0, 0.0);
        for word in one.heavy.iter().filter_map(|id| self.get(*id)) {
            let mut best = 0.0f32;
            for candidate in other.heavy.iter().filter_map(|id| self.get(*id)) {
                if candidate.stem == word.stem {
                    best = 1.0;
                    break;
                }
                let likeness = word.meaning.likeness(&candidate.meaning);
                best = best.max(((likeness - UNLIKE) / (LIKE - UNLIKE)).clamp(0.0, 1.0));
            }
            all += word.weight;
            found += word.weight * best;
        }
        if all > 0.0 { found / all } else { 0.0 }
    }
}

/// Likeness up to which two words have nothing to do with each other, and from which they may stand for each other.
const UNLIKE: f32 = 0.35;
const LIKE: f32 = 0.8;

/// Of `one` and `other`, which are sorted, how many are in both.
pub(crate) fn n_shared(one: &[u64], other: &[u64]) -> usize {
    let (mut i, mut j, mut n) = (0, 0, 0);
    while let (Some(a), Some(b)) = (one.get(i), other.get(j)) {
        match a.cmp(b) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                n += 1;
                i += 1;
                j += 1;
            }
        }
    }
    n
}

/// How many stems of words that carry content both have.
pub(crate) fn n_shared_stems(one: &Text, other: &Text) -> usize {
    n_shared(&one.stems, &other.stems)
}

/// FNV-1a over numbers, mixed once more so that all bits count (the finisher of SplitMix64).
pub(super) fn hash(parts: impl Iterator<Item = u64>) -> u64 {
    let mut state = 0xCBF2_9CE4_8422_2325u64;
    for part in parts {
        state = (state ^ part).wrapping_mul(0x0000_0100_0000_01B3);
        state = (state ^ (state >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    }
    state ^ (state >> 32)
}
