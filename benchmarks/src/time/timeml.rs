//! TimeML documents: the text, the day it was written, and the time expressions marked in it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use onrecord_text::span::{Clean, Span};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// A document with its marked time expressions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// File name without folder and extension.
    pub name: String,
    /// Value of the document creation time: `1998-02-13T14:26:00`.
    pub written: String,
    /// The text between `<TEXT>` and `</TEXT>`. Paragraphs end with a line; the line ends inside
    /// them are turned into blanks, as texts ready for analysis have them.
    pub text: String,
    /// The time expressions in it, in text order.
    pub marked: Vec<Marked>,
}

/// A time expression as a corpus or a system marks it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// Where it stands, in bytes of the text.
    pub span: Span<Clean>,
    /// `DATE`, `TIME`, `DURATION` or `SET`.
    pub kind: String,
    /// Its TIMEX3 value.
    pub value: String,
}

/// All `*.tml` files below `folder`, by path.
///
/// # Errors
/// If a folder cannot be read, or holds no such file.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).with_context(|| folder.display().to_string())?;
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "tml") {
                found.push(path);
            }
        }
    }
    if found.is_empty() {
        bail!("{}: no TimeML files", folder.display());
    }
    found.sort();
    Ok(found)
}

/// Reads one file.
///
/// # Errors
/// If it cannot be read or is malformed.
pub fn read(path: &Path) -> Result<Document> {
    let bytes = fs::read(path).with_context(|| path.display().to_string())?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    parse(&String::from_utf8_lossy(&bytes), name).with_context(|| path.display().to_string())
}

fn parse(xml: &str, name: String) -> Result<Document> {
    let mut document = Document { name, ..Document::default() };
    let mut reader = Reader::from_str(xml);
    let (mut in_text, mut in_creation_time) = (false, false);
    let mut open: Option<Marked> = None;
    loop {
        match reader.read_event()? {
            Event::Start(tag) => match tag.name().as_ref() {
                "TEXT" => in_text = true,
                "DCT" => in_creation_time = true,
                "TIMEX3" if in_text => {
                    open = Some(Marked {
                        span: Span::from_range(document.text.len()..document.text.len()),
                        kind: attribute(&tag, "type")?,
                        value: attribute(&tag, "value")?,
                    });
                }
                "TIMEX3" if in_creation_time => document.written = attribute(&tag, "value")?,
                _ => {}
            },
            Event::End(tag) => match tag.name().as_ref() {
                "TEXT" => in_text = false,
                "DCT" => in_creation_time = false,
                "TIMEX3" => {
                    if let Some(mut marked) = open.take() {
                        marked.span = Span::from_range(marked.span.start().get()..document.text.len());
                        document.marked.push(marked);
                    }
                }
                _ => {}
            },
            Event::Text(text) if in_text => document.text.push_str(&text),
            Event::GeneralRef(reference) if in_text => {
                let name: &str = &reference;
                match reference.resolve_char_ref()? {
                    Some(character) => document.text.push(character),
                    None => document.text.push_str(quick_xml::escape::resolve_predefined_entity(name).unwrap_or("")),
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    document.text = joined(&document.text);
    // Blanks at the ends of a mark belong to no word.
    for marked in &mut document.marked {
        let words = marked.span.slice(&document.text);
        let start = marked.span.start().get() + (words.len() - words.trim_start().len());
        marked.span = Span::from_range(start..start + words.trim().len());
    }
    document.marked.retain(|marked| !marked.span.is_empty());
    Ok(document)
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<String> {
    let found = tag.try_get_attribute(name)?.with_context(|| format!("a tag lacks `{name}`"))?;
    Ok(found.normalized_value(XmlVersion::Explicit1_0)?.into_owned())
}

/// `text` with lines joined into paragraphs; of the same length. A blank line ends a paragraph.
fn joined(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    let mut blank_line = true;
    while let Some(c) = rest.next() {
        let ends = c == '\n' && (blank_line || rest.clone().find(|c| !matches!(c, ' ' | '\t' | '\r')) == Some('\n'));
        out.push(if c == '\n' && !ends { ' ' } else { c });
        blank_line = ends || (blank_line && c.is_ascii_whitespace());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_text() {
        let xml = "<TimeML><DCT><TIMEX3 type=\"DATE\" value=\"1998-02-13\">x</TIMEX3></DCT><TEXT>\nCafé &amp; bar, <EVENT>opened</EVENT>\n\
                   <TIMEX3 type=\"DATE\" value=\"1998-02-12\">Thurs-\nday</TIMEX3>.\n\nNew</TEXT></TimeML>";
        let document = parse(xml, "a".into()).expect("well-formed");
        assert_eq!(document.written, "1998-02-13");
        assert_eq!(document.text, "\nCafé & bar, opened Thurs- day.\n\nNew");
        let [marked] = document.marked.as_slice() else { panic!("one mark") };
        assert_eq!(marked.span.slice(&document.text), "Thurs- day");
        assert_eq!((marked.kind.as_str(), marked.value.as_str()), ("DATE", "1998-02-12"));
    }

    #[test]
    fn damage_is_an_error() {
        assert!(parse("<TEXT><TIMEX3>é</TEXT>", "a".into()).is_err());
    }
}
