//! An issue: who stands where on it over time, what depends on what, who said so.

use maud::{Markup, html};
use onrecord_record::id::{ActorId, IssueId};
use onrecord_record::position::condition::Condition;
use onrecord_record::position::stance::IssueStance;
use onrecord_record::position::table::History;

use super::layout::Frame;
use super::overview::current;
use super::part::day::when;
use super::part::line::Known;
use super::part::mark::{legend, told};
use super::part::pager::{Part, pager_of};
use super::{Pages, Rendered, count};
use crate::chart::conditions::conditions;
use crate::chart::lanes::{Lane, lanes};
use crate::link::{Page, encoded};
use crate::snapshot::Held;

/// Most lanes of the chart; the other sides are listed.
const MOST_LANES: usize = 8;
/// Most sides listed; a search finds the others.
const MOST_SIDES: usize = 40;
/// Most stances of one side listed; a search finds the others.
const MOST_STANCES: usize = 20;
/// Most conditions listed.
const MOST_CONDITIONS: usize = 60;

impl Pages<'_> {
    /// The page of an issue; `number` is the part of its list of statements.
    pub fn issue(&self, id: &IssueId, number: usize) -> Rendered {
        let Some((at, issue)) = self.snapshot.issue(id) else { return Ok(None) };
        let sides = self.snapshot.table.sides_on(at);
        let statements = self.snapshot.statements_on(at);
        let part = Part::of(number, statements.len());
        let page = Page::Issue(id.clone());
        let drawn: Vec<Lane<'_>> = sides
            .iter()
            .take(MOST_LANES)
            .map(|(side, held)| Lane { name: self.snapshot.name(side).to_owned(), stances: self.all(held) })
            .collect();
        let on: Vec<&Condition> = self.snapshot.conditions.iter().filter(|c| c.issues.contains(id)).collect();
        let frame = Frame {
            title: &issue.label,
            kind: "Issue",
            trail: self.trail_below(Page::Issues, "Issues"),
            citation: Some(format!(
                "“{}”, an issue in the record {}. Made with onrecord",
                issue.label, self.record_name
            )),
            data: Some((page.clone(), part.number)),
            ..Frame::default()
        };
        let body = html! {
            (self.about_issue(id))
            @if number <= 1 {
                section {
                    h2 { "Who stands where" }
                    @if sides.is_empty() {
                        p.empty { "Nobody has been found to take a side on it." }
                    } @else {
                        (lanes(&issue.label, &drawn, self.links))
                        (legend())
                        (self.sides(&issue.id, &sides))
                    }
                }
                @if !on.is_empty() { (self.conditions(&on)) }
                (self.merge_issue_form(id))
            }
            section {
                h2 #statements { (count(statements.len(), "statement", "statements")) " on it" }
                @if statements.is_empty() { p.empty { "No statement speaks of it." } }
                (self.statement_lines(part.of_list(statements), Known { issue: Some(at), ..Known::default() })?)
                (pager_of(self.links, &page, part))
            }
        };
        Ok(Some(self.page(&frame, &body)))
    }

    /// Terms, the wider issue, the narrower ones, and what the codebook says.
    fn about_issue(&self, id: &IssueId) -> Markup {
        let Some((_, issue)) = self.snapshot.issue(id) else { return html! {} };
        let codebook = self.store.codebook().unwrap_or_default();
        let described = codebook.issues().iter().find(|named| named.id.as_str() == id.as_str());
        let parts: Vec<_> = self.snapshot.issues.iter().filter(|other| other.parent.as_ref() == Some(id)).collect();
        html! {
            @if let Some(description) = described.and_then(|named| named.description.as_ref()) {
                p.lead { (description) }
            }
            dl.facts {
                @if let Some(parent) = &issue.parent { dt { "Part of" } dd { (self.issue_link(parent)) } }
                @if !parts.is_empty() {
                    dt { "With" }
                    dd { @for (n, part) in parts.iter().enumerate() { @if n > 0 { ", " } (self.issue_link(&part.id)) } }
                }
                @if !issue.terms.is_empty() { dt { "Words for it" } dd { (issue.terms.join(", ")) } }
            }
        }
    }

    fn all<'s>(&'s self, held: &Held) -> Vec<&'s IssueStance> {
        let stances = &self.snapshot.stances;
        held.own(stances).stances().iter().chain(held.ascribed(stances).stances()).copied().collect()
    }

    fn sides(&self, issue: &IssueId, sides: &[(&ActorId, &Held)]) -> Markup {
        let stances = &self.snapshot.stances;
        html! {
            ul.sides {
                @for (side, held) in sides.iter().take(MOST_SIDES) {
                    li id={ "side-" (side) } {
                        h3 { (self.actor_link(side)) }
                        p.now {
                            (current(&held.own(stances), false))
                            (current(&held.ascribed(stances), true))
                        }
                        details {
                            summary { (count(held.own(stances).stances().len() + held.ascribed(stances).stances().len(), "stance", "stances")) " one by one" }
                            (self.history(&held.own(stances)))
                            (self.history(&held.ascribed(stances)))
                        }
                    }
                }
            }
            @if sides.len() > MOST_SIDES {
                p.more { a href=(self.links.search(&format!("issue={}", encoded(issue.as_str())))) { (count(sides.len() - MOST_SIDES, "side more", "sides more")) ": search" } }
            }
        }
    }

    /// Stances one by one, each with its evidence.
    pub fn history(&self, history: &History<'_>) -> Markup {
        let left_out = history.stances().len().saturating_sub(MOST_STANCES);
        html! {
            ol.history {
                @if left_out > 0 { li.quiet { "the last " (MOST_STANCES) " of " (history.stances().len()) } }
                @for stance in history.stances().iter().skip(left_out) { li { (self.stance_line(stance)) } }
            }
        }
    }

    /// One stance: day, mark, holder, and where it stands.
    pub fn stance_line(&self, stance: &IssueStance) -> Markup {
        html! {
            @if let Some(date) = &stance.said_on { (when(date)) } @else { span.quiet { "day not known" } }
            " " (told(stance.stance, stance.ascribed)) " "
            (self.actor_link(&stance.holder)) " "
            @if let Some(id) = &stance.statement {
                a href=(self.links.to(&Page::Statement(id.clone()))) { "statement" }
            } @else if let Some(evidence) = stance.evidence.first() {
                "told by " (self.report_link(&evidence.report))
            }
            @if stance.readings.is_empty() { span.byhand { " by hand" } }
            // What a statement says is corrected with the statement; what stands alone is corrected here.
            @if stance.statement.is_none() { (self.stance_forms(stance)) }
        }
    }

    /// What depends on what: the graph, and the same in words.
    pub fn conditions(&self, on: &[&Condition]) -> Markup {
        let name = |condition: &Condition| self.snapshot.name(&condition.holder).to_owned();
        html! {
            section {
                h2 { "What depends on what" }
                (conditions(on, &name))
                ul.conditions {
                    @for condition in on.iter().take(MOST_CONDITIONS) {
                        li {
                            (self.actor_link(&condition.holder)) ": “" (condition.wants) "” "
                            b { @if condition.negated { "unless" } @else { "only if" } }
                            " “" (condition.requires) "” "
                            @if let Some(id) = &condition.statement {
                                a href=(self.links.to(&Page::Statement(id.clone()))) { "statement" }
                            } @else if let Some(evidence) = condition.evidence.first() {
                                "told by " (self.report_link(&evidence.report))
                            }
                        }
                    }
                }
            }
        }
    }
}
