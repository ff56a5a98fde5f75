//! Gold of attributions within attributions: JSON Lines, one text a line.

use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use crate::attribution::brat::{Spans, files};

/// An attribution and the one it stands in.
#[derive(Clone, Debug, Default)]
pub struct NestedAttribution {
    /// Its roles, in Unicode characters of the text.
    pub spans: Spans,
    /// Position, in the same list, of the attribution in whose content or behind whose source it
    /// stands.
    pub parent: Option<usize>,
}

/// An annotated text.
#[derive(Clone, Debug)]
pub struct NestedDocument {
    /// Its name.
    pub id: String,
    /// Its text.
    pub text: String,
    /// Its attributions.
    pub attributions: Vec<NestedAttribution>,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    attributions: Vec<AttributionLine>,
}

#[derive(Deserialize)]
struct AttributionLine {
    #[serde(default)]
    source: Vec<[usize; 2]>,
    #[serde(default)]
    cue: Vec<[usize; 2]>,
    #[serde(default)]
    content: Vec<[usize; 2]>,
    #[serde(default)]
    parent: Option<usize>,
}

/// Reads a file, or all `*.jsonl` files of a folder, by name.
///
/// # Errors
/// If one cannot be read or a line of it is malformed; the line is named.
pub fn read(path: &Path) -> Result<Vec<NestedDocument>> {
    let mut documents = Vec::new();
    let paths = if path.is_dir() { files(path, "jsonl")? } else { vec![path.to_owned()] };
    for path in paths {
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            documents.push(parse(line).with_context(|| format!("{}, line {}", path.display(), at + 1))?);
        }
    }
    Ok(documents)
}

fn parse(line: &str) -> Result<NestedDocument> {
    let Line { id, text, attributions } = serde_json::from_str(line)?;
    let n_chars = text.chars().count();
    let n = attributions.len();
    let ranges = |pairs: &[[usize; 2]]| -> Result<Vec<Range<usize>>> {
        let range = |&[start, end]: &[usize; 2]| {
            ensure!(start < end && end <= n_chars, "span {start}..{end} in a text of {n_chars} characters");
            Ok(start..end)
        };
        pairs.iter().map(range).collect()
    };
    let attribution = |(at, line): (usize, &AttributionLine)| {
        ensure!(line.parent.is_none_or(|parent| parent < n && parent != at), "attribution {at} has no such parent");
        let spans = Spans { source: ranges(&line.source)?, cue: ranges(&line.cue)?, content: ranges(&line.content)? };
        Ok(NestedAttribution { spans, parent: line.parent })
    };
    let attributions = attributions.iter().enumerate().map(attribution).collect::<Result<_>>()?;
    Ok(NestedDocument { id, text, attributions })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_count_characters() {
        let line = r#"{"id": "é", "text": "Zoë said é.", "attributions": [
            {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 10]], "parent": null, "kind": "indirect"}]}"#;
        let document = parse(line).expect("sound");
        assert_eq!(document.attributions[0].spans.content.as_slice(), std::slice::from_ref(&(9..10)));
        assert_eq!(document.attributions[0].parent, None);
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let check = |attribution: &str, expected: &str| {
            let line = format!(r#"{{"id": "x", "text": "é", "attributions": [{attribution}]}}"#);
            assert_eq!(parse(&line).expect_err("malformed").to_string(), expected);
        };
        check(r#"{"content": [[0, 2]]}"#, "span 0..2 in a text of 1 characters");
        check(r#"{"parent": 0}"#, "attribution 0 has no such parent");
    }
}
