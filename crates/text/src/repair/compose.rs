//! Letters taken apart: `u` and a combining diaeresis for ü.
//!
//! Some systems write accented letters as a letter and an accent after it. That looks the same but
//! matches nothing, and mojibake that was taken apart so cannot be read as bytes any more.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::alignment::Edit;

/// The edits that put letters and their accents together.
pub fn edits(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    // The accents, U+0300 to U+036F, start with these bytes.
    if !text.bytes().any(|b| matches!(b, 0xCC | 0xCD)) {
        return edits;
    }
    let mut base = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !is_accent(c) {
            base = Some((at, c));
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some((at, c)) = chars.next_if(|&(_, c)| is_accent(c)) {
            end = at + c.len_utf8();
        }
        if let Some((start, letter)) = base.take()
            && letter.is_alphabetic()
            && let Some(apart) = text.get(start..end)
            && !is_nfc(apart)
        {
            edits.push(Edit::replace(start..end, apart.nfc().collect::<String>()));
        }
    }
    edits
}

fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use crate::alignment::AlignedText;

    #[test]
    fn letters_are_put_together() {
        for (damaged, clean) in [
            ("Mu\u{308}ller et Rene\u{301}e", "Müller et Renée"),
            ("Tâ\u{301}t cả Vie\u{323}\u{302}t", "Tất cả Việt"),
            ("Déjà vu, q\u{301} \u{301}", "Déjà vu, q\u{301} \u{301}"),
        ] {
            let mut text = AlignedText::verbatim(damaged);
            text.apply(super::edits(damaged));
            assert_eq!(text.as_str(), clean);
        }
    }
}
