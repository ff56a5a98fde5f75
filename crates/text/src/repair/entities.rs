//! HTML entities left in the text, also escaped more than once: `&amp;quot;` is a quote mark.
//!
//! Only complete entities that end in a semicolon are decoded, so "AT&T" and "R&D" stay. The table
//! of names is that of the HTML standard, from the crate `htmlize`.

use std::borrow::Cow;

use crate::alignment::Edit;

/// Longest entity looked for, in bytes without the ampersand: the longest name in the standard is
/// `CounterClockwiseContourIntegral;`, 32.
const LONGEST: usize = 34;

/// Ways to escape the ampersand itself.
const AMPERSANDS: [&str; 5] = ["amp;", "#38;", "#038;", "#x26;", "AMP;"];

/// The edits that decode entities.
pub fn edits(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find('&')) {
        let start = at + start;
        let (end, decoded) = entity(text, start + 1);
        if let Some(decoded) = decoded {
            edits.push(Edit::replace(start..end, decoded));
        }
        at = end;
    }
    edits
}

/// Reads the entity whose name starts at `name`, and gives where to go on and what it stands for.
fn entity(text: &str, name: usize) -> (usize, Option<String>) {
    let mut inner = name;
    while let Some(escape) = AMPERSANDS.iter().find(|escape| rest(text, inner).starts_with(**escape)) {
        inner += escape.len();
    }
    if let Some((end, decoded)) = simple(text, inner) {
        return (end, Some(decoded));
    }
    let escaped = inner > name;
    (inner, escaped.then(|| "&".to_owned()))
}

/// Reads an entity that is escaped once.
fn simple(text: &str, name: usize) -> Option<(usize, String)> {
    let length = rest(text, name).bytes().take(LONGEST).position(|b| !(b.is_ascii_alphanumeric() || b == b'#'))?;
    let end = name + length + 1;
    if length == 0 || text.as_bytes().get(end - 1) != Some(&b';') {
        return None;
    }
    let source = text.get(name - 1..end)?;
    let source =
        if source.starts_with('&') { Cow::Borrowed(source) } else { Cow::Owned(format!("&{}", text.get(name..end)?)) };
    let decoded = htmlize::unescape(&*source).into_owned();
    if decoded == source {
        return None;
    }
    // A line break written as an entity is layout; paragraphs are lines here.
    let decoded = decoded.replace(['\n', '\r', '\0'], " ");
    Some((end, decoded))
}

fn rest(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use crate::alignment::AlignedText;

    fn check(damaged: &str, clean: &str) {
        let mut text = AlignedText::verbatim(damaged);
        text.apply(super::edits(damaged));
        assert_eq!(text.as_str(), clean);
    }

    #[test]
    fn named_and_numbered() {
        check("&ldquo;Oui&rdquo;, dit Ren&eacute;e", "“Oui”, dit Renée");
        check("it&#8217;s &#x2014; &#151; é", "it’s — — é");
        check("&lt;b&gt; &nbsp;|&apos;", "<b> \u{a0}|'");
    }

    #[test]
    fn escaped_more_than_once() {
        check("&amp;quot;Ça&amp;amp;quot; &#38;amp; B", "\"Ça\" & B");
        check("Marks &amp; Söhne", "Marks & Söhne");
    }

    #[test]
    fn ampersands_that_are_none() {
        for text in ["AT&T; no", "R&D für", "a & b;", "&nosuchname; é", "&", "&;", "&#;", "x&amp"] {
            check(text, text);
        }
    }
}
