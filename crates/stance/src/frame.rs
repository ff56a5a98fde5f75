//! Words that carry a stance, where they stand, with what they are said of.

use crate::force::{Modal, is_counterfactual, modal};
use crate::lexicon::{ADJECTIVES, DECIDING, Entry, JUDGEMENTS, NOUNS, Slot, Table, VERBS, entries, is_act, is_one_of};
use crate::negation::{has_no, is_negated};
use crate::reading::{Stance, flipped};
use crate::slot::in_slot;
use crate::subject::{is_somebody, subject};
use crate::terms::terms;
use crate::tree::{At, Tree};

/// Most words one within the other that say of what a stance is: "is willing to consider dropping its demand for".
const NESTED: usize = 4;

/// What is asked is no matter itself: "the question is premature".
const QUESTIONS: [&str; 3] = ["question", "matter", "answer"];

/// Nouns that only stand in front of the thing itself: "the idea of foreign troops".
const TRANSPARENT: [&str; 8] =
    ["idea", "prospect", "notion", "possibility", "inclusion", "presence", "plan", "suggestion"];

/// A word that carries a stance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    pub at: At,
    pub matter: At,
    pub stance: Stance,
    pub kind: FrameKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FrameKind {
    /// A verb or an adjective of the holder.
    Attitude,
    /// A noun: "refusal".
    Noun,
    /// A step announced or refused by an auxiliary: "will send troops".
    Act,
    /// What is not answered.
    Silence,
    /// What ought to be, or is said of the matter itself: whoever says it holds the stance.
    Judgement,
}

/// The stance that the word `at` carries.
pub(crate) fn frame(tree: &Tree<'_>, at: At) -> Option<Frame> {
    let lemma = tree.lemma(at);
    if is_counterfactual(tree, at) {
        return None;
    }
    // Class and tag are told apart by themselves: "their demand" may be a verb by one of them.
    let is_noun = tree.class(at) == "NOUN" || tree.tag(at).starts_with("NN");
    if tree.is_verb(at) && !is_noun {
        return silence(tree, at)
            .or_else(|| duty(tree, at))
            .or_else(|| by_entries(tree, at, &VERBS, FrameKind::Attitude).filter(|_| is_held(tree, at)))
            .or_else(|| act(tree, at, &lemma))
            .or_else(|| need(tree, at, &lemma))
            .or_else(|| on_terms(tree, at));
    }
    match tree.class(at) {
        "ADJ" | "ADV" => by_entries(tree, at, &ADJECTIVES, FrameKind::Attitude).or_else(|| judgement(tree, at)),
        _ if is_noun && tree.class(at) != "PROPN" => {
            by_entries(tree, at, &NOUNS, FrameKind::Noun).or_else(|| judgement(tree, at))
        }
        _ => None,
    }
    .or_else(|| choice(tree, at))
    .or_else(|| duty(tree, at))
}

/// "Declined to say whether", "refused to rule out": what is not answered.
fn silence(tree: &Tree<'_>, at: At) -> Option<Frame> {
    const REFUSING: [&str; 4] = ["refuse", "decline", "avoid", "stop"];
    const ANSWERING: [&str; 16] = [
        "answer",
        "comment",
        "commit",
        "confirm",
        "disclose",
        "discuss",
        "elaborate",
        "endorse",
        "explain",
        "give",
        "promise",
        "reveal",
        "rule",
        "say",
        "specify",
        "speculate",
    ];
    let inner = tree.hanging(at, &["xcomp", "ccomp", "advcl"]).find(|inner| *inner > at)?;
    let is_silent = is_one_of(&REFUSING, &tree.lemma(at)) && is_one_of(&ANSWERING, &tree.lemma(inner));
    let is_open = tree.lemma(at) == "rule" && is_negated(tree, at);
    if !is_silent && !is_open {
        return None;
    }
    let below = if is_silent {
        tree.hanging(inner, &["obj", "ccomp", "xcomp", "obl"]).find(|below| *below > inner)
    } else {
        None
    };
    let matter = below.unwrap_or(inner);
    Some(Frame { at, matter, stance: Stance::Unclear, kind: FrameKind::Silence })
}

/// Whether the attitude is one of its subject, now: not a purpose ("to support peace"), not one of old ("which had
/// resisted it"), and not said of something else ("would be mad not to back it").
fn is_held(tree: &Tree<'_>, at: At) -> bool {
    let is_infinitive = tree.introduced_by(at).iter().any(|word| word == "to") && tree.tag(at) == "VB";
    let has_had = tree.hanging(at, &["aux"]).any(|aux| tree.word(aux).eq_ignore_ascii_case("had"));
    match tree.full_relation(at) {
        "advcl" | "acl" | "csubj" => !is_infinitive,
        "acl:relcl" => !has_had,
        "xcomp" | "ccomp" => !(is_infinitive && is_negated(tree, at)),
        _ => true,
    }
}

fn by_entries(tree: &Tree<'_>, at: At, table: &Table, kind: FrameKind) -> Option<Frame> {
    let (entry, matter) = fitting(tree, at, table)?;
    let negated = is_negated(tree, at) || kind == FrameKind::Noun && has_no(tree, at);
    let stance = if negated { entry.negated } else { entry.stance };
    // "May accept", "could reject".
    let stance = if modal(tree, at) == Some(Modal::May) { Stance::Unclear } else { stance };
    Some(Frame { at, matter, stance, kind }.innermost(tree))
}

fn fitting<'t>(tree: &Tree<'_>, at: At, table: &'t Table) -> Option<(&'t Entry, At)> {
    let has_particle = |particle: &str| {
        tree.below(at).any(|below| {
            matches!(tree.full_relation(below), "compound:prt" | "advmod")
                && tree.lemma(below) == particle
                && below > at
        })
    };
    entries(table, &tree.lemma(at), tree.word(at))?.iter().find_map(|entry| {
        if entry.particle.is_some_and(|particle| !has_particle(particle)) {
            return None;
        }
        let matter = entry.slots.iter().find_map(|slot| in_slot(tree, at, slot))?;
        Some((entry, matter))
    })
}

impl Frame {
    /// The same, of the innermost thing it is said of: "ready to sign the deal", "urged them to block it".
    fn innermost(mut self, tree: &Tree<'_>) -> Self {
        for _ in 0..NESTED {
            let at = self.matter;
            if tree.is_verb(at) {
                let negated = is_negated(tree, at);
                let (stance, matter) = match fitting(tree, at, &DECIDING) {
                    Some((entry, matter)) => (if negated { entry.negated } else { entry.stance }, Some(matter)),
                    None if negated && self.kind != FrameKind::Noun => (Stance::Oppose, None),
                    None => break,
                };
                self.stance = composed(self.stance, stance);
                self.matter = matter.unwrap_or(at);
                if matter.is_none() {
                    break;
                }
            } else if TRANSPARENT.contains(&tree.lemma(at).as_str())
                && let Some(inner) =
                    in_slot(tree, at, &Slot::Behind(vec!["of"])).or_else(|| in_slot(tree, at, &Slot::Clause))
            {
                self.matter = inner;
            } else if self.kind != FrameKind::Noun
                && tree.class(at) == "NOUN"
                && let Some((entry, matter)) = fitting(tree, at, &NOUNS)
            {
                // "Hit out at calls for it", "rejected the offer of it".
                self.stance = composed(self.stance, entry.stance);
                self.matter = matter;
            } else {
                break;
            }
        }
        self
    }
}

/// What an attitude to a clause says of the matter of the clause.
fn composed(outer: Stance, inner: Stance) -> Stance {
    match outer {
        Stance::Support => inner,
        Stance::Oppose => flipped(inner),
        Stance::Conditional | Stance::Unclear => Stance::Unclear,
    }
}

/// "Europe must bear the cost", "they would have to abandon the plan".
fn duty(tree: &Tree<'_>, at: At) -> Option<Frame> {
    if modal(tree, at) != Some(Modal::Must) || is_question(tree, at) {
        return None;
    }
    let above = tree.head(at).filter(|_| tree.relation(at) == "xcomp");
    let negated = is_negated(tree, at) || above.is_some_and(|above| is_negated(tree, above));
    let stance = if negated { Stance::Oppose } else { Stance::Support };
    let actor = subject(tree, at)?;
    // Of "you must see" nobody wants anything, and what "we" must do is for the most part an apology.
    let is_named = matches!(tree.class(actor), "NOUN" | "PROPN") && !QUESTIONS.contains(&tree.lemma(actor).as_str());
    let frame = Frame { at, matter: at, stance, kind: FrameKind::Judgement };
    is_named.then(|| match fitting(tree, at, &DECIDING) {
        // What is decided turns with the negation by itself.
        Some(_) => Frame { stance: Stance::Support, ..frame }.innermost(tree),
        None => frame,
    })
}

/// "Will only go in after a truce": whoever tells it makes the terms, where what goes in is nobody.
fn on_terms(tree: &Tree<'_>, at: At) -> Option<Frame> {
    let has_terms = modal(tree, at) == Some(Modal::Will) && terms(tree, at).is_some_and(|terms| terms.only);
    let actor = subject(tree, at)?;
    (has_terms && !is_negated(tree, at) && tree.class(actor) == "NOUN").then_some(Frame {
        at,
        matter: at,
        stance: Stance::Support,
        kind: FrameKind::Judgement,
    })
}

/// "Needs American backing".
fn need(tree: &Tree<'_>, at: At, lemma: &str) -> Option<Frame> {
    let matter = tree.hanging(at, &["obj"]).next().filter(|_| lemma == "need")?;
    let actor = subject(tree, at)?;
    let is_thing = !is_somebody(tree, actor) && tree.class(actor) == "NOUN";
    (is_thing && !is_negated(tree, at) && !is_question(tree, at)).then_some(Frame {
        at,
        matter,
        stance: Stance::Support,
        kind: FrameKind::Judgement,
    })
}

/// "Will send troops", "cannot allow it".
fn act(tree: &Tree<'_>, at: At, lemma: &str) -> Option<Frame> {
    if !is_act(lemma) || is_question(tree, at) {
        return None;
    }
    let above = tree.head(at).filter(|_| tree.relation(at) == "xcomp");
    let negated = is_negated(tree, at) || above.is_some_and(|above| is_negated(tree, above));
    let stance = match modal(tree, at)? {
        Modal::Will if negated => Stance::Oppose,
        Modal::Can if negated => Stance::Oppose,
        Modal::Will => Stance::Support,
        _ => return None,
    };
    let matter = in_slot(tree, at, &Slot::Object)?;
    is_somebody(tree, subject(tree, at)?).then_some(())?;
    let decided = fitting(tree, at, &DECIDING).is_some();
    let frame = Frame { at, matter: if decided { matter } else { at }, stance, kind: FrameKind::Act };
    Some(frame)
}

/// "The plan is unacceptable".
fn judgement(tree: &Tree<'_>, at: At) -> Option<Frame> {
    let matter = tree
        .hanging(at, &["nsubj", "csubj"])
        .next()
        .filter(|matter| tree.class(*matter) != "PRON" && !QUESTIONS.contains(&tree.lemma(*matter).as_str()))?;
    let lemma = tree.lemma(at);
    let says = |words: &Vec<&str>| match words.as_slice() {
        // "Is necessary", "is a necessary part".
        [word] => *word == lemma || tree.hanging(at, &["amod"]).any(|with| tree.lemma(with) == *word),
        [before, word] => *word == lemma && tree.below(at).any(|below| tree.lemma(below) == *before),
        _ => false,
    };
    let (_, stance, negated) = JUDGEMENTS.iter().find(|(words, _, _)| says(words))?;
    let stance = if is_negated(tree, at) || has_no(tree, at) { *negated } else { *stance };
    let has_modal = matches!(modal(tree, at), Some(Modal::May | Modal::Can));
    let frame = Frame { at, matter, stance, kind: FrameKind::Judgement };
    (!has_modal && !is_question(tree, at)).then(|| frame.innermost(tree))
}

/// "It can’t be gas": what is left out where there is a choice.
fn choice(tree: &Tree<'_>, at: At) -> Option<Frame> {
    let is_thing = matches!(tree.class(at), "NOUN" | "PROPN") && tree.hanging(at, &["cop"]).next().is_some();
    let subject = tree.hanging(at, &["nsubj"]).next()?;
    let is_it = matches!(tree.lemma(subject).as_str(), "it" | "this" | "that");
    let is_left_out = modal(tree, at) == Some(Modal::Can) && is_negated(tree, at);
    (is_thing && is_it && is_left_out).then_some(Frame {
        at,
        matter: at,
        stance: Stance::Oppose,
        kind: FrameKind::Judgement,
    })
}

/// Whether the word stands in a question or a condition, where nothing is said to be so.
pub(crate) fn is_question(tree: &Tree<'_>, at: At) -> bool {
    const OPENING: [&str; 8] = ["if", "whether", "unless", "once", "until", "provided", "when", "should"];
    // "Should they insist", "were it raised".
    let inverts = |aux: At| matches!(tree.word(aux).to_lowercase().as_str(), "should" | "were" | "had");
    let mut step = at;
    loop {
        let is_clause = matches!(tree.relation(step), "ccomp" | "advcl" | "acl" | "csubj" | "xcomp");
        let opens = |mark: At| OPENING.contains(&tree.lemma(mark).as_str());
        let opening = tree.hanging(step, &["aux", "cop"]).next().filter(|aux| inverts(*aux));
        if opening.is_some_and(|aux| tree.hanging(step, &["nsubj"]).any(|subject| subject > aux)) {
            return true;
        }
        if is_clause && tree.hanging(step, &["mark", "advmod"]).any(|mark| mark < step && opens(mark)) {
            return true;
        }
        match tree.head(step) {
            Some(head) if head != step => step = head,
            _ => break,
        }
    }
    // A whole sentence may be one.
    let mut words = tree.below(step);
    words.any(|below| tree.word(below) == "?")
}
