//! Tags, lemmas and trees from the network's vectors: a biaffine scorer after Dozat and Manning, "Deep biaffine
//! attention for neural dependency parsing" (2017), with narrow projections.
//!
//! The score of head h for token t is `(A d_t + a) . h_h`; that of relation r, given the head, is `q_(t,r) . e_h` plus a
//! bias of each of the two.

use std::ops::Range;

use onrecord_network::Scratch;

use super::label::{Labels, PennTag, Relation, WordClass};
use super::lemma::Script;
use super::tree::best_tree;
use crate::attribution::argmax;
use crate::error::{ReaderError, ReaderErrorKind};
use crate::model::network::{Heads, apply};
use crate::model::rows::Rows;
use crate::model::weights::SyntaxWeights;

/// What the parser says of one token.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Word {
    pub(crate) class: WordClass,
    pub(crate) tag: PennTag,
    pub(crate) lemma: String,
    /// Position of the head among the sentence's tokens.
    pub(crate) head: Option<usize>,
    pub(crate) relation: Relation,
}

/// The parser's labels and learned numbers, ready for use.
pub(crate) struct Parser {
    labels: Labels,
    lemmas: Vec<Script>,
    root: Vec<f32>,
    relation_root: Vec<f32>,
}

/// The projections of the tokens of one sentence.
struct Projections {
    arc_query: Vec<f32>,
    arc_head: Vec<f32>,
    relation_token: Vec<f32>,
    relation_head: Vec<f32>,
}

impl Parser {
    pub(crate) fn new(weights: &SyntaxWeights, heads: &Heads) -> Result<Self, ReaderError> {
        let misfit = || ReaderError::from(ReaderErrorKind::Weights("the parser's tables have other sizes"));
        let labels = Labels::new(weights)?;
        let lemmas: Option<Vec<Script>> = weights.lemma.iter().map(|text| Script::parse(text)).collect();
        let (arc, relation) = (weights.root.len(), weights.relation_root.len());
        let fits = heads.syntax_hidden.width() == 2 * (arc + relation)
            && heads.arc.width() == arc
            && heads.relation.width() == relation * labels.relations.len();
        match lemmas {
            Some(lemmas) if fits => {
                Ok(Self { labels, lemmas, root: weights.root.clone(), relation_root: weights.relation_root.clone() })
            }
            _ => Err(misfit()),
        }
    }

    /// Parses sentences. `units` gives for every token the unit that stands for it, `words` its text.
    pub(crate) fn parse(
        &self,
        heads: &Heads,
        rows: &Rows,
        sentences: &[Range<usize>],
        units: &[usize],
        words: &[&str],
        scratch: &mut Scratch,
    ) -> Result<Vec<Word>, ReaderError> {
        let mut found = Vec::with_capacity(units.len());
        for sentence in sentences.iter().filter(|s| !s.is_empty()) {
            let (units, words) = (&units[sentence.clone()], &words[sentence.clone()]);
            let at = rows.home(&(units[0]..units[units.len() - 1] + 1));
            let vectors = rows.in_window(at, units.iter().copied());
            let best = |logits: Vec<f32>, width: usize| -> Vec<usize> {
                logits.chunks_exact(width).map(|row| argmax(row.iter().copied()).0).collect()
            };
            let classes = best(apply(&heads.upos, &vectors, scratch)?, heads.upos.width());
            let tags = best(apply(&heads.xpos, &vectors, scratch)?, heads.xpos.width());
            let lemmas = best(apply(&heads.lemma, &vectors, scratch)?, heads.lemma.width());
            let (tree, relations) = self.tree(heads, &vectors, scratch)?;
            for (i, word) in words.iter().enumerate() {
                found.push(Word {
                    class: self.labels.classes.get(classes[i]).copied().unwrap_or(WordClass::Other),
                    tag: self.labels.tags[tags[i]],
                    lemma: self.lemmas[lemmas[i]].apply(word),
                    head: tree[i].checked_sub(1),
                    relation: relations[i],
                });
            }
        }
        Ok(found)
    }

    /// Heads (0 the root) and relations of one sentence's tokens.
    fn tree(
        &self,
        heads: &Heads,
        vectors: &[f32],
        scratch: &mut Scratch,
    ) -> Result<(Vec<usize>, Vec<Relation>), ReaderError> {
        let projections = self.project(heads, vectors, scratch)?;
        let (arc, relation) = (self.root.len(), self.relation_root.len());
        let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f32>();
        let tokens = || projections.arc_query.chunks_exact(arc).enumerate();
        let scores = tokens()
            .map(|(token, query)| {
                let others = projections.arc_head.chunks_exact(arc).enumerate();
                let score =
                    |(head, key): (usize, &[f32])| if head == token { f32::NEG_INFINITY } else { dot(query, key) };
                std::iter::once(dot(query, &self.root)).chain(others.map(score)).collect()
            })
            .collect();
        let tree = best_tree(&scores);
        let by_head = apply(&heads.relation_head, &projections.relation_head, scratch)?;
        let by_root = apply(&heads.relation_head, &self.relation_root, scratch)?;
        let by_token = apply(&heads.relation_token, &projections.relation_token, scratch)?;
        let queries = apply(&heads.relation, &projections.relation_token, scratch)?;
        let n = self.labels.relations.len();
        let relations = tree.iter().enumerate().map(|(token, &head)| {
            let (key, bias) = match head.checked_sub(1) {
                Some(h) => (&projections.relation_head[h * relation..(h + 1) * relation], &by_head[h * n..(h + 1) * n]),
                None => (&self.relation_root[..], &by_root[..]),
            };
            let query = queries[token * n * relation..(token + 1) * n * relation].chunks_exact(relation);
            let own = &by_token[token * n..(token + 1) * n];
            let score = query.zip(own).zip(bias).map(|((q, own), bias)| dot(q, key) + own + bias);
            self.labels.relations.get(argmax(score).0).copied().unwrap_or(Relation::UNKNOWN)
        });
        let relations = relations.collect();
        Ok((tree, relations))
    }

    fn project(&self, heads: &Heads, vectors: &[f32], scratch: &mut Scratch) -> Result<Projections, ReaderError> {
        let hidden = apply(&heads.syntax_hidden, vectors, scratch)?;
        let (arc, relation) = (self.root.len(), self.relation_root.len());
        let mut parts: [Vec<f32>; 4] = Default::default();
        for row in hidden.chunks_exact(2 * (arc + relation)) {
            let mut start = 0;
            for (part, width) in parts.iter_mut().zip([arc, arc, relation, relation]) {
                part.extend_from_slice(&row[start..start + width]);
                start += width;
            }
        }
        let [arc_token, arc_head, relation_token, relation_head] = parts;
        Ok(Projections { arc_query: apply(&heads.arc, &arc_token, scratch)?, arc_head, relation_token, relation_head })
    }
}
