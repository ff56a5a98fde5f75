//! Where quotation marks and the model disagree on where content starts or ends, the marks decide.

use std::ops::Range;

use super::decode::Surroundings;

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

/// Content without quotation marks ends with its line; what the tags carry on into the next line is content again only
/// from an opening mark on.
pub(super) fn stop_at_lines(content: &Range<usize>, around: &Surroundings) -> Vec<Range<usize>> {
    let quoted = |unit: usize| around.quotations.iter().any(|q| q.units.contains(&unit));
    let mut parts = vec![content.clone()];
    for unit in content.start + 1..content.end {
        let Some(last) = parts.last_mut() else { break };
        if around.lines[unit] != around.lines[unit - 1] && last.start < unit && last.contains(&unit) {
            last.end = unit;
            // The next quotation that opens a line of this content.
            let opens = |u: &usize| quoted(*u) && around.lines[*u] != around.lines[*u - 1];
            if let Some(start) = (unit..content.end).find(opens) {
                parts.push(start..content.end);
            }
        }
    }
    parts
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

    #[test]
    fn content_without_marks_ends_with_its_line() {
        // Units 5 to 7 are a quotation on a line of its own.
        let check = |content: Range<usize>, expected: &[(usize, usize)]| {
            let (lines, words) = ([0, 0, 0, 1, 1, 2, 2, 2], ["x"; 8]);
            let quotations = [QuotedUnits { units: 5..8, open_ended: false }];
            let around = Surroundings { lines: &lines, quotations: &quotations, words: &words };
            let parts: Vec<_> = stop_at_lines(&content, &around).iter().map(|part| (part.start, part.end)).collect();
            assert_eq!(parts, expected);
        };
        check(1..3, &[(1, 3)]);
        check(1..5, &[(1, 3)]);
        check(1..8, &[(1, 3), (5, 8)]);
        check(5..8, &[(5, 8)]);
    }
}
