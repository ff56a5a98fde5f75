//! What people changed: what, by whom, when, and how to take it back.

use maud::{Markup, html};
use onrecord_record::correction::Correction;
use onrecord_record::id::{ActorId, AttributionId, IssueId, ReadingId};
use onrecord_store::decisions::KeptCorrection;

use super::layout::Frame;
use super::part::mark::word;
use super::{Pages, count};
use crate::link::Page;

impl Pages<'_> {
    /// The corrections, the latest first.
    pub fn corrections(&self, made: Option<i64>) -> Markup {
        let corrections = &self.snapshot.corrections;
        let frame = Frame {
            title: "Corrections",
            trail: vec![("Overview".to_owned(), Page::Overview)],
            data: Some((Page::Corrections, 1)),
            ..Frame::default()
        };
        let body = html! {
            p.lead { (count(corrections.len(), "correction", "corrections")) " made by people. They win over what the program finds, and outlast every rebuild." }
            @if let Some(number) = made { p.notice role="status" { "Correction " (number) " is in effect." } }
            @if corrections.is_empty() {
                p.empty {
                    "Nobody has corrected anything. "
                    @if self.may_write { "Statements, stances, actors and issues have a “Correct” of their own." }
                }
            } @else {
                div.scroll tabindex="0" role="region" aria-label="Corrections" {
                    table {
                        thead { tr {
                            th.number scope="col" { "No." } th scope="col" { "Correction" } th scope="col" { "By" } th scope="col" { "On" } th scope="col" { "State" }
                        } }
                        tbody { @for kept in corrections.iter().rev() { (self.correction_row(kept)) } }
                    }
                }
            }
        };
        self.page(&frame, &body)
    }

    fn correction_row(&self, kept: &KeptCorrection) -> Markup {
        html! {
            tr class=[kept.is_undone.then_some("undone")] {
                td.number { (kept.number) }
                td { (self.correction(&kept.correction)) }
                td { (kept.made.by.as_deref().unwrap_or("")) }
                td { @if let Some(on) = &kept.made.on { time datetime=(on) { (on.replace('T', " ").trim_end_matches('Z')) } } }
                td {
                    @if kept.is_undone { "taken back " } @else if kept.is_idle { "speaks of nothing in the record " }
                    (self.undo_form(kept))
                }
            }
        }
    }

    /// A correction in words.
    pub fn correction(&self, correction: &Correction) -> Markup {
        let actor = |id: &ActorId| html! { @if self.snapshot.actor(id).is_some() { (self.actor_link(id)) } @else { code { (id) } } };
        let issue = |id: &IssueId| html! { @if self.snapshot.issue(id).is_some() { (self.issue_link(id)) } @else { code { (id) } } };
        let place = |id: &AttributionId| {
            html! { @if self.links.is_live() { a href={ "/attributions/" (id) } { "attribution" } } @else { "attribution " code { (id) } } }
        };
        let reading = |id: &ReadingId| html! { "stance " code { (id) } };
        match correction {
            Correction::Merge { kept, other } => html! { (actor(other)) " is " (actor(kept)) },
            Correction::Split { actor: id, report } => {
                html! { (actor(id)) " in " (self.report_link(report)) " is somebody else" }
            }
            Correction::Rename { actor: id, name } => html! { (actor(id)) " is called “" (name) "”" },
            Correction::SetParty { actor: id, party: Some(party) } => {
                html! { (actor(id)) " speaks for " (actor(party)) }
            }
            Correction::SetParty { actor: id, party: None } => html! { (actor(id)) " speaks for nobody else" },
            Correction::SetSpeaker { attribution, speaker } => {
                html! { (actor(speaker)) " says it, in " (place(attribution)) }
            }
            Correction::RejectAttribution { attribution } => html! { "nobody says it, in " (place(attribution)) },
            Correction::RejectStance { reading: id } => html! { (reading(id)) " takes no side" },
            Correction::SetStance { reading: id, stance } => html! { (reading(id)) ": " (word(*stance)) },
            Correction::MoveStance { reading: id, issue: on } => html! { (reading(id)) " is on " (issue(on)) },
            Correction::AddStance { attribution, holder, issue: on, stance } => html! {
                @match holder { Some(id) => (actor(id)), None => "the speaker" }
                " is " (word(*stance)) " on " (issue(on)) ", in " (place(attribution))
            },
            Correction::MergeIssues { kept, other } => html! { (issue(other)) " is " (issue(kept)) },
        }
    }
}
