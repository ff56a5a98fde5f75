//! Files and folders, as given on a command line, to the files worth reading.

use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::error::{Problem, ReadError};
use crate::sniff::extension;

/// What [`discover`] found.
#[derive(Debug, Default)]
pub struct Discovery {
    /// Files to read, sorted, each once.
    pub files: Vec<PathBuf>,
    /// Files left out because their name says that they hold no report, sorted.
    pub skipped: Vec<PathBuf>,
    /// Paths that do not exist or cannot be listed, and folders without a file to read.
    pub errors: Vec<ReadError>,
}

/// Extensions of files that stand beside reports, in a saved page or a downloaded corpus, and
/// never are one. A file that the user names is read, or refused with a reason, whatever its name.
const NOT_REPORTS: &[&str] = &[
    // The program's own.
    "onrecord", "sqlite", "db", // Pictures, recordings, fonts.
    "avif", "bmp", "gif", "heic", "ico", "jpeg", "jpg", "png", "svg", "tif", "tiff", "webp", "aac", "avi", "flac",
    "m4a", "mkv", "mov", "mp3", "mp4", "ogg", "wav", "webm", "eot", "otf", "ttf", "woff", "woff2",
    // Documents and archives of other programs.
    "doc", "docx", "epub", "odt", "pdf", "ppt", "pptx", "rtf", "xls", "xlsx", "7z", "bz2", "cdx", "cdxj", "parquet",
    "rar", "tar", "tgz", "xz", "zip", "zst", // Programs and what belongs to them.
    "bin", "class", "css", "dll", "exe", "js", "lock", "map", "o", "py", "pyc", "rs", "sh", "so", "toml", "wasm",
    "yaml", "yml",
];

/// Finds the files to read under `paths`.
///
/// A file is taken as it is. A folder is walked with all below it, links followed; hidden files
/// and folders are passed over, files that hold no report by their name go to
/// [`Discovery::skipped`]. The result is the same whatever the order of `paths` and of the
/// entries on disk. The path `-`, standard input, is handed through.
pub fn discover<P: AsRef<Path>>(paths: &[P]) -> Discovery {
    let mut found = Discovery::default();
    for path in paths {
        let path = path.as_ref();
        if path == Path::new("-") || path.is_file() {
            found.files.push(path.to_owned());
        } else {
            walk(path, &mut found);
        }
    }
    found.files.sort();
    found.files.dedup();
    found.skipped.sort();
    found.skipped.dedup();
    found.errors.sort_by(|a, b| a.file().cmp(b.file()));
    found
}

fn walk(folder: &Path, found: &mut Discovery) {
    let n_before = found.files.len() + found.errors.len();
    let entries = WalkDir::new(folder)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry));
    for entry in entries {
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                let name = entry.file_name().to_string_lossy();
                let list = if NOT_REPORTS.contains(&extension(&name).as_str()) {
                    &mut found.skipped
                } else {
                    &mut found.files
                };
                list.push(entry.into_path());
            }
            Ok(_) => {}
            Err(e) => {
                let path = e.path().unwrap_or(folder).to_string_lossy().into_owned();
                found.errors.push(Problem::Open(e.into()).of(&path));
            }
        }
    }
    if found.files.len() + found.errors.len() == n_before {
        let path = folder.to_string_lossy();
        found.errors.push(Problem::NoReports.of(&path));
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::error::ErrorKind;

    #[test]
    fn folders_are_walked_in_order_and_leave_out_what_is_no_report() {
        let dir = tempfile::tempdir().expect("temporary folder");
        let root = dir.path();
        for folder in ["b", "b/.git", "leer"] {
            fs::create_dir(root.join(folder)).expect("folder");
        }
        for file in ["b/ż.txt", "b/a.html", "b/.git/x.txt", "b/.x.txt", "b/foto.JPG", "z.jsonl.gz", "r.onrecord"] {
            fs::write(root.join(file), "é").expect("file");
        }
        let named = |paths: &[PathBuf]| -> Vec<String> {
            let relative = paths.iter().map(|p| p.strip_prefix(root).expect("below"));
            relative.map(|p| p.to_string_lossy().replace('\\', "/")).collect()
        };
        let found = discover(&[root.join("z.jsonl.gz"), root.to_owned(), root.join("b")]);
        assert_eq!(named(&found.files), ["b/a.html", "b/ż.txt", "z.jsonl.gz"]);
        assert_eq!(named(&found.skipped), ["b/foto.JPG", "r.onrecord"]);
        assert!(found.errors.is_empty());

        let found = discover(&[root.join("leer"), root.join("missing"), root.join("r.onrecord")]);
        assert_eq!(named(&found.files), ["r.onrecord"]);
        let kinds: Vec<ErrorKind> = found.errors.iter().map(ReadError::kind).collect();
        assert_eq!(kinds, [ErrorKind::NoReports, ErrorKind::Io]);
    }
}
