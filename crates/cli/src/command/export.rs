//! `onrecord export`: the record for other programs.

use std::io::{self, BufWriter};

use onrecord_store::export::{write_conditions, write_record};
use onrecord_store::store::Store;

use crate::Done;
use crate::arguments::{Export, Format};
use crate::failure::Failure;

/// Writes the record to standard output.
pub fn run(arguments: &Export) -> Result<Done, Failure> {
    let store = Store::open_read_only(&arguments.record)?;
    let mut out = BufWriter::new(io::stdout().lock());
    match arguments.format {
        Format::Jsonl => write_record(&store.record()?, &mut out)?,
        Format::Dot => write_conditions(&store.record()?, &mut out)?,
    }
    Ok(Done::Whole)
}
