//! Words as far as names need them: cut, and folded for comparison.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word or a mark of punctuation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token<'t> {
    /// Bytes of the text cut, with a possessive ending.
    pub range: Range<usize>,
    /// The word without a possessive ending; the mark.
    pub text: &'t str,
    /// Whether it is a word.
    pub is_word: bool,
    /// Whether it ends in `’s` or stands before a bare `’`.
    pub is_possessive: bool,
}

impl Token<'_> {
    /// Whether it starts with a capital letter or is a number such as `47th`.
    pub fn is_capitalised(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    pub fn is(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// Cuts `text` into words and marks. Hyphens and apostrophes inside a word belong to it, and so
/// do the full stops of initials: `U.S.`, `J.`, `O’Neill`, `Mayer-Lüd`, `Ewa’s` are a word each.
pub(crate) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        if c.is_whitespace() {
            continue;
        }
        let mut end = start + c.len_utf8();
        if !c.is_alphanumeric() {
            found.push(Token { range: start..end, text: &text[start..end], is_word: false, is_possessive: false });
            continue;
        }
        while let Some(&(at, c)) = rest.peek() {
            let after = text[at + c.len_utf8()..].chars().next();
            let goes_on = c.is_alphanumeric()
                || is_combining_mark(c)
                || ((is_apostrophe(c) || c == '-') && after.is_some_and(char::is_alphanumeric))
                || (c == '.' && ends_in_initial(&text[start..at]));
            if !goes_on {
                break;
            }
            end = at + c.len_utf8();
            rest.next();
        }
        found.push(word(text, start..end));
    }
    mark_plural_possessives(&mut found);
    found
}

/// Whether the last letter of `word` stands alone, as in `J` or `U.S`.
fn ends_in_initial(word: &str) -> bool {
    let last = word.rsplit('.').next().unwrap_or("");
    let mut chars = last.chars();
    matches!((chars.next(), chars.next()), (Some(c), None) if c.is_uppercase())
}

fn word(text: &str, range: Range<usize>) -> Token<'_> {
    let whole = &text[range.clone()];
    let stem = whole.strip_suffix(['s', 'S']).and_then(|w| w.strip_suffix(is_apostrophe));
    Token { range, text: stem.unwrap_or(whole), is_word: true, is_possessive: stem.is_some() }
}

/// `officials’ demand`: the mark stands apart, the word before it is the possessor.
fn mark_plural_possessives(tokens: &mut [Token<'_>]) {
    for i in 1..tokens.len() {
        let (before, from) = tokens.split_at_mut(i);
        let (Some(word), Some(mark)) = (before.last_mut(), from.first()) else {
            continue;
        };
        let touches = word.range.end == mark.range.start;
        if touches && mark.text.starts_with(is_apostrophe) && word.text.ends_with('s') {
            word.is_possessive = true;
        }
    }
}

/// `word` in the form in which spellings of one word are equal: no accents, no case, no
/// apostrophes, hyphens and full stops.
pub(crate) fn fold(word: &str) -> String {
    if word.is_ascii() {
        // Most words; nothing of them has to be taken apart.
        let letters = word.chars().filter(char::is_ascii_alphanumeric);
        return letters.map(|c| c.to_ascii_lowercase()).collect();
    }
    fold_letters(word)
}

fn fold_letters(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for c in word.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'ł' | 'Ł' => folded.push('l'),
            'ø' | 'Ø' => folded.push('o'),
            'đ' | 'Đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            'ß' => folded.push_str("ss"),
            'æ' | 'Æ' => folded.push_str("ae"),
            'œ' | 'Œ' => folded.push_str("oe"),
            c if c.is_alphanumeric() => folded.extend(c.to_lowercase()),
            _ => {}
        }
    }
    folded
}

/// The words of `text`, folded, possessive endings off, a space between each two.
pub(crate) fn fold_all(text: &str) -> String {
    let words: Vec<String> = tokens(text).iter().filter(|t| t.is_word).map(|t| fold(t.text)).collect();
    words.join(" ")
}

/// Number of letters to insert, remove or change to get from `a` to `b`.
pub(crate) fn edit_distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (cell, to) in row.iter_mut().skip(1).zip(&b) {
            let changed = diagonal + usize::from(from != *to);
            diagonal = *cell;
            left = changed.min(*cell + 1).min(left + 1);
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cutting() {
        let text = "The U.S.’s J. O’Neill-Łąk, officials’ ally";
        let cut: Vec<String> =
            tokens(text).iter().map(|t| format!("{}{}", t.text, if t.is_possessive { "+" } else { "" })).collect();
        assert_eq!(cut.join("|"), "The|U.S.+|J.|O’Neill-Łąk|,|officials+|’|ally");
    }

    #[test]
    fn folding() {
        assert_eq!(fold("Szczęśniak-Łoś"), "szczesniaklos");
        assert_eq!(fold("O’Brien"), fold("O'Brien"));
        assert_eq!(fold_all("the U.S.’s Müller"), "the us muller");
        let plain: String = (0..128u8).map(char::from).collect();
        assert_eq!(fold(&plain), fold_letters(&plain));
    }

    #[test]
    fn distances() {
        for (a, b, expected) in
            [("", "éa", 2), ("orlova", "orlova", 0), ("orlova", "orlowa", 1), ("kitten", "sitting", 3)]
        {
            assert_eq!(edit_distance(a, b), expected, "{a} {b}");
            assert_eq!(edit_distance(b, a), expected, "{b} {a}");
        }
    }
}
