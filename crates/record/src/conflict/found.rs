//! What conflicts are found in: statements prepared for comparison, and who speaks of whom.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_analysis::attribution::{Gist, Kind};

use super::stand::{Stand, condition, told_stand};
use crate::actor::{Actor, ActorKind, Evidence};
use crate::amount::{Amount, amounts};
use crate::attribution::Attribution;
use crate::event::Mention;
use crate::fingerprint::Copies;
use crate::id::{ActorId, AttributionId};
use crate::issue::MEANINGS;
use crate::parallel::both;
use crate::position::ascribed::Sides;
use crate::reconcile::content::{Lexicon, Text};
use crate::reconcile::is_named;
use crate::reconcile::occasion::{Occasion, Occasions};
use crate::remark::Remark;
use crate::statement::{Statement, Wording};
use crate::word::{fold_all, tokens};

/// What a record is made of before its conflicts are found.
#[derive(Clone, Copy)]
pub(crate) struct Sources<'r> {
    pub actors: &'r [Actor],
    pub attributions: &'r [Attribution],
    pub statements: &'r [Statement],
    pub remarks: &'r [Remark],
    pub mentions: &'r [Mention],
    pub copies: &'r Copies,
    pub occasions: &'r Occasions,
}

/// A statement, ready to be compared.
pub(super) struct Said<'r> {
    pub statement: &'r Statement,
    /// The words of its fullest wording.
    pub words: &'r str,
    pub text: Text,
    /// What it makes its condition.
    pub condition: Text,
    pub amounts: Vec<Amount>,
    /// How its fullest wording is quoted.
    pub kind: Kind,
    /// Whether it is in the speaker's own words.
    pub is_quoted: bool,
    /// When; `None` where nothing says.
    pub occasion: Option<Occasion>,
    /// What stand the words take.
    pub stand: Option<Stand>,
}

impl Said<'_> {
    pub fn has_words(&self, fewest: usize) -> bool {
        tokens(self.words).iter().filter(|token| token.is_word).nth(fewest.saturating_sub(1)).is_some()
    }
}

pub(crate) struct Found<'r> {
    pub(super) statements: &'r [Statement],
    pub(super) remarks: &'r [Remark],
    pub(super) mentions: &'r [Mention],
    pub(super) copies: &'r Copies,
    pub(super) occasions: &'r Occasions,
    pub(super) lexicon: Lexicon<'static>,
    attributions: BTreeMap<&'r AttributionId, &'r Attribution>,
    actors: BTreeMap<&'r ActorId, &'r Actor>,
    sides: Sides<'r>,
    /// Whom the offices of people name who have no side.
    offices: BTreeMap<&'r ActorId, &'r ActorId>,
    /// By speaker, those with a name only, each speaker's in the order of time; those of no known day first.
    said: Vec<Said<'r>>,
    /// The stretches of `said` of one speaker each.
    speakers: Vec<std::ops::Range<usize>>,
    /// The stretches of the speakers of each side.
    of_side: BTreeMap<&'r ActorId, Vec<usize>>,
}

impl<'r> Found<'r> {
    pub fn new(sources: &Sources<'r>) -> Self {
        let Sources { actors, attributions, statements, remarks, mentions, copies, occasions } = *sources;
        let actor_of: BTreeMap<&ActorId, &Actor> = actors.iter().map(|actor| (&actor.id, actor)).collect();
        let attribution_of: BTreeMap<&AttributionId, &Attribution> = attributions.iter().map(|a| (&a.id, a)).collect();
        let told: Vec<(&Statement, &Wording)> = statements
            .iter()
            .filter(|statement| statement.speaker.is_some())
            .filter_map(|statement| Some((statement, statement.wordings.first()?)))
            .collect();
        let mut lexicon = Lexicon::new(MEANINGS.as_ref());
        let of_words = |(_, fullest): &(&Statement, &'r Wording)| {
            let teller = fullest.witnesses.first().and_then(|id| attribution_of.get(id));
            let cue = teller.map_or("", |teller| teller.cue.text.as_str());
            (amounts(&fullest.text, &[]), told_stand(&fullest.text, fullest.kind, cue))
        };
        let (of_words, texts) = both(
            || told.iter().map(of_words).collect::<Vec<_>>(),
            || {
                let cut = |(_, fullest): &(&Statement, &Wording)| {
                    (lexicon.text(&fullest.text), lexicon.text(condition(&fullest.text)))
                };
                told.iter().map(cut).collect::<Vec<_>>()
            },
        );
        let mut said: Vec<Said<'r>> = Vec::with_capacity(told.len());
        for (((statement, fullest), (amounts, stand)), (text, condition)) in told.into_iter().zip(of_words).zip(texts) {
            let witnesses = statement.witnesses.iter().filter_map(|id| attribution_of.get(id));
            let days: Vec<Occasion> = witnesses.filter_map(|witness| occasions.of(witness)).collect();
            said.push(Said {
                statement,
                words: &fullest.text,
                text,
                condition,
                amounts,
                kind: fullest.kind,
                is_quoted: fullest.kind == Kind::Direct,
                occasion: Occasion::of_first(&days),
                stand,
            });
        }
        said.sort_by(|a, b| {
            (&a.statement.speaker, a.occasion, &a.statement.id).cmp(&(
                &b.statement.speaker,
                b.occasion,
                &b.statement.id,
            ))
        });
        let sides = Sides::new(actors);
        let offices = offices(actors);
        let mut speakers: Vec<std::ops::Range<usize>> = Vec::new();
        let mut of_side: BTreeMap<&ActorId, Vec<usize>> = BTreeMap::new();
        let mut start = 0;
        for of_one in said.chunk_by(|a, b| a.statement.speaker == b.statement.speaker) {
            if let Some(speaker) = of_one.first().and_then(|said| said.statement.speaker.as_ref()) {
                of_side.entry(side_of(speaker, &sides, &offices)).or_default().push(speakers.len());
            }
            speakers.push(start..start + of_one.len());
            start += of_one.len();
        }
        Self {
            statements,
            remarks,
            mentions,
            copies,
            occasions,
            lexicon,
            attributions: attribution_of,
            actors: actor_of,
            sides,
            offices,
            said,
            speakers,
            of_side,
        }
    }

    /// The statements of each speaker whom the record knows by name, in the order of time.
    pub(super) fn by_speaker(&self) -> impl Iterator<Item = &[Said<'r>]> {
        let stretches = self.speakers.iter().filter_map(|range| self.said.get(range.clone()));
        stretches.filter(|said| {
            let speaker = said.first().and_then(|said| said.statement.speaker.as_ref());
            speaker.and_then(|id| self.actors.get(id)).is_some_and(|actor| is_named(actor))
        })
    }

    /// The statements of all who speak for `side`.
    pub(super) fn said_by_side(&self, side: &ActorId) -> impl Iterator<Item = &Said<'r>> {
        let speakers = self.of_side.get(side).into_iter().flatten();
        speakers.filter_map(|at| self.said.get(self.speakers.get(*at)?.clone())).flatten()
    }

    /// The side that `actor` speaks for; for somebody who is nobody's, whom an office of his names: "prime minister of
    /// Tavina".
    pub(super) fn side_of(&self, actor: &'r ActorId) -> &'r ActorId {
        side_of(actor, &self.sides, &self.offices)
    }

    pub(super) fn attribution(&self, id: &AttributionId) -> Option<&'r Attribution> {
        self.attributions.get(id).copied()
    }

    /// How like what both say is, as the reader sees it: that of the two tellings most like each other.
    pub(super) fn gist(&self, one: &Said<'_>, other: &Said<'_>) -> f32 {
        let gists = |said: &Said<'_>| -> Vec<&'r Gist> {
            said.statement.witnesses.iter().filter_map(|id| self.attribution(id)?.gist.as_ref()).collect()
        };
        let others = gists(other);
        let pairs = gists(one).into_iter().flat_map(|a| others.iter().map(move |b| a.likeness(b)));
        pairs.fold(0.0, f32::max)
    }

    pub(super) fn name(&self, actor: Option<&ActorId>) -> &'r str {
        actor.and_then(|id| self.actors.get(id)).map_or("somebody", |actor| actor.name.as_str())
    }

    pub(super) fn is_named(&self, actor: &ActorId) -> bool {
        self.actors.get(actor).is_some_and(|actor| is_named(actor))
    }

    /// Whether a state goes by this name, folded.
    pub(super) fn is_state(&self, name: &str) -> bool {
        let states = self.actors.values().filter(|actor| actor.kind == ActorKind::State);
        states.flat_map(|state| std::iter::once(&state.name).chain(&state.aliases)).any(|known| fold_all(known) == name)
    }

    /// Whether it is a state or a body.
    pub(super) fn is_state_or_body(&self, actor: &ActorId) -> bool {
        let kind = self.actors.get(actor).map(|actor| actor.kind);
        matches!(kind, Some(ActorKind::State | ActorKind::Organisation))
    }

    /// Whether it is a human being.
    pub(super) fn is_person(&self, actor: &ActorId) -> bool {
        self.actors.get(actor).is_some_and(|actor| actor.kind == ActorKind::Person)
    }

    /// Where the contents of these attributions stand.
    pub(super) fn evidence<'a>(&self, attributions: impl IntoIterator<Item = &'a AttributionId>) -> Vec<Evidence> {
        let found = attributions.into_iter().filter_map(|id| self.attribution(id));
        let spans = found.flat_map(|a| a.content.original.iter().map(|span| (a.report.clone(), *span)));
        let mut evidence: Vec<Evidence> = spans.map(|(report, span)| Evidence { report, span }).collect();
        evidence.sort();
        evidence.dedup();
        evidence
    }
}

fn side_of<'r>(actor: &'r ActorId, sides: &Sides<'r>, offices: &BTreeMap<&'r ActorId, &'r ActorId>) -> &'r ActorId {
    let side = sides.of(actor);
    offices.get(side).copied().unwrap_or(side)
}

/// For each person without a party, the one state or body that one of his offices names.
fn offices(actors: &[Actor]) -> BTreeMap<&ActorId, &ActorId> {
    let bodies = actors.iter().filter(|actor| matches!(actor.kind, ActorKind::State | ActorKind::Organisation));
    let named: BTreeMap<String, &ActorId> =
        bodies.filter(|body| body.party.is_none()).map(|body| (fold_all(&body.name), &body.id)).collect();
    let mut found = BTreeMap::new();
    for person in actors.iter().filter(|actor| actor.kind == ActorKind::Person && actor.party.is_none()) {
        let mut of: BTreeSet<&ActorId> = BTreeSet::new();
        for role in &person.roles {
            let words: Vec<String> = fold_all(&role.title).split(' ').map(str::to_owned).collect();
            // The longest name first: "Lower Tansy" before "Tansy".
            let longest =
                (1..=words.len().min(4)).rev().find_map(|n| words.windows(n).find_map(|run| named.get(&run.join(" "))));
            of.extend(longest);
        }
        if let (Some(only), 1) = (of.first(), of.len()) {
            found.insert(&person.id, *only);
        }
    }
    found
}
