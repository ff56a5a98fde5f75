//! `onrecord actors`: corrections of who is who.

use std::path::Path;

use jiff::Timestamp;
use onrecord_record::actor::Actor;
use onrecord_record::correction::Correction;
use onrecord_record::id::{ActorId, ReportId};
use onrecord_store::decisions::Made;
use onrecord_store::query::{ActorFilter, ReportFilter};
use onrecord_store::store::Store;

use crate::Done;
use crate::arguments::{Actors, Change};
use crate::failure::Failure;
use crate::progress::Progress;

/// Changes the corrections and derives the record anew.
pub fn run(what: &Actors) -> Result<Done, Failure> {
    let (Actors::Merge { change, .. }
    | Actors::Split { change, .. }
    | Actors::Rename { change, .. }
    | Actors::SetParty { change, .. }
    | Actors::Undo { change, .. }
    | Actors::Redo { change, .. }) = what;
    let mut store = Store::open(&change.record)?;
    store.rebuild()?;
    let told = match what {
        Actors::Undo { number, .. } => set_undone(&mut store, change, *number, true)?,
        Actors::Redo { number, .. } => set_undone(&mut store, change, *number, false)?,
        what => {
            let correction = correction(&Names { store: &store, record: &change.record }, what)?;
            let made = Made { on: Some(now()), by: change.by.clone() };
            format!("correction {} made", store.correct(&correction, &made)?)
        }
    };
    store.rebuild()?;
    store.close()?;
    Progress::start(None).say(&told);
    Ok(Done::Whole)
}

fn set_undone(store: &mut Store, change: &Change, number: i64, is_undone: bool) -> Result<String, Failure> {
    if !store.undo_correction(number, is_undone)? {
        return Err(Failure::NoCorrection { number, record: change.record.clone() });
    }
    Ok(format!("correction {number} {}", if is_undone { "taken back" } else { "made again" }))
}

/// The moment, to the second.
fn now() -> String {
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second()).unwrap_or(now).to_string()
}

fn correction(names: &Names<'_>, what: &Actors) -> Result<Correction, Failure> {
    Ok(match what {
        Actors::Merge { kept, other, .. } => Correction::Merge { kept: names.actor(kept)?, other: names.actor(other)? },
        Actors::Split { actor, report, .. } => {
            Correction::Split { actor: names.actor(actor)?, report: names.report(report)? }
        }
        Actors::Rename { actor, name, .. } => Correction::Rename { actor: names.actor(actor)?, name: name.clone() },
        Actors::SetParty { actor, party, .. } => {
            let party = party.as_ref().map(|party| names.actor(party)).transpose()?;
            Correction::SetParty { actor: names.actor(actor)?, party }
        }
        Actors::Undo { number, change } | Actors::Redo { number, change } => {
            return Err(Failure::NoCorrection { number: *number, record: change.record.clone() });
        }
    })
}

struct Names<'s> {
    store: &'s Store,
    record: &'s Path,
}

impl Names<'_> {
    /// The one actor with this id, or this name, or with this in its name.
    fn actor(&self, wanted: &str) -> Result<ActorId, Failure> {
        let all = self.store.actors(&ActorFilter::default())?;
        let lower = wanted.to_lowercase();
        let is_name = |name: &String| name.to_lowercase() == lower;
        let tests: [&dyn Fn(&Actor) -> bool; 4] = [
            &|actor| actor.id.as_str() == wanted,
            &|actor| is_name(&actor.name),
            &|actor| actor.aliases.iter().any(is_name),
            &|actor| actor.name.to_lowercase().contains(&lower),
        ];
        let fitting = tests.iter().map(|test| all.iter().filter(|actor| test(actor)).collect::<Vec<_>>());
        match fitting.into_iter().find(|found| !found.is_empty()).as_deref() {
            Some([actor]) => Ok(actor.id.clone()),
            Some(several) => {
                Err(self.ambiguous("actor", wanted, several.iter().map(|a| format!("{} ({})", a.name, a.id)).collect()))
            }
            None => Err(self.not_found("actor", wanted)),
        }
    }

    /// The one report with this id, or with this in its file name or title.
    fn report(&self, wanted: &str) -> Result<ReportId, Failure> {
        let lower = wanted.to_lowercase();
        let mut found = self.store.reports(&ReportFilter::default())?;
        found.retain(|report| {
            let title = report.metadata.title.as_deref().unwrap_or("");
            let names = [report.locator.file.as_str(), title].map(str::to_lowercase);
            report.id.as_str() == wanted || names.iter().any(|name| name.contains(&lower))
        });
        match found.as_slice() {
            [report] => Ok(report.id.clone()),
            [] => Err(self.not_found("report", wanted)),
            several => {
                let names = several.iter().map(|r| format!("{} ({})", r.locator.file, r.id)).collect();
                Err(self.ambiguous("report", wanted, names))
            }
        }
    }

    fn not_found(&self, what: &'static str, wanted: &str) -> Failure {
        Failure::NotFound { what, wanted: wanted.to_owned(), record: self.record.to_owned() }
    }

    fn ambiguous(&self, what: &'static str, wanted: &str, found: Vec<String>) -> Failure {
        Failure::Ambiguous { what, wanted: wanted.to_owned(), record: self.record.to_owned(), found }
    }
}
