//! An actor: who it is, where it stands, what it said, what others say of it.

use maud::{Markup, html};
use onrecord_record::actor::{Actor, Role};
use onrecord_record::id::ActorId;
use onrecord_record::position::stance::IssueStance;

use super::layout::Frame;
use super::overview::current;
use super::part::day::span;
use super::part::line::Known;
use super::part::mark::legend;
use super::part::pager::{Part, pager_of};
use super::{Pages, Rendered, count};
use crate::chart::lanes::{Lane, lanes};
use crate::link::{Page, encoded};

/// Most issues listed, and in the chart.
const MOST_ISSUES: usize = 40;
const MOST_LANES: usize = 8;
/// Most stances others tell that are listed.
const MOST_TOLD: usize = 50;
/// Most conflicts listed.
const MOST_CONFLICTS: usize = 20;
/// Most reports named as evidence of a role.
const MOST_EVIDENCE: usize = 4;

impl Pages<'_> {
    /// The page of an actor; `number` is the part of its list of statements.
    pub fn actor(&self, id: &ActorId, number: usize) -> Rendered {
        let Some(place) = self.snapshot.actor_place(id) else { return Ok(None) };
        let Some(actor) = self.snapshot.actor_at(place) else { return Ok(None) };
        let statements = self.snapshot.statements_by(Some(place));
        let part = Part::of(number, statements.len());
        let page = Page::Actor(id.clone());
        let frame = Frame {
            title: &actor.name,
            kind: "Actor",
            trail: self.trail_below(Page::Actors, "Actors"),
            citation: Some(format!("{}, an actor in the record {}. Made with onrecord", actor.name, self.record_name)),
            data: Some((page.clone(), part.number)),
            ..Frame::default()
        };
        let body = html! {
            (self.about_actor(actor))
            @if number <= 1 {
                (self.own_positions(actor, place))
                (self.told_of(actor, place))
                (self.conflicts_of_actor(place))
            }
            section {
                h2 #statements { (count(statements.len(), "statement", "statements")) }
                @if statements.is_empty() { p.empty { "No statement of theirs is in the record." } }
                (self.statement_lines(part.of_list(statements), Known { speaker: true, ..Known::default() })?)
                (pager_of(self.links, &page, part))
            }
            @if number <= 1 { (self.actor_forms(actor)) }
        };
        Ok(Some(self.page(&frame, &body)))
    }

    /// The page of what nobody is named for.
    pub fn nobody(&self, number: usize) -> Rendered {
        let statements = self.snapshot.statements_by(None);
        let part = Part::of(number, statements.len());
        let frame = Frame {
            title: "Nobody named",
            kind: "Actor",
            trail: self.trail_below(Page::Actors, "Actors"),
            data: Some((Page::Nobody, part.number)),
            ..Frame::default()
        };
        let body = html! {
            p.lead { "Statements whose speaker the reports do not name, or who could not be told." }
            (self.statement_lines(part.of_list(statements), Known { speaker: true, ..Known::default() })?)
            (pager_of(self.links, &Page::Nobody, part))
        };
        Ok(Some(self.page(&frame, &body)))
    }

    fn about_actor(&self, actor: &Actor) -> Markup {
        let members = self.snapshot.members(&actor.id);
        html! {
            dl.facts {
                dt { "Kind" } dd { (actor.kind.name()) }
                @if let Some(party) = &actor.party { dt { "Speaks for" } dd { (self.actor_link(party)) } }
                @if !actor.roles.is_empty() {
                    dt { "Roles" }
                    dd { ul.plain { @for role in &actor.roles { li { (role.title) (given_on(role)) (self.evidence_of(role)) } } } }
                }
                @if !actor.aliases.is_empty() { dt { "Also called" } dd { (actor.aliases.join("; ")) } }
                @if !members.is_empty() {
                    dt { "Spoken for by" }
                    dd { @for (n, member) in members.iter().enumerate() { @if n > 0 { ", " } (self.actor_link(&member.id)) } }
                }
            }
        }
    }

    /// The reports that give somebody a role.
    fn evidence_of(&self, role: &Role) -> Markup {
        let mut reports: Vec<_> = role.evidence.iter().map(|evidence| &evidence.report).collect();
        reports.dedup();
        html! {
            @if !reports.is_empty() {
                small.quiet {
                    " – " @for (n, report) in reports.iter().take(MOST_EVIDENCE).enumerate() { @if n > 0 { ", " } (self.report_link(report)) }
                    @if reports.len() > MOST_EVIDENCE { " and " (reports.len() - MOST_EVIDENCE) " more" }
                }
            }
        }
    }

    /// Positions by issue over time: of the side, where the actor is one, and of the actor alone otherwise.
    fn own_positions(&self, actor: &Actor, place: u32) -> Markup {
        let table = &self.snapshot.table;
        let stances = &self.snapshot.stances;
        let side = self.snapshot.side_of(place);
        let is_side = side == place;
        let held: Vec<usize> = table
            .issues()
            .iter()
            .copied()
            .filter(|at| table.held(*at, &actor.id).is_some())
            .take(MOST_ISSUES)
            .collect();
        if is_side && !held.is_empty() {
            let lane = |at: &usize| {
                let held = table.held(*at, &actor.id)?;
                let all = held.own(stances).stances().iter().chain(held.ascribed(stances).stances()).copied().collect();
                Some(Lane { name: self.snapshot.issues.get(*at)?.label.clone(), stances: all })
            };
            let drawn: Vec<Lane<'_>> = held.iter().take(MOST_LANES).filter_map(lane).collect();
            return html! {
                section {
                    h2 { "Where it stands" }
                    (lanes(&actor.name, &drawn, self.links))
                    (legend())
                    ul.sides {
                        @for at in &held {
                            @if let (Some(issue), Some(held)) = (self.snapshot.issues.get(*at), table.held(*at, &actor.id)) {
                                li {
                                    h3 { (self.issue_link(&issue.id)) }
                                    p.now { (current(&held.own(stances), false)) (current(&held.ascribed(stances), true)) }
                                }
                            }
                        }
                    }
                }
            };
        }
        let own: Vec<&IssueStance> = self.snapshot.stances_of(place).filter(|stance| !stance.ascribed).collect();
        if own.is_empty() {
            return html! {};
        }
        let mut drawn: Vec<Lane<'_>> = Vec::new();
        for stance in &own {
            let name = self.snapshot.label(&stance.issue);
            match drawn.iter_mut().find(|lane| lane.name == name) {
                Some(lane) => lane.stances.push(stance),
                None => drawn.push(Lane { name: name.to_owned(), stances: vec![stance] }),
            }
        }
        drawn.truncate(MOST_LANES);
        html! {
            section {
                h2 { "Where they stand" }
                @if !is_side {
                    @if let Some(party) = self.snapshot.actor_at(side) {
                        p { "Counted among the words of " (self.actor_link(&party.id)) "." }
                    }
                }
                (lanes(&actor.name, &drawn, self.links))
                (legend())
            }
        }
    }

    /// Stances that others ascribe to the actor.
    fn told_of(&self, actor: &Actor, place: u32) -> Markup {
        let told: Vec<&IssueStance> = self.snapshot.stances_of(place).filter(|stance| stance.ascribed).collect();
        if told.is_empty() {
            return html! {};
        }
        html! {
            section {
                h2 { "What others say of " (actor.name) }
                ol.history {
                    @for stance in told.iter().take(MOST_TOLD) {
                        li {
                            (self.stance_line(stance)) " on " (self.issue_link(&stance.issue))
                            @if let Some(speaker) = self.teller(stance) { ", told by " (self.actor_link(speaker)) }
                        }
                    }
                }
                @if told.len() > MOST_TOLD {
                    p.more { a href=(self.links.search(&format!("holder={}", encoded(actor.id.as_str())))) { "All " (told.len()) } }
                }
            }
        }
    }

    /// Conflicts with a statement of the actor, or of those who speak for it, on one of their sides.
    fn conflicts_of_actor(&self, place: u32) -> Markup {
        let found: Vec<_> = self.snapshot.conflicts_of(place).take(MOST_CONFLICTS).collect();
        html! {
            @if !found.is_empty() {
                section { h2 { "Conflicts" } @for conflict in found { (self.conflict_line(conflict)) } }
            }
        }
    }

    /// Who tells a stance.
    pub fn teller(&self, stance: &IssueStance) -> Option<&ActorId> {
        let place = self.snapshot.place_of(stance.statement.as_ref()?)?;
        let speaker = self.snapshot.head(place)?.speaker?;
        Some(&self.snapshot.actor_at(speaker)?.id)
    }
}

/// Between which days reports give somebody a role.
fn given_on(role: &Role) -> Markup {
    html! {
        @if let Some(on) = role.given_on { small.quiet { " (" (span(on.earliest(), on.latest())) ")" } }
    }
}
