//! Web pages, and HTML inside other formats, to documents.
//!
//! - [`tokens`](mod@tokens): markup and text with their place in the source.
//! - [`elements`]: what elements mean for the text in them.
//! - [`scan`]: the visible text, run by run, in blocks.
//! - [`extract`]: which of the runs are the article.
//! - [`blocks`]: the runs put together to lines, aligned to the file.
//! - [`metadata`], [`linked_data`]: what the page says about itself.

mod blocks;
mod elements;
mod entity;
mod extract;
mod linked_data;
mod metadata;
mod scan;
mod tokens;

use onrecord_text::document::RawDocument;
use onrecord_text::excerpt::Excerpt;

use crate::decode::decode;
use crate::error::Problem;
use crate::trace::Traced;

/// How much of a page is searched for its encoding. The standard asks for it within the first
/// 1024 bytes; pages with long comments in front overrun that.
const DECLARATION_BYTES: usize = 8192;

/// The document in the page `bytes`; `declared` is the encoding its envelope states.
pub(crate) fn read(bytes: &[u8], declared: Option<&str>) -> Result<RawDocument, Problem> {
    let label = declared.map(str::to_owned).or_else(|| declared_charset(bytes));
    let decoded = decode(bytes, label.as_deref());
    let mut document = page(&Traced::verbatim(&decoded.text, 0))?;
    document.notes.splice(0..0, decoded.notes);
    document.original = Excerpt::new(0, decoded.text);
    Ok(document)
}

/// The encoding that a page or an XML file declares.
pub(crate) fn declared_charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARATION_BYTES)]);
    metadata::charset(&head)
}

/// The document in HTML that is a value in another format: a whole page or just its article.
pub(crate) fn read_embedded(source: &Traced) -> Result<RawDocument, Problem> {
    let lower = source.as_str().to_ascii_lowercase();
    if lower.contains("<body") || lower.contains("<html") {
        return page(source);
    }
    let scan = scan::scan(source.as_str());
    let runs: Vec<usize> = (0..scan.runs.len()).collect();
    finish(RawDocument { text: blocks::lines(source, &scan, &runs), ..RawDocument::default() })
}

fn page(source: &Traced) -> Result<RawDocument, Problem> {
    let html = source.as_str();
    let metadata = metadata::metadata(html);
    let scan = scan::scan(html);
    let selection = extract::article(html, &scan, metadata.title.as_deref());
    finish(RawDocument {
        text: blocks::lines(source, &scan, &selection.runs),
        metadata,
        notes: selection.note.into_iter().map(str::to_owned).collect(),
        ..RawDocument::default()
    })
}

fn finish(document: RawDocument) -> Result<RawDocument, Problem> {
    if document.text.as_str().trim().is_empty() {
        return Err(Problem::NoText);
    }
    Ok(document)
}

/// Whether `text` is HTML rather than plain text that mentions a tag: it closes an element that
/// makes up articles, or breaks a line.
pub(crate) fn looks_like_html(text: &str) -> bool {
    const SIGNS: &[&str] = &[
        "</p>",
        "<p>",
        "<br>",
        "<br/>",
        "<br />",
        "</div>",
        "</a>",
        "</li>",
        "</html>",
        "</h2>",
        "</em>",
        "</strong>",
        "</b>",
        "</i>",
        "</span>",
        "</blockquote>",
    ];
    if !text.contains('<') {
        return false;
    }
    let lower = text.to_ascii_lowercase();
    SIGNS.iter().any(|sign| lower.contains(sign))
}

/// `text` with character references decoded.
pub(crate) fn entity_text(text: &str) -> String {
    entity::decode(text)
}

/// The text of a short value such as a headline: without tags, entities decoded, on one line.
pub(crate) fn plain_text(value: &str) -> String {
    let text = if looks_like_html(value) {
        let source = Traced::verbatim(value, 0);
        let scan = scan::scan(value);
        let runs: Vec<usize> = (0..scan.runs.len()).collect();
        blocks::lines(&source, &scan, &runs).as_str().to_owned()
    } else {
        entity::decode(value)
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
