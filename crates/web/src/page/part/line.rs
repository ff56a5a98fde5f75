//! A statement in a list: its words, who said them when, where they are told, which sides they take.

use maud::{Markup, html};
use onrecord_record::position::stance::IssueStance;
use onrecord_record::statement::Statement;
use onrecord_store::error::StoreError;

use super::day::when;
use super::mark::told;
use crate::link::Page;
use crate::page::{Pages, count, outlet_name, shortened};
use crate::snapshot::Head;

/// Most outlets that are named; the others are counted.
const MOST_OUTLETS: usize = 3;

/// Longest text of a statement in a list, in characters; the rest is on its page.
const LONGEST: usize = 600;

/// What a list leaves out because its page says it already.
#[derive(Clone, Copy, Default)]
pub(crate) struct Known {
    pub speaker: bool,
    pub day: bool,
    /// Only stances on this issue, at this place, are of interest.
    pub issue: Option<usize>,
}

impl Pages<'_> {
    /// One statement. `head` says where it is told.
    fn statement_line(
        &self,
        statement: &Statement,
        head: &Head,
        known: Known,
        show: &dyn Fn(&str) -> Markup,
    ) -> Markup {
        let speaker = head.speaker.and_then(|at| self.snapshot.actor_at(at));
        let address = self.links.to(&Page::Statement(statement.id.clone()));
        html! {
            article.line {
                p.words { a href=(address) { (show(&shortened(&statement.text, LONGEST))) } }
                p.about {
                    @if !known.speaker { (self.speaker_link(speaker)) }
                    @if let Some(date) = statement.said_on.as_ref().filter(|_| !known.day) { span { (when(date)) } }
                    span { (self.told_in(head)) }
                    (self.stances_of_line(head, known))
                }
            }
        }
    }

    fn told_in(&self, head: &Head) -> Markup {
        let mut outlets: Vec<String> =
            head.reports.iter().filter_map(|at| self.snapshot.reports.get(*at as usize)).map(outlet_name).collect();
        outlets.dedup();
        let more = outlets.len().saturating_sub(MOST_OUTLETS);
        html! {
            @if head.reports.len() > 1 { (count(head.reports.len(), "report", "reports")) ": " }
            (outlets.iter().take(MOST_OUTLETS).cloned().collect::<Vec<_>>().join(", "))
            @if more > 0 { " and " (more) " more" }
        }
    }

    fn stances_of_line(&self, head: &Head, known: Known) -> Markup {
        let Some(place) = self.snapshot.place_of(&head.id) else { return html! {} };
        let issue = known.issue.and_then(|at| self.snapshot.issues.get(at));
        let wanted = |stance: &&IssueStance| issue.is_none_or(|issue| issue.id == stance.issue);
        let stances: Vec<&IssueStance> = self.snapshot.stances_in(place).filter(wanted).take(6).collect();
        html! {
            @for stance in stances {
                span {
                    (told(stance.stance, stance.ascribed))
                    @if issue.is_none() { " " (self.issue_link(&stance.issue)) }
                    @if stance.ascribed { " of " (self.actor_link(&stance.holder)) }
                }
            }
        }
    }

    /// A list of the statements at these places.
    pub fn statement_lines(&self, places: &[u32], known: Known) -> Result<Markup, StoreError> {
        self.statement_lines_showing(places, known, &|text| html! { (text) })
    }

    /// The same, with the words drawn by `show`.
    pub fn statement_lines_showing(
        &self,
        places: &[u32],
        known: Known,
        show: &dyn Fn(&str) -> Markup,
    ) -> Result<Markup, StoreError> {
        let heads: Vec<&Head> = places.iter().filter_map(|place| self.snapshot.head(*place)).collect();
        let rows: Vec<i64> = heads.iter().map(|head| head.row).collect();
        let statements = self.store.statements_at(&rows)?;
        let head_of =
            |statement: &Statement| self.snapshot.place_of(&statement.id).and_then(|place| self.snapshot.head(place));
        Ok(html! {
            @for statement in &statements {
                @if let Some(head) = head_of(statement) { (self.statement_line(statement, head, known, show)) }
            }
        })
    }
}
