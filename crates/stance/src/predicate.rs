//! Words that carry a stance, where they stand.

use std::collections::BTreeSet;

use onrecord_analysis::analysis::Analysis;
use onrecord_text::span::{Clean, Span};

use crate::condition::{self, Condition, Terms};
use crate::force::{Force, Modal, force, has_no, is_negated};
use crate::holder::{named, possessor, subject};
use crate::lexicon::{ADJECTIVES, Entry, JUDGEMENTS, NOUNS, Slot, VERBS};
use crate::matter;
use crate::reading::{Holder, Reading, Stance};
use crate::tree::{At, Tree};

/// Verbs that tell what is said and nothing of what is wanted.
const TELLING: [&str; 40] = [
    "say",
    "tell",
    "add",
    "note",
    "report",
    "write",
    "claim",
    "state",
    "declare",
    "explain",
    "remark",
    "reply",
    "respond",
    "answer",
    "observe",
    "believe",
    "think",
    "know",
    "suggest",
    "indicate",
    "argue",
    "assert",
    "maintain",
    "stress",
    "emphasise",
    "emphasize",
    "signal",
    "hint",
    "expect",
    "predict",
    "see",
    "hear",
    "understand",
    "find",
    "show",
    "ask",
    "wonder",
    "seem",
    "appear",
    "be",
];

/// What one may refuse to do without taking a side.
const ANSWERING: [&str; 13] = [
    "say",
    "comment",
    "answer",
    "confirm",
    "disclose",
    "specify",
    "elaborate",
    "discuss",
    "reveal",
    "respond",
    "speculate",
    "explain",
    "promise",
];

/// Most words with a stance one within the other: "is willing to consider dropping its demand for".
const NESTED: usize = 4;

/// All stances in a report, in text order.
pub fn readings(text: &str, analysis: &Analysis) -> Vec<Reading> {
    let tree = Tree::new(text, analysis);
    let mut used: BTreeSet<At> = BTreeSet::new();
    let mut found: Vec<Reading> = Vec::new();
    // Outer words first: what they are said of is not a stance of its own.
    let mut frames: Vec<Frame> = tree.all().filter_map(|at| frame(&tree, at)).collect();
    frames.sort_by_key(|frame| (depth(&tree, frame.at), frame.at));
    for frame in &frames {
        if used.contains(&frame.at) {
            continue;
        }
        found.extend(read(&tree, frame, &mut used));
    }
    found.sort_by_key(|reading| (reading.evidence.start(), reading.evidence.end(), reading.matter.start()));
    found.dedup_by(|later, earlier| later.matter == earlier.matter && later.holder == earlier.holder);
    found
}

fn depth(tree: &Tree<'_>, at: At) -> usize {
    std::iter::successors(Some(at), |at| tree.head(*at)).take(64).count()
}

/// A word that carries a stance, with what it is said of.
struct Frame {
    at: At,
    matter: At,
    /// Whether the matter is a clause.
    is_clause: bool,
    stance: Stance,
    kind: FrameKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum FrameKind {
    /// A verb or an adjective of the holder.
    Attitude,
    /// A noun: "refusal".
    Noun,
    /// Said of the matter itself: "is unacceptable".
    Judgement,
    /// An act announced, allowed or forbidden by an auxiliary: "will send troops".
    Act,
    /// "Would not say whether".
    Silence,
    /// "Depends on": the matter is the subject.
    Dependence,
}

fn frame(tree: &Tree<'_>, at: At) -> Option<Frame> {
    let lemma = tree.lemma(at);
    if tree.is_verb(at) {
        return silence(tree, at, &lemma)
            .or_else(|| dependence(tree, at, &lemma))
            .or_else(|| by_entries(tree, at, VERBS.get(lemma.as_str())?, FrameKind::Attitude))
            .or_else(|| act(tree, at, &lemma));
    }
    match tree.class(at) {
        "ADJ" | "ADV" => ADJECTIVES
            .get(lemma.as_str())
            .and_then(|entries| by_entries(tree, at, entries, FrameKind::Attitude))
            .or_else(|| judgement(tree, at)),
        "NOUN" => NOUNS
            .get(lemma.as_str())
            .and_then(|entries| by_entries(tree, at, entries, FrameKind::Noun))
            .or_else(|| judgement(tree, at)),
        _ => judgement(tree, at),
    }
}

fn by_entries(tree: &Tree<'_>, at: At, entries: &[Entry], kind: FrameKind) -> Option<Frame> {
    let has_particle = |particle: &str| {
        tree.below(at).any(|below| tree.full_relation(below) == "compound:prt" && tree.lemma(below) == particle)
    };
    entries.iter().find_map(|entry| {
        if let Some(particle) = entry.particle
            && !has_particle(particle)
        {
            return None;
        }
        let (slot, matter) = entry.slots.iter().find_map(|slot| Some((slot, matter::in_slot(tree, at, slot)?)))?;
        let negated = is_negated(tree, at) || kind == FrameKind::Noun && has_no(tree, at);
        let stance = if negated { entry.negated } else { entry.stance };
        Some(Frame { at, matter, is_clause: *slot == Slot::Clause || tree.is_verb(matter), stance, kind })
    })
}

/// "Would not say whether", "declined to comment on".
fn silence(tree: &Tree<'_>, at: At, lemma: &str) -> Option<Frame> {
    if !ANSWERING.contains(&lemma) {
        return None;
    }
    let above = tree.head(at).filter(|_| tree.relation(at) == "xcomp").map(|head| tree.lemma(head));
    let refuses = above.is_some_and(|above| matches!(above.as_str(), "decline" | "refuse" | "avoid" | "decide"));
    if !refuses && !is_negated(tree, at) {
        return None;
    }
    let about = |preposition: &'static str| matter::in_slot(tree, at, &Slot::Behind(preposition));
    let clause = tree.hanging(at, &["ccomp", "xcomp", "advcl"]).find(|below| *below > at);
    let matter = clause.or_else(|| about("on")).or_else(|| about("about")).or_else(|| about("to"))?;
    Some(Frame { at, matter, is_clause: tree.is_verb(matter), stance: Stance::Unclear, kind: FrameKind::Silence })
}

/// "Its support depends on the vote", "a yes would require a mandate".
fn dependence(tree: &Tree<'_>, at: At, lemma: &str) -> Option<Frame> {
    let behind = |preposition: &'static str| matter::in_slot(tree, at, &Slot::Behind(preposition));
    let depends = match lemma {
        "depend" | "hinge" | "rest" => behind("on").or_else(|| behind("upon")),
        "require" => matter::in_slot(tree, at, &Slot::Object).filter(|_| force(tree, at).modal == Some(Modal::Will)),
        _ => None,
    };
    depends?;
    let matter = tree.hanging(at, &["nsubj", "csubj"]).next()?;
    Some(Frame {
        at,
        matter,
        is_clause: tree.is_verb(matter),
        stance: Stance::Conditional,
        kind: FrameKind::Dependence,
    })
}

/// "The plan is unacceptable", "a default is not an option".
fn judgement(tree: &Tree<'_>, at: At) -> Option<Frame> {
    let matter = tree.hanging(at, &["nsubj", "csubj"]).next()?;
    let nearby: Vec<String> = tree
        .under(at, &|below| matches!(tree.relation(below), "nsubj" | "csubj" | "advcl" | "conj"))
        .into_iter()
        .map(|at| tree.lemma(at))
        .collect();
    let lemma = tree.lemma(at);
    let says = |words: &Vec<&str>| {
        words.last().is_some_and(|last| *last == lemma)
            && words.iter().all(|word| nearby.iter().any(|near| near == word))
            || words.iter().any(|word| *word == lemma)
                && words.len() > 1
                && words.iter().all(|word| nearby.iter().any(|near| near == word))
    };
    let (_, stance, negated) = JUDGEMENTS.iter().find(|(words, _, _)| says(words))?;
    let is_denied = is_negated(tree, at) || has_no(tree, at);
    let stance = if is_denied { *negated } else { *stance };
    Some(Frame { at, matter, is_clause: tree.is_verb(matter), stance, kind: FrameKind::Judgement })
}

/// "Will send troops", "cannot close the mine": an act that an auxiliary makes a matter of will.
fn act(tree: &Tree<'_>, at: At, lemma: &str) -> Option<Frame> {
    let force = force(tree, at);
    let modal = force.modal?;
    if TELLING.contains(&lemma) || tree.relation(at) == "acl" || force.is_counterfactual {
        return None;
    }
    let actor = subject(tree, at)?;
    let stance = match modal {
        Modal::May => Stance::Unclear,
        Modal::Can if !force.negated => return None,
        _ if force.negated => Stance::Oppose,
        _ => Stance::Support,
    };
    is_somebody(tree, actor).then_some(Frame { at, matter: at, is_clause: true, stance, kind: FrameKind::Act })
}

/// Whether the word names somebody who can want something.
fn is_somebody(tree: &Tree<'_>, at: At) -> bool {
    let is_pronoun =
        matches!(tree.word(at).to_lowercase().as_str(), "we" | "i" | "he" | "she" | "they" | "who" | "both");
    is_pronoun || tree.class(at) == "PROPN" || tree.analysis.references.iter().any(|reference| reference.head == at)
}

fn read(tree: &Tree<'_>, frame: &Frame, used: &mut BTreeSet<At>) -> Vec<Reading> {
    let Some(mut holder) = holder(tree, frame) else { return Vec::new() };
    let told = innermost(tree, frame.at);
    if told.is_none() && holder == Holder::Teller {
        return Vec::new();
    }
    let force = force(tree, frame.at);
    let (mut stance, mut matter, mut inner_at) = (frame.stance, frame.matter, None);
    // "Is willing to accept", "urged them to block": the inner word says of what.
    let mut at = frame.matter;
    let is_said_of_clause = frame.is_clause && frame.kind != FrameKind::Act;
    for _ in 0..if is_said_of_clause { NESTED } else { 0 } {
        let Some(inner) = self::frame(tree, at).filter(|inner| inner.at == at && inner.matter != at) else { break };
        if used.contains(&inner.at) || matches!(inner.kind, FrameKind::Noun) {
            break;
        }
        used.insert(inner.at);
        stance = composed(stance, inner.stance);
        (matter, inner_at) = (inner.matter, Some(inner.at));
        if !inner.is_clause {
            break;
        }
        at = inner.matter;
    }
    let is_denied_clause =
        inner_at.is_none() && frame.is_clause && frame.matter != frame.at && is_negated(tree, matter);
    if is_denied_clause && frame.kind != FrameKind::Silence {
        stance = stance.flipped();
    }
    if inner_at.is_none() && frame.is_clause {
        used.insert(frame.matter);
    }
    if frame.kind == FrameKind::Attitude {
        stance = with_modal(stance, force);
    }
    if frame.kind == FrameKind::Act && force.modal == Some(Modal::Must) {
        holder = Holder::Teller;
        if told.is_none() {
            return Vec::new();
        }
    }
    let places =
        [Some(frame.at), inner_at, Some(matter), tree.head(frame.at).filter(|_| tree.relation(frame.at) == "xcomp")];
    let terms = places.into_iter().flatten().find_map(|at| condition::terms(tree, at));
    finish(tree, frame, holder, stance, matter, terms, told)
}

#[allow(clippy::too_many_arguments)]
fn finish(
    tree: &Tree<'_>,
    frame: &Frame,
    holder: Holder,
    stance: Stance,
    matter: At,
    terms: Option<Terms>,
    told: Option<usize>,
) -> Vec<Reading> {
    let branch = terms.as_ref().map(|terms| terms.branch);
    let skip = |at: At| Some(at) == branch;
    let Some(words) = matter::words(tree, matter, &skip) else { return Vec::new() };
    let mut carried: Vec<At> = vec![frame.at];
    carried.extend(tree.hanging(frame.at, &["aux", "cop", "advmod", "compound"]));
    carried.extend(tree.under(matter, &skip));
    let (mut stance, mut found) = (stance, None);
    if frame.kind == FrameKind::Dependence {
        let on = |name| matter::in_slot(tree, frame.at, &Slot::Behind(name));
        let requires = on("on").or_else(|| on("upon")).or_else(|| matter::in_slot(tree, frame.at, &Slot::Object));
        let Some(requires) = requires.and_then(|at| matter::words(tree, at, &|_| false)) else { return Vec::new() };
        found = Some(Condition { wants: words, requires, negated: false });
    } else if let Some(terms) = &terms
        && let Some(negated) = condition::on_terms(stance, terms.link)
        && let Some(requires) = condition::required(tree, terms)
    {
        carried.extend(tree.under(terms.branch, &|_| false));
        stance = Stance::Conditional;
        found = Some(Condition { wants: words, requires, negated });
    } else if stance == Stance::Conditional {
        stance = Stance::Unclear;
    }
    let Some(evidence) = evidence(tree, carried) else { return Vec::new() };
    vec![Reading { holder, matter: words, stance, condition: found, evidence, told }]
}

fn evidence(tree: &Tree<'_>, mut words: Vec<At>) -> Option<Span<Clean>> {
    words.sort_unstable();
    tree.span(&words)
}

/// What an attitude to a clause says of the matter of the clause.
fn composed(outer: Stance, inner: Stance) -> Stance {
    match outer {
        Stance::Support => inner,
        Stance::Oppose => inner.flipped(),
        Stance::Conditional | Stance::Unclear => Stance::Unclear,
    }
}

fn with_modal(stance: Stance, force: Force) -> Stance {
    match force.modal {
        Some(Modal::May) => Stance::Unclear,
        _ if force.is_counterfactual => Stance::Unclear,
        _ => stance,
    }
}

fn holder(tree: &Tree<'_>, frame: &Frame) -> Option<Holder> {
    match frame.kind {
        FrameKind::Judgement | FrameKind::Dependence => Some(for_whom(tree, frame.at).unwrap_or(Holder::Teller)),
        FrameKind::Attitude | FrameKind::Act | FrameKind::Silence => named(tree, subject(tree, frame.at)?),
        FrameKind::Noun => {
            if let Some(possessor) = possessor(tree, frame.at, Some(frame.matter)) {
                return named(tree, possessor);
            }
            // "Has no objection to", "voiced support for".
            let verb = tree.head(frame.at).filter(|verb| tree.relation(frame.at) == "obj" && tree.is_verb(*verb))?;
            named(tree, subject(tree, verb)?)
        }
    }
}

/// "Is a red line for Russia".
fn for_whom(tree: &Tree<'_>, at: At) -> Option<Holder> {
    let whom = tree.hanging(at, &["nmod", "obl"]).find(|below| {
        matches!(tree.introduced_by(*below).first().map(String::as_str), Some("for" | "to"))
            && is_somebody(tree, *below)
    })?;
    named(tree, whom)
}

/// The innermost attribution whose content holds the word.
fn innermost(tree: &Tree<'_>, at: At) -> Option<usize> {
    let span = tree.token(at)?.span;
    let holds = |spans: &[Span<Clean>]| spans.iter().any(|content| content.contains(span));
    let length = |i: usize| -> usize {
        let content = tree.analysis.attributions.get(i).map(|a| a.content.as_slice()).unwrap_or(&[]);
        content.iter().map(|span| span.range().len()).sum()
    };
    let all = tree.analysis.attributions.iter().enumerate();
    all.filter(|(_, attribution)| holds(&attribution.content)).map(|(i, _)| i).min_by_key(|i| length(*i))
}
