//! Web archives: each response with a page or plain text is a report.
//!
//! The crate `warc` reads these files too, but takes the length a record states at its word
//! before it allocates, and after a damaged record finds no way back to the next; both matter in
//! archives of many gigabytes.

mod http;
mod record;

use std::io::BufRead;

use onrecord_text::document::{Locator, RawDocument};

use crate::Sink;
use crate::error::{Problem, ReadError, Unit};
use crate::warc::http::Response;
use crate::warc::record::{Next, Record, Records};
use crate::{html, plain};

/// Reads an archive, record by record. A bad record gives one error and the rest goes on.
pub(crate) fn read(file: &str, reader: &mut dyn BufRead, limit: usize, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut records = Records::new(reader, limit);
    let mut number = 0;
    loop {
        let next = records.next(is_wanted).map_err(|e| Problem::Read(e).of(file))?;
        number += 1;
        let read = match next {
            Next::End => return Ok(()),
            Next::Skipped => continue,
            Next::Damaged(message) => Some(Err(Problem::Warc { message })),
            Next::TooLarge => Some(Err(Problem::TooLarge { limit })),
            Next::Record(record) => document(&record, limit).transpose(),
        };
        let result = match read {
            None => continue,
            Some(Ok(mut document)) => {
                document.locator = Locator { file: file.to_owned(), record: Some(number) };
                Ok(document)
            }
            Some(Err(problem)) => Err(problem.at(file, Unit::Record.number(number))),
        };
        if sink(result).is_break() {
            return Ok(());
        }
    }
}

/// Whether a record with these headers can hold a report.
fn is_wanted(record: &Record) -> bool {
    match record.header("WARC-Type") {
        // Common Crawl's extracted texts are conversions; files fetched by other means, resources.
        Some("conversion" | "resource") => is_text(record.header("Content-Type").unwrap_or("")),
        Some("response") => record.header("Content-Type").is_none_or(|t| t.starts_with("application/http")),
        _ => false,
    }
}

fn is_text(content_type: &str) -> bool {
    let mime = content_type.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    matches!(&*mime, "text/html" | "application/xhtml+xml" | "text/plain")
}

/// The document in a record; `None` if it holds something else, such as a picture or a redirect.
fn document(record: &Record, limit: usize) -> Result<Option<RawDocument>, Problem> {
    let (content_type, body) = if record.header("WARC-Type") == Some("response") {
        let Some(response) = Response::parse(&record.content, limit)? else {
            return Ok(None);
        };
        (response.content_type, response.body)
    } else {
        let content_type = record.header("Content-Type").unwrap_or("").to_owned();
        (content_type, record.content.clone())
    };
    if !content_type.is_empty() && !is_text(&content_type) {
        return Ok(None);
    }
    let charset = content_type
        .split(';')
        .filter_map(|part| part.trim().split_once('='))
        .find(|(key, _)| key.trim().eq_ignore_ascii_case("charset"))
        .map(|(_, label)| label.trim().trim_matches(['"', '\'']));
    let is_plain = content_type.trim().to_ascii_lowercase().starts_with("text/plain");
    let mut document = if is_plain { plain::read(&body, charset)? } else { html::read(&body, charset)? };
    if document.metadata.url.is_none() {
        let uri = record.header("WARC-Target-URI");
        document.metadata.url = uri.map(|u| u.trim_matches(['<', '>']).to_owned());
    }
    Ok(Some(document))
}
