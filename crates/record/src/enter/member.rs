//! Which member of the cast a word of the report means.

use std::ops::Range;

use super::cast::Cast;
use super::name::Name;
use super::reading::Reading;
use super::referent::{Referents, Word};

/// Who said something where, so far.
#[derive(Clone, Debug)]
pub(super) struct Said {
    /// Bytes of the source, or of the cue where there is none.
    pub at: Range<usize>,
    /// The word the source is about.
    pub head: Option<Word>,
    pub speaker: usize,
}

pub(super) struct Members<'r, 't> {
    pub reading: &'r Reading<'t>,
    pub names: &'r [Name],
    pub referents: &'r Referents<'r>,
}

impl Members<'_, '_> {
    /// The member with a name that holds `word`.
    pub fn named(&self, word: Word, cast: &Cast) -> Option<usize> {
        cast.by_name.get(&self.name_at(word)?).copied()
    }

    /// The place, in the list of names, of the one that holds `word`.
    pub fn name_at(&self, word: Word) -> Option<usize> {
        let byte = self.referents.span(word)?.start().get();
        // Names are in text order and do not overlap.
        let at = self.names.partition_point(|name| self.bytes(name).end <= byte);
        let name = self.names.get(at)?;
        self.bytes(name).contains(&byte).then_some(at)
    }

    fn bytes(&self, name: &Name) -> Range<usize> {
        self.reading.span_of(name.tokens.clone()).range()
    }

    /// The member that `word` names, or that was found to speak where `word` is the source.
    pub fn meant(&self, word: Word, said: &[Said], cast: &Cast) -> Option<usize> {
        let spoke = || said.iter().rev().find(|s| s.head == Some(word)).map(|s| s.speaker);
        self.named(word, cast).or_else(spoke)
    }

    /// The nearest member to which the mention with `head` refers back, if it `fits`, with the probability of that.
    pub fn referred(
        &self,
        head: Word,
        said: &[Said],
        cast: &Cast,
        fits: impl Fn(usize) -> bool,
    ) -> Option<(usize, f32)> {
        let chain = self.referents.chain(head).into_iter();
        let mut members = chain.filter_map(|(word, p)| Some((self.meant(word, said, cast)?, p)));
        members.find(|(member, _)| fits(*member))
    }

    /// The only fitting member with a name among the mentions tied to the one with `head`.
    pub fn tied(&self, head: Word, cast: &Cast, fits: impl Fn(usize) -> bool) -> Option<usize> {
        let tied = self.referents.tied(head);
        let mut members: Vec<usize> = tied.into_iter().filter_map(|word| self.named(word, cast)).collect();
        members.retain(|member| fits(*member));
        members.sort_unstable();
        members.dedup();
        match members.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }
}
