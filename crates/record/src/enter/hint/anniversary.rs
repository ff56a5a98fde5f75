//! Anniversaries: of what, and whether the report tells of the day itself.

use onrecord_time::expression::Expression;

use crate::enter::time::{Times, VerbTense};
use crate::hint::Event;
use crate::nation;

/// How many sentences from the top tell the news of the day.
const LEAD: usize = 4;

/// Most words of an event's name.
const NAME: usize = 12;

/// Words that an event's name does not reach over.
const STOPS: [&str; 16] = [
    "and", "as", "but", "when", "while", "with", "after", "before", "which", "who", "is", "was", "said", "has", "had",
    "will",
];

/// Words that belong to a name and say nothing.
const LITTLE: [&str; 10] = ["the", "that", "this", "its", "his", "her", "their", "for", "against", "from"];

/// The event whose anniversary `expression` is, and the byte where its name ends: the words behind "of" up to the next
/// mark or the verb of the sentence. Words that are no nouns do no harm: an event is known by any pair of noun and name.
pub(super) fn event_of(times: &Times<'_>, expression: &Expression) -> Option<(Event, usize)> {
    let start = expression.span.end().get();
    let behind = times.rest_of_line(start).strip_prefix(" of ")?;
    let offset = start + " of ".len();
    let mut event = Event::default();
    let (mut at, mut end) = (offset, offset);
    for word in behind.split_inclusive(' ').take(NAME) {
        let bare = word.trim_end();
        let name = bare.trim_end_matches(|c: char| !c.is_alphanumeric());
        if STOPS.contains(&name) {
            break;
        }
        for part in without_possessive(name).split('-') {
            add(part, &mut event);
        }
        end = at + without_possessive(name).len();
        at += word.len();
        if bare.ends_with([',', '.', ';', ':', '!', '?', '—', '–', '”', '"', ')']) {
            break;
        }
    }
    (!event.nouns.is_empty() && !event.names.is_empty()).then_some((event, end))
}

fn without_possessive(word: &str) -> &str {
    ["’s", "'s", "’", "'"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word)
}

fn add(word: &str, event: &mut Event) {
    if let Some(name) = name_of(word, word.starts_with(char::is_uppercase)) {
        event.names.insert(name);
    } else if word.chars().count() > 2 && !LITTLE.contains(&word) {
        let singular = word.strip_suffix('s').filter(|stem| !stem.ends_with('s')).unwrap_or(word);
        event.nouns.insert(singular.to_lowercase());
    }
}

/// A name as events are compared by it: the country for its people.
fn name_of(word: &str, is_name: bool) -> Option<String> {
    match nation::nation(word) {
        Some(nation) => Some(nation.to_lowercase()),
        None => is_name.then(|| word.to_lowercase()),
    }
}

/// Whether the report tells of the anniversary as of its own news: in the present tense, or in its
/// first sentences.
pub(super) fn is_news(times: &Times<'_>, expression: &Expression) -> bool {
    let Some(verb) = times.head_of(expression).and_then(|head| times.verb_of(head)) else { return false };
    match times.tense_of(verb) {
        Some(VerbTense::Present) => true,
        Some(VerbTense::Past) => times.sentence_of(expression).is_some_and(|idx| idx < LEAD),
        Some(VerbTense::Future) | None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_an_event() {
        let mut event = Event::default();
        ["Russia", "full", "the", "invasions", "Zürich"].iter().for_each(|word| add(word, &mut event));
        assert_eq!(event.nouns.iter().map(String::as_str).collect::<Vec<_>>(), ["full", "invasion"]);
        assert_eq!(event.names.iter().map(String::as_str).collect::<Vec<_>>(), ["russia", "zürich"]);
        assert_eq!(without_possessive("Russia’s"), "Russia");
    }
}
