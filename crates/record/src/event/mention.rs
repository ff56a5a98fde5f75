//! Where one report tells of an event: from the words of its sentences.

use std::collections::BTreeSet;
use std::ops::Range;

use super::EventKind;
use crate::actor::Evidence;
use crate::attribution::Tense;
use crate::date::DateInterval;
use crate::dating::{Dates, happened_on};
use crate::id::{ActorId, ReportId};
use crate::remark::Remark;
use crate::word::{Token, fold, tokens};

/// One telling.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    pub report: ReportId,
    pub kind: EventKind,
    pub participants: BTreeSet<ActorId>,
    pub place: Option<String>,
    pub on: Option<DateInterval>,
    pub text: String,
    /// Which bytes of the text are quoted.
    pub quoted: Vec<Range<usize>>,
    /// How many days the sentence names.
    pub n_days: usize,
    pub evidence: Vec<Evidence>,
}

/// Words that speak of an event of each kind, whole and in small letters.
#[rustfmt::skip]
const WORDS: [(EventKind, &[&str]); 5] = [
    (EventKind::Call, &[
        "telephone", "telephoned", "phone", "phoned", "rang", "videoconference",
    ]),
    (EventKind::Vote, &["vote", "voted", "votes", "ballot", "balloted", "referendum"]),
    (EventKind::Signing, &["signed", "sign", "signing", "signature", "initialled"]),
    (EventKind::Visit, &["visit", "visited", "visits", "visiting", "trip", "travelled", "travels", "flew", "flies"]),
    (EventKind::Meeting, &[
        "meeting", "met", "meet", "meets", "talks", "summit", "lunch", "dinner", "received", "conferred", "sat", "shook",
    ]),
];

/// What is signed.
const SIGNED: [&str; 10] =
    ["deal", "truce", "treaty", "agreement", "accord", "document", "pact", "text", "contract", "declaration"];

/// Forms that say that it has been, beside those that end in "ed".
const PAST: [&str; 5] = ["met", "sat", "shook", "rang", "flew"];

/// Words between "by" or "until" and the day.
const DUE: [&str; 3] = ["by", "until", "within"];

/// The events that a sentence tells of, and when, for a report whose date `dates` knows.
pub(super) fn mentions(remark: &Remark, dates: &Dates) -> Vec<Mention> {
    let text = remark.sentence.text.as_str();
    let is_quoted = |at: usize| remark.quoted.iter().any(|quoted| quoted.contains(&at));
    let words: Vec<(Token<'_>, String)> = tokens(text)
        .into_iter()
        .filter(|token| token.is_word && !is_quoted(token.range.start))
        .map(|token| {
            let folded = fold(token.text);
            (token, folded)
        })
        .collect();
    let mut found = Vec::new();
    let trigger = WORDS.iter().find_map(|(kind, known)| {
        let at = words.iter().position(|(_, word)| known.contains(&word.as_str()))?;
        Some((*kind, at))
    });
    if let Some((kind, at)) = trigger
        && is_told(kind, at, &words, remark)
    {
        let time = nearest_time(remark, words.get(at).map_or(0, |(token, _)| token.range.start), is_quoted);
        let has_been = words.get(at).is_some_and(|(_, word)| word.ends_with("ed") || PAST.contains(&word.as_str()));
        found.extend(mention(kind, remark, &words, time, has_been, dates));
    }
    if let Some(time) = due(remark, &words) {
        found.extend(mention(EventKind::Deadline, remark, &words, Some(time), false, dates));
    }
    found
}

/// Whether the word at `at` tells of an event of the kind and not of something like it.
fn is_told(kind: EventKind, at: usize, words: &[(Token<'_>, String)], remark: &Remark) -> bool {
    let word = |at: usize| words.get(at).map_or("", |(_, word)| word.as_str());
    let has = |wanted: &[&str]| words.iter().any(|(_, word)| wanted.contains(&word.as_str()));
    let somebody = remark.named.len();
    match kind {
        EventKind::Signing => has(&SIGNED) && word(at.wrapping_sub(1)) != "no",
        EventKind::Call => somebody > 0 || !remark.times.is_empty(),
        EventKind::Vote => true,
        EventKind::Visit => somebody > 0,
        // "met its demands", "received a letter"
        EventKind::Meeting => match word(at) {
            "sat" => word(at + 1) == "down" && somebody > 1,
            "shook" => word(at + 1) == "hands" && somebody > 1,
            "received" | "met" | "meet" | "meets" => somebody > 1 || !remark.times.is_empty() && somebody > 0,
            _ => somebody > 0,
        },
        EventKind::Deadline => true,
    }
}

/// The expression of time nearest to the byte `at` that is not quoted.
fn nearest_time(remark: &Remark, at: usize, is_quoted: impl Fn(usize) -> bool) -> Option<Range<usize>> {
    let times = remark.times.iter().filter(|time| !is_quoted(time.start));
    times.min_by_key(|time| (time.start.abs_diff(at), time.start)).cloned()
}

/// A day by which something is due: an expression of time behind "by" or "until", or beside "deadline".
fn due(remark: &Remark, words: &[(Token<'_>, String)]) -> Option<Range<usize>> {
    let named = words.iter().any(|(_, word)| word.starts_with("deadline") || word.starts_with("ultimat"));
    let is_due = |time: &&Range<usize>| {
        let before = words.iter().rfind(|(token, _)| token.range.end <= time.start);
        let within = words.iter().find(|(token, _)| token.range.start == time.start);
        let says = |word: Option<&(Token<'_>, String)>| word.is_some_and(|(_, word)| DUE.contains(&word.as_str()));
        named || says(before) || says(within)
    };
    remark.times.iter().find(is_due).cloned()
}

fn mention(
    kind: EventKind,
    remark: &Remark,
    words: &[(Token<'_>, String)],
    time: Option<Range<usize>>,
    has_been: bool,
    dates: &Dates,
) -> Option<Mention> {
    let text = remark.sentence.text.as_str();
    let is_quoted = |at: usize| remark.quoted.iter().any(|quoted| quoted.contains(&at));
    let before =
        |at: usize| words.iter().rfind(|(token, _)| token.range.end <= at).map_or("", |(_, word)| word.as_str());
    // Where something is, nobody takes part: "in Brimvík".
    let is_place = |at: &Range<usize>| {
        remark.places.iter().any(|place| place.start < at.end && at.start < place.end)
            && ["in", "at", "near", "from", "to", "aboard", "outside"].contains(&before(at.start))
    };
    let participants: BTreeSet<ActorId> = remark
        .named
        .iter()
        .filter(|(at, _)| !is_quoted(at.start) && !is_place(at))
        .map(|(_, who)| who.clone())
        .collect();
    let tense = if !has_been && words.iter().any(|(_, word)| ["will", "shall", "to", "would"].contains(&word.as_str()))
    {
        Tense::Future
    } else {
        Tense::Past
    };
    let published = dates.published(&remark.report);
    let is_day = |words: &str| {
        let on = happened_on(words, tense, published);
        on.is_some_and(|on| on.earliest().is_some() && on.earliest() == on.latest())
    };
    let n_days = remark.times.iter().filter_map(|time| text.get(time.clone())).filter(|words| is_day(words)).count();
    let on = time.and_then(|time| happened_on(text.get(time)?, tense, published));
    if participants.is_empty() && on.is_none() || kind == EventKind::Deadline && on.is_none() {
        return None;
    }
    let spans = remark.sentence.original.iter();
    Some(Mention {
        report: remark.report.clone(),
        kind,
        participants,
        place: place(remark, is_quoted, before),
        on,
        text: text.to_owned(),
        quoted: remark.quoted.clone(),
        n_days,
        evidence: spans.map(|span| Evidence { report: remark.report.clone(), span: *span }).collect(),
    })
}

/// The place that a preposition goes before.
fn place<'w>(remark: &Remark, is_quoted: impl Fn(usize) -> bool, before: impl Fn(usize) -> &'w str) -> Option<String> {
    let where_is = |at: &&Range<usize>| {
        !is_quoted(at.start) && ["in", "at", "near", "aboard", "outside", "the", "on"].contains(&before(at.start))
    };
    remark.places.iter().find(where_is).and_then(|at| remark.sentence.text.get(at.clone())).map(str::to_owned)
}
