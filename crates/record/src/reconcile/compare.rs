//! How likely two attributions tell one utterance.
//!
//! A score in log-odds, the sum of what speaks for and against it: the words of the one that have a counterpart in the
//! other ([`Lexicon::covered`]), runs of words in both, the meaning of the whole, numbers, whether one report tells the
//! other's quotation before in its own words, how far apart the days are, whose words it is. Two quotations, a quotation
//! and a telling, and two tellings are weighed differently. The weights were fitted by logistic regression on the
//! negotiations in `benchmarks/data/utterances/tune`, then rounded, and the signs kept as they have to be.

use super::content::{Content, Lexicon, n_shared, n_shared_stems};
use super::occasion::Occasion;
use crate::id::ActorId;

/// Everything about an attribution that counts.
pub(super) struct Candidate<'a> {
    pub content: Content,
    pub occasion: Option<Occasion>,
    pub speaker: Option<&'a ActorId>,
    /// Whether the record knows the speaker by name.
    pub is_named: bool,
    /// Whether the report names the speaker there, so that no pronoun had to be resolved.
    pub is_sure: bool,
    /// The side the speaker speaks for.
    pub party: Option<&'a ActorId>,
    /// Place of the report.
    pub report: usize,
    /// Where in the report: bytes of the clean text from the first to the last of its content.
    pub start: usize,
    pub end: usize,
    /// Place among the attributions of its report that stand in no other's content.
    pub rank: usize,
}

/// Score from which two attributions tell one utterance.
pub(super) const LEAST: f32 = -0.3;

/// Most days apart at which a report may still be mistaken about the day.
const MOST_APART: i32 = 4;

/// Most bytes between a telling and the quotation that bears it out.
const NEAR: usize = 400;

/// Fewest words that carry content two attributions must share that share nothing else.
const FEWEST_STEMS: usize = 2;

/// Score of those that share less.
const UNLIKE: f32 = -4.0;

/// Whose words both are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    Same,
    /// One of the speakers is known only by what he is.
    Unclear {
        party: bool,
    },
    /// Two names, of which one was read from a pronoun, and much the same words.
    Mistaken,
}

/// The score; `None` if it cannot be one utterance.
pub(super) fn score(a: &Candidate<'_>, b: &Candidate<'_>, lexicon: &Lexicon<'_>) -> Option<f32> {
    let same_report = a.report == b.report;
    if same_report && a.start < b.end && b.start < a.end {
        return None;
    }
    let days = a.occasion.as_ref().zip(b.occasion.as_ref()).map(|(a, b)| a.apart(b));
    if days.is_some_and(|days| days > MOST_APART) {
        return None;
    }
    let (quoted_a, quoted_b) = (a.content.is_quoted(), b.content.is_quoted());
    let both = quoted_a && quoted_b;
    let (one, other) = if both { (a.content.quoted(), b.content.quoted()) } else { (&a.content.all, &b.content.all) };
    let n_runs = n_shared(&one.runs, &other.runs);
    let same_numbers = n_shared(&one.numbers, &other.numbers) > 0;
    let (first, second) = if a.start <= b.start { (a, b) } else { (b, a) };
    let is_beside = same_report && first.rank + 1 >= second.rank && second.start.saturating_sub(first.end) < NEAR;
    // Most pairs share one word and nothing else; that is cheap to see.
    let enough = FEWEST_STEMS.min(one.stems.len()).min(other.stems.len());
    if n_runs == 0 && !same_numbers && !is_beside && n_shared_stems(one, other) < enough {
        whose(a, b, false)?;
        return Some(UNLIKE);
    }
    let covered = [lexicon.covered(one, other), lexicon.covered(other, one)];
    let (most, least) = (covered[0].max(covered[1]), covered[0].min(covered[1]));
    let fewest = one.runs.len().min(other.runs.len());
    let runs = if fewest == 0 { 0.0 } else { n_runs as f32 / fewest as f32 };
    let whose = whose(a, b, both && fewest >= 3 && runs >= 0.6 && least >= 0.6)?;
    let meaning = lexicon.likeness(one, other);
    let have_numbers = !one.numbers.is_empty() && !other.numbers.is_empty();
    let says = |yes: bool, weight: f32| if yes { weight } else { 0.0 };
    let numbers = |same: f32, other: f32| says(same_numbers, same) + says(have_numbers && !same_numbers, other);
    let mut score = match (quoted_a, quoted_b) {
        (true, true) => {
            -5.0 + 4.2 * least
                + 1.2 * most
                + 2.8 * meaning
                + says(n_runs >= 2, 2.2 * runs)
                + numbers(0.3, -0.5)
                + says(same_report, -2.0)
                + says(one.words.len() < 3 || other.words.len() < 3, -2.5)
        }
        (false, false) => {
            -3.6 + 1.4 * least + 1.6 * most + 1.8 * meaning + 1.2 * runs + numbers(2.0, -0.9) + says(same_report, -0.8)
        }
        _ => {
            let told_first = !first.content.is_quoted();
            let place = match (same_report, told_first) {
                // The summary, and below it the words themselves.
                (true, true) if is_beside && (meaning >= 0.3 || same_numbers) => 3.0,
                (true, true) => 0.4,
                (true, false) => -1.0,
                (false, _) => 0.0,
            };
            -3.6 + 1.6 * least + 1.6 * most + 2.6 * meaning + runs + numbers(2.0, -0.9) + place
        }
    };
    if let Whose::Unclear { party } = whose {
        score -= if is_beside || party { 0.25 } else { 1.6 };
        score += says(both && n_runs >= 4 && runs > 0.5, 1.5);
    }
    score += match days {
        None => -0.4,
        Some(0) => {
            let in_words = |candidate: &Candidate<'_>| candidate.occasion.as_ref().is_some_and(|o| o.in_words);
            says(in_words(a) && in_words(b), 0.7)
        }
        // What is quoted alike from two days was said twice.
        Some(days) => -0.8 * days as f32 - if both { 2.5 } else { 0.3 },
    };
    Some(score)
}

fn whose(a: &Candidate<'_>, b: &Candidate<'_>, alike: bool) -> Option<Whose> {
    match (a.speaker, b.speaker) {
        (Some(one), Some(other)) if one == other => Some(Whose::Same),
        (Some(_), Some(_)) if a.is_named && b.is_named => {
            (alike && !(a.is_sure && b.is_sure)).then_some(Whose::Mistaken)
        }
        (one, other) => Some(Whose::Unclear { party: a.is_named && a.party == other || b.is_named && b.party == one }),
    }
}

/// Whether a report tells these two apart: two quotations of its own that say different things.
pub(super) fn are_two(a: &Candidate<'_>, b: &Candidate<'_>, lexicon: &Lexicon<'_>) -> bool {
    use onrecord_analysis::attribution::Kind::Direct;
    let (one, other) = (&a.content.all, &b.content.all);
    a.report == b.report
        && a.content.kind == Direct
        && b.content.kind == Direct
        && one.words.len().min(other.words.len()) >= 4
        && lexicon.covered(one, other).max(lexicon.covered(other, one)) < 0.5
        && lexicon.likeness(one, other) < 0.6
}
