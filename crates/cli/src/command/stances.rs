//! `onrecord stances`, `onrecord attributions` and `onrecord issues`: corrections of who says what and takes which side.

use onrecord_record::correction::Correction;
use onrecord_store::store::Store;

use crate::Done;
use crate::arguments::{Attributions, Change, Issues, Stances};
use crate::command::names::{Names, made};
use crate::failure::Failure;
use crate::progress::Progress;

/// Corrects stances and derives the record anew.
pub fn run(what: &Stances) -> Result<Done, Failure> {
    let (Stances::Reject { change, .. }
    | Stances::Set { change, .. }
    | Stances::Move { change, .. }
    | Stances::Add { change, .. }) = what;
    correct(change, |names| {
        Ok(match what {
            Stances::Reject { stance, .. } => Correction::RejectStance { reading: stance.clone() },
            Stances::Set { stance, side, .. } => Correction::SetStance { reading: stance.clone(), stance: *side },
            Stances::Move { stance, issue, .. } => {
                Correction::MoveStance { reading: stance.clone(), issue: names.issue(issue)? }
            }
            Stances::Add { attribution, issue, side, holder, .. } => Correction::AddStance {
                attribution: attribution.clone(),
                holder: holder.as_ref().map(|holder| names.actor(holder)).transpose()?,
                issue: names.issue(issue)?,
                stance: *side,
            },
        })
    })
}

/// Corrects who says what and derives the record anew.
pub fn run_attributions(what: &Attributions) -> Result<Done, Failure> {
    let (Attributions::SetSpeaker { change, .. } | Attributions::Reject { change, .. }) = what;
    correct(change, |names| {
        Ok(match what {
            Attributions::SetSpeaker { attribution, speaker, .. } => {
                Correction::SetSpeaker { attribution: attribution.clone(), speaker: names.actor(speaker)? }
            }
            Attributions::Reject { attribution, .. } => {
                Correction::RejectAttribution { attribution: attribution.clone() }
            }
        })
    })
}

/// Corrects issues and derives the record anew.
pub fn run_issues(what: &Issues) -> Result<Done, Failure> {
    let Issues::Merge { change, kept, other } = what;
    correct(change, |names| Ok(Correction::MergeIssues { kept: names.issue(kept)?, other: names.issue(other)? }))
}

fn correct(
    change: &Change,
    correction: impl FnOnce(&Names<'_>) -> Result<Correction, Failure>,
) -> Result<Done, Failure> {
    let mut store = Store::open(&change.record)?;
    store.rebuild()?;
    let correction = correction(&Names { store: &store, record: &change.record })?;
    let number = store.correct(&correction, &made(change))?;
    store.rebuild()?;
    store.close()?;
    Progress::start(None).say(&format!("correction {number} made; `onrecord actors undo` takes it back"));
    Ok(Done::Whole)
}
