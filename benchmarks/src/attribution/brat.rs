//! Gold attributions: brat standoff in the layout of PolNeAR.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result};

use super::tokens::{QuotedKind, Text, TokenSet};

/// One attribution as three sets of tokens.
pub struct Tokens {
    /// What is said.
    pub content: TokenSet,
    /// What introduces it.
    pub cue: TokenSet,
    /// Who says it.
    pub source: TokenSet,
    /// How the content is quoted.
    pub kind: QuotedKind,
}

/// The roles of one attribution as character spans.
#[derive(Clone, Debug, Default)]
pub struct Spans {
    /// Who says it.
    pub source: Vec<Range<usize>>,
    /// What introduces it.
    pub cue: Vec<Range<usize>>,
    /// What is said.
    pub content: Vec<Range<usize>>,
}

impl Tokens {
    /// The tokens of `text` under `spans`.
    pub fn new(text: &Text, spans: &Spans) -> Self {
        let content = text.token_set(&spans.content);
        let kind = text.kind(&content);
        Self { cue: text.token_set(&spans.cue), source: text.token_set(&spans.source), content, kind }
    }
}

/// One document of the gold.
pub struct GoldDocument {
    /// Stem of its file.
    pub name: String,
    /// Its text.
    pub text: Text,
    /// Its attributions, by the annotator chosen.
    pub attributions: Vec<Tokens>,
}

/// Reads `directory/text/*.txt` and `directory/attributions/*.ann`. Of several annotators the one
/// whose token labels agree best with the others' is taken (ties: first by name). Documents without
/// annotation are left out.
pub fn read(directory: &Path) -> Result<Vec<GoldDocument>> {
    let mut versions: BTreeMap<String, BTreeMap<String, Vec<Spans>>> = BTreeMap::new();
    for path in files(&directory.join("attributions"), "ann")? {
        let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        let (name, annotator) =
            stem.rsplit_once('_').with_context(|| format!("{}: no annotator in the name", path.display()))?;
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        versions.entry(name.to_owned()).or_default().insert(annotator.to_owned(), events(&text));
    }
    let mut documents = Vec::new();
    for path in files(&directory.join("text"), "txt")? {
        let name = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        let Some(by_annotator) = versions.remove(&name) else {
            continue;
        };
        let text = Text::new(&fs::read_to_string(&path).with_context(|| path.display().to_string())?);
        let mut versions: Vec<Vec<Tokens>> =
            by_annotator.values().map(|events| events.iter().map(|e| Tokens::new(&text, e)).collect()).collect();
        let chosen = medoid(&text, &versions);
        let attributions = versions.swap_remove(chosen);
        documents.push(GoldDocument { name, text, attributions });
    }
    Ok(documents)
}

/// All files of `directory` with `extension`, by name.
pub fn files(directory: &Path, extension: &str) -> Result<Vec<std::path::PathBuf>> {
    let entries = fs::read_dir(directory).with_context(|| {
        format!("{}: cannot be listed; give a folder with `text` and `attributions`", directory.display())
    })?;
    let mut paths = entries.map(|e| Ok(e?.path())).collect::<Result<Vec<_>>>()?;
    paths.retain(|p| p.extension().is_some_and(|e| e == extension));
    paths.sort();
    Ok(paths)
}

/// The events of a brat file that have content. An event may come before the spans that it names.
fn events(text: &str) -> Vec<Spans> {
    let mut spans: BTreeMap<&str, Vec<Range<usize>>> = BTreeMap::new();
    let mut events = Vec::new();
    for line in text.lines() {
        let mut columns = line.split('\t');
        match (columns.next(), columns.next()) {
            (Some(id), Some(what)) if id.starts_with('T') => {
                if let Some((_, ranges)) = what.split_once(' ') {
                    spans.insert(id, ranges.split(';').filter_map(range).collect());
                }
            }
            (Some(id), Some(what)) if id.starts_with('E') => events.push(what),
            _ => {}
        }
    }
    let build = |event: &str| {
        let mut built = Spans::default();
        for (name, id) in event.split_whitespace().filter_map(|part| part.split_once(':')) {
            let role = match name.trim_end_matches(|c: char| c.is_ascii_digit()).to_lowercase().as_str() {
                "source" => &mut built.source,
                "cue" => &mut built.cue,
                "content" => &mut built.content,
                _ => continue,
            };
            role.extend(spans.get(id).into_iter().flatten().cloned());
        }
        built
    };
    events.into_iter().map(build).filter(|e| !e.content.is_empty()).collect()
}

fn range(text: &str) -> Option<Range<usize>> {
    let (start, end) = text.split_once(' ')?;
    Some(start.parse().ok()?..end.parse().ok()?)
}

fn medoid(text: &Text, versions: &[Vec<Tokens>]) -> usize {
    let rows: Vec<Vec<u8>> = versions
        .iter()
        .map(|attributions| {
            let mut row = vec![0; text.tokens.len()];
            for a in attributions {
                for (label, set) in [(1, &a.content), (2, &a.cue), (3, &a.source)] {
                    set.iter().for_each(|&i| row[i] = label);
                }
            }
            row
        })
        .collect();
    let same = |a: &[u8], b: &[u8]| a.iter().zip(b).filter(|(x, y)| x == y).count();
    let agreement = |i: usize| (0..rows.len()).filter(|&j| j != i).map(|j| same(&rows[i], &rows[j])).sum::<usize>();
    (0..rows.len()).max_by_key(|&i| (agreement(i), std::cmp::Reverse(i))).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_pools_the_pieces_of_a_role() {
        let found = events(
            "E1\tAttribution:T4 Cue:T1 Content:T2 Content2:T3\nT1\tCue 4 8\tsaid\nT2\tContent 9 12;14 16\té\nT3\tContent 20 22\tx\nT4\tAttribution 4 8\tsaid\n",
        );
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].content, [9..12, 14..16, 20..22]);
        assert_eq!(found[0].cue.as_slice(), std::slice::from_ref(&(4..8)));
        assert!(found[0].source.is_empty());
    }
}
