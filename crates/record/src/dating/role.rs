//! When somebody is called by a role: offices pass from one to another, and two people may have one title.

use crate::actor::{Actor, Evidence};
use crate::date::{Granularity, Interval};
use crate::report::Report;

/// Says of each role between which days reports give it. `reports` are sorted by id.
pub(crate) fn date_roles(actors: &mut [Actor], reports: &[Report]) {
    for role in actors.iter_mut().flat_map(|actor| &mut actor.roles) {
        role.given_on = given_on(&role.evidence, reports);
    }
}

/// From the first to the last day on which a report that has some of `evidence` may have come out; reports that are not
/// dated from both sides say nothing.
fn given_on(evidence: &[Evidence], reports: &[Report]) -> Option<Interval> {
    let published = evidence.iter().filter_map(|evidence| {
        let at = reports.binary_search_by(|report| report.id.cmp(&evidence.report)).ok()?;
        let date = reports.get(at)?.dating.published.as_ref()?;
        Some((date.earliest()?, date.latest()?))
    });
    let (first, last) = published.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
    let granularity = if first == last { Granularity::Day } else { Granularity::Range };
    Interval::new(Some(first), Some(last), granularity).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};
    use onrecord_text::document::{Locator, Metadata};
    use onrecord_text::span::Span;

    use super::*;
    use crate::date::{Basis, DateInterval};
    use crate::report::Dating;

    fn report(id: char, days: Option<(Date, Date)>) -> Report {
        let published = days.and_then(|(first, last)| {
            let interval = Interval::new(Some(first), Some(last), Granularity::Range).ok()?;
            Some(DateInterval::new(interval, Basis::Text("Łódź, 3 March".to_owned())))
        });
        Report {
            id: format!("r-{}", id.to_string().repeat(24)).parse().expect("an id"),
            locator: Locator::default(),
            metadata: Metadata::default(),
            dating: Dating { published, clues: Vec::new() },
        }
    }

    #[test]
    fn a_role_is_given_from_the_first_to_the_last_report_that_is_dated() {
        let reports = [
            report('a', Some((date(2031, 3, 3), date(2031, 3, 4)))),
            report('b', None),
            report('c', Some((date(2030, 12, 31), date(2030, 12, 31)))),
        ];
        let evidence = |places: &[usize]| -> Vec<Evidence> {
            let of = |place: &usize| Evidence { report: reports[*place].id.clone(), span: Span::from_range(0..3) };
            places.iter().map(of).collect()
        };
        let days = |places: &[usize]| {
            given_on(&evidence(places), &reports).map(|on| (on.earliest(), on.latest(), on.granularity()))
        };
        let (new_year, march) = (Some(date(2030, 12, 31)), Some(date(2031, 3, 4)));
        assert_eq!(days(&[0, 1, 2]), Some((new_year, march, Granularity::Range)));
        assert_eq!(days(&[2]), Some((new_year, new_year, Granularity::Day)));
        assert_eq!(days(&[1]), None);
    }
}
