//! What the reader's trees and chains of mentions say of who is meant.

use std::collections::BTreeMap;
use std::ops::Range;

use onrecord_analysis::analysis::Analysis;
use onrecord_analysis::mention::{Form, MentionKind};
use onrecord_analysis::syntax::Token;
use onrecord_text::span::{Clean, Span};

/// Position of a token among those of the analysis. They are not those of a [`Reading`](super::reading::Reading), which
/// cuts names apart as names need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Word(usize);

/// Most steps up a tree from "who" to the clause it opens: "who he thought would say".
const CLIMB: usize = 4;

pub(super) struct Referents<'a> {
    analysis: &'a Analysis,
    /// The longest mention with each head.
    by_head: BTreeMap<Word, usize>,
    /// For every word those that hang on it.
    hanging: BTreeMap<Word, Vec<Word>>,
    /// For every mention the first of those that are tied to it, as positions.
    cluster: Vec<usize>,
}

/// Verbs of what somebody holds in mind. Whoever "is understood to believe" something holds it, whosoever says so.
#[rustfmt::skip]
const ATTITUDES: &[&str] = &[
    "back", "believe", "consider", "doubt", "expect", "favor", "favour", "fear", "feel", "hope", "oppose", "prefer",
    "regard", "support", "think", "want", "wish",
];

/// Least probability at which a mention is tied to its antecedent.
const TIED: f32 = 0.5;

impl<'a> Referents<'a> {
    pub fn new(analysis: &'a Analysis) -> Self {
        let mut by_head = BTreeMap::new();
        for (i, reference) in analysis.references.iter().enumerate() {
            // Longer ones come first.
            by_head.entry(Word(reference.head)).or_insert(i);
        }
        let mut hanging: BTreeMap<Word, Vec<Word>> = BTreeMap::new();
        for (i, token) in analysis.tokens.iter().enumerate() {
            if let Some(head) = token.head {
                hanging.entry(Word(head)).or_default().push(Word(i));
            }
        }
        // Antecedents stand before, so one pass is enough.
        let mut cluster: Vec<usize> = Vec::with_capacity(analysis.references.len());
        for (i, reference) in analysis.references.iter().enumerate() {
            let tied = reference.antecedent.filter(|a| a.probability >= TIED && a.reference < i);
            cluster.push(tied.and_then(|a| cluster.get(a.reference)).copied().unwrap_or(i));
        }
        Self { analysis, by_head, hanging, cluster }
    }

    fn token(&self, word: Word) -> Option<&'a Token> {
        self.analysis.tokens.get(word.0)
    }

    pub fn span(&self, word: Word) -> Option<Span<Clean>> {
        self.token(word).map(|token| token.span)
    }

    fn words_in(&self, span: Span<Clean>) -> impl Iterator<Item = Word> {
        let start = self.analysis.tokens.partition_point(|t| t.span.end() <= span.start());
        let end = self.analysis.tokens.partition_point(|t| t.span.start() < span.end());
        (start..end).map(Word)
    }

    /// The word that holds a byte.
    pub fn word_at(&self, byte: usize) -> Option<Word> {
        let at = self.analysis.tokens.partition_point(|t| t.span.end().get() <= byte);
        self.analysis.tokens.get(at).filter(|t| t.span.start().get() <= byte).map(|_| Word(at))
    }

    /// Whether a full stop at this byte belongs to the word before it: "Rep. Ada Quill".
    pub fn is_inside_word(&self, byte: usize) -> bool {
        let at = self.analysis.tokens.partition_point(|t| t.span.end().get() <= byte);
        self.analysis.tokens.get(at).is_some_and(|t| t.span.start().get() < byte)
    }

    /// The word of `span` that hangs on something outside it, the first such: what the phrase is about.
    pub fn head(&self, span: Span<Clean>) -> Option<Word> {
        let inside = |head: usize| self.analysis.tokens.get(head).is_some_and(|t| span.contains(t.span));
        let is_mark = |token: &Token| token.relation.name() == "punct";
        self.words_in(span)
            .find(|word| self.token(*word).is_some_and(|token| !is_mark(token) && !token.head.is_some_and(inside)))
    }

    /// `word` and those beside it that name the same one: appositions, and names behind a title.
    pub fn beside(&self, word: Word) -> Vec<Word> {
        let mut found = vec![word];
        let mut at = 0;
        while let Some(word) = found.get(at).copied() {
            let names_the_same = |word: &&Word| {
                self.token(**word).is_some_and(|t| {
                    matches!(t.relation.universal(), "appos" | "flat") || t.relation.name() == "nmod:desc"
                })
            };
            found.extend(self.hanging.get(&word).into_iter().flatten().filter(names_the_same).copied());
            at += 1;
        }
        found
    }

    /// The word that `word` stands beside as an apposition: "Ada Quill, no relation,".
    pub fn apposed_to(&self, word: Word) -> Option<Word> {
        let token = self.token(word)?;
        token.head.filter(|_| token.relation.universal() == "appos").map(Word)
    }

    /// Who does what `cue` tells: the subject of its verb, or of the verb that governs it ("is understood to believe").
    /// What is said of the subject of a passive is somebody else's word, unless it is what the subject thinks.
    pub fn subject_of(&self, cue: Span<Clean>, text: &str) -> Option<Word> {
        let mut verb = self.head(cue)?;
        for step in 0..CLIMB {
            let hanging = || self.hanging.get(&verb).into_iter().flatten().copied();
            let relation = |word: Word| self.token(word).map_or("", |t| t.relation.name());
            if let Some(subject) = hanging().find(|word| relation(*word) == "nsubj") {
                return Some(subject);
            }
            if let Some(patient) = hanging().find(|word| relation(*word) == "nsubj:pass") {
                let thinks = |word: Word| {
                    let text = self.span(word).map_or("", |span| span.slice(text));
                    relation(word) == "xcomp" && ATTITUDES.iter().any(|verb| text.eq_ignore_ascii_case(verb))
                };
                return (step > 0 || hanging().any(thinks)).then_some(patient);
            }
            let token = self.token(verb).filter(|t| matches!(t.relation.universal(), "xcomp" | "conj"))?;
            verb = Word(token.head?);
        }
        None
    }

    /// What `word` hangs on in its sentence.
    pub fn governor(&self, word: Word) -> Option<Word> {
        self.token(word)?.head.map(Word)
    }

    /// What kind of thing the reader takes the mention with this head for.
    pub fn kind(&self, head: Word) -> Option<MentionKind> {
        self.by_head.get(&head).and_then(|i| self.analysis.references.get(*i)).map(|reference| reference.kind)
    }

    /// Heads of the mentions that start in `range`, in text order.
    pub fn heads_in(&self, range: &Range<usize>) -> impl Iterator<Item = Word> {
        let references = &self.analysis.references;
        let start = references.partition_point(|r| r.span.start().get() < range.start);
        let end = references.partition_point(|r| r.span.start().get() < range.end);
        references.get(start..end.max(start)).unwrap_or_default().iter().map(|r| Word(r.head))
    }

    /// The noun that the clause opened by "who" describes.
    pub fn described_by(&self, who: Word) -> Option<Word> {
        let mut at = who;
        for _ in 0..CLIMB {
            let token = self.token(at)?;
            if matches!(token.relation.name(), "acl:relcl" | "acl" | "advcl:relcl") {
                return token.head.map(Word).filter(|noun| *noun < who);
            }
            at = Word(token.head?);
        }
        None
    }

    /// The words of the longest mention that `head` is the head of.
    pub fn mention(&self, head: Word) -> Option<Span<Clean>> {
        let reference = self.analysis.references.get(*self.by_head.get(&head)?)?;
        Some(reference.span)
    }

    /// The heads of the mentions that the one with `head` refers back to, nearest first, each with the probability that
    /// it is meant, taking all steps so far together. Where a pronoun must mean somebody, the likeliest is its first.
    pub fn chain(&self, head: Word) -> Vec<(Word, f32)> {
        let mut found = Vec::new();
        let mut at = self.by_head.get(&head).copied();
        let mut probability = 1.0;
        while let Some(reference) = at.and_then(|i| self.analysis.references.get(i)) {
            let fallback = || reference.best_candidate.filter(|_| reference.form == Form::Pronoun).map(|i| (i, 0.0));
            let next = reference.antecedent.map(|a| (a.reference, a.probability)).or_else(fallback);
            // An antecedent stands before; should a record say otherwise, the walk still ends.
            let Some((earlier, step)) = next.filter(|(earlier, _)| at.is_some_and(|i| *earlier < i)) else { break };
            probability *= step;
            let Some(antecedent) = self.analysis.references.get(earlier) else { break };
            found.push((Word(antecedent.head), probability));
            at = Some(earlier);
        }
        found
    }

    /// The heads of all mentions tied to the one with `head`, before and after it.
    pub fn tied(&self, head: Word) -> Vec<Word> {
        let Some(cluster) = self.by_head.get(&head).and_then(|i| self.cluster.get(*i)) else { return Vec::new() };
        let references = self.analysis.references.iter().zip(&self.cluster);
        references.filter(|(_, other)| *other == cluster).map(|(r, _)| Word(r.head)).filter(|w| *w != head).collect()
    }

    /// Heads of all pronouns with the heads of what they refer back to, as [`chain`](Self::chain).
    pub fn pronouns(&self) -> impl Iterator<Item = (Word, Vec<(Word, f32)>)> {
        let pronouns = self.analysis.references.iter().filter(|r| r.form == Form::Pronoun);
        pronouns.map(|r| (Word(r.head), self.chain(Word(r.head))))
    }
}
