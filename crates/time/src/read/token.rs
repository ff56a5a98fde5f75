//! The words, figures and marks that patterns are written in.
//!
//! These are finer than the tokens of syntax in `onrecord-text`: "two-year" is three, "9pm" is
//! two, since time expressions are built of such pieces.

use std::ops::Range;

/// A word, a figure or a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token<'t> {
    /// As it stands in the text.
    pub text: &'t str,
    /// In lower case, with a straight apostrophe.
    pub lower: String,
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// What it is.
    pub class: Class,
    /// Whether it touches the token before.
    pub glued: bool,
    /// Whether a paragraph ends before it.
    pub opens_paragraph: bool,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Word,
    /// A whole number, and whether it is written with commas between thousands.
    Figure {
        value: u32,
        commas: bool,
    },
    /// A number that is not whole, or too large.
    OtherFigure,
    Mark,
}

impl Token<'_> {
    pub fn is_word(&self) -> bool {
        self.class == Class::Word
    }

    /// Whether it begins with a capital letter.
    pub fn is_capitalised(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// Its value, if it is a plain whole number.
    pub fn figure(&self) -> Option<u32> {
        match self.class {
            Class::Figure { value, commas: false } => Some(value),
            _ => None,
        }
    }
}

/// All tokens of `text`, in order; white space is in none.
pub(crate) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found: Vec<Token<'_>> = Vec::new();
    let mut at = 0;
    while let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if first.is_whitespace() || is_invisible(first) {
            at += first.len_utf8();
            continue;
        }
        let rest = text.get(at..).unwrap_or("");
        let (length, class) = if first.is_ascii_digit() {
            figure(rest)
        } else if first.is_alphabetic() {
            (word(rest), Class::Word)
        } else if is_apostrophe(first) && clitic(rest) {
            (first.len_utf8() + 1, Class::Word)
        } else {
            (first.len_utf8(), Class::Mark)
        };
        let piece = rest.get(..length).unwrap_or("");
        let before = found.last().map_or(0, |token| token.range.end);
        let gap = text.get(before..at).unwrap_or("");
        found.push(Token {
            text: piece,
            lower: lowered(piece),
            range: at..at + length,
            class,
            glued: gap.is_empty() && !found.is_empty(),
            opens_paragraph: gap.contains('\n'),
        });
        at += length.max(1);
    }
    found
}

fn lowered(piece: &str) -> String {
    match piece {
        "–" | "‐" | "‑" | "—" => "-".to_owned(),
        _ => piece.to_lowercase().replace(['’', '‘', '`'], "'"),
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// Soft hyphens, joiners and marks of order.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Whether `rest` begins with the mark of a possessive: "'s" at the end of a word.
fn clitic(rest: &str) -> bool {
    let mut rest = rest.chars().skip(1);
    rest.next().is_some_and(|c| matches!(c, 's' | 'S')) && !rest.next().is_some_and(char::is_alphanumeric)
}

/// Length of the word at the start of `rest`, with the inner stops of "p.m." and its last one.
fn word(rest: &str) -> usize {
    let run = |text: &str| text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let length = run(rest);
    let lower = rest.get(..4).unwrap_or("").to_ascii_lowercase();
    match lower.as_str() {
        "a.m." | "p.m." => 4,
        // "10 p.m" at the end of what somebody typed.
        _ if lower.starts_with("p.m") || lower.starts_with("a.m") => 3,
        // "o'clock".
        _ if rest.get(length..).is_some_and(|tail| tail.starts_with(is_apostrophe))
            && rest.starts_with(['o', 'O'])
            && length == 1 =>
        {
            let mark = rest.get(length..).and_then(|tail| tail.chars().next()).map_or(0, char::len_utf8);
            length + mark + run(rest.get(length + mark..).unwrap_or(""))
        }
        _ => length,
    }
}

/// Length and value of the figure at the start of `rest`: "12", "1,000", "2.5".
fn figure(rest: &str) -> (usize, Class) {
    let run = |text: &str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let mut end = run(rest);
    let (mut commas, mut decimal) = (false, false);
    loop {
        let tail = rest.get(end..).unwrap_or("");
        let digits = tail.get(1..).map_or(0, run);
        if tail.starts_with(',') && digits == 3 && !decimal {
            commas = true;
        } else if tail.starts_with('.') && digits > 0 {
            decimal = true;
        } else {
            break;
        }
        end += 1 + digits;
    }
    let value: Option<u32> = rest.get(..end).and_then(|figure| figure.replace(',', "").parse().ok());
    let class = match value {
        Some(value) if !decimal => Class::Figure { value, commas },
        _ => Class::OtherFigure,
    };
    (end, class)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let found: Vec<_> = tokens(text).iter().map(|t| t.text).collect();
        assert_eq!(found.join("|"), expected, "{text}");
    }

    #[test]
    fn pieces() {
        check("two-year", "two|-|year");
        check("9pm–10 p.m. on", "9|pm|–|10|p.m.|on");
        check("the year’s end, year's", "the|year|’s|end|,|year|'s");
        check("the ’80s and '97", "the|’|80|s|and|'|97");
        check("1,990 or 2.5 in 1990.", "1,990|or|2.5|in|1990|.");
        check("6 o’clock", "6|o’clock");
        check("12\u{a0}mars à Genève", "12|mars|à|Genève");
        check("Oct. 26, 1998", "Oct|.|26|,|1998");
        check("99999999999", "99999999999");
    }

    #[test]
    fn what_figures_are_worth() {
        let class = |text| tokens(text).first().map(|t| t.class);
        assert_eq!(class("1,990"), Some(Class::Figure { value: 1990, commas: true }));
        assert_eq!(class("2.5"), Some(Class::OtherFigure));
        assert_eq!(class("99999999999"), Some(Class::OtherFigure));
        assert_eq!(class("½"), Some(Class::Mark));
    }
}
