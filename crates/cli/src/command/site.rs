//! `onrecord site`: the record as pages.

use std::thread::available_parallelism;

use onrecord_store::store::Store;
use onrecord_web::site::write_site;

use crate::Done;
use crate::arguments::Site;
use crate::command::count;
use crate::failure::Failure;
use crate::progress::Progress;

/// Writes the pages and says where to start.
pub fn run(arguments: &Site) -> Result<Done, Failure> {
    if Store::open_read_only(&arguments.record)?.is_stale()? {
        let mut store = Store::open(&arguments.record)?;
        store.rebuild()?;
        store.close()?;
    }
    let n_threads = available_parallelism().map_or(1, usize::from);
    let n_pages = write_site(&arguments.record, &arguments.output, n_threads)?;
    let voice = Progress::start(None);
    let start = arguments.output.join("index.html");
    voice.say(&format!("{} written; open {}", count(n_pages, "page", "pages"), start.display()));
    voice.finish();
    Ok(Done::Whole)
}
