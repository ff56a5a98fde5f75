//! What the marks of one paragraph were, decided for all of them together.
//!
//! A reading gives every mark a label. It costs what its labels cost where they stand
//! ([`super::cost`]), and more for each quotation that closes without having been opened or opens
//! without being closed. The cheapest reading is found from left to right by keeping, for each
//! depth of quotation, the cheapest way to get there; that is linear in the number of marks.

use super::cost::{NEVER, cost};
use super::site::{Kind, Label, Site};

/// Depths told apart: not quoted, in a quotation, in one within it.
const N_DEPTHS: usize = 3;

const LABELS: [Label; 7] =
    [Label::Open, Label::Close, Label::Apostrophe, Label::Dash, Label::Ellipsis, Label::Keep, Label::Sound];

/// A closing mark without an opening one.
const UNOPENED: u32 = 50;
/// A quotation inside a quotation is rarer than two after each other.
const NESTED: u32 = 15;
/// A quotation the paragraph does not close.
const UNCLOSED: u32 = 60;
/// The same, where the next paragraph opens anew: it goes on there.
const CONTINUED: u32 = 25;
/// A paragraph that starts inside a quotation left open by the one before, without a mark.
const CARRIED: u32 = 20;

/// The marks of a paragraph and what its neighbours say.
pub(super) struct Paragraph<'p, 't> {
    pub(super) sites: &'p [Site<'t>],
    /// The paragraph before left a quotation open.
    pub(super) is_open: bool,
    /// The paragraph after begins with what may be an opening mark.
    pub(super) next_opens: bool,
}

/// What the marks were.
pub(super) struct Decided {
    /// For each site its label, and the depth it stands at: that before it.
    pub(super) labels: Vec<(Label, u8)>,
    /// Whether a quotation is open at the end.
    pub(super) is_open: bool,
}

/// How a depth was reached, and at what cost.
#[derive(Clone, Copy)]
struct Step {
    cost: u32,
    label: Label,
    from: usize,
}

/// The cheapest reading of the paragraph.
pub(super) fn decide(paragraph: &Paragraph) -> Decided {
    let mut costs = [0, if paragraph.is_open { CARRIED } else { 10 * NEVER }, 10 * NEVER];
    let mut steps: Vec<[Step; N_DEPTHS]> = Vec::with_capacity(paragraph.sites.len());
    for site in paragraph.sites {
        let mut best = [Step { cost: u32::MAX, label: Label::Keep, from: 0 }; N_DEPTHS];
        for label in LABELS {
            let here = cost(site, label);
            for (from, &before) in costs.iter().enumerate() {
                let (to, penalty) = advance(site, label, from);
                let total = before.saturating_add(here).saturating_add(penalty);
                if let Some(slot) = best.get_mut(to)
                    && total < slot.cost
                {
                    *slot = Step { cost: total, label, from };
                }
            }
        }
        costs = best.map(|step| step.cost);
        steps.push(best);
    }
    let unclosed = if paragraph.next_opens { CONTINUED } else { UNCLOSED };
    let mut depth = costs
        .iter()
        .zip([0, unclosed, unclosed + UNCLOSED])
        .map(|(&cost, end)| cost.saturating_add(end))
        .enumerate()
        .min_by_key(|&(_, cost)| cost)
        .map_or(0, |(depth, _)| depth);
    let is_open = depth > 0;
    let mut labels = Vec::with_capacity(steps.len());
    for step in steps.iter().rev() {
        let Some(step) = step.get(depth) else { break };
        depth = step.from;
        labels.push((step.label, u8::try_from(depth).unwrap_or(0)));
    }
    labels.reverse();
    Decided { labels, is_open }
}

/// The depth after `label`, and what an ill-matched mark costs.
fn advance(site: &Site, label: Label, from: usize) -> (usize, u32) {
    let label = match (label, site.kind) {
        (Label::Sound, Kind::SoundOpen) => Label::Open,
        (Label::Sound, Kind::SoundClose) => Label::Close,
        _ => label,
    };
    match (label, from) {
        (Label::Open, 0) => (1, 0),
        (Label::Open, 1) => (2, NESTED),
        (Label::Open, _) => (2, UNCLOSED),
        (Label::Close, 0) => (0, UNOPENED),
        (Label::Close, _) => (from - 1, 0),
        _ => (from, 0),
    }
}
