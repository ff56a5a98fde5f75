//! Corrections to single attributions: who speaks there, or that nobody does.

use std::collections::BTreeMap;

use super::Resolved;
use crate::attribution::Attribution;
use crate::correction::Correction;
use crate::id::{ActorId, AttributionId};
use crate::stance::StanceReading;

/// Gives attributions the speakers that people named, and takes out those that people rejected, with all that rests on
/// them; the places of the corrections that found nothing to correct.
pub(crate) fn apply(
    corrections: &[Correction],
    resolved: &Resolved,
    attributions: &mut Vec<Attribution>,
    readings: &mut Vec<StanceReading>,
) -> Vec<usize> {
    let mut idle = Vec::new();
    let place_of: BTreeMap<AttributionId, usize> =
        attributions.iter().enumerate().map(|(at, attribution)| (attribution.id.clone(), at)).collect();
    let mut is_rejected = vec![false; attributions.len()];
    for (number, correction) in corrections.iter().enumerate() {
        let place = |id| place_of.get(id).copied();
        match correction {
            Correction::SetSpeaker { attribution, speaker } => {
                let found = place(attribution).and_then(|at| attributions.get_mut(at));
                match found.zip(resolved.current(speaker)) {
                    Some((found, speaker)) => set_speaker(found, speaker, readings),
                    None => idle.push(number),
                }
            }
            Correction::RejectAttribution { attribution } => {
                match place(attribution).and_then(|at| is_rejected.get_mut(at)) {
                    Some(is_rejected) => *is_rejected = true,
                    None => idle.push(number),
                }
            }
            _ => {}
        }
    }
    if is_rejected.contains(&true) {
        let gone = |id: &AttributionId| place_of.get(id).and_then(|at| is_rejected.get(*at)) == Some(&true);
        attributions.retain(|attribution| !gone(&attribution.id));
        for attribution in attributions.iter_mut() {
            attribution.parent.take_if(|parent| gone(parent));
        }
        readings.retain(|reading| !reading.attribution.as_ref().is_some_and(gone));
    }
    idle
}

/// What the former speaker was taken to hold in these words, the new one holds.
fn set_speaker(attribution: &mut Attribution, speaker: ActorId, readings: &mut [StanceReading]) {
    let of_here = |reading: &&mut StanceReading| reading.attribution.as_ref() == Some(&attribution.id);
    for reading in readings.iter_mut().filter(of_here) {
        if Some(&reading.holder) == attribution.speaker.as_ref() {
            reading.holder = speaker.clone();
        }
    }
    attribution.via.retain(|id| *id != speaker);
    attribution.speaker = Some(speaker);
}
