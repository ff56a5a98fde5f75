//! Reports and statements over time, as bars.

use maud::{Markup, html};

use crate::page::part::day::day;
use crate::page::{count, grouped};
use crate::snapshot::{Coverage, Unit};

const WIDTH: f64 = 480.0;
const HEIGHT: f64 = 130.0;
const FOOT: f64 = 22.0;

/// The chart, with a table of the same numbers to unfold.
pub(crate) fn coverage(coverage: &Coverage) -> Markup {
    let n = coverage.stretches.len();
    let most = coverage.stretches.iter().map(|s| s.n_statements.max(s.n_reports)).max().unwrap_or(0);
    let (Some(first), Some(last)) = (coverage.stretches.first(), coverage.stretches.last()) else {
        return html! { p.empty { "Nothing in the record has a date yet." } };
    };
    let unit = coverage.unit.name();
    let label = format!(
        "Statements and reports by {unit}, from {} to {}; at most {most} in one {unit}",
        stretch_name(coverage.unit, first.start),
        stretch_name(coverage.unit, last.start)
    );
    let step = WIDTH / n as f64;
    let bar = (step * 0.72).min(26.0);
    let height = |count: usize| (HEIGHT - FOOT - 14.0) * count as f64 / most.max(1) as f64;
    let ticks = n.div_ceil(5).max(1);
    html! {
        figure.chart.coverage {
            svg role="img" aria-label=(label) viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } {
                @for (at, stretch) in coverage.stretches.iter().enumerate() {
                    @let left = at as f64 * step + (step - bar) / 2.0;
                    @let tall = height(stretch.n_statements);
                    @let short = height(stretch.n_reports);
                    g {
                        title { (stretch_name(coverage.unit, stretch.start)) ": " (count(stretch.n_statements, "statement", "statements")) ", " (count(stretch.n_reports, "report", "reports")) }
                        rect.bar.statements x=(fine(left)) y=(fine(HEIGHT - FOOT - tall)) width=(fine(bar)) height=(fine(tall)) {}
                        rect.bar.reports x=(fine(left)) y=(fine(HEIGHT - FOOT - short)) width=(fine(bar)) height=(fine(short)) {}
                        @if stretch.n_statements == most && most > 0 {
                            text.tick x=(fine(left + bar / 2.0)) y=(fine(HEIGHT - FOOT - tall - 4.0)) text-anchor="middle" { (grouped(most)) }
                        }
                    }
                    @if at % ticks == 0 {
                        text.tick x=(fine(left + bar / 2.0)) y=(HEIGHT - 6.0) text-anchor="middle" { (tick_name(coverage.unit, stretch.start)) }
                    }
                }
                line.axis x1="0" x2=(WIDTH) y1=(HEIGHT - FOOT) y2=(HEIGHT - FOOT) {}
            }
            figcaption {
                span.key.statements {} " statements " span.key.reports {} " reports, by " (unit)
                @if coverage.n_undated_statements + coverage.n_undated_reports > 0 {
                    "; " (count(coverage.n_undated_statements, "statement", "statements")) " and "
                    (count(coverage.n_undated_reports, "report", "reports")) " have no known day"
                }
                details {
                    summary { "The same as a table" }
                    table.small {
                        thead { tr { th scope="col" { (unit) } th.number scope="col" { "Statements" } th.number scope="col" { "Reports" } } }
                        tbody {
                            @for stretch in &coverage.stretches {
                                tr {
                                    th scope="row" { (stretch_name(coverage.unit, stretch.start)) }
                                    td.number { (grouped(stretch.n_statements)) }
                                    td.number { (grouped(stretch.n_reports)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn stretch_name(unit: Unit, start: jiff::civil::Date) -> String {
    match unit {
        Unit::Day => day(start),
        Unit::Week => format!("week of {}", day(start)),
        Unit::Month => day(start).split_once(' ').map_or_else(String::new, |(_, rest)| rest.to_owned()),
        Unit::Year => start.year().to_string(),
    }
}

fn tick_name(unit: Unit, start: jiff::civil::Date) -> String {
    let whole = day(start);
    match unit {
        Unit::Day | Unit::Week => whole.rsplit_once(' ').map_or(whole.clone(), |(start, _)| start.to_owned()),
        Unit::Month | Unit::Year => stretch_name(unit, start),
    }
}

/// A length with as many digits as can be seen.
pub(super) fn fine(length: f64) -> String {
    let text = format!("{length:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}
