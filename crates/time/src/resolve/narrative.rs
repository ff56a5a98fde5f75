//! Reading the expressions of a text in order, each against what was spoken of before it.

use jiff::civil::Date;

use crate::calendar::period::{Period, PeriodKind};
use crate::calendar::recurring::Recurring;
use crate::calendar::unit::Unit;
use crate::expression::Expression;
use crate::meaning::Meaning;
use crate::meaning::amount::{Amount, Duration};
use crate::meaning::when::{AccountYear, DateMeaning, When, Which};
use crate::reference::Reference;
use crate::value::{Day, Timex3Value};

use super::Resolved;

/// Resolves the expressions of one text, given in text order. `reference` says when the text is
/// of; what it has spoken of is added on the way: a date that is placed is what "that day", "a
/// week earlier" and a time without its day are read against, a quarter is what "the quarter" and
/// "a year earlier" mean from then on.
pub fn resolve_all(expressions: &[Expression], reference: &Reference) -> Vec<Resolved> {
    let mut reference = *reference;
    let mut found = Vec::with_capacity(expressions.len());
    let days = days_in_full(expressions);
    for expression in expressions {
        let resolved = Expression { meaning: in_full(expression.meaning, &days), ..*expression }.resolve(&reference);
        if expression.dateline
            && let Some(day) = period_of(&resolved.value)
            && let Some(written) = sent_on(day, &reference)
        {
            reference = reference.written_on(written);
        }
        if let Some(period) = period_of(&resolved.value)
            && is_spoken_of(&expression.meaning)
        {
            reference = reference.speaking_of(period);
            let over = reference.latest().is_some_and(|now| period.last() < now);
            if matches!(period.kind(), PeriodKind::Quarter(_)) && over && opens_an_account(&expression.meaning) {
                reference = reference.accounting_for(Some(period));
            }
        } else if accounts_for_months(&expression.meaning) {
            reference = reference.accounting_for(None);
        }
        found.push(resolved);
    }
    found
}

/// The days that the text gives with their year.
fn days_in_full(expressions: &[Expression]) -> Vec<Period> {
    let day = |expression: &Expression| match day_of(&expression.meaning)?.when {
        When::Period(period) if period.kind() == PeriodKind::Day => Some(period),
        _ => None,
    };
    expressions.iter().filter_map(day).collect()
}

/// `meaning`, with the year that the text gives the same day elsewhere: after "Aug. 7, 1998", "Aug.
/// 7" is that day, whatever the tense.
fn in_full(mut meaning: Meaning, days: &[Period]) -> Meaning {
    let day = match &mut meaning {
        Meaning::Date(date) => Some(date),
        Meaning::Time(time) => time.day.as_mut(),
        Meaning::Duration(_) | Meaning::Set(_) => None,
    };
    if let Some(day) = day
        && let When::Named { name: Recurring::MonthDay(name), which: Which::Bare } = day.when
        && let Some(known) =
            days.iter().find(|p| (p.first().month(), p.first().day()) == (name.month().get(), name.day()))
    {
        day.when = When::Period(*known);
    }
    meaning
}

fn day_of(meaning: &Meaning) -> Option<DateMeaning> {
    match meaning {
        Meaning::Date(date) => Some(*date),
        Meaning::Time(time) => time.day,
        Meaning::Duration(_) | Meaning::Set(_) => None,
    }
}

/// The day of a dateline, where it can be that of the text: reports come out on the day they are
/// sent, or a little later.
fn sent_on(day: Period, reference: &Reference) -> Option<Date> {
    let (written, published) = (day.first(), reference.latest()?);
    let fits = day.kind() == PeriodKind::Day
        && reference.earliest() == Some(published)
        && (0..=3).contains(&(published - written).get_days());
    fits.then_some(written)
}

fn period_of(value: &Timex3Value) -> Option<Period> {
    match value {
        Timex3Value::Period(period) | Timex3Value::Time(Day::In(period), _) => Some(*period),
        _ => None,
    }
}

fn is_spoken_of(meaning: &Meaning) -> bool {
    matches!(meaning, Meaning::Date(_) | Meaning::Time(_))
}

/// Half-years and "the nine months" are accounted for, too, but have no name that could be moved.
fn accounts_for_months(meaning: &Meaning) -> bool {
    matches!(meaning, Meaning::Duration(Duration { amount: Amount::Exact(n), unit: Unit::Month, .. })
        if matches!(n.as_whole(), Some(6 | 9)))
}

/// Comparisons with another year do not change what is accounted for.
fn opens_an_account(meaning: &Meaning) -> bool {
    let Meaning::Date(date) = meaning else { return false };
    !matches!(date.when, When::Account(AccountYear::Before | AccountYear::Of(_)) | When::Distance { .. })
}
