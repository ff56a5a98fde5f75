//! Numbers in figures and words.

use std::ops::Range;

use onrecord_text::number_word::{TENS, UNITS};

/// A word, a number in figures, or a mark.
#[derive(Clone, Debug)]
pub(super) struct Token<'t> {
    /// Bytes of the text.
    pub at: Range<usize>,
    pub text: &'t str,
}

impl Token<'_> {
    pub fn is(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }

    pub fn is_word(&self) -> bool {
        self.text.starts_with(char::is_alphabetic)
    }
}

/// Cuts `text` so that "1,900", "7.5" and "the" are a token each, "forty-eight" and "€1.2m" several. The hyphen between
/// words is no token.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let byte = |i: usize| chars.get(i).map_or(text.len(), |(at, _)| *at);
    let is = |i: usize, test: fn(char) -> bool| chars.get(i).is_some_and(|(_, c)| test(*c));
    let digit = |c: char| c.is_ascii_digit();
    let mut found = Vec::new();
    let mut i = 0;
    while let Some((_, c)) = chars.get(i).copied() {
        let start = i;
        if digit(c) {
            while is(i, digit) || (is(i, |c| matches!(c, '.' | ',' | ':')) && is(i + 1, digit)) {
                i += 1;
            }
        } else if c.is_alphabetic() {
            while is(i, char::is_alphabetic) || (is(i, |c| matches!(c, '\'' | '’')) && is(i + 1, char::is_alphabetic))
            {
                i += 1;
            }
        } else {
            i += 1;
        }
        if !c.is_whitespace() && c != '-' {
            found.push(Token { at: byte(start)..byte(i), text: text.get(byte(start)..byte(i)).unwrap_or("") });
        }
    }
    found
}

pub(super) struct Number {
    pub tokens: Range<usize>,
    pub value: f64,
    /// Whether it is no more than "one" or "a".
    pub is_one: bool,
}

/// Words and letters that multiply.
fn factor(word: &str) -> Option<f64> {
    Some(match word.to_lowercase().as_str() {
        "hundred" => 100.0,
        "thousand" | "k" => 1e3,
        "million" | "millions" | "mn" | "m" => 1e6,
        "billion" | "billions" | "bn" | "b" => 1e9,
        "trillion" | "tn" => 1e12,
        "dozen" => 12.0,
        _ => return None,
    })
}

fn small(word: &str) -> Option<f64> {
    let word = word.to_lowercase();
    let unit = UNITS.iter().position(|unit| *unit == word);
    let tens = TENS.iter().position(|tens| *tens == word).map(|at| 10 * (at + 2));
    // No text counts further than words go.
    unit.or(tens).and_then(|value| u32::try_from(value).ok()).map(f64::from)
}

/// All numbers, in order, not overlapping.
pub(super) fn numbers(tokens: &[Token<'_>]) -> Vec<Number> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        match figures(tokens, i).or_else(|| in_words(tokens, i)) {
            Some(number) => {
                i = number.tokens.end;
                found.push(number);
            }
            None => i += 1,
        }
    }
    found
}

/// A number in figures with the words that multiply it: "1,900", "0.41 million", "1.2m".
fn figures(tokens: &[Token<'_>], start: usize) -> Option<Number> {
    let text = tokens.get(start)?.text;
    if !text.starts_with(|c: char| c.is_ascii_digit()) || text.contains(':') {
        return None;
    }
    let mut groups = text.split(',');
    let head = groups.next()?;
    // "1,900" groups, "7,5" does not.
    let rest: Vec<&str> = groups.collect();
    let grouped = !rest.is_empty() && rest.iter().all(|group| group.split('.').next().is_some_and(|g| g.len() == 3));
    let plain = if grouped || rest.is_empty() { text.replace(',', "") } else { format!("{head}.{}", rest.join("")) };
    let mut value: f64 = plain.parse().ok()?;
    let mut end = start + 1;
    // "47th", "1990s": which, not how many.
    let touches = |at: usize| {
        let (one, other) = (tokens.get(at - 1), tokens.get(at));
        one.zip(other).is_some_and(|(one, other)| one.at.end == other.at.start)
    };
    if let Some(next) = tokens.get(end).filter(|next| touches(end) && next.is_word()) {
        factor(next.text)?;
    }
    while let Some(by) = tokens.get(end).and_then(|token| factor(token.text)) {
        // A lone letter multiplies only where it touches: "5 m" are metres.
        if tokens.get(end).is_some_and(|token| token.text.len() == 1) && !touches(end) {
            break;
        }
        value *= by;
        end += 1;
    }
    Some(Number { tokens: start..end, value, is_one: false })
}

/// A number in words: "a hundred and twenty", "forty-eight", "half a million", "a dozen".
fn in_words(tokens: &[Token<'_>], start: usize) -> Option<Number> {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.text);
    let is = |at: usize, wanted: &str| tokens.get(at).is_some_and(|token| token.is(wanted));
    let mut at = start;
    let (mut total, mut group) = (0.0, 0.0);
    let mut seen = false;
    let mut is_one = false;
    if is(at, "half") && is(at + 1, "a") && factor(word(at + 2)).is_some() {
        return Some(Number { tokens: start..start + 3, value: factor(word(at + 2))? / 2.0, is_one: false });
    }
    if is(at, "a") && factor(word(at + 1)).is_some_and(|by| by >= 12.0 && word(at + 1).len() > 2) {
        (group, at) = (1.0, at + 1);
    }
    loop {
        if let Some(value) = small(word(at)) {
            is_one = !seen && value == 1.0;
            group += value;
            seen = true;
            at += 1;
        } else if let Some(by) = factor(word(at)).filter(|_| word(at).len() > 3 && (seen || group > 0.0)) {
            is_one = false;
            seen = true;
            if by < 1_000.0 {
                group = if group == 0.0 { by } else { group * by };
            } else {
                total += if group == 0.0 { by } else { group * by };
                group = 0.0;
            }
            at += 1;
        } else if seen && is(at, "and") && small(word(at + 1)).is_some() && (total > 0.0 || group >= 100.0) {
            at += 1;
        } else {
            break;
        }
    }
    (seen && total + group > 0.0).then_some(Number { tokens: start..at, value: total + group, is_one })
}
