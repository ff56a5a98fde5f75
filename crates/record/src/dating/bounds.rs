//! Days between which something lies, while they are being found out.

use jiff::civil::Date;
use onrecord_time::reference::Reference;

use crate::date::{DateInterval, Granularity, Interval};

/// First and last day something may be on; either may not be known yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Bounds {
    pub earliest: Option<Date>,
    pub latest: Option<Date>,
}

impl Bounds {
    pub fn of(interval: Interval) -> Self {
        Self { earliest: interval.earliest(), latest: interval.latest() }
    }

    pub fn of_date(date: Option<&DateInterval>) -> Self {
        date.map(|date| Self::of(date.interval())).unwrap_or_default()
    }

    pub fn on(day: Date) -> Self {
        Self { earliest: Some(day), latest: Some(day) }
    }

    /// The days in both; `None` if there is none.
    pub fn and(self, other: Self) -> Option<Self> {
        let latest = match (self.latest, other.latest) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        let earliest = self.earliest.max(other.earliest);
        let is_empty = matches!((earliest, latest), (Some(earliest), Some(latest)) if latest < earliest);
        (!is_empty).then_some(Self { earliest, latest })
    }

    /// From the first day of either to the last.
    pub fn or(self, other: Self) -> Self {
        let earliest = self.earliest.zip(other.earliest).map(|(a, b)| a.min(b));
        let latest = self.latest.zip(other.latest).map(|(a, b)| a.max(b));
        Self { earliest, latest }
    }

    /// A day more at either end.
    pub fn widened(self) -> Self {
        Self { earliest: moved(self.earliest, -1), latest: moved(self.latest, 1) }
    }

    /// The days from the first to the one after the last.
    pub fn or_day_after(self) -> Self {
        Self { latest: moved(self.latest, 1), ..self }
    }

    /// The days from the one before the first to the last.
    pub fn or_day_before(self) -> Self {
        Self { earliest: moved(self.earliest, -1), ..self }
    }

    /// What a text of these days is read against.
    pub fn reference(self) -> Reference {
        match (self.earliest, self.latest) {
            (Some(earliest), Some(latest)) => Reference::between(earliest, latest).unwrap_or_default(),
            (Some(earliest), None) => Reference::not_before(earliest),
            (None, Some(latest)) => Reference::not_after(latest),
            (None, None) => Reference::unknown(),
        }
    }

    /// As an interval; `None` if nothing is known. `granularity` is that of the words, where they say these days and no
    /// others.
    pub fn interval(self, granularity: Option<Granularity>) -> Option<Interval> {
        let is_day = self.earliest.is_some() && self.earliest == self.latest;
        let granularity = if is_day { Granularity::Day } else { granularity.unwrap_or(Granularity::Range) };
        Interval::new(self.earliest, self.latest, granularity).ok()
    }
}

fn moved(day: Option<Date>, by: i8) -> Option<Date> {
    day?.checked_add(jiff::Span::new().days(by)).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn bounds(earliest: Option<i8>, latest: Option<i8>) -> Bounds {
        let day = |n: i8| date(2031, 3, n);
        Bounds { earliest: earliest.map(day), latest: latest.map(day) }
    }

    #[test]
    fn open_ends_stay_open() {
        assert_eq!(bounds(Some(3), None).and(bounds(None, Some(9))), Some(bounds(Some(3), Some(9))));
        assert_eq!(bounds(Some(3), None).and(bounds(None, Some(2))), None);
        assert_eq!(bounds(Some(3), None).or(bounds(Some(5), Some(9))), bounds(Some(3), None));
        assert_eq!(Bounds::default().and(Bounds::default()), Some(Bounds::default()));
        assert_eq!(Bounds::default().interval(None), None);
    }

    #[test]
    fn a_single_day_is_known_to_the_day() {
        let granularity = |b: Bounds| b.interval(Some(Granularity::Month)).map(Interval::granularity);
        assert_eq!(granularity(bounds(Some(3), Some(3))), Some(Granularity::Day));
        assert_eq!(granularity(bounds(Some(1), Some(31))), Some(Granularity::Month));
        assert_eq!(bounds(Some(3), Some(3)).widened(), bounds(Some(2), Some(4)));
    }
}
