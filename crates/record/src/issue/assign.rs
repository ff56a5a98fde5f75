//! Which issues of a codebook a stance is on.
//!
//! A term of the issue in the matter decides. Where no issue has one there, the issue whose words are nearest in meaning
//! counts if it is near enough; and where the matter says nothing by itself ("accept it"), a term in the words around it.

use std::collections::BTreeSet;

use onrecord_analysis::meaning::{Meaning, Meanings};

use super::On;
use super::term::{holds, is_empty, stems};
use crate::codebook::{Codebook, CodebookIssue};
use crate::stance::{StanceReading, Topic};

/// Least likeness of a matter's words and an issue's.
const NEAR: f32 = 0.62;

pub(super) struct Assigner<'m> {
    issues: Vec<Words>,
    meanings: Option<&'m Meanings>,
    /// Tells names of those who take sides.
    is_actor: &'m dyn Fn(&str) -> bool,
}

/// What an issue is known by.
struct Words {
    terms: Vec<Vec<String>>,
    meanings: Vec<Meaning>,
}

impl<'m> Assigner<'m> {
    pub fn new(codebook: &Codebook, meanings: Option<&'m Meanings>, is_actor: &'m dyn Fn(&str) -> bool) -> Self {
        let words = |issue: &CodebookIssue| {
            let phrases = || std::iter::once(&issue.label).chain(&issue.terms);
            let mut terms: Vec<Vec<String>> = phrases().map(|phrase| stems(phrase)).collect();
            terms.retain(|term| !term.is_empty());
            let known = phrases().chain(&issue.description);
            Words { terms, meanings: known.filter_map(|phrase| Some(meanings?.of(phrase))).collect() }
        };
        Self { issues: codebook.issues().iter().map(words).collect(), meanings, is_actor }
    }

    /// The issues that `reading` is on, in order; `around` are the words it stands in.
    pub fn issues_of(&self, reading: &StanceReading, around: &str) -> Vec<On> {
        let named = self.named_in(&stems(&reading.matter.text));
        if !named.is_empty() {
            // What the matter is about counts before what only stands beside it: "send troops to keep the peace".
            let about = reading.topics.iter().flat_map(|topic| self.named_in(&stems(&topic.text)));
            let about: BTreeSet<usize> = about.collect();
            let is_about = |issue: &usize| about.contains(issue) || self.spans(*issue, reading);
            let chief: Vec<usize> = named.iter().copied().filter(is_about).collect();
            let named = if chief.is_empty() { named } else { chief };
            return named.into_iter().map(|issue| On { issue, turned: self.is_turned(issue, reading) }).collect();
        }
        if let Some(nearest) = self.nearest(reading) {
            return vec![nearest];
        }
        let around = self.named_in(&stems(around));
        let says = |topic: &Topic| !topic.act && topic.lemmas.iter().any(|lemma| !is_empty(lemma));
        let says_nothing = !reading.topics.iter().any(says) && around.len() == 1;
        let found = around.into_iter().filter(|_| says_nothing);
        found.map(|issue| On { issue, turned: false }).collect()
    }

    /// Whether a term of the issue takes in a topic of the reading and more: "put people on the ground".
    fn spans(&self, issue: usize, reading: &StanceReading) -> bool {
        let Some(words) = self.issues.get(issue) else { return false };
        let said = stems(&reading.matter.text);
        let mut longer = words.terms.iter().filter(|term| term.len() > 1 && holds(&said, term));
        longer.any(|term| reading.topics.iter().any(|topic| holds(term, &stems(&topic.text))))
    }

    /// Whether the matter turns the issue round: all its topics that have a term of the issue are turned. A term that
    /// takes in the word that turns stands in no topic alone.
    fn is_turned(&self, issue: usize, reading: &StanceReading) -> bool {
        let Some(words) = self.issues.get(issue) else { return false };
        let has = |topic: &&Topic| {
            let said = stems(&topic.text);
            words.terms.iter().any(|term| holds(&said, term))
        };
        let mut topics = reading.topics.iter().filter(has).peekable();
        topics.peek().is_some() && topics.all(|topic| topic.turned)
    }

    fn named_in(&self, words: &[String]) -> Vec<usize> {
        let has = |issue: &Words| issue.terms.iter().any(|term| holds(words, term));
        self.issues.iter().enumerate().filter(|(_, issue)| has(issue)).map(|(at, _)| at).collect()
    }

    fn nearest(&self, reading: &StanceReading) -> Option<On> {
        let meanings = self.meanings?;
        // A country alone is no issue, though many issues have its name in theirs.
        let is_name = |topic: &&Topic| topic.lemmas.iter().all(|lemma| (self.is_actor)(lemma));
        let things = || reading.topics.iter().filter(|topic| !topic.act && !is_name(topic));
        if things().next().is_none() && reading.topics.iter().any(|topic| !topic.act) {
            return None;
        }
        let whole = (meanings.of(&reading.matter.text), false);
        let topics = things().map(|topic| (meanings.of(&topic.text), topic.turned));
        let said: Vec<(Meaning, bool)> = std::iter::once(whole).chain(topics).collect();
        let mut best: Option<(f32, On)> = None;
        for (issue, words) in self.issues.iter().enumerate() {
            for (own, (meaning, turned)) in
                words.meanings.iter().flat_map(|own| said.iter().map(move |said| (own, said)))
            {
                let likeness = own.likeness(meaning);
                if likeness >= NEAR && best.as_ref().is_none_or(|(most, _)| likeness > *most) {
                    best = Some((likeness, On { issue, turned: *turned }));
                }
            }
        }
        best.map(|(_, on)| on)
    }
}
