//! What "it" is, where somebody accepts or signs it.

use crate::tree::{At, Tree};

/// Most sentences back.
const REACH: usize = 3;

/// Least probability with which the reader takes a word for a matter.
const LEAST: f32 = 0.1;

/// The matter that the pronoun `at` stands for; `None` if it is none, or nothing is found. First what the same is done
/// with before ("sign the deal ... sign it"), then the nearest matter before.
pub(crate) fn antecedent(tree: &Tree<'_>, at: At) -> Option<At> {
    if tree.class(at) != "PRON" || !matches!(tree.lemma(at).as_str(), "it" | "this" | "that" | "they") {
        return None;
    }
    let sentence = tree.sentence(at)?;
    let first = tree.analysis.sentences.get(sentence.saturating_sub(REACH))?.tokens.start;
    let verb = tree.head(at).map(|verb| tree.lemma(verb));
    let is_noun = |at: &At| matches!(tree.class(*at), "NOUN" | "PROPN");
    let same_done = (first..at).rev().filter(|other| tree.is_verb(*other) && Some(tree.lemma(*other)) == verb);
    let object = same_done.filter_map(|other| tree.hanging(other, &["obj"]).find(is_noun)).next();
    object.or_else(|| {
        let positions = tree.analysis.positions.iter().filter(|position| position.confidence >= LEAST);
        positions.map(|position| position.matter).filter(|other| (first..at).contains(other)).filter(is_noun).max()
    })
}
