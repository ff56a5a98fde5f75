//! A lane for each side over time, with a mark for each stance.

use jiff::civil::Date;
use maud::{Markup, html};
use onrecord_record::position::stance::IssueStance;

use super::coverage::fine;
use crate::link::{Links, Page};
use crate::page::part::day::{day, span};
use crate::page::part::mark::{symbol, word};
use crate::page::shortened;

const WIDTH: f64 = 860.0;
const LEFT: f64 = 150.0;
const RIGHT: f64 = 20.0;
const TOP: f64 = 26.0;
const MARK: f64 = 13.0;
/// Rows of marks in a lane; the rest is counted.
const MOST_ROWS: usize = 4;
/// Marks in a lane, the latest; the rest is counted.
const MOST_MARKS: usize = 60;

/// One side, and what it takes.
pub(crate) struct Lane<'l> {
    pub name: String,
    pub stances: Vec<&'l IssueStance>,
}

struct Placed<'l> {
    stance: &'l IssueStance,
    x: f64,
    row: usize,
}

/// The chart; nothing if no stance has a day.
pub(crate) fn lanes(title: &str, lanes: &[Lane<'_>], links: Links) -> Markup {
    let days: Vec<Date> = lanes.iter().flat_map(|lane| &lane.stances).filter_map(|s| day_of(s)).collect();
    let (Some(first), Some(last)) = (days.iter().min().copied(), days.iter().max().copied()) else {
        return html! {};
    };
    let n_days = f64::from((last - first).get_days().max(1));
    let x = |day: Date| LEFT + 12.0 + f64::from((day - first).get_days()) / n_days * (WIDTH - LEFT - RIGHT - 24.0);
    let placed: Vec<(&Lane<'_>, Vec<Placed<'_>>, usize)> = lanes
        .iter()
        .map(|lane| {
            let (placed, left_out) = place(lane, &x);
            (lane, placed, left_out)
        })
        .filter(|(_, placed, _)| !placed.is_empty())
        .collect();
    let height_of = |placed: &[Placed<'_>]| {
        let rows = placed.iter().map(|p| p.row + 1).max().unwrap_or(1);
        rows as f64 * (MARK + 3.0) + 12.0
    };
    let height: f64 = TOP + placed.iter().map(|(_, placed, _)| height_of(placed)).sum::<f64>() + 4.0;
    let mut top = TOP;
    let mut tops = Vec::new();
    for (_, placed, _) in &placed {
        tops.push(top);
        top += height_of(placed);
    }
    let n_ticks = (last - first).get_days().clamp(1, 6);
    let ticks = (0..=n_ticks).filter_map(|at| {
        let offset = i64::from((last - first).get_days()) * i64::from(at) / i64::from(n_ticks);
        first.checked_add(jiff::Span::new().days(offset)).ok()
    });
    html! {
        figure.chart.lanes {
            div.scroll tabindex="0" role="region" aria-label={ "Stances on " (title) " over time" } {
                svg role="group" aria-label={ "A lane for each side, a mark for each stance, from " (day(first)) " to " (day(last)) } viewBox={ "0 0 " (WIDTH) " " (fine(height)) } {
                    @for tick in ticks {
                        line.grid x1=(fine(x(tick))) x2=(fine(x(tick))) y1=(TOP - 6.0) y2=(fine(height)) {}
                        text.tick x=(fine(x(tick))) y="12" text-anchor="middle" { (tick_name(tick)) }
                    }
                    @for ((lane, placed, left_out), top) in placed.iter().zip(&tops) {
                        g role="list" aria-label=(lane.name) {
                            line.axis x1="0" x2=(WIDTH) y1=(fine(*top - 2.0)) y2=(fine(*top - 2.0)) {}
                            text.lane x="0" y=(fine(*top + 14.0)) aria-hidden="true" { (shortened(&lane.name, 22)) }
                            @if *left_out > 0 {
                                text.tick x="0" y=(fine(*top + 28.0)) { "and " (left_out) " more" }
                            }
                            @for mark in placed { (draw(mark, *top, links, &x)) }
                        }
                    }
                }
            }
        }
    }
}

fn draw(mark: &Placed<'_>, top: f64, links: Links, x: &dyn Fn(Date) -> f64) -> Markup {
    let Placed { stance, x: at, row } = mark;
    let y = top + 4.0 + *row as f64 * (MARK + 3.0);
    let said = stance.said_on.as_ref();
    let days = said.map_or_else(String::new, |date| span(date.earliest(), date.latest()));
    let told = if stance.ascribed { ", told by others" } else { ", in own words" };
    let label = format!("{}, {days}{told}", word(stance.stance));
    let interval =
        said.and_then(|date| Some((x(date.earliest()?).max(LEFT), x(date.latest()?)))).filter(|(a, b)| b - a > MARK);
    let symbol = html! {
        title { (label) }
        @if let Some((from, to)) = interval {
            line class={ "interval " (stance.stance.name()) } x1=(fine(from)) x2=(fine(to)) y1=(fine(y + MARK / 2.0)) y2=(fine(y + MARK / 2.0)) {}
        }
        use class={ "mark " (stance.stance.name()) } href={ "#" (symbol(stance.stance, stance.ascribed)) } x=(fine(at - MARK / 2.0)) y=(fine(y)) width=(MARK) height=(MARK) {}
    };
    html! {
        g role="listitem" {
            @if let Some(id) = &stance.statement {
                a href=(links.to(&Page::Statement(id.clone()))) aria-label=(label) { (symbol) }
            } @else {
                g role="img" aria-label=(label) { (symbol) }
            }
        }
    }
}

/// Puts the marks of a lane into rows, so that none hides another; those that do not fit are counted.
fn place<'l>(lane: &Lane<'l>, x: &dyn Fn(Date) -> f64) -> (Vec<Placed<'l>>, usize) {
    let mut ends: Vec<f64> = Vec::new();
    let (mut placed, mut left_out) = (Vec::new(), 0);
    let mut dated: Vec<(f64, &IssueStance)> =
        lane.stances.iter().filter_map(|stance| Some((x(day_of(stance)?), *stance))).collect();
    dated.sort_by(|a, b| a.0.total_cmp(&b.0));
    left_out += dated.len().saturating_sub(MOST_MARKS);
    dated.drain(..dated.len().saturating_sub(MOST_MARKS));
    for (at, stance) in dated {
        let start = at - MARK / 2.0;
        let row = match ends.iter().position(|end| *end + 2.0 <= start) {
            Some(row) => row,
            None if ends.len() < MOST_ROWS => {
                ends.push(0.0);
                ends.len() - 1
            }
            None => {
                left_out += 1;
                continue;
            }
        };
        if let Some(end) = ends.get_mut(row) {
            *end = start + MARK;
        }
        placed.push(Placed { stance, x: at, row });
    }
    (placed, left_out)
}

/// Where on the line of time a stance is put: the last day it may have been said, where that is not known the first.
fn day_of(stance: &IssueStance) -> Option<Date> {
    let said = stance.said_on.as_ref()?;
    said.latest().or(said.earliest())
}

fn tick_name(tick: Date) -> String {
    day(tick)
}
