//! Windows-1252 punctuation read as Latin-1: the byte 0x93 is “ in the one and a control character
//! in the other. The C1 control characters have no use in text, so each stands for exactly one
//! mark and no context is needed.

use crate::alignment::Edit;

/// The edits that put Windows-1252 characters where their bytes stand as C1 controls.
pub fn edits(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    // Every C1 character is the byte 0xC2 and one of 0x80 to 0x9F.
    if !text.as_bytes().contains(&0xC2) {
        return edits;
    }
    let mut before = None;
    for (at, c) in text.char_indices() {
        // `â` and U+0080 are two thirds of a mark whose last byte is lost: see `lossy`.
        if let Some(mark) = windows_1252(c)
            && before != Some('â')
        {
            edits.push(Edit::replace(at..at + c.len_utf8(), mark));
        }
        before = Some(c);
    }
    edits
}

/// What Windows-1252 has at the code of the C1 control `c`; nothing for the five bytes it leaves
/// undefined, nor for ƒ, ˆ and ˜, which news has no use for: they are leftovers of mojibake.
fn windows_1252(c: char) -> Option<char> {
    const TABLE: [char; 32] = [
        '€', '\0', '‚', '\0', '„', '…', '†', '‡', '\0', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', //
        '\0', '‘', '’', '“', '”', '•', '–', '—', '\0', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
    ];
    let idx = u32::from(c).checked_sub(0x80)?;
    TABLE.get(usize::try_from(idx).ok()?).copied().filter(|&mark| mark != '\0')
}

#[cfg(test)]
mod tests {
    use crate::alignment::AlignedText;

    #[test]
    fn controls_become_the_marks_they_were() {
        for (damaged, clean) in [
            ("\u{93}Ça va,\u{94} he said", "“Ça va,” he said"),
            ("The king\u{92}s speech \u{96} café", "The king’s speech – café"),
            ("\u{80}5m\u{85}", "€5m…"),
            ("left \u{81} alone: é", "left \u{81} alone: é"),
        ] {
            let mut text = AlignedText::verbatim(damaged);
            text.apply(super::edits(damaged));
            assert_eq!(text.as_str(), clean);
        }
    }
}
