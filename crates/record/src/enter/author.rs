//! Who "I" is where nobody is quoted: the author, as far as the text itself tells.

use onrecord_analysis::mention::MentionKind;

use super::cast::Cast;
use super::name::Name;
use super::reading::Reading;
use crate::word::Token;

/// Whom "I" means at `word`. Letters are signed: the next line that is nothing but a name. Contributions end with a line
/// that presents who wrote them: "Ada Quill is a harbour pilot."
pub(super) fn author(
    reading: &Reading<'_>,
    names: &[Name],
    word: &Token<'_>,
    is_inside_other: bool,
    cast: &Cast,
) -> Option<usize> {
    let is_first_person = ["i", "me", "my"].iter().any(|pronoun| word.is(pronoun));
    if !is_first_person || is_inside_other || reading.is_quoted(word.range.start) {
        return None;
    }
    let text = reading.text;
    let lines = || {
        let mut at = 0;
        text.split_inclusive('\n').map(move |line| {
            let start = at;
            at += line.len();
            (start, line.trim())
        })
    };
    let signed = lines().filter(|(at, _)| *at > word.range.start).find_map(|(at, line)| {
        let (i, rest) = name_opening(reading, names, text, at, line)?;
        rest.trim_matches(|c: char| !c.is_alphanumeric()).is_empty().then_some(i)
    });
    let presented = || {
        let (at, line) = lines().rfind(|(_, line)| !line.is_empty())?;
        let (i, rest) = name_opening(reading, names, text, at, line)?;
        let presents = ["is", "was", "has"].iter().any(|verb| rest.split_whitespace().next() == Some(verb));
        presents.then_some(i)
    };
    cast.by_name.get(&signed.or_else(presented)?).copied()
}

/// The place, in the list of names, of the full name of a person with which the line at the byte `at` opens, and what
/// follows it.
fn name_opening<'l>(
    reading: &Reading<'_>,
    names: &[Name],
    text: &str,
    at: usize,
    line: &'l str,
) -> Option<(usize, &'l str)> {
    let start = at + text.get(at..)?.find(line)?;
    let i = names.partition_point(|name| reading.span_of(name.tokens.clone()).start().get() < start);
    let name = names.get(i).filter(|name| name.kind == MentionKind::Person)?;
    let span = reading.span_of(name.tokens.clone()).range();
    let is_full = name.person(reading).is_some_and(|name| name.is_full());
    let is_opening = span.start == start && is_full;
    is_opening.then(|| line.get(span.len()..)).flatten().map(|rest| (i, rest))
}
