//! Stances that the grammar of a sentence states: a word that means it, somebody who is its subject, and its complement.
//!
//! The reader that points at words has learned far more ways to take a side than these. But in a long report it may
//! point past the subject of the sentence, or be unsure of what the words leave no doubt about.

use std::collections::BTreeSet;

use onrecord_text::span::{Clean, Span};

use crate::frame::{Frame, FrameKind, frame, is_question};
use crate::holder::named;
use crate::lexicon::is_one_of;
use crate::reading::{Holder, Stance};
use crate::subject::{is_somebody, joined, possessor, subject};
use crate::terms::terms;
use crate::tree::{At, Tree};

/// A stance by its words.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stated {
    /// The word that says it.
    pub at: At,
    pub matter: At,
    pub kind: FrameKind,
    pub stance: Stance,
    pub holder: Holder,
    /// The word that names the holder; `None` for whoever tells it.
    pub holder_at: Option<At>,
    pub requires: Option<At>,
}

/// Verbs of saying what somebody wants: the noun behind them is their subject's.
const VOICING: [&str; 23] = [
    "make",
    "repeat",
    "reiterate",
    "restate",
    "renew",
    "issue",
    "voice",
    "express",
    "have",
    "declare",
    "signal",
    "state",
    "announce",
    "reaffirm",
    "offer",
    "underline",
    "stress",
    "maintain",
    "confirm",
    "launch",
    "join",
    "lead",
    "show",
];

/// What has been held and is no more: "withdrew its offer".
const GIVING_UP: [&str; 9] = ["drop", "withdraw", "abandon", "give", "retract", "renounce", "shelve", "soften", "end"];

/// What is said of a claim that is not owned to: "dismissed reports that it backs a truce".
const CLAIMS: [&str; 9] =
    ["suggestion", "claim", "report", "accusation", "allegation", "rumour", "rumor", "speculation", "idea"];

/// All of them, in text order.
pub(crate) fn stated(tree: &Tree<'_>) -> Vec<Stated> {
    let all = 0..tree.analysis.tokens.len();
    let mut frames: Vec<Frame> = all.filter_map(|at| frame(tree, at)).collect();
    // Outer words first: what they are said of is no stance of its own.
    frames.sort_by_key(|frame| (tree.up(frame.at).count(), frame.at));
    let mut used: BTreeSet<At> = BTreeSet::new();
    let mut found: Vec<Stated> = Vec::new();
    for frame in frames {
        if used.contains(&frame.at) {
            continue;
        }
        let path = tree.path(frame.matter, frame.at);
        used.extend(path.into_iter().filter(|at| *at != frame.at && tree.class(*at) != "NOUN"));
        if is_question(tree, frame.at) || is_disputed(tree, frame.at) {
            continue;
        }
        found.extend(of_frame(tree, &frame));
    }
    found.sort_by_key(|stated| (stated.matter, stated.at));
    found
}

fn of_frame(tree: &Tree<'_>, frame: &Frame) -> Vec<Stated> {
    // A demand taken back is no stance on what was demanded.
    let given_up = given_up_by(tree, frame);
    let mut stance = if given_up.is_some() { Stance::Unclear } else { frame.stance };
    let places = [frame.at, frame.matter].into_iter().chain(tree.path(frame.matter, frame.at));
    let found = places.into_iter().find_map(|at| terms(tree, at)).filter(|terms| {
        !tree.up(frame.matter).any(|at| at == terms.requires) && (frame.kind != FrameKind::Judgement || terms.only)
    });
    let requires = found.filter(|terms| terms.link.makes_conditional(stance)).map(|terms| terms.requires);
    if requires.is_some() {
        stance = Stance::Conditional;
    }
    let of = |holder: Holder, holder_at: Option<At>| Stated {
        at: frame.at,
        matter: frame.matter,
        kind: frame.kind,
        stance,
        holder,
        holder_at,
        requires,
    };
    if frame.kind == FrameKind::Judgement {
        // "Is a red line for the union": the union's.
        let whose = for_whom(tree, frame.at).and_then(|at| Some(of(named(tree, at)?, Some(at))));
        return vec![whose.unwrap_or_else(|| of(Holder::Teller, None))];
    }
    if let Some(holder) = holder(tree, frame).filter(|holder| is_somebody(tree, *holder)) {
        let all = joined(tree, holder).into_iter();
        return all.filter_map(|at| Some(of(named(tree, at)?, Some(at)))).collect();
    }
    sources(tree, frame).into_iter().map(|(holder, at)| of(holder, Some(at))).collect()
}

fn for_whom(tree: &Tree<'_>, at: At) -> Option<At> {
    tree.hanging(at, &["nmod", "obl"]).find(|whom| tree.introduced_by(*whom) == ["for"] && is_somebody(tree, *whom))
}

/// Who says it by the attribution whose cue is the word, where the tree names nobody. Two that are joined are two.
fn sources(tree: &Tree<'_>, frame: &Frame) -> Vec<(Holder, At)> {
    let Some(span) = tree.token(frame.at).map(|token| token.span) else { return Vec::new() };
    let Some(matter) = tree.token(frame.matter).map(|token| token.span) else { return Vec::new() };
    let all = tree.analysis.attributions.iter();
    let says = |spans: &[Span<Clean>], span: Span<Clean>| spans.iter().any(|other| other.contains(span));
    let Some(source) = all
        .filter(|attribution| says(&attribution.cue, span) && says(&attribution.content, matter))
        .find_map(|attribution| attribution.source.first().copied())
    else {
        return Vec::new();
    };
    // "Britain and France" are two.
    let text = source.slice(tree.text);
    let start = source.start().get();
    let cuts = text.match_indices(" and ").map(|(at, joint)| (at, at + joint.len()));
    let edges: Vec<(usize, usize)> = std::iter::once((0, 0)).chain(cuts).chain([(text.len(), text.len())]).collect();
    let parts = edges.windows(2).map(|pair| Span::<Clean>::from_range(start + pair[0].1..start + pair[1].0));
    parts.filter_map(|part| part_of_source(tree, part)).collect()
}

/// The words of a part of a source that names somebody, and its last noun.
fn part_of_source(tree: &Tree<'_>, part: Span<Clean>) -> Option<(Holder, At)> {
    let first = tree.at(part.start())?;
    let inside = (first..).take_while(|at| tree.token(*at).is_some_and(|token| part.contains(token.span)));
    let last = inside.filter(|at| matches!(tree.class(*at), "NOUN" | "PROPN")).last()?;
    tree.span(&[first, last]).map(|span| (Holder::Words(span), last))
}

/// The verb by which the noun of a stance is taken back.
fn given_up_by(tree: &Tree<'_>, frame: &Frame) -> Option<At> {
    let verb = tree.head(frame.at).filter(|_| frame.kind == FrameKind::Noun && tree.relation(frame.at) == "obj")?;
    let is_gone = is_one_of(&GIVING_UP, &tree.lemma(verb)) || tree.word(verb).eq_ignore_ascii_case("gave");
    is_gone.then_some(verb)
}

fn holder(tree: &Tree<'_>, frame: &Frame) -> Option<At> {
    if frame.kind != FrameKind::Noun {
        return subject(tree, frame.at);
    }
    let verb = tree.head(frame.at).filter(|verb| tree.relation(frame.at) == "obj" && tree.is_verb(*verb));
    if let Some(verb) = given_up_by(tree, frame) {
        return subject(tree, verb);
    }
    let voiced = || verb.filter(|verb| is_one_of(&VOICING, &tree.lemma(*verb)));
    match possessor(tree, frame.at, frame.matter) {
        // "Repeated his call": whoever repeats it.
        Some(own) if tree.class(own) == "PRON" => voiced().and_then(|verb| subject(tree, verb)).or(Some(own)),
        Some(own) => Some(own),
        None => voiced().and_then(|verb| subject(tree, verb)),
    }
}

/// Whether the word stands in a claim that the sentence reports as disputed or merely made.
fn is_disputed(tree: &Tree<'_>, at: At) -> bool {
    let mut path = tree.up(at);
    let is_clause = |at: At| matches!(tree.relation(at), "acl" | "ccomp");
    path.any(|at| is_clause(at) && tree.head(at).is_some_and(|head| is_one_of(&CLAIMS, &tree.lemma(head))))
}
