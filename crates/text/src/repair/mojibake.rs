//! UTF-8 that was read as Windows-1252 or Latin-1, once or several times: `Ã©` is é, `â€œ` is “.
//!
//! A run of characters whose bytes form one whole valid UTF-8 sequence is put back. Most such runs
//! cannot be anything else; some can: in `IRMÃ”` the second character is a closing mark, although
//! the two bytes spell Ô. Runs whose tail is punctuation that may well follow a letter are
//! therefore believed only when what stands around them speaks for it, and letters that news text
//! in Latin script has no use for only when several of them stand together.

use std::ops::Range;

use crate::alignment::Edit;

/// The edits that undo one misreading. Text misread twice needs two rounds.
pub fn edits(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    // The first byte of a sequence, 0xC2 to 0xF4, reads as one of the letters from U+00C2 on, all
    // of which start with the byte 0xC3.
    if !text.as_bytes().contains(&0xC3) {
        return edits;
    }
    let blocks = blocks_with_runs(text);
    let mut at = 0;
    let mut run_end = None;
    while let Some(step) = rest(text, at).find(is_lead) {
        let start = at + step;
        let Some(found) = sequence(text, start) else {
            at = start + 2;
            continue;
        };
        let is_seen = blocks.contains(&block(found.decoded));
        let in_run = run_end == Some(start) || (is_seen && (!found.is_ambiguous || is_continued(text, &found)));
        if is_believed(text, &found, in_run) {
            run_end = Some(found.range.end);
            let now = if found.decoded == '\u{feff}' { String::new() } else { found.decoded.to_string() };
            at = found.range.end;
            edits.push(Edit::replace(found.range, now));
        } else {
            at = start + 2;
        }
    }
    orphans(text, &mut edits);
    edits
}

/// Characters that spell one UTF-8 sequence.
struct Sequence {
    range: Range<usize>,
    lead: u8,
    decoded: char,
    /// Whether every character after the first is punctuation that may follow a letter.
    is_ambiguous: bool,
}

fn is_lead(c: char) -> bool {
    matches!(c, '\u{c2}'..='\u{f4}')
}

/// The byte that Windows-1252, or Latin-1 where that leaves a gap, reads as `c`.
fn byte(c: char) -> Option<u8> {
    let byte = match c {
        '€' => 0x80,
        '‚' => 0x82,
        'ƒ' => 0x83,
        '„' => 0x84,
        '…' => 0x85,
        '†' => 0x86,
        '‡' => 0x87,
        'ˆ' => 0x88,
        '‰' => 0x89,
        'Š' => 0x8A,
        '‹' => 0x8B,
        'Œ' => 0x8C,
        'Ž' => 0x8E,
        '‘' => 0x91,
        '’' => 0x92,
        '“' => 0x93,
        '”' => 0x94,
        '•' => 0x95,
        '–' => 0x96,
        '—' => 0x97,
        '˜' => 0x98,
        '™' => 0x99,
        'š' => 0x9A,
        '›' => 0x9B,
        'œ' => 0x9C,
        'ž' => 0x9E,
        'Ÿ' => 0x9F,
        c => return u8::try_from(u32::from(c)).ok().filter(|&b| b >= 0x80),
    };
    Some(byte)
}

/// Reads the sequence that starts at `start`.
fn sequence(text: &str, start: usize) -> Option<Sequence> {
    let mut chars = rest(text, start).char_indices();
    let (_, first) = chars.next()?;
    let lead = byte(first)?;
    let length = match lead {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let mut bytes = [lead, 0, 0, 0];
    let mut end = start + first.len_utf8();
    let mut is_ambiguous = true;
    for slot in bytes.get_mut(1..length)? {
        let (at, c) = chars.next()?;
        *slot = byte(c).filter(|b| (0x80..0xC0).contains(b))?;
        is_ambiguous &= may_follow_letter(c);
        end = start + at + c.len_utf8();
    }
    let decoded = std::str::from_utf8(bytes.get(..length)?).ok()?;
    Some(Sequence { range: start..end, lead, decoded: decoded.chars().next()?, is_ambiguous })
}

/// Punctuation and blanks that stand right after a word in sound text.
fn may_follow_letter(c: char) -> bool {
    matches!(
        c,
        '\u{a0}'
            | '\u{ad}'
            | '«'
            | '»'
            | '‘'
            | '’'
            | '“'
            | '”'
            | '„'
            | '‚'
            | '‹'
            | '›'
            | '–'
            | '—'
            | '…'
            | '•'
            | '·'
            | '™'
    )
}

fn is_believed(text: &str, found: &Sequence, in_run: bool) -> bool {
    let decoded = found.decoded;
    let is_expected = match decoded {
        // C1 controls are not text, unless another round makes them so.
        '\u{80}'..='\u{9f}' => in_run || !found.is_ambiguous,
        '\u{a0}'..='\u{17f}' | '\u{192}' | '\u{218}'..='\u{21b}' | '\u{2c6}' | '\u{2dc}' => true,
        // Vietnamese; punctuation, currency, letter-like, arrows, symbols; emoji; BOM and U+FFFD.
        '\u{1e00}'..='\u{1eff}' | '\u{2010}'..='\u{27bf}' | '\u{feff}' | '\u{fffd}' => true,
        '\u{2000}'..='\u{200f}' => true,
        '\u{1f000}'..='\u{1faff}' => true,
        _ => false,
    };
    if !is_expected {
        return in_run;
    }
    if !found.is_ambiguous || in_run {
        return true;
    }
    let before = text.get(..found.range.start).and_then(|t| t.chars().next_back());
    let after = rest(text, found.range.end).chars().next();
    let before_is_lower = before.is_some_and(char::is_lowercase);
    let before_is_upper = before.is_some_and(char::is_uppercase);
    let is_followed = sequence(text, found.range.end).is_some_and(|next| !next.is_ambiguous);
    match found.lead {
        // The lead reads as a capital: after a small letter, within a word, or before another misread letter.
        0xC2..=0xDE => before_is_lower || is_followed || (!before_is_upper && after.is_some_and(char::is_alphabetic)),
        _ => false,
    }
}

/// A measure of which alphabet `c` belongs to.
fn block(c: char) -> u32 {
    u32::from(c) >> 10
}

/// Whether another letter of the same alphabet follows at once.
fn is_continued(text: &str, found: &Sequence) -> bool {
    sequence(text, found.range.end)
        .is_some_and(|next| !next.is_ambiguous && block(next.decoded) == block(found.decoded))
}

/// The alphabets of which two letters stand side by side, misread, somewhere in `text`. One
/// Cyrillic or Chinese letter is chance, two are not.
fn blocks_with_runs(text: &str) -> Vec<u32> {
    let mut blocks = Vec::new();
    let mut at = 0;
    let mut last: Option<Sequence> = None;
    while let Some(step) = rest(text, at).find(is_lead) {
        let start = at + step;
        let Some(found) = sequence(text, start) else {
            at = start + 2;
            continue;
        };
        at = found.range.end;
        let here = block(found.decoded);
        let is_run = last.is_some_and(|last| {
            last.range.end == start && block(last.decoded) == here && !(last.is_ambiguous && found.is_ambiguous)
        });
        // The first block is Latin, which is believed letter by letter.
        if is_run && here > 0 && !blocks.contains(&here) {
            blocks.push(here);
        }
        last = Some(found);
    }
    blocks
}

/// What is left of a sequence whose last byte, a no-break blank, was turned into a plain one or
/// lost: `Â` after a small letter and before a blank is nothing.
fn orphans(text: &str, edits: &mut Vec<Edit>) {
    let mut at = 0;
    while let Some(step) = rest(text, at).find('Â') {
        let start = at + step;
        at = start + 'Â'.len_utf8();
        let before = text.get(..start).and_then(|t| t.chars().next_back());
        let after = rest(text, at).chars().next();
        let ends_word = before.is_some_and(|c| c.is_lowercase() || matches!(c, '.' | ',' | '!' | '?' | ';'));
        if ends_word && matches!(after, Some(' ' | '\n')) {
            edits.push(Edit::replace(start..at, ""));
        }
    }
}

fn rest(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::byte;
    use crate::alignment::AlignedText;

    fn repaired(damaged: &str) -> String {
        let mut text = AlignedText::verbatim(damaged);
        for _ in 0..3 {
            text.apply(super::edits(text.as_str()));
        }
        text.as_str().to_owned()
    }

    /// `text` as it looks after its UTF-8 bytes were read as Windows-1252.
    fn misread(text: &str) -> String {
        text.bytes()
            .map(|b| {
                (0x80..=0x2122u32)
                    .filter_map(char::from_u32)
                    .filter(|c| !matches!(c, '\u{82}'..='\u{8c}' | '\u{91}'..='\u{9c}'))
                    .find(|&c| b >= 0x80 && byte(c) == Some(b))
                    .unwrap_or(char::from(b))
            })
            .collect()
    }

    #[test]
    fn misread_once_and_twice() {
        for clean in [
            "“We’ll sign,” José said – “à la carte…”",
            "Łódź, Kraków, România, İstanbul: 5 € für 3 £",
            "Việt Nam, Tất cả",
            "Украина и Россия",
            "日本の首相",
            "Done ✓ 😀™",
            "Ação: SÃO PAULO, Ângela, château",
            "Pan Věžník, paní Věžníková",
        ] {
            assert_eq!(repaired(&misread(clean)), clean);
            assert_eq!(repaired(&misread(&misread(clean))), clean);
        }
    }

    #[test]
    fn read_as_latin_1() {
        let damaged: String = "“Não”, disse".bytes().map(char::from).collect();
        assert_eq!(repaired(&damaged), "“Não”, disse");
    }

    #[test]
    fn orphans_of_no_break_blanks() {
        assert_eq!(repaired("the dealÂ was doneÂ\u{a0}today"), "the deal was done\u{a0}today");
    }

    #[test]
    fn sound_text_stays() {
        for text in [
            "Le château, le pâté et l’âme: « Ça ira »",
            "SÃO PAULO, “A IRMÃ”, MAÇÃ», LÃ—",
            "“Un café…” Ângela disse: «olá…», irmã’",
            "În România, „câine”, când, ROMÂ “",
            "Spaß“, sagte er. Hâlâ, kâr, TÜRKİYE’",
            "Tất cả, ÂM “NHẠC”",
            "Citroën® and Nestlé™, n° 5, À »",
        ] {
            assert_eq!(repaired(text), text);
        }
    }
}
