//! Stances of a report: whose they are, and to which attribution they belong.

use onrecord_analysis::analysis::Analysis;
use onrecord_analysis::attribution::Attribution;
use onrecord_stance::reading::{Holder, Reading as Taken};
use onrecord_stance::topic::Topic as Found;
use onrecord_text::document::Document;
use onrecord_text::span::{Clean, Span};

use super::passage;
use crate::actor::CastIdx;
use crate::id::{AttributionId, ReadingId, ReportId};
use crate::stance::{ReportStanceReading, Terms, Topic};

/// The stances of which it is known whose they are, in the order of their ids. `holders` are in the order of `taken`,
/// `ids` in that of the attributions of `analysis`.
pub(super) fn stances(
    document: &Document,
    report: &ReportId,
    analysis: &Analysis,
    taken: &[Taken],
    holders: &[Option<CastIdx>],
    ids: &[AttributionId],
) -> Vec<ReportStanceReading> {
    let mut found: Vec<ReportStanceReading> = taken
        .iter()
        .zip(holders)
        .filter_map(|(taken, holder)| {
            let matter = passage(document, &[taken.matter]);
            let evidence = passage(document, &[taken.evidence]);
            let terms = taken.condition.as_ref().map(|condition| Terms {
                requires: passage(document, &[condition.requires]),
                topics: topics(document, &condition.topics),
                negated: condition.negated,
            });
            let spans = terms.as_ref().map_or(&[][..], |terms| &terms.requires.original);
            Some(ReportStanceReading {
                id: ReadingId::of(
                    report,
                    &matter.original,
                    &evidence.original,
                    spans,
                    taken.stance.name(),
                    holder_key(taken),
                ),
                report: report.clone(),
                holder: (*holder)?,
                matter,
                topics: topics(document, &taken.topics),
                stance: taken.stance,
                terms,
                evidence,
                attribution: carrier(analysis, taken).and_then(|i| ids.get(i)).cloned(),
                told_by_other: taken.ascribed,
                confidence: taken.confidence,
            })
        })
        .collect();
    found.sort_by(|a, b| a.id.cmp(&b.id));
    found.dedup_by(|a, b| a.id == b.id);
    found
}

fn topics(document: &Document, found: &[Found]) -> Vec<Topic> {
    let named = found.iter().filter(|topic| !topic.lemmas.is_empty());
    let topic = |topic: &Found| Topic {
        text: topic.span.slice(document.text.as_str()).to_owned(),
        lemmas: topic.lemmas.clone(),
        turned: topic.turned,
        act: topic.act,
    };
    named.map(topic).collect()
}

/// Two holders may take the same side in the same words.
fn holder_key(taken: &Taken) -> usize {
    match &taken.holder {
        Holder::Words(span) => span.start().get(),
        Holder::Teller => 0,
    }
}

/// The attribution a stance belongs to: the one whose cue is what says it ("Macron *backs* a truce"), or else the
/// innermost one that tells it.
fn carrier(analysis: &Analysis, taken: &Taken) -> Option<usize> {
    let overlaps = |spans: &[Span<Clean>], span: Span<Clean>| spans.iter().any(|other| other.overlaps(span));
    let says = |attribution: &Attribution| {
        overlaps(&attribution.cue, taken.evidence)
            && overlaps(&attribution.content, taken.matter)
            && !overlaps(&attribution.cue, taken.matter)
    };
    let saying = analysis.attributions.iter().enumerate().filter(|(_, attribution)| says(attribution));
    saying.min_by_key(|(_, attribution)| attribution.content_length()).map(|(i, _)| i).or(taken.told)
}
