//! What depends on what, as boxes and arrows: what is wanted on the left, what it requires on the right.

use std::collections::BTreeMap;

use maud::{Markup, html};
use onrecord_record::position::condition::Condition;

use super::coverage::fine;
use super::wrap::wrapped;

const WIDTH: f64 = 860.0;
const BOX: f64 = 340.0;
const LINE: f64 = 17.0;
const GAP: f64 = 14.0;
/// Characters that fit into a box, at the width of the letters used.
const CHARACTERS: usize = 44;
const LINES: usize = 3;
/// Most conditions drawn; all are in the list below.
const MOST: usize = 12;

struct Drawn {
    lines: Vec<String>,
    top: f64,
    height: f64,
}

/// The graph of these conditions; `name` names holders. What is required word for word the same is drawn once.
pub(crate) fn conditions(conditions: &[&Condition], name: &dyn Fn(&Condition) -> String) -> Markup {
    if conditions.is_empty() {
        return html! {};
    }
    let shown = &conditions[..conditions.len().min(MOST)];
    let left = stacked(shown.iter().map(|c| (name(c), c.wants.clone())));
    let mut required: BTreeMap<(String, bool), usize> = BTreeMap::new();
    let mut order: Vec<&Condition> = Vec::new();
    for condition in shown {
        let key = (condition.requires.to_lowercase(), condition.negated);
        required.entry(key).or_insert_with(|| {
            order.push(condition);
            order.len() - 1
        });
    }
    let head = |negated: bool| if negated { "unless" } else { "only if" }.to_owned();
    let right = stacked(order.iter().map(|c| (head(c.negated), c.requires.clone())));
    let height = left.iter().chain(&right).map(|b| b.top + b.height).fold(0.0, f64::max) + 4.0;
    let label = format!("{} of what depends on what; the list below says the same in words", shown.len());
    html! {
        figure.chart.conditions {
            div.scroll tabindex="0" role="region" aria-label="What depends on what" {
                svg role="img" aria-label=(label) viewBox={ "0 0 " (WIDTH) " " (fine(height)) } {
                    defs {
                        marker #arrow viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto" {
                            path d="M0 0 8 4 0 8Z" {}
                        }
                    }
                    @for (condition, from) in shown.iter().zip(&left) {
                        @let key = (condition.requires.to_lowercase(), condition.negated);
                        @if let Some(to) = required.get(&key).and_then(|at| right.get(*at)) { (arrow(from, to)) }
                    }
                    @for drawn in &left { (box_of(drawn, 1.0)) }
                    @for drawn in &right { (box_of(drawn, WIDTH - BOX - 1.0)) }
                }
            }
        }
    }
}

fn stacked(texts: impl Iterator<Item = (String, String)>) -> Vec<Drawn> {
    let mut top = 2.0;
    texts
        .map(|(head, text)| {
            let mut lines = vec![head];
            lines.extend(wrapped(&text, CHARACTERS, LINES));
            let height = lines.len() as f64 * LINE + 12.0;
            let drawn = Drawn { lines, top, height };
            top += height + GAP;
            drawn
        })
        .collect()
}

fn box_of(drawn: &Drawn, left: f64) -> Markup {
    html! {
        rect.box x=(left) y=(fine(drawn.top)) width=(BOX) height=(fine(drawn.height)) rx="4" {}
        @for (line, text) in drawn.lines.iter().enumerate() {
            text class=[(line == 0).then_some("head")] x=(left + 10.0) y=(fine(drawn.top + 18.0 + line as f64 * LINE)) { (text) }
        }
    }
}

fn arrow(from: &Drawn, to: &Drawn) -> Markup {
    let (x1, y1) = (BOX + 1.0, from.top + from.height / 2.0);
    let (x2, y2) = (WIDTH - BOX - 3.0, to.top + to.height / 2.0);
    let middle = (x1 + x2) / 2.0;
    let path = format!(
        "M{} {}C{} {} {} {} {} {}",
        fine(x1),
        fine(y1),
        fine(middle),
        fine(y1),
        fine(middle),
        fine(y2),
        fine(x2),
        fine(y2)
    );
    html! { path.arrow d=(path) marker-end="url(#arrow)" {} }
}
