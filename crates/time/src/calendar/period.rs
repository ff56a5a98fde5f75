//! Stretches of the calendar that have a name of their own.

use std::fmt;

use jiff::civil::Date;

use super::interval::{Granularity, Interval};
use super::part::{Half, Month, Quarter, Season, Year};
use super::unit::Unit;
use super::{add_days, add_months, monday_of};

/// A stretch of the calendar with a name, from a day to a century. All of it lies in the years 1
/// to 9999.
///
/// Displays as its TIMEX3 value (TimeML 1.2.1): `1998-02-13`, `1998-W07`, `1998-Q1`, `199`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    kind: PeriodKind,
    first: Date,
    last: Date,
}

/// What a [`Period`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PeriodKind {
    /// One day.
    Day,
    /// A week from Monday to Sunday.
    Week,
    /// Saturday and Sunday.
    Weekend,
    /// A month.
    Month(Month),
    /// A quarter, of the calendar year if not said otherwise.
    Quarter(Quarter),
    /// Half a year.
    Half(Half),
    /// A season.
    Season(Season),
    /// A year.
    Year,
    /// The business year that bears the number of this year; when it begins differs from house to
    /// house, so its days are those of this year and the one before.
    FiscalYear,
    /// Ten years from one that ends in 0.
    Decade,
    /// A hundred years from one that ends in 00, as news counts them.
    Century,
}

impl Period {
    /// One day, in the years 1 to 9999.
    pub fn day(date: Date) -> Option<Self> {
        Self::between(PeriodKind::Day, date, date)
    }

    /// The week that `date` is in.
    pub fn week_of(date: Date) -> Option<Self> {
        let monday = monday_of(date)?;
        Self::between(PeriodKind::Week, monday, add_days(monday, 6)?)
    }

    /// The weekend of the week that `date` is in.
    pub fn weekend_of(date: Date) -> Option<Self> {
        let monday = monday_of(date)?;
        Self::between(PeriodKind::Weekend, add_days(monday, 5)?, add_days(monday, 6)?)
    }

    /// A month of a year.
    pub fn month(year: Year, month: Month) -> Option<Self> {
        Self::months(PeriodKind::Month(month), year, month.get(), 1)
    }

    /// A quarter of a year.
    pub fn quarter(year: Year, quarter: Quarter) -> Option<Self> {
        Self::months(PeriodKind::Quarter(quarter), year, quarter.get() * 3 - 2, 3)
    }

    /// Half a year.
    pub fn half(year: Year, half: Half) -> Option<Self> {
        let first = if half == Half::First { 1 } else { 7 };
        Self::months(PeriodKind::Half(half), year, first, 6)
    }

    /// A season; winter is that which begins in `year`.
    pub fn season(year: Year, season: Season) -> Option<Self> {
        Self::months(PeriodKind::Season(season), year, season.first_month(), 3)
    }

    /// A year.
    pub fn year(year: Year) -> Option<Self> {
        Self::months(PeriodKind::Year, year, 1, 12)
    }

    /// A business year.
    pub fn fiscal_year(year: Year) -> Option<Self> {
        let before = Date::new(year.get() - 1, 1, 1).ok().filter(|d| d.year() >= 1)?;
        Self::between(PeriodKind::FiscalYear, before, Date::new(year.get(), 12, 31).ok()?)
    }

    /// The ten years that `year` is in.
    pub fn decade_of(year: Year) -> Option<Self> {
        Self::years(PeriodKind::Decade, year.get() - year.get() % 10, 10)
    }

    /// The hundred years that `year` is in, counted from the one that ends in 00.
    pub fn century_of(year: Year) -> Option<Self> {
        Self::years(PeriodKind::Century, year.get() - year.get() % 100, 100)
    }

    /// The stretch of one `unit` that holds `date`; `None` for units of the clock.
    pub fn containing(date: Date, unit: Unit) -> Option<Self> {
        let year = Year::new(date.year())?;
        let month = Month::new(date.month())?;
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Millennium => None,
            Unit::Day => Self::day(date),
            Unit::Weekend => Self::weekend_of(date),
            Unit::Week => Self::week_of(date),
            Unit::Month => Self::month(year, month),
            Unit::Quarter => Self::quarter(year, Quarter::of(month)),
            Unit::Year => Self::year(year),
            Unit::Decade => Self::decade_of(year),
            Unit::Century => Self::century_of(year),
        }
    }

    fn years(kind: PeriodKind, first: i16, n: i16) -> Option<Self> {
        // The first decade and century lack a year 0.
        let from = Date::new(first.max(1), 1, 1).ok()?;
        Self::between(kind, from, Date::new(first + n - 1, 12, 31).ok()?)
    }

    fn months(kind: PeriodKind, year: Year, first: i8, n: i64) -> Option<Self> {
        let first = Date::new(year.get(), first, 1).ok()?;
        Self::between(kind, first, add_months(first, n - 1)?.last_of_month())
    }

    fn between(kind: PeriodKind, first: Date, last: Date) -> Option<Self> {
        (1 <= first.year() && first <= last).then_some(Self { kind, first, last })
    }

    /// What it is.
    pub fn kind(self) -> PeriodKind {
        self.kind
    }

    /// Its first day.
    pub fn first(self) -> Date {
        self.first
    }

    /// Its last day.
    pub fn last(self) -> Date {
        self.last
    }

    /// Its first and last day; [`Granularity::Range`] where it is no day, month or year.
    pub fn granularity(self) -> Granularity {
        match self.kind {
            PeriodKind::Day => Granularity::Day,
            PeriodKind::Month(_) => Granularity::Month,
            PeriodKind::Year => Granularity::Year,
            _ => Granularity::Range,
        }
    }

    /// All of its days.
    pub fn interval(self) -> Option<Interval> {
        Interval::new(Some(self.first), Some(self.last), self.granularity()).ok()
    }

    /// The same kind of period `n` units away: the same quarter a year on, the day two weeks
    /// before. What has no such step, as a year a day on, gives the period of `unit` there.
    pub fn moved(self, n: i64, unit: Unit) -> Option<Self> {
        let (months, days) = match unit {
            Unit::Second | Unit::Minute | Unit::Hour => return Some(self),
            Unit::Day => (0, n),
            Unit::Week | Unit::Weekend => (0, n.checked_mul(7)?),
            Unit::Month => (n, 0),
            Unit::Quarter => (n.checked_mul(3)?, 0),
            Unit::Year => (n.checked_mul(12)?, 0),
            Unit::Decade => (n.checked_mul(120)?, 0),
            Unit::Century => (n.checked_mul(1_200)?, 0),
            Unit::Millennium => (n.checked_mul(12_000)?, 0),
        };
        if self.kind == PeriodKind::FiscalYear && days == 0 {
            let date = add_months(self.last, months)?;
            return Self::fiscal_year(Year::new(date.year())?);
        }
        let first = add_days(add_months(self.first, months)?, days)?;
        let (year, month) = (Year::new(first.year())?, Month::new(first.month())?);
        match self.kind {
            PeriodKind::Day => Self::day(first),
            PeriodKind::Week => Self::week_of(first),
            PeriodKind::Weekend => Self::weekend_of(first),
            _ if days != 0 => Self::containing(first, unit),
            PeriodKind::Month(_) => Self::month(year, month),
            PeriodKind::Quarter(_) => Self::quarter(year, Quarter::of(month)),
            PeriodKind::Half(_) => Self::half(year, if month.get() <= 6 { Half::First } else { Half::Second }),
            PeriodKind::Season(season) => Self::season(year, season),
            PeriodKind::Year | PeriodKind::FiscalYear => Self::year(year),
            PeriodKind::Decade => Self::decade_of(year),
            PeriodKind::Century => Self::century_of(year),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.first.year();
        let week = self.first.iso_week_date();
        match self.kind {
            PeriodKind::Day => write!(f, "{year:04}-{:02}-{:02}", self.first.month(), self.first.day()),
            PeriodKind::Week => write!(f, "{:04}-W{:02}", week.year(), week.week()),
            PeriodKind::Weekend => write!(f, "{:04}-W{:02}-WE", week.year(), week.week()),
            PeriodKind::Month(month) => write!(f, "{year:04}-{:02}", month.get()),
            PeriodKind::Quarter(quarter) => write!(f, "{year:04}-Q{}", quarter.get()),
            PeriodKind::Half(half) => write!(f, "{year:04}-H{}", if half == Half::First { 1 } else { 2 }),
            PeriodKind::Season(season) => write!(f, "{year:04}-{}", season.letters()),
            PeriodKind::Year => write!(f, "{year:04}"),
            PeriodKind::FiscalYear => write!(f, "FY{:04}", self.last.year()),
            PeriodKind::Decade => write!(f, "{:03}", year / 10),
            PeriodKind::Century => write!(f, "{:02}", year / 100),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn in_unit(unit: Unit) -> Period {
        Period::containing(date(1998, 2, 13), unit).expect("a period")
    }

    #[test]
    fn values_and_days() {
        for (unit, value, first, last) in [
            (Unit::Day, "1998-02-13", date(1998, 2, 13), date(1998, 2, 13)),
            (Unit::Week, "1998-W07", date(1998, 2, 9), date(1998, 2, 15)),
            (Unit::Weekend, "1998-W07-WE", date(1998, 2, 14), date(1998, 2, 15)),
            (Unit::Month, "1998-02", date(1998, 2, 1), date(1998, 2, 28)),
            (Unit::Quarter, "1998-Q1", date(1998, 1, 1), date(1998, 3, 31)),
            (Unit::Year, "1998", date(1998, 1, 1), date(1998, 12, 31)),
            (Unit::Decade, "199", date(1990, 1, 1), date(1999, 12, 31)),
            (Unit::Century, "19", date(1900, 1, 1), date(1999, 12, 31)),
        ] {
            let period = in_unit(unit);
            assert_eq!((period.to_string().as_str(), period.first(), period.last()), (value, first, last));
        }
        let winter = Year::new(1998).and_then(|y| Period::season(y, Season::Winter)).expect("a winter");
        assert_eq!((winter.to_string().as_str(), winter.last()), ("1998-WI", date(1999, 2, 28)));
    }

    #[test]
    fn the_same_kind_of_period_elsewhere() {
        for (unit, n, by, value) in [
            (Unit::Quarter, -1, Unit::Year, "1997-Q1"),
            (Unit::Quarter, -1, Unit::Quarter, "1997-Q4"),
            (Unit::Day, -2, Unit::Week, "1998-01-30"),
            (Unit::Month, 11, Unit::Month, "1999-01"),
            (Unit::Week, 1, Unit::Week, "1998-W08"),
            (Unit::Year, -3, Unit::Decade, "1968"),
        ] {
            let moved = in_unit(unit).moved(n, by).map(|p| p.to_string());
            assert_eq!(moved.as_deref(), Some(value));
        }
        assert_eq!(in_unit(Unit::Year).moved(i64::MAX, Unit::Century), None);
        assert_eq!(in_unit(Unit::Day).moved(9_000, Unit::Year), None);
    }
}
