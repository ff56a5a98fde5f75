//! Which attributions report the same utterance.
//!
//! Two attributions of one speaker do if the words of one are, but for a few, among the words of
//! the other ([`likeness`]). Only those that share a run of words are compared, so that the work
//! grows with what is alike and not with all pairs. Speakers that are not known are not the same.

mod align;
mod likeness;
mod material;
mod wording;

use std::collections::BTreeMap;

use crate::attribution::Attribution;
use crate::cluster::Clusters;
use crate::dating::statement_said_on;
use crate::id::{ActorId, StatementId};
use crate::statement::Statement;

use self::likeness::Wording;

/// Which of `attributions`, sorted by id, tell of one utterance: their places, in order.
pub(crate) fn group(attributions: &[Attribution]) -> Vec<Vec<usize>> {
    let mut clusters = Clusters::new(attributions.len());
    let mut by_speaker: BTreeMap<&ActorId, Vec<usize>> = BTreeMap::new();
    for (i, attribution) in attributions.iter().enumerate() {
        if let Some(speaker) = &attribution.speaker {
            by_speaker.entry(speaker).or_default().push(i);
        }
    }
    for same_speaker in by_speaker.values() {
        let wordings: Vec<Wording> =
            same_speaker.iter().filter_map(|i| attributions.get(*i)).map(Wording::of).collect();
        for (a, b) in likeness::alike(&wordings) {
            if let (Some(a), Some(b)) = (same_speaker.get(a), same_speaker.get(b)) {
                clusters.join(*a, *b);
            }
        }
    }
    clusters.into_groups()
}

/// The statements that `attributions` bear witness to, one for each group of their places, by id.
pub(crate) fn statements(groups: &[Vec<usize>], attributions: &[Attribution]) -> Vec<Statement> {
    let witnesses = |group: &Vec<usize>| group.iter().filter_map(|i| attributions.get(*i)).collect::<Vec<_>>();
    let mut statements: Vec<Statement> = groups.iter().map(|group| statement(&witnesses(group))).collect();
    statements.sort_by(|a, b| a.id.cmp(&b.id));
    statements
}

/// The statement of these attributions, of which there is at least one, sorted by id.
fn statement(witnesses: &[&Attribution]) -> Statement {
    let ids: Vec<_> = witnesses.iter().map(|w| w.id.clone()).collect();
    let wordings = wording::wordings(witnesses);
    Statement {
        id: StatementId::of(&ids),
        speaker: witnesses.first().and_then(|w| w.speaker.clone()),
        text: wordings.first().map(|fullest| fullest.text.clone()).unwrap_or_default(),
        said_on: statement_said_on(witnesses.iter().copied()),
        witnesses: ids,
        wordings,
    }
}
