//! A passage printed twice: a lead that is set again, word for word or nearly, in the body.
//!
//! Sentences are compared by their words. Where one sentence holds nearly all words of another and
//! in the same order, they are copies; the one with fewer words is marked, and of two alike the
//! earlier, since the later stands in its context. Sentences within quotation marks repeat for a
//! reason, a report may quote a line in the lead and again in full, so only copies with the same
//! marks around them count. Passages of fewer than [`MIN_WORDS`] words recur by chance.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;

use super::line::Line;
use crate::sentence::sentences;

/// Shorter sentences ("He did not give details.") recur by chance.
const MIN_WORDS: usize = 8;

/// Of the words of the shorter copy, in percent, so many must stand in the longer one, in order.
const MIN_SHARED_PERCENT: usize = 85;

/// The copies must begin alike: with this many equal words. That keeps the search linear, and a
/// sentence that only ends like another is no copy.
const KEY_WORDS: usize = 4;

/// Of the sentences that begin alike, so many are compared.
const MAX_CANDIDATES: usize = 4;

/// Longer ones are no sentences, and comparing them would cost quadratic time.
const MAX_WORDS: usize = 400;

/// A sentence as it is compared.
struct Sentence {
    range: Range<usize>,
    /// A hash of each word in lower case without its punctuation.
    words: Vec<u64>,
    /// The words that decide what a sentence says: figures and negations.
    deciding: Vec<u64>,
    /// How many words have double quotation marks next to them.
    n_quoted: usize,
}

/// Finds the poorer copies.
pub fn find(lines: &[Line]) -> Vec<Range<usize>> {
    let mut seen: BTreeMap<[u64; KEY_WORDS], Vec<Sentence>> = BTreeMap::new();
    let mut found = Vec::new();
    for line in lines {
        for span in sentences(line.text, &[]) {
            let start = line.start + span.start().get();
            let sentence = Sentence::new(span.slice(line.text), start);
            let Some(&key) = sentence.words.first_chunk().filter(|_| sentence.words.len() >= MIN_WORDS) else {
                continue;
            };
            match seen.entry(key) {
                Entry::Vacant(entry) => {
                    entry.insert(vec![sentence]);
                }
                Entry::Occupied(mut entry) => add(sentence, entry.get_mut(), &mut found),
            }
        }
    }
    found
}

/// Compares `sentence` with those that begin alike, marks the poorer copy and keeps the other.
fn add(sentence: Sentence, alike: &mut Vec<Sentence>, found: &mut Vec<Range<usize>>) {
    let n_alike = alike.len();
    match alike.iter_mut().find(|earlier| are_copies(earlier, &sentence)) {
        Some(earlier) if sentence.words.len() >= earlier.words.len() => {
            let poorer = std::mem::replace(earlier, sentence);
            found.push(poorer.range);
        }
        Some(_) => found.push(sentence.range),
        None if n_alike < MAX_CANDIDATES => alike.push(sentence),
        None => {}
    }
}

impl Sentence {
    fn new(text: &str, start: usize) -> Self {
        let range = start..start + text.len();
        let mut sentence = Self { range, words: Vec::new(), deciding: Vec::new(), n_quoted: 0 };
        for piece in text.split_whitespace() {
            sentence.n_quoted += usize::from(piece.contains(['“', '”', '"', '«', '»']));
            let letters = piece.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
            let hash = letters.fold(FNV_START, |hash, c| (hash ^ u64::from(u32::from(c))).wrapping_mul(FNV_PRIME));
            if hash == FNV_START {
                continue;
            }
            let word = piece.trim_matches(|c: char| !c.is_alphanumeric());
            let negates = ["not", "no", "never"].into_iter().any(|no| word.eq_ignore_ascii_case(no));
            if negates || word.ends_with("n’t") || word.ends_with("n't") || word.contains(char::is_numeric) {
                sentence.deciding.push(hash);
            }
            sentence.words.push(hash);
        }
        sentence
    }
}

/// Start and factor of the 64-bit Fowler-Noll-Vo hash, which needs no key and is the same in every
/// run. Words that collide would have to stand in order in two sentences to matter.
const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0100_0000_01b3;

fn are_copies(a: &Sentence, b: &Sentence) -> bool {
    let (short, long) = if a.words.len() <= b.words.len() { (a, b) } else { (b, a) };
    short.n_quoted == long.n_quoted
        && short.deciding == long.deciding
        && long.words.len() <= MAX_WORDS
        && shared_in_order(&short.words, &long.words) * 100 >= short.words.len() * MIN_SHARED_PERCENT
}

/// How many words of `short` are found in `long` going forward in both.
fn shared_in_order(short: &[u64], long: &[u64]) -> usize {
    let mut row = vec![0usize; long.len() + 1];
    for word in short {
        let mut diagonal = 0;
        for (idx, other) in long.iter().enumerate() {
            let above = row.get(idx + 1).copied().unwrap_or(0);
            let before = row.get(idx).copied().unwrap_or(0);
            let best = if word == other { diagonal + 1 } else { above.max(before) };
            if let Some(slot) = row.get_mut(idx + 1) {
                *slot = best;
            }
            diagonal = above;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::super::line::check;

    #[test]
    fn copies_and_none() {
        let lead = "The mayor of Malmö has refused to say when the talks will end.";
        let fuller = "The mayor of Malmö, Zoë Roe, has refused to say when the talks on pay will end.";
        check(
            super::find,
            &[
                (&format!("{lead}\nÇa va.\n{lead}"), lead),
                (&format!("{lead}\nÇa va.\n{fuller}"), lead),
                (&format!("{fuller}\nÇa va.\n{lead} Then more."), lead),
                (&format!("“{lead}” he said.\n{lead}"), ""),
                ("He said no. Ça va.\nHe said no. Ça va.", ""),
                (
                    "The mayor of Malmö has agreed to pay 5 million.\nThe mayor of Malmö has agreed to pay 7 million.",
                    "",
                ),
                (
                    "The mayor of Malmö has agreed to sign it this week.\nThe mayor of Malmö has not agreed to sign it this week.",
                    "",
                ),
                (
                    "The mayor of Malmö has met the union for talks about pay.\nThe mayor of Malmö has met the press after a day of rain.",
                    "",
                ),
            ],
        );
    }
}
