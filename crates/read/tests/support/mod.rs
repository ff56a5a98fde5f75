//! What the tests of whole files share.
#![allow(dead_code, reason = "each test binary uses a part")]

use std::io::Cursor;
use std::ops::ControlFlow;

use onrecord_read::error::ReadError;
use onrecord_read::{Options, Source, read};
use onrecord_text::document::RawDocument;
use onrecord_text::span::Span;

/// What came of a file: documents and errors in order, then the error that ended it.
pub struct Outcome {
    pub items: Vec<Result<RawDocument, ReadError>>,
    pub end: Result<(), ReadError>,
}

pub fn read_with(name: &str, bytes: impl Into<Vec<u8>>, options: &Options) -> Outcome {
    let mut items = Vec::new();
    let source = Source::stream(name, Cursor::new(bytes.into()));
    let end = read(source, options, &mut |item| {
        items.push(item);
        ControlFlow::Continue(())
    });
    Outcome { items, end }
}

pub fn read_all(name: &str, bytes: impl Into<Vec<u8>>) -> Outcome {
    read_with(name, bytes, &Options::default())
}

/// The documents of a file that reads without a complaint.
pub fn documents(name: &str, bytes: impl Into<Vec<u8>>) -> Vec<RawDocument> {
    let outcome = read_all(name, bytes);
    outcome.end.expect("the file is readable");
    outcome.items.into_iter().map(|d| d.expect("the record is readable")).collect()
}

/// The text and the errors of a file, one a line, paragraphs apart by ` / `.
pub fn summary(outcome: &Outcome) -> String {
    let mut lines: Vec<String> = Vec::new();
    for item in &outcome.items {
        lines.push(match item {
            Ok(document) => {
                let record = document.locator.record.map_or(String::new(), |r| format!("{r}: "));
                format!("{record}{}", document.text.as_str().replace('\n', " / "))
            }
            Err(error) => format!("! {error}"),
        });
    }
    if let Err(error) = &outcome.end {
        lines.push(format!("!! {error}"));
    }
    lines.join("\n")
}

/// What stands in `file` behind `words` of the document, stretches apart by `|`.
pub fn behind(document: &RawDocument, file: &str, words: &str) -> String {
    let start = document.text.as_str().find(words).expect("the words are in the text");
    let file: Vec<char> = file.chars().collect();
    let spans = document.text.to_original(Span::from_range(start..start + words.len()));
    let slices: Vec<String> = spans.iter().map(|s| file[s.range()].iter().collect()).collect();
    slices.join("|")
}
