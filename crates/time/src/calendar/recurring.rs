//! Names of days and stretches that come back every week, year or century.

use std::fmt;

use jiff::civil::{Date, Weekday};

use super::holiday::Holiday;
use super::part::{Half, Month, MonthDay, Quarter, Season, Year};
use super::period::Period;
use super::{add_days, monday_of};

/// What a name without its year, or without its week, stands for.
///
/// Displays as its TIMEX3 value with `X` for what is not known: `XXXX-WXX-5`, `XXXX-02-24`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Recurring {
    /// A day of the week.
    Weekday(Weekday),
    /// A day of a month: "24 February".
    MonthDay(MonthDay),
    /// A day that has a name.
    Holiday(Holiday),
    /// A month.
    Month(Month),
    /// A quarter of a year.
    Quarter(Quarter),
    /// Half a year.
    Half(Half),
    /// A season.
    Season(Season),
    /// A year known by its last two digits, 0 to 99: "’97".
    YearOfCentury(TwoDigits),
    /// A decade known by its last two digits: "the ’80s", "the nineties".
    DecadeOfCentury(TwoDigits),
}

/// A number from 0 to 99.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TwoDigits(u8);

impl TwoDigits {
    /// The number, if it has two digits at most.
    pub fn new(number: u8) -> Option<Self> {
        (number < 100).then_some(Self(number))
    }

    /// The number.
    pub fn get(self) -> u8 {
        self.0
    }
}

/// Cycles to look through for one that lies to a given side: eight years may lie between two 29
/// Februaries, and the search begins a year on the other side.
const CYCLES: std::ops::RangeInclusive<i64> = 0..=9;

impl Recurring {
    /// The one that belongs to the week, year or century `n` after that of `date`; `None` where
    /// there is none, as 29 February in most years.
    pub fn cycle(self, date: Date, n: i64) -> Option<Period> {
        let year = Year::new(date.year())?.plus(n);
        match self {
            Self::Weekday(weekday) => {
                let monday = add_days(monday_of(date)?, n.checked_mul(7)?)?;
                Period::day(add_days(monday, i64::from(weekday.to_monday_zero_offset()))?)
            }
            Self::MonthDay(day) => Period::day(Date::new(year?.get(), day.month().get(), day.day()).ok()?),
            Self::Holiday(holiday) => Period::day(holiday.in_year(year?.get())?),
            Self::Month(month) => Period::month(year?, month),
            Self::Quarter(quarter) => Period::quarter(year?, quarter),
            Self::Half(half) => Period::half(year?, half),
            Self::Season(season) => Period::season(year?, season),
            Self::YearOfCentury(digits) => Period::year(Self::in_century(date, n, digits)?),
            Self::DecadeOfCentury(digits) => Period::decade_of(Self::in_century(date, n, digits)?),
        }
    }

    fn in_century(date: Date, n: i64, digits: TwoDigits) -> Option<Year> {
        let century = i64::from(date.year() / 100).checked_add(n)?;
        Year::new(i16::try_from(century.checked_mul(100)?.checked_add(i64::from(digits.0))?).ok()?)
    }

    /// The last one that ended before `date`.
    pub fn last_before(self, date: Date) -> Option<Period> {
        CYCLES.filter_map(|n| self.cycle(date, 1 - n)).find(|period| period.last() < date)
    }

    /// The first one that begins after `date`.
    pub fn first_after(self, date: Date) -> Option<Period> {
        CYCLES.filter_map(|n| self.cycle(date, n - 1)).find(|period| period.first() > date)
    }

    /// The last one that began on or before `date`.
    pub fn last_begun(self, date: Date) -> Option<Period> {
        CYCLES.filter_map(|n| self.cycle(date, 1 - n)).find(|period| period.first() <= date)
    }

    /// The first one that ends on or after `date`.
    pub fn first_not_over(self, date: Date) -> Option<Period> {
        CYCLES.filter_map(|n| self.cycle(date, n - 1)).find(|period| period.last() >= date)
    }
}

impl fmt::Display for Recurring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Weekday(weekday) => write!(f, "XXXX-WXX-{}", weekday.to_monday_one_offset()),
            Self::MonthDay(day) => write!(f, "XXXX-{:02}-{:02}", day.month().get(), day.day()),
            Self::Holiday(holiday) => match (holiday.in_year(2001), holiday.in_year(2002)) {
                // The same day in two years that begin on different weekdays: a fixed day.
                (Some(a), Some(b)) if (a.month(), a.day()) == (b.month(), b.day()) => {
                    write!(f, "XXXX-{:02}-{:02}", a.month(), a.day())
                }
                (Some(a), Some(b)) if a.month() == b.month() => write!(f, "XXXX-{:02}-XX", a.month()),
                _ => f.write_str("XXXX-XX-XX"),
            },
            Self::Month(month) => write!(f, "XXXX-{:02}", month.get()),
            Self::Quarter(quarter) => write!(f, "XXXX-Q{}", quarter.get()),
            Self::Half(half) => write!(f, "XXXX-H{}", if *half == Half::First { 1 } else { 2 }),
            Self::Season(season) => write!(f, "XXXX-{}", season.letters()),
            Self::YearOfCentury(digits) => write!(f, "XX{:02}", digits.0),
            Self::DecadeOfCentury(digits) => write!(f, "XX{}", digits.0 / 10),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_one_before_and_the_one_after() {
        let friday = Recurring::Weekday(Weekday::Friday);
        let on = |date: Date| Period::day(date);
        let this_friday = date(1998, 2, 13);
        assert_eq!(friday.last_before(this_friday), on(date(1998, 2, 6)));
        assert_eq!(friday.last_begun(this_friday), on(this_friday));
        assert_eq!(friday.first_not_over(this_friday), on(this_friday));
        assert_eq!(friday.first_after(this_friday), on(date(1998, 2, 20)));

        let leap = Month::new(2).and_then(|m| MonthDay::new(m, 29)).map(Recurring::MonthDay).expect("a day");
        assert_eq!(leap.last_before(date(1904, 1, 1)), on(date(1896, 2, 29)));
        assert_eq!(leap.first_after(date(1896, 3, 1)), on(date(1904, 2, 29)));

        let winter = Recurring::Season(Season::Winter);
        assert_eq!(winter.last_begun(date(1998, 1, 20)).map(|p| p.to_string()).as_deref(), Some("1997-WI"));
    }

    #[test]
    fn values_without_their_year() {
        let month = Month::new(2).expect("a month");
        let day = MonthDay::new(month, 24).expect("a day");
        let holiday = |name| Holiday::all().find(|(n, _)| *n == name).map(|(_, h)| Recurring::Holiday(h));
        for (what, expected) in [
            (Some(Recurring::Weekday(Weekday::Friday)), "XXXX-WXX-5"),
            (Some(Recurring::MonthDay(day)), "XXXX-02-24"),
            (holiday("christmas"), "XXXX-12-25"),
            (holiday("thanksgiving"), "XXXX-11-XX"),
            (holiday("easter"), "XXXX-XX-XX"),
            (TwoDigits::new(80).map(Recurring::DecadeOfCentury), "XX8"),
        ] {
            assert_eq!(what.map(|w| w.to_string()).as_deref(), Some(expected));
        }
    }
}
