//! `onrecord site`: the record as pages.

use onrecord_store::store::Store;
use onrecord_web::site::write_site;

use crate::Done;
use crate::arguments::Site;
use crate::command::count;
use crate::failure::Failure;
use crate::progress::Progress;

/// Writes the pages and says where to start.
pub fn run(arguments: &Site) -> Result<Done, Failure> {
    let store = Store::open_read_only(&arguments.record)?;
    let n_pages = write_site(&store, &arguments.output)?;
    let voice = Progress::start(None);
    let start = arguments.output.join("index.html");
    voice.say(&format!("{} written; open {}", count(n_pages, "page", "pages"), start.display()));
    voice.finish();
    Ok(Done::Whole)
}
