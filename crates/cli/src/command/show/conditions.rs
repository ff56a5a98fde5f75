//! `onrecord show conditions`: what depends on what.

use std::collections::BTreeMap;
use std::io::Write;

use onrecord_record::id::{ActorId, IssueId};
use onrecord_store::store::Store;

use super::print_table;
use crate::arguments::RecordOnly;
use crate::command::count;
use crate::failure::Failure;

pub(super) fn show_conditions(arguments: &RecordOnly, out: &mut impl Write) -> Result<(), Failure> {
    let record = Store::open_read_only(&arguments.record)?.record()?;
    let names: BTreeMap<&ActorId, &str> = record.actors.iter().map(|actor| (&actor.id, actor.name.as_str())).collect();
    let labels: BTreeMap<&IssueId, &str> =
        record.issues.iter().map(|issue| (&issue.id, issue.label.as_str())).collect();
    let with_issues = |words: &str, issues: &[IssueId]| {
        let issues: Vec<&str> = issues.iter().filter_map(|id| labels.get(id).copied()).collect();
        if issues.is_empty() { words.to_owned() } else { format!("{words}\n[{}]", issues.join("; ")) }
    };
    let rows: Vec<Vec<String>> = record
        .conditions
        .iter()
        .map(|condition| {
            let not = if condition.negated { "not: " } else { "" };
            vec![
                names.get(&condition.holder).copied().unwrap_or("?").to_owned(),
                with_issues(&condition.wants, &condition.issues),
                format!("{not}{}", with_issues(&condition.requires, &condition.required_issues)),
            ]
        })
        .collect();
    print_table(&["Holder", "Wants or offers", "Requires"], &[], &rows, out)?;
    writeln!(out, "{}", count(rows.len(), "condition", "conditions"))?;
    Ok(())
}
