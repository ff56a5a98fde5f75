//! Conditions as a graph in the language of Graphviz: who needs what from whom.
//!
//! Every node is an issue, or the words of a report where they name none. An arrow leads from what a holder wants or
//! offers to what that requires. Arrows that are part of a circle (each side waits for the other) are marked.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use onrecord_record::id::{ActorId, IssueId};
use onrecord_record::record::Record;

/// Writes the graph of all conditions of `record`.
///
/// # Errors
/// If `out` does not take it.
pub fn write_conditions(record: &Record, out: &mut dyn Write) -> io::Result<()> {
    let names: BTreeMap<&ActorId, &str> = record.actors.iter().map(|actor| (&actor.id, actor.name.as_str())).collect();
    let labels: BTreeMap<&IssueId, &str> =
        record.issues.iter().map(|issue| (&issue.id, issue.label.as_str())).collect();
    let node = |issues: &[IssueId], words: &str| {
        let label = issues.first().and_then(|id| labels.get(id));
        label.map_or_else(|| words.to_owned(), |label| (*label).to_owned())
    };
    let mut arrows: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for condition in &record.conditions {
        let wants = node(&condition.issues, &condition.wants);
        let required: Vec<IssueId> =
            condition.required_issues.iter().filter(|issue| !condition.issues.contains(issue)).cloned().collect();
        let not = if condition.negated { "not: " } else { "" };
        let requires = format!("{not}{}", node(&required, &condition.requires));
        let holder = names.get(&condition.holder).copied().unwrap_or("?").to_owned();
        arrows.entry((wants, requires)).or_default().insert(holder);
    }
    let nodes: BTreeSet<&String> = arrows.keys().flat_map(|(from, to)| [from, to]).collect();
    let numbers: BTreeMap<&String, usize> = nodes.iter().enumerate().map(|(n, node)| (*node, n)).collect();
    let circular = circular(&arrows);
    writeln!(out, "digraph conditions {{")?;
    writeln!(out, "  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\"];")?;
    for (node, number) in &numbers {
        writeln!(out, "  n{number} [label=\"{}\"];", escaped(node))?;
    }
    for ((from, to), holders) in &arrows {
        let holders = holders.iter().cloned().collect::<Vec<_>>().join(", ");
        let mark = if circular.contains(&(from, to)) { ", color=red, penwidth=2, xlabel=\"circle\"" } else { "" };
        writeln!(out, "  n{} -> n{} [label=\"{}\"{mark}];", numbers[from], numbers[to], escaped(&holders))?;
    }
    writeln!(out, "}}")
}

/// The arrows from whose end a way leads back to their start.
fn circular(arrows: &BTreeMap<(String, String), BTreeSet<String>>) -> BTreeSet<(&String, &String)> {
    let mut onward: BTreeMap<&String, Vec<&String>> = BTreeMap::new();
    for (from, to) in arrows.keys() {
        onward.entry(from).or_default().push(to);
    }
    let leads_to = |start: &String, goal: &String| {
        let mut seen = BTreeSet::from([start]);
        let mut open = vec![start];
        while let Some(at) = open.pop() {
            if at == goal {
                return true;
            }
            open.extend(onward.get(at).into_iter().flatten().copied().filter(|next| seen.insert(next)));
        }
        false
    };
    arrows.keys().filter(|(from, to)| leads_to(to, from)).map(|(from, to)| (from, to)).collect()
}

fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        match c {
            '"' | '\\' => escaped.extend(['\\', c]),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_waits_for_each_other_stands_in_a_circle() {
        let arrow = |from: &str, to: &str| ((from.to_owned(), to.to_owned()), BTreeSet::new());
        let arrows: BTreeMap<_, _> =
            [arrow("Truce", "Élections"), arrow("Élections", "Truce"), arrow("Truce", "aid")].into();
        let circular = circular(&arrows);
        assert_eq!(circular.len(), 2);
        assert!(circular.iter().all(|(_, to)| to.as_str() != "aid"));
    }

    #[test]
    fn words_cannot_leave_their_quotation_marks() {
        assert_eq!(escaped("a \"b\"\\\n]"), "a \\\"b\\\"\\\\ ]");
    }
}
