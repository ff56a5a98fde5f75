//! Units of time that reports count in.

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// A second.
    Second,
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A day; trading and working days count as days.
    Day,
    /// Saturday and Sunday.
    Weekend,
    /// Monday to Sunday.
    Week,
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// A thousand years.
    Millennium,
}

/// Whether a noun speaks of one thing or of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Number {
    Singular,
    Plural,
}

impl Unit {
    /// The unit a lower-case noun stands for, and whether the noun is singular or plural.
    pub(crate) fn named(noun: &str) -> Option<(Self, Number)> {
        let singular = match noun {
            "second" => Self::Second,
            "minute" => Self::Minute,
            "hour" => Self::Hour,
            "day" => Self::Day,
            "weekend" => Self::Weekend,
            "week" => Self::Week,
            "month" => Self::Month,
            "quarter" => Self::Quarter,
            "year" => Self::Year,
            "decade" => Self::Decade,
            "century" => Self::Century,
            "millennium" => Self::Millennium,
            "centuries" => return Some((Self::Century, Number::Plural)),
            "millennia" => return Some((Self::Millennium, Number::Plural)),
            _ => {
                let (unit, number) = Self::named(noun.strip_suffix('s')?)?;
                return (number == Number::Singular).then_some((unit, Number::Plural));
            }
        };
        Some((singular, Number::Singular))
    }

    /// Whether the unit is shorter than a day.
    pub fn is_of_the_clock(self) -> bool {
        self < Self::Day
    }

    /// The letters ISO 8601 durations use; TIMEX3 writes them behind a `T` for units of the clock.
    /// A decade has no letter of its own there and counts as ten years, a century as a hundred.
    pub(crate) fn letters(self) -> (&'static str, u32) {
        match self {
            Self::Second => ("S", 1),
            Self::Minute => ("M", 1),
            Self::Hour => ("H", 1),
            Self::Day => ("D", 1),
            Self::Weekend => ("WE", 1),
            Self::Week => ("W", 1),
            Self::Month => ("M", 1),
            Self::Quarter => ("M", 3),
            Self::Year => ("Y", 1),
            Self::Decade => ("Y", 10),
            Self::Century => ("Y", 100),
            Self::Millennium => ("Y", 1000),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_in_both_numbers() {
        assert_eq!(Unit::named("weeks"), Some((Unit::Week, Number::Plural)));
        assert_eq!(Unit::named("century"), Some((Unit::Century, Number::Singular)));
        assert_eq!(Unit::named("centuries"), Some((Unit::Century, Number::Plural)));
        for not_one in ["dayss", "année", "s", ""] {
            assert_eq!(Unit::named(not_one), None, "{not_one}");
        }
    }
}
