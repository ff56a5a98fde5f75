//! Reading the expressions of a text in order, each against what was spoken of before it.

use crate::calendar::period::{Period, PeriodKind};
use crate::calendar::unit::Unit;
use crate::expression::Expression;
use crate::meaning::Meaning;
use crate::meaning::amount::{Amount, Duration};
use crate::meaning::when::{AccountYear, When};
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
    for expression in expressions {
        let resolved = expression.resolve(&reference);
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
