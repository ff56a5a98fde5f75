//! `onrecord show corrections`.

use std::io::Write;

use onrecord_record::correction::Correction;
use onrecord_record::id::{ActorId, IssueId};
use onrecord_store::decisions::Made;
use onrecord_store::store::Store;

use super::{file, names, print_table};
use crate::command::count;
use crate::failure::Failure;

pub(super) fn show_corrections(store: &Store, out: &mut impl Write) -> Result<(), Failure> {
    let names = names(store)?;
    let name = |id: &ActorId| names.get(id).cloned().unwrap_or_else(|| id.to_string());
    let issues = store.record()?.issues;
    let label = |id: &IssueId| issues.iter().find(|issue| issue.id == *id).map_or(id.as_str(), |i| &i.label).to_owned();
    let mut rows = Vec::new();
    for kept in store.corrections()? {
        let what = match &kept.correction {
            Correction::Merge { kept, other } => format!("{} is {}", name(other), name(kept)),
            Correction::Split { actor, report } => {
                let file = store.report(report)?.map_or_else(|| report.to_string(), |report| file(&report));
                format!("{} in {file} is somebody else", name(actor))
            }
            Correction::Rename { actor, name: now } => format!("{} is called {now}", name(actor)),
            Correction::SetParty { actor, party: Some(party) } => format!("{} speaks for {}", name(actor), name(party)),
            Correction::SetParty { actor, party: None } => format!("{} speaks for nobody else", name(actor)),
            Correction::SetSpeaker { attribution, speaker } => format!("{} says {attribution}", name(speaker)),
            Correction::RejectAttribution { attribution } => format!("nobody says {attribution}"),
            Correction::RejectStance { reading } => format!("{reading} takes no side"),
            Correction::SetStance { reading, stance } => format!("{reading}: {}", stance.name()),
            Correction::MoveStance { reading, issue } => format!("{reading} is on {}", label(issue)),
            Correction::AddStance { attribution, holder, issue, stance } => {
                let holder = holder.as_ref().map_or_else(|| "its speaker".to_owned(), name);
                format!("{attribution}: {holder} on {}: {}", label(issue), stance.name())
            }
            Correction::MergeIssues { kept, other } => format!("{} is {}", label(other), label(kept)),
        };
        let state = match (kept.is_undone, kept.is_idle) {
            (true, _) => "taken back",
            (false, true) => "nothing by that id is in the record",
            (false, false) => "",
        };
        let Made { on, by } = kept.made;
        rows.push(vec![
            kept.number.to_string(),
            what,
            by.unwrap_or_default(),
            on.unwrap_or_default(),
            state.to_owned(),
        ]);
    }
    print_table(&["No.", "Correction", "By", "On", ""], &[0], &rows, out)?;
    writeln!(out, "{}", count(rows.len(), "correction", "corrections"))?;
    Ok(())
}
