//! JSON Lines: one object a line, any number of lines.

use std::io::BufRead;

use onrecord_text::document::Locator;

use crate::Sink;
use crate::decode::decode_record;
use crate::error::{Problem, ReadError, Unit};
use crate::json::document::Fields;
use crate::source::Line;

/// Reads a file, line by line. A bad line gives one error and the rest goes on.
pub(crate) fn read(file: &str, reader: &mut dyn BufRead, limit: usize, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut line = Line::default();
    let mut number = 0;
    let mut at = 0;
    loop {
        number += 1;
        let more = line.read(reader, limit);
        if !more.map_err(|e| Problem::Read(e).of(file))? {
            return Ok(());
        }
        let place = Unit::Line.number(number);
        let start = at;
        if line.n_bytes > limit {
            at += line.n_chars + 1;
            let error = Problem::TooLarge { limit }.at(file, place);
            if sink(Err(error)).is_break() {
                return Ok(());
            }
            continue;
        }
        let decoded = decode_record(&line.bytes);
        let n_chars = decoded.text.chars().count();
        at += n_chars + 1;
        let text = decoded.text.trim_start();
        if text.is_empty() {
            continue;
        }
        let start = start + n_chars - text.chars().count();
        let read = Fields::parse(text.trim_end(), start).and_then(|fields| fields.document());
        let result = match read {
            Ok(mut document) => {
                document.locator = Locator { file: file.to_owned(), record: Some(number) };
                document.notes.splice(0..0, decoded.notes);
                Ok(document)
            }
            Err(problem) => Err(problem.at(file, place)),
        };
        if sink(result).is_break() {
            return Ok(());
        }
    }
}
