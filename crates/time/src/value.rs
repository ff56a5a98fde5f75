//! Values in the notation of TIMEX3.

use std::fmt;

use crate::calendar::clock::TimeOfDay;
use crate::calendar::period::Period;
use crate::calendar::recurring::Recurring;
use crate::calendar::unit::Unit;
use crate::meaning::Recurrence;
use crate::meaning::amount::{Duration, write_quantity};
use crate::meaning::when::Tense;

/// What an expression comes to, displayed as the `value` of a TIMEX3 tag (TimeML 1.2.1, Saurí et
/// al. 2006): `1998-02-13`, `1998-02-13TMO`, `P3D`, `PRESENT_REF`, `XXXX-WXX-5`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Timex3Value {
    /// A stretch of the calendar.
    Period(Period),
    /// A time of a day.
    Time(Day, TimeOfDay),
    /// A name whose year or week is not known.
    Name(Recurring),
    /// Some stretch of one unit, not known which.
    SomeUnit(Unit),
    /// A length of time.
    Duration(Duration),
    /// Past, present or future.
    Reference(Tense),
    /// Times that come again.
    Set(Recurrence),
}

/// The day of a time, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Day {
    /// A day, or a longer stretch whose days share the time.
    In(Period),
    /// A name whose year or week is not known.
    Name(Recurring),
    /// Some day.
    Some,
}

impl fmt::Display for Timex3Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Period(period) => period.fmt(f),
            Self::Time(Day::In(period), time) => write!(f, "{period}{time}"),
            Self::Time(Day::Name(name), time) => write!(f, "{name}{time}"),
            Self::Time(Day::Some, time) => write!(f, "XXXX-XX-XX{time}"),
            Self::Name(name) => name.fmt(f),
            Self::SomeUnit(unit) => f.write_str(some(*unit)),
            Self::Duration(duration) => duration.fmt(f),
            Self::Reference(Tense::Past) => f.write_str("PAST_REF"),
            Self::Reference(Tense::Present) => f.write_str("PRESENT_REF"),
            Self::Reference(Tense::Future) => f.write_str("FUTURE_REF"),
            Self::Set(Recurrence::Every(quantity, Unit::Quarter)) if quantity.as_whole().is_some() => {
                write!(f, "P{}Q", quantity.rounded_down())
            }
            Self::Set(Recurrence::Every(quantity, unit)) => write_quantity(f, *quantity, *unit),
            Self::Set(Recurrence::Each(name)) => name.fmt(f),
            Self::Set(Recurrence::EachDay(part)) => write!(f, "XXXX-XX-XXT{}", part.letters()),
        }
    }
}

fn some(unit: Unit) -> &'static str {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => "XXXX-XX-XXTXX:XX",
        Unit::Day => "XXXX-XX-XX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Week => "XXXX-WXX",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century | Unit::Millennium => "XX",
    }
}
