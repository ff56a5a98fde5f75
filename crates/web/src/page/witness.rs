//! One witness of a statement: the paragraph of the report, with the words highlighted.

use maud::{Markup, html};
use onrecord_record::attribution::Attribution;

use crate::highlight::{Layer, Role, Segment, layers, paragraphs, segments};
use onrecord_record::report::ReportText;

/// The paragraphs that hold the words of `attribution`, source, cue and content each marked.
pub(crate) fn excerpt(text: &ReportText, attribution: &Attribution) -> Markup {
    let layers = layers(text, std::slice::from_ref(attribution));
    let spans: Vec<_> = [&attribution.source, &attribution.cue, &attribution.content]
        .iter()
        .flat_map(|p| p.clean.iter().map(|s| s.range()))
        .collect();
    let clean = text.text.as_str();
    let touched: Vec<_> =
        paragraphs(clean).into_iter().filter(|p| spans.iter().any(|s| s.start < p.end && p.start < s.end)).collect();
    html! {
        @for paragraph in touched {
            p {
                @for segment in segments(clean, paragraph, &layers) { (words(&segment)) }
            }
        }
    }
}

/// A stretch of text under its marks. Of several roles the innermost shows: cue over source over
/// content, since contents may hold whole attributions.
pub(crate) fn words(segment: &Segment) -> Markup {
    let mut role = None;
    let (mut furniture, mut original) = (None, None);
    for layer in &segment.layers {
        match layer {
            Layer::Role { role: Role::Content, .. } if role.is_some() => {}
            Layer::Role { role: found, .. } => {
                role = role.max(Some(*found)).filter(|r| *r != Role::Content).or(Some(*found))
            }
            Layer::Furniture(found) => furniture = Some(*found),
            Layer::Repaired(found) => original = Some(found),
        }
    }
    let inner = html! {
        @if let Some(original) = original {
            span.repaired title={ "repaired; the file has “" (original) "”" } { (segment.text) }
        } @else {
            (segment.text)
        }
    };
    html! {
        @if let Some(furniture) = furniture {
            span.furniture title={ "not story: " (furniture.name()) } { (inner) }
        } @else if let Some(role) = role {
            mark class=(role.name()) { (inner) }
        } @else {
            (inner)
        }
    }
}
