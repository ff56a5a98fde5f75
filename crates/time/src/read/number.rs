//! Numbers in words and figures.

use onrecord_text::number_word::{TENS, UNITS};

use super::cursor::Cursor;

const ORDINALS: [&str; 20] = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];
const ROUND_ORDINALS: [(&str, u32); 11] = [
    ("twentieth", 20),
    ("thirtieth", 30),
    ("fortieth", 40),
    ("fiftieth", 50),
    ("sixtieth", 60),
    ("seventieth", 70),
    ("eightieth", 80),
    ("ninetieth", 90),
    ("hundredth", 100),
    ("thousandth", 1000),
    ("millionth", 1_000_000),
];

fn place(list: &[&str], word: &str) -> Option<u32> {
    list.iter().position(|w| *w == word).and_then(|at| u32::try_from(at).ok())
}

/// A number below a hundred in words.
pub(crate) fn below_hundred(cursor: &mut Cursor<'_>) -> Option<u32> {
    if let Some(number) = place(&UNITS, cursor.lower(0)) {
        *cursor = cursor.next();
        return Some(number);
    }
    let tens = 10 * (place(&TENS, cursor.lower(0))? + 2);
    *cursor = cursor.next();
    let mut ahead = *cursor;
    ahead.eat_hyphen();
    if let Some(ones @ 1..=9) = place(&UNITS, ahead.lower(0)) {
        *cursor = ahead.next();
        return Some(tens + ones);
    }
    Some(tens)
}

/// A whole number: "12", "1,000", "twenty-four", "two hundred and ten", "a hundred", "two thousand".
pub(crate) fn cardinal(cursor: &mut Cursor<'_>) -> Option<u32> {
    if let Some(token) = cursor.peek(0)
        && let super::token::Class::Figure { value, .. } = token.class
    {
        *cursor = cursor.next();
        return match cursor.lower(0) {
            "hundred" | "thousand" | "million" => {
                let factor = magnitude(cursor.lower(0));
                *cursor = cursor.next();
                value.checked_mul(factor)
            }
            _ => Some(value),
        };
    }
    let mut here = *cursor;
    let article = here.eat_one_of(&["a", "one"]) && magnitude(here.lower(0)) > 1;
    let mut total: u32 = if article {
        1
    } else {
        here = *cursor;
        below_hundred(&mut here)?
    };
    while magnitude(here.lower(0)) > 1 {
        total = total.checked_mul(magnitude(here.lower(0)))?;
        here = here.next();
        let mut ahead = here;
        ahead.eat("and");
        if let Some(rest) = below_hundred(&mut ahead) {
            total = total.checked_add(rest)?;
            here = ahead;
        }
    }
    *cursor = here;
    Some(total)
}

fn magnitude(word: &str) -> u32 {
    match word {
        "hundred" => 100,
        "thousand" => 1000,
        "million" => 1_000_000,
        _ => 1,
    }
}

/// A place in a row: "third", "24th", "twenty-first".
pub(crate) fn ordinal(cursor: &mut Cursor<'_>) -> Option<u32> {
    if let Some(number) = cursor.peek(0).and_then(|token| token.figure()) {
        let ends = matches!(cursor.lower(1), "st" | "nd" | "rd" | "th") && cursor.peek(1).is_some_and(|t| t.glued);
        return ends.then(|| {
            *cursor = cursor.next().next();
            number
        });
    }
    let word = cursor.lower(0);
    let whole = place(&ORDINALS, word).or_else(|| ROUND_ORDINALS.iter().find(|(w, _)| *w == word).map(|&(_, n)| n));
    if let Some(number) = whole {
        *cursor = cursor.next();
        return Some(number);
    }
    let tens = 10 * (place(&TENS, word)? + 2);
    let mut ahead = cursor.next();
    ahead.eat_hyphen();
    let ones = place(&ORDINALS, ahead.lower(0)).filter(|n| (1..=9).contains(n))?;
    *cursor = ahead.next();
    Some(tens + ones)
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    fn read<T>(text: &str, pattern: impl Fn(&mut Cursor<'_>) -> Option<T>) -> Option<(T, usize)> {
        let tokens = tokens(text);
        let mut cursor = Cursor::new(&tokens, 0);
        let found = pattern(&mut cursor)?;
        Some((found, cursor.at()))
    }

    #[test]
    fn cardinals() {
        for (text, expected) in [
            ("twenty four hours", Some((24, 2))),
            ("twenty-four hours", Some((24, 3))),
            ("two thousand", Some((2000, 2))),
            ("a hundred years", Some((100, 2))),
            ("two hundred and ten days", Some((210, 4))),
            ("1,000 years", Some((1000, 1))),
            ("2 million years", Some((2_000_000, 2))),
            ("a year", None),
            ("années", None),
            ("9 million million", Some((9_000_000, 2))),
        ] {
            assert_eq!(read(text, cardinal), expected, "{text}");
        }
    }

    #[test]
    fn ordinals() {
        for (text, expected) in [
            ("third quarter", Some((3, 1))),
            ("24th of", Some((24, 2))),
            ("twenty-first century", Some((21, 3))),
            ("twentieth", Some((20, 1))),
            ("24 th", None),
            ("troisième", None),
        ] {
            assert_eq!(read(text, ordinal), expected, "{text}");
        }
    }
}
