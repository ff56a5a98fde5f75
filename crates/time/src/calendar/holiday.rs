//! Days that have a name, and the rule that finds each in any year.

use jiff::civil::{Date, Weekday, date};

use super::add_days;

/// How a holiday's day is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Rule {
    /// The same day of the same month every year.
    Fixed(i8, i8),
    /// The nth such weekday of a month; counted from the end where n is negative.
    Nth(i8, i8, Weekday),
    /// So many days after Easter Sunday of the western churches.
    Easter(i8),
    /// The Tuesday after the first Monday of November.
    ElectionDay,
}

/// A day with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Holiday {
    rule: Rule,
}

/// Names in lower case, longest first among those that begin alike.
const HOLIDAYS: [(&str, Rule); 36] = [
    ("new year's eve", Rule::Fixed(12, 31)),
    ("new year's day", Rule::Fixed(1, 1)),
    ("new year", Rule::Fixed(1, 1)),
    ("new years", Rule::Fixed(1, 1)),
    ("epiphany", Rule::Fixed(1, 6)),
    ("martin luther king day", Rule::Nth(1, 3, Weekday::Monday)),
    ("inauguration day", Rule::Fixed(1, 20)),
    ("groundhog day", Rule::Fixed(2, 2)),
    ("valentine's day", Rule::Fixed(2, 14)),
    ("presidents' day", Rule::Nth(2, 3, Weekday::Monday)),
    ("presidents day", Rule::Nth(2, 3, Weekday::Monday)),
    ("international women's day", Rule::Fixed(3, 8)),
    ("st. patrick's day", Rule::Fixed(3, 17)),
    ("palm sunday", Rule::Easter(-7)),
    ("maundy thursday", Rule::Easter(-3)),
    ("good friday", Rule::Easter(-2)),
    ("easter sunday", Rule::Easter(0)),
    ("easter monday", Rule::Easter(1)),
    ("easter", Rule::Easter(0)),
    ("ascension day", Rule::Easter(39)),
    ("pentecost", Rule::Easter(49)),
    ("may day", Rule::Fixed(5, 1)),
    ("victory day", Rule::Fixed(5, 9)),
    ("mother's day", Rule::Nth(5, 2, Weekday::Sunday)),
    ("memorial day", Rule::Nth(5, -1, Weekday::Monday)),
    ("independence day", Rule::Fixed(7, 4)),
    ("bastille day", Rule::Fixed(7, 14)),
    ("labor day", Rule::Nth(9, 1, Weekday::Monday)),
    ("columbus day", Rule::Nth(10, 2, Weekday::Monday)),
    ("halloween", Rule::Fixed(10, 31)),
    ("election day", Rule::ElectionDay),
    ("veterans day", Rule::Fixed(11, 11)),
    ("thanksgiving", Rule::Nth(11, 4, Weekday::Thursday)),
    ("christmas eve", Rule::Fixed(12, 24)),
    ("christmas", Rule::Fixed(12, 25)),
    ("boxing day", Rule::Fixed(12, 26)),
];

impl Holiday {
    /// Every name, in lower case with straight apostrophes, and its holiday.
    pub(crate) fn all() -> impl Iterator<Item = (&'static str, Self)> {
        HOLIDAYS.iter().map(|&(name, rule)| (name, Self { rule }))
    }

    /// Its day in `year`.
    pub fn in_year(self, year: i16) -> Option<Date> {
        match self.rule {
            Rule::Fixed(month, day) => Date::new(year, month, day).ok(),
            Rule::Nth(month, n, weekday) => Date::new(year, month, 1).ok()?.nth_weekday_of_month(n, weekday).ok(),
            Rule::Easter(days) => add_days(easter(year)?, i64::from(days)),
            Rule::ElectionDay => {
                let monday = Date::new(year, 11, 1).ok()?.nth_weekday_of_month(1, Weekday::Monday).ok()?;
                add_days(monday, 1)
            }
        }
    }
}

/// Easter Sunday in the Gregorian calendar: the "anonymous" computus of Nature, 20 April 1876, in
/// the form Jean Meeus gives it (Astronomical Algorithms, chapter 8).
fn easter(year: i16) -> Option<Date> {
    if !(1..=9999).contains(&year) {
        return None;
    }
    let year_of_cycle = year % 19;
    let (century, year_of_century) = (year / 100, year % 100);
    let correction = (century + 8) / 25;
    let epact = (19 * year_of_cycle + century - century / 4 - (century - correction + 1) / 3 + 15) % 30;
    let to_sunday = (32 + 2 * (century % 4) + 2 * (year_of_century / 4) - epact - year_of_century % 4) % 7;
    let late = (year_of_cycle + 11 * epact + 22 * to_sunday) / 451;
    let days_after_21_march = epact + to_sunday - 7 * late + 1;
    add_days(date(year, 3, 21), i64::from(days_after_21_march))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_found_by_rule() {
        for (name, year, expected) in [
            ("easter", 2025, date(2025, 4, 20)),
            ("easter", 2038, date(2038, 4, 25)),
            ("good friday", 2024, date(2024, 3, 29)),
            ("thanksgiving", 2025, date(2025, 11, 27)),
            ("memorial day", 2025, date(2025, 5, 26)),
            ("election day", 1998, date(1998, 11, 3)),
            ("christmas", 2031, date(2031, 12, 25)),
        ] {
            let holiday = Holiday::all().find(|(n, _)| *n == name).map(|(_, h)| h).expect(name);
            assert_eq!(holiday.in_year(year), Some(expected), "{name}");
        }
        assert!(Holiday::all().all(|(name, _)| name != "Noël"));
    }

    #[test]
    fn no_year_breaks_a_rule() {
        for (_, holiday) in Holiday::all() {
            for year in [-9999, 0, 1, 9999, i16::MAX, i16::MIN] {
                let _ = holiday.in_year(year);
            }
        }
    }
}
