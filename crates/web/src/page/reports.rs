//! All reports.

use maud::{Markup, html};

use super::layout::Frame;
use super::part::day::when;
use super::part::pager::{Part, pager_of};
use super::{Pages, count, grouped, report_name, short_file};
use crate::link::Page;

const PER_PAGE: usize = 100;

impl Pages<'_> {
    /// How many parts the list has.
    pub fn n_report_parts(&self) -> usize {
        Part::sized(1, self.snapshot.reports.len(), PER_PAGE).n_parts()
    }

    /// The list of reports, oldest first.
    pub fn reports(&self, number: usize) -> Markup {
        let reports = &self.snapshot.reports;
        let part = Part::sized(number, reports.len(), PER_PAGE);
        let frame = Frame {
            title: "Reports",
            trail: vec![("Overview".to_owned(), Page::Overview)],
            data: Some((Page::Reports, part.number)),
            citation: Some(format!("Reports in the record {}. Made with onrecord", self.record_name)),
            ..Frame::default()
        };
        let body = html! {
            p.lead { (count(reports.len(), "report", "reports")) ", oldest first, those of no known day last." }
            @if self.may_write { p { a.button href=(self.links.to(&Page::Add)) { "Add reports" } } }
            @if reports.is_empty() {
                p.empty { "No report has been read yet." }
            } @else {
                div.scroll tabindex="0" role="region" aria-label="Reports" {
                    table {
                        thead { tr {
                            th scope="col" { "Report" } th scope="col" { "Outlet" } th scope="col" { "Published" } th.number scope="col" { "Attributions" }
                        } }
                        tbody {
                            @for (report, at) in part.of_list(reports).iter().zip(part.first() - 1..) {
                                tr {
                                    th scope="row" {
                                        a.report href=(self.links.to(&Page::Report(report.id.clone()))) { (report_name(report)) }
                                        @if report.metadata.title.is_some() { small.quiet { (short_file(report)) } }
                                    }
                                    td { (report.metadata.outlet.as_deref().unwrap_or("")) }
                                    td { @if let Some(date) = &report.dating.published { (when(date)) } }
                                    td.number { (grouped(self.snapshot.n_attributions(at as u32))) }
                                }
                            }
                        }
                    }
                }
            }
            (pager_of(self.links, &Page::Reports, part))
        };
        self.page(&frame, &body)
    }
}
