//! Where accounts cannot all be true, or somebody's word has changed: the list, and one conflict side by side.

use std::ops::Range;

use maud::{Markup, html};
use onrecord_record::actor::Evidence;
use onrecord_record::conflict::{Conflict, ConflictKind, Side};
use onrecord_record::id::ConflictId;
use onrecord_store::error::StoreError;

use super::layout::Frame;
use super::part::day::when;
use super::part::line::Known;
use super::part::pager::{PER_PAGE, Part, pager_of};
use super::{Pages, Rendered, count, outlet_name};
use crate::highlight::{clean_range, paragraphs};
use crate::link::Page;

/// Most places of one side that are shown with their words.
const MOST_EVIDENCE: usize = 6;

/// What a kind of conflict is, in words.
fn about(kind: ConflictKind) -> &'static str {
    match kind {
        ConflictKind::Hearsay => "what others say of a side, against its own words",
        ConflictKind::Reversal => "the same side, later the opposite",
        ConflictKind::Softening => "the same side, later less firm",
        ConflictKind::Hardening => "the same side, later firmer",
        ConflictKind::Wording => "one utterance, quoted differently",
        ConflictKind::Figures => "one thing, different figures",
        ConflictKind::Accounts => "one event or utterance, told differently",
    }
}

impl Pages<'_> {
    /// How many parts the list has.
    pub fn n_conflict_parts(&self) -> usize {
        Part::of(1, self.snapshot.conflicts.len()).n_parts()
    }

    /// The list of conflicts, kind by kind.
    pub fn conflicts(&self, number: usize) -> Markup {
        let conflicts = &self.snapshot.conflicts;
        let part = Part::sized(number, conflicts.len(), PER_PAGE);
        let frame = Frame {
            title: "Conflicts",
            trail: vec![("Overview".to_owned(), Page::Overview)],
            data: Some((Page::Conflicts, part.number)),
            citation: Some(format!("Conflicts in the record {}. Made with onrecord", self.record_name)),
            ..Frame::default()
        };
        let mut kinds: Vec<(ConflictKind, Vec<&Conflict>)> = Vec::new();
        for conflict in part.of_list(conflicts) {
            match kinds.last_mut() {
                Some((kind, found)) if *kind == conflict.kind => found.push(conflict),
                _ => kinds.push((conflict.kind, vec![conflict])),
            }
        }
        let body = html! {
            p.lead { "Where accounts cannot all be true, or somebody's word has changed. Two sides that want different things are no conflict here." }
            @if conflicts.is_empty() { p.empty { "No conflict has been found in the record." } }
            @for (kind, found) in &kinds {
                section {
                    h2 { (capital(kind.name())) span.quiet { " – " (about(*kind)) } }
                    ul.plain.conflicts { @for conflict in found { li { (self.conflict_line(conflict)) } } }
                }
            }
            (pager_of(self.links, &Page::Conflicts, part))
        };
        self.page(&frame, &body)
    }

    /// One conflict in a list.
    pub fn conflict_line(&self, conflict: &Conflict) -> Markup {
        html! {
            article.line.conflict {
                p.words { a href=(self.links.to(&Page::Conflict(conflict.id.clone()))) { (conflict.explanation) } }
                p.about {
                    span.tag { (conflict.kind.name()) }
                    @if let Some(detail) = conflict.detail { span { "in the " (detail.name()) } }
                    @if conflict.alleged { span { "only a reporter says so" } }
                    @if let Some(issue) = &conflict.issue { (self.issue_link(issue)) }
                }
            }
        }
    }

    /// The page of a conflict.
    pub fn conflict(&self, id: &ConflictId) -> Rendered {
        let Some(conflict) = self.snapshot.conflicts.iter().find(|conflict| conflict.id == *id) else {
            return Ok(None);
        };
        let frame = Frame {
            title: &conflict.explanation,
            kind: "Conflict",
            trail: self.trail_below(Page::Conflicts, "Conflicts"),
            data: Some((Page::Conflict(id.clone()), 1)),
            citation: Some(format!("{} In the record {}. Made with onrecord", conflict.explanation, self.record_name)),
            ..Frame::default()
        };
        let [first, second] = &conflict.sides;
        let body = html! {
            p.byline {
                span.tag { (conflict.kind.name()) } " " (about(conflict.kind))
                @if let Some(detail) = conflict.detail { "; they differ in the " (detail.name()) }
                @if let Some(issue) = &conflict.issue { " · on " (self.issue_link(issue)) }
            }
            @if conflict.alleged { p.notice { "Only a reporter says that there was a change; the record does not have the earlier words." } }
            div.against { (self.side(first)?) (self.side(second)?) }
        };
        Ok(Some(self.page(&frame, &body)))
    }

    fn side(&self, side: &Side) -> Result<Markup, StoreError> {
        let places: Vec<u32> = side.statements.iter().filter_map(|id| self.snapshot.place_of(id)).collect();
        Ok(html! {
            section {
                @if places.is_empty() {
                    blockquote.words { (side.text) }
                    p.about { span { "told by the report, without a source" } }
                } @else {
                    (self.statement_lines(&places, Known::default())?)
                }
                h2.quiet { "In the reports" }
                @for evidence in side.evidence.iter().take(MOST_EVIDENCE) { (self.evidence(evidence)?) }
                @if side.evidence.len() > MOST_EVIDENCE { p.quiet { "and " (count(side.evidence.len() - MOST_EVIDENCE, "place", "places")) " more" } }
            }
        })
    }

    /// The paragraph a piece of evidence stands in, its words marked.
    fn evidence(&self, evidence: &Evidence) -> Result<Markup, StoreError> {
        let Some(report) = self.snapshot.report(&evidence.report) else { return Ok(html! {}) };
        let text = self.store.report_text(&report.id)?.unwrap_or_default();
        let clean = text.text.as_str();
        let marked = clean_range(&text.text, evidence.span).unwrap_or(0..0);
        let touched = paragraphs(clean).into_iter().filter(|p| p.start < marked.end && marked.start < p.end);
        Ok(html! {
            article.witness {
                ol.chain aria-label="Where it stands" {
                    li { a.report href=(self.links.to(&Page::Report(report.id.clone()))) { (outlet_name(report)) } }
                    @if let Some(date) = &report.dating.published { li { (when(date)) } }
                }
                div.excerpt { @for paragraph in touched { (marked_paragraph(clean, paragraph, &marked)) } }
            }
        })
    }
}

fn marked_paragraph(clean: &str, paragraph: Range<usize>, marked: &Range<usize>) -> Markup {
    let start = marked.start.clamp(paragraph.start, paragraph.end);
    let end = marked.end.clamp(start, paragraph.end);
    let words = |range: Range<usize>| clean.get(range).unwrap_or("");
    html! {
        p {
            (words(paragraph.start..start))
            mark.content { (words(start..end)) }
            (words(end..paragraph.end))
        }
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
