//! Which body "the newspaper" or "the company" is: the one of that sort the report has just named.

use std::collections::BTreeSet;

use onrecord_analysis::mention::MentionKind;

use super::cast::Cast;
use super::name::{Name, is_body_noun};
use super::reading::{Reading, TokenIdx};
use crate::word::fold;

/// Nouns for what publishes, and words of its names.
#[rustfmt::skip]
const PRESS: &[&str] = &[
    "agency", "broadcaster", "bulletin", "courier", "daily", "gazette", "herald", "journal", "magazine", "mail", "news",
    "newspaper", "outlet", "paper", "post", "press", "radio", "review", "station", "telegraph", "television", "times",
    "tribune", "weekly",
];

/// Bodies that everybody can tell without a name: every country has one.
#[rustfmt::skip]
const KNOWN_TO_ALL: &[&str] = &[
    "administration", "army", "cabinet", "congress", "court", "government", "house", "media", "military", "navy", "news",
    "parliament", "police", "press", "regime", "senate",
];

/// How many sentences back the name may stand.
const REACH: usize = 2;

/// The only body that may be called "the `noun`" among those named shortly before the token `at`.
pub(super) fn body_before(
    reading: &Reading<'_>,
    names: &[Name],
    noun: &str,
    at: TokenIdx,
    cast: &Cast,
) -> Option<usize> {
    let noun = fold(noun);
    if KNOWN_TO_ALL.contains(&noun.as_str()) || !(is_body_noun(&noun) || PRESS.contains(&noun.as_str())) {
        return None;
    }
    let byte = reading.token(at)?.range.start;
    let here = reading.sentence_idx(byte);
    (0..=REACH.min(here)).find_map(|back| {
        let sentence = reading.sentence(here - back)?;
        let named = names.iter().enumerate().filter(|(_, name)| {
            let start = reading.span_of(name.tokens.clone()).start().get();
            name.kind == MentionKind::Organisation && sentence.contains(&start) && start < byte
        });
        let fitting = named.filter(|(_, name)| may_be_called(reading, name, &noun));
        let mut members: BTreeSet<usize> = fitting.filter_map(|(i, _)| cast.by_name.get(&i)).copied().collect();
        let only = members.pop_first()?;
        members.is_empty().then_some(only)
    })
}

/// Whether the name says that it is of this sort, or says nothing of its sort.
fn may_be_called(reading: &Reading<'_>, name: &Name, noun: &str) -> bool {
    let words = reading.tokens.get(name.tokens.clone()).unwrap_or_default();
    let words: Vec<String> = words.iter().filter(|t| t.is_word).map(|t| fold(t.text)).collect();
    let is_press = |word: &str| PRESS.contains(&word);
    let says_so = words.iter().any(|word| word == noun || (is_press(word) && is_press(noun)));
    let says_other = words.iter().any(|word| is_body_noun(word) || is_press(word));
    says_so || !(says_other || is_press(noun))
}
