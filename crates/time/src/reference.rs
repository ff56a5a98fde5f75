//! What an expression is read against.

use jiff::civil::Date;

use crate::calendar::period::{Period, PeriodKind};

/// Which way a name without its year or week points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Towards what has happened.
    Past,
    /// Towards what is to come.
    Future,
    /// Nobody knows.
    #[default]
    Unknown,
}

/// The day a text speaks from, as far as it is known, and what it has spoken of so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    earliest: Option<Date>,
    latest: Option<Date>,
    direction: Direction,
    firm: bool,
    spoken: Option<Period>,
    day: Option<Period>,
    account: Option<Period>,
}

impl Reference {
    /// A text whose day is not known.
    pub fn unknown() -> Self {
        Self::default()
    }

    /// A text of this day.
    pub fn on(date: Date) -> Self {
        Self { earliest: Some(date), latest: Some(date), ..Self::default() }
    }

    /// A text written between two days, both included; `None` if the second is before the first.
    pub fn between(earliest: Date, latest: Date) -> Option<Self> {
        (earliest <= latest).then_some(Self { earliest: Some(earliest), latest: Some(latest), ..Self::default() })
    }

    /// A text written on this day at the latest.
    pub fn not_after(latest: Date) -> Self {
        Self { latest: Some(latest), ..Self::default() }
    }

    /// A text written on this day at the earliest.
    pub fn not_before(earliest: Date) -> Self {
        Self { earliest: Some(earliest), ..Self::default() }
    }

    /// The same, where the caller knows which way the expression points, for instance from the
    /// tense of the verb it hangs on.
    pub fn pointing(self, direction: Direction) -> Self {
        Self { direction, ..self }
    }

    /// The same, where the expression hangs on the verb that shows which way it points.
    pub(crate) fn firmly(self, firm: bool) -> Self {
        Self { firm, ..self }
    }

    /// The same for a text that turns out to be of the day `date`.
    pub(crate) fn written_on(self, date: Date) -> Self {
        Self { earliest: Some(date), latest: Some(date), ..self }
    }

    /// The same, where the text last spoke of `period`: what "that day" and "a week earlier" are
    /// measured from.
    pub fn speaking_of(self, period: Period) -> Self {
        let day = if period.kind() == PeriodKind::Day { Some(period) } else { self.day };
        Self { spoken: Some(period), day, ..self }
    }

    /// The same, where the text gives the accounts of `period`: what "the quarter" and "a year
    /// earlier" are read against.
    pub fn accounting_for(self, period: Option<Period>) -> Self {
        Self { account: period, ..self }
    }

    /// First day the text may be of.
    pub fn earliest(&self) -> Option<Date> {
        self.earliest
    }

    /// Last day the text may be of.
    pub fn latest(&self) -> Option<Date> {
        self.latest
    }

    /// Which way names point.
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// Whether the expression hangs on the verb that shows which way it points.
    pub(crate) fn is_firm(&self) -> bool {
        self.firm
    }

    /// The period last spoken of.
    pub fn spoken(&self) -> Option<Period> {
        self.spoken
    }

    /// The day last spoken of.
    pub fn spoken_day(&self) -> Option<Period> {
        self.day
    }

    /// The business period the text accounts for.
    pub fn account(&self) -> Option<Period> {
        self.account
    }
}
