//! From what an expression means to the days it comes to.
//!
//! A reference of which only bounds are known gives bounds: an expression is placed once for the
//! earliest day the text may be of and once for the latest, and where the two differ, the result
//! reaches from the one to the other and its value keeps its `X`s.

mod date;
pub mod narrative;
#[cfg(test)]
mod tests;

use jiff::civil::Date;

use crate::calendar::interval::{Granularity, Interval};
use crate::calendar::period::Period;
use crate::calendar::unit::Unit;
use crate::calendar::{add_days, add_months};
use crate::meaning::amount::{Amount, Duration, Edge};
use crate::meaning::when::{DateMeaning, Part, Side, Tense, When};
use crate::meaning::{Meaning, TimeMeaning};
use crate::reference::Reference;
use crate::value::{Day, Timex3Value};

/// What an expression comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// Its value in the notation of TIMEX3.
    pub value: Timex3Value,
    /// The days it may be on; `None` for what has no place on the calendar, or none that is known.
    pub interval: Option<Interval>,
}

/// Where a meaning is, for a reference of which only bounds may be known.
pub(crate) enum Place {
    /// Wherever in its bounds the reference is, this is meant.
    Known(Period),
    /// Somewhere from the first to the second.
    Bounded(Option<Date>, Option<Date>),
}

impl Meaning {
    /// What it comes to for `reference`. A time without its day is on the day spoken of, or on
    /// that of the text.
    pub fn resolve(&self, reference: &Reference) -> Resolved {
        match self {
            Self::Date(meaning) => meaning.resolve(reference),
            Self::Time(meaning) => meaning.resolve(reference),
            Self::Duration(duration) => {
                Resolved { value: Timex3Value::Duration(*duration), interval: duration.interval(reference) }
            }
            Self::Set(recurrence) => Resolved { value: Timex3Value::Set(*recurrence), interval: None },
        }
    }
}

impl DateMeaning {
    fn resolve(&self, reference: &Reference) -> Resolved {
        if let Some(tense) = self.when.tense() {
            return Resolved { value: Timex3Value::Reference(tense), interval: around(tense, reference) };
        }
        match self.when.place(reference) {
            Some(Place::Known(period)) => Resolved {
                value: Timex3Value::Period(period),
                interval: period.interval().map(|interval| self.part.narrow(interval, reference)),
            },
            Some(Place::Bounded(earliest, latest)) => Resolved {
                value: self.when.unplaced(),
                interval: Interval::new(earliest, latest, Granularity::Range).ok(),
            },
            None => Resolved { value: self.when.unplaced(), interval: None },
        }
    }
}

impl TimeMeaning {
    fn resolve(&self, reference: &Reference) -> Resolved {
        let spoken = When::Spoken { unit: Unit::Day, by: 0 };
        let day = self.day.unwrap_or(DateMeaning::whole(spoken)).resolve(reference);
        let on = match day.value {
            Timex3Value::Period(period) => Day::In(period),
            Timex3Value::Name(name) => Day::Name(name),
            _ => Day::Some,
        };
        Resolved { value: Timex3Value::Time(on, self.time), interval: day.interval }
    }
}

impl Part {
    /// The days of `interval` that may be in the piece. Nobody says where "early" ends, so only
    /// what the reference cuts off is cut, and only where it falls in `interval` whichever day it
    /// is: the later eighties are not cut by a text of 1990.
    fn narrow(self, interval: Interval, reference: &Reference) -> Interval {
        let not_before = |day: Option<Date>, bound: Option<Date>| bound.is_none() || day.is_some() && day >= bound;
        match self {
            Self::Before if not_before(reference.earliest(), interval.earliest()) => {
                interval.narrowed(None, reference.latest())
            }
            Self::After if not_before(interval.latest(), reference.latest()) && reference.latest().is_some() => {
                interval.narrowed(reference.earliest(), None)
            }
            _ => interval,
        }
    }
}

impl When {
    /// Past, present or future, where that is all that is said.
    fn tense(&self) -> Option<Tense> {
        match self {
            Self::Vague(tense) => Some(*tense),
            Self::Distance { amount: Amount::Several | Amount::Between(..), side, .. } => Some(match side {
                Side::Before => Tense::Past,
                Side::After => Tense::Future,
            }),
            _ => None,
        }
    }
}

/// The days that may be past, present or future for a text.
fn around(tense: Tense, reference: &Reference) -> Option<Interval> {
    let (earliest, latest) = match tense {
        Tense::Past => (None, reference.latest()),
        Tense::Present => (reference.earliest(), reference.latest()),
        Tense::Future => (reference.earliest(), None),
    };
    let one_day = earliest.is_some() && earliest == latest;
    let granularity = if one_day { Granularity::Day } else { Granularity::Range };
    Interval::new(earliest, latest, granularity).ok()
}

impl Duration {
    /// The days it covers, if it is tied to the reference.
    fn interval(&self, reference: &Reference) -> Option<Interval> {
        let (Amount::Exact(n) | Amount::Between(_, n)) = self.amount else { return None };
        let n = i64::from(n.rounded_down()) + i64::from(n.as_whole().is_none());
        let (earliest, latest) = match self.edge {
            Edge::Anywhere => return None,
            Edge::UpToReference => (reference.earliest().and_then(|d| moved(d, -n, self.unit)), reference.latest()),
            Edge::FromReference => (reference.earliest(), reference.latest().and_then(|d| moved(d, n, self.unit))),
        };
        Interval::new(earliest, latest, Granularity::Range).ok()
    }
}

/// `date` moved by `n` units; to the next whole day for units of the clock.
fn moved(date: Date, n: i64, unit: Unit) -> Option<Date> {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => add_days(date, n.signum()),
        Unit::Day => add_days(date, n),
        Unit::Week | Unit::Weekend => add_days(date, n.checked_mul(7)?),
        Unit::Month => add_months(date, n),
        Unit::Quarter => add_months(date, n.checked_mul(3)?),
        Unit::Year => add_months(date, n.checked_mul(12)?),
        Unit::Decade => add_months(date, n.checked_mul(120)?),
        Unit::Century => add_months(date, n.checked_mul(1_200)?),
        Unit::Millennium => add_months(date, n.checked_mul(12_000)?),
    }
}
