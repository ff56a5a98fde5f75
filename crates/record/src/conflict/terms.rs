//! One paper, agreement or offer, with different terms: how long something runs, and by which year it is to be done.
//!
//! Sentences are compared as for figures: they must speak of the same thing, in reports that are not one witness.

use super::{Conflict, ConflictKind, Detail, Found, Side};
use crate::actor::Evidence;
use crate::amount::{Unit, amounts};
use crate::issue::MEANINGS;
use crate::reconcile::content::{Lexicon, Text, n_shared_stems};
use crate::remark::Remark;
use crate::word::{Token, tokens};

/// Least likeness of two sentences that speak of the same thing.
const LEAST_LIKE: f32 = 0.35;

/// The same, where they share more words than [`FEWEST_SHARED`].
const LEAST_LIKE_OF_MORE: f32 = 0.25;

/// Fewest words that carry content both must have.
const FEWEST_SHARED: usize = 2;

/// The same for years by which something is to be done, which stand for few things.
const FEWEST_SHARED_BY_YEAR: usize = 1;

/// Most days between both reports.
const MOST_APART: i32 = 10;

/// How many times longer one may be.
const FARTHEST: f64 = 5.0;

/// Words behind a duration that make it a distance in time: nothing runs for "two weeks ago".
const DISTANT: [&str; 8] = ["ago", "earlier", "later", "before", "after", "since", "old", "into"];

/// The same before it.
const PAST: [&str; 6] = ["last", "past", "previous", "after", "first", "nearly"];

/// Words of who offers or promises something: another may promise more.
const PROMISED: [&str; 9] =
    ["offer", "offers", "offered", "promise", "promised", "promises", "promising", "willing", "guarantee"];

/// What a term says.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Term {
    /// For how many days.
    Runs(f64),
    /// By which year.
    Until(i32),
}

struct Told<'r> {
    remark: &'r Remark,
    term: Term,
    words: String,
    text: Text,
}

pub(super) fn conflicts(found: &Found<'_>) -> Vec<Conflict> {
    let mut lexicon = Lexicon::new(MEANINGS.as_ref());
    let mut told: Vec<Told<'_>> = Vec::new();
    for remark in found.remarks {
        let terms = terms(remark);
        if terms.is_empty() {
            continue;
        }
        let text = lexicon.text(&remark.sentence.text);
        // Two durations in one sentence are for two things.
        if let [(term, words)] = terms.as_slice() {
            told.push(Told { remark, term: *term, words: words.clone(), text });
        }
    }
    let mut conflicts = Vec::new();
    for (n, one) in told.iter().enumerate() {
        for other in told.iter().skip(n + 1).filter(|other| differ(one, other, &lexicon, found)) {
            conflicts.push(conflict(one, other));
        }
    }
    conflicts
}

/// The terms outside quotation marks.
fn terms(remark: &Remark) -> Vec<(Term, String)> {
    let text = remark.sentence.text.as_str();
    let is_quoted = |at: usize| remark.quoted.iter().any(|quoted| quoted.contains(&at));
    let parts = tokens(text);
    if parts.iter().any(|token| PROMISED.iter().any(|word| token.is(word))) {
        return Vec::new();
    }
    let cut = |range: &std::ops::Range<usize>| text.get(range.clone()).unwrap_or("").trim().to_owned();
    let mut found = Vec::new();
    for amount in amounts(text, &remark.times) {
        let Unit::Time(unit) = &amount.unit else { continue };
        let Some(days) = days_of(unit) else { continue };
        let after = parts.iter().filter(|token| token.range.start >= amount.at.end).take(3);
        let before = parts.iter().rfind(|token| token.range.end <= amount.at.start);
        let is_distant = after.into_iter().any(|token| DISTANT.iter().any(|word| token.is(word)))
            || before.is_some_and(|token| PAST.iter().any(|word| token.is(word)));
        if !is_distant && !is_quoted(amount.at.start) {
            found.push((Term::Runs(amount.value * days), cut(&amount.at)));
        }
    }
    for (at, token) in parts.iter().enumerate() {
        let Some(year) = year(token).filter(|_| !is_quoted(token.range.start)) else { continue };
        let before: Vec<&Token<'_>> = parts.iter().take(at).rev().take(1).collect();
        let behind: Vec<&Token<'_>> = parts.iter().skip(at + 1).take(3).collect();
        let is =
            |tokens: &[&Token<'_>], words: &[&str]| tokens.iter().any(|token| words.iter().any(|word| token.is(word)));
        if is(&before, &["by", "until"]) || is(&behind, &["year", "deadline", "date"]) {
            found.push((Term::Until(year), cut(&token.range)));
        }
    }
    found
}

fn days_of(unit: &str) -> Option<f64> {
    match unit {
        "day" => Some(1.0),
        "week" => Some(7.0),
        "month" => Some(30.4),
        "year" => Some(365.0),
        "decad" => Some(3650.0),
        _ => None,
    }
}

fn year(token: &Token<'_>) -> Option<i32> {
    let year: i32 = token.text.parse().ok()?;
    (token.text.len() == 4 && (1900..2200).contains(&year)).then_some(year)
}

fn differ(one: &Told<'_>, other: &Told<'_>, lexicon: &Lexicon<'_>, found: &Found<'_>) -> bool {
    let (a, b) = (&one.remark.report, &other.remark.report);
    if a == b || found.copies.are_one(a, b) {
        return false;
    }
    let days = found.occasions.of_report(a).zip(found.occasions.of_report(b));
    if days.is_some_and(|(a, b)| a.apart(&b) > MOST_APART) {
        return false;
    }
    let fewest = match (one.term, other.term) {
        (Term::Runs(one), Term::Runs(other)) => {
            let ratio = one.max(other) / one.min(other).max(f64::MIN_POSITIVE);
            // A month is thirty days to one and thirty-one to another.
            if !(1.05..FARTHEST).contains(&ratio) {
                return false;
            }
            FEWEST_SHARED
        }
        (Term::Until(one), Term::Until(other)) if one != other => FEWEST_SHARED_BY_YEAR,
        _ => return false,
    };
    let n_shared = n_shared_stems(&one.text, &other.text);
    let least = if n_shared > FEWEST_SHARED { LEAST_LIKE_OF_MORE } else { LEAST_LIKE };
    n_shared >= fewest && lexicon.likeness(&one.text, &other.text) >= least
}

fn conflict(one: &Told<'_>, other: &Told<'_>) -> Conflict {
    let explanation = format!(
        "One report has “{}”, another “{}”, as the terms of what seems to be the same thing.",
        one.words, other.words
    );
    let sides = [one, other].map(|told| Side {
        statements: Vec::new(),
        text: told.remark.sentence.text.clone(),
        evidence: told
            .remark
            .sentence
            .original
            .iter()
            .map(|span| Evidence { report: told.remark.report.clone(), span: *span })
            .collect(),
    });
    Conflict::new(ConflictKind::Accounts, Some(Detail::Terms), sides, explanation)
}
