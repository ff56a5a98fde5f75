//! Each format, read whole: the text, where it stands in the file, what the file says about it.

mod support;

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use onrecord_read::error::ErrorKind;
use onrecord_read::{Format, Options};
use support::{behind, documents, read_all, read_with, summary};

#[test]
fn plain_text_is_taken_as_it_is() {
    let file = "\u{feff}“Nein”, sagte sie.\r\nZweiter Absatz.";
    let document = &documents("a.txt", file)[0];
    assert_eq!(document.text.as_str(), "“Nein”, sagte sie.\nZweiter Absatz.");
    // The byte order mark is not part of the decoded file, the carriage return is.
    assert_eq!(behind(document, &file[3..], "sie.\nZweiter"), "sie.\r\nZweiter");
    assert_eq!(document.locator.file, "a.txt");
    assert_eq!(document.locator.record, None);
}

#[test]
fn json_lines_go_on_after_a_bad_line() {
    let file = concat!(
        "{\"text\": \"Sie sagte: \\u201cNein\\u201d.\", \"title\": \"Nein!\", \"source\": {\"name\": \"Küstenblatt\"}}\n",
        "\n",
        "{\"text\": \"cut off\n",
        "{\"headline\": \"ż\"}\n",
        "{\"maintext\": [\"Ein Absatz.\", \"Noch einer, ü.\"], \"authors\": [\"Ada\", {\"name\": \"Łęcka\"}], \"date_publish\": \"2024-11-04\"}\n",
        "{\"body\": \"<p>Er &amp; sie, <b>dafür</b>.</p><p>Ende\\u2026</p>\", \"lang\": \"de\", \"url\": \"https://a.example/é\"}",
    );
    let outcome = read_all("a.jsonl", file);
    assert_eq!(
        summary(&outcome),
        "1: Sie sagte: “Nein”.\n\
         ! a.jsonl, line 3: not valid JSON: EOF while parsing a string at character 17; expected one JSON object a report\n\
         ! a.jsonl, line 4: no field holds the text of the report; looked for \"text\", \"body\", \"content\", \"article\" and the like, found \"headline\"\n\
         5: Ein Absatz. / Noch einer, ü.\n\
         6: Er & sie, dafür. / Ende…"
    );
    let document = |i: usize| outcome.items[i].as_ref().expect("readable");
    assert_eq!(document(0).metadata.title.as_deref(), Some("Nein!"));
    assert_eq!(document(0).metadata.outlet.as_deref(), Some("Küstenblatt"));
    assert_eq!(document(3).metadata.authors, ["Ada", "Łęcka"]);
    assert_eq!(document(3).metadata.published.as_deref(), Some("2024-11-04"));
    assert_eq!(document(4).metadata.language.as_deref(), Some("de"));
    assert_eq!(behind(document(0), file, "“Nein”."), "\\u201cNein\\u201d.");
    assert_eq!(behind(document(3), file, "Absatz.\nNoch"), "Absatz.|Noch");
    assert_eq!(behind(document(4), file, "Er & sie, dafür."), "Er &amp; sie, |dafür|.");
    assert_eq!(behind(document(4), file, "Ende…"), "Ende\\u2026");
}

#[test]
fn json_arrays_objects_and_envelopes() {
    let file = "[ {\"text\": \"eins, é\"},\n {\"text\": 3}, 4,\n {\"text\": \"zwei, ü\"} ]\n";
    let outcome = read_all("a.json", file);
    assert_eq!(
        summary(&outcome),
        "1: eins, é\n\
         ! a.json, item 2: there is no text in it; nothing was read\n\
         ! a.json, item 3: not valid JSON: found 4 where an object should start; expected one JSON object a report\n\
         4: zwei, ü"
    );
    let last = outcome.items[3].as_ref().expect("readable");
    assert_eq!(behind(last, file, "zwei, ü"), "zwei, ü");

    let one = "{\n  \"title\": {\"rendered\": \"A &amp; B\"},\n  \"content\": {\"rendered\": \"<p>Größe</p>\"}\n}";
    let document = &documents("-", one)[0];
    assert_eq!(document.locator.record, None);
    assert_eq!(document.metadata.title.as_deref(), Some("A & B"));
    assert_eq!(behind(document, one, "Größe"), "Größe");

    let envelope = "{\"status\": \"ok\", \"articles\": [{\"content\": \"é eins\"}, {\"content\": \"é zwei\"}]}";
    let found = documents("news.json", envelope);
    assert_eq!(found[1].locator.record, Some(2));
    assert_eq!(behind(&found[1], envelope, "é zwei"), "é zwei");

    let cut = read_all("a.json", "[{\"text\": \"é\"}, {\"text\": \"ü");
    assert_eq!(
        summary(&cut),
        "1: é\n! a.json, item 2: not valid JSON: the file ends in the middle of a value; expected one JSON object a report"
    );
}

#[test]
fn utf16_json_lines() {
    let text = "{\"text\": \"é\"}\n{\"text\": \"ü\"}\n";
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let file = [b"\xff\xfe".to_vec(), bytes].concat();
    let found = documents("a.jsonl", file);
    assert_eq!(behind(&found[1], text, "ü"), "ü");
}

#[test]
fn feeds() {
    let rss = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="x" xmlns:dc="y"><channel>
<title>Küstenblatt</title><link>https://k.example</link><language>de</language>
<item><title>Nein &amp; nochmals nein</title><link>https://k.example/1</link>
<pubDate>Mon, 04 Nov 2024 09:30:00 GMT</pubDate><dc:creator>Nils Hölm</dc:creator>
<description>Kurz.</description>
<content:encoded><![CDATA[<p>“Nein”, sagte <b>sie</b>.</p><p>Größe &amp; Maß.</p>]]></content:encoded></item>
<item><title>leer</title></item>
<item><description>&lt;p&gt;Ein Wort &amp;mdash; dafür.&lt;/p&gt;</description><guid>abc</guid></item>
</channel></rss>"#;
    let outcome = read_all("feed.xml", rss);
    assert_eq!(
        summary(&outcome),
        "1: “Nein”, sagte sie. / Größe & Maß.\n\
         ! feed.xml, entry 2: there is no text in it; nothing was read\n\
         3: Ein Wort — dafür."
    );
    let first = outcome.items[0].as_ref().expect("readable");
    assert_eq!(first.metadata.title.as_deref(), Some("Nein & nochmals nein"));
    assert_eq!(first.metadata.outlet.as_deref(), Some("Küstenblatt"));
    assert_eq!(first.metadata.url.as_deref(), Some("https://k.example/1"));
    assert_eq!(first.metadata.published.as_deref(), Some("Mon, 04 Nov 2024 09:30:00 GMT"));
    assert_eq!(first.metadata.authors, ["Nils Hölm"]);
    assert_eq!(first.metadata.language.as_deref(), Some("de"));
    assert_eq!(behind(first, rss, "sagte sie.\nGröße & Maß"), "sagte |sie|.|Größe &amp; Maß");
    let third = outcome.items[2].as_ref().expect("readable");
    assert_eq!(behind(third, rss, "Wort — dafür"), "Wort &amp;mdash; dafür");

    let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Le Port</title>
<entry><title type="html">Gr&#232;ve</title><link rel="replies" href="https://p.example/c"/><link href="https://p.example/2"/>
<author><name>Zoé</name></author><published>2024-11-04T09:30:00Z</published><summary>court</summary>
<content type="xhtml"><div><p>La grève est <em>finie</em>.</p></div></content></entry></feed>"#;
    let document = &documents("-", atom)[0];
    assert_eq!(document.text.as_str(), "La grève est finie.");
    assert_eq!(behind(document, atom, "est finie"), "est |finie");
    assert_eq!(document.metadata.title.as_deref(), Some("Grève"));
    assert_eq!(document.metadata.url.as_deref(), Some("https://p.example/2"));
    assert_eq!(document.metadata.authors, ["Zoé"]);
    assert_eq!(document.metadata.language.as_deref(), Some("fr"));
    assert_eq!(document.metadata.outlet.as_deref(), Some("Le Port"));

    let cut = read_all("f.xml", &rss[..rss.find("<item><desc").expect("third") + 40]);
    assert_eq!(cut.items.len(), 2);
    assert_eq!(cut.end.expect_err("cut off").kind(), ErrorKind::Syntax);
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("into memory");
    encoder.finish().expect("into memory")
}

#[test]
fn compressed_files_are_read_by_what_is_inside() {
    let members = [gzip("{\"text\": \"é\"}\n".as_bytes()), gzip("{\"text\": \"ü\"}\n".as_bytes())].concat();
    let found = documents("a.jsonl.gz", members.clone());
    assert_eq!(found[1].locator.file, "a.jsonl.gz");
    assert_eq!(found[1].text.as_str(), "ü");

    let cut = read_all("a.jsonl.gz", &members[..members.len() - 20]);
    assert_eq!(cut.items.len(), 1);
    let error = cut.end.expect_err("cut off");
    assert_eq!(error.kind(), ErrorKind::Io);
}

#[test]
fn what_cannot_be_read_is_refused_with_advice() {
    let cases: [(&str, &[u8], &str, ErrorKind); 5] = [
        ("a.txt", b"", "a.txt: this is empty; nothing was read", ErrorKind::Empty),
        ("b.txt", b"\xef\xbb\xbf \n", "b.txt: this is empty; nothing was read", ErrorKind::Empty),
        ("c.html", b"<p> </p>", "c.html: there is no text in it; nothing was read", ErrorKind::Empty),
        ("d", b"%PDF-1.4", "d: this is a PDF, not text; save it as text or HTML and read that", ErrorKind::Binary),
        (
            "é.txt",
            &[b'a'; 200],
            "é.txt: larger than 100 bytes for a single report; split it into reports, give them as \
             JSON Lines (one report a line), or raise the limit",
            ErrorKind::TooLarge,
        ),
    ];
    let options = Options { max_document_bytes: 100, ..Options::default() };
    for (name, bytes, message, kind) in cases {
        let error = read_with(name, bytes, &options).end.expect_err(name);
        assert_eq!(error.to_string(), message);
        assert_eq!(error.kind(), kind);
    }
    let missing = onrecord_read::Source::path("/nowhere/é.txt");
    let error = onrecord_read::read(missing, &options, &mut |_| unreachable!()).expect_err("missing");
    assert_eq!(error.file(), "/nowhere/é.txt");
    assert_eq!(error.kind(), ErrorKind::Io);
}

#[test]
fn a_line_over_the_limit_is_refused_and_the_offsets_after_it_hold() {
    let file = format!("{{\"text\": \"{}\"}}\n{{\"text\": \"nach é\"}}\n", "é".repeat(200));
    let options = Options { max_document_bytes: 100, ..Options::default() };
    let outcome = read_with("a.jsonl", file.clone(), &options);
    assert_eq!(outcome.items[0].as_ref().expect_err("too large").record(), Some(1));
    let second = outcome.items[1].as_ref().expect("readable");
    assert_eq!(behind(second, &file, "nach é"), "nach é");

    let array = format!("[{}]", file.trim().replace('\n', ","));
    let outcome = read_with("a.json", array.clone(), &options);
    assert_eq!(outcome.items[0].as_ref().expect_err("too large").kind(), ErrorKind::TooLarge);
    let second = outcome.items[1].as_ref().expect("readable");
    assert_eq!(behind(second, &array, "nach é"), "nach é");
}

#[test]
fn a_format_can_be_forced() {
    let options = Options { format: Some(Format::Text), ..Options::default() };
    let outcome = read_with("a.jsonl", "{\"text\": \"é\"}", &options);
    assert_eq!(summary(&outcome), "{\"text\": \"é\"}");
}
