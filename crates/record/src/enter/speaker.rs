//! Who says each attribution of a report, and on whose word it rests.

use std::collections::BTreeSet;
use std::ops::Range;

use onrecord_analysis::analysis::Analysis;
use onrecord_analysis::attribution::Attribution;
use onrecord_stance::reading::{Holder, Reading as Taken};
use onrecord_text::span::{Clean, Span};

use super::author::author;
use super::cast::{Cast, Draft};
use super::member::{Members, Said};
use super::name::{Name, names};
use super::nesting::{ancestors, cover};
use super::people::{People, people};
use super::pronoun::{Around, Pronoun, Pronouns};
use super::reading::{Reading, TokenIdx};
use super::referent::Referents;
use super::source::Sources;
use crate::word::Token;

/// What was found out about the attributions of a report, in their order; members of the cast as
/// counted while it grows.
pub(super) struct Speakers {
    pub cast: Cast,
    pub speakers: Vec<Option<usize>>,
    pub parents: Vec<Option<usize>>,
    pub via: Vec<Vec<usize>>,
    /// Whose the stances are, in the order given.
    pub holders: Vec<Option<usize>>,
    /// Whom each name means, in text order.
    pub named: Vec<(Span<Clean>, usize)>,
}

/// Finds the speakers of all attributions, and the holders of the stances `taken`.
pub(super) fn speakers(reading: &Reading<'_>, analysis: &Analysis, taken: &[Taken]) -> Speakers {
    let names = names(reading, analysis);
    let referents = Referents::new(analysis);
    let people = people(reading, analysis, &names, &referents);
    let mut cast = Cast::of_names(reading, &names, &people);
    let parents: Vec<Option<usize>> = analysis.attributions.iter().map(|a| a.parent).collect();
    let depth = |i: usize| ancestors(&parents, i).len();
    // Outer ones first: what an inner "I" means depends on them. Then in the order of the text.
    let mut order: Vec<usize> = (0..analysis.attributions.len()).collect();
    order.sort_by_key(|i| (depth(*i), analysis.attributions.get(*i).map(place), *i));
    let mut speakers: Vec<Option<usize>> = vec![None; analysis.attributions.len()];
    let mut said: Vec<Said> = Vec::new();
    for i in order {
        let Some(attribution) = analysis.attributions.get(i) else {
            continue;
        };
        let at = place(attribution);
        let around = parents.get(i).copied().flatten().and_then(|parent| {
            Some(around(analysis.attributions.get(parent)?, speakers.get(parent).copied().flatten()))
        });
        let members = Members { reading, names: &names, referents: &referents };
        let finder = Finder { reading, names: &names, people: &people, members };
        let speaker = finder.speaker(attribution, &said, around, &mut cast);
        if let Some(slot) = speakers.get_mut(i) {
            *slot = speaker;
        }
        if let (Some(speaker), None) = (speaker, around) {
            let span = cover(&attribution.source).map(Span::from_range);
            let head = span.and_then(|span| referents.head(span));
            said.push(Said { at: span.map_or(at..at, Span::range), head, speaker });
        }
    }
    let members = Members { reading, names: &names, referents: &referents };
    let finder = Finder { reading, names: &names, people: &people, members };
    let holders = taken.iter().map(|taken| finder.holder(taken, analysis, &speakers, &said, &mut cast)).collect();
    let via = (0..speakers.len()).map(|i| via(&parents, &speakers, i)).collect();
    let span_of = |name: usize| Some(reading.span_of(names.get(name)?.tokens.clone()));
    let named = cast.by_name.iter().filter_map(|(name, who)| Some((span_of(*name)?, *who))).collect();
    Speakers { cast, speakers, parents, via, holders, named }
}

/// Where an attribution names its speaker; where its cue is, if it names nobody.
fn place(attribution: &Attribution) -> usize {
    let spans = if attribution.source.is_empty() { &attribution.cue } else { &attribution.source };
    cover(spans).map_or(0, |range| range.start)
}

fn around(parent: &Attribution, speaker: Option<usize>) -> Around {
    Around { at: place(parent), content: cover(&parent.content).map_or(0, |range| range.start), speaker }
}

/// The speakers around an attribution, nearest first, each once, its own left out.
fn via(parents: &[Option<usize>], speakers: &[Option<usize>], i: usize) -> Vec<usize> {
    let own = speakers.get(i).copied().flatten();
    let mut found = Vec::new();
    for ancestor in ancestors(parents, i) {
        if let Some(speaker) = speakers.get(ancestor).copied().flatten()
            && Some(speaker) != own
            && !found.contains(&speaker)
        {
            found.push(speaker);
        }
    }
    found
}

/// Whether the reader took words of the content for its source.
fn is_inside(attribution: &Attribution) -> bool {
    let is_part = |source: &Span<Clean>| attribution.content.iter().any(|content| content.contains(*source));
    !attribution.source.is_empty() && attribution.source.iter().all(is_part)
}

pub(super) fn is_possessive(token: &Token<'_>) -> bool {
    ["her", "his", "its", "my", "our", "their", "whose"].iter().any(|word| token.is(word))
}

pub(super) struct Finder<'r, 't> {
    pub reading: &'r Reading<'t>,
    pub names: &'r [Name],
    pub people: &'r People,
    pub members: Members<'r, 't>,
}

impl<'r, 't> Finder<'r, 't> {
    /// Whose a stance is.
    fn holder(
        &self,
        taken: &Taken,
        analysis: &Analysis,
        speakers: &[Option<usize>],
        said: &[Said],
        cast: &mut Cast,
    ) -> Option<usize> {
        let teller = || speakers.get(taken.told?).copied().flatten();
        match &taken.holder {
            Holder::Teller => teller(),
            Holder::Words(span) => {
                let around = taken.told.and_then(|told| Some(around(analysis.attributions.get(told)?, teller())));
                // Of the speaker himself the report speaks where it names its source, too.
                // Of "Norway and Finland", Finland is not both.
                let is_one_of_two =
                    |source: &Span<Clean>| source != span && source.slice(self.reading.text).contains(" and ");
                let of_source = analysis.attributions.iter().zip(speakers).find_map(|(attribution, speaker)| {
                    attribution
                        .source
                        .iter()
                        .any(|source| source.contains(*span) && !is_one_of_two(source))
                        .then_some(*speaker)
                        .flatten()
                });
                let tokens = self.reading.tokens_in(*span);
                let first = self.reading.token(tokens.start);
                let is_quoted = first.is_some_and(|token| self.reading.is_quoted(token.range.start));
                let pronoun = first
                    .and_then(|token| Pronoun::parse(token.text.split(['’', '\'']).next()?))
                    .filter(|_| tokens.len() == 1);
                let meant = of_source.or_else(|| self.meant(tokens, said, around, &BTreeSet::new(), cast));
                // In somebody's words "he" is another, and somebody who is known.
                let is_third = is_quoted && !matches!(pronoun, None | Some(Pronoun::First));
                let is_known =
                    |idx: &usize| cast.drafts.get(*idx).is_some_and(Draft::is_known) && Some(*idx) != teller();
                meant.filter(|idx| !is_third || is_known(idx))
            }
        }
    }

    fn speaker(
        &self,
        attribution: &Attribution,
        said: &[Said],
        around: Option<Around>,
        cast: &mut Cast,
    ) -> Option<usize> {
        // Of a source in several pieces, the first that has words names the speaker.
        let mut pieces = attribution.source.iter().map(|span| self.reading.tokens_in(*span));
        let source = pieces.find(|tokens| tokens.clone().any(|i| self.reading.token(i).is_some_and(|t| t.is_word)));
        let told_of = self.told_of(attribution, cast);
        let source = source.map(|source| self.without_owner(source, attribution));
        let Some(source) = source else {
            return self.subject(attribution, said, around, &told_of, cast);
        };
        if self.is_addressed(&source, attribution)
            && let Some(teller) = self.subject(attribution, said, around, &told_of, cast)
        {
            return Some(teller);
        }
        // Nobody is part of what they say; nor does a later sentence tell who speaks in this one.
        if (is_inside(attribution) || self.is_later(&source, attribution))
            && let Some(subject) = self.named_subject(attribution, cast)
        {
            return Some(subject);
        }
        let source = self.voting_body(&source, attribution).unwrap_or(source);
        let speaker = self.meant(source.clone(), said, around, &told_of, cast);
        // "According to Hlas, a weekly, Quill told her cabinet": the words beside the outer source do not name the inner one.
        let is_outer = speaker.is_some() && around.is_some_and(|around| around.speaker == speaker);
        let is_pronoun = self.reading.token(source.start).is_some_and(|t| Pronoun::parse(t.text).is_some());
        if is_outer && !is_pronoun {
            return self.named_subject(attribution, cast).or(speaker);
        }
        speaker
    }

    /// Whether the source stands in a sentence behind those of cue and content.
    fn is_later(&self, source: &Range<TokenIdx>, attribution: &Attribution) -> bool {
        let Some(token) = self.reading.token(source.start) else { return false };
        let before = attribution.cue.iter().chain(&attribution.content).map(|span| span.end().get()).max();
        let end = before.and_then(|at| self.reading.sentence(self.reading.sentence_idx(at.saturating_sub(1))));
        end.is_some_and(|sentence| sentence.end <= token.range.start)
    }

    /// Whether what the reader took for the source is who is told: it stands right behind "told".
    fn is_addressed(&self, source: &Range<TokenIdx>, attribution: &Attribution) -> bool {
        const TELLING: &[&str] = &["told", "tell", "tells", "telling", "informed", "informs", "reminded", "reminds"];
        let last = attribution.cue.last().map(|cue| self.reading.tokens_in(*cue));
        let Some(last) = last.filter(|cue| cue.end == source.start).and_then(|cue| cue.end.checked_sub(1)) else {
            return false;
        };
        self.reading.token(last).is_some_and(|t| TELLING.iter().any(|word| t.is(word)))
    }

    /// In "Ada Quill, whose league has called for" the league speaks; in "said Ada Quill, whose league" she does.
    fn without_owner(&self, source: Range<TokenIdx>, attribution: &Attribution) -> Range<TokenIdx> {
        let cue = attribution.cue.first().map(|cue| self.reading.tokens_in(*cue).start);
        let whose = source.clone().find(|i| self.reading.token(*i).is_some_and(|t| t.is("whose")));
        match whose {
            Some(whose)
                if whose > source.start && whose + 1 < source.end && cue.is_some_and(|cue| cue >= source.end) =>
            {
                whose + 1..source.end
            }
            _ => source,
        }
    }

    /// Whom the words `source` mean in an attribution that tells of `told_of`.
    pub fn meant(
        &self,
        source: Range<TokenIdx>,
        said: &[Said],
        around: Option<Around>,
        told_of: &BTreeSet<usize>,
        cast: &mut Cast,
    ) -> Option<usize> {
        let is_word = |i: &usize| self.reading.token(*i).is_some_and(|t| t.is_word);
        let mut words = source.clone().filter(is_word);
        let first = words.next()?;
        let token = self.reading.token(first)?;
        // "her" and "his" before a noun are no pronouns by themselves; the others are, whatever follows.
        let is_alone = words.next().is_none();
        let pronoun = Pronoun::parse(token.text).filter(|_| is_alone || !is_possessive(token));
        // Abbreviated, "US" is a country.
        let pronoun = pronoun.filter(|_| token.text != "US");
        if let Some(pronoun) = pronoun {
            let pronouns = self.pronouns();
            if around.is_none()
                && !self.reading.is_quoted(token.range.start)
                && let Some(described) = self.clearly_described(pronoun, first, said, told_of, cast)
            {
                return Some(described);
            }
            if around.is_none()
                && !self.reading.is_quoted(token.range.start)
                && let Some(subject) = self.described_subject(pronoun, first, said, told_of, cast)
            {
                return Some(subject);
            }
            let found = pronouns.resolve(pronoun, first, said, around, told_of, cast);
            return found
                .or_else(|| author(self.reading, self.names, token, around.is_some(), cast))
                .or_else(|| self.described(pronoun, first, told_of, cast));
        }
        let owned = self.owned(&source, said, around, told_of, cast);
        owned.or_else(|| self.sources(told_of).resolve(source, cast))
    }

    pub fn pronouns(&self) -> Pronouns<'_, 't> {
        Pronouns { reading: self.reading, names: self.names, people: self.people, members: &self.members }
    }

    /// Those whom what is said speaks of by name. Who says it is none of them.
    fn told_of(&self, attribution: &Attribution, cast: &Cast) -> BTreeSet<usize> {
        let spans = || attribution.cue.iter().chain(&attribution.content);
        // Between source and end nobody is named who is the source: "the director chastised Quill for".
        let behind = attribution.source.iter().map(|span| span.end()).max();
        let end = spans().map(|span| span.end()).max();
        let sentence = behind.and_then(|at| self.reading.sentence(self.reading.sentence_idx(at.get())));
        let is_told = |name: &Name| {
            let at = self.reading.span_of(name.tokens.clone());
            let is_behind = behind.is_some_and(|behind| behind <= at.start()) && end.is_some_and(|end| at.end() <= end);
            let is_near = sentence.as_ref().is_some_and(|sentence| at.end().get() <= sentence.end);
            (is_behind && is_near) || spans().any(|span| span.contains(at))
        };
        let names = self.names.iter().enumerate().filter(|(_, name)| is_told(name));
        names.filter_map(|(i, _)| cast.by_name.get(&i)).copied().collect()
    }

    pub fn sources<'s>(&'s self, told_of: &'s BTreeSet<usize>) -> Sources<'s, 's> {
        Sources { reading: self.reading, names: self.names, people: self.people, members: &self.members, told_of }
    }
}
