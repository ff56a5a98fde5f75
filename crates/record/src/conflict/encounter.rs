//! One meeting, at different places or on different days.
//!
//! Two tellings are of one meeting if reports that are not one witness tell of the same kind of event with the same
//! people. Where the day is the same, the place may differ; where the place, or what was done there, is the same, the
//! day may. Two that differ in both are two meetings.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::place::{Places, places};
use super::{Conflict, ConflictKind, Detail, Found, Side};
use crate::date::DateInterval;
use crate::event::{EventKind, Mention};
use crate::id::ActorId;
use crate::word::{fold, tokens};

/// Most days between two tellings of one meeting: a report is a day or two wrong, not a week.
const NEAR: i32 = 2;

/// Fewest people or sides that both name.
const PARTIES: usize = 2;

/// Words that say that it was not the only one.
const AGAIN: [&str; 9] = ["again", "second", "third", "another", "next", "resumed", "daily", "rounds", "series"];

/// What people do when they meet, beside meeting: two tellings that share one of these are the likelier of one meeting.
const OCCASIONS: [&str; 6] = ["lunch", "dinner", "breakfast", "supper", "hands", "audience"];

struct Telling<'r> {
    mention: &'r Mention,
    parties: BTreeSet<&'r ActorId>,
    places: Places,
    day: Option<Date>,
    words: BTreeSet<String>,
}

pub(super) fn conflicts(found: &Found<'_>) -> Vec<Conflict> {
    let tellings: Vec<Telling<'_>> = found.mentions.iter().filter_map(|mention| telling(mention, found)).collect();
    let mut conflicts = Vec::new();
    for (n, one) in tellings.iter().enumerate() {
        for other in tellings.iter().skip(n + 1) {
            conflicts.extend(conflict(one, other, &tellings, found));
        }
    }
    conflicts
}

fn telling<'r>(mention: &'r Mention, found: &Found<'_>) -> Option<Telling<'r>> {
    let is_told = matches!(mention.kind, EventKind::Meeting | EventKind::Call | EventKind::Signing | EventKind::Visit);
    let words: BTreeSet<String> = tokens(&mention.text)
        .iter()
        .filter(|token| token.is_word && !mention.quoted.iter().any(|quoted| quoted.contains(&token.range.start)))
        .map(|token| fold(token.text))
        .collect();
    if !is_told || AGAIN.iter().any(|again| words.contains(*again)) {
        return None;
    }
    let parties =
        mention.participants.iter().filter(|who| found.is_named(who) || found.is_state_or_body(who)).collect();
    let day = mention.on.as_ref().and_then(only_day);
    Some(Telling { mention, parties, places: places(&mention.text, &mention.quoted), day, words })
}

fn only_day(on: &DateInterval) -> Option<Date> {
    on.earliest().filter(|first| on.latest() == Some(*first))
}

fn conflict(one: &Telling<'_>, other: &Telling<'_>, all: &[Telling<'_>], found: &Found<'_>) -> Option<Conflict> {
    let (a, b) = (one.mention, other.mention);
    if a.kind != b.kind || a.report == b.report || found.copies.are_one(&a.report, &b.report) {
        return None;
    }
    let shared: Vec<&&ActorId> = one.parties.intersection(&other.parties).collect();
    let people = shared.iter().filter(|who| found.is_person(who)).count();
    let (first, second) = (one.day?, other.day?);
    let apart = first.until(second).ok()?.get_days().abs();
    let same_place = one.places.n_shared(&other.places);
    let same_occasion = OCCASIONS.iter().any(|word| one.words.contains(*word) && other.words.contains(*word));
    if apart == 0 {
        let same = shared.len() >= PARTIES && people > 0;
        let differ = same && one.places.differ(&other.places, |name| found.is_state(name));
        return differ.then(|| listed(one, other, Detail::Place, found));
    }
    let same = people >= PARTIES && (same_place > 0 || same_occasion) || people >= 1 && same_place >= 2;
    if !same || apart > NEAR || a.n_days != 1 || b.n_days != 1 || one.places.differ(&other.places, |_| false) {
        return None;
    }
    // Who tells of both days tells of two meetings.
    let tells_both = |report, day| {
        let mut of_report =
            all.iter().filter(|telling| telling.mention.report == report && telling.mention.kind == a.kind);
        of_report.any(|telling| telling.day == Some(day))
    };
    if tells_both(a.report.clone(), second) || tells_both(b.report.clone(), first) {
        return None;
    }
    Some(listed(one, other, Detail::Day, found))
}

fn listed(one: &Telling<'_>, other: &Telling<'_>, detail: Detail, found: &Found<'_>) -> Conflict {
    let who: Vec<&str> = one.parties.intersection(&other.parties).map(|who| found.name(Some(who))).collect();
    let what = if detail == Detail::Place { "in two places" } else { "on two days" };
    let explanation = format!(
        "One {} of {} is told {what}: “{}”, “{}”.",
        one.mention.kind.name(),
        who.join(" and "),
        one.mention.text,
        other.mention.text
    );
    let sides = [one, other].map(|telling| Side {
        statements: Vec::new(),
        text: telling.mention.text.clone(),
        evidence: telling.mention.evidence.clone(),
    });
    Conflict::new(ConflictKind::Accounts, Some(detail), sides, explanation)
}
