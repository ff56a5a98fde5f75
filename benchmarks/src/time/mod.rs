//! Time expressions against TimeML, as TempEval-3 measured them.
//!
//! Every fourth document of a folder, in the order of names, is held out: rules are written by
//! looking at the other three quarters, and the figures that count are those of the fourth.

mod score;
mod timeml;

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Result;
use onrecord_time::reference::Reference;
use onrecord_time::{expressions, resolve_all};

pub use score::{Figures, Measure, Score};
use timeml::{Document, Marked};

/// What to score.
#[derive(clap::Args)]
pub struct Options {
    /// Folder of TimeML files, searched below as well
    folder: PathBuf,
    /// Which documents
    #[arg(long, value_enum, default_value_t = Part::Held)]
    part: Part,
    /// Print every mistake (tuning part only)
    #[arg(long)]
    errors: bool,
    /// Print the figures as JSON
    #[arg(long)]
    json: bool,
}

/// A part of the documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Part {
    /// The documents that rules may be tuned on
    Tune,
    /// Every fourth document
    Held,
}

impl Part {
    /// Whether the document with this number in its folder, from 0, belongs to it.
    fn has(self, number: usize) -> bool {
        (number % 4 == 3) == (self == Self::Held)
    }
}

/// Scores the documents of one part below `folder`; `each` sees every document and what is found.
///
/// # Errors
/// If files cannot be read or are malformed.
fn measure(
    folder: &Path,
    part: Part,
    mut each: impl FnMut(&Document, &[score::Mistake<'_>]) -> Result<()>,
) -> Result<Score> {
    let mut score = Score::default();
    let mut number = 0;
    let mut folder_before = None;
    for path in timeml::files(folder)? {
        // Numbers begin anew in every folder.
        if path.parent() != folder_before.as_deref() {
            folder_before = path.parent().map(Path::to_owned);
            number = 0;
        }
        if part.has(number) {
            let document = timeml::read(&path)?;
            let predicted = predict(&document);
            let mistakes = score.add(&document.marked, &predicted);
            each(&document, &mistakes)?;
        }
        number += 1;
    }
    Ok(score)
}

/// The figures of one part of the documents below `folder`.
///
/// # Errors
/// If files cannot be read or are malformed.
pub fn figures(folder: &Path, part: Part) -> Result<Figures> {
    Ok(measure(folder, part, |_, _| Ok(()))?.figures())
}

/// What the product finds in a document.
fn predict(document: &Document) -> Vec<Marked> {
    let day = document.written.get(..10).and_then(|day| day.parse().ok());
    let reference = day.map_or_else(Reference::unknown, Reference::on);
    let found = expressions(&document.text);
    let resolved = resolve_all(&found, &reference);
    found
        .iter()
        .zip(&resolved)
        .map(|(expression, resolved)| Marked {
            span: expression.span,
            kind: expression.kind().name().to_owned(),
            value: resolved.value.to_string(),
        })
        .collect()
}

/// Measures and prints.
///
/// # Errors
/// As [`measure`].
pub fn run(options: &Options, out: &mut impl Write) -> Result<()> {
    let show = options.errors && options.part == Part::Tune;
    let mut n_documents = 0;
    let score = measure(&options.folder, options.part, |document, mistakes| {
        n_documents += 1;
        for mistake in mistakes.iter().filter(|_| show) {
            print_mistake(document, mistake, out)?;
        }
        Ok(())
    })?;
    let figures = score.figures();
    if options.json {
        writeln!(out, "{}", serde_json::to_string_pretty(&figures)?)?;
        return Ok(());
    }
    let Figures { marked, predicted, strict, relaxed, .. } = figures;
    writeln!(out, "{n_documents} documents, {marked} expressions marked, {predicted} found")?;
    writeln!(out, "{:<10} {:>9} {:>7} {:>7}", "", "precision", "recall", "F1")?;
    for (name, Measure { precision, recall, f1 }) in [("strict", strict), ("relaxed", relaxed)] {
        writeln!(out, "{name:<10} {:>9.2} {:>7.2} {:>7.2}", 100.0 * precision, 100.0 * recall, 100.0 * f1)?;
    }
    for (name, accuracy, f1) in
        [("value", figures.value_accuracy, figures.value_f1), ("type", figures.type_accuracy, figures.type_f1)]
    {
        writeln!(out, "{name:<10} {:>9} {:>7} {:>7.2}   ({:.2} of matches)", "", "", 100.0 * f1, 100.0 * accuracy)?;
    }
    Ok(())
}

fn print_mistake(document: &Document, (gold, found): &score::Mistake<'_>, out: &mut impl Write) -> Result<()> {
    let Some(span) = gold.or(*found).map(|marked| marked.span) else { return Ok(()) };
    let verdict = match (gold, found) {
        (Some(_), None) => "missed",
        (None, _) => "extra",
        (Some(gold), Some(found)) if gold.value != found.value => "value",
        (Some(gold), Some(found)) if gold.kind != found.kind => "type",
        (Some(_), Some(_)) => "extent",
    };
    let words = |marked: &Option<&Marked>| {
        marked.map_or_else(|| "-".to_owned(), |m| format!("{}={} {}", m.span.slice(&document.text), m.value, m.kind))
    };
    let around = |range: std::ops::Range<usize>| -> String {
        document.text.get(range).unwrap_or("").chars().map(|c| if c == '\n' { ' ' } else { c }).collect()
    };
    let text = &document.text;
    let from = (0..=span.start().get().saturating_sub(60)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let to = (span.end().get() + 30..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    writeln!(
        out,
        "{verdict}\t{}\t{}\t{}\t{}[{}]{}",
        document.written,
        words(gold),
        words(found),
        around(from..span.start().get()),
        span.slice(text),
        around(span.end().get()..to)
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_document_is_in_one_part() {
        let held: Vec<usize> = (0..9).filter(|&n| Part::Held.has(n)).collect();
        assert_eq!(held, [3, 7]);
        assert!((0..9).all(|n| Part::Held.has(n) != Part::Tune.has(n)));
    }

    #[test]
    fn the_product_is_asked_with_the_day_of_the_document() {
        let text = "« Oui », he said Friday.".to_owned();
        let document = Document { written: "1998-02-13T14:26:00".into(), text, ..Document::default() };
        let found = predict(&document);
        assert_eq!(found.iter().map(|m| m.value.as_str()).collect::<Vec<_>>(), ["1998-02-13"]);
    }
}
