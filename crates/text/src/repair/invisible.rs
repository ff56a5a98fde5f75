//! Characters that cannot be seen, and blanks that only look like one.
//!
//! Control characters, soft hyphens, byte order marks, zero-width and direction marks are taken
//! out; no-break and thin blanks become plain ones; every kind of line end becomes `\n`. Zero-width
//! joiners stay between characters of scripts that need them, and in emoji.

use crate::alignment::Edit;

/// The edits that take out or normalise what cannot be seen.
pub fn edits(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut before = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map(|&(_, c)| c);
        // Text is mostly this; the rest of the loop is for the odd character.
        if matches!(c, ' '..='~' | '\n') {
            before = Some(c);
            continue;
        }
        let replacement = match c {
            '\r' if after == Some('\n') => Some(""),
            '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some("\n"),
            '\t' => None,
            '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Some(" "),
            '\u{200c}' | '\u{200d}' if joins(before) && joins(after) => None,
            '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{206f}'
            | '\u{feff}' => Some(""),
            c if c.is_control() => Some(""),
            _ => None,
        };
        match replacement {
            Some(replacement) => {
                edits.push(Edit::replace(at..at + c.len_utf8(), replacement));
                before = replacement.chars().next_back().or(before);
            }
            None => before = Some(c),
        }
    }
    edits
}

/// Whether a joiner next to `c` may mean something: any script after Latin, Greek and Cyrillic,
/// and symbols.
fn joins(c: Option<char>) -> bool {
    c.is_some_and(|c| c > '\u{52f}' && !matches!(c, '\u{1e00}'..='\u{218f}'))
}

#[cfg(test)]
mod tests {
    use crate::alignment::AlignedText;

    #[test]
    fn what_cannot_be_seen_goes() {
        for (damaged, clean) in [
            ("One.\r\nZwei.\rÜ\u{2028}x", "One.\nZwei.\nÜ\nx"),
            ("Mr\u{a0}Söder, 5\u{202f}%", "Mr Söder, 5 %"),
            ("nego\u{ad}tia\u{200b}tion\u{feff}", "negotiation"),
            ("a\u{0}b\u{7f}\u{1a}é\u{9d}", "abé"),
            ("col\tumn", "col\tumn"),
            ("👩\u{200d}🚀 می\u{200c}خواهم", "👩\u{200d}🚀 می\u{200c}خواهم"),
            ("plain\u{200d}text", "plaintext"),
            ("\u{202a}He\u{202c} said “Não”", "He said “Não”"),
        ] {
            let mut text = AlignedText::verbatim(damaged);
            text.apply(super::edits(damaged));
            assert_eq!(text.as_str(), clean);
        }
    }
}
