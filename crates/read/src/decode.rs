//! Bytes to characters.
//!
//! The result is "the file as decoded": every original offset counts its characters. A byte order
//! mark is not one of them. Which encoding it is, is decided in this order:
//!
//! 1. a byte order mark;
//! 2. UTF-16 without one, seen by the zero bytes of its ASCII characters;
//! 3. UTF-8, if the bytes are valid UTF-8 and not all ASCII. This comes before what the file
//!    declares, because crawlers re-encode pages and leave the old declaration in, while text in
//!    another encoding is hardly ever valid UTF-8 by accident;
//! 4. what the file or its envelope declares;
//! 5. UTF-8 with a few broken bytes: a file that was cut off or patched together;
//! 6. a guess from the bytes.
//!
//! Labels mean what the WHATWG Encoding Standard says, so `iso-8859-1` is windows-1252, and bytes
//! that windows-1252 leaves open become C1 controls. The repair of mojibake relies on that.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How many whole multi-byte characters must stand against each broken one for the text to count
/// as UTF-8. In a text of another encoding valid sequences come up by chance only, one in a few
/// dozen at the most.
const WHOLE_PER_BROKEN: usize = 4;

/// Text decoded from bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    /// For the person who runs the program.
    pub(crate) notes: Vec<String>,
}

/// Decodes a whole document. `declared` is the label that the document or its envelope states.
pub(crate) fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    if let Some((encoding, bom_len)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, &bytes[bom_len..], None);
    }
    if let Some(encoding) = utf16_without_bom(bytes) {
        let note = format!("no byte order mark; read as {}", encoding.name());
        return decode_as(encoding, bytes, Some(note));
    }
    let declared = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    if let Ok(text) = std::str::from_utf8(bytes)
        && (declared.is_none_or(|e| e == UTF_8) || !text.is_ascii())
    {
        let note = declared.filter(|e| *e != UTF_8).map(|e| {
            let name = e.name();
            format!("declared as {name}, but is valid UTF-8; read as UTF-8")
        });
        return Decoded { text: text.to_owned(), notes: note.into_iter().collect() };
    }
    if let Some(encoding) = declared.filter(|e| *e != UTF_8 && !is_utf16(e)) {
        return decode_as(encoding, bytes, None);
    }
    if is_nearly_utf8(bytes) {
        return decode_as(UTF_8, bytes, None);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let mut encoding = detector.guess(None, Utf8Detection::Deny);
    if encoding.is_single_byte() && is_nearly_ascii(bytes) {
        encoding = WINDOWS_1252;
    }
    let note = format!("encoding not declared; read as {}", encoding.name());
    decode_as(encoding, bytes, Some(note))
}

/// Letters of ASCII for each byte beyond it that may be a letter, from which on a text is taken to
/// be written in a language without such letters. English news has one in several hundred, all of
/// them in names; the languages that windows-1250 and its like were made for have one in twenty at
/// the very least.
const PLAIN_PER_FOREIGN: usize = 100;

/// Whether a text is all but plain ASCII. From the few letters of names the detector cannot tell
/// one single-byte encoding from another; windows-1252 is by far the most frequent.
fn is_nearly_ascii(bytes: &[u8]) -> bool {
    let n_plain = bytes.iter().filter(|b| b.is_ascii_alphabetic()).count();
    // Below 0xC0 stand punctuation and signs, in all of these encodings nearly alike.
    let n_foreign = bytes.iter().filter(|b| **b >= 0xC0).count();
    n_foreign * PLAIN_PER_FOREIGN <= n_plain
}

/// Decodes one record of a container that is UTF-8 by definition.
pub(crate) fn decode_record(bytes: &[u8]) -> Decoded {
    match std::str::from_utf8(bytes) {
        Ok(text) => Decoded { text: text.to_owned(), notes: Vec::new() },
        Err(_) => {
            let mut decoded = if is_nearly_utf8(bytes) {
                decode_as(UTF_8, bytes, None)
            } else {
                decode_as(WINDOWS_1252, bytes, None)
            };
            if decoded.notes.is_empty() {
                decoded.notes.push("not UTF-8; read as windows-1252".into());
            }
            decoded
        }
    }
}

/// The encoding of bytes that are UTF-16, with or without a mark.
pub(crate) fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match Encoding::for_bom(bytes) {
        Some((encoding, _)) => is_utf16(&encoding).then_some(encoding),
        None => utf16_without_bom(bytes),
    }
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8], note: Option<String>) -> Decoded {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    let mut notes: Vec<String> = note.into_iter().collect();
    if had_errors {
        let name = encoding.name();
        notes.push(format!("some bytes are not valid {name}; each was replaced by U+FFFD"));
    }
    Decoded { text: text.into_owned(), notes }
}

#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_utf16(encoding: &&'static Encoding) -> bool {
    *encoding == UTF_16LE || *encoding == UTF_16BE
}

/// In UTF-16 text of any language spaces, line ends and digits have a zero as their high byte, so
/// zeros stand on one side of the pairs and next to never on the other.
fn utf16_without_bom(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    let zeros_at = |side: usize| sample.iter().skip(side).step_by(2).filter(|b| **b == 0);
    let (even, odd) = (zeros_at(0).count(), zeros_at(1).count());
    let n_pairs = sample.len() / 2;
    if n_pairs == 0 || even + odd == 0 {
        return None;
    }
    let candidate = if odd * 10 > n_pairs && even * 50 < n_pairs {
        UTF_16LE
    } else if even * 10 > n_pairs && odd * 50 < n_pairs {
        UTF_16BE
    } else {
        return None;
    };
    // Binary data has runs of zeros and unpaired surrogates; text has neither.
    let (text, had_errors) = candidate.decode_without_bom_handling(sample);
    let n_controls = text.chars().filter(|c| c.is_control() && !c.is_whitespace());
    (!had_errors && n_controls.count() == 0).then_some(candidate)
}

fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (mut n_whole, mut n_broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        n_whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        n_broken += usize::from(!chunk.invalid().is_empty());
    }
    n_whole > 0 && n_whole >= n_broken * WHOLE_PER_BROKEN
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], declared: Option<&str>, text: &str, notes: &[&str]) {
        let decoded = decode(bytes, declared);
        assert_eq!(decoded.text, text);
        assert_eq!(decoded.notes, notes);
    }

    fn utf16_bytes(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn few_foreign_letters_are_those_of_western_names() {
        // The detector alone takes the diaeresis for a Czech letter.
        let english = b"The na\xefve question was what would happen if all of it failed, and nobody at the table \
            in the old customs house by the river wanted to be the first to answer it that night.";
        let decoded = decode(english, None);
        assert!(decoded.text.starts_with("The naïve question"), "{}", decoded.text);
        let czech = b"P\xf8\xedli\xb9 \xbelu\xbbou\xe8k\xfd k\xf9\xf2 \xfap\xecl \xef\xe1belsk\xe9 \xf3dy";
        assert!(decode(czech, Some("iso-8859-2")).text.starts_with("Příliš žluťoučký kůň"));
    }

    #[test]
    fn marks_declarations_and_guesses() {
        check("“Jürgen”".as_bytes(), None, "“Jürgen”", &[]);
        check(b"\xef\xbb\xbf\xc3\xa9!", None, "é!", &[]);
        check(b"\xff\xfeB\x01", None, "ł", &[]);
        check(b"\xe9t\xe9", Some("ISO-8859-1"), "été", &[]);
        check(b"\xcd\xe5\xf2", Some("windows-1251"), "Нет", &[]);
        check(b"\x93no\x94 \x81", Some("latin1"), "“no” \u{81}", &[]);
        check(
            "Łęcka".as_bytes(),
            Some("iso-8859-1"),
            "Łęcka",
            &["declared as windows-1252, but is valid UTF-8; read as UTF-8"],
        );
        check(
            b"Il a d\xe9clar\xe9 que la gr\xe8ve est termin\xe9e.",
            None,
            "Il a déclaré que la grève est terminée.",
            &["encoding not declared; read as windows-1252"],
        );
    }

    #[test]
    fn a_file_cut_in_the_middle_of_a_character_stays_utf8() {
        let whole = "Zażółć gęślą jaźń";
        check(
            &whole.as_bytes()[..whole.len() - 1],
            None,
            "Zażółć gęślą jaź\u{fffd}",
            &["some bytes are not valid UTF-8; each was replaced by U+FFFD"],
        );
    }

    #[test]
    fn utf16_is_seen_without_a_mark() {
        let text = "Нет, сказал он. “Да”, 4 ноября 2024 года, в порту, у 12 причала, и так далее.";
        let note = |name: &str| vec![format!("no byte order mark; read as {name}")];
        let little = decode(&utf16_bytes(text, u16::to_le_bytes), None);
        assert_eq!((little.text.as_str(), little.notes), (text, note("UTF-16LE")));
        let big = decode(&utf16_bytes(text, u16::to_be_bytes), None);
        assert_eq!((big.text.as_str(), big.notes), (text, note("UTF-16BE")));
    }

    #[test]
    fn a_record_in_another_encoding_is_noted() {
        let decoded = decode_record(b"{\"text\": \"gr\xe8ve\"}");
        assert_eq!(decoded.text, "{\"text\": \"grève\"}");
        assert_eq!(decoded.notes, ["not UTF-8; read as windows-1252"]);
    }
}
