//! The HTTP response in a record: its headers read, its encodings undone.

use std::io::Read;

use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use crate::error::Problem;

/// Most headers of a response; servers refuse more than about a hundred.
const MAX_HEADERS: usize = 256;

/// A successful response.
pub(crate) struct Response {
    /// Empty if the server did not say.
    pub(crate) content_type: String,
    /// Without transfer and content encodings.
    pub(crate) body: Vec<u8>,
}

impl Response {
    /// Parses a response; `None` if it is an error page, a redirect or an answer without body.
    pub(crate) fn parse(content: &[u8], limit: usize) -> Result<Option<Self>, Problem> {
        let warc = |message: String| Problem::Warc { message };
        let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
        let mut response = httparse::Response::new(&mut headers);
        let mut config = httparse::ParserConfig::default();
        config.allow_spaces_after_header_name_in_responses(true);
        config.allow_obsolete_multiline_headers_in_responses(true);
        config.ignore_invalid_headers_in_responses(true);
        let head_len = match config.parse_response(&mut response, content) {
            Ok(httparse::Status::Complete(len)) => len,
            Ok(httparse::Status::Partial) => {
                return Err(warc("the response ends in its headers".into()));
            }
            Err(e) => return Err(warc(format!("no HTTP response in it, {e}"))),
        };
        if response.code != Some(200) {
            return Ok(None);
        }
        let header = |name: &str| {
            let found = response.headers.iter().find(|h| h.name.eq_ignore_ascii_case(name));
            found.map_or(String::new(), |h| String::from_utf8_lossy(h.value).trim().to_owned())
        };
        let mut body = content[head_len..].to_vec();
        // Some crawlers store the body decoded but keep these headers; then the body does not
        // parse as encoded and is taken as it is.
        if header("Transfer-Encoding").to_ascii_lowercase().contains("chunked") {
            body = unchunk(&body).unwrap_or(body);
        }
        for encoding in header("Content-Encoding").to_ascii_lowercase().split(',').rev() {
            body = decompress(encoding.trim(), body, limit)?;
        }
        Ok(Some(Self { content_type: header("Content-Type"), body }))
    }
}

/// The content of a chunked body, as far as it goes; `None` if it is not chunked.
fn unchunk(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut is_first = true;
    while let Ok(httparse::Status::Complete((start, len))) = httparse::parse_chunk_size(body) {
        is_first = false;
        let rest = body.get(start..)?;
        let len = usize::try_from(len).unwrap_or(usize::MAX).min(rest.len());
        if len == 0 {
            break;
        }
        out.extend_from_slice(&rest[..len]);
        let rest = &rest[len..];
        body = rest.strip_prefix(b"\r\n").unwrap_or(rest);
    }
    (!is_first).then_some(out)
}

/// The content of a compressed body. A damaged one gives what can be read; one that is not
/// compressed at all comes back as it is.
fn decompress(encoding: &str, body: Vec<u8>, limit: usize) -> Result<Vec<u8>, Problem> {
    let mut out = Vec::new();
    let most = limit as u64 + 1;
    // Errors are expected in cut-off bodies, and `out` keeps what came before.
    let _ = match encoding {
        "gzip" | "x-gzip" => MultiGzDecoder::new(&*body).take(most).read_to_end(&mut out),
        // Servers send both what the standard calls deflate and the bare stream.
        "deflate" => ZlibDecoder::new(&*body).take(most).read_to_end(&mut out).or_else(|_| {
            out.clear();
            DeflateDecoder::new(&*body).take(most).read_to_end(&mut out)
        }),
        "br" => brotli_decompressor::Decompressor::new(&*body, 4096).take(most).read_to_end(&mut out),
        _ => Ok(0),
    };
    if out.len() > limit {
        return Err(Problem::TooLarge { limit });
    }
    Ok(if out.is_empty() { body } else { out })
}
