//! `onrecord codebook`: issues and actors named in advance.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use onrecord_record::codebook::{Codebook as Parsed, suggest};
use onrecord_store::store::Store;

use crate::Done;
use crate::arguments::Codebook;
use crate::command::count;
use crate::failure::Failure;
use crate::progress::Progress;

/// Does what was asked with a codebook.
pub fn run(what: &Codebook) -> Result<Done, Failure> {
    match what {
        Codebook::Apply { record, codebook } => apply(record, codebook),
        Codebook::Suggest { record } => {
            let found = Store::open_read_only(record)?.with_issues_discovered()?;
            io::stdout().lock().write_all(suggest(&found).as_bytes())?;
            Ok(Done::Whole)
        }
    }
}

fn apply(record: &Path, path: &Path) -> Result<Done, Failure> {
    let text = fs::read_to_string(path).map_err(|source| Failure::CodebookFile { path: path.to_owned(), source })?;
    let parsed = Parsed::parse(&text).map_err(|error| Failure::Codebook { path: path.to_owned(), error })?;
    let mut store = Store::open(record)?;
    store.set_codebook(&parsed)?;
    store.rebuild()?;
    store.close()?;
    let (issues, actors) = (parsed.issues().len(), parsed.actors().len());
    let told = format!("{} and {} applied", count(issues, "issue", "issues"), count(actors, "actor", "actors"));
    Progress::start(None).say(&told);
    Ok(Done::Whole)
}
