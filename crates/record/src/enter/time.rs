//! The time expressions of a report, and what its grammar says of them.

use std::ops::Range;

use onrecord_analysis::analysis::Analysis;
use onrecord_analysis::attribution::Attribution as Found;
use onrecord_analysis::syntax::Token;
use onrecord_text::document::Document;
use onrecord_text::span::{Clean, Span};
use onrecord_time::expression::Expression;
use onrecord_time::meaning::Meaning;
use onrecord_time::meaning::when::When;

use super::reading::Reading;
use crate::attribution::Tense;

/// Most steps up a tree from an expression to the verb it says the time of: "in an interview with
/// a paper published on Sunday".
const CLIMB: usize = 6;

/// Nouns that say their content themselves: "a statement on Sunday said".
const UTTERANCES: [&str; 9] =
    ["statement", "letter", "report", "communique", "communiqué", "post", "speech", "message", "article"];

/// The time expressions of a report's story, in text order.
pub(super) struct Times<'a> {
    text: &'a str,
    analysis: &'a Analysis,
    reading: &'a Reading<'a>,
    expressions: Vec<Expression>,
}

impl<'a> Times<'a> {
    pub fn new(document: &'a Document, analysis: &'a Analysis, reading: &'a Reading<'a>) -> Self {
        let text = document.text.as_str();
        let is_story = |e: &Expression| !document.marks.iter().any(|mark| mark.span.overlaps(e.span));
        let expressions = onrecord_time::expressions(text).into_iter().filter(is_story).collect();
        Self { text, analysis, reading, expressions }
    }

    pub fn expressions(&self) -> &[Expression] {
        &self.expressions
    }

    /// The words from `start` to `end`.
    pub fn between(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or("")
    }

    /// What stands behind the byte `at` in its line.
    pub fn rest_of_line(&self, at: usize) -> &'a str {
        self.text.get(at..).and_then(|rest| rest.lines().next()).unwrap_or("")
    }

    pub fn is_quoted(&self, expression: &Expression) -> bool {
        self.reading.is_quoted(expression.span.start().get())
    }

    /// Number of the sentence that an expression stands in, from the top of the story.
    pub fn sentence_of(&self, expression: &Expression) -> Option<usize> {
        self.analysis.sentences.iter().position(|sentence| sentence.span.overlaps(expression.span))
    }

    pub fn token(&self, idx: usize) -> Option<&'a Token> {
        self.analysis.tokens.get(idx)
    }

    pub fn tokens_in(&self, span: Span<Clean>) -> Range<usize> {
        let start = self.analysis.tokens.partition_point(|t| t.span.end() <= span.start());
        let end = self.analysis.tokens.partition_point(|t| t.span.start() < span.end());
        start..end.max(start)
    }

    /// The word of an expression that hangs on something outside it.
    pub fn head_of(&self, expression: &Expression) -> Option<usize> {
        let tokens = self.tokens_in(expression.span);
        tokens.clone().find(|idx| {
            let head = self.token(*idx).and_then(|token| token.head);
            head.is_none_or(|head| !tokens.contains(&head))
        })
    }

    /// The words that hang on the word `idx`, in text order.
    pub fn hanging_on(&self, idx: usize) -> impl Iterator<Item = (usize, &'a Token)> {
        // No sentence is longer than this to either side; trees do not leave their sentence.
        const REACH: usize = 120;
        let start = idx.saturating_sub(REACH);
        let around = self.analysis.tokens.get(start..).unwrap_or(&[]).iter().take(2 * REACH);
        around.enumerate().filter(move |(_, token)| token.head == Some(idx)).map(move |(at, token)| (start + at, token))
    }

    /// The words from `idx` up the tree as long as what is below says when the word above is: the
    /// last may be the verb.
    pub fn climb(&self, idx: usize) -> Vec<usize> {
        let mut path = vec![idx];
        let mut at = idx;
        while path.len() <= CLIMB {
            let Some(token) = self.token(at) else { break };
            let Some(head) = token.head.filter(|_| self.dates_its_head(at, token)) else { break };
            path.push(head);
            at = head;
        }
        path
    }

    /// Whether a time that belongs to the word `idx` belongs to the word it hangs on as well.
    fn dates_its_head(&self, idx: usize, token: &Token) -> bool {
        match token.relation.universal() {
            "obl" | "nmod" | "advmod" | "nummod" | "compound" | "flat" | "appos" | "amod" => true,
            // "a statement released on Sunday"
            "acl" => token.relation.name() == "acl" && matches!(token.tag.name(), "VBN" | "VBG"),
            // "Speaking on Sunday, she said", but not "after meeting on Sunday, she said".
            "advcl" => {
                let has = |relation: &str| self.hanging_on(idx).any(|(_, t)| t.relation.universal() == relation);
                matches!(token.tag.name(), "VBN" | "VBG") && !has("mark") && !has("nsubj")
            }
            "nsubj" => UTTERANCES.contains(&token.lemma.as_str()),
            _ => false,
        }
    }

    /// The nearest verb whose time the word `idx` says.
    pub fn verb_of(&self, idx: usize) -> Option<usize> {
        let is_verb = |idx: &usize| self.token(*idx).is_some_and(|token| token.tag.name().starts_with('V'));
        self.climb(idx).into_iter().skip(1).find(is_verb)
    }

    /// Whether what the verb `idx` tells is past, present or to come, by its form and auxiliaries.
    pub fn tense_of(&self, idx: usize) -> Option<VerbTense> {
        let token = self.token(idx)?;
        let auxiliaries: Vec<&Token> =
            self.hanging_on(idx).map(|(_, t)| t).filter(|t| matches!(t.relation.universal(), "aux" | "cop")).collect();
        let any = |tag: &str| auxiliaries.iter().any(|t| t.tag.name() == tag);
        if any("MD") {
            let ahead = |t: &&&Token| matches!(t.lemma.as_str(), "will" | "shall" | "'ll" | "’ll");
            return auxiliaries.iter().find(ahead).map(|_| VerbTense::Future);
        }
        match token.tag.name() {
            "VBD" => Some(VerbTense::Past),
            _ if any("VBD") => Some(VerbTense::Past),
            "VBZ" | "VBP" => Some(VerbTense::Present),
            "VBN" if any("VBZ") || any("VBP") => Some(VerbTense::Past),
            "VBG" if any("VBZ") || any("VBP") => Some(VerbTense::Present),
            _ => None,
        }
    }

    /// The expression that says when what `found` reports was said, if there is one.
    pub fn of_cue(&self, found: &Found) -> Option<&Expression> {
        let cue: Vec<usize> = found.cue.iter().flat_map(|span| self.tokens_in(*span)).collect();
        let first = *cue.first()?;
        let in_content = |e: &Expression| found.content.iter().any(|span| span.overlaps(e.span));
        let is_cue = |idx: &usize| {
            // "according to a statement of Sunday": the preposition is the cue.
            cue.contains(idx)
                || self.hanging_on(*idx).any(|(at, t)| t.relation.universal() == "case" && cue.contains(&at))
        };
        let governs = |e: &&Expression| {
            is_placed(&e.meaning)
                && !in_content(e)
                && !self.is_quoted(e)
                && self.head_of(e).is_some_and(|head| self.climb(head).iter().skip(1).any(is_cue))
        };
        let distance = |e: &&Expression| self.tokens_in(e.span).start.abs_diff(first);
        self.expressions.iter().filter(governs).min_by_key(distance)
    }

    /// Whether what `found` reports has been said or is to be said.
    pub fn tense_of_cue(&self, found: &Found) -> Tense {
        let cue = found.cue.iter().flat_map(|span| self.tokens_in(*span));
        let announced = |idx| self.tense_of(idx) == Some(VerbTense::Future);
        if cue.into_iter().any(announced) { Tense::Future } else { Tense::Past }
    }
}

/// What the form of a verb says of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum VerbTense {
    Past,
    Present,
    Future,
}

/// Whether an expression says on which day something is, and not only how long it takes, how often
/// it comes, or that it is past.
pub(super) fn is_placed(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Date(date) => !matches!(date.when, When::Vague(_)),
        Meaning::Time(time) => time.day.is_some(),
        Meaning::Duration(_) | Meaning::Set(_) => false,
    }
}
