//! What somebody says another's position is, against that other's own words.
//!
//! The teller ascribes a side on an issue to the other; the other's own words take the opposite side on it. Or the teller
//! says what the other does, and the other's own words on the same matter refuse it. Or the other denies having said what
//! the teller says, and names him.

use std::collections::{BTreeMap, BTreeSet};

use super::matter::sameness;
use super::stand::Stand;
use super::{Conflict, ConflictKind, Said, Side, Sided};
use crate::id::{ActorId, IssueId, StatementId};
use crate::position::stance::IssueStance;
use crate::reconcile::content::n_shared_stems;
use crate::stance::Stance;
use crate::word::fold_all;

/// Least confidence of what is told, and of the own words. A conflict that is none accuses somebody, and most that are none
/// came from a stance that was not told of anybody.
const LEAST_TOLD: f32 = 0.6;
const LEAST_OWN: f32 = 0.35;

/// Most days between both.
const MOST_APART: i32 = 10;

/// Fewest words that say what somebody's position is.
const FEWEST_WORDS: usize = 4;

/// Most words of two statements of which one refuses what the other tells: longer ones speak of more than one thing.
const MOST_WORDS: usize = 22;

/// Most statements of a side that are compared.
const MOST: usize = 200;

/// What is told of a side on one issue, and its own words against that.
#[derive(Default)]
struct Contradiction<'s, 'r> {
    /// What is told and what contradicts it.
    pairs: Vec<(&'s Said<'r>, &'s Said<'r>)>,
    told: Vec<&'s Said<'r>>,
    own: BTreeMap<&'r StatementId, &'s Said<'r>>,
}

/// At most one conflict for each teller, each side he speaks of and each issue.
pub(super) fn conflicts(found: &Sided<'_>) -> Vec<Conflict> {
    let mut conflicts = Vec::new();
    for of_teller in found.by_speaker() {
        let Some(teller) = of_teller.first().and_then(|said| said.statement.speaker.as_ref()) else { continue };
        let own_side = found.side_of(teller);
        let mut told: BTreeMap<&ActorId, Vec<&Said<'_>>> = BTreeMap::new();
        for said in of_teller {
            let of = found.spoken_of(&said.statement.witnesses);
            if of.is_empty() || !said.has_words(FEWEST_WORDS) {
                continue;
            }
            let sides: BTreeSet<&ActorId> = of.into_iter().map(|other| found.side_of(other)).collect();
            for side in sides.into_iter().filter(|side| *side != own_side && *side != teller) {
                told.entry(side).or_default().push(said);
            }
        }
        for (side, told) in told {
            let own: Vec<&Said<'_>> = found.said_by_side(side).take(MOST).collect();
            let mut by_issue: BTreeMap<Option<&IssueId>, Contradiction<'_, '_>> = BTreeMap::new();
            for said in told {
                for own in own.iter().filter(|own| own.statement.id != said.statement.id) {
                    let Some(issue) = contradicts(said, own, teller, side, found) else { continue };
                    let contradiction = by_issue.entry(issue).or_default();
                    contradiction.pairs.push((said, own));
                    contradiction.told.push(said);
                    contradiction.own.insert(&own.statement.id, own);
                }
            }
            for (issue, contradiction) in joined(by_issue) {
                conflicts.extend(conflict(&contradiction, issue, side, found));
            }
        }
    }
    conflicts
}

/// The same words may be on two issues, which makes one contradiction: the first issue keeps it.
fn joined<'s, 'r>(
    by_issue: BTreeMap<Option<&'r IssueId>, Contradiction<'s, 'r>>,
) -> Vec<(Option<&'r IssueId>, Contradiction<'s, 'r>)> {
    let mut all: Vec<(Option<&IssueId>, Contradiction<'_, '_>)> = Vec::new();
    // Those on an issue before the one on none.
    for (issue, next) in by_issue.into_iter().rev() {
        let told = |said: &Said<'_>| next.told.iter().any(|other| other.statement.id == said.statement.id);
        match all.iter_mut().find(|(_, known)| known.told.iter().any(|said| told(said))) {
            Some((_, known)) => {
                known.pairs.extend(next.pairs);
                known.told.extend(next.told);
                known.own.extend(next.own);
            }
            None => all.push((issue, next)),
        }
    }
    all
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

/// The issue on which the one tells that `side` is for what the other, in its own words, is against, or the reverse; no
/// issue where the other denies what the teller says; `None` if it does neither.
fn contradicts<'r>(
    told: &Said<'r>,
    own: &Said<'r>,
    teller: &ActorId,
    side: &ActorId,
    found: &Sided<'r>,
) -> Option<Option<&'r IssueId>> {
    if told.occasion.zip(own.occasion).is_some_and(|(one, other)| one.apart(&other) > MOST_APART) {
        return None;
    }
    let of_side = |said: &Said<'r>, ascribed: bool| {
        let all = found.stances_of(&said.statement.id).iter();
        let least = if ascribed { LEAST_TOLD } else { LEAST_OWN };
        all.filter(move |s| s.ascribed == ascribed && s.confidence >= least)
            .filter(|s| found.side_of(&s.holder) == side)
            .copied()
            .collect::<Vec<_>>()
    };
    let opposed = |one: Stance, other: Stance| {
        matches!((one, other), (Stance::Support, Stance::Oppose) | (Stance::Oppose, Stance::Support))
    };
    let own_stances = of_side(own, false);
    // Two people of one side may differ; neither speaks for the other as he does for the side.
    let may_speak_for =
        |one: &ActorId, other: &ActorId| one == other || !found.is_person(one) || !found.is_person(other);
    let against = |one: &&'r IssueStance| {
        own_stances
            .iter()
            .any(|s| s.issue == one.issue && opposed(one.stance, s.stance) && may_speak_for(&one.holder, &s.holder))
    };
    let names_teller = || found.spoken_of(&own.statement.witnesses).contains(teller);
    match of_side(told, true).into_iter().find(against) {
        Some(stance) => Some(Some(&stance.issue)),
        None => {
            let denied = own.is_quoted && denies(own.words) && names_teller();
            // What the reader takes to be one side on one issue is not held against each other by its words.
            let agree =
                |one: &&'r IssueStance| own_stances.iter().any(|s| s.issue == one.issue && s.stance == one.stance);
            let agreed = of_side(told, true).iter().any(agree);
            (denied || !agreed && says_otherwise(told, own, side, found)).then_some(None)
        }
    }
}

/// Whether `told` says what `side` does or refuses, and `own`, quoted words of the side on the same matter, refuses or
/// does it.
fn says_otherwise<'r>(told: &Said<'r>, own: &Said<'r>, side: &ActorId, found: &Sided<'r>) -> bool {
    let turned = matches!(
        (told.stand, own.stand),
        (Some(Stand::Commits | Stand::LeavesRoom), Some(Stand::Refuses)) | (Some(Stand::Refuses), Some(Stand::Commits))
    );
    // Whose doing the teller's own words tell, as their fullest wording has it: others may sum them up otherwise.
    let fullest = told.statement.wordings.first().map_or(&[] as &[_], |wording| &wording.witnesses);
    let is_of_side = || found.subjects_of(fullest).into_iter().any(|who| found.side_of(who) == side);
    let is_short = told.text.words.len() <= MOST_WORDS && own.text.words.len() <= MOST_WORDS;
    turned
        && is_short
        && own.is_quoted
        && n_shared_stems(&told.text, &own.text) > 0
        && is_of_side()
        && sameness(told, own, found).is_one()
}

fn conflict(
    contradiction: &Contradiction<'_, '_>,
    issue: Option<&IssueId>,
    side: &ActorId,
    found: &Sided<'_>,
) -> Option<Conflict> {
    let told = sorted(contradiction.told.iter().copied());
    let own = sorted(contradiction.own.values().copied());
    // Of several, those are shown that are the surest to be on one matter.
    let key =
        |(told, own): &(&Said<'_>, &Said<'_>)| (told.occasion, told.statement.id.clone(), own.statement.id.clone());
    let (first, against) = contradiction
        .pairs
        .iter()
        .max_by(|a, b| sameness(a.0, a.1, found).order(&sameness(b.0, b.1, found)).then(key(b).cmp(&key(a))))?;
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
    let sides = [(&told, *first), (&own, *against)].map(|(said, first)| Side {
        statements: said.iter().map(|said| said.statement.id.clone()).collect(),
        text: first.statement.text.clone(),
        evidence: found.evidence(said.iter().flat_map(|said| &said.statement.witnesses)),
    });
    let conflict = Conflict::new(ConflictKind::Hearsay, None, sides, explanation);
    Some(Conflict { issue: issue.cloned(), ..conflict })
}

/// In the order of their days, each once.
fn sorted<'s, 'r>(said: impl Iterator<Item = &'s Said<'r>>) -> Vec<&'s Said<'r>> {
    let mut said: Vec<&Said<'_>> = said.collect();
    said.sort_by(|a, b| (a.occasion, &a.statement.id).cmp(&(b.occasion, &b.statement.id)));
    said.dedup_by(|a, b| a.statement.id == b.statement.id);
    said
}
