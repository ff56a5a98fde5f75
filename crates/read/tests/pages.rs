//! Web pages: the article is kept, the page around it is not, and every word leads back.

mod support;

use proptest::prelude::*;
use support::{behind, documents, read_all};

const PAGE: &str = r##"<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8">
<title>Mayor rejects ferry pay demand | The Herald</title>
<meta property="og:title" content="Mayor rejects ferry pay &amp; leave demand">
<meta property="og:site_name" content="The Bellmère Herald">
<meta property="article:published_time" content="2024-11-04T09:30:00Z">
<link rel="canonical" href="https://herald.example/é">
<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "name": "x"}, {"@type": ["NewsArticle"],
 "author": [{"@type": "Person", "name": "Nils Hölm"}, {"name": "Zoé A."}], "headline": "Mayor rejects ferry pay &amp; leave demand"}]}</script>
</head><body>
<div id="cookie" class="cookie-consent"><p>We use cookies to improve your experience, and by continuing to browse you agree to our use of them.</p></div>
<nav><ul><li><a href="/">Home</a></li><li><a href="/p">Politics</a></li></ul></nav>
<main><article>
<h1>Mayor rejects ferry pay &amp; leave demand</h1>
<div class="byline">By Nils Hölm | <time datetime="2024-11-04">4 November 2024</time></div>
<div class="share-bar"><a href="#">Facebook</a> <a href="#">Twitter</a></div>
<p>The mayor of Bellmère, <a href="/q"><b>Ada Quill</b></a>, said on Monday that the city would not raise ferry
   pay before the winter, rejecting a union demand that has stalled talks for three weeks.</p>
<p>&ldquo;We have said no, and we&rsquo;ll say it again,&rdquo; Quill told reporters outside the harbour office.</p>
<aside class="related"><h3>Related</h3><ul><li><a href="/a">Ferry fares to rise in spring, says operator</a></li></ul></aside>
<p>Union secretary Jürgen Brandt answered that crews were ready to stop work, but that they would come back
to the table if the city put a written offer forward.</p>
<div class="newsletter"><p>Sign up for our newsletter, and get the best of the Herald in your inbox, daily.</p></div>
<p>“It is a start,” said Marta Łęcka, who speaks for the dock workers, “and nothing more than a start.”</p>
<p>The talks resume on Thursday.</p>
</article></main>
<section id="comments"><h2>Comments</h2><p>This is a disgrace, the mayor should resign at once, and everybody knows it by now.</p></section>
<footer><p>© 2024 The Herald. All rights reserved.</p></footer>
<script>var a = "<p>not text</p>";</script>
</body></html>"##;

const ARTICLE: &str = "\
The mayor of Bellmère, Ada Quill, said on Monday that the city would not raise ferry pay before the winter, rejecting a union demand that has stalled talks for three weeks.
“We have said no, and we’ll say it again,” Quill told reporters outside the harbour office.
Union secretary Jürgen Brandt answered that crews were ready to stop work, but that they would come back to the table if the city put a written offer forward.
“It is a start,” said Marta Łęcka, who speaks for the dock workers, “and nothing more than a start.”
The talks resume on Thursday.";

#[test]
fn the_article_is_kept_and_the_page_around_it_is_not() {
    let document = &documents("page.html", PAGE)[0];
    assert_eq!(document.text.as_str(), ARTICLE);
    assert!(document.notes.is_empty(), "{:?}", document.notes);
    let cases = [
        ("Ada Quill, said", "Ada Quill|, said"),
        ("raise ferry pay", "raise ferry\n   pay"),
        ("“We have", "&ldquo;We have"),
        ("we’ll say", "we&rsquo;ll say"),
        ("Marta Łęcka", "Marta Łęcka"),
    ];
    for (words, expected) in cases {
        assert_eq!(behind(document, PAGE, words), expected);
    }
}

#[test]
fn what_the_page_says_about_itself() {
    let metadata = &documents("-", PAGE)[0].metadata;
    assert_eq!(metadata.title.as_deref(), Some("Mayor rejects ferry pay & leave demand"));
    assert_eq!(metadata.outlet.as_deref(), Some("The Bellmère Herald"));
    assert_eq!(metadata.url.as_deref(), Some("https://herald.example/é"));
    assert_eq!(metadata.published.as_deref(), Some("2024-11-04T09:30:00Z"));
    assert_eq!(metadata.authors, ["Nils Hölm", "Zoé A."]);
    assert_eq!(metadata.language.as_deref(), Some("en-GB"));

    let bare = "<title>Grève &agrave; Rennes</title><meta name=author content='Zoé'><p>Elle a dit non, “jamais”, et le \
        maire a répondu oui.<p itemprop=datePublished content=2024-11-04>Fin.<time datetime=x></time>";
    let metadata = &documents("-.html", bare)[0].metadata;
    assert_eq!(metadata.title.as_deref(), Some("Grève à Rennes"));
    assert_eq!(metadata.published.as_deref(), Some("2024-11-04"));
    assert_eq!(metadata.authors, ["Zoé"]);
}

#[test]
fn pages_declare_their_encoding() {
    let page = |head: &str| {
        let start = format!("{head}<p>La gr");
        [start.as_bytes(), b"\xe8ve est \x93finie\x94, a dit la maire de la ville apr\xe8s la r\xe9union de lundi.</p>"]
            .concat()
    };
    for head in [
        "<html><meta charset=iso-8859-1>",
        "<html><meta http-equiv='Content-Type' content='text/html; charset=windows-1252'>",
        "<?xml version='1.0' encoding='ISO-8859-1'?><html>",
    ] {
        let document = &documents("a.html", page(head))[0];
        assert_eq!(
            document.text.as_str(),
            "La grève est “finie”, a dit la maire de la ville après la réunion de lundi."
        );
        assert!(document.notes.iter().all(|n| !n.contains("encoding")), "{:?}", document.notes);
    }
}

#[test]
fn other_layouts() {
    let paragraphs: Vec<&str> = ARTICLE.lines().collect();
    let divs: String = paragraphs.iter().map(|p| format!("<div>{p}</div>")).collect();
    let breaks = paragraphs.join("<br><br>");
    let open: String = paragraphs.iter().map(|p| format!("<p>{p}\r\n")).collect();
    for body in [
        format!("<div class=top><a href=/>Home</a> <a href=/p>Politics</a></div><div class=x>{divs}</div>"),
        format!("<div class=x>{breaks}</div><footer>© 2024</footer>"),
        format!("<div class=x>{open}</div>"),
    ] {
        let file = format!("<html><body>{body}</body></html>");
        let document = &documents("-", file.clone())[0];
        assert_eq!(document.text.as_str(), ARTICLE);
        assert_eq!(behind(document, &file, "Marta Łęcka"), "Marta Łęcka");
    }
}

#[test]
fn a_sentence_that_stands_twice_on_the_page_is_taken_where_the_article_has_it() {
    let lead = "The talks resume on Thursday, said the mayor, and she added that they would be the last.";
    let file = format!(
        "<nav><a href=/x>{lead}</a></nav><article><p>{lead}</p><p>{}</p></article>",
        ARTICLE.replace('\n', "</p><p>")
    );
    let document = &documents("-.html", file.clone())[0];
    let spans = document.text.to_original(onrecord_text::span::Span::from_range(0..lead.len()));
    assert_eq!(spans[0].start().get(), file.find("<p>").expect("present") + 3);
}

#[test]
fn pages_made_to_break_the_extractor_are_still_read() {
    let deep = format!("{}<p>{ARTICLE}</p>", "<div>".repeat(50_000));
    let wide = "<p>é<b>ü</b></p>".repeat(70_000);
    let private = format!("<p>\u{f0000}\u{10fffd} {ARTICLE}</p>");
    // Just what the extractor is still trusted with.
    let allowed = format!("{}<p>{ARTICLE}</p>", "<div>".repeat(240));
    let word = format!("<p>{}</p>", "&".repeat(1 << 20));
    for file in [deep, wide, private, allowed, word] {
        let document = &documents("a.html", file)[0];
        assert!(!document.text.as_str().is_empty());
    }
}

/// What a browser would show of slices of the source, space aside.
fn shown(source: &str) -> String {
    let mut text = source.to_owned();
    for (reference, c) in [("&ldquo;", "“"), ("&#233;", "é"), ("&lt;", "<"), ("&amp;", "&")] {
        text = text.replace(reference, c);
    }
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn part() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<br>",
        "<div>",
        "</div>",
        "<a href='é'>",
        "</a>",
        "<!-- ü -->",
        "<li>",
        "<pre>",
        "</pre>",
        "<nav>",
        "</nav>",
        " ",
        "\r\n",
        "\t  ",
        "said",
        "Łęcka",
        "“Nein”",
        "😀",
        "&ldquo;",
        "&#233;",
        "&lt;",
        "&amp;",
        "x < y",
        "a & b",
        ", and so on it went for all of the long afternoon, she said",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_span_of_a_page_leads_to_the_words_it_shows(
        parts in prop::collection::vec(part(), 1..40),
        ends in (0.0..1.0f64, 0.0..1.0f64),
        embedded in any::<bool>(),
    ) {
        let html = parts.concat();
        // As a page of its own, and as a value in JSON with all but ASCII escaped.
        let file = if embedded {
            let mut json = String::new();
            for c in html.chars() {
                match c {
                    '"' | '\\' => json.extend(['\\', c]),
                    ' '..='~' => json.push(c),
                    _ => for unit in c.encode_utf16(&mut [0; 2]) { json += &format!("\\u{unit:04x}") },
                }
            }
            format!("{{\"text\": \"<p>é{json}\"}}")
        } else {
            format!("<p>é{html}")
        };
        let outcome = read_all(if embedded { "a.json" } else { "a.html" }, file.clone());
        for document in outcome.items.into_iter().flatten() {
            let text = document.text.as_str();
            let bounds: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
            let pick = |share: f64| bounds[(share * bounds.len() as f64) as usize];
            let (a, b) = (pick(ends.0), pick(ends.1));
            let range = a.min(b)..a.max(b);
            let chars: Vec<char> = file.chars().collect();
            let spans = document.text.to_original(onrecord_text::span::Span::from_range(range.clone()));
            let mut slices: String = spans.iter().flat_map(|s| &chars[s.range()]).collect();
            if embedded {
                slices = serde_json::from_str(&format!("\"{slices}\"")).expect("whole escapes");
            }
            let expected: String = text[range].chars().filter(|c| !c.is_whitespace()).collect();
            prop_assert_eq!(shown(&slices), expected);
        }
    }
}
