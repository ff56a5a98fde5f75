//! Pieces of months and years that a small number or a name tells apart.

/// A year of the calendar, 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Year(i16);

impl Year {
    /// The year with this number, 1 to 9999.
    pub fn new(year: i16) -> Option<Self> {
        (1..=9999).contains(&year).then_some(Self(year))
    }

    /// Its number.
    pub fn get(self) -> i16 {
        self.0
    }

    /// The year `n` years later; earlier where `n` is negative.
    pub fn plus(self, n: i64) -> Option<Self> {
        let year = i64::from(self.0).checked_add(n)?;
        Self::new(i16::try_from(year).ok()?)
    }
}

/// A month of the year, 1 to 12.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i8);

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

impl Month {
    /// The month with this number, 1 to 12.
    pub fn new(month: i8) -> Option<Self> {
        (1..=12).contains(&month).then_some(Self(month))
    }

    /// Its number.
    pub fn get(self) -> i8 {
        self.0
    }

    /// The month a lower-case name or abbreviation without its stop stands for, and whether it is
    /// an abbreviation.
    pub(crate) fn named(name: &str) -> Option<(Self, bool)> {
        let at = MONTHS.iter().position(|month| *month == name);
        let short = || match name.len() {
            // Three letters tell all months apart; "Sept" is the one common form with four.
            3 => MONTHS.iter().position(|month| month.starts_with(name)),
            4 if name == "sept" => Some(8),
            _ => None,
        };
        let abbreviated = at.is_none();
        let number = i8::try_from(at.or_else(short)? + 1).ok()?;
        Some((Self(number), abbreviated))
    }
}

/// A day of a month that some year has, 29 February among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MonthDay {
    month: Month,
    day: i8,
}

impl MonthDay {
    /// The `day` of `month`, if any year has it.
    pub fn new(month: Month, day: i8) -> Option<Self> {
        let longest = match month.get() {
            2 => 29,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        (1..=longest).contains(&day).then_some(Self { month, day })
    }

    /// The month.
    pub fn month(self) -> Month {
        self.month
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> i8 {
        self.day
    }
}

/// A quarter of a year, 1 to 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter(i8);

impl Quarter {
    /// The quarter with this number, 1 to 4.
    pub fn new(quarter: i8) -> Option<Self> {
        (1..=4).contains(&quarter).then_some(Self(quarter))
    }

    /// Its number.
    pub fn get(self) -> i8 {
        self.0
    }

    /// The quarter that `month` is in.
    pub fn of(month: Month) -> Self {
        Self((month.get() - 1) / 3 + 1)
    }
}

/// A half of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Half {
    /// January to June.
    First,
    /// July to December.
    Second,
}

/// A season, as the northern half of the world has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Fall,
    /// December to February; its year is the one it begins in.
    Winter,
}

impl Season {
    /// The season a lower-case noun stands for.
    pub(crate) fn named(noun: &str) -> Option<Self> {
        Some(match noun {
            "spring" | "springtime" => Self::Spring,
            "summer" | "summertime" => Self::Summer,
            "autumn" | "fall" => Self::Fall,
            "winter" | "wintertime" => Self::Winter,
            _ => return None,
        })
    }

    /// The two letters TIMEX3 writes for it.
    pub(crate) fn letters(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Fall => "FA",
            Self::Winter => "WI",
        }
    }

    /// The number of its first month.
    pub(crate) fn first_month(self) -> i8 {
        match self {
            Self::Spring => 3,
            Self::Summer => 6,
            Self::Fall => 9,
            Self::Winter => 12,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_by_name() {
        for (name, expected) in [
            ("february", Some((2, false))),
            ("feb", Some((2, true))),
            ("sept", Some((9, true))),
            ("may", Some((5, false))),
            ("febr", None),
            ("août", None),
            ("março", None),
        ] {
            assert_eq!(Month::named(name).map(|(m, short)| (m.get(), short)), expected, "{name}");
        }
    }

    #[test]
    fn days_that_some_year_has() {
        let valid = |month, day| Month::new(month).and_then(|m| MonthDay::new(m, day)).is_some();
        assert!(valid(2, 29) && valid(12, 31));
        assert!(!valid(2, 30) && !valid(6, 31) && !valid(1, 0) && !valid(13, 1));
    }
}
