//! Which issues of a codebook a stance is on.
//!
//! A term of the issue in the matter decides. Where no issue has one there, the issue whose words are nearest in meaning
//! counts if it is near enough; and where the matter says nothing by itself ("accept it"), a term in the words around it.

use onrecord_analysis::meaning::{Meaning, Meanings};

use super::term::{holds, stems};
use crate::codebook::{Codebook, CodebookIssue};
use crate::stance::StanceReading;

/// Least likeness of a matter's words and an issue's.
const NEAR: f32 = 0.62;

pub(super) struct Assigner<'m> {
    issues: Vec<Words>,
    meanings: Option<&'m Meanings>,
}

/// What an issue is known by.
struct Words {
    terms: Vec<Vec<String>>,
    meanings: Vec<Meaning>,
}

impl<'m> Assigner<'m> {
    pub fn new(codebook: &Codebook, meanings: Option<&'m Meanings>) -> Self {
        let words = |issue: &CodebookIssue| {
            let phrases = || std::iter::once(&issue.label).chain(&issue.terms);
            let mut terms: Vec<Vec<String>> = phrases().map(|phrase| stems(phrase)).collect();
            terms.retain(|term| !term.is_empty());
            let known = phrases().chain(&issue.description);
            Words { terms, meanings: known.filter_map(|phrase| Some(meanings?.of(phrase))).collect() }
        };
        Self { issues: codebook.issues().iter().map(words).collect(), meanings }
    }

    /// The places of the issues that `reading` is on, in order; `around` are the words it stands in.
    pub fn issues_of(&self, reading: &StanceReading, around: &str) -> Vec<usize> {
        let named = self.named_in(&stems(&reading.matter.text));
        if !named.is_empty() {
            return named;
        }
        if let Some(nearest) = self.nearest(reading) {
            return vec![nearest];
        }
        let around = self.named_in(&stems(around));
        if reading.topics.is_empty() || around.len() == 1 { around } else { Vec::new() }
    }

    fn named_in(&self, words: &[String]) -> Vec<usize> {
        let has = |issue: &Words| issue.terms.iter().any(|term| holds(words, term));
        self.issues.iter().enumerate().filter(|(_, issue)| has(issue)).map(|(at, _)| at).collect()
    }

    fn nearest(&self, reading: &StanceReading) -> Option<usize> {
        let meanings = self.meanings?;
        let phrases = std::iter::once(&reading.matter.text).chain(reading.topics.iter().map(|topic| &topic.text));
        let said: Vec<Meaning> = phrases.map(|phrase| meanings.of(phrase)).collect();
        let likeness = |issue: &Words| {
            let pairs = issue.meanings.iter().flat_map(|own| said.iter().map(|said| own.likeness(said)));
            pairs.fold(0.0f32, f32::max)
        };
        let scored = self.issues.iter().enumerate().map(|(at, issue)| (at, likeness(issue)));
        let (at, best) = scored.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
        (best >= NEAR).then_some(at)
    }
}
