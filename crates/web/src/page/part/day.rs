//! Days as people write them, no more exact than they are known.

use jiff::civil::Date;
use maud::{Markup, html};
use onrecord_record::date::{Basis, DateInterval, Rule};

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn month(day: Date) -> &'static str {
    usize::try_from(day.month() - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or("")
}

/// One day: "12 May 2024".
pub(crate) fn day(day: Date) -> String {
    format!("{} {} {}", day.day(), month(day), day.year())
}

/// "12 May 2024", "10–12 May 2024", "30 Apr – 2 May 2024", "by 13 May 2024", "from 1 Jun 2024"; empty for neither.
pub(crate) fn span(earliest: Option<Date>, latest: Option<Date>) -> String {
    match (earliest, latest) {
        (Some(from), Some(to)) if from == to => day(from),
        (Some(from), Some(to)) if from == from.first_of_month() && to == from.last_of_month() => {
            format!("{} {}", month(from), from.year())
        }
        (Some(from), Some(to)) if (from.year(), from.month()) == (to.year(), to.month()) => {
            format!("{}–{}", from.day(), day(to))
        }
        (Some(from), Some(to)) if from.year() == to.year() => format!("{} {} – {}", from.day(), month(from), day(to)),
        (Some(from), Some(to)) => format!("{} – {}", day(from), day(to)),
        (None, Some(to)) => format!("by {}", day(to)),
        (Some(from), None) => format!("from {}", day(from)),
        (None, None) => String::new(),
    }
}

/// The date of something, with what it was read from on hover.
pub(crate) fn when(date: &DateInterval) -> Markup {
    let words = span(date.earliest(), date.latest());
    let basis = basis(date.basis());
    match (date.earliest(), date.latest()) {
        (Some(from), Some(to)) if from == to => html! { time datetime=(from) title=(basis) { (words) } },
        _ => html! { span.date title=(basis) { (words) } },
    }
}

/// What a date rests on, in words.
pub(crate) fn basis(basis: &Basis) -> String {
    match basis {
        Basis::Text(words) => format!("from the words “{words}”"),
        Basis::Rule(Rule::NotAfterReport) => "told by a report of that day, so not later".to_owned(),
        Basis::Rule(Rule::NotBeforeReport) => "announced by a report of that day, so not earlier".to_owned(),
        Basis::Rule(Rule::ToldElsewhere) => "from the day that another report gives for what it tells".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn as_people_write_them() {
        let may = |day| Some(date(2024, 5, day));
        assert_eq!(span(may(12), may(12)), "12 May 2024");
        assert_eq!(span(may(10), may(12)), "10–12 May 2024");
        assert_eq!(span(may(1), may(31)), "May 2024");
        assert_eq!(span(Some(date(2024, 4, 30)), may(2)), "30 Apr – 2 May 2024");
        assert_eq!(span(Some(date(2023, 12, 30)), may(2)), "30 Dec 2023 – 2 May 2024");
        assert_eq!(span(None, may(13)), "by 13 May 2024");
        assert_eq!(span(may(13), None), "from 13 May 2024");
        assert_eq!(span(None, None), "");
    }
}
