//! What kind of file it is, from its name and its first bytes.

use serde_json::error::Category;

use crate::decode;
use crate::error::Problem;

/// How a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Format {
    /// The file is the text of one report.
    Text,
    /// The file is a web page with one report.
    Html,
    /// One JSON object with a report, or an array of them.
    Json,
    /// One JSON object with a report on each line.
    JsonLines,
    /// An RSS or Atom feed; each entry is a report.
    Feed,
    /// A web archive; each page in it is a report.
    Warc,
}

/// How much of a file is looked at. Enough for the declarations in the head of a page, and for
/// the first line of most JSON Lines.
pub(crate) const PREFIX_BYTES: usize = 64 << 10;

/// Share of control characters from which on a file is not text. Log files with colour codes stay
/// well below, compressed or machine data has about one in eight bytes.
const MAX_CONTROLS: f64 = 0.05;

/// The format of a file that starts with `prefix`, or what it is if it cannot be read.
pub(crate) fn format(name: &str, prefix: &[u8]) -> Result<Format, Problem> {
    if prefix.starts_with(b"WARC/") {
        return Ok(Format::Warc);
    }
    binary(prefix)?;
    let head = head(prefix);
    let start = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let extension = extension(name);
    let by_name = match extension.as_str() {
        "jsonl" | "ndjson" | "jsonlines" => return Ok(Format::JsonLines),
        "json" => return Ok(json_or_lines(start)),
        "warc" => return Ok(Format::Warc),
        "html" | "htm" | "xhtml" | "shtml" => Format::Html,
        "xml" | "rss" | "atom" | "rdf" => return Ok(xml(start).unwrap_or(Format::Html)),
        _ => Format::Text,
    };
    Ok(by_content(start, prefix.len() < PREFIX_BYTES).unwrap_or(by_name))
}

/// The part of a file name after the last dot, in lower case.
pub(crate) fn extension(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    match file.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => extension.to_ascii_lowercase(),
        _ => String::new(),
    }
}

fn head(prefix: &[u8]) -> String {
    let encoding = decode::utf16(prefix).unwrap_or(encoding_rs::UTF_8);
    encoding.decode_with_bom_removal(prefix).0.into_owned()
}

fn by_content(start: &str, is_whole: bool) -> Option<Format> {
    if start.starts_with('<') {
        return xml(start).or_else(|| is_page(start).then_some(Format::Html));
    }
    let looks_like_json = start.starts_with(['{', '[']) && {
        let mut values = serde_json::Deserializer::from_str(start).into_iter::<Skipped>();
        match values.next() {
            Some(Ok(_)) => true,
            // The prefix may end in the middle of the first value.
            Some(Err(e)) => e.classify() == Category::Eof && !is_whole,
            None => false,
        }
    };
    // `[1] The mayor said` starts with a JSON array, but not with one of objects.
    let holds_objects =
        start.starts_with('{') || start.strip_prefix('[').is_some_and(|rest| rest.trim_start().starts_with('{'));
    (looks_like_json && holds_objects).then(|| json_or_lines(start))
}

type Skipped = serde::de::IgnoredAny;

fn json_or_lines(start: &str) -> Format {
    let (first, rest) = start.split_once('\n').unwrap_or((start, ""));
    let is_object = first.starts_with('{') && serde_json::from_str::<Skipped>(first).is_ok();
    if is_object && rest.trim_start().starts_with('{') { Format::JsonLines } else { Format::Json }
}

/// The format of an XML file by its root element.
fn xml(start: &str) -> Option<Format> {
    let mut rest = start;
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix("<?") {
            rest = after.split_once("?>")?.1;
        } else if let Some(after) = rest.strip_prefix("<!--") {
            rest = after.split_once("-->")?.1;
        } else if let Some(after) = rest.strip_prefix("<!") {
            rest = after.split_once('>')?.1;
        } else {
            break;
        }
    }
    let name = rest.strip_prefix('<')?;
    let end = name.find(|c: char| c.is_whitespace() || c == '>' || c == '/');
    match name.get(..end?)?.to_ascii_lowercase().as_str() {
        "rss" | "feed" | "atom:feed" | "rdf:rdf" => Some(Format::Feed),
        "html" => Some(Format::Html),
        _ => None,
    }
}

/// Whether text that starts with `<` is a page rather than, say, a quoted mail address.
fn is_page(start: &str) -> bool {
    let lower: String = start.chars().take(2048).collect::<String>().to_lowercase();
    ["<!doctype html", "<html", "<head", "<body", "<article", "<div", "<p>"].iter().any(|tag| lower.contains(tag))
}

/// The error for a file that is not text.
fn binary(prefix: &[u8]) -> Result<(), Problem> {
    const DOCUMENT: &str = "save it as text or HTML and read that";
    const ARCHIVE: &str = "unpack it and read the files in it";
    const NOTHING: &str = "only text, HTML, JSON, feeds and WARC can be read";
    const KNOWN: &[(&[u8], &str, &str)] = &[
        (b"%PDF-", "a PDF", DOCUMENT),
        (b"{\\rtf", "a rich text document", DOCUMENT),
        (b"\xd0\xcf\x11\xe0", "an Office document", DOCUMENT),
        (b"PK\x03\x04", "a ZIP archive or an Office document", "unpack it, or save it as text"),
        (b"Rar!", "a RAR archive", ARCHIVE),
        (b"7z\xbc\xaf\x27\x1c", "a 7z archive", ARCHIVE),
        (b"\x28\xb5\x2f\xfd", "Zstandard-compressed data", "unpack it first"),
        (b"BZh", "bzip2-compressed data", "unpack it first"),
        (b"\xfd7zXZ", "xz-compressed data", "unpack it first"),
        (b"\x1f\x8b", "data compressed twice", "unpack it first"),
        (b"SQLite format 3\0", "a database", "a record is opened, not read, by onrecord"),
        (b"PAR1", "a Parquet table", "convert it to JSON Lines"),
        (b"\x89PNG", "an image", NOTHING),
        (b"\xff\xd8\xff", "an image", NOTHING),
        (b"GIF8", "an image", NOTHING),
        (b"RIFF", "an image or a recording", NOTHING),
        (b"ID3", "a recording", NOTHING),
        (b"\x7fELF", "a program", NOTHING),
    ];
    for (magic, what, advice) in KNOWN {
        // `BZh`, `ID3`, `RIFF` and the like can start a text, but then no control follows.
        let is_certain = magic.iter().any(|b| *b < b' ' || *b >= 0x7f) || magic.len() >= 5;
        if prefix.starts_with(magic) && (is_certain || n_controls(prefix) > 0) {
            return Err(Problem::Binary { what, advice });
        }
    }
    if decode::utf16(prefix).is_some() {
        return Ok(());
    }
    // Crawled text has a stray zero now and then, machine data has many.
    let share = n_controls(prefix) as f64 / prefix.len().max(1) as f64;
    if share > MAX_CONTROLS {
        return Err(Problem::Binary { what: "binary data", advice: NOTHING });
    }
    Ok(())
}

fn n_controls(bytes: &[u8]) -> usize {
    let is_control = |b: &&u8| **b < b' ' && !b"\t\n\x0b\x0c\r\x1b".contains(b) || **b == 0x7f;
    bytes.iter().filter(is_control).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, content: &str, expected: Format) {
        let found = format(name, content.as_bytes()).expect("not binary");
        assert_eq!(found, expected, "{name}: {content}");
    }

    #[test]
    fn the_name_decides_where_it_tells_and_the_content_elsewhere() {
        check("a.txt", "“Nein”, sagte sie.", Format::Text);
        check("a.md", "# Überschrift", Format::Text);
        check("-", "<ada@example.org> schrieb: nein", Format::Text);
        check("-", "[1] The mayor said {no}", Format::Text);
        check("-", "{draft} The mayor said no", Format::Text);
        check("-", "<!DOCTYPE html>\n<html lang=de>", Format::Html);
        check("saved.txt", "\n<html><body>é</body></html>", Format::Html);
        check("a.XHTML", "<?xml version=\"1.0\"?><html>", Format::Html);
        check("a.xml", "<?xml version=\"1.0\"?>\n<!-- ü --><rss version=\"2.0\">", Format::Feed);
        check("-", "\u{feff}<feed xmlns=\"http://www.w3.org/2005/Atom\">", Format::Feed);
        check("a.xml", "<nitf><body>é</body></nitf>", Format::Html);
        check("-", "{\"text\": \"é\"}\n{\"text\": \"ü\"}\n", Format::JsonLines);
        check("a.json", "{\"text\": \"é\"}\n{\"text\": \"ü\"}\n", Format::JsonLines);
        check("-", "{\n  \"text\": \"é\"\n}\n", Format::Json);
        check("-", "[{\"text\": \"é\"}]", Format::Json);
        check("a.jsonl", "not json", Format::JsonLines);
        check("-", "WARC/1.1\r\n", Format::Warc);
    }

    #[test]
    fn binary_files_are_named() {
        let cases: [(&[u8], &str); 5] = [
            (b"%PDF-1.7\n", "this is a PDF, not text; save it as text or HTML and read that"),
            (
                b"\x89PNG\r\n\x1a\n\0\0\0",
                "this is an image, not text; only text, HTML, JSON, feeds and WARC can be read",
            ),
            (b"PK\x03\x04\x14", "this is a ZIP archive or an Office document, not text; unpack it, or save it as text"),
            (b"SQLite format 3\0", "this is a database, not text; a record is opened, not read, by onrecord"),
            (
                b"ab\0\0\0\x01\x02cd\0\0",
                "this is binary data, not text; only text, HTML, JSON, feeds and WARC can be read",
            ),
        ];
        for (bytes, message) in cases {
            let error = format("x", bytes).expect_err("binary");
            assert_eq!(error.to_string(), message);
        }
        assert!(format("x.txt", b"BZh is how she signs. RIFF").is_ok());
    }
}
