//! What somebody says another's position is, against that other's own words.
//!
//! The teller names the other, or his side, and says that he agrees to something; the other's own words refuse it or deny
//! having said so. Both must speak of the same thing, or the denial must name the teller.

use std::collections::{BTreeMap, BTreeSet};

use super::stand::{Stand, refuses, stand};
use super::{Conflict, ConflictKind, Found, Said, Side};
use crate::id::{ActorId, StatementId};
use crate::reconcile::content::n_shared_stems;
use crate::word::fold_all;

/// Least share of the content of the shorter of both that the other has.
const LEAST_COVERED: f32 = 0.2;

/// Most days between both.
const MOST_APART: i32 = 10;

/// Fewest words that say what somebody's position is.
const FEWEST_WORDS: usize = 4;

/// Most statements of a side that are compared.
const MOST: usize = 200;

/// At most one conflict for each teller and each side he speaks of.
pub(super) fn conflicts(found: &Found<'_>) -> Vec<Conflict> {
    let mut conflicts = Vec::new();
    for of_teller in found.by_speaker() {
        let Some(teller) = of_teller.first().and_then(|said| said.statement.speaker.as_ref()) else { continue };
        let own_side = found.side_of(teller);
        let mut told: BTreeMap<&ActorId, Vec<&Said<'_>>> = BTreeMap::new();
        for said in of_teller.iter().filter(|said| says_position(said)) {
            let of = found.spoken_of(&said.statement.witnesses);
            let sides: BTreeSet<&ActorId> = of.into_iter().map(|other| found.side_of(other)).collect();
            for side in sides.into_iter().filter(|side| *side != own_side && *side != teller) {
                told.entry(side).or_default().push(said);
            }
        }
        for (side, told) in told {
            let own: Vec<&Said<'_>> = found.said_by_side(side).take(MOST).collect();
            let mut contradicted: Vec<&Said<'_>> = Vec::new();
            let mut contradicting: BTreeMap<&StatementId, &Said<'_>> = BTreeMap::new();
            for said in told {
                let against: Vec<&&Said<'_>> = own
                    .iter()
                    .filter(|own| own.statement.id != said.statement.id && contradicts(said, own, teller, found))
                    .collect();
                if !against.is_empty() {
                    contradicted.push(said);
                    contradicting.extend(against.into_iter().map(|own| (&own.statement.id, *own)));
                }
            }
            let contradicting: Vec<&Said<'_>> = contradicting.into_values().collect();
            conflicts.extend(conflict(&contradicted, &contradicting, side, found));
        }
    }
    conflicts
}

/// Whether it says that something is agreed to, wanted or given up, and not that it is refused.
fn says_position(said: &Said<'_>) -> bool {
    said.text.words.len() >= FEWEST_WORDS
        && (concedes(said.words) || matches!(stand(said.words), Some(Stand::Commits | Stand::LeavesRoom)))
}

/// What has a negation and refuses nothing.
const NO_REFUSALS: [&str; 4] = ["no objection", "no longer object", "no problem", "no trouble"];

/// "The bureau has no objection", "no longer objects", "has dropped its demand".
fn concedes(words: &str) -> bool {
    const CONCEDING: [&str; 6] =
        ["has dropped", "have dropped", "giving up", "gave up", "has given up", "not looking for"];
    let lower = words.to_lowercase();
    CONCEDING.iter().chain(&NO_REFUSALS).any(|conceding| lower.contains(conceding))
}
/// "I said no such thing", "she heard what she would have liked to hear".
fn denies(words: &str) -> bool {
    const DENYING: [&str; 8] = [
        "no such thing",
        "nothing of the kind",
        "did not say",
        "didnt say",
        "never said",
        "never told",
        "liked to hear",
        "pleased her to hear",
    ];
    let words = fold_all(words);
    DENYING.iter().any(|denying| words.contains(denying))
}

fn contradicts(told: &Said<'_>, own: &Said<'_>, teller: &ActorId, found: &Found<'_>) -> bool {
    let gives_in = NO_REFUSALS.iter().any(|phrase| own.words.to_lowercase().contains(phrase));
    if gives_in || own.text.words.len() < FEWEST_WORDS {
        return false;
    }
    if told.occasion.zip(own.occasion).is_some_and(|(one, other)| one.apart(&other) > MOST_APART) {
        return false;
    }
    let lexicon = &found.lexicon;
    let covered = lexicon.covered(&told.text, &own.text).max(lexicon.covered(&own.text, &told.text));
    let on_it = n_shared_stems(&told.text, &own.text) > 0 && covered >= LEAST_COVERED;
    let is_refusal = stand(own.words) == Some(Stand::Refuses) || own.is_quoted && refuses(own.words);
    let names_teller = || found.spoken_of(&own.statement.witnesses).contains(teller);
    on_it && is_refusal || own.is_quoted && denies(own.words) && names_teller()
}

fn conflict(told: &[&Said<'_>], own: &[&Said<'_>], side: &ActorId, found: &Found<'_>) -> Option<Conflict> {
    let (told, own) = (sorted(told), sorted(own));
    let (first, against) = (told.first()?, own.first()?);
    let order = match (first.occasion, against.occasion) {
        (Some(one), Some(other)) if one.apart(&other) == 0 => "about the same day",
        (Some(one), Some(other)) if one.first() > other.first() => "before",
        (Some(_), Some(_)) => "after",
        _ => "on a day not known",
    };
    let explanation = format!(
        "{} says of {}: “{}”; own words of {}, {order}: “{}”.",
        found.name(first.statement.speaker.as_ref()),
        found.name(Some(side)),
        first.statement.text,
        found.name(against.statement.speaker.as_ref()),
        against.statement.text
    );
    let sides = [(&told, first), (&own, against)].map(|(said, first)| Side {
        statements: said.iter().map(|said| said.statement.id.clone()).collect(),
        text: first.statement.text.clone(),
        evidence: found.evidence(said.iter().flat_map(|said| &said.statement.witnesses)),
    });
    Some(Conflict::new(ConflictKind::Hearsay, None, sides, explanation))
}

/// In the order of their days.
fn sorted<'s, 'r>(said: &[&'s Said<'r>]) -> Vec<&'s Said<'r>> {
    let mut said = said.to_vec();
    said.sort_by(|a, b| (a.occasion, &a.statement.id).cmp(&(b.occasion, &b.statement.id)));
    said
}
