//! A statement: its words, how each report words it, on whose word it rests.

use maud::{Markup, html};
use onrecord_analysis::attribution::Kind;
use onrecord_record::attribution::Attribution;
use onrecord_record::id::{AttributionId, StatementId};
use onrecord_record::position::condition::Condition;
use onrecord_record::report::ReportText;
use onrecord_record::statement::{Change, Material, Statement, Wording};
use onrecord_store::error::StoreError;
use std::collections::BTreeSet;

use super::layout::Frame;
use super::part::day::when;
use super::part::mark::told;
use super::{Pages, Rendered, count, outlet_name, report_name, shortened};
use crate::highlight::{Layer, Role, Segment, layers, paragraphs, segments};
use crate::link::Page;
use crate::snapshot::Head;

/// Most wordings that are shown beside the fullest.
const MOST_WORDINGS: usize = 20;

/// Most witnesses that are shown with their words; the others are named.
const MOST_WITNESSES: usize = 40;

impl Pages<'_> {
    /// The page of a statement.
    pub fn statement(&self, id: &StatementId) -> Rendered {
        let Some(head) = self.snapshot.place_of(id).and_then(|place| self.snapshot.head(place)) else {
            return Ok(None);
        };
        let Some(statement) = self.store.statements_at(&[head.row])?.pop() else { return Ok(None) };
        let witnesses = self.store.attributions_by_id(&statement.witnesses)?;
        let title = shortened(&statement.text, 70);
        let frame = Frame {
            title: &title,
            kind: "Statement",
            trail: self.trail_of(head),
            citation: Some(self.citation(&statement, head, &witnesses)),
            data: Some((Page::Statement(id.clone()), 1)),
            own_heading: true,
            ..Frame::default()
        };
        let speaker = head.speaker.and_then(|at| self.snapshot.actor_at(at));
        let body = html! {
            p.kind { "Statement" }
            h1.quote { @if is_quoted(&witnesses) { "“" (statement.text) "”" } @else { (statement.text) } }
            p.byline {
                (self.speaker_link(speaker))
                @if let Some(role) = speaker.and_then(|actor| actor.roles.first()) { ", " (role.title) }
                @if let Some(date) = &statement.said_on { " · said " (when(date)) } @else { " · day not known" }
                " · told in " (count(head.reports.len(), "report", "reports"))
            }
            (self.stances_of(head))
            (self.conflicts_of(id))
            (self.wordings(&statement))
            section {
                h2 { "On whose word" }
                @for witness in witnesses.iter().take(MOST_WITNESSES) { (self.witness(witness)?) }
                @if witnesses.len() > MOST_WITNESSES {
                    ul.plain { @for witness in witnesses.iter().skip(MOST_WITNESSES) { li { (self.report_link(&witness.report)) } } }
                }
            }
            (self.statement_forms(&statement, &witnesses))
        };
        Ok(Some(self.page(&frame, &body)))
    }

    fn trail_of(&self, head: &Head) -> Vec<(String, Page)> {
        let mut trail = self.trail_below(Page::Actors, "Actors");
        match head.speaker.and_then(|at| self.snapshot.actor_at(at)) {
            Some(actor) => trail.push((actor.name.clone(), Page::Actor(actor.id.clone()))),
            None => trail.push(("Nobody named".to_owned(), Page::Nobody)),
        }
        trail
    }

    /// The words, who said them when, and each report that tells them.
    fn citation(&self, statement: &Statement, head: &Head, witnesses: &[Attribution]) -> String {
        let speaker = head.speaker.and_then(|at| self.snapshot.actor_at(at)).map_or("Nobody named", |a| &a.name);
        let said = statement.said_on.as_ref().map(|date| format!(", {date}")).unwrap_or_default();
        let told: Vec<String> = witnesses
            .iter()
            .filter_map(|witness| self.snapshot.report(&witness.report))
            .take(3)
            .map(|report| self.cited_report(report))
            .collect();
        let words = if is_quoted(witnesses) {
            format!("“{}”", statement.text)
        } else {
            format!("{} (reported)", statement.text)
        };
        format!("{speaker}: {words}{said}. In: {}", told.join("; "))
    }

    /// Outlet, title and date of a report.
    pub fn cited_report(&self, report: &onrecord_record::report::Report) -> String {
        let date = report.dating.published.as_ref().map(|date| format!(", {date}")).unwrap_or_default();
        match (&report.metadata.outlet, &report.metadata.title) {
            (Some(outlet), Some(title)) => format!("{outlet}, “{title}”{date}"),
            (Some(outlet), None) => format!("{outlet} ({}){date}", super::short_file(report)),
            (None, _) => format!("{}{date}", report_name(report)),
        }
    }

    fn stances_of(&self, head: &Head) -> Markup {
        let Some(place) = self.snapshot.place_of(&head.id) else { return html! {} };
        let stances: Vec<_> = self.snapshot.stances_in(place).collect();
        let conditions: Vec<&Condition> =
            self.snapshot.conditions.iter().filter(|c| c.statement.as_ref() == Some(&head.id)).collect();
        html! {
            @if !stances.is_empty() {
                section {
                    h2 { "Which side it takes" }
                    ul.plain.stances {
                        @for stance in &stances {
                            li {
                                (told(stance.stance, stance.ascribed)) " " (self.issue_link(&stance.issue))
                                " – " (self.actor_link(&stance.holder))
                                @if stance.readings.is_empty() { span.byhand { " by hand" } }
                                (self.stance_forms(stance))
                            }
                        }
                    }
                }
            }
            @if !conditions.is_empty() { (self.conditions(&conditions)) }
        }
    }

    fn wordings(&self, statement: &Statement) -> Markup {
        let Some((fullest, others)) = statement.wordings.split_first().filter(|(_, others)| !others.is_empty()) else {
            return html! {};
        };
        let outlets = |wording: &Wording| self.outlets_of(&wording.witnesses);
        html! {
            section {
                h2 { "How reports word it" }
                ul.wordings {
                    li { blockquote { (fullest.text) } p.about { span { "the fullest wording, " (fullest.kind.name()) } span { (outlets(fullest)) } } }
                    @for wording in others.iter().take(MOST_WORDINGS) {
                        li {
                            blockquote { (difference(&statement.text, wording)) }
                            p.about {
                                span { (wording.kind.name()) }
                                span { (outlets(wording)) }
                                @for material in materials(wording) { span.tag { "differs in the " (material.name()) } }
                            }
                        }
                    }
                }
                @if others.len() > MOST_WORDINGS { p.quiet { "and " (others.len() - MOST_WORDINGS) " more" } }
                p.quiet { "Marked is what differs from the fullest wording: " ins { "other words" } ", " del { "words left out" } "." }
            }
        }
    }

    /// The outlets whose reports these attributions stand in. Which reports they are, their ids do not tell; the
    /// witnesses below do.
    fn outlets_of(&self, witnesses: &[AttributionId]) -> String {
        let found = self.store.attributions_by_id(&witnesses[..witnesses.len().min(8)]).unwrap_or_default();
        let reports = found.iter().filter_map(|witness| self.snapshot.report(&witness.report));
        let mut outlets: Vec<String> = reports.map(outlet_name).collect();
        outlets.dedup();
        outlets.join(", ")
    }

    fn conflicts_of(&self, id: &StatementId) -> Markup {
        let conflicts: Vec<_> = self.snapshot.conflicts_in(id).collect();
        html! {
            @if !conflicts.is_empty() {
                section { h2 { "Conflicts it takes part in" } @for conflict in conflicts { (self.conflict_line(conflict)) } }
            }
        }
    }

    fn witness(&self, witness: &Attribution) -> Result<Markup, StoreError> {
        let Some(report) = self.snapshot.report(&witness.report) else { return Ok(html! {}) };
        let text = self.store.report_text(&report.id)?.unwrap_or_default();
        let speaker = witness.speaker.as_ref().and_then(|id| self.snapshot.actor(id));
        let address = self.links.witness(&report.id, &witness.id);
        Ok(html! {
            article.witness {
                ol.chain aria-label="On whose word" {
                    li { (self.speaker_link(speaker)) }
                    @for id in &witness.via { li { "as told by " (self.actor_link(id)) } }
                    li { "in " a.report href=(address) { (outlet_name(report)) } }
                }
                (excerpt(&text, witness))
                p.about {
                    span { (witness.kind.name()) }
                    @if report.metadata.title.is_some() { span { (self.report_link(&report.id)) } }
                    @if let Some(date) = &report.dating.published { span { "published " (when(date)) } }
                    @if let Some(date) = &witness.said_on { span { "said " (when(date)) } }
                    span title="the reader's own estimate that it is right" { (percent(witness.confidence)) " sure" }
                    a href=(address) { "in its report" }
                }
            }
        })
    }
}

/// Whether a report has it in quotation marks. Those that a page puts around words say that somebody used them.
fn is_quoted(witnesses: &[Attribution]) -> bool {
    witnesses.iter().any(|witness| witness.kind == Kind::Direct)
}

/// A share as a whole number of hundredths.
pub(crate) fn percent(share: f32) -> String {
    format!("{:.0} %", f64::from(share) * 100.0)
}

/// What makes the differences of a wording matter, each once.
fn materials(wording: &Wording) -> BTreeSet<Material> {
    wording.differences.iter().filter_map(|difference| difference.material).collect()
}

/// A wording with what differs from `fullest` marked: words it puts in, and the words it leaves out.
fn difference(fullest: &str, wording: &Wording) -> Markup {
    let slice = |text: &str, range: &std::ops::Range<usize>| -> String {
        text.chars().skip(range.start).take(range.len()).collect()
    };
    let mut parts: Vec<(String, Change)> = Vec::new();
    let mut at = 0;
    let n_chars = wording.text.chars().count();
    let mut plain: Vec<String> = Vec::new();
    for difference in &wording.differences {
        plain.push(slice(&wording.text, &(at..difference.own.start.max(at))));
        at = difference.own.end.max(at);
        parts.push((slice(fullest, &difference.fullest), difference.change));
    }
    html! {
        @for ((left_out, change), (before, difference)) in parts.iter().zip(plain.iter().zip(&wording.differences)) {
            (before)
            @if *change != Change::Added { del { (left_out) } " " }
            @if *change != Change::Dropped { ins { (slice(&wording.text, &difference.own)) } }
        }
        (slice(&wording.text, &(at..n_chars)))
    }
}

/// The paragraphs that hold the words of `attribution`, source, cue and content each marked.
fn excerpt(text: &ReportText, attribution: &Attribution) -> Markup {
    let layers = layers(text, std::slice::from_ref(attribution));
    let spans: Vec<_> = [&attribution.source, &attribution.cue, &attribution.content]
        .iter()
        .flat_map(|p| p.clean.iter().map(|s| s.range()))
        .collect();
    let clean = text.text.as_str();
    let touched = paragraphs(clean);
    let touched = touched.into_iter().filter(|p| spans.iter().any(|s| s.start < p.end && p.start < s.end));
    html! {
        div.excerpt {
            @for paragraph in touched {
                p { @for segment in segments(clean, paragraph, &layers) { (words(&segment, &|_| None)) } }
            }
        }
    }
}

/// A stretch of text under its marks. Of several roles the innermost shows: cue over source over content, since
/// contents may hold whole attributions. `tint` gives the class of the one whose words they are.
pub(crate) fn words(segment: &Segment<'_>, tint: &dyn Fn(usize) -> Option<String>) -> Markup {
    let mut role: Option<(Role, usize)> = None;
    let (mut furniture, mut original) = (None, None);
    for layer in &segment.layers {
        match layer {
            Layer::Role { role: found, attribution } => {
                let inner = match (*found, role) {
                    // Of two contents the later is the inner one: attributions are in the order of the text.
                    (_, None) | (Role::Content, Some((Role::Content, _))) => true,
                    (Role::Content, Some(_)) => false,
                    (found, Some((before, _))) => found > before || before == Role::Content,
                };
                if inner {
                    role = Some((*found, *attribution));
                }
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
        } @else if let Some((role, attribution)) = role {
            @let tint = tint(attribution).unwrap_or_default();
            mark class={ (role.name()) @if !tint.is_empty() { " " (tint) } } { (inner) }
        } @else {
            (inner)
        }
    }
}

#[cfg(test)]
mod tests {
    use onrecord_record::statement::Difference;

    use super::*;

    #[test]
    fn differences_are_marked_where_they_are() {
        let wording = Wording {
            text: "er will es früh tun".to_owned(),
            kind: Kind::Direct,
            witnesses: Vec::new(),
            differences: vec![
                Difference { change: Change::Changed, fullest: 3..7, own: 3..7, material: None },
                Difference {
                    change: Change::Dropped,
                    fullest: 11..15,
                    own: 11..11,
                    material: Some(Material::Negation),
                },
                Difference { change: Change::Added, fullest: 15..15, own: 11..15, material: None },
            ],
        };
        let marked = difference("er muss es nie tun", &wording).into_string();
        assert_eq!(marked, "er <del>muss</del> <ins>will</ins> es <del>nie </del> <ins>früh</ins> tun");
        assert_eq!(materials(&wording).len(), 1);
    }
}
