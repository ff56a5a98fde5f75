//! Different amounts for the same thing.
//!
//! Amounts are compared sentence by sentence: of the same unit, in sentences that speak of the same thing, in reports
//! that are not one witness, of the same days. Amounts that somebody wants, offers or allows are no figures: that two
//! sides want different things is for the positions, and that one wants something else later for the changes.

use std::collections::BTreeMap;

use super::{Conflict, ConflictKind, Found, Side};
use crate::actor::Evidence;
use crate::amount::{Amount, Unit, amounts};
use crate::issue::MEANINGS;
use crate::reconcile::content::{Lexicon, Text};
use crate::reconcile::occasion::Occasion;
use crate::remark::Remark;
use crate::word::{Token, fold, tokens};

/// Words that make an amount one of wishes and terms.
#[rustfmt::skip]
const WISHES: &[&str] = &[
    "want", "wants", "wanted", "demand", "demands", "demanded", "offer", "offers", "offered", "ask", "asks", "asked",
    "propose", "proposes", "proposed", "accept", "accepted", "would", "could", "may", "should", "let", "allow", "allows",
    "admit", "admitted", "agree", "agreed", "bid", "promised", "promise", "ceiling",
];

/// Least likeness of two sentences that speak of the same thing, numbers left out.
const LEAST_LIKE: f32 = 0.45;

/// The same, where the sentences share two words that carry content beside the unit, or more.
const LEAST_LIKE_OF_TWO: f32 = 0.4;
const LEAST_LIKE_OF_MORE: f32 = 0.3;

/// How many of a unit, in the order of time, an amount is compared with.
const BACK: usize = 12;

/// How many times larger one may be: who counts seven where another counts seven hundred speaks of something else.
const FARTHEST: f64 = 5.0;

struct Figure<'r> {
    remark: &'r Remark,
    amount: Amount,
    text: Text,
    all: Vec<Amount>,
    occasion: Option<Occasion>,
}

impl Figure<'_> {
    fn is_quoted(&self) -> bool {
        self.remark.quoted.iter().any(|quoted| quoted.contains(&self.amount.at.start))
    }
}

pub(super) fn conflicts(found: &Found<'_>) -> Vec<Conflict> {
    let mut lexicon = Lexicon::new(MEANINGS.as_ref());
    let mut by_unit: BTreeMap<Unit, Vec<Figure<'_>>> = BTreeMap::new();
    for remark in found.remarks {
        let text = remark.sentence.text.as_str();
        let all = amounts(text, &remark.times);
        if all.is_empty() {
            continue;
        }
        let words = lexicon.text(text);
        let parts = tokens(text);
        let is_vote = |amount: &Amount| amount.unit == Unit::votes();
        let first_vote = all.iter().position(is_vote);
        for (place, amount) in all.iter().enumerate() {
            // Of "212 to 40" the first says how it went.
            let says_how_many = amount.unit.is_telling() && !is_known(&parts, amount) && !is_wished(&parts, amount);
            if !says_how_many || is_vote(amount) && first_vote != Some(place) {
                continue;
            }
            by_unit.entry(amount.unit.clone()).or_default().push(Figure {
                remark,
                amount: amount.clone(),
                text: words.clone(),
                all: all.clone(),
                occasion: found.occasions.of_report(&remark.report),
            });
        }
    }
    let mut conflicts = Vec::new();
    for (unit, mut figures) in by_unit {
        figures.sort_by(|a, b| {
            let key = |figure: &Figure<'_>| {
                (
                    figure.occasion,
                    figure.remark.report.clone(),
                    figure.remark.sentence.original.first().copied(),
                    figure.amount.at.start,
                )
            };
            key(a).cmp(&key(b))
        });
        for (n, later) in figures.iter().enumerate() {
            let before = figures.iter().take(n).rev().take(BACK);
            conflicts.extend(
                before
                    .filter(|earlier| differ(earlier, later, &unit, &lexicon, found))
                    .map(|e| conflict(e, later, found)),
            );
        }
    }
    conflicts
}

/// Whether the amount names all there are, "the twelve states": who says what eleven of them did does not dispute it.
fn is_known(sentence: &[Token<'_>], amount: &Amount) -> bool {
    let before = sentence.iter().rfind(|token| token.range.end <= amount.at.start);
    before.is_some_and(|token| token.is("the") || token.is("all"))
}

/// Whether the clause around `amount` speaks of what somebody wants or may have.
fn is_wished(sentence: &[Token<'_>], amount: &Amount) -> bool {
    let ends = |token: &&Token<'_>| !token.is_word && matches!(token.text, "," | ";" | ":" | "–" | "—" | "(" | ")");
    let marks = || sentence.iter().filter(ends).map(|token| token.range.clone());
    let start = marks().map(|mark| mark.end).rfind(|end| *end <= amount.at.start).unwrap_or(0);
    let end = marks().map(|mark| mark.start).find(|start| *start >= amount.at.end).unwrap_or(usize::MAX);
    sentence
        .iter()
        .filter(|token| token.is_word && (start..end).contains(&token.range.start))
        .any(|token| WISHES.contains(&fold(token.text).as_str()))
}

fn differ(one: &Figure<'_>, other: &Figure<'_>, unit: &Unit, lexicon: &Lexicon<'_>, found: &Found<'_>) -> bool {
    if found.copies.are_one(&one.remark.report, &other.remark.report) || one.amount.agrees(&other.amount) {
        return false;
    }
    // Quotations that differ are conflicts of wording.
    if one.is_quoted() && other.is_quoted() {
        return false;
    }
    // One of the amounts beside it may be the same in another unit or told more exactly.
    let agrees = |a: &Amount| other.all.iter().any(|b| a.unit == b.unit && a.agrees(b));
    if *unit != Unit::votes() && one.all.iter().any(agrees) {
        return false;
    }
    if one.occasion.zip(other.occasion).is_some_and(|(one, other)| one.apart(&other) > 1) {
        return false;
    }
    let ratio =
        one.amount.value.max(other.amount.value) / one.amount.value.min(other.amount.value).max(f64::MIN_POSITIVE);
    let unit_stems = Lexicon::stems_of_unit(unit);
    let both = |stem: &&u64| other.text.stems.binary_search(stem).is_ok() && !unit_stems.contains(*stem);
    let n_shared = one.text.stems.iter().filter(both).count();
    let least = match (n_shared, unit) {
        (1, Unit::Things(_)) => LEAST_LIKE,
        (0 | 1, _) => return false,
        (2, _) => LEAST_LIKE_OF_TWO,
        _ => LEAST_LIKE_OF_MORE,
    };
    ratio < FARTHEST && lexicon.likeness(&one.text, &other.text) >= least
}

fn conflict(one: &Figure<'_>, other: &Figure<'_>, found: &Found<'_>) -> Conflict {
    let words =
        |figure: &Figure<'_>| figure.remark.sentence.text.get(figure.amount.at.clone()).unwrap_or("").trim().to_owned();
    let who = |figure: &Figure<'_>| {
        let named = figure.remark.named.first().map(|(_, who)| found.name(Some(who)));
        named.map_or_else(String::new, |name| format!(" ({name})"))
    };
    let explanation = format!(
        "One report has “{}”{}, another “{}”{}, of what seems to be the same thing.",
        words(one),
        who(one),
        words(other),
        who(other)
    );
    let side = |figure: &Figure<'_>| {
        let spans = figure.remark.sentence.original.iter();
        Side {
            statements: Vec::new(),
            text: figure.remark.sentence.text.clone(),
            evidence: spans.map(|span| Evidence { report: figure.remark.report.clone(), span: *span }).collect(),
        }
    };
    Conflict::new(ConflictKind::Figures, None, [side(one), side(other)], explanation)
}
