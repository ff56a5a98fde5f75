//! `onrecord show reports`.

use std::io::Write;

use onrecord_record::actor::Actor;
use onrecord_record::report::{Report, Weight};
use onrecord_store::export::write_report;
use onrecord_store::store::Store;

use super::{Chosen, file, print_table};
use crate::command::count;
use crate::failure::Failure;

pub(super) fn show_reports(store: &Store, chosen: &Chosen, json: bool, out: &mut impl Write) -> Result<(), Failure> {
    let mut rows = Vec::new();
    for report in &chosen.reports {
        let attributions = store.attributions_in(&report.id)?;
        if let Some(actors) = &chosen.actors {
            let speaks = |actor: &Actor| attributions.iter().any(|a| a.speaker.as_ref() == Some(&actor.id));
            if !actors.iter().any(speaks) {
                continue;
            }
        }
        if json {
            write_report(report, out)?;
            continue;
        }
        rows.push(vec![
            date(report),
            basis(report),
            report.metadata.outlet.clone().unwrap_or_default(),
            report.metadata.title.clone().unwrap_or_default(),
            file(report),
            attributions.len().to_string(),
        ]);
    }
    if json {
        return Ok(());
    }
    print_table(&["Published", "Known from", "Outlet", "Title", "File", "Attributions"], &[5], &rows, out)?;
    writeln!(out, "{}", count(rows.len(), "report", "reports"))?;
    Ok(())
}

/// When the report came out, no more exact than it is known.
fn date(report: &Report) -> String {
    report.dating.published.as_ref().map_or_else(|| "not known".to_owned(), ToString::to_string)
}

/// What the date was found from, and what contradicts it.
fn basis(report: &Report) -> String {
    let clues = |weight| {
        let clues = report.dating.clues.iter().filter(move |clue| clue.weight == weight);
        clues.map(|clue| format!("{}: {}", clue.kind.name(), clue.basis))
    };
    let contradicting = clues(Weight::Contradicts).map(|clue| format!("but {clue}"));
    clues(Weight::Decides).chain(contradicting).collect::<Vec<_>>().join("\n")
}
