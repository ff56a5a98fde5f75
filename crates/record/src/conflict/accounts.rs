//! One utterance with differing speakers, or one that its speaker denies.

use std::collections::BTreeMap;

use onrecord_analysis::attribution::Kind;

use super::{Conflict, ConflictKind, Detail, Found, Said, Side};
use crate::id::AttributionId;
use crate::word::fold_all;

/// Fewest words of a quotation that two speakers hardly say alike by chance.
const FEWEST_WORDS: usize = 5;

/// Fewest words that somebody can deny having said.
const FEWEST_DENIED: usize = 3;

/// Most bytes between the quotation and the denial in a report that has both.
const NEAR: usize = 900;

/// Denials of having said something, folded.
#[rustfmt::skip]
const DENIALS: [&str; 14] = [
    "said nothing of the kind", "said nothing of the sort", "told nothing of the kind", "never used those words",
    "never used these words", "never said that", "never said so", "never said any such thing", "said no such thing",
    "did not say that", "didnt say that", "never said anything of the kind", "never asked for", "did not say any such thing",
];

/// Denials that are of something said only beside a word for saying.
const DENIALS_OF_ANYTHING: [&str; 2] = ["nothing of the kind", "nothing of the sort"];

/// Words for saying.
const SAYING: [&str; 5] = ["said", "say", "told", "tell", "promised"];

pub(super) fn conflicts(found: &Found<'_>) -> Vec<Conflict> {
    let mut conflicts = speakers(found);
    conflicts.extend(found.by_speaker().flat_map(|said| denials(said, found)));
    conflicts
}

/// The same quotation in the mouths of two people.
fn speakers(found: &Found<'_>) -> Vec<Conflict> {
    let mut by_words: BTreeMap<String, Vec<&Said<'_>>> = BTreeMap::new();
    for said in found.by_speaker().flatten().filter(|said| said.is_quoted) {
        for wording in said.statement.wordings.iter().filter(|wording| wording.kind == Kind::Direct) {
            let words = fold_all(&wording.text);
            if words.split(' ').count() >= FEWEST_WORDS {
                by_words.entry(words).or_default().push(said);
            }
        }
    }
    let mut conflicts = Vec::new();
    for same in by_words.values() {
        let Some(first) = same.first() else { continue };
        let differs = |other: &&&Said<'_>| {
            let together = first.occasion.zip(other.occasion).is_none_or(|(one, other)| one.apart(&other) == 0);
            other.statement.speaker != first.statement.speaker && together && !may_be_taken_for(first, other, found)
        };
        if let Some(other) = same.iter().find(differs) {
            let [one, two] = [first, other].map(|said| found.name(said.statement.speaker.as_ref()));
            let explanation = format!("“{}” is given to {one} and to {two}.", first.statement.text);
            let sides = [side(first, found), side(other, found)];
            conflicts.push(Conflict::new(ConflictKind::Accounts, Some(Detail::Speaker), sides, explanation));
        }
    }
    conflicts
}

/// Whether both bear one surname: which of them "Ms Łoś" is may have been read wrongly.
fn may_be_taken_for(one: &Said<'_>, other: &Said<'_>, found: &Found<'_>) -> bool {
    let surname = |said: &Said<'_>| {
        let name = fold_all(found.name(said.statement.speaker.as_ref()));
        name.rsplit(' ').next().map(str::to_owned)
    };
    surname(one) == surname(other)
}

/// Whether somebody denies having said something.
pub(super) fn is_denial(said: &Said<'_>) -> bool {
    denies(&fold_all(said.words))
}

fn denies(words: &str) -> bool {
    let says = || words.split(' ').any(|word| SAYING.contains(&word));
    DENIALS.iter().any(|phrase| words.contains(phrase))
        || DENIALS_OF_ANYTHING.iter().any(|phrase| words.contains(phrase)) && says()
}

fn side(said: &Said<'_>, found: &Found<'_>) -> Side {
    Side {
        statements: vec![said.statement.id.clone()],
        text: said.statement.text.clone(),
        evidence: found.evidence(&said.statement.witnesses),
    }
}

/// Who says he never said it: what a report that has the denial quotes him with shortly before or after.
fn denials(said: &[Said<'_>], found: &Found<'_>) -> Vec<Conflict> {
    let mut conflicts = Vec::new();
    for denial in said {
        let words = fold_all(denial.words);
        if !denies(&words) || !denial.has_words(FEWEST_WORDS) {
            continue;
        }
        let places = |said: &Said<'_>| -> Vec<_> {
            let at = |id: &AttributionId| {
                let attribution = found.attribution(id)?;
                Some((&attribution.report, attribution.content.clean.first()?.start().get()))
            };
            said.statement.witnesses.iter().filter_map(at).collect()
        };
        let own = places(denial);
        let distance = |other: &&Said<'_>| {
            let other = places(other);
            let pairs = own.iter().flat_map(|(report, at)| {
                other.iter().filter(move |(of, _)| of == report).map(move |(_, there)| at.abs_diff(*there))
            });
            pairs.min().unwrap_or(usize::MAX)
        };
        let is_other = |other: &&Said<'_>| {
            let quotes = other.statement.wordings.iter().any(|wording| wording.kind != Kind::Indirect);
            let other_words = fold_all(other.words);
            let is_denial =
                denies(&other_words) || DENIALS_OF_ANYTHING.iter().any(|phrase| other_words.contains(phrase));
            let says_something = other.text.words.len() >= FEWEST_DENIED;
            other.statement.id != denial.statement.id
                && quotes
                && says_something
                && !is_denial
                && distance(other) <= NEAR
        };
        let denied = said.iter().filter(is_other).min_by_key(|other| (distance(other), &other.statement.id));
        if let Some(denied) = denied {
            let speaker = found.name(denial.statement.speaker.as_ref());
            let explanation = format!(
                "{speaker} is reported to have said “{}”, and denies it: “{}”.",
                denied.statement.text, denial.statement.text
            );
            let sides = [side(denied, found), side(denial, found)];
            conflicts.push(Conflict::new(ConflictKind::Accounts, Some(Detail::Denial), sides, explanation));
        }
    }
    conflicts
}
