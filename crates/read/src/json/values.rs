//! JSON files: an array of objects, one object, or one after the other.
//!
//! A file of many gigabytes may be a single array, so the values are cut out of the stream by
//! their brackets and parsed one at a time.

use std::io::BufRead;

use onrecord_text::document::{Locator, RawDocument};

use crate::Sink;
use crate::decode::{Decoded, decode_record};
use crate::error::{Problem, ReadError, Unit};
use crate::json::document::Fields;
use crate::source::fill;

/// Reads a file, value by value. A bad value gives one error and the rest goes on.
pub(crate) fn read(file: &str, reader: &mut dyn BufRead, limit: usize, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut stream = Stream { reader, n_chars: 0 };
    let failed = |e| Problem::Read(e).of(file);
    let mut number = 0;
    let mut in_array = false;
    while let Some(next) = stream.skip_space().map_err(failed)? {
        match next {
            b'[' if !in_array => in_array = true,
            b']' if in_array => in_array = false,
            b',' => {}
            _ => {
                let start = stream.n_chars;
                let value = stream.value(limit).map_err(failed)?;
                let decoded = decode_record(&value.bytes);
                stream.n_chars += value.n_chars(&decoded, limit);
                let at_end = stream.skip_space().map_err(failed)?.is_none();
                number += 1;
                let is_only = number == 1 && !in_array && at_end;
                let results = documents(&value, decoded, start, limit);
                let is_envelope = results.len() > 1;
                for (i, result) in results.into_iter().enumerate() {
                    let record = number + i;
                    let result = match result {
                        Ok(mut document) => {
                            let record = (!is_only || is_envelope).then_some(record);
                            document.locator = Locator { file: file.to_owned(), record };
                            Ok(document)
                        }
                        Err(problem) if is_only && !is_envelope => Err(problem.of(file)),
                        Err(problem) => Err(problem.at(file, Unit::Item.number(record))),
                    };
                    if sink(result).is_break() {
                        return Ok(());
                    }
                }
                continue;
            }
        }
        stream.reader.consume(1);
        stream.n_chars += 1;
    }
    Ok(())
}

/// The documents in one value: one, unless it is an envelope around an array of them.
fn documents(value: &Value, decoded: Decoded, start: usize, limit: usize) -> Vec<Result<RawDocument, Problem>> {
    let json = |message: &str| Problem::Json { message: message.into() };
    if value.n_bytes > limit {
        return vec![Err(Problem::TooLarge { limit })];
    }
    if !value.is_complete {
        return vec![Err(json("the file ends in the middle of a value"))];
    }
    if !decoded.text.starts_with('{') {
        let shown: String = decoded.text.chars().take(20).collect();
        return vec![Err(json(&format!("found {shown} where an object should start")))];
    }
    let fields = match Fields::parse(&decoded.text, start) {
        Ok(fields) => fields,
        Err(problem) => return vec![Err(problem)],
    };
    let reports = if fields.has_text() { Vec::new() } else { fields.reports() };
    let mut results: Vec<Result<RawDocument, Problem>> = if reports.is_empty() {
        vec![fields.document()]
    } else {
        let parsed = reports.into_iter().map(|(json, at)| Fields::parse(json, at)?.document());
        parsed.collect()
    };
    for document in results.iter_mut().flatten() {
        document.notes.splice(0..0, decoded.notes.iter().cloned());
    }
    results
}

struct Stream<'r> {
    reader: &'r mut dyn BufRead,
    /// Characters read so far.
    n_chars: usize,
}

/// One value, cut out of the stream.
#[derive(Default)]
struct Value {
    /// The value, or of one longer than the limit its beginning.
    bytes: Vec<u8>,
    n_bytes: usize,
    n_starts: usize,
    is_complete: bool,
}

impl Value {
    fn n_chars(&self, decoded: &Decoded, limit: usize) -> usize {
        if self.n_bytes > limit { self.n_starts } else { decoded.text.chars().count() }
    }
}

impl Stream<'_> {
    /// Goes over space and gives the byte after it.
    fn skip_space(&mut self) -> std::io::Result<Option<u8>> {
        loop {
            let chunk = fill(self.reader)?;
            if chunk.is_empty() {
                return Ok(None);
            }
            let space = chunk.iter().take_while(|b| b.is_ascii_whitespace()).count();
            let next = chunk.get(space).copied();
            self.reader.consume(space);
            self.n_chars += space;
            if next.is_some() {
                return Ok(next);
            }
        }
    }

    /// Takes the value that starts here, without counting its characters.
    fn value(&mut self, limit: usize) -> std::io::Result<Value> {
        let mut value = Value::default();
        let mut cutter = Cutter::default();
        while !value.is_complete {
            let chunk = fill(self.reader)?;
            if chunk.is_empty() {
                // A bare word or number ends with the file.
                value.is_complete = cutter.depth == 0 && !cutter.in_string;
                break;
            }
            let mut n_used = 0;
            for byte in chunk {
                match cutter.step(*byte) {
                    Step::Inside => n_used += 1,
                    Step::Last => {
                        n_used += 1;
                        value.is_complete = true;
                        break;
                    }
                    Step::After => {
                        value.is_complete = true;
                        break;
                    }
                }
            }
            let part = &chunk[..n_used];
            let room = limit.saturating_sub(value.bytes.len());
            value.bytes.extend_from_slice(&part[..part.len().min(room)]);
            value.n_bytes += n_used;
            value.n_starts += part.iter().filter(|b| **b & 0xc0 != 0x80).count();
            self.reader.consume(n_used);
        }
        Ok(value)
    }
}

/// Finds where a value ends. Bytes of multi-byte characters are never brackets or quotes.
#[derive(Default)]
struct Cutter {
    depth: usize,
    in_string: bool,
    is_escaped: bool,
    has_started: bool,
}

enum Step {
    Inside,
    Last,
    After,
}

impl Cutter {
    fn step(&mut self, byte: u8) -> Step {
        let is_first = !std::mem::replace(&mut self.has_started, true);
        if self.in_string {
            match byte {
                _ if self.is_escaped => self.is_escaped = false,
                b'\\' => self.is_escaped = true,
                b'"' => {
                    self.in_string = false;
                    return if self.depth == 0 { Step::Last } else { Step::Inside };
                }
                _ => {}
            }
            return Step::Inside;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' if self.depth > 0 => {
                self.depth -= 1;
                if self.depth == 0 {
                    return Step::Last;
                }
            }
            // A bare word or number ends before these; one of them alone is a value of its own,
            // so that the reading always goes on.
            b',' | b']' | b'}' | b' ' | b'\n' | b'\r' | b'\t' | 0x0c if self.depth == 0 && !is_first => {
                return Step::After;
            }
            _ => {}
        }
        Step::Inside
    }
}
