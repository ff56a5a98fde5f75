//! From one analysed report to what it contributes to the record.

mod author;
mod body;
mod cast;
mod described;
mod hint;
mod lede;
mod member;
mod name;
mod nesting;
mod owner;
mod people;
mod pronoun;
mod reading;
mod referent;
mod remark;
mod seat;
mod shape;
mod source;
mod speaker;
mod stance;
mod subject;
#[cfg(test)]
mod tests;
mod time;
mod title;

use onrecord_analysis::analysis::Analysis;
use onrecord_analysis::attribution::Attribution as Found;
use onrecord_text::document::Document;
use onrecord_text::span::{Clean, Span};

pub(crate) use self::cast::body_key;
pub(crate) use self::name::{is_body_noun, is_function_word};
use self::reading::Reading;
use self::speaker::speakers;
use self::time::Times;
use crate::actor::{CastIdx, Evidence};
use crate::attribution::{Passage, ReportAttribution, Tense, TimeWords};
use crate::fingerprint::Fingerprint;
use crate::id::{AttributionId, ReportId};
use crate::report::{Dating, Report, ReportEntry, ReportFacts, ReportText};

/// Everything the record keeps of `document`.
///
/// `analysis` must be of this document; spans in it
/// that do not fit the text are left out.
pub fn enter(document: &Document, analysis: &Analysis) -> ReportEntry {
    let id = ReportId::of(document);
    let metadata = document.metadata.clone();
    let report = Report { locator: document.locator.clone(), metadata, dating: Dating::default(), id };
    let reading = Reading::new(document.text.as_str(), analysis);
    let taken = onrecord_stance::readings(document.text.as_str(), analysis);
    let found = speakers(&reading, analysis, &taken);
    let (cast, places) = found.cast.finish(&reading, |tokens| {
        // More than one where markup stands in between: each stretch is pure text.
        let spans = document.text.to_original(reading.span_of(tokens)).into_iter();
        spans.map(|span| Evidence { report: report.id.clone(), span }).collect()
    });
    let times = Times::new(document, analysis, &reading);
    let place_of = |idx: usize| places.get(idx).copied();
    let mut attributions: Vec<ReportAttribution> =
        analysis.attributions.iter().map(|found| attribution(document, &report.id, found, &times)).collect();
    let ids: Vec<AttributionId> = attributions.iter().map(|a| a.id.clone()).collect();
    for (i, attribution) in attributions.iter_mut().enumerate() {
        let speaker = found.speakers.get(i).copied().flatten();
        attribution.speaker = speaker.and_then(place_of);
        let parent = found.parents.get(i).copied().flatten();
        attribution.parent = parent.and_then(|parent| ids.get(parent)).cloned();
        let via = found.via.get(i).into_iter().flatten();
        attribution.via = via.filter_map(|idx| place_of(*idx)).collect();
    }
    let holders: Vec<Option<CastIdx>> = found.holders.iter().map(|holder| holder.and_then(place_of)).collect();
    let stances = stance::stances(document, &report.id, analysis, &taken, &holders, &ids);
    let named: Vec<(Span<Clean>, CastIdx)> =
        found.named.iter().filter_map(|(span, who)| Some((*span, place_of(*who)?))).collect();
    let remarks = remark::remarks(document, &report.id, analysis, &reading, &times, &named);
    attributions.sort_by(|a, b| a.id.cmp(&b.id));
    attributions.dedup_by(|a, b| a.id == b.id);
    ReportEntry {
        facts: ReportFacts {
            report,
            cast,
            attributions,
            hints: hint::hints(document, &times),
            stances,
            remarks,
            fingerprint: Fingerprint::of(document.text.as_str()),
        },
        text: ReportText {
            text: document.text.clone(),
            marks: document.marks.clone(),
            repairs: document.repairs.clone(),
            notes: document.notes.clone(),
            original: document.original.clone(),
        },
    }
}

fn attribution(document: &Document, report: &ReportId, found: &Found, times: &Times<'_>) -> ReportAttribution {
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
        gist: found.gist,
        speaker: None,
        parent: None,
        via: Vec::new(),
        confidence: found.confidence,
        time: time_words(document, found, times),
        said_on: None,
    }
}

/// What says when it was said; nothing for what has been said without anybody saying when.
fn time_words(document: &Document, found: &Found, times: &Times<'_>) -> Option<TimeWords> {
    let tense = times.tense_of_cue(found);
    let spans: Vec<Span<Clean>> = times.of_cue(found).map(|expression| expression.span).into_iter().collect();
    (tense == Tense::Future || !spans.is_empty()).then(|| TimeWords { words: passage(document, &spans), tense })
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
