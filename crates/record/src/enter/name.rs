//! Where the report names somebody.
//!
//! The reader model's mentions come first. Where it saw no name in the source of an attribution,
//! capital letters are the next best evidence: somebody speaks there.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use onrecord_analysis::analysis::Analysis;
use onrecord_analysis::mention::MentionKind;

use super::reading::{Reading, TokenIdx};
use super::shape::{WEEKDAYS, join, reshape};
use crate::nation::{demonyms, government, nation};
use crate::office::{is_modifier, is_office_noun, is_plural_office_noun};
use crate::person_name::{PersonName, is_honorific, is_shortened_title};
use crate::word::{Token, fold};

/// Nouns for bodies, singular, folded: a name or a phrase that ends with one is an organisation's.
#[rustfmt::skip]
const BODIES: &[&str] = &[
    "administration", "agency", "alliance", "army", "assembly", "association", "authority",
    "bank", "bloc", "board", "bureau", "cabinet", "campaign", "club", "coalition", "college",
    "command", "commission", "committee", "company", "congress", "corp", "council", "court",
    "daily", "delegation", "department", "embassy", "federation", "force", "foundation",
    "government", "group", "house", "inc", "institute", "institution", "journal", "junta",
    "league", "mail", "media", "ministry", "mission", "movement", "navy", "network", "news",
    "newspaper", "office", "paper", "organisation", "organization", "palace", "parliament", "party",
    "police", "post", "press", "radio", "regime", "secretariat", "senate", "service",
    "society", "station", "street", "team", "telegraph", "television", "times", "tribunal",
    "union", "university", "utility",
];

/// Whether `word` is a noun for a body of people.
pub(crate) fn is_body_noun(word: &str) -> bool {
    BODIES.contains(&fold(word).as_str())
}

/// Words that start sentences with a capital and name nobody.
#[rustfmt::skip]
const FUNCTION_WORDS: &[&str] = &[
    "a", "according", "after", "all", "although", "an", "and", "another", "any", "anyone", "as", "asked",
    "at", "before", "both", "but", "by", "each", "earlier", "eight", "everybody", "everyone", "few", "five", "for",
    "four", "from", "he", "her", "his", "i", "if", "in", "it", "its", "later", "many", "meanwhile",
    "most", "my", "neither", "nine", "no", "nobody", "of", "on", "one", "or", "other", "others",
    "our", "seven", "several", "she", "since", "six", "so", "some", "somebody", "someone", "speaking", "ten", "that",
    "the", "their", "these", "they", "this", "those", "though", "three", "to", "two", "under", "we", "what", "when",
    "while", "who", "with", "yet", "you",
];

/// Whether `word` is one that may start a sentence without being part of a name.
pub(crate) fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.contains(&word.to_lowercase().as_str())
}

/// A name in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// Its words, without honorifics and offices in front.
    pub tokens: Range<TokenIdx>,
    /// Where the honorifics in front start; the start of `tokens` if there are none.
    pub honorific: TokenIdx,
    pub kind: MentionKind,
}

impl Name {
    /// The name with its honorifics, if it can be a person's.
    pub fn person(&self, reading: &Reading<'_>) -> Option<PersonName> {
        let span = reading.span_of(self.honorific..self.tokens.end);
        PersonName::parse(span.slice(reading.text))
    }

    pub fn is_possessive(&self, reading: &Reading<'_>) -> bool {
        let last = self.tokens.end.checked_sub(1);
        last.and_then(|i| reading.token(i)).is_some_and(|t| t.is_possessive)
    }
}

/// All names of the report, in text order, not overlapping.
pub(super) fn names(reading: &Reading<'_>, analysis: &Analysis) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for mention in &analysis.mentions {
        let tokens = reading.tokens_in(mention.span);
        let taken = names.last().map_or(0, |last| last.tokens.end);
        let tokens = tokens.start.max(taken)..tokens.end;
        names.extend(trimmed(reading, tokens, mention.kind));
    }
    let known = person_words(reading, &names);
    reshape(reading, &mut names);
    let mut more = Vec::new();
    for span in analysis.attributions.iter().flat_map(|a| &a.source) {
        more.extend(unseen(reading, &names, &known, reading.tokens_in(*span)));
    }
    names.extend(more);
    names.sort_by_key(|name| (name.tokens.start, name.tokens.end));
    names.dedup_by(|later, earlier| later.tokens.start < earlier.tokens.end);
    join(reading, &mut names);
    agree_on_kinds(reading, &mut names);
    places_with_people(reading, &mut names);
    seats_are_places(reading, &mut names);
    names
}

/// "Downing Street said" sounds like somebody; but no two-word name of a country or seat is a person's.
fn seats_are_places(reading: &Reading<'_>, names: &mut [Name]) {
    for name in names.iter_mut().filter(|name| name.kind == MentionKind::Person && name.tokens.len() > 1) {
        let words = reading.span_of(name.tokens.clone()).slice(reading.text);
        if name.honorific == name.tokens.start && government(words).is_some() {
            name.kind = MentionKind::Place;
        }
    }
}

/// Gives every name the kind that most of its occurrences in the report have: what "Zagreb" is does
/// not change from one sentence to the next. A kind with as many occurrences as another stays.
fn agree_on_kinds(reading: &Reading<'_>, names: &mut [Name]) {
    let key = |name: &Name| -> Vec<String> {
        let tokens = reading.tokens.get(name.tokens.clone()).unwrap_or_default();
        tokens.iter().filter(|t| t.is_word).map(|t| fold(t.text)).collect()
    };
    // Nothing but people is addressed: where there is a "Mr. Quill", "Quill" is no company.
    let is_addressed = |name: &&Name| name.honorific < name.tokens.start && name.tokens.len() == 1;
    let addressed: BTreeSet<Vec<String>> = names.iter().filter(is_addressed).map(key).collect();
    let mut counts: BTreeMap<Vec<String>, BTreeMap<MentionKind, usize>> = BTreeMap::new();
    for name in names.iter() {
        // Capitals throughout, as in headlines, mislead the model.
        let words = reading.span_of(name.tokens.clone()).slice(reading.text);
        let weight = if words.contains(char::is_lowercase) { 2 } else { 1 };
        *counts.entry(key(name)).or_default().entry(name.kind).or_default() += weight;
    }
    for name in names {
        if addressed.contains(&key(name)) {
            name.kind = MentionKind::Person;
            continue;
        }
        let Some(counts) = counts.get(&key(name)) else { continue };
        let own = counts.get(&name.kind).copied().unwrap_or(0);
        let most = counts.iter().filter(|(_, n)| **n > own).max_by_key(|(kind, n)| (**n, Reverse(**kind)));
        if let Some((kind, _)) = most {
            name.kind = *kind;
        }
    }
}

/// A single word that the model takes for a surname is a place’s name if the report has nobody who bears it in full, but
/// the adjective for its people, "Tarvia" beside "Tarvian officials", or writes of it as of a place.
fn places_with_people(reading: &Reading<'_>, names: &mut [Name]) {
    let word = |i: TokenIdx| reading.token(i).filter(|t| t.is_word);
    // "Tarvian officials", "the Tarvian Prime Minister".
    let is_qualified = |i: TokenIdx| {
        word(i).is_some_and(|t| t.text.starts_with(char::is_lowercase) || is_office_noun(t.text) || is_modifier(t.text))
    };
    let adjectives: BTreeSet<String> = (0..reading.tokens.len())
        .filter(|i| word(*i).is_some_and(Token::is_capitalised) && is_qualified(i + 1))
        .filter_map(|i| reading.token(i).map(|t| fold(t.text)))
        .collect();
    let full = |name: &&Name| name.kind == MentionKind::Person && name.tokens.len() > 1;
    let words = |name: &Name| reading.tokens.get(name.tokens.clone()).unwrap_or_default().iter().map(|t| fold(t.text));
    let borne: BTreeSet<String> = names.iter().filter(full).flat_map(words).collect();
    let is_only_word = |name: &&Name| name.tokens.len() == 1 && name.honorific == name.tokens.start;
    let owners: BTreeSet<String> =
        names.iter().filter(is_only_word).filter(|name| stands_as_place(reading, name)).flat_map(words).collect();
    for name in names.iter_mut().filter(|name| name.kind == MentionKind::Person && name.tokens.len() == 1) {
        let is_addressed = name.honorific < name.tokens.start;
        let word = reading.token(name.tokens.start).map(|t| fold(t.text)).unwrap_or_default();
        let has_people = || demonyms(&word).any(|adjective| adjectives.contains(&adjective));
        if !is_addressed && !borne.contains(&word) && (owners.contains(&word) || has_people()) {
            name.kind = MentionKind::Place;
        }
    }
}

/// Whether the name stands as no person's does: "Tarvia, which", in front of a line that tells the day, or as the owner of
/// what only states have, "Tarvia’s water minister", "the prime minister of Tarvia".
fn stands_as_place(reading: &Reading<'_>, name: &Name) -> bool {
    let text = |i: TokenIdx| reading.token(i).map_or("", |t| t.text);
    let end = name.tokens.end;
    let opens_line = || {
        let at = reading.token(name.tokens.start).map_or(0, |t| t.range.start);
        let before = reading.text.get(..at).unwrap_or("");
        before.is_empty() || before.trim_end_matches(' ').ends_with('\n')
    };
    // "FÁSKAVA, Ilmaria (Wire) –", "Fáskava, Thursday 16 May".
    let is_dateline = || {
        let is_day = WEEKDAYS.contains(&text(end + 1)) || text(end + 1).starts_with(|c: char| c.is_ascii_digit());
        let is_country = ["(", "–", "—", "-"].contains(&text(end + 2));
        (is_day || is_country) && opens_line()
    };
    (text(end) == "," && (text(end + 1) == "which" || is_dateline())) || owns_as_country(reading, name)
}

fn owns_as_country(reading: &Reading<'_>, name: &Name) -> bool {
    const OF_STATES: &[&str] = &["ambassador", "capital", "embassy", "minister", "parliament", "premier"];
    let is_of_state = |i: TokenIdx| reading.token(i).is_some_and(|t| OF_STATES.contains(&fold(t.text).as_str()));
    if name.is_possessive(reading) {
        let is_between = |i: &TokenIdx| reading.token(*i).is_some_and(|t| is_modifier(t.text) || !t.is_capitalised());
        // "Tarvia’s water minister": the noun is the first or second word behind.
        let noun = if is_between(&name.tokens.end) && !is_of_state(name.tokens.end) { 1 } else { 0 };
        return is_of_state(name.tokens.end + noun);
    }
    let is_of = |i: TokenIdx| reading.token(i).is_some_and(|t| t.is("of"));
    let start = name.tokens.start;
    start >= 2 && is_of(start - 1) && is_of_state(start - 2)
}

/// The name in `tokens`, honorifics and offices in front of a person's taken off.
fn trimmed(reading: &Reading<'_>, tokens: Range<TokenIdx>, kind: MentionKind) -> Option<Name> {
    let word = |i: TokenIdx| reading.token(i).filter(|t| t.is_word);
    let Range { mut start, mut end } = tokens;
    while start < end && end.checked_sub(1).and_then(word).is_none() {
        end -= 1;
    }
    let is_front = |text: &str| match kind {
        MentionKind::Person => is_honorific(text) || is_office_noun(text),
        MentionKind::Organisation | MentionKind::Place => ["the", "of"].iter().any(|w| text.eq_ignore_ascii_case(w)),
    };
    // "Del. Ada Quill": the stop goes with the title.
    let is_shortened = |i: TokenIdx, text: &str| {
        kind == MentionKind::Person && is_shortened_title(text) && reading.token(i + 1).is_some_and(|t| t.text == ".")
    };
    while start + 1 < end && word(start).is_none_or(|t| is_front(t.text) || is_shortened(start, t.text)) {
        start += 1;
    }
    if start >= end {
        return None;
    }
    Some(Name { honorific: honorific_before(reading, start), tokens: start..end, kind })
}

/// Where the honorifics before `start` begin. The full stop of `Mr.` is a token of its own.
pub(super) fn honorific_before(reading: &Reading<'_>, start: TokenIdx) -> TokenIdx {
    let mut at = start;
    loop {
        let stop = at.checked_sub(1).and_then(|i| reading.token(i));
        let n_stop = usize::from(stop.is_some_and(|t| t.text == "."));
        let word = at.checked_sub(1 + n_stop).and_then(|i| reading.token(i));
        match word {
            Some(word) if is_honorific(word.text) => at -= 1 + n_stop,
            _ => return at,
        }
    }
}

fn person_words(reading: &Reading<'_>, names: &[Name]) -> BTreeSet<String> {
    names
        .iter()
        .filter(|name| name.kind == MentionKind::Person)
        .filter_map(|name| reading.tokens.get(name.tokens.clone()))
        .flatten()
        .map(|token| fold(token.text))
        .collect()
}

/// Names in `source` that no mention covers.
fn unseen(reading: &Reading<'_>, names: &[Name], known: &BTreeSet<String>, source: Range<TokenIdx>) -> Vec<Name> {
    let is_taken = |i: TokenIdx| names.iter().any(|name| name.tokens.contains(&i));
    let is_stop = |i: TokenIdx| reading.token(i).is_some_and(|t| t.text == ".");
    let is_part = |i: TokenIdx| {
        !is_taken(i)
            && !reading.token(i).is_some_and(|t| is_shortened_title(t.text) && is_stop(i + 1))
            && reading
                .token(i)
                .is_some_and(|t| t.is_word && t.is_capitalised() && !is_function_word(t.text) && !is_honorific(t.text))
    };
    let mut found = Vec::new();
    let mut at = source.start;
    while at < source.end {
        if !is_part(at) {
            at += 1;
            continue;
        }
        let start = at;
        while at < source.end && is_part(at) {
            at += 1;
            if reading.token(at - 1).is_some_and(|t| t.is_possessive) {
                break;
            }
        }
        found.extend(unseen_run(reading, known, start..at, source.end));
    }
    found
}

/// Whether `token` goes on with the noun phrase before it, rather than ending it.
fn is_noun_like(token: &Token<'_>) -> bool {
    token.is_word
        && (is_title(token.text)
            || is_modifier(token.text)
            || is_body_noun(token.text)
            || (token.text.ends_with('s') && !token.is_capitalised()))
}

fn is_title(word: &str) -> bool {
    is_office_noun(word) || is_plural_office_noun(word)
}

/// What the run of capitalised words `tokens` in a source that ends at `source_end` names, if
/// anybody.
fn unseen_run(
    reading: &Reading<'_>,
    known: &BTreeSet<String>,
    tokens: Range<TokenIdx>,
    source_end: TokenIdx,
) -> Option<Name> {
    let words = reading.tokens.get(tokens.clone())?;
    let last = words.last()?;
    // "The Prime Minister", "White House Officials": an office, nobody's name.
    if is_title(last.text) {
        return None;
    }
    let span = reading.span_of(tokens.clone());
    let is_followed = tokens.end < source_end && reading.token(tokens.end).is_some_and(is_noun_like);
    if is_followed {
        // "US officials", "Two officials": whatever it is, it is not the one who speaks.
        return None;
    }
    if nation(span.slice(reading.text)).is_some() {
        return trimmed(reading, tokens, MentionKind::Place);
    }
    // "President Quill": what follows the office is the name.
    let n_title = words.iter().rposition(|t| is_title(t.text)).map_or(0, |at| at + 1);
    let start = tokens.start + n_title;
    let words = words.get(n_title..)?;
    let before = reading.before(start);
    let is_acronym = |text: &str| text.chars().count() > 1 && !text.contains(char::is_lowercase);
    let kind = if words.iter().any(|t| known.contains(&fold(t.text)))
        || n_title > 0
        || before.is_some_and(|t| is_honorific(t.text) || is_office_noun(t.text))
    {
        MentionKind::Person
    } else if words.iter().any(|t| is_body_noun(t.text))
        || before.is_some_and(|t| t.is("the"))
        || (words.len() == 1 && is_acronym(last.text))
    {
        MentionKind::Organisation
    } else if last.is_possessive {
        // "Élan’s envoy": nor is this.
        return None;
    } else if words.len() == 1 && reading.starts_sentence(start) && (last.text.ends_with('s') || is_modifier(last.text))
    {
        // "Officials", "Critics": a capital at the start of a sentence is no sign of a name.
        return None;
    } else {
        MentionKind::Person
    };
    trimmed(reading, start..tokens.end, kind)
}

#[cfg(test)]
mod tests {
    use onrecord_analysis::analysis::Sentence;
    use onrecord_analysis::mention::Mention;
    use onrecord_text::span::Span;

    use super::*;

    #[test]
    fn a_name_is_what_most_of_its_occurrences_are() {
        let text = "Ösel wants the port. Ships left Ösel, and Ösel slept.";
        let at = text.match_indices("Ösel").map(|(at, word)| Span::from_range(at..at + word.len()));
        let kinds = [MentionKind::Person, MentionKind::Place, MentionKind::Place];
        let mentions = at.zip(kinds).map(|(span, kind)| Mention { span, kind }).collect();
        let analysis = Analysis {
            mentions,
            sentences: vec![Sentence { span: Span::from_range(0..text.len()), tokens: 0..0 }],
            ..Analysis::default()
        };
        let found = names(&Reading::new(text, &analysis), &analysis);
        assert_eq!(found.iter().map(|name| name.kind).collect::<Vec<_>>(), [MentionKind::Place; 3]);
    }
}
