//! Where on the calendar a date is.

use jiff::civil::Date;

use crate::calendar::add_days;
use crate::calendar::part::{Quarter, Year};
use crate::calendar::period::Period;
use crate::calendar::recurring::Recurring;
use crate::calendar::unit::Unit;
use crate::meaning::amount::Amount;
use crate::meaning::when::{AccountYear, Origin, Side, When, Which};
use crate::reference::{Direction, Reference};
use crate::value::Timex3Value;

use super::Place;

impl When {
    /// Where it is for `reference`; `None` where nothing bounds it.
    pub(super) fn place(&self, reference: &Reference) -> Option<Place> {
        let at = |date: Option<Date>| date.and_then(|now| self.at(now, reference));
        if let Self::Period(period) = self {
            return Some(Place::Known(*period));
        }
        if let Self::EitherDay(one, other) = self {
            let (first, last) = (one.first().min(other.first()), one.last().max(other.last()));
            return Some(Place::Bounded(Some(first), Some(last)));
        }
        let (first, last) = (at(reference.earliest()), at(reference.latest()));
        match (first, last) {
            (Some(first), Some(last)) if first == last => Some(Place::Known(first)),
            (Some(first), Some(last)) => {
                Some(Place::Bounded(Some(first.first().min(last.first())), Some(last.last().max(first.last()))))
            }
            (Some(first), None) => Some(Place::Bounded(Some(first.first()), None)),
            (None, Some(last)) => Some(Place::Bounded(None, Some(last.last()))),
            (None, None) => None,
        }
    }

    /// Where it is for a text of the day `now`.
    fn at(&self, now: Date, reference: &Reference) -> Option<Period> {
        match *self {
            Self::Period(period) | Self::EitherDay(period, _) => Some(period),
            Self::Named { name, which } => named(name, which, now, reference),
            // On a Monday "the weekend" is the one that has just been.
            Self::Around { unit: Unit::Weekend, by: 0 } if reference.direction() != Direction::Future => {
                let days = i64::from(now.weekday().to_monday_zero_offset());
                let over = if reference.direction() == Direction::Past { 4 } else { 2 };
                let now = if days < over { add_days(now, -1 - days)? } else { now };
                Period::weekend_of(now)
            }
            Self::Around { unit, by } => Period::containing(now, unit)?.moved(i64::from(by), unit),
            Self::Distance { amount: Amount::Exact(n), unit, side, origin } => {
                let n = i64::from(n.rounded_down());
                let n = if side == Side::Before { -n } else { n };
                // "24 hours ago" was a day ago.
                let (n, unit) = if unit == Unit::Hour && n.abs() >= 24 { (n / 24, Unit::Day) } else { (n, unit) };
                match origin {
                    // "A year ago" in a report on a quarter compares it with the same one.
                    Origin::Reference if unit == Unit::Year && n == -1 && reference.account().is_some() => {
                        reference.account()?.moved(n, unit)
                    }
                    Origin::Reference => Period::containing(now, unit.place())?.moved(n, unit),
                    Origin::Spoken => from_spoken(now, n, unit, reference),
                }
            }
            Self::Distance { .. } | Self::Vague(_) | Self::Anniversary(_) => None,
            Self::Spoken { unit, by } => {
                let spoken = if unit == Unit::Day { reference.spoken_day() } else { reference.spoken() };
                Period::containing(spoken.map_or(now, Period::first), unit)?.moved(i64::from(by), unit)
            }
            Self::Account(year) => account(year, now, reference),
            Self::DayOfMonth(day) => {
                let month = reference.spoken().map_or(now, Period::first);
                Period::day(Date::new(month.year(), month.month(), day.get()).ok()?)
            }
        }
    }

    /// Its value where the reference leaves open what is meant.
    pub(super) fn unplaced(&self) -> Timex3Value {
        match *self {
            Self::Period(period) | Self::EitherDay(period, _) => Timex3Value::Period(period),
            Self::Named { name, .. } => Timex3Value::Name(name),
            Self::Around { unit, .. } | Self::Spoken { unit, .. } => Timex3Value::SomeUnit(unit),
            Self::Distance { unit, .. } => Timex3Value::SomeUnit(unit.place()),
            Self::Account(AccountYear::Same) => Timex3Value::SomeUnit(Unit::Quarter),
            Self::Account(AccountYear::Before) => Timex3Value::SomeUnit(Unit::Year),
            Self::Account(AccountYear::Of(year)) => {
                Period::year(year).map_or(Timex3Value::SomeUnit(Unit::Year), Timex3Value::Period)
            }
            Self::DayOfMonth(_) | Self::Anniversary(_) => Timex3Value::SomeUnit(Unit::Day),
            Self::Vague(tense) => Timex3Value::Reference(tense),
        }
    }
}

impl Unit {
    /// How exactly a distance in this unit says where it leads: two weeks ago was a day, two
    /// decades ago a year.
    fn place(self) -> Self {
        match self {
            Self::Second | Self::Minute | Self::Hour | Self::Day | Self::Week | Self::Weekend => Self::Day,
            Self::Month => Self::Month,
            Self::Quarter => Self::Quarter,
            Self::Year | Self::Decade | Self::Century | Self::Millennium => Self::Year,
        }
    }
}

/// `n` units from what was spoken of. A year from a business period is the same one of that year.
fn from_spoken(now: Date, n: i64, unit: Unit, reference: &Reference) -> Option<Period> {
    if unit == Unit::Year
        && let Some(account) = reference.account()
    {
        return account.moved(n, unit);
    }
    let from = reference.spoken().map_or(now, Period::first);
    Period::containing(from, unit.place())?.moved(n, unit)
}

fn account(year: AccountYear, now: Date, reference: &Reference) -> Option<Period> {
    let Some(same) = reference.account() else {
        return match year {
            // Accounts are given of the last quarter that is over.
            AccountYear::Same => (1..=4)
                .filter_map(Quarter::new)
                .filter_map(|q| Recurring::Quarter(q).last_before(now))
                .max_by_key(|p| p.last()),
            AccountYear::Before => Period::containing(now, Unit::Year)?.moved(-1, Unit::Year),
            AccountYear::Of(year) => Period::year(year),
        };
    };
    match year {
        AccountYear::Same => Some(same),
        AccountYear::Before => same.moved(-1, Unit::Year),
        AccountYear::Of(year) => same.moved(i64::from(year.get()) - i64::from(same.last().year()), Unit::Year),
    }
}

fn named(name: Recurring, which: Which, now: Date, reference: &Reference) -> Option<Period> {
    match which {
        Which::Last => name.last_before(now),
        Which::Next => name.first_after(now),
        Which::OfYear(by) => {
            let year = Year::new(now.year())?.plus(i64::from(by))?;
            name.cycle(Date::new(year.get(), 7, 1).ok()?, 0)
        }
        Which::This => match name {
            Recurring::Weekday(_) if reference.direction() == Direction::Past => name.last_begun(now),
            Recurring::Weekday(_) => name.first_not_over(now),
            _ => name.cycle(now, -1).filter(|p| p.first() <= now && now <= p.last()).or_else(|| name.cycle(now, 0)),
        },
        Which::Bare => bare(name, now, reference),
    }
}

/// A name of which nothing says which one is meant. News speaks of what is near: a day of the
/// month or a month is past or to come as the tense says, unless that leads much farther away than
/// the other side.
fn bare(name: Recurring, now: Date, reference: &Reference) -> Option<Period> {
    let (past, future) = (name.last_begun(now)?, name.first_not_over(now)?);
    let days = |from: Date, to: Date| (to - from).get_days().max(0);
    let (since, until) = (days(past.last(), now), days(now, future.first()));
    // How many times farther away the past one may be.
    let patience = match (name, reference.direction()) {
        (Recurring::Weekday(_), Direction::Future) => return Some(future),
        // News looks back a week rather than forward.
        (Recurring::Weekday(_) | Recurring::YearOfCentury(_) | Recurring::DecadeOfCentury(_), _) => return Some(past),
        // Accounts are of the past, whatever the tense in which they are announced.
        (Recurring::Quarter(_) | Recurring::Half(_), Direction::Past | Direction::Unknown) => 4,
        (Recurring::Quarter(_) | Recurring::Half(_), Direction::Future) => 2,
        (_, Direction::Past) if reference.is_firm() => 12,
        (_, Direction::Past) => 3,
        (_, Direction::Unknown) => 1,
        (_, Direction::Future) => return Some(if since <= until / 6 { past } else { future }),
    };
    Some(if since <= patience * until { past } else { future })
}
