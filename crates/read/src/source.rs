//! Where bytes come from: a file or a stream, unpacked if it is compressed, opened just once.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::PathBuf;

use flate2::bufread::MultiGzDecoder;

use crate::error::{Problem, ReadError};
use crate::sniff::PREFIX_BYTES;

/// A file, or a stream of bytes with a name.
pub struct Source {
    name: String,
    bytes: Bytes,
}

enum Bytes {
    Path(PathBuf),
    Stream(Box<dyn Read + Send>),
}

impl Source {
    /// The file at `path`; opened when it is read.
    pub fn path(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        Self { name: path.to_string_lossy().into_owned(), bytes: Bytes::Path(path) }
    }

    /// A stream of bytes. The name stands in locators and messages, and its extension helps to
    /// tell the format; standard input is called `-`.
    pub fn stream(name: impl Into<String>, bytes: impl Read + Send + 'static) -> Self {
        Self { name: name.into(), bytes: Bytes::Stream(Box::new(bytes)) }
    }

    /// Opens the source and looks at its start.
    pub(crate) fn open(self) -> Result<Input, ReadError> {
        let Self { name, bytes } = self;
        let file = name.clone();
        let reader: Box<dyn Read> = match bytes {
            Bytes::Stream(stream) => Box::new(stream),
            Bytes::Path(path) => {
                let opened = File::open(&path).and_then(|f| match f.metadata()?.is_dir() {
                    true => Err(io::Error::from(io::ErrorKind::IsADirectory)),
                    false => Ok(f),
                });
                Box::new(opened.map_err(|e| Problem::Open(e).of(&file))?)
            }
        };
        let input = peek(reader, name).map_err(|e| Problem::Read(e).of(&file))?;
        if !input.prefix.starts_with(b"\x1f\x8b") {
            return Ok(input);
        }
        let unpacked = BufReader::new(MultiGzDecoder::new(input.reader));
        let inner = match file.len().checked_sub(3).map(|at| file.split_at_checked(at)) {
            Some(Some((stem, end))) if end.eq_ignore_ascii_case(".gz") => stem.to_owned(),
            _ => file.clone(),
        };
        peek(unpacked, inner).map_err(|e| Problem::Read(e).of(&file)).map(|input| Input { file, ..input })
    }
}

/// A source whose first bytes are known.
pub(crate) struct Input {
    /// As the user gave it.
    pub(crate) file: String,
    /// The same without `.gz`, where the content was unpacked.
    pub(crate) inner_name: String,
    pub(crate) prefix: Vec<u8>,
    /// All bytes, the prefix included.
    pub(crate) reader: Box<dyn BufRead>,
}

fn peek(mut reader: impl Read + 'static, name: String) -> io::Result<Input> {
    let mut prefix = Vec::new();
    let read = (&mut reader).take(PREFIX_BYTES as u64).read_to_end(&mut prefix);
    // Damaged compressed data: what could be unpacked is still worth reading; the error comes
    // again where the reading gets there.
    let failed = match read {
        Err(e) if prefix.is_empty() => return Err(e),
        Err(e) => Some(e),
        Ok(_) => None,
    };
    let whole: Box<dyn BufRead> = match failed {
        Some(e) => Box::new(BufReader::new(Cursor::new(prefix.clone()).chain(Failing(Some(e))))),
        None => Box::new(BufReader::new(Cursor::new(prefix.clone()).chain(reader))),
    };
    Ok(Input { file: name.clone(), inner_name: name, prefix, reader: whole })
}

/// A stream that ends with an error.
struct Failing(Option<io::Error>);

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        match self.0.take() {
            Some(e) => Err(e),
            None => Ok(0),
        }
    }
}

/// Reads to the end, unless there are more than `limit` bytes.
pub(crate) fn read_all(reader: &mut dyn BufRead, limit: usize) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let most = (limit as u64).saturating_add(1);
    reader.take(most).read_to_end(&mut bytes).map_err(Problem::Read)?;
    if bytes.len() > limit {
        return Err(Problem::TooLarge { limit });
    }
    Ok(bytes)
}

/// A line of a stream, without its end.
#[derive(Debug, Default)]
pub(crate) struct Line {
    /// The line, or of one longer than the limit its beginning.
    pub(crate) bytes: Vec<u8>,
    /// Length of the whole line.
    pub(crate) n_bytes: usize,
    /// Characters of the whole line, if it is UTF-8.
    pub(crate) n_chars: usize,
}

impl Line {
    /// Reads the next line, of which no more than `limit` bytes are kept. Gives whether there was
    /// one.
    pub(crate) fn read(&mut self, reader: &mut dyn BufRead, limit: usize) -> io::Result<bool> {
        self.bytes.clear();
        (self.n_bytes, self.n_chars) = (0, 0);
        let mut has_read = false;
        loop {
            let chunk = fill(reader)?;
            if chunk.is_empty() {
                return Ok(has_read);
            }
            has_read = true;
            let end = memchr::memchr(b'\n', chunk);
            let part = &chunk[..end.unwrap_or(chunk.len())];
            let room = limit.saturating_sub(self.bytes.len());
            self.bytes.extend_from_slice(&part[..part.len().min(room)]);
            self.n_bytes += part.len();
            self.n_chars += part.iter().filter(|b| **b & 0xc0 != 0x80).count();
            let n_used = part.len() + usize::from(end.is_some());
            reader.consume(n_used);
            if end.is_some() {
                return Ok(true);
            }
        }
    }
}

/// The next bytes of a stream, at least one unless it is at its end.
pub(crate) fn fill(reader: &mut dyn BufRead) -> io::Result<&[u8]> {
    loop {
        match reader.fill_buf() {
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
            // Asked again, because the borrow checker does not let a borrow out of a loop.
            Ok(_) => break,
        }
    }
    reader.fill_buf()
}
