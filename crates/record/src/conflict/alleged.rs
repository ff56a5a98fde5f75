//! A change of mind that a reporter tells of, whatever the one he tells it of has said.

use std::collections::BTreeSet;

use super::{Conflict, ConflictKind, Found, Side};
use crate::actor::{Actor, Evidence};
use crate::attribution::Passage;
use crate::id::{ActorId, ReportId, StatementId};
use crate::reconcile::is_named;
use crate::remark::Remark;
use crate::word::{fold, fold_all, tokens};

/// Phrases for a change of mind, folded: none is a figure of speech for anything else when a person is its subject.
#[rustfmt::skip]
const TURNING: &[&str] = &[
    "change of mind", "changed his mind", "changed her mind", "changed their mind", "change of heart", "uturn",
    "aboutface", "aboutturn", "volteface", "climbdown", "climbed down", "backtracked", "reversed course",
    "reversed himself", "reversed herself", "turned his back on", "turned her back on", "turned round", "turned around",
    "has turned against", "flipflop", "ate his words", "ate her words", "eaten his words", "eaten her words",
    "would not hear of", "wouldnt hear of", "was dead against", "changed course", "changed tack", "changed her tune",
    "changed his tune", "backed down", "backing down", "gone back on", "went back on", "reneged", "somersault",
    "dropped his opposition", "dropped her opposition", "abandoned his opposition", "abandoned her opposition",
    "broken his promise", "broken her promise", "broke his promise", "broke her promise", "swallowed his words",
    "swallowed her words", "come round to", "came round to", "done an about turn", "switched sides",
];

/// Words that put the former stand into the past, beside a phrase that tells only of it.
const FORMER: [&str; 6] = ["only last", "only yesterday", "until last", "a week ago", "now", "by friday"];

/// Phrases that need one of [`FORMER`].
const TELL_ONE_STAND: [&str; 3] = ["would not hear of", "wouldnt hear of", "was dead against"];

/// A reporter says that somebody has changed his mind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allegation {
    /// In which report.
    pub report: ReportId,
    /// The sentence that says so.
    pub sentence: Passage,
    /// Of whom it says it: somebody whom the record knows by name.
    pub who: ActorId,
}

/// All allegations in `remarks`, in their order.
pub(crate) fn allegations(remarks: &[Remark], actors: &[Actor]) -> Vec<Allegation> {
    let people: BTreeSet<&ActorId> = actors.iter().filter(|actor| is_named(actor)).map(|actor| &actor.id).collect();
    let before = std::iter::once(None).chain(remarks.iter().map(Some));
    remarks.iter().zip(before).filter_map(|(remark, before)| allegation(remark, before, &people)).collect()
}

/// The change that `remark` tells of; `before` is the remark before it, which may be of another report.
fn allegation(remark: &Remark, before: Option<&Remark>, people: &BTreeSet<&ActorId>) -> Option<Allegation> {
    let words = unquoted(remark);
    let phrase = TURNING.iter().find(|phrase| holds(&words, phrase))?;
    if TELL_ONE_STAND.contains(phrase) && !FORMER.iter().any(|former| holds(&words, former)) {
        return None;
    }
    let people = |remark: &Remark| -> Vec<(usize, ActorId)> {
        let is_quoted = |at: usize| remark.quoted.iter().any(|quoted| quoted.contains(&at));
        let people = remark.named.iter().filter(|(at, who)| !is_quoted(at.start) && people.contains(who));
        people.map(|(at, who)| (at.start, who.clone())).collect()
    };
    let named = |remark: &Remark| people(remark).into_iter().next().map(|(_, who)| who);
    // "She regretted Mr Orlić’s change of heart": the nearest before the phrase.
    let turns_at = place_of(remark, phrase);
    let before_it = people(remark).into_iter().rfind(|(at, _)| *at < turns_at).map(|(_, who)| who);
    // "By Friday she was all for it" is about whom the sentence before it names.
    let who =
        before_it.or_else(|| named(remark)).or_else(|| named(before.filter(|before| is_next(before, remark))?))?;
    Some(Allegation { report: remark.report.clone(), sentence: remark.sentence.clone(), who })
}

/// `listed` are the conflicts found otherwise: whoever has turned round by his own words is not listed again because a
/// reporter has seen it too.
pub(super) fn conflicts(allegations: &[Allegation], listed: &[Conflict], found: &Found<'_>) -> Vec<Conflict> {
    let turns = listed.iter().filter(|c| matches!(c.kind, ConflictKind::Reversal | ConflictKind::Softening));
    let turned: BTreeSet<&StatementId> = turns.flat_map(|c| &c.sides).flat_map(|side| &side.statements).collect();
    allegations.iter().filter_map(|allegation| conflict(allegation, &turned, found)).collect()
}

/// Where the record has no words of who is said to have changed, there is nothing to hold against it.
fn conflict(
    Allegation { report, sentence, who }: &Allegation,
    turned: &BTreeSet<&StatementId>,
    found: &Found<'_>,
) -> Option<Conflict> {
    let own = found.by_speaker().find(|said| said.iter().any(|said| said.statement.speaker.as_ref() == Some(who)))?;
    if own.iter().any(|said| turned.contains(&said.statement.id)) {
        return None;
    }
    // What he said himself: the last that is known to be from before, or else the last there is.
    let said = own.iter().rev().find(|said| said.is_quoted)?;
    let name = found.name(Some(who));
    let explanation =
        format!("A reporter writes that {name} changed sides; {name}’s own words: “{}”.", said.statement.text);
    let before = Side {
        statements: vec![said.statement.id.clone()],
        text: said.statement.text.clone(),
        evidence: found.evidence(&said.statement.witnesses),
    };
    let spans = sentence.original.iter();
    let told: Vec<Evidence> = spans.map(|span| Evidence { report: report.clone(), span: *span }).collect();
    let after = Side { statements: Vec::new(), text: sentence.text.clone(), evidence: told };
    let mut conflict = Conflict::new(ConflictKind::Reversal, None, [before, after], explanation);
    conflict.alleged = true;
    Some(conflict)
}

/// Whether `remark` follows on `before`.
fn is_next(before: &Remark, remark: &Remark) -> bool {
    const NEAR: usize = 3;
    let (end, start) = (before.sentence.clean.last(), remark.sentence.clean.first());
    let gap = start.zip(end).map(|(start, end)| start.start().get().saturating_sub(end.end().get()));
    before.report == remark.report && gap.is_some_and(|gap| gap <= NEAR)
}

/// Where the last word of `phrase` stands first outside the quotations, in bytes.
fn place_of(remark: &Remark, phrase: &str) -> usize {
    let last = phrase.rsplit(' ').next().unwrap_or(phrase);
    let is_quoted = |at: usize| remark.quoted.iter().any(|quoted| quoted.contains(&at));
    let parts = tokens(&remark.sentence.text);
    let mut at = parts.iter().filter(|token| token.is_word && !is_quoted(token.range.start));
    at.find(|token| fold(token.text) == last).map_or(0, |token| token.range.start)
}

/// The folded words outside quotation marks.
fn unquoted(remark: &Remark) -> String {
    let mut words = String::new();
    let mut at = 0;
    let text = remark.sentence.text.as_str();
    for quoted in &remark.quoted {
        words.push_str(text.get(at..quoted.start).unwrap_or(""));
        words.push(' ');
        at = quoted.end.max(at);
    }
    words.push_str(text.get(at..).unwrap_or(""));
    fold_all(&words)
}

fn holds(words: &str, phrase: &str) -> bool {
    format!(" {words} ").contains(&format!(" {phrase} "))
}
