//! Titles beside names: "French President Ada Quill", "France’s president, Ada Quill,",
//! "Ada Quill, the French president,".

use std::ops::Range;

use super::name::{Name, is_function_word};
use super::reading::{Reading, TokenIdx};
use crate::nation::nation;
use crate::office::{Office, is_modifier, is_office_noun, is_relation_noun};
use crate::word::Token;

/// What stands beside a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Title {
    /// An office, and the words that name it.
    Office(Office, Range<TokenIdx>),
    /// Only whose side the person is on: "Norway’s Ada Quill", "Norwegian counterpart Ada Quill".
    Side(String),
}

/// The longest title looked for, in words: "deputy prime minister and minister for European
/// affairs of the Republic of Élan" has thirteen.
const LONGEST: usize = 14;

/// What the words around `name` say of the person.
pub(super) fn titles(reading: &Reading<'_>, name: &Name) -> Vec<Title> {
    let found = [right_before(reading, name), before_comma(reading, name), after_comma(reading, name)];
    found.into_iter().flatten().collect()
}

fn right_before(reading: &Reading<'_>, name: &Name) -> Option<Title> {
    let end = name.honorific;
    let last = reading.before(end).filter(|t| t.is_word)?;
    let start = front_of(reading, end);
    let tokens = reading.tokens.get(start..end)?;
    if is_relation_noun(last.text) {
        let side = tokens.len().checked_sub(2).and_then(|i| tokens.get(i))?;
        return Some(Title::Side(nation(side.text)?.to_owned()));
    }
    if last.is_possessive {
        return Some(Title::Side(nation(last.text)?.to_owned()));
    }
    let office = Office::parse(tokens)?;
    Some(Title::Office(office, start..end))
}

/// Where the noun phrase that ends before `end` starts, as far as capitals, possessives and known
/// words of titles lead.
fn front_of(reading: &Reading<'_>, end: TokenIdx) -> TokenIdx {
    let mut start = end;
    while end - start < LONGEST {
        let Some(token) = reading.before(start) else {
            break;
        };
        let belongs = token.is_word
            && !is_function_word(token.text)
            && (is_title_word(token)
                || token.is_capitalised()
                || is_ordinal(token.text)
                || is_field(reading, start - 1));
        if !belongs {
            break;
        }
        start -= 1;
    }
    start
}

/// "Tarvian water minister": a word between whose minister it is and the noun.
fn is_field(reading: &Reading<'_>, idx: TokenIdx) -> bool {
    reading.token(idx + 1).is_some_and(|t| t.is("minister"))
        && reading.before(idx).is_some_and(|t| t.is_word && t.is_capitalised() && !is_function_word(t.text))
}

fn is_title_word(token: &Token<'_>) -> bool {
    is_office_noun(token.text) || is_modifier(token.text) || is_relation_noun(token.text)
}

fn is_ordinal(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with(char::is_alphabetic)
}

/// "Norway’s ambassador to the United Kingdom, Ada Quill,": the comma behind the name tells this
/// from a list of people.
fn before_comma(reading: &Reading<'_>, name: &Name) -> Option<Title> {
    let comma = name.honorific.checked_sub(1)?;
    if reading.before(name.honorific)?.text != "," || !closes(reading, name.tokens.end) {
        return None;
    }
    let mut at = comma;
    // Over "to the United Kingdom" back to the noun.
    while comma - at < LONGEST && !reading.before(at).is_some_and(|t| is_office_noun(t.text)) {
        let token = reading.before(at)?;
        let is_behind = token.is_word && (token.is_capitalised() || is_modifier(token.text) || is_link(token.text));
        if !is_behind {
            return None;
        }
        at -= 1;
    }
    if at < comma && !reading.token(at).is_some_and(|t| is_preposition(t.text)) {
        return None;
    }
    let start = front_of(reading, at);
    let tokens = reading.tokens.get(start..comma)?;
    let is_definite =
        reading.before(start).is_some_and(|t| ["the", "her", "his", "its", "their"].iter().any(|w| t.is(w)))
            || tokens.first().is_some_and(|t| t.is_possessive || nation(t.text).is_some());
    let office = Office::parse(tokens).filter(|_| is_definite)?;
    Some(Title::Office(office, start..comma))
}

fn after_comma(reading: &Reading<'_>, name: &Name) -> Option<Title> {
    let comma = name.tokens.end;
    if reading.token(comma)?.text != "," {
        return None;
    }
    let mut start = comma + 1;
    let article = reading.token(start)?;
    if ["the", "a", "an"].iter().any(|word| article.is(word)) {
        start += 1;
    }
    let mut end = start;
    let mut is_behind_noun = false;
    while end - start < LONGEST && !closes(reading, end) {
        let token = reading.token(end)?;
        let belongs = token.is_word
            && (is_title_word(token) || token.is_capitalised() || (is_behind_noun && is_link(token.text)));
        if !belongs {
            return None;
        }
        is_behind_noun |= is_office_noun(token.text);
        end += 1;
    }
    let tokens = reading.tokens.get(start..end)?;
    // A capital alone may be the next of a list: "Ada Quill, President Odo Low and".
    let office = Office::parse(tokens)?;
    Some(Title::Office(office, start..end))
}

/// Whether an apposition may end before the token `idx`.
fn closes(reading: &Reading<'_>, idx: TokenIdx) -> bool {
    reading.token(idx).is_none_or(|t| [",", ".", ";", "–", "—", ")"].contains(&t.text))
}

fn is_preposition(word: &str) -> bool {
    ["of", "to", "for", "at"].iter().any(|p| word.eq_ignore_ascii_case(p))
}

fn is_link(word: &str) -> bool {
    is_preposition(word) || ["the", "and"].iter().any(|w| word.eq_ignore_ascii_case(w))
}
