//! Somebody's word has changed: reversal, softening, hardening.
//!
//! Only own words count, quoted, of somebody the record knows by name, and said on two occasions that cannot be one. They
//! must speak of the same thing: the same words that carry content, or amounts of the same unit. What stand they take is
//! read from their words ([`super::stand`]).

use super::stand::{Claim, Stand, Step, claim, condition, stand, step};
use super::{Conflict, ConflictKind, Found, Said, Side};
use crate::amount::{Amount, amounts};
use crate::issue::MEANINGS;
use crate::reconcile::content::{Lexicon, Text, n_shared, n_shared_stems};

/// Share of the content of the shorter of both that the other has, from which they speak of the same thing.
const COVERED: f32 = 0.45;

/// The same, where both are as like as [`LIKE`] as a whole.
const COVERED_AND_LIKE: f32 = 0.3;
const LIKE: f32 = 0.4;

/// Least likeness of both where they have amounts of one unit, and different ones.
const LIKE_WITH_AMOUNTS: f32 = 0.25;

/// Fewest words of a quotation that takes a stand.
const FEWEST_WORDS: usize = 4;

/// Most statements on either side of a speaker's statement that it is compared with: those next in time. Older ones that
/// say the same come up by themselves.
const NEXT: usize = 24;

pub(super) fn conflicts(found: &Found<'_>) -> Vec<Conflict> {
    let mut lexicon = Lexicon::new(MEANINGS.as_ref());
    found.by_speaker().flat_map(|said| of_speaker(said, &mut lexicon, found)).collect()
}

fn of_speaker(said: &[Said<'_>], lexicon: &mut Lexicon<'_>, found: &Found<'_>) -> Vec<Conflict> {
    let quoted = said.iter().filter(|said| said.is_quoted && said.has_words(FEWEST_WORDS));
    let own: Vec<Own<'_>> = quoted.map(|said| Own::new(said, lexicon)).collect();
    let mut conflicts = Vec::new();
    for (n, later) in own.iter().enumerate() {
        // The nearest before it that it turns away from: what was said before that is another story.
        let before = own.iter().take(n).rev().take(NEXT);
        let turned = before.filter_map(|earlier| Some((earlier, change(earlier, later, lexicon)?))).next();
        if let Some((earlier, step)) = turned {
            conflicts.push(conflict(earlier.said, later.said, step, found));
        }
    }
    conflicts
}

/// A statement in the speaker's own words, with the stand it takes.
struct Own<'s> {
    said: &'s Said<'s>,
    stand: Option<Stand>,
    text: Text,
    /// What it makes its condition.
    condition: Text,
    amounts: Vec<Amount>,
}

impl<'s> Own<'s> {
    fn new(said: &'s Said<'s>, lexicon: &mut Lexicon<'_>) -> Self {
        Self {
            said,
            stand: stand(said.words),
            text: lexicon.text(said.words),
            condition: lexicon.text(condition(said.words)),
            amounts: amounts(said.words, &[]),
        }
    }
}

fn change(earlier: &Own<'_>, later: &Own<'_>, lexicon: &Lexicon<'_>) -> Option<Step> {
    let (first, second) = (earlier.said.occasion?, later.said.occasion?);
    if first.apart(&second) == 0 || first.first() > second.first() {
        return None;
    }
    if !on_the_same(earlier, later, lexicon) {
        return None;
    }
    step(earlier.stand?, later.stand?).or_else(|| amount_step(earlier, later))
}

/// Who wants more becomes stricter, and so does who offers less. Both must have one amount, of one unit.
fn amount_step(earlier: &Own<'_>, later: &Own<'_>) -> Option<Step> {
    let ([one], [other]) = (earlier.amounts.as_slice(), later.amounts.as_slice()) else { return None };
    if one.unit != other.unit || !one.unit.is_telling() || one.agrees(other) {
        return None;
    }
    let rises = other.value > one.value;
    match (claim(earlier.said.words)?, claim(later.said.words)?) {
        (Claim::Wants, Claim::Wants) => Some(if rises { Step::Harder } else { Step::Softer }),
        (Claim::Offers, Claim::Offers) => Some(if rises { Step::Softer } else { Step::Harder }),
        _ => None,
    }
}

fn on_the_same(earlier: &Own<'_>, later: &Own<'_>, lexicon: &Lexicon<'_>) -> bool {
    let leaves_room = later.stand == Some(Stand::LeavesRoom);
    // Most have nothing in common, which is cheap to see.
    if n_shared_stems(&earlier.text, &later.text) == 0 {
        return false;
    }
    // A part of what was said before, said again.
    let runs = earlier.text.runs.len().min(later.text.runs.len());
    if runs > 0 && n_shared(&earlier.text.runs, &later.text.runs) == runs {
        return false;
    }
    // What was a condition may wait now.
    if leaves_room && n_shared_stems(&earlier.condition, &later.text) > 0 {
        return true;
    }
    let same_unit = earlier.amounts.iter().any(|one| {
        later.amounts.iter().any(|other| one.unit == other.unit && one.unit.is_telling() && !one.agrees(other))
    });
    let like = lexicon.likeness(&earlier.text, &later.text);
    let covered = lexicon.covered(&earlier.text, &later.text).max(lexicon.covered(&later.text, &earlier.text));
    covered >= COVERED || covered >= COVERED_AND_LIKE && like >= LIKE || same_unit && like >= LIKE_WITH_AMOUNTS
}

fn conflict(earlier: &Said<'_>, later: &Said<'_>, step: Step, found: &Found<'_>) -> Conflict {
    let speaker = found.name(earlier.statement.speaker.as_ref());
    let when = |said: &Said<'_>| said.statement.said_on.as_ref().map_or_else(String::new, |day| format!(" ({day})"));
    let (kind, turned) = match step {
        Step::Turn => (ConflictKind::Reversal, "later says the opposite"),
        Step::Softer => (ConflictKind::Softening, "is later less strict"),
        Step::Harder => (ConflictKind::Hardening, "is later stricter"),
    };
    let explanation = format!(
        "{speaker} says “{}”{}, and {turned}: “{}”{}.",
        earlier.statement.text,
        when(earlier),
        later.statement.text,
        when(later)
    );
    let side = |said: &Said<'_>| Side {
        statements: vec![said.statement.id.clone()],
        text: said.statement.text.clone(),
        evidence: found.evidence(&said.statement.witnesses),
    };
    Conflict::new(kind, None, [side(earlier), side(later)], explanation)
}
