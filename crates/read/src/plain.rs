//! Plain text: the file is the report.

use onrecord_text::document::RawDocument;
use onrecord_text::excerpt::Excerpt;

use crate::decode::decode;
use crate::error::Problem;
use crate::trace::Traced;

/// The document in `bytes`. Line ends become `\n`, all else stays.
pub(crate) fn read(bytes: &[u8], declared: Option<&str>) -> Result<RawDocument, Problem> {
    let decoded = decode(bytes, declared);
    if decoded.text.trim().is_empty() {
        return Err(Problem::Empty);
    }
    Ok(RawDocument {
        text: Traced::verbatim(&decoded.text, 0).to_lines(),
        original: Excerpt::new(0, decoded.text),
        notes: decoded.notes,
        ..RawDocument::default()
    })
}
