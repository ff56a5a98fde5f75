//! The texts of reports in the file.

use onrecord_record::id::ReportId;
use onrecord_record::report::ReportText;
use onrecord_text::alignment::AlignedText;
use onrecord_text::document::{Furniture, Mark, Repair};
use onrecord_text::excerpt::Excerpt;
use onrecord_text::span::{Clean, Offset, Span};
use rusqlite::{Connection, OptionalExtension, params};

use crate::column::{SpanJson, from_json, span_json, span_of, to_json};
use crate::error::Fault;

pub(crate) fn insert(connection: &Connection, report: &ReportId, text: &ReportText) -> Result<(), Fault> {
    let marks: Vec<(usize, usize, &str)> = text
        .marks
        .iter()
        .map(|mark| {
            let (start, end) = span_json(mark.span);
            (start, end, mark.furniture.name())
        })
        .collect();
    let repairs: Vec<(SpanJson, SpanJson)> =
        text.repairs.iter().map(|repair| (span_json(repair.clean), span_json(repair.original))).collect();
    connection
        .prepare_cached(
            "INSERT INTO report_text
             (report, clean, alignment, marks, repairs, notes, original, original_start)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            report.as_str(),
            text.text.as_str(),
            to_json(&pieces(&text.text))?,
            to_json(&marks)?,
            to_json(&repairs)?,
            to_json(&text.notes)?,
            text.original.text(),
            i64::try_from(text.original.start()).unwrap_or(i64::MAX),
        ])?;
    Ok(())
}

pub(crate) fn load(connection: &Connection, report: &ReportId) -> Result<Option<ReportText>, Fault> {
    let mut query = connection.prepare_cached("SELECT * FROM report_text WHERE report = ?1")?;
    let found = query.query_row([report.as_str()], |row| Ok(from_row(row)));
    found.optional()?.transpose()
}

fn from_row(row: &rusqlite::Row<'_>) -> Result<ReportText, Fault> {
    let clean: String = row.get("clean")?;
    let pieces: Vec<Piece> = from_json(row, "alignment")?;
    let marks: Vec<(usize, usize, String)> = from_json(row, "marks")?;
    let repairs: Vec<(SpanJson, SpanJson)> = from_json(row, "repairs")?;
    let marks = marks.into_iter().map(|(start, end, name)| {
        let furniture =
            furniture_from_name(&name).ok_or_else(|| Fault::damaged(format!("marks: `{name}` is not known")))?;
        Ok(Mark { span: span_of((start, end)), furniture })
    });
    let start: i64 = row.get("original_start")?;
    let start = usize::try_from(start).map_err(|error| Fault::damaged(error.to_string()))?;
    Ok(ReportText {
        text: align(&clean, &pieces)?,
        marks: marks.collect::<Result<_, Fault>>()?,
        repairs: repairs
            .into_iter()
            .map(|(clean, original)| Repair { clean: span_of(clean), original: span_of(original) })
            .collect(),
        notes: from_json(row, "notes")?,
        original: Excerpt::new(start, row.get::<_, String>("original")?),
    })
}

/// A run of clean text and the original behind it: clean bytes, original start, original
/// characters, whether it is a copy character for character.
type Piece = (usize, usize, usize, bool);

fn pieces(text: &AlignedText) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut at = 0;
    for (clean, original) in text.replacements() {
        push_copies(text, at..clean.start().get(), &mut found);
        found.push((clean.len(), original.start().get(), original.len(), false));
        at = clean.end().get();
    }
    push_copies(text, at..text.as_str().len(), &mut found);
    found
}

/// Between replacements all is copied, in as many pieces as there are gaps in the original.
fn push_copies(text: &AlignedText, range: std::ops::Range<usize>, found: &mut Vec<Piece>) {
    let span = Span::<Clean>::from_range(range);
    let mut chars = span.slice(text.as_str()).chars();
    for original in text.to_original(span) {
        let n_bytes = chars.by_ref().take(original.len()).map(char::len_utf8).sum();
        found.push((n_bytes, original.start().get(), original.len(), true));
    }
}

fn align(clean: &str, pieces: &[Piece]) -> Result<AlignedText, Fault> {
    let mut text = AlignedText::default();
    let mut rest = clean;
    for &(n_bytes, start, n_chars, is_copied) in pieces {
        let (piece, after) =
            rest.split_at_checked(n_bytes).ok_or_else(|| Fault::damaged("the alignment does not fit the text"))?;
        if is_copied {
            text.push_copied(piece, Offset::new(start));
        } else {
            text.push_replaced(piece, Span::from_range(start..start + n_chars));
        }
        rest = after;
    }
    if rest.is_empty() { Ok(text) } else { Err(Fault::damaged("the alignment ends before the text")) }
}

const FURNITURE: [Furniture; 8] = [
    Furniture::CrawlerHeader,
    Furniture::PhotoCredit,
    Furniture::EmbeddedPost,
    Furniture::RelatedContent,
    Furniture::ShareBar,
    Furniture::Byline,
    Furniture::AgencyCredit,
    Furniture::Repeated,
];

fn furniture_from_name(name: &str) -> Option<Furniture> {
    FURNITURE.into_iter().find(|f| f.name() == name)
}

/// Its place in [`FURNITURE`]. A new variant makes this fail to compile, a wrong one the test.
#[cfg(test)]
fn place_of(furniture: Furniture) -> usize {
    match furniture {
        Furniture::CrawlerHeader => 0,
        Furniture::PhotoCredit => 1,
        Furniture::EmbeddedPost => 2,
        Furniture::RelatedContent => 3,
        Furniture::ShareBar => 4,
        Furniture::Byline => 5,
        Furniture::AgencyCredit => 6,
        Furniture::Repeated => 7,
    }
}

#[cfg(test)]
mod tests {
    use onrecord_text::alignment::Edit;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn all_furniture_is_read_back() {
        for (at, furniture) in FURNITURE.into_iter().enumerate() {
            assert_eq!(place_of(furniture), at);
            assert_eq!(furniture_from_name(furniture.name()), Some(furniture));
        }
    }

    #[test]
    fn an_alignment_that_does_not_fit_is_damage() {
        assert!(align("né", &[(2, 0, 2, true)]).is_err());
        assert!(align("né", &[(1, 0, 1, true)]).is_err());
        assert!(align("né", &[(3, 0, 2, true)]).is_ok());
    }

    proptest! {
        #[test]
        fn any_alignment_survives(
            parts in proptest::collection::vec(("[aé“ \n]{0,6}", 0..4usize, 0..3u8), 0..12),
            edits in proptest::collection::vec((0..30usize, 0..5usize, "[xß]{0,3}"), 0..5),
        ) {
            let mut text = AlignedText::default();
            let mut at = 0;
            for (words, gap, how) in parts {
                at += gap;
                let n_chars = words.chars().count();
                match how {
                    0 => text.push_copied(&words, Offset::new(at)),
                    1 => text.push_replaced(&words, Span::from_range(at..at + n_chars + 2)),
                    _ => text.push_inserted(&words),
                }
                at += n_chars + 2;
            }
            text.apply(edits.into_iter().map(|(s, n, r)| Edit::replace(s..s + n, r)).collect());
            let again = align(text.as_str(), &pieces(&text)).map_err(|_| ()).expect("fits");
            prop_assert_eq!(again, text);
        }
    }
}
