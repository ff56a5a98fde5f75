//! `onrecord-bench`: measures onrecord against annotated corpora.

mod features;

use std::io::{self, Write};
use std::path::Path;

fn main() -> io::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let mut out = io::BufWriter::new(io::stdout().lock());
    match args
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        ["features", directory] => features::run(Path::new(directory), &mut out)?,
        _ => return Err(io::Error::other("usage: onrecord-bench features DIR")),
    }
    out.flush()
}
