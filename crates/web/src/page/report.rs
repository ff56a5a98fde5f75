//! A report: its text as it came, with who says what.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use maud::{Markup, html};
use onrecord_record::attribution::Attribution;
use onrecord_record::id::{ActorId, AttributionId, ReportId, StatementId};
use onrecord_record::report::{Clue, Report, Weight};

use super::layout::Frame;
use super::part::day::{basis, when};
use super::statement::words;
use super::{Pages, Rendered, count, file, report_name, shortened};
use crate::highlight::{Layer, Role, Segment, layers, paragraphs, segments};
use crate::link::Page;

/// Speakers that have a colour of their own; the others share one.
const N_TINTS: usize = 8;

/// An attribution as a report shows it.
struct Noted {
    /// From 1, in the order of the text.
    number: usize,
    tint: Option<String>,
    statement: Option<StatementId>,
}

impl Pages<'_> {
    /// The attributions of a report, in the order of the text.
    pub fn attributions_of(&self, id: &ReportId) -> Result<Vec<Attribution>, onrecord_store::error::StoreError> {
        let mut attributions = self.store.attributions_in(id)?;
        attributions.sort_by(|a, b| (&a.content.original, &a.id).cmp(&(&b.content.original, &b.id)));
        Ok(attributions)
    }

    /// The statement of each attribution of the report.
    pub fn statements_of(
        &self,
        report: u32,
    ) -> Result<HashMap<AttributionId, StatementId>, onrecord_store::error::StoreError> {
        let places = self.snapshot.statements_in(report);
        let rows: Vec<i64> = places.iter().filter_map(|at| self.snapshot.head(*at)).map(|head| head.row).collect();
        let statements = self.store.statements_at(&rows)?;
        let pairs = statements.into_iter().flat_map(|s| s.witnesses.into_iter().map(move |w| (w, s.id.clone())));
        Ok(pairs.collect())
    }

    /// The page of a report.
    pub fn report(&self, id: &ReportId) -> Rendered {
        let Some((place, report)) = self.snapshot.report_place(id).zip(self.snapshot.report(id)) else {
            return Ok(None);
        };
        let text = self.store.report_text(id)?.unwrap_or_default();
        let attributions = self.attributions_of(id)?;
        let statements = self.statements_of(place)?;
        let speakers = by_frequency(&attributions);
        let noted: Vec<Noted> = attributions
            .iter()
            .zip(1..)
            .map(|(attribution, number)| Noted {
                number,
                tint: attribution.speaker.as_ref().map(|id| tint(&speakers, id)),
                statement: statements.get(&attribution.id).cloned(),
            })
            .collect();
        let title = report_name(report);
        let frame = Frame {
            title: &title,
            kind: "Report",
            trail: self.trail_below(Page::Reports, "Reports"),
            citation: Some(self.cited_report(report)),
            data: Some((Page::Report(id.clone()), 1)),
            ..Frame::default()
        };
        let body = html! {
            (self.about_report(report))
            div.reading {
                article.text { (self.text(text.text.as_str(), &layers(&text, &attributions), &attributions, &noted)) }
                aside aria-label="Who speaks" {
                    h2 { "Who speaks" }
                    @if speakers.is_empty() { p.empty { "No attribution was found in this report." } }
                    ul.plain {
                        @for (id, n) in &speakers {
                            li { span class={ "swatch " (tint(&speakers, id)) } {} " " (self.actor_link(id)) span.quiet { " " (n) } }
                        }
                    }
                    h2 { "Marks" }
                    ul.plain.small {
                        li { mark.source { "who" } " " mark.cue { "says" } " " mark.content { "what" } }
                        li { span.furniture { "not story" } }
                        li { span.repaired title="what the file has stands here" { "repaired" } ", the original on hover" }
                        li { "Numbers lead to the statement." }
                    }
                }
            }
            section {
                h2 { (count(attributions.len(), "attribution", "attributions")) }
                ol.attributions {
                    @for (attribution, noted) in attributions.iter().zip(&noted) { (self.attribution_line(attribution, noted)) }
                }
            }
            @if !text.notes.is_empty() {
                section { h2 { "Notes on reading it" } ul { @for note in &text.notes { li { (note) } } } }
            }
        };
        Ok(Some(self.page(&frame, &body)))
    }

    fn about_report(&self, report: &Report) -> Markup {
        let metadata = &report.metadata;
        html! {
            dl.facts {
                @if let Some(outlet) = &metadata.outlet { dt { "Outlet" } dd { (outlet) } }
                dt { "Published" }
                dd {
                    @match &report.dating.published { Some(date) => (when(date)), None => "not known" }
                    @let clues: Vec<Markup> = report.dating.clues.iter().filter_map(clue).collect();
                    @if !clues.is_empty() { ul.plain.small { @for clue in &clues { li { (clue) } } } }
                }
                @if !metadata.authors.is_empty() { dt { "Credits" } dd { (metadata.authors.join(", ")) } }
                @if let Some(url) = &metadata.url { dt { "Address" } dd { (url) } }
                dt { "File" } dd { (file(report)) }
            }
        }
    }

    fn text(
        &self,
        clean: &str,
        layers: &[(std::ops::Range<usize>, Layer)],
        attributions: &[Attribution],
        noted: &[Noted],
    ) -> Markup {
        let mut anchored = BTreeSet::new();
        let tint = |at: usize| noted.get(at).and_then(|noted| noted.tint.clone());
        html! {
            @for paragraph in paragraphs(clean) {
                p {
                    @for segment in segments(clean, paragraph, layers) {
                        @for at in new_anchors(&segment, &mut anchored) {
                            @if let (Some(attribution), Some(noted)) = (attributions.get(at), noted.get(at)) {
                                (self.note(attribution, noted))
                            }
                        }
                        (words(&segment, &tint))
                    }
                }
            }
        }
    }

    /// The number in front of what is said, which leads to the statement.
    fn note(&self, attribution: &Attribution, noted: &Noted) -> Markup {
        let who = attribution.speaker.as_ref().map_or("nobody named", |id| self.snapshot.name(id));
        let label = format!("{}: {who}", noted.number);
        html! {
            @match &noted.statement {
                Some(id) => a.note id=(attribution.id) href=(self.links.to(&Page::Statement(id.clone()))) title=(who) aria-label=(label) { (noted.number) },
                None => a.note id=(attribution.id) title=(who) { (noted.number) },
            }
        }
    }

    fn attribution_line(&self, attribution: &Attribution, noted: &Noted) -> Markup {
        let speaker = attribution.speaker.as_ref().and_then(|id| self.snapshot.actor(id));
        html! {
            li {
                a href={ "#" (attribution.id) } { (shortened(&attribution.content.text, 160)) }
                " – " (self.speaker_link(speaker))
                @if let Some(id) = &noted.statement { ", " a href=(self.links.to(&Page::Statement(id.clone()))) { "statement" } }
            }
        }
    }
}

/// The speakers, those first who say most.
fn by_frequency(attributions: &[Attribution]) -> Vec<(&ActorId, usize)> {
    let mut counts: BTreeMap<&ActorId, usize> = BTreeMap::new();
    for id in attributions.iter().filter_map(|attribution| attribution.speaker.as_ref()) {
        *counts.entry(id).or_default() += 1;
    }
    let mut speakers: Vec<(&ActorId, usize)> = counts.into_iter().collect();
    speakers.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    speakers
}

/// The class that colours a speaker's words.
fn tint(speakers: &[(&ActorId, usize)], id: &ActorId) -> String {
    let at = speakers.iter().position(|(speaker, _)| *speaker == id).unwrap_or(N_TINTS);
    format!("tint{}", at.min(N_TINTS))
}

/// The attributions whose content begins with this segment and that have no anchor yet.
fn new_anchors(segment: &Segment<'_>, anchored: &mut BTreeSet<usize>) -> Vec<usize> {
    let contents = segment.layers.iter().filter_map(|layer| match layer {
        Layer::Role { attribution, role: Role::Content } => Some(*attribution),
        _ => None,
    });
    contents.filter(|at| anchored.insert(*at)).collect()
}

/// What the date was found from, and what contradicts it.
fn clue(clue: &Clue) -> Option<Markup> {
    let kind = clue.kind.name();
    match clue.weight {
        Weight::Decides => Some(html! { (kind) ", " (basis(&clue.basis)) }),
        Weight::Contradicts => Some(html! { b { "contradicted by " } (kind) ", " (basis(&clue.basis)) }),
        Weight::Agrees | Weight::Silent => None,
    }
}
