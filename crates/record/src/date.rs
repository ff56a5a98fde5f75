//! Days, as exactly as they are known and no more.

use std::fmt;

use jiff::civil::Date;
use thiserror::Error;

mod parse;

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

/// An inference that gives a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// What a report tells was said no later than the day the report came out.
    NotAfterReport,
}

impl Rule {
    /// The name used in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotAfterReport => "not-after-report",
        }
    }

    /// The rule with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        (name == Self::NotAfterReport.name()).then_some(Self::NotAfterReport)
    }
}

/// Where a date comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// The characters it was read from.
    Text(String),
    /// The inference that gave it.
    Rule(Rule),
}

impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Rule(rule) => f.write_str(rule.name()),
        }
    }
}

/// An interval that would end before it starts.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("an interval cannot start on {earliest} and end on {latest}")]
pub struct InvalidInterval {
    earliest: Date,
    latest: Date,
}

/// A stretch of civil days, both ends included, that holds the day meant; never empty.
///
/// A report's own date says when something was said *at the latest*: such an interval has no
/// `earliest`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateInterval {
    earliest: Option<Date>,
    latest: Date,
    granularity: Granularity,
    basis: Basis,
}

impl DateInterval {
    /// The interval from `earliest` to `latest`.
    ///
    /// # Errors
    /// If `latest` is before `earliest`.
    pub fn new(
        earliest: Option<Date>,
        latest: Date,
        granularity: Granularity,
        basis: Basis,
    ) -> Result<Self, InvalidInterval> {
        match earliest {
            Some(earliest) if latest < earliest => Err(InvalidInterval { earliest, latest }),
            _ => Ok(Self { earliest, latest, granularity, basis }),
        }
    }

    /// When a report was published, from the words its file has for it; `None` if they name no
    /// date that can be read for certain.
    ///
    /// | words | interval |
    /// | --- | --- |
    /// | `2025-02-25T23:30:00+01:00` | 25 February 2025, the day as written |
    /// | `Tue, 25 Feb 2025 22:30:00 GMT` | 25 February 2025 |
    /// | `February 25, 2025` | 25 February 2025 |
    /// | `2025-02`, `February 2025` | 1 to 28 February 2025 |
    /// | `25/02/2025` | 25 February 2025 |
    /// | `03/04/2025` | 4 March to 3 April 2025: either order may be meant |
    /// | `yesterday` | none |
    pub fn parse_published(words: &str) -> Option<Self> {
        parse::published(words)
    }

    /// When something was said that a report of this date tells of: no later than the report.
    pub fn not_after_report(published: &Self) -> Self {
        Self {
            earliest: None,
            latest: published.latest,
            granularity: published.granularity,
            basis: Basis::Rule(Rule::NotAfterReport),
        }
    }

    /// First day it may be; `None` where nothing says how long ago.
    pub fn earliest(&self) -> Option<Date> {
        self.earliest
    }

    /// Last day it may be.
    pub fn latest(&self) -> Date {
        self.latest
    }

    /// How exactly the date, or the bound, is known.
    pub fn granularity(&self) -> Granularity {
        self.granularity
    }

    /// Where it comes from.
    pub fn basis(&self) -> &Basis {
        &self.basis
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn an_interval_never_runs_backwards() {
        let basis = || Basis::Text("März".to_owned());
        let built = |earliest, latest| DateInterval::new(Some(earliest), latest, Granularity::Range, basis());
        assert!(built(date(2031, 3, 1), date(2031, 3, 1)).is_ok());
        let error = built(date(2031, 3, 2), date(2031, 3, 1)).expect_err("backwards");
        assert_eq!(error.to_string(), "an interval cannot start on 2031-03-02 and end on 2031-03-01");
    }

    #[test]
    fn a_report_bounds_what_it_tells_of_from_above_only() {
        let published = DateInterval::parse_published("June 2031").expect("a month");
        let said = DateInterval::not_after_report(&published);
        assert_eq!(said.earliest(), None);
        assert_eq!(said.latest(), date(2031, 6, 30));
        assert_eq!(said.basis().to_string(), "not-after-report");
    }
}
