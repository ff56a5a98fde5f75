//! From the words the reader points at to the words that say it.

use onrecord_text::span::{Clean, Span};

use crate::antecedent::antecedent;
use crate::condition::{self, Condition};
use crate::holder::named;
use crate::matter;
use crate::reading::{Holder, Reading, Stance};
use crate::topic::topics;
use crate::tree::{At, Tree};

/// Relations by which a matter hangs on the word that says what is thought of it.
const COMPLEMENTS: [&str; 11] =
    ["obj", "iobj", "xcomp", "ccomp", "csubj", "nsubj", "obl", "nmod", "acl", "advcl", "conj"];

/// Most steps from a matter up to the word that says what is thought of it.
const CLIMB: usize = 3;

/// Least confidence of a position that is kept. On passages for tuning that training did not see, all from 0.2 to 0.35 do as
/// well; whole articles have more that is no position at all, and more of what is unsure is wrong there.
const LEAST: f32 = 0.3;

/// The same for one that hangs on terms: on these passages more is found right with no condition lost.
const LEAST_WITH_TERMS: f32 = 0.4;

/// A position as far as words are known: what it is about, whose, and what it depends on.
pub(crate) struct Pointed {
    pub matter: At,
    /// What that stands for, if it is a pronoun.
    pub meant: Option<At>,
    pub stance: Stance,
    pub holder: Holder,
    /// The word that names the holder; `None` for whoever tells it.
    pub holder_at: Option<At>,
    pub requires: Option<At>,
    pub ascribed: f32,
    pub confidence: f32,
}

/// The positions that the reader is sure enough of.
pub(crate) fn pointed(tree: &Tree<'_>) -> Vec<Pointed> {
    let sure = tree.analysis.positions.iter().filter(|position| {
        let least = if position.requires.is_some() { LEAST_WITH_TERMS } else { LEAST };
        position.confidence >= least
    });
    sure.filter_map(|position| {
        Some(Pointed {
            matter: position.matter,
            meant: antecedent(tree, position.matter),
            stance: position.stance,
            holder: holder(tree, position.holder)?,
            holder_at: Some(position.holder),
            requires: position.requires,
            ascribed: position.ascribed,
            confidence: position.confidence,
        })
    })
    .collect()
}

/// The words of a position.
pub(crate) fn reading(tree: &Tree<'_>, position: Pointed) -> Option<Reading> {
    let Pointed { matter, meant, stance, holder, requires, ascribed, confidence, .. } = position;
    // A condition stands beside what depends on it.
    if requires.is_some_and(|requires| tree.sentence(requires) != tree.sentence(matter)) {
        return None;
    }
    let told = innermost(tree, matter);
    if holder == Holder::Teller && told.is_none() {
        return None;
    }
    let branch = requires.and_then(|requires| branch(tree, matter, requires));
    let skip = |at: At| Some(at) == branch;
    let words = matter::words(tree, meant.unwrap_or(matter), &skip)?;
    let governor = governor(tree, matter);
    let condition = match requires {
        Some(requires) => Some(Condition {
            wants: words,
            requires: condition::required(tree, requires)?,
            topics: topics(tree, requires, &|_| false),
            negated: condition::is_negated(tree, branch.unwrap_or(requires), governor),
        }),
        None => None,
    };
    let mut carried = tree.under(matter, &skip);
    for at in tree.path(matter, governor) {
        carried.push(at);
        carried.extend(tree.hanging(at, &["aux", "cop", "compound"]));
        carried.extend(tree.hanging(at, &["advmod"]).filter(|adverb| *adverb + 3 > at));
    }
    carried.extend(branch.iter().flat_map(|branch| tree.under(*branch, &|_| false)));
    Some(Reading {
        holder,
        matter: words,
        topics: topics(tree, meant.unwrap_or(matter), &skip),
        stance,
        condition,
        evidence: tree.span(&carried)?,
        told,
        ascribed,
        confidence,
    })
}

/// Whom the word names: the smallest mention it heads or stands in, or its phrase.
pub(crate) fn holder(tree: &Tree<'_>, at: At) -> Option<Holder> {
    let span = tree.token(at)?.span;
    let named = named(tree, at)?;
    // "They’re" is one mention.
    if tree.class(at) == "PRON" && named != Holder::Teller {
        return Some(Holder::Words(span));
    }
    let heads = tree.analysis.references.iter().filter(|reference| reference.head == at);
    let holds = tree.analysis.references.iter().filter(|reference| reference.span.contains(span));
    let smallest = |reference: &&onrecord_analysis::mention::Reference| reference.span.range().len();
    match &named {
        Holder::Words(words) if words.range().len() <= span.range().len() => {
            let mention = heads.min_by_key(smallest).or_else(|| holds.min_by_key(smallest));
            Some(mention.map_or(named, |mention| Holder::Words(mention.span)))
        }
        _ => Some(named),
    }
}

/// The word that says what is thought of the matter: the first above it that it complements and that is no noun, or the
/// noun if there is none ("its opposition to the plan").
pub(crate) fn governor(tree: &Tree<'_>, matter: At) -> At {
    let mut best = matter;
    let mut at = matter;
    for _ in 0..CLIMB {
        let Some(head) = tree.head(at).filter(|_| COMPLEMENTS.contains(&tree.relation(at))) else { break };
        best = head;
        at = head;
        if tree.is_verb(head) || tree.class(head) == "ADJ" {
            break;
        }
    }
    best
}

/// The highest word above `requires` that is not above the matter, too.
fn branch(tree: &Tree<'_>, matter: At, requires: At) -> Option<At> {
    let above: Vec<At> = tree.up(matter).collect();
    tree.up(requires).take_while(|at| !above.contains(at)).last()
}

/// The innermost attribution whose content holds the word.
pub(crate) fn innermost(tree: &Tree<'_>, at: At) -> Option<usize> {
    let span: Span<Clean> = tree.token(at)?.span;
    let all = tree.analysis.attributions.iter().enumerate();
    let holding = all.filter(|(_, attribution)| attribution.content.iter().any(|content| content.contains(span)));
    holding.min_by_key(|(_, attribution)| attribution.content_length()).map(|(i, _)| i)
}
