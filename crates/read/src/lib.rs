//! Files of every kind to raw documents: decoding, extraction, metadata.
//!
//! [`discover`](discover::discover) turns paths into a list of files; [`read`] turns one file, or
//! a stream, into [`RawDocument`]s, each of whose characters is aligned to the file as decoded.
//!
//! | format | one document is | [`Locator::record`] | offsets count from the start of |
//! | --- | --- | --- | --- |
//! | [`Format::Text`], [`Format::Html`] | the file | `None` | the file |
//! | [`Format::Json`] | an object | which object, `None` if it is the only one | the file |
//! | [`Format::JsonLines`] | a line | the line | the file |
//! | [`Format::Feed`] | an entry | the entry | the file |
//! | [`Format::Warc`] | a response with a page or plain text | the record, counting all | the record's payload |
//!
//! Offsets are Unicode scalar values. A byte order mark does not count; carriage returns do. Where
//! a file is compressed with gzip, the file is what is inside. The payload of a web archive's record is
//! the body of the HTTP response without transfer and content encodings.
//!
//! JSON Lines, JSON arrays and web archives are read as streams, one record in memory at a time;
//! everything else is one document and at most [`Options::max_document_bytes`] long.
//!
//! ```
//! use std::ops::ControlFlow;
//! use onrecord_read::{Options, Source, read};
//!
//! let lines = "{\"text\": \"\\u201cNein\\u201d, sagte sie.\", \"outlet\": \"Küstenblatt\"}\n";
//! let mut documents = Vec::new();
//! read(Source::stream("-", lines.as_bytes()), &Options::default(), &mut |document| {
//!     documents.push(document);
//!     ControlFlow::Continue(())
//! })?;
//! let document = documents.remove(0)?;
//! assert_eq!(document.text.as_str(), "“Nein”, sagte sie.");
//! assert_eq!(document.metadata.outlet.as_deref(), Some("Küstenblatt"));
//! # Ok::<(), onrecord_read::error::ReadError>(())
//! ```

mod decode;
pub mod discover;
pub mod error;
mod feed;
mod html;
mod json;
mod plain;
mod sniff;
mod source;
mod trace;
mod warc;

use std::ops::ControlFlow;

use encoding_rs::UTF_8;
#[cfg(doc)]
use onrecord_text::document::Locator;
use onrecord_text::document::RawDocument;

use crate::error::{Problem, ReadError};
pub use crate::sniff::Format;
pub use crate::source::Source;
use crate::source::{Input, read_all};

/// Receives each document, or the error that stands in its place, and says whether to go on.
pub type Sink<'s> = dyn FnMut(Result<RawDocument, ReadError>) -> ControlFlow<()> + 's;

/// How to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The largest report that is read, in bytes. The default, 32 MiB, is a hundred times the
    /// longest live page and still fits into memory several times over.
    pub max_document_bytes: usize,
    /// The format, where name and content would mislead; `None` to find out.
    pub format: Option<Format>,
}

impl Default for Options {
    fn default() -> Self {
        Self { max_document_bytes: 32 << 20, format: None }
    }
}

/// Reads `source` and hands each document to `sink`, in the order of the file.
///
/// An error that concerns one line, entry or record goes to the sink and the rest is read. An
/// error that ends the reading of the file is returned; what came before it stays good. When the
/// sink breaks, reading stops and the result is `Ok`.
pub fn read(source: Source, options: &Options, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut input = source.open()?;
    let file = input.file.clone();
    let is_blank = |b: &u8| b.is_ascii_whitespace() || b"\xef\xbb\xbf\xff\xfe".contains(b);
    if input.prefix.iter().all(is_blank) && input.prefix.len() < sniff::PREFIX_BYTES {
        return Err(Problem::Empty.of(&file));
    }
    let format = match options.format {
        Some(format) => format,
        None => sniff::format(&input.inner_name, &input.prefix).map_err(|p| p.of(&file))?,
    };
    match format {
        Format::Json | Format::JsonLines => to_utf8(&mut input, options)?,
        _ => {}
    }
    let reader = input.reader.as_mut();
    let limit = options.max_document_bytes;
    let stopped = match format {
        Format::JsonLines => return json::lines::read(&file, reader, limit, sink),
        Format::Json => return json::values::read(&file, reader, limit, sink),
        Format::Warc => return warc::read(&file, reader, limit, sink),
        Format::Text => read_all(reader, limit).and_then(|bytes| plain::read(&bytes, None)),
        Format::Html => read_all(reader, limit).and_then(|bytes| html::read(&bytes, None)),
        Format::Feed => {
            let bytes = read_all(reader, limit).map_err(|p| p.of(&file))?;
            return feed::read(&file, &bytes, sink);
        }
    };
    let mut document = stopped.map_err(|p| p.of(&file))?;
    document.locator.file = file;
    // The last document: whether to go on no longer matters.
    let _ = sink(Ok(document));
    Ok(())
}

/// Turns UTF-16 JSON, which some spreadsheets and shells write, into UTF-8, and drops the mark of
/// UTF-8. UTF-16 is held in memory as a whole; it is rare, and rarer still where it is large.
fn to_utf8(input: &mut Input, options: &Options) -> Result<(), ReadError> {
    if decode::utf16(&input.prefix).is_some() {
        let bytes = read_all(input.reader.as_mut(), options.max_document_bytes).map_err(|p| p.of(&input.file))?;
        let text = decode::decode(&bytes, None).text;
        input.reader = Box::new(std::io::Cursor::new(text.into_bytes()));
    } else if let Some((encoding, len)) = encoding_rs::Encoding::for_bom(&input.prefix)
        && encoding == UTF_8
    {
        let mut mark = [0; 3];
        let mark = &mut mark[..len.min(3)];
        input.reader.read_exact(mark).map_err(|e| Problem::Read(e).of(&input.file))?;
    }
    Ok(())
}
