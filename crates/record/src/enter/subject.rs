//! Who speaks where the reader found no source, or one that cannot be it: the subject of the cue.

use std::collections::BTreeSet;
use std::ops::Range;

use onrecord_analysis::attribution::Attribution;
use onrecord_analysis::mention::MentionKind;

use super::cast::Cast;
use super::member::Said;
use super::name::Name;
use super::pronoun::Around;
use super::reading::TokenIdx;
use super::referent::Word;
use super::speaker::Finder;
use crate::person_name::gender_of_pronoun;

impl Finder<'_, '_> {
    /// The subject of the cue, if it is somebody's name, "he" or "she".
    pub fn subject(
        &self,
        attribution: &Attribution,
        said: &[Said],
        around: Option<Around>,
        told_of: &BTreeSet<usize>,
        cast: &mut Cast,
    ) -> Option<usize> {
        let referents = self.members.referents;
        let subject = self.subject_of(attribution)?;
        let at = referents.span(subject)?;
        let tokens = self.reading.tokens_in(at);
        let token = self.reading.token(tokens.start)?;
        if gender_of_pronoun(token.text).is_some() {
            return self.meant(tokens, said, around, told_of, cast);
        }
        self.members.named(subject, cast)
    }

    /// The subject of the cue by its name: its own, or one that stands beside it, or right before the cue.
    pub fn named_subject(&self, attribution: &Attribution, cast: &Cast) -> Option<usize> {
        let by_tree = self.subject_of(attribution).and_then(|subject| {
            let beside = self.members.referents.beside(subject);
            beside.into_iter().find_map(|word| self.members.named(word, cast))
        });
        by_tree.or_else(|| {
            let cue = self.reading.tokens_in(*attribution.cue.first()?).start;
            let is_comma = |i: TokenIdx| self.reading.token(i).is_some_and(|t| t.text == ",");
            let end = cue.checked_sub(1).filter(|i| is_comma(*i)).unwrap_or(cue);
            let is_before = |name: &Name| name.tokens.end == end && !name.is_possessive(self.reading);
            cast.by_name.get(&self.names.iter().position(is_before)?).copied()
        })
    }

    fn subject_of(&self, attribution: &Attribution) -> Option<Word> {
        self.members.referents.subject_of(*attribution.cue.first()?, self.reading.text)
    }

    /// The body whose members vote or decide as one: in "members of the union have voted" it is the union that does.
    pub fn voting_body(&self, source: &Range<TokenIdx>, attribution: &Attribution) -> Option<Range<TokenIdx>> {
        const DECIDING: &[&str] =
            &["adopted", "approved", "elected", "endorsed", "ratified", "rejected", "vote", "voted", "votes", "voting"];
        let is = |i: TokenIdx, word: &str| self.reading.token(i).is_some_and(|t| t.is(word));
        let start = source.start + usize::from(is(source.start, "the"));
        if !is(start, "members") || !is(start + 1, "of") {
            return None;
        }
        let mut cue = attribution.cue.iter().flat_map(|span| self.reading.tokens_in(*span));
        if !cue.any(|i| DECIDING.iter().any(|word| is(i, word))) {
            return None;
        }
        let is_body = |name: &&Name| {
            let article = usize::from(is(start + 2, "the"));
            name.kind == MentionKind::Organisation
                && name.tokens.start == start + 2 + article
                && name.tokens.end <= source.end
        };
        self.names.iter().find(is_body).map(|name| name.tokens.clone())
    }
}
