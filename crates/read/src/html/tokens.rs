//! The tokens of an HTML source with their place in it.
//!
//! Texts are taken as what stands between two pieces of markup, so only the spans of the markup
//! are relied on, and the text is the source's own, references not yet decoded.

use std::ops::Range;

use html5gum::{DefaultEmitter, EndTag, Error, Span, StartTag, Token as Gum, Tokenizer};

/// Markup or text.
pub(crate) enum Token {
    Start(StartTag<usize>),
    End(EndTag<usize>),
    Text(Range<usize>),
}

/// The tokens of `source`, in order; ranges are bytes of it. Comments are left out.
pub(crate) fn tokens(source: &str) -> Vec<Token> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    // Scripts, styles, titles and the like hold text in which `<` is no markup.
    emitter.naively_switch_states(true);
    let mut out = Vec::new();
    let mut at = 0;
    let mut is_cut = false;
    let mut markup = |at: &mut usize, span: Span<usize>, token: Option<Token>| {
        if source.get(*at..span.start).is_some_and(|text| !text.is_empty()) {
            out.push(Token::Text(*at..span.start));
        }
        *at = (*at).max(span.end);
        out.extend(token);
    };
    for token in Tokenizer::new_with_emitter(source, emitter) {
        let Ok(token) = token;
        match token {
            Gum::StartTag(tag) => markup(&mut at, tag.span, Some(Token::Start(tag))),
            Gum::EndTag(tag) => markup(&mut at, tag.span, Some(Token::End(tag))),
            Gum::Comment(comment) => markup(&mut at, comment.span, None),
            Gum::Doctype(doctype) => markup(&mut at, doctype.span, None),
            Gum::Error(error) if error.value == Error::EofInTag => is_cut = true,
            Gum::String(_) | Gum::Error(_) => {}
        }
    }
    let end = source.len();
    let rest = at;
    let cut = if is_cut { unfinished_tag(source.get(rest..).unwrap_or("")) } else { None };
    markup(&mut at, Span { start: cut.map_or(end, |c| rest + c), end }, None);
    out
}

/// Where in `text` the tag starts that the end of the file cut off.
fn unfinished_tag(text: &str) -> Option<usize> {
    let is_tag = |after: &str| {
        let name = after.strip_prefix('/').unwrap_or(after);
        name.starts_with(|c: char| c.is_ascii_alphabetic())
    };
    text.match_indices('<').map(|(at, _)| at).find(|at| is_tag(&text[at + 1..]))
}

/// The name of a tag.
pub(crate) fn name(name: &[u8]) -> &str {
    std::str::from_utf8(name).unwrap_or("")
}

/// The value of an attribute, trimmed; `None` if the tag lacks it.
pub(crate) fn attribute(tag: &StartTag<usize>, name: &str) -> Option<String> {
    let value = tag.attributes.get(name.as_bytes())?;
    Some(String::from_utf8_lossy(&value.value).trim().to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn show(source: &str) -> Vec<&str> {
        let range = |token: Token| match token {
            Token::Start(tag) => tag.span.start..tag.span.end,
            Token::End(tag) => tag.span.start..tag.span.end,
            Token::Text(range) => range,
        };
        tokens(source).into_iter().map(|t| &source[range(t)]).collect()
    }

    #[test]
    fn spans_are_those_of_the_source() {
        let cases: [(&str, &[&str]); 8] = [
            ("<p>é &amp;\r\n<b x='>'>ü</b>", &["<p>", "é &amp;\r\n", "<b x='>'>", "ü", "</b>"]),
            ("\r\n\r\n<p\r\n class=a\r\n>ż<br/>", &["\r\n\r\n", "<p\r\n class=a\r\n>", "ż", "<br/>"]),
            ("a<!-- é\r\n <p> -->ü<!doctype html>x", &["a", "ü", "x"]),
            ("<script>\r\nif (a<b) '</p>'\r\n</script>é", &["<script>", "\r\nif (a<b) '</p>'\r\n", "</script>", "é"]),
            ("<title>a <b> &amp; ü</title>", &["<title>", "a <b> &amp; ü", "</title>"]),
            ("1 < 2 é <3 & </ p>", &["1 < 2 é <3 & "]),
            ("<![CDATA[x]]>é<?php x ?>ü", &["é", "ü"]),
            ("é<p", &["é"]),
        ];
        for (source, expected) in cases {
            assert_eq!(show(source), expected, "{source}");
        }
    }

    proptest! {
        #[test]
        fn texts_are_what_the_tokenizer_calls_texts(
            parts in proptest::collection::vec(
                proptest::sample::select(vec![
                    "<p>", "</p>", "<b a='é'>", "<br/>", "<!-- ü -->", "é", "a", " ", "\r\n", "\r",
                    "“Nein”", "<", ">", "&", "&amp;", "&#233;", "\0", "<!doctype html>", "</", "😀",
                    "<script>", "</script>", "<a href=x", "\"", "'", "=", "<title>", "</title>", "--!>", "<!-",
                ]),
                0..30,
            ),
        ) {
            let source = parts.concat();
            let mut at = 0;
            for token in tokens(&source) {
                let (range, starts) = match &token {
                    Token::Start(tag) => (tag.span.start..tag.span.end, "<"),
                    Token::End(tag) => (tag.span.start..tag.span.end, "</"),
                    Token::Text(range) => (range.clone(), ""),
                };
                prop_assert!(range.start >= at, "{:?} after {}", range, at);
                at = range.end;
                let slice = source.get(range);
                prop_assert!(slice.is_some_and(|s| s.starts_with(starts)), "{:?}", slice);
            }
        }
    }
}
