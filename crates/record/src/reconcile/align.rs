//! Where one wording differs from another: word by word, and whether that changes what was said.

use std::ops::Range;

use onrecord_analysis::attribution::Kind;
use onrecord_text::quotation::quotations;

use super::material::{Words, material};
use crate::statement::{Change, Difference};
use crate::word::{fold, tokens};

/// Most words of a wording that is aligned: the work grows with the product of both lengths.
const LONGEST: usize = 600;

/// A word and where it stands, in characters.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub text: String,
    pub folded: String,
    pub at: Range<usize>,
}

/// Where `other`, quoted as `kind` says, differs from `fullest`. Of a mixed wording only the quoted words are compared,
/// and nothing is dropped by it: a reader sees that it gives parts.
pub(super) fn differences(fullest: &str, other: &str, kind: Kind) -> Vec<Difference> {
    let all = words(fullest, 0..fullest.len());
    let parts: Vec<Range<usize>> = match kind {
        Kind::Direct => std::iter::once(0..other.len()).collect(),
        Kind::Mixed => quotations(other).iter().map(|quotation| quotation.inner_span().range()).collect(),
        Kind::Indirect => Vec::new(),
    };
    let mut found = Vec::new();
    for part in parts {
        let own = words(other, part);
        if all.len() > LONGEST || own.len() > LONGEST {
            continue;
        }
        found.extend(gaps(&all, &own).into_iter().filter_map(|gap| difference(&all, &own, gap, kind)));
    }
    found.sort_by_key(|difference| (difference.own.start, difference.fullest.start));
    found
}

/// The words of `text` within these bytes; "7.5" is one.
fn words(text: &str, within: Range<usize>) -> Vec<Word> {
    let (mut bytes, mut chars) = (0, 0);
    let mut found: Vec<Word> = Vec::new();
    let (mut joins, mut start) = (false, 0);
    for token in tokens(text).into_iter().filter(|token| within.contains(&token.range.start)) {
        let whole = text.get(token.range.clone()).unwrap_or("");
        chars += text.get(bytes..token.range.start).map_or(0, |between| between.chars().count());
        bytes = token.range.start;
        let figure = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
        let touches = found.last().is_some_and(|last| figure(&last.text) && last.at.end + usize::from(joins) == chars);
        if !token.is_word {
            joins = touches && matches!(token.text, "." | ",");
            continue;
        }
        let n = whole.chars().count();
        match found.last_mut().filter(|_| joins && touches && figure(whole)) {
            Some(last) => {
                last.text = text.get(start..token.range.end).unwrap_or(whole).to_owned();
                last.folded = last.text.clone();
                last.at.end = chars + n;
            }
            None => {
                start = token.range.start;
                found.push(Word { text: whole.to_owned(), folded: fold(whole), at: chars..chars + n });
            }
        }
        joins = false;
    }
    found
}

/// Words of both that have no counterpart in the other, between words that have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Gap {
    pub fullest: Range<usize>,
    pub own: Range<usize>,
}

/// The stretches between the words of a longest common subsequence.
fn gaps(all: &[Word], own: &[Word]) -> Vec<Gap> {
    let width = own.len() + 1;
    let mut longest = vec![0u32; (all.len() + 1) * width];
    for (i, a) in all.iter().enumerate().rev() {
        for (j, b) in own.iter().enumerate().rev() {
            longest[i * width + j] = if a.folded == b.folded {
                longest[(i + 1) * width + j + 1] + 1
            } else {
                longest[(i + 1) * width + j].max(longest[i * width + j + 1])
            };
        }
    }
    let mut gaps = Vec::new();
    let (mut i, mut j) = (0, 0);
    let mut open = Gap { fullest: 0..0, own: 0..0 };
    while i < all.len() && j < own.len() {
        if all[i].folded == own[j].folded {
            open.fullest.end = i;
            open.own.end = j;
            gaps.push(open);
            i += 1;
            j += 1;
            open = Gap { fullest: i..i, own: j..j };
        } else if longest[(i + 1) * width + j] >= longest[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    open.fullest.end = all.len();
    open.own.end = own.len();
    gaps.push(open);
    gaps.retain(|gap| !gap.fullest.is_empty() || !gap.own.is_empty());
    gaps
}

fn difference(all: &[Word], own: &[Word], gap: Gap, kind: Kind) -> Option<Difference> {
    let change = match (gap.fullest.is_empty(), gap.own.is_empty()) {
        (true, _) => Change::Added,
        (false, true) if kind == Kind::Mixed && (gap.fullest.start == 0 || gap.fullest.end == all.len()) => {
            return None;
        }
        (false, true) => Change::Dropped,
        (false, false) => Change::Changed,
    };
    let chars = |words: &[Word], range: &Range<usize>| {
        let stretch = words.get(range.clone()).unwrap_or(&[]);
        match (stretch.first(), stretch.last()) {
            (Some(first), Some(last)) => first.at.start..last.at.end,
            _ => {
                let at = words.get(range.start).map_or_else(|| words.last().map_or(0, |w| w.at.end), |w| w.at.start);
                at..at
            }
        }
    };
    let material = material(&Words { fullest: all, own }, &gap);
    Some(Difference { change, fullest: chars(all, &gap.fullest), own: chars(own, &gap.own), material })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statement::Material;

    fn described(fullest: &str, other: &str) -> Vec<String> {
        let cut =
            |text: &str, range: &Range<usize>| -> String { text.chars().skip(range.start).take(range.len()).collect() };
        let found = differences(fullest, other, Kind::Direct);
        let describe = |d: &Difference| {
            let why = d.material.map_or("", Material::name);
            format!("{} [{}] [{}] {why}", d.change.name(), cut(fullest, &d.fullest), cut(other, &d.own))
                .trim()
                .to_owned()
        };
        found.iter().map(describe).collect()
    }

    #[test]
    fn what_was_left_out_and_what_matters() {
        let fullest = "Élan: we will sign a truce if the road to Olmet is opened first";
        assert_eq!(
            described(fullest, "We will sign a truce"),
            ["dropped [Élan] []", "dropped [if the road to Olmet is opened first] [] condition"]
        );
        assert_eq!(described("We do not rule it out.", "We rule it out"), ["dropped [do not] [] negation"]);
        assert_eq!(described("We could perhaps live with 45", "We could live with 45"), ["dropped [perhaps] [] hedge"]);
        assert_eq!(described("We want 7.5 per cent", "We want 5.7 per cent"), ["changed [7.5] [5.7] number"]);
        assert_eq!(described("They’re spoilt children", "They’re pampered children"), ["changed [spoilt] [pampered]"]);
        assert_eq!(described("Twelve boats", "12 boats"), ["changed [Twelve] [12]"]);
        assert_eq!(described("not one mesh", "not one mesh"), Vec::<String>::new());
    }

    #[test]
    fn of_a_mixed_wording_the_quoted_words_count() {
        let found =
            differences("it will go to the last mesh, øre by øre", "must pay “to the very last mesh”", Kind::Mixed);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].change, found[0].own.clone()), (Change::Added, 17..21));
    }
}
