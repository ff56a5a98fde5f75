//! On which days something may have been said, for telling occasions apart.
//!
//! News is told soon. Where no words say when, an utterance is taken to be from the day its report came out or the few
//! before. That is enough to keep two occasions apart, and is used for nothing else: no date of the record rests on it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::attribution::{Attribution, Tense};
use crate::date::{Basis, DateInterval, Granularity, Interval};
use crate::dating::happened_on;
use crate::id::ReportId;
use crate::report::{ClueKind, Report};

/// Days before a report within which what it tells without a day was said.
const BACK: i32 = 3;

/// Days after the last report whose date is known by which a report came out whose dateline has no year.
const AFTER: i32 = 14;

/// The first and the last day of an occasion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Occasion {
    first: i32,
    last: i32,
    /// Whether the report says the day.
    pub in_words: bool,
}

impl Occasion {
    /// How many days lie between; 0 if they may be the same.
    pub fn apart(&self, other: &Self) -> i32 {
        (self.first - other.last).max(other.first - self.last).max(0)
    }

    pub fn first(&self) -> i32 {
        self.first
    }

    /// Whether it ended before `other` began. What a report tells without a day is hardly from the first of the days that
    /// it may be from.
    pub fn is_before(&self, other: &Self) -> bool {
        self.last < other.first + i32::from(!other.in_words)
    }

    pub fn last(&self) -> i32 {
        self.last
    }

    /// That of an utterance of which these are the tellings: the days that all of those allow which say the day, or else
    /// all; where they contradict each other, from the first to the last that any of them allows.
    pub fn of_all(tellings: &[Self]) -> Option<Self> {
        let in_words = tellings.iter().any(|telling| telling.in_words);
        let counted = || tellings.iter().filter(move |telling| telling.in_words == in_words);
        let (first, last) = (counted().map(|t| t.first).max()?, counted().map(|t| t.last).min()?);
        if first <= last {
            return Some(Self { first, last, in_words });
        }
        Some(Self { first: counted().map(|t| t.first).min()?, last: counted().map(|t| t.last).max()?, in_words })
    }

    /// The same, where later reports tell again what an earlier one has told: nothing was said after it was first told,
    /// so that tellings which have it later do not count.
    pub fn of_first(tellings: &[Self]) -> Option<Self> {
        let told = tellings.iter().map(|telling| telling.last).min()?;
        let first: Vec<Self> = tellings.iter().filter(|telling| telling.first <= told).copied().collect();
        Self::of_all(&first)
    }
}

/// When each report came out, as far as it matters here.
pub(crate) struct Occasions {
    published: BTreeMap<ReportId, (i32, i32)>,
}

impl Occasions {
    pub fn new(reports: &[Report]) -> Self {
        let days = reports
            .iter()
            .filter_map(|r| r.dating.published.as_ref())
            .flat_map(|date| [date.earliest(), date.latest()])
            .flatten();
        let last = days.max().and_then(|last| last.checked_add(jiff::Span::new().days(AFTER)).ok());
        let last = last.and_then(|last| {
            let interval = Interval::new(Some(last), Some(last), Granularity::Day).ok()?;
            Some(DateInterval::new(interval, Basis::Text(String::new())))
        });
        let published = reports.iter().filter_map(|report| {
            let days = report.dating.published.as_ref().and_then(days_of).or_else(|| {
                let dateline = report.dating.clues.iter().find(|clue| clue.kind == ClueKind::Dateline)?;
                let Basis::Text(words) = &dateline.basis else { return None };
                let meant = happened_on(words, Tense::Past, last.as_ref())?;
                meant
                    .earliest()
                    .filter(|first| Some(*first) == meant.latest())
                    .map(|day| (number(day), number(day) + 1))
            });
            Some((report.id.clone(), days?))
        });
        Self { published: published.collect() }
    }

    /// The days on which what the report tells without a day may have happened.
    pub fn of_report(&self, id: &ReportId) -> Option<Occasion> {
        let (first, last) = *self.published.get(id)?;
        Some(Occasion { first: first - BACK, last, in_words: false })
    }

    /// The days on which what `attribution` tells may have been said; `None` where nothing says.
    pub fn of(&self, attribution: &Attribution) -> Option<Occasion> {
        let said = attribution.said_on.as_ref().filter(|date| matches!(date.basis(), Basis::Text(_)));
        if let Some((first, last)) = said.and_then(|date| date.earliest().zip(date.latest())) {
            return Some(Occasion { first: number(first), last: number(last), in_words: true });
        }
        self.of_report(&attribution.report)
    }
}

/// The days of a report; one end that is not known is taken to be a day from the other.
fn days_of(published: &DateInterval) -> Option<(i32, i32)> {
    match (published.earliest().map(number), published.latest().map(number)) {
        (Some(first), Some(last)) => Some((first, last)),
        (Some(first), None) => Some((first, first + 1)),
        (None, Some(last)) => Some((last, last)),
        (None, None) => None,
    }
}

/// Days since the start of the year 1.
fn number(day: Date) -> i32 {
    let start = jiff::civil::date(1, 1, 1);
    start.until(day).map_or(0, |span| span.get_days())
}
