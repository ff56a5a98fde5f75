//! Whom the lede of a report describes before the next sentence gives the name.
//!
//! News often holds a name back: "Norway’s ambassador to France has ruled out a strike.
//! Ada Quill told Radio Élan on Tuesday".

use std::ops::Range;

use onrecord_analysis::analysis::Analysis;
use onrecord_analysis::mention::MentionKind;

use super::name::Name;
use super::reading::{Reading, TokenIdx};
use crate::nation::nation;
use crate::office::Office;

/// The sentences, headlines among them, in which such a description may stand.
const LEDE: usize = 3;

/// An office told in the lede, and the place, in the list of names, of the one who holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Introduced {
    pub office: Office,
    /// The words of the office.
    pub title: Range<TokenIdx>,
    pub name: usize,
}

/// Whom the lede describes: the office is the source of an attribution, and one of the next two sentences begins with
/// the full name of somebody who says something, of whom there was no word before and who gets no title of their own.
pub(super) fn introduced(
    reading: &Reading<'_>,
    analysis: &Analysis,
    names: &[Name],
    is_titled: impl Fn(&Name) -> bool,
) -> Option<Introduced> {
    let mut sources: Vec<Range<TokenIdx>> =
        analysis.attributions.iter().filter_map(|a| a.source.first()).map(|span| reading.tokens_in(*span)).collect();
    sources.sort_by_key(|source| (source.start, source.end));
    sources.iter().find_map(|source| {
        let title = title_of(reading, source)?;
        let at = reading.token(title.start)?.range.start;
        let here = reading.sentence_idx(at);
        let office = Office::parse(reading.tokens.get(title.clone())?).filter(Office::is_unique)?;
        // "The president" without whose may be anybody's.
        office.scope.as_ref().filter(|scope| !scope.starts_with("the "))?;
        let holds_person = names.iter().any(|name| {
            name.kind == MentionKind::Person && source.start <= name.tokens.start && name.tokens.end <= source.end
        });
        if here >= LEDE || holds_person {
            return None;
        }
        let name = (1..=2).find_map(|next| first_person(reading, names, here + next))?;
        let found = names.get(name)?;
        let speaks = sources.iter().any(|other| other.start <= found.tokens.start && found.tokens.end <= other.end);
        let is_new = names.iter().take(name).all(|before| !shares_word(reading, before, found));
        (speaks && is_new && !is_titled(found)).then_some(Introduced { office, title, name })
    })
}

/// The words of the source that name an office, if the source begins with it and means one in particular.
fn title_of(reading: &Reading<'_>, source: &Range<TokenIdx>) -> Option<Range<TokenIdx>> {
    let is_end = |i: &TokenIdx| reading.token(*i).is_none_or(|t| !t.is_word || t.is("who"));
    let end = source.clone().find(is_end).unwrap_or(source.end);
    let first = reading.token(source.start)?;
    let start = source.start + usize::from(first.is("the"));
    let words = reading.tokens.get(start..end)?;
    let is_definite = first.is("the") || words.iter().any(|t| t.is_possessive || nation(t.text).is_some());
    (is_definite && !words.is_empty()).then_some(start..end)
}

/// The first person that the sentence names outside quotation marks, if by a full name that is not possessive.
fn first_person(reading: &Reading<'_>, names: &[Name], sentence: usize) -> Option<usize> {
    let range = reading.sentence(sentence)?;
    let start = |name: &Name| reading.span_of(name.tokens.clone()).start().get();
    let at = names.iter().position(|name| {
        name.kind == MentionKind::Person && range.contains(&start(name)) && !reading.is_quoted(start(name))
    })?;
    let name = names.get(at)?;
    let is_full = name.person(reading).is_some_and(|person| person.is_full());
    (is_full && !name.is_possessive(reading)).then_some(at)
}

fn shares_word(reading: &Reading<'_>, a: &Name, b: &Name) -> bool {
    let words = |name: &Name| reading.tokens.get(name.tokens.clone()).unwrap_or_default().iter().map(|t| t.text);
    words(a).any(|word| words(b).any(|other| word.eq_ignore_ascii_case(other)))
}
