//! Whom a pronoun means that is the source of an attribution.

use std::collections::BTreeSet;
use std::ops::Range;

use onrecord_text::span::Span;

use super::cast::{Cast, Draft};
use super::member::{Members, Said};
use super::name::Name;
use super::people::People;
use super::reading::{Reading, TokenIdx};
use crate::actor::ActorKind;
use crate::person_name::{Gender, gender_of_pronoun};

/// How many sentences a pronoun reaches back, quotations not counted. News paragraphs are one to
/// three sentences, and a report names the speaker again sooner than that.
const REACH: usize = 4;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pronoun {
    /// "he", "she".
    Singular(Gender),
    /// "they".
    Plural,
    /// "it".
    Neuter,
    /// "I", "we".
    First,
    /// "who".
    Relative,
}

impl Pronoun {
    /// The pronoun that `word` is, if it is one that can say something.
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word.to_lowercase().as_str() {
            "he" | "him" | "his" | "himself" => Self::Singular(Gender::Male),
            "she" | "her" | "herself" => Self::Singular(Gender::Female),
            "they" | "them" | "their" => Self::Plural,
            "it" | "its" => Self::Neuter,
            "i" | "we" | "me" | "us" | "my" | "our" => Self::First,
            "who" | "which" | "whose" => Self::Relative,
            _ => return None,
        })
    }
}

/// The attribution around the pronoun's.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around {
    /// First byte of its source; of its cue if it has none.
    pub at: usize,
    /// First byte of what is said. Whoever is named before that is told, or belongs to the speaker: "told Quill that she".
    pub content: usize,
    pub speaker: Option<usize>,
}

pub(super) struct Pronouns<'r, 't> {
    pub reading: &'r Reading<'t>,
    pub names: &'r [Name],
    pub people: &'r People,
    pub members: &'r Members<'r, 't>,
}

/// Most words between commas that may stand between a name and the "who" that goes with it.
const INSERTION: usize = 4;

/// Probability from which the chain is trusted where else somebody without a name would be meant: sources who are not
/// named seldom speak of themselves.
const HINTED: f32 = 0.4;

/// Probability from which the reader's chain of mentions is trusted before the flow of the text is asked.
pub(super) const TRUSTED: f32 = 0.6;

impl Pronouns<'_, '_> {
    /// The member of the cast meant by `pronoun` at the token `at`, given who spoke before, in
    /// text order, the attribution around it, and those `told_of`. `None` if it cannot be told.
    pub fn resolve(
        &self,
        pronoun: Pronoun,
        at: TokenIdx,
        said: &[Said],
        around: Option<Around>,
        told_of: &BTreeSet<usize>,
        cast: &Cast,
    ) -> Option<usize> {
        let byte = self.reading.token(at)?.range.start;
        let is_quoted = self.reading.is_quoted(byte);
        let fits = |idx: usize| {
            cast.drafts.get(idx).is_some_and(|draft| match pronoun {
                Pronoun::Singular(gender) => {
                    // Nobody who speaks as "he" tells of himself by name: "he said Quill would go".
                    draft.kind == ActorKind::Person
                        && draft.gender.is_none_or(|g| g == gender)
                        && !told_of.contains(&idx)
                }
                Pronoun::Plural => matches!(draft.kind, ActorKind::Group | ActorKind::Organisation),
                Pronoun::Neuter => {
                    matches!(draft.kind, ActorKind::Organisation | ActorKind::State)
                }
                Pronoun::First | Pronoun::Relative => true,
            })
        };
        match (pronoun, around) {
            (Pronoun::Relative, _) => self.described(byte, cast).or_else(|| self.name_right_before(at, cast)),
            (Pronoun::First, Some(around)) if is_quoted => around.speaker,
            (Pronoun::First, _) => None,
            (_, Some(around)) if is_quoted => {
                // Whoever speaks says "I" of himself; so this is somebody else.
                self.only_other(byte, around.speaker, cast).filter(|i| fits(*i))
            }
            (_, Some(around)) => {
                let is_between = |(i, person): (&usize, &usize)| {
                    let name = self.names.get(*i).map_or(0..0, |name| name.tokens.clone());
                    let name_at = self.reading.span_of(name).start().get();
                    let from = around.at.max(around.content);
                    from <= name_at && name_at < byte && Some(*person) != around.speaker
                };
                let word = self.members.referents.word_at(byte);
                let referred = word.and_then(|word| self.members.referred(word, said, cast, fits));
                let trusted = referred.filter(|(_, probability)| *probability >= TRUSTED).map(|(idx, _)| idx);
                let is_known = |idx: usize| cast.drafts.get(idx).is_some_and(Draft::is_known);
                // "One official who has seen her advice said she": somebody known is meant, rather than the official.
                if around.speaker.is_some_and(|idx| !is_known(idx)) {
                    let likely = referred.filter(|(idx, probability)| is_known(*idx) && *probability >= HINTED);
                    if let Some((known, _)) = likely {
                        return Some(known);
                    }
                    // "He believes, according to an aide": nobody is "he" before there was word of him.
                    if byte < around.at {
                        return self.nearest(byte, said, cast, |idx| fits(idx) && is_known(idx));
                    }
                }
                let Some(speaker) = around.speaker.filter(|idx| fits(*idx)) else {
                    // "Sources close to Ada Quill say she": it is not the sources.
                    let between = self.people.by_name.iter().filter(|(i, person)| {
                        let name =
                            self.names.get(**i).map(|name| self.reading.span_of(name.tokens.clone()).start().get());
                        name.is_some_and(|at| around.at < at && at < byte) && fits(**person)
                    });
                    let between: BTreeSet<usize> = between.map(|(_, person)| *person).collect();
                    return trusted.or_else(|| between.first().copied().filter(|_| between.len() == 1));
                };
                (!self.people.by_name.iter().any(is_between)).then_some(speaker)
            }
            // Quoted by nobody who was found: whoever it is, it is not the one who spoke last.
            (_, None) if is_quoted => None,
            (_, None) => {
                let word = self.members.referents.word_at(byte);
                let referred = word.and_then(|word| self.members.referred(word, said, cast, fits));
                let trusted = referred.filter(|(_, probability)| *probability >= TRUSTED).map(|(idx, _)| idx);
                // A single word that only the model takes for a person's name may be a place's.
                let is_sure = |idx: usize| cast.drafts.get(idx).is_some_and(|d| d.is_sure || d.gender.is_some());
                let sure = trusted.filter(|idx| is_sure(*idx));
                // "He notes that Quill’s microphone failed": where nobody else is near, he tells of himself after all.
                if sure.is_none()
                    && let Some(told) = self.told_himself(byte, said, cast, told_of)
                {
                    let other = self.nearest_within(1, byte, said, cast, |idx| fits(idx) && is_sure(idx));
                    return other.or(Some(told));
                }
                sure.or_else(|| self.nearest(byte, said, cast, |idx| fits(idx) && is_sure(idx)))
                    .or(trusted)
                    .or_else(|| self.nearest(byte, said, cast, fits))
                    .or(referred.map(|(idx, _)| idx))
            }
        }
    }

    /// Whom the pronoun at `byte` means by the reader's chain, if what is said tells of him.
    fn told_himself(&self, byte: usize, said: &[Said], cast: &Cast, told_of: &BTreeSet<usize>) -> Option<usize> {
        let gender = self.reading.token(self.reading.tokens_in(Span::from_range(byte..byte + 1)).start)?;
        let gender = gender_of_pronoun(gender.text)?;
        let word = self.members.referents.word_at(byte)?;
        let (nearest, probability) = self.members.referred(word, said, cast, |_| true)?;
        let draft = cast.drafts.get(nearest)?;
        let is_he = draft.kind == ActorKind::Person && draft.gender.is_none_or(|own| own == gender);
        (is_he && probability >= TRUSTED && told_of.contains(&nearest)).then_some(nearest)
    }

    /// Whom the clause opened by the relative pronoun at `byte` describes, if it is a name.
    fn described(&self, byte: usize, cast: &Cast) -> Option<usize> {
        let referents = self.members.referents;
        let noun = referents.described_by(referents.word_at(byte)?)?;
        let words = referents.beside(noun).into_iter().chain(referents.apposed_to(noun));
        words.into_iter().find_map(|word| self.members.named(word, cast))
    }

    /// "Ada Quill, who said", "Ada Quill — who said".
    fn name_right_before(&self, at: TokenIdx, cast: &Cast) -> Option<usize> {
        let comma = at.checked_sub(1).and_then(|i| self.reading.token(i));
        let end = at - usize::from(comma.is_some_and(|t| [",", "–", "—", "("].contains(&t.text)));
        let ending_at = |end: TokenIdx| self.names.iter().position(|name| name.tokens.end == end);
        // "Ada Quill, no relation, who said": a few words between commas may stand before.
        let insertion = || {
            let text = |i: TokenIdx| self.reading.token(i).map_or("", |t| t.text);
            let opening = (end.saturating_sub(INSERTION)..end).rev().find(|i| text(*i) == ",")?;
            (end < at).then(|| ending_at(opening)).flatten()
        };
        cast.by_name.get(&ending_at(end).or_else(insertion)?).copied()
    }

    /// Back through the sentences: who spoke last in one, or else its subject, or else the only one it speaks of.
    fn nearest(&self, byte: usize, said: &[Said], cast: &Cast, fits: impl Fn(usize) -> bool) -> Option<usize> {
        self.nearest_within(REACH, byte, said, cast, fits)
    }

    /// The same over no more than `reach` sentences before this one.
    fn nearest_within(
        &self,
        reach: usize,
        byte: usize,
        said: &[Said],
        cast: &Cast,
        fits: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let here = self.reading.sentence_idx(byte);
        let mut n_seen = 0;
        for idx in (0..=here).rev() {
            let sentence = self.reading.sentence(idx).unwrap_or(0..self.reading.text.len());
            let range = sentence.start..sentence.end.min(byte);
            let mut speakers = said.iter().rev().filter(|s| range.contains(&s.at.start));
            let speaker = speakers.find(|s| fits(s.speaker)).map(|s| s.speaker);
            let found = speaker
                .or_else(|| self.subject(&range).filter(|i| fits(*i)))
                .or_else(|| self.only_one(&range, said, cast, &fits));
            if found.is_some() {
                return found;
            }
            n_seen += usize::from(!self.reading.is_all_quoted(&range));
            if n_seen > reach {
                break;
            }
        }
        None
    }

    /// The only fitting member that the words of a sentence name or refer back to.
    fn only_one(
        &self,
        sentence: &Range<usize>,
        said: &[Said],
        cast: &Cast,
        fits: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let heads = self.members.referents.heads_in(sentence);
        let referred = heads.filter_map(|head| {
            let named = self.members.named(head, cast);
            let far = || self.members.referred(head, said, cast, &fits).filter(|(_, p)| *p >= TRUSTED);
            named.or_else(|| far().map(|(member, _)| member))
        });
        let named = self.people.by_name.iter().filter_map(|(i, person)| {
            let name = self.names.get(*i)?;
            let at = self.reading.span_of(name.tokens.clone()).start().get();
            sentence.contains(&at).then_some(*person)
        });
        let mut members: BTreeSet<usize> = referred.chain(named).filter(|member| fits(*member)).collect();
        let only = members.pop_first()?;
        members.is_empty().then_some(only)
    }

    /// The person with whose name, title included, the sentence starts.
    fn subject(&self, sentence: &Range<usize>) -> Option<usize> {
        let names = self.people.by_name.iter();
        let mut names = names.filter_map(|(i, person)| Some((self.names.get(*i)?, *person)));
        names.find_map(|(name, person)| {
            let at = self.reading.span_of(name.tokens.clone()).start().get();
            if !sentence.contains(&at) || name.is_possessive(self.reading) {
                return None;
            }
            let held = self.people.people.get(person)?;
            let title = held.offices.iter().map(|(_, title)| title.start);
            let title = title.filter(|start| {
                let start = self.reading.span_of(*start..name.tokens.end).start().get();
                sentence.contains(&start)
            });
            let mut starts = title.chain([name.honorific]);
            let before = |start: TokenIdx| {
                let from = self.reading.span_of(start..name.tokens.end).start().get();
                self.reading.text.get(sentence.start..from).unwrap_or("")
            };
            starts
                .any(|start| {
                    let words = before(start).trim().trim_start_matches(|c: char| !c.is_alphanumeric());
                    ["", "but", "and", "the", "meanwhile,", "later,", "earlier,"]
                        .iter()
                        .any(|w| words.eq_ignore_ascii_case(w))
                })
                .then_some(person)
        })
    }

    /// The only person besides the speaker named in this sentence and the two before it.
    fn only_other(&self, byte: usize, speaker: Option<usize>, cast: &Cast) -> Option<usize> {
        let here = self.reading.sentence_idx(byte);
        let start = self.reading.sentence(here.saturating_sub(2))?.start;
        let mut found = None;
        for (i, name) in self.names.iter().enumerate() {
            let at = self.reading.span_of(name.tokens.clone()).start().get();
            let Some(person) = self.people.by_name.get(&i) else {
                continue;
            };
            if at < start || byte <= at || Some(*person) == speaker || found == Some(*person) {
                continue;
            }
            if found.is_some() {
                return None;
            }
            found = cast.by_name.get(&i).copied();
        }
        found
    }
}
