//! Character references such as `&ldquo;`, decoded one by one so that each can be aligned.

use html5gum::{Token, Tokenizer};

/// The longest reference there is, `&CounterClockwiseContourIntegral;`, has 33 bytes; numeric
/// ones may have leading zeros.
const LONGEST: usize = 40;

/// The characters that `text`, which starts with `&`, refers to, and how many bytes the reference
/// has; `None` if it is just an ampersand.
///
/// Names, with and without semicolon, and the correction of numbers meant in windows-1252 are
/// those of the HTML standard.
pub(crate) fn reference(text: &str) -> Option<(String, usize)> {
    let rest = text.strip_prefix('&')?;
    let body = rest.strip_prefix('#').unwrap_or(rest);
    let n_word = body.bytes().take(LONGEST).take_while(u8::is_ascii_alphanumeric).count();
    let mut end = text.len() - body.len() + n_word;
    if n_word == 0 {
        return None;
    }
    end += usize::from(text[end..].starts_with(';'));
    let source = &text[..end];
    let mut decoded = String::new();
    for token in Tokenizer::new(source) {
        if let Ok(Token::String(s)) = token {
            decoded.push_str(&String::from_utf8_lossy(&s.value));
        }
    }
    // After a name without semicolon more letters may follow: `&notit;` is `¬it;`. What is the
    // same at both ends was not part of the reference, save the one character it must give.
    let least = decoded.chars().next().map_or(0, char::len_utf8);
    let shared = decoded.bytes().rev().zip(source.bytes().rev()).take_while(|(a, b)| a == b);
    let shared = shared.count().min(decoded.len() - least);
    if decoded == source || decoded.is_empty() {
        return None;
    }
    decoded.truncate(decoded.len() - shared);
    Some((decoded, source.len() - shared))
}

/// `text` with all references decoded.
pub(crate) fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (decoded, n_bytes) = reference(rest).unwrap_or_else(|| ("&".into(), 1));
        out.push_str(&decoded);
        rest = &rest[n_bytes..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references() {
        let cases: [(&str, Option<(&str, usize)>); 13] = [
            ("&ldquo;Nein", Some(("“", 7))),
            ("&amp;;", Some(("&", 5))),
            ("&semi;", Some((";", 6))),
            ("&#8217;s", Some(("’", 7))),
            ("&#x201C;", Some(("“", 8))),
            ("&#x93;", Some(("“", 6))),
            ("&#146;s", Some(("’", 6))),
            ("&notit;", Some(("¬", 4))),
            ("&eacute", Some(("é", 7))),
            ("&fjlig;", Some(("fj", 7))),
            ("& co", None),
            ("&nosuch;", None),
            ("&T", None),
        ];
        for (text, expected) in cases {
            let expected = expected.map(|(s, n)| (s.to_owned(), n));
            assert_eq!(reference(text), expected, "{text}");
        }
        assert_eq!(decode("A &amp; B&nbsp;&lt;ü&gt; AT&T"), "A & B\u{a0}<ü> AT&T");
    }
}
