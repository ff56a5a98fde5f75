//! All issues, with who stands where on each.

use maud::html;
use onrecord_store::error::StoreError;

use super::layout::Frame;
use super::overview::MOST_SIDES;
use super::part::pager::{Part, pager_of};
use super::{Pages, count};
use crate::link::Page;

/// Rows of the table on one page: as many as a browser lays out without a pause.
const PER_PAGE: usize = 40;

impl Pages<'_> {
    /// How many parts the list has.
    pub fn n_issue_parts(&self) -> usize {
        Part::sized(1, self.snapshot.issues.len(), PER_PAGE).n_parts()
    }

    /// The list of issues, those first on which most is said.
    pub fn issues(&self, number: usize) -> Result<maud::Markup, StoreError> {
        let order = self.snapshot.table.issues();
        let part = Part::sized(number, order.len(), PER_PAGE);
        let sides = self.snapshot.table.sides();
        let frame = Frame {
            title: "Issues",
            trail: vec![("Overview".to_owned(), Page::Overview)],
            data: Some((Page::Issues, part.number)),
            citation: Some(format!("Issues in the record {}. Made with onrecord", self.record_name)),
            ..Frame::default()
        };
        let shown = part.of_list(order);
        let silent: Vec<usize> =
            shown.iter().copied().filter(|at| self.snapshot.table.sides_on(*at).is_empty()).collect();
        let body = html! {
            p.lead { (count(order.len(), "issue", "issues")) ", those first on which most is said." }
            (self.matrix(shown, &sides[..sides.len().min(MOST_SIDES + 2)]))
            @if !silent.is_empty() {
                section {
                    h2 { "Nobody has taken a side on" }
                    ul.plain {
                        @for at in &silent {
                            @if let Some(issue) = self.snapshot.issues.get(*at) { li { (self.issue_link(&issue.id)) } }
                        }
                    }
                }
            }
            (pager_of(self.links, &Page::Issues, part))
        };
        Ok(self.page(&frame, &body))
    }
}
