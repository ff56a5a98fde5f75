//! The negotiation on one screen: who holds what on which issue, what changed last, how much is told when.

use maud::{Markup, html};
use onrecord_record::conflict::Conflict;
use onrecord_record::id::ActorId;
use onrecord_record::position::stance::IssueStance;
use onrecord_record::position::table::History;
use onrecord_store::error::StoreError;

use super::layout::Frame;
use super::part::day::span;
use super::part::line::Known;
use super::part::mark::{legend, mark, told, word};
use super::{Pages, count};
use crate::chart::coverage::coverage;
use crate::link::{Page, encoded};
use crate::snapshot::Held;

/// Most sides beside each other on the overview.
pub(crate) const MOST_SIDES: usize = 6;
/// Most issues below each other on the overview.
pub(crate) const MOST_ISSUES: usize = 12;
/// Most conflicts on the overview, and of one kind.
const MOST_CONFLICTS: usize = 5;
const CONFLICTS_OF_A_KIND: usize = 2;
/// Statements that count as "last".
const LATEST: usize = 6;

impl Pages<'_> {
    /// The overview.
    pub fn overview(&self) -> Result<Markup, StoreError> {
        let snapshot = self.snapshot;
        let issues = &snapshot.table.issues()[..snapshot.table.issues().len().min(MOST_ISSUES)];
        let sides = &snapshot.table.sides()[..snapshot.table.sides().len().min(MOST_SIDES)];
        let is_exact = |place: &u32| snapshot.head(*place).is_some_and(|head| head.is_exact);
        let latest: Vec<u32> = (0..snapshot.n_dated()).rev().filter(is_exact).take(LATEST).collect();
        let n_speakers = snapshot.speakers().iter().filter(|speaker| speaker.actor.is_some()).count();
        let frame = Frame {
            title: "The record",
            citation: Some(format!("The record {}, overview. Made with onrecord", self.record_name)),
            data: Some((Page::Overview, 1)),
            ..Frame::default()
        };
        let body = html! {
            p.lead {
                (count(snapshot.statements.len(), "statement", "statements")) " by "
                (count(n_speakers, "speaker", "speakers")) " in "
                a href=(self.links.to(&Page::Reports)) { (count(snapshot.reports.len(), "report", "reports")) }
                ", on " (count(snapshot.issues.len(), "issue", "issues")) "."
            }
            @if snapshot.reports.is_empty() {
                (self.nothing_yet())
            } @else {
                section {
                    h2 { "Who stands where" }
                    (self.matrix(issues, sides))
                    @let more_issues = snapshot.table.issues().len() - issues.len();
                    @let more_sides = snapshot.table.sides().len() - sides.len();
                    @if more_issues + more_sides > 0 {
                        p.more {
                            @if more_issues > 0 { a href=(self.links.to(&Page::Issues)) { (count(more_issues, "issue more", "issues more")) } " " }
                            @if more_sides > 0 { a href=(self.links.to(&Page::Actors)) { (count(more_sides, "side more", "sides more")) } }
                        }
                    }
                }
                div.columns {
                    section {
                        (self.changes())
                        h2 { "Said last" }
                        @if latest.is_empty() { p.empty { "No statement has a known day." } }
                        (self.statement_lines(&latest, Known::default())?)
                        p.more { a href=(self.links.to(&Page::Timeline)) { "All in the order of time" } }
                    }
                    section {
                        (self.open_conflicts())
                        h2 { "Coverage" }
                        (coverage(&snapshot.coverage))
                    }
                }
            }
        };
        Ok(self.page(&frame, &body))
    }

    /// What sides hold since when, where it was something else before.
    fn changes(&self) -> Markup {
        let stance = |at: u32| self.snapshot.stances.get(at as usize);
        let changes =
            self.snapshot.changes.iter().filter_map(|change| Some((stance(change.from)?, stance(change.to)?)));
        let changes: Vec<_> = changes.collect();
        html! {
            @if !changes.is_empty() {
                h2 { "Changed last" }
                ul.plain.changes {
                    @for (from, to) in changes {
                        li {
                            (self.side_link(&to.holder)) " on " (self.issue_link(&to.issue)) ": "
                            (self.change_end(from)) " → " (self.change_end(to))
                        }
                    }
                }
            }
        }
    }

    /// The side for which somebody speaks, and who that is.
    fn side_link(&self, holder: &ActorId) -> Markup {
        let side = self.snapshot.actor_place(holder).map(|at| self.snapshot.side_of(at));
        match side.and_then(|at| self.snapshot.actor_at(at)).filter(|side| side.id != *holder) {
            Some(side) => html! { (self.actor_link(&side.id)) " (" (self.actor_link(holder)) ")" },
            None => self.actor_link(holder),
        }
    }

    /// Some conflicts, of each kind the first.
    fn open_conflicts(&self) -> Markup {
        let conflicts = &self.snapshot.conflicts;
        let mut shown: Vec<&Conflict> = Vec::new();
        for conflict in conflicts {
            if shown.iter().filter(|other| other.kind == conflict.kind).count() < CONFLICTS_OF_A_KIND {
                shown.push(conflict);
            }
        }
        html! {
            @if !conflicts.is_empty() {
                h2 { "Conflicts" }
                @for conflict in shown.iter().take(MOST_CONFLICTS) { (self.conflict_line(conflict)) }
                @if conflicts.len() > MOST_CONFLICTS {
                    p.more { a href=(self.links.to(&Page::Conflicts)) { "All " (conflicts.len()) } }
                }
            }
        }
    }

    fn change_end(&self, stance: &IssueStance) -> Markup {
        let day = stance.said_on.as_ref().map(|date| span(date.earliest(), date.latest())).unwrap_or_default();
        html! {
            @match &stance.statement {
                Some(id) => a href=(self.links.to(&Page::Statement(id.clone()))) { (told(stance.stance, stance.ascribed)) },
                None => (told(stance.stance, stance.ascribed)),
            }
            " " small { (day) }
        }
    }

    fn nothing_yet(&self) -> Markup {
        html! {
            div.empty {
                p { "No report has been read yet." }
                @if self.may_write {
                    p { a.button href=(self.links.to(&Page::Add)) { "Add reports" } }
                }
                p { "Or in a terminal: " code { "onrecord build reports/ -o " (self.record_name) } }
            }
        }
    }

    /// Issues by sides, as a table.
    pub fn matrix(&self, issues: &[usize], sides: &[ActorId]) -> Markup {
        let held: Vec<usize> = issues
            .iter()
            .copied()
            .filter(|at| sides.iter().any(|s| self.snapshot.table.held(*at, s).is_some()))
            .collect();
        if held.is_empty() {
            return html! {
                p.empty {
                    "No side has been found to take a stand on anything yet. A "
                    a href=(self.links.to(&Page::Codebook)) { "codebook" } " that names issues and sides helps."
                }
            };
        }
        html! {
            div.scroll.matrix tabindex="0" role="region" aria-label="Who stands where" {
                table {
                    thead {
                        tr {
                            th scope="col" { "Issue" }
                            @for side in sides { th scope="col" { (self.actor_link(side)) } }
                        }
                    }
                    tbody {
                        @for at in held {
                            @if let Some(issue) = self.snapshot.issues.get(at) {
                                tr {
                                    th scope="row" { (self.issue_link(&issue.id)) }
                                    @for side in sides {
                                        td data-side=(self.snapshot.name(side)) {
                                            @if let Some(held) = self.snapshot.table.held(at, side) {
                                                (self.cell(&Page::Issue(issue.id.clone()), side, held))
                                            }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
            (legend())
        }
    }

    fn cell(&self, page: &Page, side: &ActorId, held: &Held) -> Markup {
        let (own, ascribed) = (held.own(&self.snapshot.stances), held.ascribed(&self.snapshot.stances));
        let address = format!("{}#side-{}", self.links.to(page), encoded(side.as_str()));
        html! {
            a.cell href=(address) {
                (current(&own, false))
                (current(&ascribed, true))
            }
        }
    }
}

/// The latest stance of a history: mark, word, day, number of reports.
pub(crate) fn current(history: &History<'_>, ascribed: bool) -> Markup {
    let Some(current) = history.current() else { return html! {} };
    let n_reports = history.n_reports();
    let day = current.said_on.as_ref().map(|date| span(date.earliest(), date.latest())).unwrap_or_default();
    html! {
        span class={ "held " (current.stance.name()) " " (if ascribed { "told" } else { "own" }) } {
            (mark(current.stance, ascribed)) " "
            b { (word(current.stance)) }
            @if ascribed { span.unseen { ", as others tell it" } }
            @if n_reports > 1 { span.reports title=(count(n_reports, "report", "reports")) { " ×" (n_reports) span.unseen { " reports" } } }
            @if !day.is_empty() { small { (day) } }
        }
    }
}
