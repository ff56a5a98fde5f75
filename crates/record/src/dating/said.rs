//! When something was said.

use onrecord_time::reference::Direction;

use super::bounds::Bounds;
use crate::attribution::{Attribution, Tense};
use crate::date::{Basis, DateInterval};

/// When what `attribution` reports was said, for a report that came out on `published`: what the
/// words around its cue come to, else no later than the report, or no earlier for what it
/// announces. `None` where nothing is known.
pub(crate) fn said_on<Who>(attribution: &Attribution<Who>, published: Option<&DateInterval>) -> Option<DateInterval> {
    let tense = attribution.time.as_ref().map_or(Tense::Past, |time| time.tense);
    let bound = published.and_then(|published| match tense {
        Tense::Past => DateInterval::not_after_report(published),
        Tense::Future => DateInterval::not_before_report(published),
    });
    let Some(words) = attribution.time.as_ref().map(|time| &time.words).filter(|words| !words.is_empty()) else {
        return bound;
    };
    let direction = match tense {
        Tense::Past => Direction::Past,
        Tense::Future => Direction::Future,
    };
    let expression = onrecord_time::expressions(&words.text).into_iter().next();
    let reference = Bounds::of_date(published).reference().pointing(direction);
    let meant = expression.and_then(|expression| expression.meaning.resolve(&reference).interval);
    let Some(meant) = meant else { return bound };
    // What has been said was said before the report came out, whatever days its words allow.
    let narrowed = Bounds::of(meant).and(Bounds::of_date(bound.as_ref()));
    let granularity = Some(meant.granularity()).filter(|_| narrowed == Some(Bounds::of(meant)));
    match narrowed.and_then(|narrowed| narrowed.interval(granularity)) {
        Some(interval) => Some(DateInterval::new(interval, Basis::Text(words.text.clone()))),
        // The words contradict the report's date: one of the two is misread.
        None => bound,
    }
}

/// On which days something is that `words` of a report that came out on `published` put in time; `None` where they do
/// not say.
pub(crate) fn happened_on(words: &str, tense: Tense, published: Option<&DateInterval>) -> Option<DateInterval> {
    let direction = match tense {
        Tense::Past => Direction::Past,
        Tense::Future => Direction::Future,
    };
    let expression = onrecord_time::expressions(words).into_iter().next()?;
    let reference = Bounds::of_date(published).reference().pointing(direction);
    let interval = expression.meaning.resolve(&reference).interval?;
    Some(DateInterval::new(interval, Basis::Text(words.to_owned())))
}

/// When the utterance was said that these attributions tell of: the days that all of them allow
/// which say a day in words. Where they contradict each other, all the days that any of them names.
pub(crate) fn statement_said_on<'a>(witnesses: impl Iterator<Item = &'a Attribution> + Clone) -> Option<DateInterval> {
    let dates = || witnesses.clone().filter_map(|witness| witness.said_on.as_ref());
    let in_words = || dates().filter(|date| matches!(date.basis(), Basis::Text(_)));
    let days = |date: &DateInterval| Bounds::of(date.interval());
    let common = in_words().map(days).try_fold(Bounds::default(), Bounds::and);
    let named = common.or_else(|| in_words().map(days).reduce(Bounds::or)).unwrap_or_default();
    // No witness came out before it was said.
    let bounded = dates()
        .filter(|date| matches!(date.basis(), Basis::Rule(_)))
        .map(days)
        .fold(named, |known, bound| known.and(bound).unwrap_or(known));
    // The words, or the bound, that say most.
    let key = |date: &&DateInterval| {
        let days = days(date);
        let shares = usize::from(days.earliest == bounded.earliest) + usize::from(days.latest == bounded.latest);
        (std::cmp::Reverse(matches!(date.basis(), Basis::Text(_))), std::cmp::Reverse(shares), date.basis().clone())
    };
    let said = dates().min_by_key(key)?;
    let granularity = Some(said.granularity()).filter(|_| days(said) == bounded);
    Some(DateInterval::new(bounded.interval(granularity)?, said.basis().clone()))
}
