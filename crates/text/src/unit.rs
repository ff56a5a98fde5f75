//! Units: the smallest pieces of text the reader labels.
//!
//! A unit is a maximal run of word characters, or one other character that is not white space.
//! "Mr. Trump's" is five units: `Mr` `.` `Trump` `'` `s`. The definition is that of the reference
//! scorer for attributions, so a label always means the same characters as a score does.

use crate::span::{Clean, Span};

/// What a unit looks like; the encoder is uncased, so this is where it learns of capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Shape {
    /// No letter: figures, punctuation.
    Other = 0,
    /// All letters in lower case.
    Lower = 1,
    /// First letter a capital, the rest lower case.
    Title = 2,
    /// Two letters or more, all capitals.
    Upper = 3,
    /// A single capital letter, as in initials.
    Initial = 4,
    /// Any other mix, as in "McCain" or "iPhone".
    Mixed = 5,
}

/// What stands between a unit and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Gap {
    /// Nothing.
    None = 0,
    /// Blanks.
    Space = 1,
    /// At least one line break, or the start of the text.
    Line = 2,
}

/// One unit of a clean text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Where it stands.
    pub span: Span<Clean>,
    /// What it looks like.
    pub shape: Shape,
    /// What precedes it.
    pub gap: Gap,
}

/// Whether `c` belongs to words: letters, marks that are letters, digits, and the underscore.
pub fn is_word(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

/// Cuts `text` into units, in order.
pub fn units(text: &str) -> Vec<Unit> {
    let mut found = Vec::with_capacity(text.len() / 4);
    let mut gap = Gap::Line;
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            let here = if matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}') { Gap::Line } else { Gap::Space };
            if gap != Gap::Line {
                gap = here;
            }
            continue;
        }
        let mut end = start + c.len_utf8();
        if is_word(c) {
            while let Some(&(at, next)) = chars.peek() {
                if !is_word(next) {
                    break;
                }
                end = at + next.len_utf8();
                chars.next();
            }
        }
        let shape = shape(text.get(start..end).unwrap_or(""));
        found.push(Unit { span: Span::from_range(start..end), shape, gap });
        gap = Gap::None;
    }
    found
}

fn shape(word: &str) -> Shape {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else {
        return Shape::Other;
    };
    let (mut n_upper, mut n_lower) = (0, 0);
    for c in letters {
        if c.is_uppercase() {
            n_upper += 1;
        } else {
            n_lower += 1;
        }
    }
    match (first.is_uppercase(), n_upper, n_lower) {
        (true, 0, 0) => Shape::Initial,
        (true, _, 0) => Shape::Upper,
        (true, 0, _) => Shape::Title,
        (false, 0, _) => Shape::Lower,
        _ => Shape::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, Shape, Gap)]) {
        let found = units(text);
        let found: Vec<_> = found.iter().map(|u| (u.span.slice(text), u.shape, u.gap)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn words_and_marks() {
        check(
            "Mr. Müller’s  €5\n\nNATO",
            &[
                ("Mr", Shape::Title, Gap::Line),
                (".", Shape::Other, Gap::None),
                ("Müller", Shape::Title, Gap::Space),
                ("’", Shape::Other, Gap::None),
                ("s", Shape::Lower, Gap::None),
                ("€", Shape::Other, Gap::Space),
                ("5", Shape::Other, Gap::None),
                ("NATO", Shape::Upper, Gap::Line),
            ],
        );
    }

    #[test]
    fn a_line_break_wins_over_blanks_on_either_side() {
        check("a \n b", &[("a", Shape::Lower, Gap::Line), ("b", Shape::Lower, Gap::Line)]);
    }

    #[test]
    fn shapes() {
        for (word, expected) in [
            ("I", Shape::Initial),
            ("McCain", Shape::Mixed),
            ("iPhone", Shape::Mixed),
            ("É", Shape::Initial),
            ("G7", Shape::Initial),
        ] {
            assert_eq!(shape(word), expected, "{word}");
        }
    }
}
