//! `onrecord actors`: corrections of who is who.

use onrecord_record::correction::Correction;
use onrecord_store::store::Store;

use crate::Done;
use crate::arguments::{Actors, Change};
use crate::command::names::{Names, made};
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
            let made = made(change);
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
