//! Changes that a report shows: it sets what somebody said before beside what he says now.
//!
//! "Six days earlier she had sounded very different: ..." Whoever writes so has seen that both are on one matter, however
//! they are worded; what is left to find is which stands differ.

use std::collections::BTreeMap;

use onrecord_analysis::attribution::Kind;

use super::accounts::is_denial;
use super::change::{amount_step, stand_step};
use super::matter::{repeats, sameness};
use super::stand::Step;
use super::{Said, Sided};
use crate::attribution::Attribution;
use crate::id::ReportId;
use crate::word::fold_all;

/// Most bytes between both contents.
const NEAR: usize = 260;

/// Days before a report from which on what it tells is no news.
const OLD: i32 = 2;

/// Words of time that point back from what the report tells.
const BACK: [&str; 10] =
    ["earlier", "before", "ago", "previously", "last week", "last month", "once", "then", "only yesterday", "at first"];

/// Words that point at what stands beside them.
const POINTING: [&str; 6] = ["it", "such", "so", "the idea", "this", "them"];

/// Whether something is news where it is told, and by what it is known if it is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Age {
    News,
    ByDay,
    InWords,
}

/// A telling of a statement.
struct Telling<'s, 'r> {
    said: &'s Said<'r>,
    start: usize,
    end: usize,
    age: Age,
}

/// What `said`, the statements of one speaker, shows: what was said, what is said now, and the step between both.
pub(super) fn changes<'s, 'r>(said: &'s [Said<'r>], found: &Sided<'r>) -> Vec<(&'s Said<'r>, &'s Said<'r>, Step)> {
    let mut by_report: BTreeMap<&ReportId, Vec<Telling<'s, 'r>>> = BTreeMap::new();
    for one in said {
        for id in &one.statement.witnesses {
            let Some(attribution) = found.attribution(id) else { continue };
            let clean = &attribution.content.clean;
            let (Some(first), Some(last)) = (clean.first(), clean.last()) else { continue };
            by_report.entry(&attribution.report).or_default().push(Telling {
                said: one,
                start: first.start().get(),
                end: last.end().get(),
                age: age(one, attribution, found),
            });
        }
    }
    let mut changes = Vec::new();
    for told in by_report.values_mut() {
        told.sort_by_key(|telling| (telling.start, telling.end));
        for old in told.iter().filter(|telling| telling.age != Age::News) {
            let now = told.iter().filter(|new| {
                (new.age == Age::News || new.age == Age::ByDay && old.age == Age::InWords)
                    && new.said.statement.id != old.said.statement.id
            });
            let beside = now.filter(|new| gap(old, new) <= NEAR).min_by_key(|new| (gap(old, new), new.start));
            let Some(new) = beside else { continue };
            if let Some(step) = change(old, new, found) {
                changes.push((old.said, new.said, step));
            }
        }
    }
    changes
}

fn change(old: &Telling<'_, '_>, new: &Telling<'_, '_>, found: &Sided<'_>) -> Option<Step> {
    let (was, is) = (old.said, new.said);
    let days = was.occasion.zip(is.occasion);
    if days.is_some_and(|(was, is)| is.apart(&was) > 0 && is.first() < was.first()) {
        return None;
    }
    // Where only the days say that one is no news, they must say that it was on another day than what is news.
    if old.age == Age::ByDay && days.is_none_or(|(was, is)| is.apart(&was) == 0) {
        return None;
    }
    let is_quoted = was.kind != Kind::Indirect || is.kind != Kind::Indirect;
    if !is_quoted || repeats(was, is) || is_denial(was) || is_denial(is) {
        return None;
    }
    let same = sameness(was, is, found);
    if !(same.is_one_beside() || was.kind != Kind::Direct && same.is_hint() && points(was.words)) {
        return None;
    }
    amount_step(was, is).or_else(|| stand_step(was, is))
}

/// Whether the words point at what stands beside them: "he had ruled it out", "no such measure".
fn points(words: &str) -> bool {
    let words = fold_all(words);
    POINTING.iter().any(|word| has(&words, word))
}

fn has(words: &str, phrase: &str) -> bool {
    format!(" {words} ").contains(&format!(" {phrase} "))
}

/// Bytes between both; none where they overlap.
fn gap(one: &Telling<'_, '_>, other: &Telling<'_, '_>) -> usize {
    one.start.saturating_sub(other.end).max(other.start.saturating_sub(one.end))
}

/// How it is known that `attribution` tells what is no news: by words of time that point back or the tense, or by the
/// days, its own or those of an earlier report that has told it.
fn age(said: &Said<'_>, attribution: &Attribution, found: &Sided<'_>) -> Age {
    let came_out = found.occasions.of_report(&attribution.report);
    let on = found.occasions.of(attribution).filter(|on| on.in_words);
    let time = attribution.time.as_ref().map_or_else(String::new, |time| fold_all(&time.words.text));
    let cue = fold_all(&attribution.cue.text);
    let is_past = has(&cue, "had") && !has(&cue, "had been") || has(&cue, "then");
    if is_past || BACK.iter().any(|back| has(&time, back)) {
        return Age::InWords;
    }
    // Without words for the day, an occasion ends on the day the report came out.
    let by_day = came_out.zip(on).is_some_and(|(out, on)| out.last() - on.last() >= OLD);
    let told_before = came_out.zip(said.occasion).is_some_and(|(out, first)| out.last() - first.last() >= OLD);
    if by_day || told_before { Age::ByDay } else { Age::News }
}
