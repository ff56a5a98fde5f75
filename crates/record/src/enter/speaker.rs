//! Who says each attribution of a report, and on whose word it rests.

use std::collections::BTreeSet;
use std::ops::Range;

use onrecord_analysis::analysis::Analysis;
use onrecord_analysis::attribution::Attribution;
use onrecord_analysis::mention::MentionKind;
use onrecord_stance::reading::{Holder, Reading as Taken};
use onrecord_text::span::{Clean, Span};

use super::author::author;
use super::cast::Cast;
use super::member::{Members, Said};
use super::name::{Name, names};
use super::nesting::{ancestors, cover};
use super::people::{People, people};
use super::pronoun::{Around, Pronoun, Pronouns, TRUSTED};
use super::reading::{Reading, TokenIdx};
use super::referent::{Referents, Word};
use super::source::Sources;
use crate::actor::ActorKind;
use crate::office::{is_modifier, is_office_noun};
use crate::person_name::gender_of_pronoun;
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
            Some(Around {
                at: place(analysis.attributions.get(parent)?),
                speaker: speakers.get(parent).copied().flatten(),
            })
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

/// How many sentences back the subject may stand of which a pronoun goes on to speak.
const SUBJECT_REACH: usize = 2;

/// Least probability of all steps of a chain together for its first mention to be taken.
const LIKELY: f32 = 0.5;

fn is_possessive(token: &Token<'_>) -> bool {
    ["her", "his", "its", "my", "our", "their", "whose"].iter().any(|word| token.is(word))
}

struct Finder<'r, 't> {
    reading: &'r Reading<'t>,
    names: &'r [Name],
    people: &'r People,
    members: Members<'r, 't>,
}

impl Finder<'_, '_> {
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
                let around = taken
                    .told
                    .and_then(|told| Some(Around { at: place(analysis.attributions.get(told)?), speaker: teller() }));
                // Of the speaker himself the report speaks where it names its source, too.
                let of_source = analysis.attributions.iter().zip(speakers).find_map(|(attribution, speaker)| {
                    attribution.source.iter().any(|source| source.contains(*span)).then_some(*speaker).flatten()
                });
                let tokens = self.reading.tokens_in(*span);
                of_source.or_else(|| self.meant(tokens, said, around, &BTreeSet::new(), cast))
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
        if let Some(source) = &source
            && self.is_addressed(source, attribution)
            && let Some(teller) = self.subject(attribution, said, around, &told_of, cast)
        {
            return Some(teller);
        }
        let Some(source) = source else {
            return self.subject(attribution, said, around, &told_of, cast);
        };
        self.meant(source, said, around, &told_of, cast)
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
    fn meant(
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
            let Self { reading, names, people, members } = self;
            let pronouns = Pronouns { reading, names, people, members };
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
        self.sources(told_of).resolve(source, cast)
    }

    /// Somebody to whom "he" or "she" clearly refers back by a description, where no name is as clear: "The PM was asked.
    /// He said".
    fn clearly_described(
        &self,
        pronoun: Pronoun,
        at: TokenIdx,
        said: &[Said],
        told_of: &BTreeSet<usize>,
        cast: &mut Cast,
    ) -> Option<usize> {
        let Pronoun::Singular(gender) = pronoun else { return None };
        let referents = self.members.referents;
        let word = referents.word_at(self.reading.token(at)?.range.start)?;
        let clear: Vec<Word> =
            referents.chain(word).into_iter().take_while(|(_, p)| *p >= TRUSTED).map(|(word, _)| word).collect();
        if clear.iter().any(|word| self.members.meant(*word, said, cast).is_some()) {
            return None;
        }
        let is_description = |word: &&Word| {
            let words = referents.mention(**word).map(|span| span.slice(self.reading.text));
            referents.kind(**word) == Some(MentionKind::Person) && words.is_some_and(|words| words.contains(' '))
        };
        let span = referents.mention(*clear.iter().find(is_description)?)?;
        let found = self.sources(told_of).resolve(self.reading.tokens_in(span), cast)?;
        let draft = cast.drafts.get(found)?;
        let fits = draft.kind == ActorKind::Person && draft.gender.is_none_or(|own| own == gender);
        (fits && !told_of.contains(&found)).then_some(found)
    }

    /// Somebody without a name with whom the sentence, or one shortly before, begins: "The PM is asked. “No,” he says".
    /// Whoever is named or speaks in between is the likelier one.
    fn described_subject(
        &self,
        pronoun: Pronoun,
        at: TokenIdx,
        said: &[Said],
        told_of: &BTreeSet<usize>,
        cast: &mut Cast,
    ) -> Option<usize> {
        let Pronoun::Singular(gender) = pronoun else { return None };
        let byte = self.reading.token(at)?.range.start;
        let here = self.reading.sentence_idx(byte);
        for back in 0..=SUBJECT_REACH.min(here) {
            let sentence = self.reading.sentence(here - back)?;
            let range = sentence.start..sentence.end.min(byte);
            let is_named = self.people.by_name.keys().any(|i| {
                let name = self.names.get(*i).map(|name| self.reading.span_of(name.tokens.clone()).start().get());
                name.is_some_and(|start| range.contains(&start))
            });
            if is_named || said.iter().any(|s| range.contains(&s.at.start)) {
                return None;
            }
            if let Some(title) = self.opening_title(&range) {
                let found = self.sources(told_of).resolve(title, cast)?;
                let draft = cast.drafts.get(found)?;
                let fits = draft.kind == ActorKind::Person && draft.gender.is_none_or(|own| own == gender);
                return (fits && !told_of.contains(&found)).then_some(found);
            }
        }
        None
    }

    /// The words of an office with which the sentence begins and that a verb follows: "The prime minister", "Its chairman".
    fn opening_title(&self, sentence: &Range<usize>) -> Option<Range<TokenIdx>> {
        let tokens = self.reading.tokens_in(Span::from_range(sentence.clone()));
        let start = tokens.clone().find(|i| self.reading.token(*i).is_some_and(|t| t.is_word))?;
        let first = self.reading.token(start)?;
        if self.reading.is_quoted(first.range.start) || !(first.is("the") || is_possessive(first)) {
            return None;
        }
        let is_front = |t: &Token<'_>| is_modifier(t.text) || is_office_noun(t.text) || t.is_capitalised();
        let run =
            (start + 1..tokens.end).take_while(|i| self.reading.token(*i).is_some_and(|t| t.is_word && is_front(t)));
        let end = run.last()? + 1;
        let is_office = self.reading.token(end - 1).is_some_and(|t| is_office_noun(t.text) && !t.is_possessive);
        let goes_on = self.reading.token(end).is_some_and(|t| t.is_word && !t.is("of") && !t.is("and"));
        (is_office && goes_on).then_some(start..end)
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

    /// Where the reader found no source: the subject of the cue, if it is somebody's name, "he" or "she".
    fn subject(
        &self,
        attribution: &Attribution,
        said: &[Said],
        around: Option<Around>,
        told_of: &BTreeSet<usize>,
        cast: &mut Cast,
    ) -> Option<usize> {
        let referents = self.members.referents;
        let subject = referents.subject_of(*attribution.cue.first()?)?;
        let at = referents.span(subject)?;
        let tokens = self.reading.tokens_in(at);
        let token = self.reading.token(tokens.start)?;
        if gender_of_pronoun(token.text).is_some() {
            return self.meant(tokens, said, around, told_of, cast);
        }
        self.members.named(subject, cast)
    }

    fn sources<'s>(&'s self, told_of: &'s BTreeSet<usize>) -> Sources<'s, 's> {
        Sources { reading: self.reading, names: self.names, people: self.people, members: &self.members, told_of }
    }

    /// Somebody without a name, by the words in which the report first speaks of whom the pronoun means.
    fn described(&self, pronoun: Pronoun, at: TokenIdx, told_of: &BTreeSet<usize>, cast: &mut Cast) -> Option<usize> {
        let referents = self.members.referents;
        let word = referents.word_at(self.reading.token(at)?.range.start)?;
        let head = match pronoun {
            Pronoun::First => return None,
            Pronoun::Relative => referents.described_by(word)?,
            Pronoun::Singular(_) | Pronoun::Plural | Pronoun::Neuter => {
                let chain = referents.chain(word);
                chain.iter().rev().find(|(_, probability)| *probability >= LIKELY).map(|(word, _)| *word)?
            }
        };
        // "His" is no problem's.
        if matches!(pronoun, Pronoun::Singular(_)) && referents.kind(head) != Some(MentionKind::Person) {
            return None;
        }
        // A pronoun is nobody's description.
        let mention = referents.mention(head).filter(|span| span.len() > 4)?;
        let tokens = self.reading.tokens_in(mention);
        let end = tokens.clone().find(|i| self.reading.token(*i).is_some_and(|t| t.is("who") || t.is("which")));
        let words = tokens.start..end.unwrap_or(tokens.end);
        let is_pronoun =
            words.len() == 1 && self.reading.token(words.start).is_some_and(|t| Pronoun::parse(t.text).is_some());
        if words.is_empty() || is_pronoun { None } else { self.sources(told_of).resolve(words, cast) }
    }
}
