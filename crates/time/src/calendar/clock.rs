//! Times of day.

use std::fmt;

/// A part of the day that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartOfDay {
    /// From waking to noon.
    Morning,
    /// Twelve o'clock by day, and around it.
    Midday,
    /// From noon to evening.
    Afternoon,
    /// From afternoon to night.
    Evening,
    /// The night that begins on the day.
    Night,
    /// When it is light.
    Daytime,
}

impl PartOfDay {
    /// The part a lower-case noun stands for.
    pub(crate) fn named(noun: &str) -> Option<Self> {
        Some(match noun {
            "morning" | "dawn" | "daybreak" | "sunrise" => Self::Morning,
            "afternoon" => Self::Afternoon,
            "evening" | "dusk" | "sunset" => Self::Evening,
            "night" | "overnight" => Self::Night,
            "midday" => Self::Midday,
            "daytime" => Self::Daytime,
            _ => return None,
        })
    }

    /// The two letters TIMEX3 writes for it.
    pub(crate) fn letters(self) -> &'static str {
        match self {
            Self::Morning => "MO",
            Self::Midday => "MI",
            Self::Afternoon => "AF",
            Self::Evening => "EV",
            Self::Night => "NI",
            Self::Daytime => "DT",
        }
    }
}

/// How far a place's clock is from Coordinated Universal Time, in minutes; negative west of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Zone {
    minutes: i16,
}

/// Zones that English-language agencies name, in minutes from UTC. Names that several zones share
/// have the meaning American and British agencies give them.
const ZONES: [(&str, i16); 22] = [
    ("gmt", 0),
    ("utc", 0),
    ("z", 0),
    ("bst", 60),
    ("wet", 0),
    ("cet", 60),
    ("cest", 120),
    ("eet", 120),
    ("eest", 180),
    ("msk", 180),
    ("ist", 330),
    ("jst", 540),
    ("est", -300),
    ("edt", -240),
    ("et", -300),
    ("cst", -360),
    ("cdt", -300),
    ("ct", -360),
    ("mst", -420),
    ("mdt", -360),
    ("pst", -480),
    ("pdt", -420),
];

impl Zone {
    /// The zone with this lower-case abbreviation.
    pub(crate) fn named(name: &str) -> Option<Self> {
        ZONES.iter().find(|(zone, _)| *zone == name).map(|&(_, minutes)| Self { minutes })
    }

    /// Minutes ahead of Coordinated Universal Time; negative behind it.
    pub fn minutes(self) -> i16 {
        self.minutes
    }
}

/// A time of day, as exactly as it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TimeOfDay {
    reading: Reading,
    zone: Option<Zone>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Reading {
    Part(PartOfDay),
    Clock { hour: u8, minute: u8, second: Option<u8> },
}

impl TimeOfDay {
    /// A part of the day.
    pub fn part(part: PartOfDay) -> Self {
        Self { reading: Reading::Part(part), zone: None }
    }

    /// What a clock shows: hours 0 to 24 (24 only for midnight at the end of the day), minutes and
    /// seconds 0 to 59. `None` for anything else.
    pub fn clock(hour: u8, minute: u8, second: Option<u8>) -> Option<Self> {
        let ends_the_day = hour == 24 && minute == 0 && second.is_none_or(|s| s == 0);
        let valid = (hour < 24 || ends_the_day) && minute < 60 && second.is_none_or(|s| s < 60);
        valid.then_some(Self { reading: Reading::Clock { hour, minute, second }, zone: None })
    }

    /// The same time on the clocks of `zone`.
    pub fn in_zone(self, zone: Zone) -> Self {
        Self { zone: Some(zone), ..self }
    }

    /// The zone given with the time.
    pub fn zone(self) -> Option<Zone> {
        self.zone
    }

    /// The part of the day, if that is all that was given.
    pub fn part_of_day(self) -> Option<PartOfDay> {
        match self.reading {
            Reading::Part(part) => Some(part),
            Reading::Clock { .. } => None,
        }
    }
}

/// As TIMEX3 writes it behind a day, with the `T`: `TMO`, `T22:00`. TIMEX3 values have no zone.
impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.reading {
            Reading::Part(part) => write!(f, "T{}", part.letters()),
            Reading::Clock { hour, minute, second: None } => write!(f, "T{hour:02}:{minute:02}"),
            Reading::Clock { hour, minute, second: Some(second) } => write!(f, "T{hour:02}:{minute:02}:{second:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_clock_can_show() {
        for (hour, minute, second, expected) in [
            (9, 5, None, Some("T09:05")),
            (23, 59, Some(58), Some("T23:59:58")),
            (24, 0, None, Some("T24:00")),
            (24, 1, None, None),
            (25, 0, None, None),
            (12, 60, None, None),
        ] {
            let shown = TimeOfDay::clock(hour, minute, second).map(|t| t.to_string());
            assert_eq!(shown.as_deref(), expected, "{hour}:{minute}");
        }
        assert_eq!(PartOfDay::named("soirée"), None);
        assert_eq!(TimeOfDay::part(PartOfDay::Night).to_string(), "TNI");
    }

    #[test]
    fn zones_by_abbreviation() {
        assert_eq!(Zone::named("est").map(Zone::minutes), Some(-300));
        assert_eq!(Zone::named("élt"), None);
    }
}
