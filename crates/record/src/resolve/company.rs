//! In whose company reports name somebody: what two reports have in common beside a name.

use std::collections::{BTreeMap, BTreeSet};

/// Most reports of an actor whose company is looked at, so that the work stays in proportion to the number of names.
const N_REPORTS: usize = 32;

/// Somebody or something else a report names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Companion {
    /// A person, by key.
    Person(String),
    /// A body or place that is no country of the world, by key.
    Body(String),
}

/// Whom and what each report names, by the report's number.
#[derive(Clone, Debug, Default)]
pub(super) struct Company {
    by_report: BTreeMap<usize, BTreeSet<Companion>>,
}

impl Company {
    pub fn add(&mut self, report: usize, companion: Companion) {
        self.by_report.entry(report).or_default().insert(companion);
    }

    /// Whether `a` and `b`, reports of two actors, name the same others: two people, or one and two bodies.
    pub fn is_shared(&self, a: &BTreeSet<usize>, b: &BTreeSet<usize>) -> bool {
        let of = |reports: &BTreeSet<usize>| -> BTreeSet<&Companion> {
            let reports = reports.iter().take(N_REPORTS);
            reports.filter_map(|report| self.by_report.get(report)).flatten().collect()
        };
        let (a, b) = (of(a), of(b));
        let shared = || a.intersection(&b);
        let people = shared().filter(|companion| matches!(companion, Companion::Person(_))).count();
        people >= 2 || (people == 1 && shared().count() >= 3)
    }
}
