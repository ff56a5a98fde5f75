//! Days, as exactly as they are known and no more, each with what they were read from.

use std::fmt;

use jiff::civil::Date;
pub use onrecord_time::calendar::interval::{Granularity, Interval, InvalidInterval};

mod parse;

/// An inference that gives a date where no words do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// What a report tells was said no later than the day the report came out.
    NotAfterReport,
    /// What a report announces is said no earlier than the day the report came out.
    NotBeforeReport,
    /// A report that tells an utterance came out no earlier than the day another report gives for
    /// it.
    ToldElsewhere,
}

impl Rule {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::NotAfterReport, Self::NotBeforeReport, Self::ToldElsewhere];

    /// The name used in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotAfterReport => "not-after-report",
            Self::NotBeforeReport => "not-before-report",
            Self::ToldElsewhere => "told-elsewhere",
        }
    }

    /// The rule with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.name() == name)
    }
}

/// Where a date comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// The characters it was read from; several passages are joined by "; ".
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

/// A stretch of civil days, both ends included, that holds the day meant, and where it comes from.
///
/// A report's own date says when something was said *at the latest*: such an interval has no
/// `earliest`. Displayed as `2025-02-25`, `2025-02-24 to 2025-02-25`, `by 2025-02-25` or
/// `from 2025-02-25`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DateInterval {
    interval: Interval,
    basis: Basis,
}

impl DateInterval {
    /// The days of `interval`, known from `basis`.
    pub fn new(interval: Interval, basis: Basis) -> Self {
        Self { interval, basis }
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
        let words = words.trim();
        let interval = parse::published(words)?;
        Some(Self::new(interval, Basis::Text(words.to_owned())))
    }

    /// When something was said that a report of this date tells of: no later than the report.
    /// `None` if nothing says when the report came out at the latest.
    pub fn not_after_report(published: &Self) -> Option<Self> {
        let interval = Interval::new(None, Some(published.latest()?), published.granularity()).ok()?;
        Some(Self::new(interval, Basis::Rule(Rule::NotAfterReport)))
    }

    /// When something is to be said that a report of this date announces: no earlier than the
    /// report. `None` if nothing says when the report came out at the earliest.
    pub fn not_before_report(published: &Self) -> Option<Self> {
        let interval = Interval::new(Some(published.earliest()?), None, published.granularity()).ok()?;
        Some(Self::new(interval, Basis::Rule(Rule::NotBeforeReport)))
    }

    /// The days.
    pub fn interval(&self) -> Interval {
        self.interval
    }

    /// First day it may be; `None` where nothing says how long ago.
    pub fn earliest(&self) -> Option<Date> {
        self.interval.earliest()
    }

    /// Last day it may be; `None` where nothing says how late.
    pub fn latest(&self) -> Option<Date> {
        self.interval.latest()
    }

    /// How exactly the date, or the bound, is known.
    pub fn granularity(&self) -> Granularity {
        self.interval.granularity()
    }

    /// Where it comes from.
    pub fn basis(&self) -> &Basis {
        &self.basis
    }
}

impl fmt::Display for DateInterval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.earliest(), self.latest()) {
            (Some(earliest), Some(latest)) if earliest == latest => write!(f, "{earliest}"),
            (Some(earliest), Some(latest)) => write!(f, "{earliest} to {latest}"),
            (Some(earliest), None) => write!(f, "from {earliest}"),
            (None, Some(latest)) => write!(f, "by {latest}"),
            (None, None) => f.write_str("unknown"),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_report_bounds_what_it_tells_of_from_above_only() {
        let published = DateInterval::parse_published("June 2031").expect("a month");
        let said = DateInterval::not_after_report(&published).expect("bounded");
        assert_eq!((said.earliest(), said.latest()), (None, Some(date(2031, 6, 30))));
        assert_eq!(said.basis().to_string(), "not-after-report");
        let planned = DateInterval::not_before_report(&published).expect("bounded");
        assert_eq!((planned.earliest(), planned.latest()), (Some(date(2031, 6, 1)), None));
        // A report that may be of any day from then on bounds nothing from above.
        assert_eq!(DateInterval::not_after_report(&planned), None);
    }

    #[test]
    fn shown_no_more_exact_than_known() {
        let shown = |earliest, latest| {
            let interval = Interval::new(earliest, latest, Granularity::Range).expect("in order");
            DateInterval::new(interval, Basis::Text("März".to_owned())).to_string()
        };
        let (one, two) = (Some(date(2031, 3, 1)), Some(date(2031, 3, 2)));
        assert_eq!(shown(one, one), "2031-03-01");
        assert_eq!(shown(one, two), "2031-03-01 to 2031-03-02");
        assert_eq!(shown(None, two), "by 2031-03-02");
        assert_eq!(shown(one, None), "from 2031-03-01");
    }

    #[test]
    fn rules_are_known_by_name() {
        for rule in Rule::ALL {
            assert_eq!(Rule::from_name(rule.name()), Some(rule));
        }
        assert_eq!(Rule::from_name("été"), None);
    }
}
