//! `features DIR`: the reader's input features for every text of a folder, one JSON object a line.
//!
//! Training reads these instead of computing its own, so that the model sees in training exactly
//! what it sees in use.

use std::io::Write;
use std::path::{Path, PathBuf};

use onrecord_text::quotation::{quotations, quote_states};
use onrecord_text::unit::units;

/// Writes one line a `*.txt` file of `directory`, in order of name:
/// `{"name", "units": [[start, end, shape, gap, quote], ...]}`, offsets in characters.
pub fn run(directory: &Path, out: &mut impl Write) -> anyhow::Result<()> {
    for path in texts(directory)? {
        let text = std::fs::read_to_string(&path)?;
        let units = units(&text);
        let states = quote_states(&units, &quotations(&text));
        let mut at = (0, 0); // (bytes, characters) of the last unit boundary
        let mut to_chars = |byte: usize| {
            at = (byte, at.1 + text.get(at.0..byte).map_or(0, |s| s.chars().count()));
            at.1
        };
        let rows: Vec<_> = units
            .iter()
            .zip(&states)
            .map(|(unit, state)| {
                let start = to_chars(unit.span.start().get());
                let end = to_chars(unit.span.end().get());
                [start, end, unit.shape as usize, unit.gap as usize, *state as usize]
            })
            .collect();
        let name = path.file_stem().map(|s| s.to_string_lossy().into_owned());
        writeln!(out, "{}", serde_json::json!({ "name": name, "units": rows }))?;
    }
    Ok(())
}

/// The `*.txt` files of a folder, in order of name.
pub(crate) fn texts(directory: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut paths: Vec<_> =
        std::fs::read_dir(directory)?.collect::<Result<Vec<_>, _>>()?.iter().map(|e| e.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    Ok(paths)
}
