//! Which attributions stand in the content of another.

use std::ops::Range;

use super::decode::UnitAttribution;

/// For each attribution, the one of the level above whose content holds its own, the smallest if several do; `None`
/// for the first level. Its cue may stand outside: in "X, citing Y, said C" both have the content C, and Y's stands in
/// X's. One that no content holds has no parent, and is none.
pub(super) fn parents(attributions: &[UnitAttribution]) -> Vec<Option<usize>> {
    let size = |attribution: &UnitAttribution| attribution.content.iter().map(Range::len).sum::<usize>();
    let parent = |inner: &UnitAttribution| {
        let above = attributions.iter().enumerate().filter(|(_, outer)| outer.level + 1 == inner.level);
        let holding = above.filter(|(_, outer)| holds(outer, inner));
        holding.min_by_key(|(j, outer)| (size(outer), *j)).map(|(j, _)| j)
    };
    attributions.iter().map(parent).collect()
}

fn holds(outer: &UnitAttribution, inner: &UnitAttribution) -> bool {
    let within = |span: &Range<usize>| outer.content.iter().any(|c| c.start <= span.start && span.end <= c.end);
    inner.content.iter().all(within)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution::Belief;

    /// Attributions as "level cue content content", spans as `start-end`.
    fn check(attributions: &[&str], expected: &[Option<usize>]) {
        let number = |text: &str| text.parse::<usize>().expect("a number");
        let span = |text: &str| text.split_once('-').map(|(start, end)| number(start)..number(end)).expect("a span");
        let attribution = |text: &&str| {
            let words: Vec<&str> = text.split(' ').collect();
            UnitAttribution {
                level: number(words[0]),
                source: vec![],
                cue: span(words[1]),
                content: words[2..].iter().map(|word| span(word)).collect(),
                belief: Belief::Form(1.0),
            }
        };
        assert_eq!(parents(&attributions.iter().map(attribution).collect::<Vec<_>>()), expected);
    }

    #[test]
    fn the_content_around_is_the_parent() {
        // "According to X, A said B wants C, D added E."
        check(&["0 0-2 4-10", "1 5-6 6-10", "2 7-8 8-10", "0 12-13 13-20"], &[None, Some(0), Some(1), None]);
    }

    #[test]
    fn a_voice_behind_a_voice_shares_its_content() {
        // "X, citing Y, said C."
        check(&["0 5-6 6-10", "1 2-3 6-10"], &[None, Some(0)]);
    }

    #[test]
    fn a_parted_content_holds_what_stands_in_its_parts() {
        check(&["0 4-5 0-4 6-12", "1 7-8 8-12", "1 3-4 3-7"], &[None, Some(0), None]);
    }
}
