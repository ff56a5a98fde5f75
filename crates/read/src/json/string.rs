//! The text of a JSON string, each character tied to where it stands in the file.

use crate::trace::Traced;

/// Appends the string that `literal` writes, quotes included, to `out`. The literal starts at
/// character `at` of the file and must be valid JSON; of an invalid one some text is lost.
///
/// A surrogate without its partner becomes U+FFFD.
pub(crate) fn push(literal: &str, at: usize, out: &mut Traced) {
    let inner = literal.strip_prefix('"').unwrap_or(literal);
    let mut rest = inner.strip_suffix('"').unwrap_or(inner);
    let mut at = at + 1;
    while let Some(start) = rest.find('\\') {
        at = out.push_copied(&rest[..start], at);
        rest = &rest[start..];
        let (c, n_bytes) = escape(rest);
        out.push_replaced(c.encode_utf8(&mut [0; 4]), at..at + n_bytes);
        // An escape is ASCII; where it is not, the literal is invalid and ends here.
        at += n_bytes;
        rest = rest.get(n_bytes..).unwrap_or("");
    }
    out.push_copied(rest, at);
}

/// The string that `literal` writes.
pub(crate) fn decode(literal: &str) -> String {
    let mut traced = Traced::default();
    push(literal, 0, &mut traced);
    traced.as_str().to_owned()
}

/// The character of the escape that `text` starts with, and its length in bytes.
fn escape(text: &str) -> (char, usize) {
    let c = match text.as_bytes().get(1) {
        Some(b'n') => '\n',
        Some(b't') => '\t',
        Some(b'r') => '\r',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'u') => return unicode_escape(text),
        Some(other) => char::from(*other),
        None => '\\',
    };
    (c, 2)
}

fn unicode_escape(text: &str) -> (char, usize) {
    let unit = |from: usize| {
        let digits = text.get(from..from + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let first = unit(0).unwrap_or(0xfffd);
    let units = [first, unit(6).unwrap_or(0)];
    match char::decode_utf16(units).next() {
        Some(Ok(c)) => (c, if c.len_utf16() == 2 { 12 } else { 6 }),
        _ => (char::REPLACEMENT_CHARACTER, 6),
    }
}

#[cfg(test)]
mod tests {
    use onrecord_text::span::Span;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn escapes() {
        let cases = [
            (r#""plain ż""#, "plain ż"),
            (r#""\u201cNein\u201d""#, "“Nein”"),
            (r#""a\n\t\"\\\/b""#, "a\n\t\"\\/b"),
            (r#""\ud83d\ude00 ü""#, "😀 ü"),
            (r#""\ud83d ü \ude00""#, "\u{fffd} ü \u{fffd}"),
            (r#""\ud83d\u00fc""#, "\u{fffd}ü"),
            (r#""""#, ""),
        ];
        for (literal, expected) in cases {
            assert_eq!(decode(literal), expected, "{literal}");
        }
    }

    /// A literal for `text`, each character escaped or not as `escaped` says.
    fn literal(text: &str, escaped: &[bool]) -> String {
        let mut literal = String::from("\"");
        for (i, c) in text.chars().enumerate() {
            if escaped.get(i).copied().unwrap_or(false) || c < ' ' || c == '"' || c == '\\' {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    literal.push_str(&format!("\\u{unit:04x}"));
                }
            } else {
                literal.push(c);
            }
        }
        literal + "\""
    }

    proptest! {
        #[test]
        fn every_span_leads_to_what_it_was_read_from(
            text in "[a-zé“😀\"\\\\\n ]{0,40}",
            escaped in proptest::collection::vec(any::<bool>(), 40),
            before in "[aé“]{0,5}",
            ends in (0..=40usize, 0..=40usize),
        ) {
            let literal = literal(&text, &escaped);
            let file: Vec<char> = format!("{before}{literal}").chars().collect();
            let mut traced = Traced::default();
            push(&literal, before.chars().count(), &mut traced);
            prop_assert_eq!(traced.as_str(), text.as_str());
            let aligned = traced.aligned();
            let bounds: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
            let a = bounds[ends.0.min(bounds.len() - 1)];
            let b = bounds[ends.1.min(bounds.len() - 1)];
            let range = a.min(b)..a.max(b);
            let spans = aligned.to_original(Span::from_range(range.clone()));
            let slices: String = spans.iter().flat_map(|s| &file[s.range()]).collect();
            prop_assert_eq!(decode(&format!("\"{slices}\"")), &text[range]);
        }

        #[test]
        fn anything_is_read(literal in "\\PC{0,20}|[\\\\u\"0-9dé]{0,20}") {
            decode(&literal);
        }
    }
}
