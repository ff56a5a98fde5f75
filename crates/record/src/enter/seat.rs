//! Which place a report calls a country's capital or the seat of its government.

use std::ops::Range;

use onrecord_analysis::mention::MentionKind;

use super::name::Name;
use super::reading::{Reading, TokenIdx};
use crate::nation::{demonyms, is_seat_noun};
use crate::word::fold;

/// Names, by their place in `names`, each with the words that say what it is the seat of.
pub(super) fn seats(reading: &Reading<'_>, names: &[Name]) -> Vec<(usize, Range<TokenIdx>)> {
    let nouns = (0..reading.tokens.len()).filter(|i| reading.token(*i).is_some_and(|t| is_seat_noun(t.text)));
    let found = nouns.filter_map(|noun| {
        let title = title_around(reading, noun)?;
        let name = beside(reading, names, &title).or_else(|| {
            let (city, country) = dateline(reading, names)?;
            is_of(reading, noun, names.get(country)?).then_some(city)
        })?;
        Some((name, title))
    });
    found.collect()
}

/// The words of the title with the noun at `noun`: "Ilmarian capital", "capital of Ilmaria". `None` if it does not say
/// whose.
fn title_around(reading: &Reading<'_>, noun: TokenIdx) -> Option<Range<TokenIdx>> {
    if reading.before(noun).is_some_and(|t| t.is_word && t.is_capitalised() && !t.is("the")) {
        return Some(noun - 1..noun + 1);
    }
    let is = |i: TokenIdx, word: &str| reading.token(i).is_some_and(|t| t.is(word));
    if !is(noun + 1, "of") {
        return None;
    }
    let start = noun + 2 + usize::from(is(noun + 2, "the"));
    let is_part = |i: &TokenIdx| reading.token(*i).is_some_and(|t| t.is_word && t.is_capitalised());
    let mut end = (start..).take_while(is_part).last()? + 1;
    end += usize::from(["government", "cabinet", "administration"].iter().any(|word| is(end, word)));
    Some(noun..end)
}

/// The place right behind the title, or right before it with a comma between.
fn beside(reading: &Reading<'_>, names: &[Name], title: &Range<TokenIdx>) -> Option<usize> {
    let text = |i: TokenIdx| reading.token(i).map_or("", |t| t.text);
    let comma_behind = usize::from(text(title.end) == ",");
    let start = title.start - usize::from(title.start > 0 && text(title.start - 1).eq_ignore_ascii_case("the"));
    let is_place = |name: &Name| name.kind != MentionKind::Person;
    let behind = |name: &Name| is_place(name) && name.tokens.start == title.end + comma_behind;
    let before = |name: &Name| is_place(name) && name.tokens.end + 1 == start && text(name.tokens.end) == ",";
    names.iter().position(behind).or_else(|| names.iter().position(before))
}

/// City and country of a dateline: "FÁSKAVA, Ilmaria (Meridian) –" at the start of a line.
fn dateline(reading: &Reading<'_>, names: &[Name]) -> Option<(usize, usize)> {
    let text = |i: TokenIdx| reading.token(i).map_or("", |t| t.text);
    names.windows(2).enumerate().find_map(|(i, pair)| {
        let [city, country] = pair else { return None };
        let at = reading.token(city.tokens.start)?.range.start;
        let opens_line = reading.text.get(..at)?.trim_end_matches(' ').ends_with(['\n']) || at == 0;
        let is_line = text(city.tokens.end) == ","
            && country.tokens.start == city.tokens.end + 1
            && ["(", "–", "—", "-"].contains(&text(country.tokens.end));
        (opens_line && is_line && city.kind != MentionKind::Person).then_some((i, i + 1))
    })
}

/// Whether the word before the noun is the country or the word for its people.
fn is_of(reading: &Reading<'_>, noun: TokenIdx, country: &Name) -> bool {
    let Some(owner) = reading.before(noun).map(|t| fold(t.text)) else { return false };
    let words = reading.tokens.get(country.tokens.clone()).unwrap_or_default();
    match words {
        [word] => fold(word.text) == owner || demonyms(&fold(word.text)).any(|demonym| demonym == owner),
        _ => false,
    }
}
