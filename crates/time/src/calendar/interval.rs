//! Stretches of days, as exactly as they are known and no more.

use jiff::civil::Date;
use thiserror::Error;

/// How exactly a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Granularity {
    /// To the day.
    Day,
    /// To the month.
    Month,
    /// To the year.
    Year,
    /// To a stretch of days that is none of these.
    Range,
}

impl Granularity {
    /// All of them, finest first.
    pub const ALL: [Self; 4] = [Self::Day, Self::Month, Self::Year, Self::Range];

    /// The name used in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
            Self::Range => "range",
        }
    }

    /// The granularity with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|g| g.name() == name)
    }
}

/// Why an interval cannot be.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum InvalidInterval {
    /// It would end before it starts.
    #[error("an interval cannot start on {earliest} and end on {latest}")]
    Backwards {
        /// Where it would start.
        earliest: Date,
        /// Where it would end.
        latest: Date,
    },
    /// It would have neither end, and say nothing.
    #[error("an interval needs at least one end")]
    Endless,
}

/// A stretch of civil days, both ends included, that holds the time meant. Never empty; open at
/// one end where nothing bounds the time there, never at both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    earliest: Option<Date>,
    latest: Option<Date>,
    granularity: Granularity,
}

impl Interval {
    /// The interval from `earliest` to `latest`.
    ///
    /// # Errors
    /// If `latest` is before `earliest`, or both are missing.
    pub fn new(
        earliest: Option<Date>,
        latest: Option<Date>,
        granularity: Granularity,
    ) -> Result<Self, InvalidInterval> {
        match (earliest, latest) {
            (Some(earliest), Some(latest)) if latest < earliest => Err(InvalidInterval::Backwards { earliest, latest }),
            (None, None) => Err(InvalidInterval::Endless),
            _ => Ok(Self { earliest, latest, granularity }),
        }
    }

    /// First day it may be; `None` where nothing says how long ago.
    pub fn earliest(self) -> Option<Date> {
        self.earliest
    }

    /// Last day it may be; `None` where nothing says how far ahead.
    pub fn latest(self) -> Option<Date> {
        self.latest
    }

    /// How exactly the time is known.
    pub fn granularity(self) -> Granularity {
        self.granularity
    }

    /// The part of this interval from `earliest` and up to `latest`; itself where the two have no
    /// day in common.
    pub(crate) fn narrowed(self, earliest: Option<Date>, latest: Option<Date>) -> Self {
        let later = self.earliest.max(earliest);
        let sooner = match (self.latest, latest) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        let granularity =
            if (later, sooner) == (self.earliest, self.latest) { self.granularity } else { Granularity::Range };
        Self::new(later, sooner, granularity).unwrap_or(self)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn an_interval_never_runs_backwards_and_always_says_something() {
        let built = |earliest, latest| Interval::new(earliest, latest, Granularity::Range);
        assert!(built(Some(date(2031, 3, 1)), Some(date(2031, 3, 1))).is_ok());
        let error = built(Some(date(2031, 3, 2)), Some(date(2031, 3, 1))).expect_err("backwards");
        assert_eq!(error.to_string(), "an interval cannot start on 2031-03-02 and end on 2031-03-01");
        assert_eq!(built(None, None), Err(InvalidInterval::Endless));
    }

    #[test]
    fn narrowing_keeps_what_is_in_common() {
        let march = Interval::new(Some(date(2031, 3, 1)), Some(date(2031, 3, 31)), Granularity::Month).expect("march");
        let late = march.narrowed(Some(date(2031, 3, 20)), None);
        assert_eq!((late.earliest(), late.latest()), (Some(date(2031, 3, 20)), Some(date(2031, 3, 31))));
        assert_eq!(late.granularity(), Granularity::Range);
        assert_eq!(march.narrowed(Some(date(2031, 4, 2)), None), march);
        assert_eq!(march.narrowed(None, None), march);
    }
}
