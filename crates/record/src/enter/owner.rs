//! Offices whose owner is not named beside them: "its chairman", "his foreign minister", "the president’s ambassador".
//!
//! Who the owner is the report tells; who holds such an office of the owner's country or body, often only the record.

use std::collections::BTreeSet;
use std::ops::Range;

use super::cast::{Cast, body_key};
use super::member::Said;
use super::pronoun::{Around, Pronoun};
use super::reading::TokenIdx;
use super::speaker::{Finder, is_possessive};
use crate::actor::{ActorKind, CastIdx, Description};
use crate::office::{Office, is_office_noun};

impl Finder<'_, '_> {
    /// The holder of the office in `source`, if all of it is the office and whose it is. Only offices with one holder at
    /// a time: "his lawyer" may be anybody.
    pub fn owned(
        &self,
        source: &Range<TokenIdx>,
        said: &[Said],
        around: Option<Around>,
        told_of: &BTreeSet<usize>,
        cast: &mut Cast,
    ) -> Option<usize> {
        let is_word = |i: &TokenIdx| self.reading.token(*i).is_some_and(|t| t.is_word);
        let source = source.clone().find(is_word)?..source.clone().rev().find(is_word)? + 1;
        let first = self.reading.token(source.start)?;
        let pronoun = Pronoun::parse(first.text).filter(|_| is_possessive(first));
        // What "my" and "our" speakers call theirs is as loose as speech: "our minister" may be a pastor.
        if pronoun == Some(Pronoun::First) {
            return None;
        }
        let behind = match pronoun {
            Some(_) => source.start + 1,
            None => self.end_of_owner(&source)?,
        };
        let office = self.office_in(behind..source.end)?;
        let owner = match pronoun {
            Some(pronoun) => self.pronouns().resolve(pronoun, source.start, said, around, &BTreeSet::new(), cast)?,
            None => self.sources(told_of).resolve(source.start..behind, cast)?,
        };
        if told_of.contains(&owner) && pronoun.is_none() {
            return None;
        }
        let draft = cast.drafts.get(owner)?;
        let is_owner = match draft.kind {
            ActorKind::Person => draft.is_known() && office.is_of_state(),
            ActorKind::Organisation | ActorKind::State => draft.body_name().is_some(),
            ActorKind::Group => false,
        };
        if !is_owner {
            return None;
        }
        let scope = draft.body_name().map(body_key).or_else(|| self.side_of(owner));
        let whole = Office { name: office.name, scope };
        if whole.scope.is_some()
            && let Some(holder) = self.sources(told_of).holder_of(&whole, source.start)
        {
            return Some(holder);
        }
        let span = self.reading.span_of(source.clone());
        let words = span.slice(self.reading.text).to_owned();
        let description =
            Description { office: whole.name, scope: whole.scope, owner: Some(CastIdx(owner)), hint: None };
        // The owner is no part of the title: another report would say "the league’s chairman".
        Some(cast.described(description, &words, behind..source.end, span.start().get()))
    }

    /// Where the owner ends whose own office names them: behind "the president’s".
    fn end_of_owner(&self, source: &Range<TokenIdx>) -> Option<TokenIdx> {
        let token = |i: TokenIdx| self.reading.token(i);
        let owner = source.clone().find(|i| token(*i).is_some_and(|t| t.is_possessive))?;
        let is_definite = token(source.start).is_some_and(|t| ["the", "that", "this"].iter().any(|w| t.is(w)));
        (is_definite && token(owner).is_some_and(|t| is_office_noun(t.text))).then_some(owner + 1)
    }

    fn office_in(&self, tokens: Range<TokenIdx>) -> Option<Office> {
        let words = self.reading.tokens.get(tokens.clone())?;
        let is_plain = words.iter().all(|t| t.is_word && !t.is_possessive) && !words.is_empty();
        let holds_name = self.names.iter().any(|name| tokens.start < name.tokens.end && name.tokens.start < tokens.end);
        let office = Office::parse(words).filter(|office| is_plain && !holds_name && office.is_one_of_a_body())?;
        office.scope.is_none().then_some(office)
    }

    /// The only country for which the report says that the person holds an office or speaks.
    fn side_of(&self, owner: usize) -> Option<String> {
        let person = self.people.people.get(owner)?;
        let scopes = person.offices.iter().filter_map(|(office, _)| office.country());
        let mut sides: BTreeSet<String> = scopes.chain(person.sides.iter().cloned()).collect();
        let only = sides.pop_first()?;
        sides.is_empty().then_some(only)
    }
}
