//! How likely two attributions tell one utterance.
//!
//! A score in log-odds, the sum of what speaks for and against it: what the reader takes both to say
//! ([`Gist`]), the words of the one that have a counterpart in the other ([`Lexicon::covered`]), runs of words in both,
//! numbers, whether one report tells the other's quotation before in its own words, how far apart the days are, whose
//! words it is. Two quotations, a quotation and a telling, and two tellings are weighed differently. The weights are
//! fitted by logistic regression (`training/pairs.py`) on the negotiations in `benchmarks/data/utterances/tune` and the
//! scenes that the reader was not taught.

use onrecord_analysis::attribution::Gist;

use super::content::{Content, Lexicon, n_shared, n_shared_stems};
use super::occasion::Occasion;
use crate::id::ActorId;

/// Everything about an attribution that counts.
pub(super) struct Candidate<'a> {
    pub content: Content,
    pub gist: Option<&'a Gist>,
    pub occasion: Option<Occasion>,
    pub speaker: Option<&'a ActorId>,
    /// Whether the record knows the speaker by name.
    pub is_named: bool,
    /// Whether the speaker is a state, a body or a group: another one than whoever else speaks, unless that is its own.
    pub is_body: bool,
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
pub(super) const LEAST: f32 = 0.1;

/// Most days apart at which a report may still be mistaken about the day.
const MOST_APART: i32 = 4;

/// Most bytes between a telling and the quotation that bears it out.
const NEAR: usize = 400;

/// Fewest words that carry content two attributions must share that share nothing else.
const FEWEST_STEMS: usize = 2;

/// Score of those that share less.
const UNLIKE: f32 = -4.0;

/// How two attributions are quoted; each combination is weighed on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Both are quotations.
    Quoted,
    /// One is.
    Mixed,
    /// None is.
    Told,
}

/// How many things a score rests on.
pub(super) const N_SIGNS: usize = 20;

/// What they are called, in order.
pub(super) const SIGNS: [&str; N_SIGNS] = [
    "one",            // always 1
    "least covered",  // share of the words of the one that have a counterpart in the other, the smaller share
    "most covered",   // the larger one
    "words",          // likeness of the words' meanings
    "gist",           // likeness of what is said, as the reader sees it in its place
    "near gist",      // how far that is above 0.6
    "runs",           // share of runs of words in both
    "same number",    // 1: they share a number
    "other numbers",  // 1: both have numbers, and share none
    "same report",    // 1: in one report
    "summary",        // 1: a telling, and the quotation next below it in the report, which agree in something
    "quoted before",  // 1: in one report, the quotation first
    "unclear",        // 1: one speaker is known only by what he is, and it is not his side
    "side",           // 1: the same, but his side, or the telling stands beside the other
    "unclear, alike", // 1: an unclear speaker, and long runs of words in both
    "no day",         // 1: of one nothing says when
    "same day",       // 1: both reports name the day, and it is the same
    "other day",      // 1: it cannot be the same day
    "days",           // days between them
    "few words",      // 1: both are quotations, one of a word or two
];

/// A sum of signs times these weights is the score, in log-odds.
type Weights = [f32; N_SIGNS];

/// Weights fitted without gists.
#[rustfmt::skip]
const PLAIN: [Weights; 3] = [
    [-5.0, 4.2, 1.2, 2.8, 0.0, 0.0, 2.2, 0.3, -0.5, -2.0, 0.0, 0.0, -1.6, -0.25, 1.5, -0.4, 0.7, -2.5, -0.8, -2.5],
    [-3.6, 1.6, 1.6, 2.6, 0.0, 0.0, 1.0, 2.0, -0.9, 0.4, 2.6, -1.4, -1.6, -0.25, 0.0, -0.4, 0.7, -0.3, -0.8, 0.0],
    [-3.6, 1.4, 1.6, 1.8, 0.0, 0.0, 1.2, 2.0, -0.9, -0.8, 0.0, 0.0, -1.6, -0.25, 0.0, -0.4, 0.7, -0.3, -0.8, 0.0],
];

/// Weights fitted with gists. Real reports of one negotiation are nearer each other in what they say than written ones, and
/// a wrong join is worse than a missed one: so what is not quoted on both sides weighs 1 less than fitted, where neither
/// is 1.5, and within a report 0.8.
#[rustfmt::skip]
const WEIGHTS: [Weights; 3] = [
    [-4.82, 0.00, 3.57, 0.00, 4.10, 0.87, 0.00, 0.42, -1.20, -2.80, 3.50, -0.92, 0.00, -1.99, 1.46, -0.78, 2.19, 0.00, -0.43, 0.00],
    [-3.31, 0.06, 1.00, 0.00, 5.90, 0.00, 0.00, 1.91, -1.77, 0.08, 1.90, -2.70, -0.81, -1.25, 0.67, 0.00, 0.40, -1.70, 0.00, 0.00],
    [-3.50, 1.83, 0.20, 0.00, 2.83, 0.00, 0.63, 2.29, 0.00, -2.79, 3.50, -0.92, -0.75, -1.58, 0.67, 0.00, 3.82, 0.00, -0.06, 0.00],
];

/// Likeness of gists of two quotations from which they are one even if a pronoun gave them different speakers, and fewest
/// words of each.
pub(super) const SURELY_ALIKE: f32 = 0.75;
const FEWEST_SAID: usize = 5;

/// Likeness of gists under which two attributions that share nothing else are not looked at any further.
const UNLIKE_GISTS: f32 = 0.1;

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

/// What speaks for and against two attributions telling one utterance.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signs {
    pub form: Form,
    /// Whether gists were compared.
    pub has_gists: bool,
    /// In the order of [`SIGNS`].
    pub values: [f32; N_SIGNS],
}

impl Signs {
    /// The score, in log-odds.
    pub fn score(&self) -> f32 {
        let weights = if self.has_gists { &WEIGHTS } else { &PLAIN };
        self.values.iter().zip(&weights[self.form as usize]).map(|(value, weight)| value * weight).sum()
    }
}

/// The score; `None` if it cannot be one utterance.
pub(super) fn score(a: &Candidate<'_>, b: &Candidate<'_>, lexicon: &Lexicon<'_>) -> Option<f32> {
    match comparison(a, b, lexicon) {
        Comparison::Barred => None,
        Comparison::Unlike => Some(UNLIKE),
        Comparison::Signs(signs) => Some(signs.score()),
    }
}

/// What comparing two attributions gives.
pub(super) enum Comparison {
    /// They cannot be one utterance.
    Barred,
    /// They share nothing.
    Unlike,
    /// What the score rests on.
    Signs(Signs),
}

/// Compares two attributions.
pub(super) fn comparison(a: &Candidate<'_>, b: &Candidate<'_>, lexicon: &Lexicon<'_>) -> Comparison {
    let same_report = a.report == b.report;
    if same_report && a.start < b.end && b.start < a.end {
        return Comparison::Barred;
    }
    let days = a.occasion.as_ref().zip(b.occasion.as_ref()).map(|(a, b)| a.apart(b));
    if days.is_some_and(|days| days > MOST_APART) {
        return Comparison::Barred;
    }
    let form = match (a.content.is_quoted(), b.content.is_quoted()) {
        (true, true) => Form::Quoted,
        (false, false) => Form::Told,
        _ => Form::Mixed,
    };
    let both = form == Form::Quoted;
    let (one, other) = if both { (a.content.quoted(), b.content.quoted()) } else { (&a.content.all, &b.content.all) };
    let n_runs = n_shared(&one.runs, &other.runs);
    let same_numbers = n_shared(&one.numbers, &other.numbers) > 0;
    let (first, second) = if a.start <= b.start { (a, b) } else { (b, a) };
    let is_beside = same_report && first.rank + 1 >= second.rank && second.start.saturating_sub(first.end) < NEAR;
    let gist = a.gist.zip(b.gist).map(|(a, b)| a.likeness(b));
    // Most pairs share one word and nothing else; that is cheap to see.
    let enough = FEWEST_STEMS.min(one.stems.len()).min(other.stems.len());
    let unlike = n_runs == 0 && !same_numbers && !is_beside && n_shared_stems(one, other) < enough;
    if unlike && gist.is_none_or(|gist| gist < UNLIKE_GISTS) {
        return if whose(a, b, false).is_some() { Comparison::Unlike } else { Comparison::Barred };
    }
    let covered = [lexicon.covered(one, other), lexicon.covered(other, one)];
    let (most, least) = (covered[0].max(covered[1]), covered[0].min(covered[1]));
    let fewest = one.runs.len().min(other.runs.len());
    let runs = if fewest == 0 { 0.0 } else { n_runs as f32 / fewest as f32 };
    // The same words in other reports' mouths: a pronoun was taken for the wrong one.
    let same_words = fewest >= 3 && runs >= 0.6 && least >= 0.6;
    let same_said =
        one.words.len().min(other.words.len()) >= FEWEST_SAID && gist.is_some_and(|gist| gist >= SURELY_ALIKE);
    let Some(whose) = whose(a, b, both && !same_report && (same_words || same_said)) else {
        return Comparison::Barred;
    };
    let meaning = lexicon.likeness(one, other);
    let have_numbers = !one.numbers.is_empty() && !other.numbers.is_empty();
    let told_first = form == Form::Mixed && !first.content.is_quoted();
    let quoted_first = form == Form::Mixed && first.content.is_quoted();
    let agree = meaning >= 0.3 || same_numbers || gist.is_some_and(|gist| gist >= UNLIKE_GISTS);
    let (is_unclear, is_side) = match whose {
        Whose::Unclear { party } => (!is_beside && !party, is_beside || party),
        Whose::Same | Whose::Mistaken => (false, false),
    };
    let in_words = |candidate: &Candidate<'_>| candidate.occasion.as_ref().is_some_and(|o| o.in_words);
    let says = |yes: bool| f32::from(u8::from(yes));
    Comparison::Signs(Signs {
        form,
        has_gists: gist.is_some(),
        values: [
            1.0,
            least,
            most,
            meaning,
            gist.unwrap_or(0.0),
            (gist.unwrap_or(0.0) - 0.6).max(0.0),
            if n_runs >= 2 || !both { runs } else { 0.0 },
            says(same_numbers),
            says(have_numbers && !same_numbers),
            says(same_report),
            says(same_report && told_first && is_beside && agree),
            says(same_report && quoted_first),
            says(is_unclear),
            says(is_side),
            says((is_unclear || is_side) && both && n_runs >= 4 && runs > 0.5),
            says(days.is_none()),
            says(days == Some(0) && in_words(a) && in_words(b)),
            says(days.is_some_and(|days| days > 0)),
            days.unwrap_or(0) as f32,
            says(both && (one.words.len() < 3 || other.words.len() < 3)),
        ],
    })
}

fn whose(a: &Candidate<'_>, b: &Candidate<'_>, alike: bool) -> Option<Whose> {
    match (a.speaker, b.speaker) {
        (Some(one), Some(other)) if one == other => Some(Whose::Same),
        (Some(_), Some(_)) if a.is_named && b.is_named => {
            (alike && !(a.is_sure && b.is_sure)).then_some(Whose::Mistaken)
        }
        (one, other) => {
            let party = a.is_named && a.party == other || b.is_named && b.party == one;
            // A state does not speak through a person of another side.
            let is_other = |body: &Candidate<'_>, person: &Candidate<'_>| {
                body.is_body && person.speaker.is_some() && (person.is_body || person.party.is_some())
            };
            let others = is_other(a, b) || is_other(b, a);
            (party || !others).then_some(Whose::Unclear { party })
        }
    }
}

/// Whether the one may be another word for the other's speaker.
pub(super) fn may_be_one(a: &Candidate<'_>, b: &Candidate<'_>) -> bool {
    whose(a, b, false).is_some()
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
