//! The calendar: its units, the stretches it has names for, and intervals of days.
//!
//! Everything is civil time in the Gregorian calendar; weeks are those of ISO 8601, from Monday to
//! Sunday.

pub mod clock;
pub mod holiday;
pub mod interval;
pub mod part;
pub mod period;
pub mod recurring;
pub mod unit;

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};

/// `date` moved by `n` days; `None` outside the years 1 to 9999.
pub(crate) fn add_days(date: Date, n: i64) -> Option<Date> {
    let span = Span::new().try_days(n).ok()?;
    date.checked_add(span).ok().filter(|d| d.year() >= 1)
}

/// `date` moved by `n` months; the last day of the month where it has no such day.
pub(crate) fn add_months(date: Date, n: i64) -> Option<Date> {
    let span = Span::new().try_months(n).ok()?;
    date.checked_add(span).ok().filter(|d| d.year() >= 1)
}

/// Monday of the week that `date` is in.
pub(crate) fn monday_of(date: Date) -> Option<Date> {
    let since = date.weekday().to_monday_zero_offset();
    date.checked_sub(i64::from(since).days()).ok().filter(|d| d.year() >= 1)
}
