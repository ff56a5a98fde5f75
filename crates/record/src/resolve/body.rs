//! For which longer name of a body a shorter one stands: "Growers’ League" for "Élan Growers’ League".

use std::collections::{BTreeMap, BTreeSet};

use super::people::People;
use crate::actor::{ActorKind, Identity};
use crate::enter::{body_key, is_body_noun};
use crate::office::{is_modifier, is_office_noun};
use crate::report::ReportFacts;

/// Keys of shorter names, each with the key of the longer one.
///
/// The longer name has words in front; of several such names, each is the end of the longest. No report has both, since
/// it would tell two bodies apart, and the reports of both keep the same company. "Foreign ministry" and "council",
/// which every country has, stand for nobody's.
pub(super) fn shorter_names(facts: &[ReportFacts], people: &People) -> BTreeMap<String, String> {
    let mut reports: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (report_idx, facts) in facts.iter().enumerate() {
        let bodies = facts.cast.iter().filter(|m| m.identity == Identity::Named && m.kind == ActorKind::Organisation);
        for member in bodies {
            reports.entry(body_key(&member.name)).or_default().insert(report_idx);
        }
    }
    let mut longer: BTreeMap<&str, Vec<&String>> = BTreeMap::new();
    for key in reports.keys() {
        let ends = key.match_indices(' ').filter_map(|(at, _)| key.get(at + 1..));
        for end in ends.filter(|end| reports.contains_key(*end) && is_distinct(end)) {
            longer.entry(end).or_default().push(key);
        }
    }
    let found = longer.into_iter().filter_map(|(short, all)| {
        let longest = *all.iter().max_by_key(|key| key.len())?;
        let (own, its) = (reports.get(short)?, reports.get(longest)?);
        let is_one = all.iter().all(|key| longest.ends_with(key.as_str()));
        (is_one && own.is_disjoint(its) && people.company.is_shared(own, its))
            .then(|| (short.to_owned(), longest.clone()))
    });
    found.collect()
}

/// Whether a word of the name is its own, rather than one that many bodies have.
fn is_distinct(name: &str) -> bool {
    name.contains(' ') && name.split(' ').any(|word| !is_body_noun(word) && !is_modifier(word) && !is_office_noun(word))
}

#[cfg(test)]
mod tests {
    use crate::record::Record;
    use crate::testing::{Names, report};

    fn speakers(bodies: [&str; 2], companions: &str) -> usize {
        let facts = bodies.iter().enumerate().map(|(i, body)| {
            let text = format!("{companions} came. {{1s The {body}}} {{1q said}} {{1c yes}}.");
            let names = Names { people: "Ada Quill|Tom Löw", organisations: body, places: "" };
            report(&format!("{i}"), "", &text, names).facts
        });
        Record::build(facts).actors.len()
    }

    #[test]
    fn a_shorter_name_needs_company_and_a_word_of_its_own() {
        let company = "Ada Quill and Tom Löw";
        assert_eq!(speakers(["Élan Growers’ League", "Growers’ League"], company), 1);
        assert_eq!(speakers(["Élan Growers’ League", "Growers’ League"], "Nobody"), 2);
        assert_eq!(speakers(["Élan Harbour Council", "Council"], company), 2);
        assert_eq!(speakers(["Élan Foreign Ministry", "Foreign Ministry"], company), 2);
    }
}
