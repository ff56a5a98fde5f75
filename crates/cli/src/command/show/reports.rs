//! `onrecord show reports`.

use std::io::Write;

use onrecord_record::actor::Actor;
use onrecord_store::export::write_report;
use onrecord_store::store::Store;

use super::{Chosen, file, print_table, when};
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
            report.published.as_ref().map(when).unwrap_or_default(),
            report.metadata.outlet.clone().unwrap_or_default(),
            report.metadata.title.clone().unwrap_or_default(),
            file(report),
            attributions.len().to_string(),
        ]);
    }
    if json {
        return Ok(());
    }
    print_table(&["Published", "Outlet", "Title", "File", "Attributions"], &[4], &rows, out)?;
    writeln!(out, "{}", count(rows.len(), "report", "reports"))?;
    Ok(())
}
