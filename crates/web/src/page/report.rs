//! A report: its text as it came, with who says what.

use std::collections::BTreeSet;

use maud::{Markup, html};
use onrecord_record::attribution::Attribution;
use onrecord_record::report::{Clue, Report, ReportText, Weight};

use super::layout::page;
use super::overview::when;
use super::witness::words;
use super::{Place, anchor};
use crate::highlight::{Layer, Role, Segment, layers, paragraphs, segments};

/// The name a report goes by: its title, else its file.
pub(crate) fn name(report: &Report) -> String {
    report.metadata.title.clone().unwrap_or_else(|| file(report))
}

/// Where a report was read: its file, and which document of it.
pub(crate) fn file(report: &Report) -> String {
    match report.locator.record {
        Some(record) => format!("{}#{record}", report.locator.file),
        None => report.locator.file.clone(),
    }
}

/// The page. `attributions` are those of the report, in any order; `speaker` names the speaker of
/// each, where known.
pub(crate) fn render(
    report: &Report,
    text: &ReportText,
    attributions: &[Attribution],
    speaker: &dyn Fn(&Attribution) -> Option<(String, String)>,
) -> Markup {
    let place = Place::FOLDER;
    let layers = layers(text, attributions);
    let clean = text.text.as_str();
    let mut anchored = BTreeSet::new();
    let title = name(report);
    let body = html! {
        h1 { (title) }
        dl.facts {
            dt { "File" } dd { (file(report)) }
            @if let Some(outlet) = &report.metadata.outlet { dt { "Outlet" } dd { (outlet) } }
            @if let Some(url) = &report.metadata.url { dt { "Address" } dd { (url) } }
            dt { "Published" }
            dd {
                (report.dating.published.as_ref().map_or_else(|| "not known".to_owned(), when))
                @for clue in told_by(report) { br; small { (clue) } }
            }
            @if !report.metadata.authors.is_empty() { dt { "Credits" } dd { (report.metadata.authors.join(", ")) } }
        }
        p.legend {
            mark.source { "who" } " " mark.cue { "says" } " " mark.content { "what" } " "
            span.furniture { "not story" } " " span.repaired { "repaired" }
        }
        article {
            @for paragraph in paragraphs(clean) {
                p {
                    @for segment in segments(clean, paragraph, &layers) {
                        @for id in new_anchors(&segment, attributions, &mut anchored) { a id=(anchor(&id)) {} }
                        (words(&segment))
                    }
                }
            }
        }
        section {
            h2 { "Who says what in it" }
            @if attributions.is_empty() {
                p { "No attribution was found in this report." }
            }
            ol.attributions {
                @for attribution in attributions {
                    li {
                        a href={ "#" (anchor(&attribution.id.to_string())) } { (attribution.content.text) }
                        " – "
                        @if let Some((id, name)) = speaker(attribution) {
                            a href=(place.actor(&id)) { (name) }
                        } @else {
                            "nobody named"
                        }
                    }
                }
            }
        }
        @if !text.notes.is_empty() {
            section { h2 { "Notes on reading it" } ul { @for note in &text.notes { li { (note) } } } }
        }
    };
    page(place, &title, &[], &body)
}

/// The attributions whose content begins with this segment and that have no anchor yet.
fn new_anchors(segment: &Segment, attributions: &[Attribution], anchored: &mut BTreeSet<usize>) -> Vec<String> {
    segment
        .layers
        .iter()
        .filter_map(|layer| match layer {
            Layer::Role { attribution, role: Role::Content } if anchored.insert(*attribution) => {
                attributions.get(*attribution).map(|a| a.id.to_string())
            }
            _ => None,
        })
        .collect()
}

/// What the date was found from, and what contradicts it.
fn told_by(report: &Report) -> Vec<String> {
    let line = |clue: &Clue| match clue.weight {
        Weight::Decides => Some(format!("{}: {}", clue.kind.name(), clue.basis)),
        Weight::Contradicts => Some(format!("contradicted by {}: {}", clue.kind.name(), clue.basis)),
        Weight::Agrees | Weight::Silent => None,
    };
    report.dating.clues.iter().filter_map(line).collect()
}
