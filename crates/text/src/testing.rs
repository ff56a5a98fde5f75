//! Reports that tests may look at but the project does not hold.

use std::fs;
use std::path::{Path, PathBuf};

/// The real report whose file name starts with `prefix`: from the folder that `ONRECORD_SEEDS`
/// names, else from `../shared/seeds` next to the workspace. `None`, with a message, where there
/// is none.
#[allow(clippy::print_stderr)]
pub(crate) fn seed(prefix: &str) -> Option<String> {
    let folder = std::env::var_os("ONRECORD_SEEDS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seeds"), PathBuf::from);
    let found = fs::read_dir(&folder)
        .into_iter()
        .flatten()
        .flatten()
        .find(|entry| entry.file_name().to_string_lossy().starts_with(prefix))
        .and_then(|entry| fs::read_to_string(entry.path()).ok());
    if found.is_none() {
        eprintln!("skipped: no report {prefix}* in {}", folder.display());
    }
    found
}
