//! How many reports and statements there are of each stretch of time.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Snapshot;

/// Most stretches that are shown beside each other: as many as can be told apart on a small screen.
const MOST: usize = 60;

/// How long a stretch is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Unit {
    #[default]
    Day,
    Week,
    Month,
    Year,
}

impl Unit {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// The first day of the stretch that holds `day`.
    pub fn start(self, day: Date) -> Date {
        match self {
            Self::Day => day,
            Self::Week => day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).unwrap_or(day),
            Self::Month => day.first_of_month(),
            Self::Year => day.first_of_year(),
        }
    }

    /// The first day of the next stretch.
    pub fn next(self, start: Date) -> Option<Date> {
        let step = match self {
            Self::Day => 1.day(),
            Self::Week => 1.week(),
            Self::Month => 1.month(),
            Self::Year => 1.year(),
        };
        start.checked_add(step).ok()
    }
}

/// One stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// Its first day.
    pub start: Date,
    pub n_reports: usize,
    pub n_statements: usize,
}

/// Stretches without a gap from the first to the last dated thing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Coverage {
    pub unit: Unit,
    pub stretches: Vec<Stretch>,
    pub n_undated_reports: usize,
    pub n_undated_statements: usize,
}

impl Coverage {
    pub fn of(snapshot: &Snapshot) -> Self {
        let reports: Vec<Option<Date>> = snapshot
            .reports
            .iter()
            .map(|report| report.dating.published.as_ref().and_then(|date| date.latest().or(date.earliest())))
            .collect();
        let statements: Vec<Option<Date>> =
            snapshot.statements.iter().map(|head| head.latest.or(head.earliest)).collect();
        let days = || reports.iter().chain(&statements).copied().flatten();
        let mut coverage = Self {
            n_undated_reports: reports.iter().filter(|day| day.is_none()).count(),
            n_undated_statements: statements.iter().filter(|day| day.is_none()).count(),
            ..Self::default()
        };
        let (Some(first), Some(last)) = (days().min(), days().max()) else { return coverage };
        let n_days = usize::try_from((last - first).get_days()).unwrap_or(0) + 1;
        coverage.unit = match n_days {
            n if n <= MOST => Unit::Day,
            n if n <= 7 * MOST => Unit::Week,
            n if n <= 30 * MOST => Unit::Month,
            _ => Unit::Year,
        };
        let mut start = Some(coverage.unit.start(first));
        while let Some(day) = start.filter(|day| *day <= last) {
            coverage.stretches.push(Stretch { start: day, n_reports: 0, n_statements: 0 });
            start = coverage.unit.next(day);
        }
        for day in reports.into_iter().flatten() {
            if let Some(stretch) = coverage.at(day) {
                stretch.n_reports += 1;
            }
        }
        for day in statements.into_iter().flatten() {
            if let Some(stretch) = coverage.at(day) {
                stretch.n_statements += 1;
            }
        }
        coverage
    }

    fn at(&mut self, day: Date) -> Option<&mut Stretch> {
        let next = self.stretches.partition_point(|stretch| stretch.start <= day);
        self.stretches.get_mut(next.checked_sub(1)?)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn stretches_start_on_mondays_and_firsts() {
        let day = date(2031, 5, 15);
        assert_eq!(Unit::Week.start(day), date(2031, 5, 12));
        assert_eq!(Unit::Month.start(day), date(2031, 5, 1));
        assert_eq!(Unit::Year.next(Unit::Year.start(day)), Some(date(2032, 1, 1)));
        assert_eq!(Unit::Week.next(date(2031, 12, 29)), Some(date(2032, 1, 5)));
    }
}
