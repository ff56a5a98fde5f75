//! Whether a difference of words changes what was said: a condition, a negation, a hedge or a number.

use super::align::{Gap, Word};
use crate::amount::amounts;
use crate::statement::Material;

/// Words that open a condition.
const CONDITIONS: [&str; 7] = ["if", "unless", "provided", "providing", "until", "without", "once"];

/// The same, in several words.
const LONG_CONDITIONS: [&[&str]; 7] = [
    &["as", "long", "as"],
    &["so", "long", "as"],
    &["on", "condition"],
    &["only", "after"],
    &["only", "when"],
    &["in", "return"],
    &["in", "exchange"],
];

/// Words that deny. `n’t` is found at the end of its word.
const NEGATIONS: [&str; 9] = ["not", "no", "never", "neither", "nor", "none", "nobody", "nothing", "cannot"];

/// Words that make it less certain.
const HEDGES: [&str; 9] =
    ["perhaps", "maybe", "possibly", "probably", "likely", "might", "may", "conceivably", "potentially"];

/// Most words of a gap that may differ by a negation or a hedge alone; in a longer one the sentence is worded anew, and
/// says the same in other words.
const SHORT: usize = 3;

/// Fewest words in a row on one side of a condition that was left out for it to be known what it restricts.
const KEPT: usize = 3;

/// The words of both wordings.
pub(super) struct Words<'w> {
    pub fullest: &'w [Word],
    pub own: &'w [Word],
}

/// Why the words in `gap` matter.
pub(super) fn material(words: &Words<'_>, gap: &Gap) -> Option<Material> {
    let fullest = words.fullest.get(gap.fullest.clone()).unwrap_or(&[]);
    let own = words.own.get(gap.own.clone()).unwrap_or(&[]);
    if numbers_differ(fullest, own) {
        return Some(Material::Number);
    }
    if fullest.len() <= SHORT && own.len() <= SHORT {
        // A negation that stands elsewhere in the other wording is not gone.
        let all = count(words.fullest, is_negation) != count(words.own, is_negation);
        if all && count(fullest, is_negation) % 2 != count(own, is_negation) % 2 {
            return Some(Material::Negation);
        }
        if (count(fullest, is_hedge) > 0) != (count(own, is_hedge) > 0) {
            return Some(Material::Hedge);
        }
    }
    let kept = |end: usize, start: usize, n: usize| end.max(n - start.min(n)) >= KEPT;
    let left_out = own.is_empty() && has_condition(fullest) && kept(gap.own.start, gap.own.end, words.own.len());
    let put_in =
        fullest.is_empty() && has_condition(own) && kept(gap.fullest.start, gap.fullest.end, words.fullest.len());
    (left_out || put_in).then_some(Material::Condition)
}

fn count(words: &[Word], test: fn(&Word) -> bool) -> usize {
    words.iter().filter(|word| test(word)).count()
}

fn is_negation(word: &Word) -> bool {
    NEGATIONS.contains(&word.folded.as_str()) || word.folded.ends_with("nt") && word.text.contains(['\'', '’'])
}

fn is_hedge(word: &Word) -> bool {
    HEDGES.contains(&word.folded.as_str())
}

/// Whether the words open a condition.
pub(super) fn has_condition(words: &[Word]) -> bool {
    let folded: Vec<&str> = words.iter().map(|word| word.folded.as_str()).collect();
    folded.iter().any(|word| CONDITIONS.contains(word))
        || LONG_CONDITIONS.iter().any(|long| folded.windows(long.len()).any(|window| window == *long))
}

/// Whether both have an amount, and not the same.
fn numbers_differ(fullest: &[Word], own: &[Word]) -> bool {
    let text = |words: &[Word]| words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
    let (one, other) = (text(fullest), text(own));
    let (one, other) = (amounts(&one, &[]), amounts(&other, &[]));
    !one.is_empty() && !other.is_empty() && !one.iter().any(|one| other.iter().any(|other| one.agrees(other)))
}
