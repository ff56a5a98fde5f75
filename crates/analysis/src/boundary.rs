//! Where quotation marks and the model disagree on where content starts or ends, the marks decide.

use std::ops::Range;

/// A quotation as a range of units with its marks; `end` is past the closing mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct QuotedUnits {
    pub(crate) units: Range<usize>,
    /// Whether a closing mark is missing.
    pub(crate) open_ended: bool,
}

/// How many units a content may miss, or overshoot, at the end of a quotation and still be moved
/// onto the marks: a mark, a comma, a word or two. A guess, not tuned.
const NEAR: usize = 3;

/// Moves the ends of `content` onto the quotation marks next to them.
///
/// An end inside a quotation that the content mostly covers moves out to the mark; an end just
/// beyond a mark, with nothing but the mark's own punctuation between, stays. `taken` tells which
/// units belong to cues and sources: content never grows over them.
pub(crate) fn snap(content: &Range<usize>, quotations: &[QuotedUnits], taken: &dyn Fn(usize) -> bool) -> Range<usize> {
    let mut snapped = content.clone();
    for quotation in quotations.iter().filter(|q| q.units.start < content.end && content.start < q.units.end) {
        let inside = quotation.units.start.max(content.start)..quotation.units.end.min(content.end);
        let mostly = 2 * inside.len() > quotation.units.len();
        let free = |range: Range<usize>| !range.clone().any(taken);
        // The start lies inside the quotation: move it out to the mark.
        let late = content.start.saturating_sub(quotation.units.start);
        if content.start > quotation.units.start
            && (late <= NEAR || mostly)
            && free(quotation.units.start..content.start)
        {
            snapped.start = snapped.start.min(quotation.units.start);
        }
        let early = quotation.units.end.saturating_sub(content.end);
        if content.end < quotation.units.end
            && !quotation.open_ended
            && (early <= NEAR || mostly)
            && free(content.end..quotation.units.end)
        {
            snapped.end = snapped.end.max(quotation.units.end);
        }
    }
    snapped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(content: Range<usize>, quotation: Range<usize>, expected: Range<usize>) {
        let quotations = [QuotedUnits { units: quotation, open_ended: false }];
        assert_eq!(snap(&content, &quotations, &|_| false), expected);
    }

    #[test]
    fn a_missed_mark_is_taken_in() {
        check(1..10, 0..11, 0..11);
        check(4..11, 0..11, 0..11);
    }

    #[test]
    fn exact_content_and_content_that_goes_beyond_stay() {
        check(0..11, 0..11, 0..11);
        check(0..30, 5..11, 0..30);
    }

    #[test]
    fn a_small_part_of_a_long_quotation_stays_small() {
        check(20..24, 0..60, 20..24);
    }

    #[test]
    fn content_does_not_grow_over_a_cue() {
        let quotations = [QuotedUnits { units: 0..11, open_ended: false }];
        assert_eq!(snap(&(4..10), &quotations, &|unit| unit == 2), 4..11);
    }
}
