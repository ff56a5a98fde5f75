//! What a time expression means before anybody asks when it was written.

pub mod amount;
pub mod when;

use crate::calendar::clock::{PartOfDay, TimeOfDay};
use crate::calendar::recurring::Recurring;
use amount::{Duration, Quantity};
use when::DateMeaning;

use crate::calendar::unit::Unit;

/// What a time expression means, not yet anchored to a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Meaning {
    /// A day or a longer stretch of the calendar.
    Date(DateMeaning),
    /// A time of a day.
    Time(TimeMeaning),
    /// How long something takes.
    Duration(Duration),
    /// Times that come again and again.
    Set(Recurrence),
}

/// The kinds of time expression TimeML tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A day or a longer stretch of the calendar.
    Date,
    /// A time of a day.
    Time,
    /// How long something takes.
    Duration,
    /// Times that come again and again.
    Set,
}

impl Kind {
    /// The name TimeML has for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

impl Meaning {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Date(_) => Kind::Date,
            Self::Time(_) => Kind::Time,
            Self::Duration(_) => Kind::Duration,
            Self::Set(_) => Kind::Set,
        }
    }
}

/// A time of day, and the day if one was named with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TimeMeaning {
    /// The day; without it the day spoken of is meant.
    pub day: Option<DateMeaning>,
    /// The time.
    pub time: TimeOfDay,
}

/// How times come again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Recurrence {
    /// Once in so many units: "every two years", "daily".
    Every(Quantity, Unit),
    /// Whenever the name comes round: "every Sunday", "each summer".
    Each(Recurring),
    /// Every day at a part of it: "every morning".
    EachDay(PartOfDay),
}
