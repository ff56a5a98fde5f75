//! What the statements found have in common, counted.

use std::collections::HashMap;
use std::hash::Hash;

use onrecord_record::stance::Stance;

use crate::snapshot::{Place, Snapshot};

/// Most values of a facet that are shown.
const MOST: usize = 8;

/// Values with how often each occurs, the most frequent first: what stands in an address, what people read, how often.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Facet {
    pub values: Vec<(String, String, usize)>,
    /// How many values there are besides.
    pub n_more: usize,
}

impl Facet {
    /// Counts `found`; `shown` gives address and name of a value.
    pub fn counted<K: Hash + Eq + Ord + Copy>(
        found: impl Iterator<Item = K>,
        shown: impl Fn(K) -> Option<(String, String)>,
    ) -> Self {
        let mut counts: HashMap<K, usize> = HashMap::new();
        for key in found {
            *counts.entry(key).or_default() += 1;
        }
        let mut counts: Vec<(K, usize)> = counts.into_iter().collect();
        counts.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        let n_more = counts.len().saturating_sub(MOST);
        counts.truncate(MOST);
        let values = counts.into_iter().filter_map(|(key, n)| shown(key).map(|(value, name)| (value, name, n)));
        Self { values: values.collect(), n_more }
    }
}

/// All facets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Facets {
    pub actors: Facet,
    pub parties: Facet,
    pub issues: Facet,
    pub stances: Facet,
    pub outlets: Facet,
}

impl Facets {
    /// Of these statements. A statement counts once for each value.
    pub fn of(snapshot: &Snapshot, places: &[Place]) -> Self {
        let heads = || places.iter().filter_map(|place| snapshot.head(*place));
        let actor = |at: u32| snapshot.actor_at(at).map(|actor| (actor.id.to_string(), actor.name.clone()));
        let side = snapshot.sides();
        let mut issues: Vec<(Place, usize)> = Vec::new();
        let mut stances: Vec<(Place, Stance)> = Vec::new();
        for place in places {
            for stance in snapshot.stances_in(*place) {
                issues.extend(snapshot.issue_place(&stance.issue).map(|issue| (*place, issue)));
                stances.push((*place, stance.stance));
            }
        }
        issues.sort_unstable();
        issues.dedup();
        stances.sort_unstable();
        stances.dedup();
        let mut outlets: Vec<(Place, u16)> = Vec::new();
        for place in places {
            let Some(head) = snapshot.head(*place) else { continue };
            match head.reports.as_slice() {
                [report] => outlets.extend(snapshot.outlet_of(*report).map(|outlet| (*place, outlet))),
                reports => {
                    let mut found: Vec<u16> = reports.iter().filter_map(|report| snapshot.outlet_of(*report)).collect();
                    found.sort_unstable();
                    found.dedup();
                    outlets.extend(found.into_iter().map(|outlet| (*place, outlet)));
                }
            }
        }
        Self {
            actors: Facet::counted(heads().filter_map(|head| head.speaker), actor),
            parties: Facet::counted(
                heads().filter_map(|head| head.speaker.and_then(|at| side.get(at as usize).copied())),
                actor,
            ),
            issues: Facet::counted(issues.into_iter().map(|(_, issue)| issue), |at| {
                snapshot.issues.get(at).map(|issue| (issue.id.to_string(), issue.label.clone()))
            }),
            stances: Facet::counted(stances.into_iter().map(|(_, stance)| stance), |stance| {
                Some((stance.name().to_owned(), crate::page::part::mark::word(stance).to_owned()))
            }),
            outlets: Facet::counted(outlets.into_iter().map(|(_, outlet)| outlet), |outlet| {
                let name = snapshot.outlets().get(usize::from(outlet))?.clone();
                Some((name.clone(), name))
            }),
        }
    }
}
