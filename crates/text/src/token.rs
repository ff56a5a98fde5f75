//! Tokens: the words that syntax speaks of, cut as Universal Dependencies cuts English.
//!
//! A token is a word, a figure or a mark. Clitics stand apart ("do|n't", "Trump|'s", "can|not"),
//! so do the parts of most hyphenated words; an abbreviation keeps its stop, a figure its commas,
//! an address all of its punctuation. [`units`](crate::unit) are finer and know nothing of
//! language: they are what the model reads, tokens are what it says something about.
//!
//! The conventions are those of the English Web Treebank (Silveira et al., LREC 2014, and the
//! guidelines of later releases on hyphens).

use std::ops::Range;

use crate::sentence::keeps_its_stop;
use crate::span::{Clean, Span};
use crate::unit::is_word;

/// What may follow an apostrophe as a token of its own.
const CLITICS: [&str; 6] = ["s", "re", "ve", "ll", "d", "m"];
/// Words written as one that are two, with the length of the first.
const FUSED: [(&str, usize); 6] = [("cannot", 3), ("gonna", 3), ("gotta", 3), ("wanna", 3), ("lemme", 3), ("gimme", 3)];
/// What a hyphen ties to the next word for good.
const PREFIXES: [&str; 19] = [
    "anti", "co", "counter", "e", "ex", "inter", "mid", "mini", "multi", "non", "over", "pan", "post", "pre", "pro",
    "re", "semi", "sub", "un",
];

/// The tokens of one sentence of `text`, in order. White space is in none, everything else in one.
pub fn tokens(text: &str, sentence: Span<Clean>) -> Vec<Span<Clean>> {
    let mut found = Vec::new();
    let base = sentence.start().get();
    let mut start = None;
    let slice = sentence.slice(text);
    let ends = slice.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at).chain([slice.len()]);
    for end in ends {
        let from: usize = start.unwrap_or(0);
        let chunk = slice.get(from..end).unwrap_or("");
        let skipped = chunk.len() - chunk.trim_start().len();
        let last = slice.get(end..).is_some_and(|rest| rest.trim().is_empty());
        let mut cutter = Cutter { chunk: chunk.trim_start(), last, found: Vec::new() };
        cutter.cut();
        let at = base + from + skipped;
        found.extend(cutter.found.into_iter().map(|r| Span::from_range(at + r.start..at + r.end)));
        start = Some(end);
    }
    found
}

/// Cuts one stretch without white space.
struct Cutter<'a> {
    chunk: &'a str,
    /// Whether the sentence ends with it.
    last: bool,
    found: Vec<Range<usize>>,
}

impl Cutter<'_> {
    fn cut(&mut self) {
        let mut at = 0;
        if let Some(address) = address(self.chunk) {
            self.found.push(address.clone());
            at = address.end;
        }
        while let Some(first) = self.rest(at).chars().next() {
            at = if first.is_ascii_digit() {
                self.figure(at)
            } else if is_word(first) {
                self.word(at)
            } else {
                self.mark(at, first)
            };
        }
    }

    fn rest(&self, at: usize) -> &str {
        self.chunk.get(at..).unwrap_or("")
    }

    fn push(&mut self, range: Range<usize>) -> usize {
        let end = range.end;
        self.found.push(range);
        end
    }

    /// "1,000", "3.5", "10:30", "1990s".
    fn figure(&mut self, start: usize) -> usize {
        let mut end = start + word_len(self.rest(start));
        loop {
            let mut rest = self.rest(end).chars();
            let (separator, digit) = (rest.next(), rest.next());
            let joins = separator.is_some_and(|c| matches!(c, '.' | ',' | ':' | '/'));
            if !(joins && digit.is_some_and(|c| c.is_ascii_digit())) {
                return self.push(start..end);
            }
            end += 1 + word_len(self.rest(end + 1));
        }
    }

    fn word(&mut self, start: usize) -> usize {
        let mut end = start + word_len(self.rest(start));
        // "U.S.", "p.m.", "Ph.D."
        while let Some(rest) = self.rest(end).strip_prefix('.') {
            let next = word_len(rest);
            let word = self.chunk.get(start..end).unwrap_or("");
            let short = |w: &str| w.chars().count() == 1 && w.chars().all(char::is_alphabetic);
            let parts_short = word.rsplit('.').next().is_some_and(short);
            let initials = parts_short && (next == 0 || rest.get(..next).is_some_and(short));
            let ends_here = self.last && rest.trim_start_matches(|c: char| !is_word(c)).is_empty();
            if next > 0 && (initials || word == "Ph") {
                end += 1 + next;
                continue;
            }
            let pronoun = word == "I" && ends_here;
            if !pronoun && (initials || keeps_its_stop(word, ends_here)) {
                end += 1;
            }
            break;
        }
        let word = self.chunk.get(start..end).unwrap_or("");
        let lower = word.to_lowercase();
        if let Some((_, first)) = FUSED.iter().find(|(fused, _)| *fused == lower) {
            self.push(start..start + first);
            return self.push(start + first..end);
        }
        let mut rest = self.rest(end).chars();
        match rest.next() {
            Some(mark @ ('\'' | '’')) => {
                let after = end + mark.len_utf8();
                let tail = self.chunk.get(after..after + word_len(self.rest(after))).unwrap_or("");
                let tail_end = after + tail.len();
                let clitic = tail.to_lowercase();
                if clitic == "t" && lower.ends_with('n') && lower.len() > 1 {
                    self.push(start..end - 1);
                    self.push(end - 1..tail_end)
                } else if CLITICS.contains(&clitic.as_str()) {
                    self.push(start..end);
                    self.push(end..tail_end)
                } else if !tail.is_empty() {
                    self.push(start..tail_end)
                } else {
                    self.push(start..end)
                }
            }
            Some('-') if PREFIXES.contains(&lower.as_str()) => {
                let next = word_len(self.rest(end + 1));
                self.push(start..if next == 0 { end } else { end + 1 + next })
            }
            _ => self.push(start..end),
        }
    }

    fn mark(&mut self, start: usize, first: char) -> usize {
        let end = start + first.len_utf8();
        if matches!(first, '\'' | '’') {
            let tail = self.chunk.get(end..end + word_len(self.rest(end))).unwrap_or("");
            let clitic = CLITICS.contains(&tail.to_lowercase().as_str());
            let decade = tail.starts_with(|c: char| c.is_ascii_digit());
            // At the start of a word alone: elsewhere it closes a quotation.
            if start == 0 && (clitic && end + tail.len() == self.chunk.len() || decade) {
                return self.push(start..end + tail.len());
            }
        }
        let repeats = matches!(first, '.' | '-' | '!' | '?' | '*' | '_' | '=' | '\'' | '`');
        let run = self.rest(start).chars().take_while(|&c| repeats && c == first).count().max(1);
        self.push(start..start + run * first.len_utf8())
    }
}

/// A web or mail address, a handle or a hashtag at the start of `chunk`, less closing punctuation.
fn address(chunk: &str) -> Option<Range<usize>> {
    let tagged = chunk.strip_prefix(['@', '#']).is_some_and(|rest| rest.starts_with(is_word));
    let mail = chunk.split_once('@').is_some_and(|(a, b)| a.ends_with(is_word) && b.contains('.'));
    if !(tagged || mail || chunk.contains("://") || chunk.starts_with("www."))
        || !chunk.starts_with(|c| is_word(c) || tagged)
    {
        return None;
    }
    let end = if tagged {
        1 + word_len(chunk.get(1..).unwrap_or(""))
    } else {
        chunk.trim_end_matches(|c: char| !is_word(c) && c != '/').len()
    };
    Some(0..end)
}

/// Length in bytes of the run of word characters that `text` starts with.
fn word_len(text: &str) -> usize {
    text.find(|c| !is_word(c)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sentence: &str, expected: &str) {
        let span = Span::from_range(0..sentence.len());
        let found: Vec<_> = tokens(sentence, span).iter().map(|t| t.slice(sentence)).collect();
        assert_eq!(found.join("|"), expected);
    }

    #[test]
    fn words_and_marks() {
        check("“Yes,” said Şahin.", "“|Yes|,|”|said|Şahin|.");
        check("Wait... (no)!!", "Wait|...|(|no|)|!!");
        check("  blanks \u{a0} all round ", "blanks|all|round");
    }

    #[test]
    fn clitics_stand_apart() {
        check("They don't and can’t say it's Zoë’s.", "They|do|n't|and|ca|n’t|say|it|'s|Zoë|’s|.");
        check("We cannot, and the workers' union won't.", "We|can|not|,|and|the|workers|'|union|wo|n't|.");
    }

    #[test]
    fn names_with_an_apostrophe_are_one_word() {
        check("O'Brien met the Shi'ite leader", "O'Brien|met|the|Shi'ite|leader");
    }

    #[test]
    fn abbreviations_keep_their_stop() {
        check(
            "Mr. Şen of the U.S. Senate left at 5 p.m. on Sept. 3.",
            "Mr.|Şen|of|the|U.S.|Senate|left|at|5|p.m.|on|Sept.|3|.",
        );
        check("Dr. J. K. Müller, Ph.D., said no.", "Dr.|J.|K.|Müller|,|Ph.D.|,|said|no|.");
        check("So did I.", "So|did|I|.");
    }

    #[test]
    fn figures_keep_their_points() {
        check("€1,000.50 at 10:30, up 3.5%.", "€|1,000.50|at|10:30|,|up|3.5|%|.");
        check("the 1990s and the ’90s", "the|1990s|and|the|’90s");
    }

    #[test]
    fn hyphens_part_words_but_not_prefixes() {
        check("a five-year, pro-Kyiv e-mail", "a|five|-|year|,|pro-Kyiv|e-mail");
        check("talks – or a truce — failed", "talks|–|or|a|truce|—|failed");
    }

    #[test]
    fn addresses_are_one_token() {
        check("See https://example.org/a-b?c=1, or @mayor.", "See|https://example.org/a-b?c=1|,|or|@mayor|.");
        check("Write to jürgen@example.org.", "Write|to|jürgen@example.org|.");
    }
}
