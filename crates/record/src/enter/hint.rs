//! What a report's text says of its own date: lines about it, datelines, posts, dated events, and
//! days that are tied to the calendar.

use onrecord_text::document::{Document, Furniture, Mark};
use onrecord_text::span::{Clean, Span};
use onrecord_time::calendar::interval::Granularity;
use onrecord_time::expression::Expression;
use onrecord_time::meaning::Meaning;
use onrecord_time::meaning::when::{Origin, When};
use onrecord_time::reference::Reference;

use super::time::{Times, VerbTense, is_placed};
use crate::date::DateInterval;
use crate::hint::{Bearing, Hint, HintKind, Target};

mod anniversary;

/// How many lines from the top may hold the report's date.
const TOP: usize = 4;

/// Most bytes of a line before a dateline's date.
const DATELINE: usize = 60;

/// A hint before its words are looked up.
type Found = (HintKind, Span<Clean>);

/// All hints of a report, in text order.
pub(super) fn hints(document: &Document, times: &Times<'_>) -> Vec<Hint> {
    let mut found: Vec<Found> = Vec::new();
    for mark in &document.marks {
        from_mark(document.text.as_str(), mark, &mut found);
    }
    from_top(document, times, &mut found);
    from_story(times, &mut found);
    found.sort_by_key(|(_, span)| (span.start(), span.end()));
    found.into_iter().map(|(kind, span)| Hint { kind, words: super::passage(document, &[span]) }).collect()
}

fn from_mark(text: &str, mark: &Mark, found: &mut Vec<Found>) {
    let words = mark.span.slice(text);
    let offset = mark.span.start().get();
    let at = |range: std::ops::Range<usize>| Span::from_range(offset + range.start..offset + range.end);
    match mark.furniture {
        Furniture::CrawlerHeader => {
            let mut start = 0;
            for word in words.split_inclusive([' ', '\n', '\t', '=']) {
                let bare = word.trim_end_matches([' ', '\n', '\t', '=']);
                if bare.starts_with(|c: char| c.is_ascii_digit()) && DateInterval::parse_published(bare).is_some() {
                    found.push((HintKind::Header, at(start..start + bare.len())));
                    break;
                }
                start += word.len();
            }
        }
        Furniture::Byline => {
            for expression in onrecord_time::expressions(words).iter().filter(|e| names_a_day(e)) {
                let range = expression.span.range();
                let before = words.get(..range.start).unwrap_or("").to_lowercase();
                let (published, updated) =
                    (before.rfind("publish"), before.rfind("updated").max(before.rfind("modified")));
                let kind = if updated > published { HintKind::Updated } else { HintKind::Published };
                found.push((kind, at(range)));
            }
        }
        Furniture::EmbeddedPost => {
            // The day of a post stands at its end.
            let handle = words.rfind("(@").unwrap_or(0);
            let days = onrecord_time::expressions(words);
            let last = days.iter().rfind(|e| e.span.start().get() >= handle && is_whole_day(e));
            found.extend(last.map(|e| (HintKind::Post, at(e.span.range()))));
        }
        _ => {}
    }
}

/// A line that is nothing but a date, and the date in front of the first sentence.
fn from_top(document: &Document, times: &Times<'_>, found: &mut Vec<Found>) {
    let text = document.text.as_str();
    let mut start = 0;
    let mut n_lines = 0;
    for line in text.split_inclusive('\n') {
        let range = start..start + line.trim_end().len();
        start += line.len();
        let span = Span::from_range(range.clone());
        if line.trim().is_empty() || document.marks.iter().any(|mark| mark.span.contains(span)) {
            continue;
        }
        n_lines += 1;
        if n_lines > TOP {
            break;
        }
        let inside = times.expressions().iter().filter(|e| span.contains(e.span) && names_a_day(e));
        if let Some(expression) = inside.min_by_key(|e| e.span.start()) {
            let before = times.between(range.start, expression.span.start().get());
            let behind = times.between(expression.span.end().get(), range.end);
            let is_rest = |rest: &str| !rest.contains(char::is_alphabetic) && rest.len() <= 12;
            if is_rest(before) && is_rest(behind) {
                found.push((HintKind::Published, expression.span));
            } else if opens_a_dateline(before) && closes_a_dateline(behind) {
                found.push((HintKind::Dateline, expression.span));
            }
        }
    }
}

/// "KYIV, ", "Fáskava, ", "WASHINGTON (AP), ": a place and a comma, no sentence.
fn opens_a_dateline(before: &str) -> bool {
    let before = before.trim();
    let is_name = |word: &str| word.trim_start_matches(['(', '[']).starts_with(|c: char| c.is_uppercase());
    before.len() <= DATELINE
        && before.ends_with([',', ')', '—', '–', '-'])
        && before.split_whitespace().all(|word| is_name(word) || !word.contains(char::is_alphabetic))
}

/// " (Agency) — ", ". ", ": ", " – from our correspondent", or the end of the line.
fn closes_a_dateline(behind: &str) -> bool {
    let behind = behind.trim_start();
    let agency = behind.strip_prefix(['(', '[']).and_then(|rest| rest.split_once([')', ']']));
    let behind = agency.map_or(behind, |(_, rest)| rest.trim_start());
    behind.is_empty() || behind.starts_with(['—', '–', '-', '.', ':', '|'])
}

fn from_story(times: &Times<'_>, found: &mut Vec<Found>) {
    // Of dates that are complete only those nearest to the report's own day say something.
    let mut latest_past: Option<(DayBound, Span<Clean>)> = None;
    let mut first_future: Option<(DayBound, Span<Clean>)> = None;
    let all = times.expressions();
    for (i, expression) in all.iter().enumerate() {
        if times.is_quoted(expression) {
            continue;
        }
        if let Some((kind, span)) = anchor(times, all, i) {
            found.push((kind, span));
        }
        let Some(days) = whole_days(expression) else { continue };
        let verb = times.head_of(expression).and_then(|head| times.verb_of(head));
        match verb.and_then(|verb| times.tense_of(verb)) {
            Some(VerbTense::Past) => {
                let is_later = latest_past.as_ref().is_none_or(|(known, _)| known.first < days.first);
                latest_past = if is_later { Some((days, expression.span)) } else { latest_past };
            }
            Some(VerbTense::Future) => {
                let is_sooner = first_future.as_ref().is_none_or(|(known, _)| days.last < known.last);
                first_future = if is_sooner { Some((days, expression.span)) } else { first_future };
            }
            Some(VerbTense::Present) | None => {}
        }
    }
    found.extend(latest_past.map(|(_, span)| (HintKind::Past, span)));
    found.extend(first_future.map(|(_, span)| (HintKind::Future, span)));
}

/// What the expression number `i` says of the report's day, if it ties it to the calendar.
fn anchor(times: &Times<'_>, all: &[Expression], i: usize) -> Option<Found> {
    let expression = all.get(i)?;
    let target = match &expression.meaning {
        Meaning::Date(date) => match date.when {
            When::Anniversary(years) => {
                let (event, end) = anniversary::event_of(times, expression)?;
                Some((Target::Anniversary { years, event }, end))
            }
            _ if is_whole_day(expression) => Some((
                Target::Date(times.between(expression.span.start().get(), expression.span.end().get()).to_owned()),
                expression.span.end().get(),
            )),
            _ => None,
        },
        _ => None,
    };
    let (target, end) = target?;
    let before = i.checked_sub(1).and_then(|i| all.get(i)).filter(|before| {
        is_seen_from_today(before) && is_same(times.between(before.span.end().get(), expression.span.start().get()))
    });
    if let Some(before) = before {
        let words = times.between(before.span.start().get(), before.span.end().get()).to_owned();
        let span = Span::from_range(before.span.start().get()..end);
        return Some((HintKind::Anchor { bearing: Bearing::Words(words), target }, span));
    }
    // Only an anniversary is news by itself.
    if matches!(target, Target::Anniversary { .. }) && anniversary::is_news(times, expression) {
        let span = Span::from_range(expression.span.start().get()..end);
        return Some((HintKind::Anchor { bearing: Bearing::News, target }, span));
    }
    None
}

/// Whether the words between two expressions say that both are the same day: "yesterday, which was
/// the third anniversary".
fn is_same(between: &str) -> bool {
    const WORDS: [&str; 10] = ["which", "was", "is", "the", "marks", "marked", "marking", "being", "exactly", "also"];
    between.len() <= 40
        && between
            .split(|c: char| c.is_whitespace() || ",–—(-".contains(c))
            .filter(|word| !word.is_empty())
            .all(|word| WORDS.contains(&word))
}

/// Whether an expression says a day by its distance from that of the report, and by nothing else.
fn is_seen_from_today(expression: &Expression) -> bool {
    let Meaning::Date(date) = &expression.meaning else { return false };
    match date.when {
        When::Around { .. } | When::Distance { origin: Origin::Reference, .. } => names_a_day(expression),
        When::Named { .. } => {
            expression.resolve(&Reference::on(ANY_DAY)).interval.is_some_and(|i| i.granularity() == Granularity::Day)
        }
        _ => false,
    }
}

/// Some day, to ask what an expression would come to on it.
const ANY_DAY: jiff::civil::Date = jiff::civil::Date::constant(2024, 5, 15);

/// Whether it would be one day if the day of the report were known.
fn names_a_day(expression: &Expression) -> bool {
    let resolved = expression.resolve(&Reference::on(ANY_DAY)).interval;
    is_placed(&expression.meaning) && resolved.is_some_and(|interval| interval.granularity() == Granularity::Day)
}

/// First and last day of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct DayBound {
    first: jiff::civil::Date,
    last: jiff::civil::Date,
}

/// The days of an expression that is complete without the report's date, and no longer than a month: "by 2030" and "the plan for 2030" are told in the
/// past tense as well.
fn whole_days(expression: &Expression) -> Option<DayBound> {
    let interval = expression.resolve(&Reference::unknown()).interval?;
    let placed = matches!(&expression.meaning, Meaning::Date(_) | Meaning::Time(_));
    let named = matches!(interval.granularity(), Granularity::Day | Granularity::Month);
    match (interval.earliest(), interval.latest()) {
        (Some(first), Some(last)) if placed && named => Some(DayBound { first, last }),
        _ => None,
    }
}

fn is_whole_day(expression: &Expression) -> bool {
    whole_days(expression).is_some_and(|days| days.first == days.last)
}
