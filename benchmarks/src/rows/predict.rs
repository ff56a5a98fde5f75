//! Labels for rows by the product's own reader.

use std::ops::Range;

use anyhow::Result;
use onrecord_analysis::attribution::Role;
use onrecord_analysis::reader::{Reader, ReadingLane};
use onrecord_text::alignment::AlignedText;
use onrecord_text::document::Document;
use onrecord_text::span::{Clean, Span};

use super::detokenise::RunningText;
use super::gold::Row;
use super::label::{Label, RoleSpan, labels};
use crate::pipeline::Pipeline;

/// What the reader sees of a row's document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    /// The row alone, as published figures have it.
    Alone,
    /// All rows of the document, as lines of one text.
    Document,
}

/// The predicted labels of every row.
///
/// # Errors
/// If the reader fails, which no text causes.
pub fn predict(pipeline: &Pipeline, rows: &[Row], context: Context) -> Result<Vec<Vec<Label>>> {
    let groups: Vec<&[Row]> = match context {
        Context::Alone => rows.chunks(1).collect(),
        Context::Document => rows.chunk_by(|a, b| a.id == b.id).collect(),
    };
    Ok(pipeline.each(&groups, 0, |group, reader, lane| read(group, reader, lane))?.concat())
}

fn read(rows: &[Row], reader: &Reader, lane: &ReadingLane) -> Result<Vec<Vec<Label>>> {
    let mut running = RunningText::default();
    rows.iter().for_each(|row| running.push_row(&row.tokens));
    let document = Document { text: AlignedText::verbatim(&running.text), ..Document::default() };
    let spans: Vec<RoleSpan> = role_spans(&document, reader, lane)?
        .into_iter()
        .filter_map(|(role, span)| {
            let tokens = tokens_under(&running.tokens, span);
            (!tokens.is_empty()).then_some(RoleSpan { role, start: tokens.start, end: tokens.end })
        })
        .collect();
    let mut all = labels(running.tokens.len(), &spans).into_iter();
    Ok(rows.iter().map(|row| all.by_ref().take(row.tokens.len()).collect()).collect())
}

fn role_spans(document: &Document, reader: &Reader, lane: &ReadingLane) -> Result<Vec<(Role, Span<Clean>)>> {
    let found = reader.analyse(document, lane)?.role_spans;
    Ok(found.iter().map(|found| (found.role, found.span)).collect())
}

/// The tokens that share a byte with `span`.
fn tokens_under(tokens: &[Range<usize>], span: Span<Clean>) -> Range<usize> {
    let start = tokens.partition_point(|t| t.end <= span.start().get());
    start..tokens.partition_point(|t| t.start < span.end().get()).max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_takes_the_tokens_it_touches() {
        // "É a", "bc"
        let tokens = [0..2, 3..4, 5..7];
        assert_eq!(tokens_under(&tokens, Span::from_range(0..2)), 0..1);
        assert_eq!(tokens_under(&tokens, Span::from_range(1..6)), 0..3);
        assert_eq!(tokens_under(&tokens, Span::from_range(2..3)), 1..1);
    }
}
