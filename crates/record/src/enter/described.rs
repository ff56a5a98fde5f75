//! Whom "he" and "she" mean where the report has no name, but a description: "The PM was asked. He said".

use std::collections::BTreeSet;
use std::ops::Range;

use onrecord_analysis::mention::MentionKind;
use onrecord_text::span::Span;

use super::cast::Cast;
use super::member::Said;
use super::pronoun::{Pronoun, TRUSTED};
use super::reading::TokenIdx;
use super::referent::Word;
use super::speaker::{Finder, is_possessive};
use crate::actor::ActorKind;
use crate::office::{is_modifier, is_office_noun, is_plural_office_noun, is_relation_noun};
use crate::word::Token;

/// How many sentences back the subject may stand of which a pronoun goes on to speak.
const SUBJECT_REACH: usize = 2;

/// Least probability of all steps of a chain together for its first mention to be taken.
const LIKELY: f32 = 0.5;

impl Finder<'_, '_> {
    /// Somebody to whom "he" or "she" clearly refers back by a description, where no name is as clear: "The PM was asked.
    /// He said".
    pub fn clearly_described(
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
    pub fn described_subject(
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
                let found = self.meant(title, said, None, told_of, cast)?;
                let draft = cast.drafts.get(found)?;
                let fits = draft.kind == ActorKind::Person && draft.gender.is_none_or(|own| own == gender);
                return (fits && !told_of.contains(&found)).then_some(found);
            }
        }
        None
    }

    /// The words of an office with which the sentence begins and that a verb follows: "The prime minister", "Its
    /// chairman". Its holder may also own what the sentence is about: "The prime minister’s patience had run out."
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
        let is_owner = |i: &TokenIdx| self.reading.token(*i).is_some_and(|t| t.is_possessive);
        if let Some(owner) = run.clone().find(is_owner) {
            return self.owns_thing(owner).then_some(start..owner + 1);
        }
        let end = run.last()? + 1;
        let is_office = self.reading.token(end - 1).is_some_and(|t| is_office_noun(t.text) && !t.is_possessive);
        let goes_on = self.reading.token(end).is_some_and(|t| t.is_word && !t.is("of") && !t.is("and"));
        (is_office && goes_on).then_some(start..end)
    }

    /// Whether the token names an office whose holder owns something that is nobody.
    fn owns_thing(&self, owner: TokenIdx) -> bool {
        let referents = self.members.referents;
        let Some(token) = self.reading.token(owner).filter(|t| is_office_noun(t.text)) else { return false };
        let owned = referents.word_at(token.range.start).and_then(|word| referents.governor(word));
        let words = owned.and_then(|word| referents.span(word)).map(|span| span.slice(self.reading.text));
        let is_somebody = |noun: &str| is_office_noun(noun) || is_plural_office_noun(noun) || is_relation_noun(noun);
        owned.and_then(|word| referents.kind(word)) != Some(MentionKind::Person)
            && words.is_some_and(|w| !is_somebody(w))
    }

    /// Somebody without a name, by the words in which the report first speaks of whom the pronoun means.
    pub fn described(
        &self,
        pronoun: Pronoun,
        at: TokenIdx,
        told_of: &BTreeSet<usize>,
        cast: &mut Cast,
    ) -> Option<usize> {
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
