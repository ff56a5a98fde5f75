//! What the reader points at and what grammar states, together.
//!
//! The reader knows more ways to take a side, grammar knows better whose a word is. So what the reader points at stays,
//! but for a holder far from the sentence and a side it is unsure of; and what it does not see is added.

use onrecord_analysis::analysis::Analysis;

use crate::antecedent::antecedent;
use crate::frame::FrameKind;
use crate::holder::included;
use crate::pointed::{self, Pointed, pointed};
use crate::reading::{Holder, Reading, Stance};
use crate::stated::{Stated, stated};
use crate::subject::{is_somebody, joined, subject};
use crate::tree::{At, Tree};

/// Confidence of what grammar alone states.
const STATED: f32 = 0.45;

/// From this confidence on, what the reader points at stands against what grammar states.
const SURE: f32 = 0.5;

/// Least confidence of a position that is kept although its holder stands elsewhere.
const FAIR: f32 = 0.4;

/// All stances in a report, in text order.
pub fn readings(text: &str, analysis: &Analysis) -> Vec<Reading> {
    let tree = Tree::new(text, analysis);
    let mut positions = pointed(&tree);
    let mut alone: Vec<Pointed> = Vec::new();
    for stated in &stated(&tree) {
        positions.retain(|position| !is_beside(&tree, stated, position));
        let is_there = settle(&tree, stated, &mut positions);
        if !is_there && stated.stance != Stance::Unclear {
            alone.push(by_itself(&tree, stated));
        }
    }
    positions.retain_mut(|position| bring_home(&tree, position));
    positions.extend(alone);
    let others = shared(&tree, &positions);
    positions.extend(others);
    let mut found: Vec<Reading> = once(positions).into_iter().filter_map(|p| pointed::reading(&tree, p)).collect();
    found.sort_by_key(|reading| (reading.evidence.start(), reading.evidence.end(), reading.matter.start()));
    found
}

/// Looks for what the reader points at in the same words, and puts right what grammar knows better; whether there is
/// such a position.
fn settle(tree: &Tree<'_>, stated: &Stated, pointed: &mut [Pointed]) -> bool {
    let mut is_there = false;
    for position in pointed.iter_mut().filter(|position| touches(tree, stated, position.matter)) {
        if is_astray(tree, position) || is_within(tree, stated, position) {
            position.holder = stated.holder.clone();
            position.holder_at = stated.holder_at;
        } else if !is_same(tree, stated, position) {
            continue;
        }
        is_there = true;
        let has_terms = stated.requires.is_some() || position.requires.is_some();
        let takes_none = stated.kind != FrameKind::Attitude && stated.stance == Stance::Unclear;
        if (position.confidence < SURE || takes_none) && !has_terms {
            position.stance = stated.stance;
        }
        // The word that says it is no part of the matter, unless more hangs on it: "allow troops to come as guards".
        let more = tree.hanging(stated.at, &["xcomp", "ccomp", "advcl"]).any(|at| at != stated.matter);
        if position.matter == stated.at && !more {
            position.matter = stated.matter;
            position.meant = antecedent(tree, stated.matter);
        }
    }
    is_there
}

/// Whether the reader points into the matter for the holder: "hopes that Norway will sign".
fn is_within(tree: &Tree<'_>, stated: &Stated, position: &Pointed) -> bool {
    let is_inside = |at: At| tree.up(at).any(|step| step == stated.matter);
    position.confidence < SURE && stated.kind == FrameKind::Attitude && position.holder_at.is_some_and(is_inside)
}

/// Whether a matter is part of what is stated, or holds it.
fn touches(tree: &Tree<'_>, stated: &Stated, matter: At) -> bool {
    let is_under = |at: At, above: At| tree.up(at).any(|step| step == above);
    matter == stated.matter
        || is_under(matter, stated.matter)
        || is_under(stated.matter, matter) && is_under(matter, stated.at)
        || stated.kind == FrameKind::Judgement
            && tree.head(matter) == Some(stated.at)
            && tree.relation(matter) == "nsubj"
}

/// Whether the reader points at a word of a judgement that is not what is judged: "enough of a guarantee".
fn is_beside(tree: &Tree<'_>, stated: &Stated, position: &Pointed) -> bool {
    stated.kind == FrameKind::Judgement
        && stated.stance == Stance::Unclear
        && position.matter != stated.matter
        && tree.head(position.matter) == Some(stated.at)
        && matches!(tree.relation(position.matter), "nmod" | "obl")
}

fn is_same(tree: &Tree<'_>, stated: &Stated, position: &Pointed) -> bool {
    if position.holder == stated.holder || position.holder_at == stated.holder_at && stated.holder_at.is_some() {
        return true;
    }
    // What a pronoun stands for the reader has found by itself.
    if stated.holder_at.is_some_and(|at| tree.class(at) == "PRON") {
        return true;
    }
    match (&position.holder, &stated.holder) {
        (Holder::Words(one), Holder::Words(other)) => {
            one.overlaps(*other) || {
                let (one, other) = (one.slice(tree.text), other.slice(tree.text));
                one.contains(other) || other.contains(one)
            }
        }
        // Whoever tells it is named beside it.
        (Holder::Words(_), Holder::Teller) => is_teller(tree, position),
        _ => false,
    }
}

/// Whether the holder is the source of what is told.
fn is_teller(tree: &Tree<'_>, position: &Pointed) -> bool {
    let told = pointed::innermost(tree, position.matter).and_then(|told| tree.analysis.attributions.get(told));
    let Some(holder) = position.holder_at.and_then(|at| tree.token(at)) else { return false };
    told.is_some_and(|told| told.source.iter().any(|source| source.contains(holder.span)))
}

/// Whether the holder stands in the sentence that says who tells it: "“They want it,” she said of the Finns".
fn is_beside_teller(tree: &Tree<'_>, position: &Pointed) -> bool {
    let told = pointed::innermost(tree, position.matter).and_then(|told| tree.analysis.attributions.get(told));
    let sentence = |at: At| tree.sentence(at);
    let Some(holder) = position.holder_at.and_then(sentence) else { return false };
    let mut cue = told.into_iter().flat_map(|told| &told.cue);
    cue.any(|cue| tree.at(cue.start()).and_then(sentence) == Some(holder))
}

/// Whether the reader points out of the sentence for the holder, and not at who tells it.
fn is_astray(tree: &Tree<'_>, position: &Pointed) -> bool {
    let Some(holder) = position.holder_at else { return false };
    tree.sentence(holder) != tree.sentence(position.matter)
        && !is_teller(tree, position)
        && !is_beside_teller(tree, position)
}

/// Gives a position whose holder stands elsewhere to the subject of its own sentence; whether it is kept.
fn bring_home(tree: &Tree<'_>, position: &mut Pointed) -> bool {
    if !is_astray(tree, position) {
        return true;
    }
    // Whoever is taken for somebody else is not read well.
    if position.confidence < FAIR {
        return false;
    }
    let governor = pointed::governor(tree, position.matter);
    let Some(at) = subject(tree, governor).filter(|at| is_somebody(tree, *at)) else { return is_near(tree, position) };
    // A pronoun may well stand for whom the reader found.
    if tree.class(at) == "PRON" && is_near(tree, position) && !matches!(tree.lemma(at).as_str(), "we" | "i") {
        return true;
    }
    let Some(holder) = pointed::holder(tree, at) else { return false };
    position.holder = holder;
    position.holder_at = Some(at);
    true
}

/// Whether the holder stands in the sentence before.
fn is_near(tree: &Tree<'_>, position: &Pointed) -> bool {
    let sentence = |at: At| tree.sentence(at);
    let Some((holder, matter)) = position.holder_at.and_then(sentence).zip(sentence(position.matter)) else {
        return false;
    };
    holder + 1 == matter || position.confidence >= SURE && holder < matter
}

/// The same position of those who are joined to its holder: "welcomed by brewers and farmers".
fn shared(tree: &Tree<'_>, positions: &[Pointed]) -> Vec<Pointed> {
    let mut found = Vec::new();
    for position in positions {
        let Some(at) = position.holder_at else { continue };
        let all = joined(tree, at);
        let first =
            tree.head(at).filter(|_| tree.relation(at) == "conj").map(|head| joined(tree, head)).unwrap_or_default();
        let parts = included(tree, at).flat_map(|part| joined(tree, part));
        for other in all.into_iter().chain(first).chain(parts).filter(|other| *other != at) {
            let is_there = positions.iter().any(|p| p.matter == position.matter && p.holder_at == Some(other));
            if let Some(holder) = pointed::holder(tree, other).filter(|_| !is_there && is_somebody(tree, other)) {
                let Pointed { matter, meant, stance, requires, ascribed, confidence, .. } = *position;
                found.push(Pointed {
                    matter,
                    meant,
                    stance,
                    holder,
                    holder_at: Some(other),
                    requires,
                    ascribed,
                    confidence,
                });
            }
        }
    }
    found
}

/// Of several positions of one holder on one matter, the surest.
fn once(mut positions: Vec<Pointed>) -> Vec<Pointed> {
    positions.sort_by(|a, b| b.confidence.total_cmp(&a.confidence).then(a.matter.cmp(&b.matter)));
    let mut found: Vec<Pointed> = Vec::new();
    for position in positions {
        let is_there = found.iter().any(|p| p.matter == position.matter && is_one(&p.holder, &position.holder));
        if !is_there {
            found.push(position);
        }
    }
    found
}

fn is_one(one: &Holder, other: &Holder) -> bool {
    match (one, other) {
        (Holder::Words(one), Holder::Words(other)) => one.overlaps(*other),
        _ => one == other,
    }
}

fn by_itself(tree: &Tree<'_>, stated: &Stated) -> Pointed {
    let Stated { matter, stance, holder_at, requires, .. } = *stated;
    let seen = tree.analysis.positions.iter().find(|position| position.matter == matter);
    let is_told = holder_at.is_some() && pointed::innermost(tree, matter).is_some();
    let ascribed = seen.map_or(if is_told { 0.4 } else { 0.0 }, |position| position.ascribed);
    let meant = antecedent(tree, matter);
    Pointed { matter, meant, stance, holder: stated.holder.clone(), holder_at, requires, ascribed, confidence: STATED }
}
