//! Whose an office is, in one form for all words that reports have for it.
//!
//! "The League’s chairman" of a report that has the Élan Growers’ League is chairman of that, and so is the chairman of the
//! "Growers’ League" of another.

use std::collections::BTreeMap;

use super::gazetteer::Gazetteer;
use crate::actor::{ActorKind, Identity};
use crate::enter::body_key;
use crate::office::Office;
use crate::report::ReportFacts;

pub(super) struct Scopes<'g> {
    gazetteer: &'g Gazetteer,
    /// For each report, the key of the full name by that of each name it has for a body.
    by_report: Vec<BTreeMap<String, String>>,
}

impl<'g> Scopes<'g> {
    /// `full` gives the key of the full name for that of a short one.
    pub fn new(facts: &[ReportFacts], gazetteer: &'g Gazetteer, full: impl Fn(&str) -> String) -> Self {
        let bodies = |facts: &ReportFacts| {
            let mut found = BTreeMap::new();
            let is_body = |kind| matches!(kind, ActorKind::Organisation | ActorKind::Group);
            for member in facts.cast.iter().filter(|m| m.identity == Identity::Named && is_body(m.kind)) {
                let key = full(&body_key(&member.name));
                for name in member.aliases.iter().chain([&member.name]) {
                    let name = body_key(name);
                    if name != key {
                        found.insert(name, key.clone());
                    }
                }
            }
            found
        };
        Self { gazetteer, by_report: facts.iter().map(bodies).collect() }
    }

    /// The office of the report with this number, with whose it is in one form.
    pub fn office(&self, report_idx: usize, office: Office) -> Office {
        let Office { name, scope } = self.gazetteer.office(office);
        let full = |scope: &String| self.by_report.get(report_idx)?.get(scope).cloned();
        let scope = scope.map(|scope| full(&scope).unwrap_or(scope));
        Office { name, scope }
    }

    /// The country that `scope` stands for.
    pub fn country(&self, scope: &str) -> Option<String> {
        self.gazetteer.country(scope)
    }
}
