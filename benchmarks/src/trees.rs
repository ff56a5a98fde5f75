//! `trees DIR`: sentences, mentions and attributions that the reader finds in every text of a folder, one JSON object a
//! line, for training what builds on them.

use std::io::Write;
use std::path::Path;

use anyhow::Result;
use onrecord_analysis::analysis::Analysis;
use onrecord_analysis::reader::ReaderSize;
use onrecord_text::span::{Clean, Span};
use serde_json::{Value, json};

use crate::features::texts;
use crate::pipeline::Pipeline;

/// Writes one line a `*.txt` file of `directory`, in order of name, offsets in characters:
///
/// - `tokens`: `[start, end, lemma, class, tag, head or null, relation, sentence]`
/// - `references`: `[start, end, head, kind, antecedent or null]`, head a token, antecedent a reference
/// - `attributions`: `[source, cue, content]`, each a list of spans
///
/// # Errors
/// If a text cannot be read.
pub fn run(directory: &Path, size: ReaderSize, out: &mut impl Write) -> Result<()> {
    let paths = texts(directory)?;
    let lines = Pipeline::load(size)?.read_all(&paths, 0, |report, analysis| line(report.text.as_str(), analysis))?;
    for (path, mut line) in paths.iter().zip(lines) {
        if let Some(object) = line.as_object_mut() {
            object.insert("name".to_owned(), json!(path.file_stem().map(|s| s.to_string_lossy())));
        }
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn line(text: &str, analysis: &Analysis) -> Value {
    let mut characters = vec![0; text.len() + 1];
    for (n, (byte, _)) in text.char_indices().enumerate() {
        characters[byte] = n;
    }
    characters[text.len()] = text.chars().count();
    let ends = |span: Span<Clean>| {
        let range = span.range();
        [characters[range.start], characters[range.end]]
    };
    let all = |spans: &[Span<Clean>]| spans.iter().map(|span| ends(*span)).collect::<Vec<_>>();
    let sentence = |at: usize| analysis.sentences.iter().position(|sentence| sentence.tokens.contains(&at));
    let tokens: Vec<Value> = analysis
        .tokens
        .iter()
        .enumerate()
        .map(|(at, token)| {
            let [start, end] = ends(token.span);
            let (class, tag, relation) = (token.class.name(), token.tag.name(), token.relation.name());
            json!([start, end, token.lemma, class, tag, token.head, relation, sentence(at)])
        })
        .collect();
    let references: Vec<Value> = analysis
        .references
        .iter()
        .map(|reference| {
            let [start, end] = ends(reference.span);
            let antecedent = reference.antecedent.as_ref().map(|a| a.reference);
            json!([start, end, reference.head, reference.kind.name(), antecedent])
        })
        .collect();
    let attributions: Vec<Value> =
        analysis.attributions.iter().map(|a| json!([all(&a.source), all(&a.cue), all(&a.content)])).collect();
    json!({ "tokens": tokens, "references": references, "attributions": attributions })
}
