//! From one analysed report to what it contributes to the record.

use onrecord_analysis::attribution::{Analysis, Attribution as Found};
use onrecord_text::document::Document;
use onrecord_text::span::{Clean, Span};

use crate::attribution::{Passage, ReportAttribution};
use crate::date::DateInterval;
use crate::id::{AttributionId, ReportId};
use crate::report::{Excerpt, Report, ReportEntry, ReportFacts, ReportText};

/// Everything the record keeps of `document`.
///
/// `original` is the file as decoded, the whole of it even where it holds several reports: the
/// spans that come out index it, in characters. `analysis` must be of this document; spans in it
/// that do not fit the text are left out.
pub fn enter(document: &Document, original: &str, analysis: &Analysis) -> ReportEntry {
    let id = ReportId::of(document, original);
    let metadata = document.metadata.clone();
    let published = metadata.published.as_deref();
    let report = Report {
        locator: document.locator.clone(),
        published: published.and_then(DateInterval::parse_published),
        metadata,
        id,
    };
    let mut attributions: Vec<ReportAttribution> =
        analysis.attributions.iter().map(|found| attribution(document, &report.id, found)).collect();
    attributions.sort_by(|a, b| a.id.cmp(&b.id));
    attributions.dedup_by(|a, b| a.id == b.id);
    ReportEntry {
        facts: ReportFacts { report, cast: Vec::new(), attributions },
        text: ReportText {
            text: document.text.clone(),
            marks: document.marks.clone(),
            repairs: document.repairs.clone(),
            notes: document.notes.clone(),
            original: Excerpt::of(document, original),
        },
    }
}

fn attribution(document: &Document, report: &ReportId, found: &Found) -> ReportAttribution {
    let source = passage(document, &found.source);
    let cue = passage(document, &found.cue);
    let content = passage(document, &found.content);
    ReportAttribution {
        id: AttributionId::of(report, &source.original, &cue.original, &content.original),
        report: report.clone(),
        kind: found.kind,
        source,
        cue,
        content,
        speaker: None,
        parent: None,
        via: Vec::new(),
        confidence: found.confidence,
    }
}

fn passage(document: &Document, spans: &[Span<Clean>]) -> Passage {
    let text = document.text.as_str();
    let clean: Vec<Span<Clean>> = spans.iter().copied().filter(|span| !span.slice(text).is_empty()).collect();
    let words: Vec<&str> = clean.iter().map(|span| span.slice(text).trim()).collect();
    Passage {
        original: clean.iter().flat_map(|span| document.text.to_original(*span)).collect(),
        text: words.join(" "),
        clean,
    }
}
