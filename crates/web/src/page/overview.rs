//! The overview: who speaks, and which reports the record rests on.

use maud::{Markup, html};
use onrecord_record::actor::Actor;
use onrecord_record::date::DateInterval;
use onrecord_record::report::Report;

use super::Place;
use super::layout::page;
use super::report::{file, name};

/// One line of the list of speakers.
pub(crate) struct Speaker<'r> {
    /// `None` for statements that nobody is named for.
    pub(crate) actor: Option<&'r Actor>,
    pub(crate) n_statements: usize,
    pub(crate) n_reports: usize,
}

/// One line of the list of reports.
pub(crate) struct ReportLine<'r> {
    pub(crate) report: &'r Report,
    pub(crate) n_attributions: usize,
}

/// File name of the page for statements that nobody is named for.
pub(crate) const NOBODY: &str = "nobody";

/// A date as people write it, no more exact than it is known.
pub(crate) fn when(date: &DateInterval) -> String {
    match (date.earliest(), date.latest()) {
        (Some(earliest), Some(latest)) if earliest == latest => format!("on {earliest}"),
        (Some(earliest), Some(latest)) => format!("between {earliest} and {latest}"),
        (None, Some(latest)) => format!("not after {latest}"),
        (Some(earliest), None) => format!("not before {earliest}"),
        (None, None) => String::new(),
    }
}

/// The page.
pub(crate) fn render(speakers: &[Speaker], reports: &[ReportLine]) -> Markup {
    let place = Place::ROOT;
    let n_statements: usize = speakers.iter().map(|s| s.n_statements).sum();
    let body = html! {
        h1 { "The record" }
        p { (n_statements) " statements by " (speakers.len()) " speakers in " (reports.len()) " reports." }
        section {
            h2 { "Who speaks" }
            @if speakers.is_empty() {
                p { "Nothing yet. Add reports with " code { "onrecord build" } "." }
            } @else {
                table {
                    thead { tr { th scope="col" { "Speaker" } th scope="col" { "Kind" } th.number scope="col" { "Statements" } th.number scope="col" { "Reports" } } }
                    tbody {
                        @for speaker in speakers {
                            tr {
                                td {
                                    @match speaker.actor {
                                        Some(actor) => a href=(place.actor(&actor.id.to_string())) { (actor.name) },
                                        None => a href=(place.actor(NOBODY)) { "Nobody named" },
                                    }
                                }
                                td { (speaker.actor.map_or("", |a| a.kind.name())) }
                                td.number { (speaker.n_statements) }
                                td.number { (speaker.n_reports) }
                            }
                        }
                    }
                }
            }
        }
        section {
            h2 { "Reports" }
            table {
                thead { tr { th scope="col" { "Report" } th scope="col" { "Outlet" } th scope="col" { "Published" } th.number scope="col" { "Attributions" } } }
                tbody {
                    @for line in reports {
                        tr {
                            td { a href=(place.report(&line.report.id.to_string())) { (name(line.report)) } @if line.report.metadata.title.is_some() { br; small { (file(line.report)) } } }
                            td { (line.report.metadata.outlet.as_deref().unwrap_or("")) }
                            td { (line.report.dating.published.as_ref().map(when).unwrap_or_default()) }
                            td.number { (line.n_attributions) }
                        }
                    }
                }
            }
        }
    };
    page(place, "The record", &[], &body)
}
