//! Whether a sentence ends at a stop.

use super::abbreviation::{Abbreviation, abbreviation, is_starter};

/// Verbs that attribute the words before them: “Who?” Zoë asked.
const CUES: [&str; 22] = [
    "said",
    "says",
    "asked",
    "asks",
    "told",
    "added",
    "adds",
    "wrote",
    "writes",
    "replied",
    "answered",
    "joked",
    "shouted",
    "tweeted",
    "posted",
    "exclaimed",
    "demanded",
    "warned",
    "remarked",
    "continued",
    "insisted",
    "noted",
];

/// Names and roles between a quotation and its cue are no longer than this many words.
const MAX_NAME_WORDS: usize = 4;

/// A run of stops in a fragment of a paragraph.
pub(super) struct Stop {
    /// Where the run starts.
    pub(super) start: usize,
    /// Where it ends, closing marks included: the end of the sentence, if it is one.
    pub(super) end: usize,
    /// Whether closing quotation marks follow the stops.
    pub(super) has_close: bool,
}

/// Whether `c` may end a sentence.
pub(super) fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '‽' | '؟' | '।' | '。' | '！' | '？')
}

/// Stops of scripts that leave no blank after them.
fn needs_no_blank(c: char) -> bool {
    matches!(c, '。' | '！' | '？')
}

/// Reads the run of stops at `start` and the closing marks after it.
pub(super) fn stop(text: &str, start: usize) -> Stop {
    let rest = text.get(start..).unwrap_or("");
    let n_stops = rest.find(|c| !is_stop(c)).unwrap_or(rest.len());
    let mut end = start + n_stops;
    let mut has_close = false;
    loop {
        let tail = text.get(end..).unwrap_or("");
        let width = closing(tail);
        if width == 0 {
            break;
        }
        has_close |= !tail.trim_start().starts_with([')', ']']);
        end += width;
    }
    Stop { start, end, has_close }
}

/// The length of the closing mark `text` begins with, a blank before it included: « Ça va. »
fn closing(text: &str) -> usize {
    let blank = text.len() - text.trim_start_matches(' ').len();
    let mut chars = text.get(blank..).unwrap_or("").chars();
    let (Some(mark), next) = (chars.next(), chars.next()) else {
        return 0;
    };
    let before_word = next.is_some_and(char::is_alphanumeric);
    let closes = match mark {
        '”' | '»' | '’' | '›' | '“' | '"' | '\'' if before_word && blank > 0 => false,
        '”' | '»' | '›' | '」' | '』' => true,
        ')' | ']' => blank == 0,
        // “ closes in German; straight marks close where nothing but a stop stands before them.
        '’' | '"' | '\'' | '“' => blank == 0 && !before_word,
        _ => false,
    };
    if closes { blank + mark.len_utf8() } else { 0 }
}

/// Whether the sentence that starts at `sentence` ends at `stop`.
pub(super) fn ends_sentence(text: &str, sentence: usize, stop: &Stop) -> bool {
    let after = text.get(stop.end..).unwrap_or("");
    let next = after.trim_start();
    if next.is_empty() {
        return true;
    }
    let body = text.get(sentence..stop.start).unwrap_or("");
    if !body.contains(char::is_alphanumeric) {
        return false;
    }
    let stops = text.get(stop.start..stop.end).unwrap_or("");
    if stops.starts_with(needs_no_blank) {
        return true;
    }
    let word = last_word(body);
    let opened = next.trim_start_matches(is_opening);
    let Some(first) = opened.chars().next() else {
        return true;
    };
    if next.len() == after.len() {
        return is_run_together(word, stop, first, opened);
    }
    if first.is_lowercase() || !(first.is_alphanumeric() || opens_text(first)) {
        return false;
    }
    let is_plain = stops.starts_with('.') && !stops.starts_with("..");
    if is_plain && !stop.has_close {
        return ends_at_full_stop(body, word, opened, next.len() > opened.len());
    }
    if stop.has_close && stops.starts_with(['!', '?']) {
        return !is_attribution(next);
    }
    true
}

/// A full stop with neither other stops nor closing marks.
fn ends_at_full_stop(body: &str, word: &str, next: &str, has_opening: bool) -> bool {
    let is_figure = next.starts_with(char::is_numeric);
    match abbreviation(word) {
        // "1. First", "a. …": a list counts.
        _ if body.len() == word.len() && word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit()) => false,
        None => true,
        Some(Abbreviation::Title) => is_starter(first_word(next)) && word.len() > 2,
        Some(Abbreviation::BeforeFigure) => !is_figure,
        Some(Abbreviation::Inner) => false,
        Some(Abbreviation::Open) => {
            let starts = is_starter(first_word(next)) || has_opening;
            // "Plan B. He left" against "John F. In" hardly matters; "J. A. Roe" does.
            let is_initial = word.chars().count() == 1;
            starts && !(is_initial && first_word(next).chars().count() == 1 && next.get(1..2) == Some("."))
        }
    }
}

/// "… to sign.Then he left": the blank is lost. A small letter before and a capitalised word after
/// tell it from addresses and abbreviations.
fn is_run_together(word: &str, stop: &Stop, first: char, next: &str) -> bool {
    let is_small_word = word.chars().count() >= 2 && word.chars().all(char::is_lowercase);
    let is_capitalised = first.is_uppercase() && next.chars().nth(1).is_some_and(char::is_lowercase);
    is_capitalised && (is_small_word || stop.has_close)
}

/// Whether `next` attributes the quotation before it and says no more of its own: "Zoë Roe asked.",
/// but not "He later said the café was shut".
fn is_attribution(next: &str) -> bool {
    let mut words = next.split_whitespace();
    for word in words.by_ref().take(MAX_NAME_WORDS + 1) {
        let bare = word.trim_end_matches(['.', ',', ';', ':']);
        if CUES.contains(&bare) {
            let ends = bare.len() < word.len();
            return ends
                || words.next().is_none_or(|w| {
                    matches!(w, "in" | "on" | "at" | "to" | "after" | "when" | "during" | "as" | "of" | "with")
                });
        }
        if !word.starts_with(char::is_uppercase) && !matches!(word, "the" | "of" | "de" | "van" | "von" | "al" | "el") {
            return false;
        }
    }
    false
}

/// The letters, figures and inner stops that `body` ends with.
fn last_word(body: &str) -> &str {
    let start = body
        .char_indices()
        .rev()
        .take_while(|&(_, c)| c.is_alphanumeric() || matches!(c, '.' | '-' | '\''))
        .last()
        .map_or(body.len(), |(at, _)| at);
    body.get(start..).unwrap_or("").trim_start_matches(['.', '-', '\''])
}

fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    text.get(..end).unwrap_or("")
}

fn is_opening(c: char) -> bool {
    matches!(
        c,
        '“' | '‘'
            | '"'
            | '\''
            | '«'
            | '‹'
            | '„'
            | '‚'
            | '('
            | '['
            | '—'
            | '–'
            | '-'
            | '¿'
            | '¡'
            | '”'
            | '’'
            | '`'
            | ' '
    )
}

/// Symbols a sentence may begin with.
fn opens_text(c: char) -> bool {
    matches!(c, '$' | '£' | '€' | '#' | '@' | '•' | '*')
}
