//! Somebody's word has changed: reversal, softening, hardening.
//!
//! Only own words count, quoted, of somebody the record knows by name, and said on two occasions that cannot be one. They
//! must be on the same matter ([`super::matter`]). What stand they take is read from their words ([`super::stand`]), or
//! from stances on one issue of which the reader is sure.

use onrecord_analysis::attribution::Kind;

use super::accounts::is_denial;
use super::matter::{common_stances, differ_in_amount, repeats, sameness};
use super::stand::{Claim, Stand, Step, claim, grants, step};
use super::{Conflict, ConflictKind, Said, Side, Sided, beside};
use crate::amount::Amount;
use crate::reconcile::content::n_shared_stems;
use crate::stance::Stance;

/// Fewest words of a quotation that takes a stand.
const FEWEST_WORDS: usize = 4;

/// Least confidence of two stances on one issue that oppose each other, for them to say that somebody turned round.
const SURE_TURN: f32 = 0.7;

/// Share of the content of one statement that the other has, from which both say the same.
const SAID_AGAIN: f32 = 0.6;

/// Most statements on either side of a speaker's statement that it is compared with: those next in time. Older ones that
/// say the same come up by themselves.
const NEXT: usize = 24;

pub(super) fn conflicts(found: &Sided<'_>) -> Vec<Conflict> {
    found.by_speaker().flat_map(|said| of_speaker(said, found)).collect()
}

/// Former words of a speaker and later ones, all that say the same on each side, with the step between them.
struct Change<'s, 'r> {
    earlier: Vec<&'s Said<'r>>,
    later: Vec<&'s Said<'r>>,
    step: Step,
}

fn of_speaker(said: &[Said<'_>], found: &Sided<'_>) -> Vec<Conflict> {
    let is_own = |said: &&Said<'_>| said.kind != Kind::Indirect && said.text.words.len() >= FEWEST_WORDS;
    let own: Vec<&Said<'_>> = said.iter().filter(is_own).collect();
    let mut changes: Vec<Change<'_, '_>> = Vec::new();
    for (n, later) in own.iter().enumerate() {
        // The nearest before it that it turns away from: what was said before that is another story.
        let before = own.iter().take(n).rev().take(NEXT);
        let turned = before.filter_map(|earlier| Some((*earlier, change(earlier, later, found)?))).next();
        if let Some((earlier, step)) = turned {
            add(&mut changes, earlier, later, step, found);
        }
    }
    for (earlier, later, step) in beside::changes(said, found) {
        add(&mut changes, earlier, later, step, found);
    }
    changes.iter().filter_map(|change| conflict(change, found)).collect()
}

/// One change may come up by several statements that say the same, where it could not be told that they are one.
fn add<'s, 'r>(
    changes: &mut Vec<Change<'s, 'r>>,
    earlier: &'s Said<'r>,
    later: &'s Said<'r>,
    step: Step,
    found: &Sided<'_>,
) {
    let alike = |all: &[&Said<'_>], one: &Said<'_>| all.iter().any(|other| is_same(other, one, found));
    let known = changes.iter_mut().find(|change| alike(&change.earlier, earlier) && alike(&change.later, later));
    let Some(known) = known else {
        changes.push(Change { earlier: vec![earlier], later: vec![later], step });
        return;
    };
    for (side, said) in [(&mut known.earlier, earlier), (&mut known.later, later)] {
        if side.iter().all(|other| other.statement.id != said.statement.id) {
            side.push(said);
        }
    }
}

fn is_same(one: &Said<'_>, other: &Said<'_>, found: &Sided<'_>) -> bool {
    let covered = |a: &Said<'_>, b: &Said<'_>| found.lexicon.covered(&a.text, &b.text);
    one.statement.id == other.statement.id
        || one.stand == other.stand && covered(one, other).max(covered(other, one)) >= SAID_AGAIN
}

fn change(earlier: &Said<'_>, later: &Said<'_>, found: &Sided<'_>) -> Option<Step> {
    let (first, second) = (earlier.occasion?, later.occasion?);
    if !first.is_before(&second) || repeats(earlier, later) || is_denial(later) {
        return None;
    }
    let turn = stance_step(earlier, later, found);
    // Most have nothing in common, which is cheap to see.
    if turn.is_none() && n_shared_stems(&earlier.text, &later.text) == 0 && found.gist(earlier, later) < 0.3 {
        return None;
    }
    // What was a condition may wait now.
    let waits = later.stand == Some(Stand::LeavesRoom) && n_shared_stems(&earlier.condition, &later.text) > 0;
    if !(sameness(earlier, later, found).is_one() || waits) {
        return None;
    }
    turn.or_else(|| amount_step(earlier, later)).or_else(|| stand_step(earlier, later))
}

/// The step between the stands of both. Who refuses whatever the terms
/// and then allows it whatever the terms has not only left room: what was refused is done.
pub(super) fn stand_step(earlier: &Said<'_>, later: &Said<'_>) -> Option<Step> {
    let (was, is) = (earlier.stand?, later.stand?);
    let has_terms = |said: &Said<'_>| !said.condition.words.is_empty() || !said.amounts.is_empty();
    if (was, is) == (Stand::Refuses, Stand::LeavesRoom)
        && !has_terms(earlier)
        && !has_terms(later)
        && grants(later.words)
    {
        return Some(Step::Turn);
    }
    step(was, is)
}

/// Who is surely for what he was surely against, or the reverse, has turned round.
fn stance_step(earlier: &Said<'_>, later: &Said<'_>, found: &Sided<'_>) -> Option<Step> {
    common_stances(earlier, later, found).into_iter().find_map(|(_, was, is, sure)| match (was, is) {
        (Stance::Support, Stance::Oppose) | (Stance::Oppose, Stance::Support) if sure >= SURE_TURN => Some(Step::Turn),
        _ => None,
    })
}

/// Who wants more becomes stricter, and so does who offers less. Both must have one amount, of one unit.
pub(super) fn amount_step(earlier: &Said<'_>, later: &Said<'_>) -> Option<Step> {
    if !differ_in_amount(earlier, later) {
        return None;
    }
    let (was, is) = (telling(earlier), telling(later));
    let ([one], [other]) = (was.as_slice(), is.as_slice()) else { return None };
    if one.unit != other.unit {
        return None;
    }
    let rises = other.value > one.value;
    let claimed = match (claim(earlier.words), claim(later.words)) {
        (Some(one), Some(other)) if one != other => None,
        (one, other) => one.or(other),
    };
    match (claimed, earlier.stand, later.stand) {
        (Some(Claim::Wants), ..) => Some(if rises { Step::Harder } else { Step::Softer }),
        (Some(Claim::Offers), ..) => Some(if rises { Step::Softer } else { Step::Harder }),
        _ => None,
    }
}

fn telling<'s>(said: &'s Said<'_>) -> Vec<&'s Amount> {
    said.amounts.iter().filter(|amount| amount.unit.is_telling()).collect()
}

fn conflict(change: &Change<'_, '_>, found: &Sided<'_>) -> Option<Conflict> {
    let (earlier, later) = (change.earlier.first()?, change.later.first()?);
    let speaker = found.name(earlier.statement.speaker.as_ref());
    let when = |said: &Said<'_>| said.statement.said_on.as_ref().map_or_else(String::new, |day| format!(" ({day})"));
    let (kind, turned) = match change.step {
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
    let sides = [(&change.earlier, earlier), (&change.later, later)].map(|(all, first)| Side {
        statements: all.iter().map(|said| said.statement.id.clone()).collect(),
        text: first.statement.text.clone(),
        evidence: found.evidence(all.iter().flat_map(|said| &said.statement.witnesses)),
    });
    Some(Conflict::new(kind, None, sides, explanation))
}
