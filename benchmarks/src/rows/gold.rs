//! Gold rows: one JSON object a line, with tokens and their labels.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use super::label::Label;

/// One pre-tokenised row.
#[derive(Clone, Debug)]
pub struct Row {
    /// Name of its document; rows of one document follow each other.
    pub id: String,
    /// Its tokens.
    pub tokens: Vec<String>,
    /// One label a token.
    pub labels: Vec<Label>,
}

#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    id: String,
    tokens: Vec<String>,
    labels: Vec<String>,
}

/// Reads a file of rows.
///
/// # Errors
/// If it cannot be read, or a line of it is no row; the line is named.
pub fn read(path: &Path) -> Result<Vec<Row>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let row = |(at, line)| parse(line).with_context(|| format!("{}, line {}", path.display(), at + 1));
    text.lines().enumerate().map(row).collect()
}

fn parse(line: &str) -> Result<Row> {
    let Line { id, tokens, labels } = serde_json::from_str(line)?;
    ensure!(tokens.len() == labels.len(), "{} tokens, but {} labels", tokens.len(), labels.len());
    let labels = labels.iter().map(|label| Label::parse(label)).collect::<Result<_>>()?;
    Ok(Row { id, tokens, labels })
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_analysis::attribution::Role;

    #[test]
    fn a_line_is_a_row() {
        let row = parse(r#"{"tokens": ["Zoë", "!"], "pos": [], "labels": ["B-source", "O"], "id": "x_1"}"#);
        let row = row.expect("a row");
        assert_eq!((row.id.as_str(), row.tokens[0].as_str()), ("x_1", "Zoë"));
        assert_eq!(row.labels, [Label::Begin(Role::Source), Label::Outside]);
    }

    #[test]
    fn uneven_rows_are_refused() {
        let error = parse(r#"{"tokens": ["é"], "labels": []}"#).expect_err("uneven").to_string();
        assert_eq!(error, "1 tokens, but 0 labels");
    }
}
