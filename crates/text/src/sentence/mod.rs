//! Where sentences begin and end, made for news.
//!
//! A line is a paragraph and always ends a sentence. Within it a sentence ends at a stop unless
//! the stop belongs to an abbreviation ([`abbreviation`](self), "Gen.", "the U.S. Senate"), to
//! initials or a figure, or is followed by more of the same sentence: “Why?” he asked. Closing
//! marks stay with their sentence, whatever pair they belong to. Text that is marked as no story
//! belongs to no sentence.
//!
//! ```
//! use onrecord_text::sentence::sentences;
//! let text = "“We want peace. We do!” said Gen. Müller. The U.S. He left.";
//! let found: Vec<_> = sentences(text, &[]).iter().map(|s| s.slice(text)).collect();
//! assert_eq!(found, ["“We want peace.", "We do!” said Gen. Müller.", "The U.S.", "He left."]);
//! ```

mod abbreviation;
mod boundary;

use std::ops::Range;

use crate::document::Mark;
use crate::span::{Clean, Span};
use abbreviation::{Abbreviation, abbreviation};
use boundary::{ends_sentence, is_stop, stop};

/// The sentences of `text`, in order, without blanks at either end. `marks` are in text order.
pub fn sentences(text: &str, marks: &[Mark]) -> Vec<Span<Clean>> {
    let mut found = Vec::new();
    let mut marks = marks.iter().peekable();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        let mut at = start;
        while let Some(mark) = marks.peek().filter(|mark| mark.span.start().get() < end) {
            let marked = mark.span.range();
            split(text, at..marked.start.max(at), &mut found);
            at = marked.end.max(at).min(end);
            if marked.end > end {
                break;
            }
            marks.next();
        }
        split(text, at..end, &mut found);
        start = end;
    }
    found
}

/// Whether the full stop after `word` belongs to it. A title or "No" at the end of a sentence is no abbreviation.
pub(crate) fn keeps_its_stop(word: &str, ends_sentence: bool) -> bool {
    match abbreviation(word) {
        Some(Abbreviation::Open) => true,
        Some(_) => !ends_sentence,
        None => false,
    }
}

/// Splits one unmarked stretch of a line.
fn split(text: &str, range: Range<usize>, found: &mut Vec<Span<Clean>>) {
    let Some(fragment) = text.get(range.clone()) else {
        return;
    };
    let mut push = |part: Range<usize>| {
        if let Some(part) = trimmed(fragment, part) {
            found.push(Span::from_range(range.start + part.start..range.start + part.end));
        }
    };
    let mut sentence = 0;
    let mut at = 0;
    while let Some(step) = fragment.get(at..).and_then(|rest| rest.find(|c| is_stop(c) || c == '•')) {
        let here = at + step;
        if fragment.get(here..).is_some_and(|rest| rest.starts_with('•')) {
            // Bullets that were lines once.
            push(sentence..here);
            sentence = here + '•'.len_utf8();
            at = sentence;
            continue;
        }
        let stop = stop(fragment, here);
        if ends_sentence(fragment, sentence, &stop) {
            push(sentence..stop.end);
            sentence = stop.end;
        }
        at = stop.end;
    }
    push(sentence..fragment.len());
}

/// `part` without blanks and bullets around it; `None` if no letter or figure is left.
fn trimmed(fragment: &str, part: Range<usize>) -> Option<Range<usize>> {
    let text = fragment.get(part.clone())?;
    let mut kept = text.trim_start();
    for bullet in ["- ", "* ", "– ", "— ", "· ", "▪ ", "■ ", "● "] {
        kept = kept.strip_prefix(bullet).unwrap_or(kept).trim_start();
    }
    let start = part.start + (text.len() - kept.len());
    let kept = kept.trim_end();
    kept.contains(char::is_alphanumeric).then(|| start..start + kept.len())
}

#[cfg(test)]
mod tests;
