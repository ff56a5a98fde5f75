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

struct Sentence {
    range: Range<usize>,
    words: Vec<String>,
}

/// Finds the poorer copies.
pub fn find(lines: &[Line]) -> Vec<Range<usize>> {
    let mut seen: BTreeMap<Vec<String>, Vec<Sentence>> = BTreeMap::new();
    let mut found = Vec::new();
    for line in lines {
        for span in sentences(line.text, &[]) {
            let words = words(span.slice(line.text));
            if words.len() < MIN_WORDS {
                continue;
            }
            let range = line.start + span.start().get()..line.start + span.end().get();
            let sentence = Sentence { range, words };
            let key: Vec<String> = sentence.words.iter().take(KEY_WORDS).cloned().collect();
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
    match alike.iter_mut().find(|earlier| are_copies(&earlier.words, &sentence.words)) {
        Some(earlier) if sentence.words.len() >= earlier.words.len() => {
            let poorer = std::mem::replace(earlier, sentence);
            found.push(poorer.range);
        }
        Some(_) => found.push(sentence.range),
        None if n_alike < MAX_CANDIDATES => alike.push(sentence),
        None => {}
    }
}

/// Words in lower case, and the quotation marks.
fn words(sentence: &str) -> Vec<String> {
    let mut words = Vec::new();
    for piece in sentence.split(|c: char| c.is_whitespace()) {
        let word: String = piece.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        if piece.contains(['“', '”', '"', '«', '»']) {
            words.push("\"".to_owned());
        }
        if !word.is_empty() {
            words.push(word);
        }
    }
    words
}

fn are_copies(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let is_mark = |word: &&String| word.as_str() == "\"";
    if short.iter().filter(is_mark).count() != long.iter().filter(is_mark).count() {
        return false;
    }
    // Numbers and negations decide what a sentence says: none may differ.
    let decides =
        |word: &&String| word.bytes().any(|b| b.is_ascii_digit()) || matches!(word.as_str(), "not" | "no" | "never");
    if !short.iter().filter(decides).eq(long.iter().filter(decides)) {
        return false;
    }
    shared_in_order(short, long) * 100 >= short.len() * MIN_SHARED_PERCENT
}

/// How many words of `short` are found in `long` going forward in both.
fn shared_in_order(short: &[String], long: &[String]) -> usize {
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
