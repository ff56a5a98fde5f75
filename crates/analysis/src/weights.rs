//! What the decoder applies to the network's output: tag transitions and link biases.

use serde::Deserialize;

use crate::error::{ReaderError, ReaderErrorKind};

/// Roles in the order of their tags: O, then B- and I- of each.
pub(crate) const ROLES: [&str; 3] = ["source", "cue", "content"];
/// Mention kinds in the order of their tags.
pub(crate) const ENTITIES: [&str; 3] = ["person", "organisation", "place"];

/// The decoder's learned numbers, as training writes them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DecoderWeights {
    pub(crate) role_tags: Vec<String>,
    pub(crate) entity_tags: Vec<String>,
    /// Width of one link vector.
    pub(crate) link_width: usize,
    /// Upper edges of the distance buckets, in units.
    pub(crate) distances: Vec<usize>,
    /// Score of going from one role tag to the next, `[from][to]`.
    pub(crate) transitions: Vec<Vec<f32>>,
    /// Score of starting with a role tag.
    pub(crate) start: Vec<f32>,
    pub(crate) source_bias: LinkBias,
    pub(crate) cue_bias: LinkBias,
}

/// Learned preference for how two linked spans stand to each other.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LinkBias {
    /// By distance: first the buckets of "before", then those of "after".
    pub(crate) distance: Vec<f32>,
    /// By how many other cues stand between.
    pub(crate) between: Vec<f32>,
    /// By line breaks from one to the other, from three back to three on.
    pub(crate) lines: Vec<f32>,
}

impl DecoderWeights {
    pub(crate) fn parse(json: &str) -> Result<Self, ReaderError> {
        let weights: Self = serde_json::from_str(json)
            .map_err(|_| ReaderErrorKind::Weights("the decoder's numbers are not as expected"))?;
        let n_tags = 2 * ROLES.len() + 1;
        let tags_fit = weights.role_tags == bio_tags(&ROLES) && weights.entity_tags == bio_tags(&ENTITIES);
        let square = weights.start.len() == n_tags
            && weights.transitions.len() == n_tags
            && weights.transitions.iter().all(|row| row.len() == n_tags);
        let n_distance = 2 * (weights.distances.len() + 1);
        let biases_fit = [&weights.source_bias, &weights.cue_bias]
            .iter()
            .all(|b| b.distance.len() == n_distance && b.between.len() >= 2 && b.lines.len() % 2 == 1);
        if tags_fit && square && biases_fit {
            Ok(weights)
        } else {
            Err(ReaderErrorKind::Weights("the decoder's tables have other sizes").into())
        }
    }
}

fn bio_tags(kinds: &[&str]) -> Vec<String> {
    let mut tags = vec!["O".to_owned()];
    tags.extend(kinds.iter().flat_map(|kind| [format!("B-{kind}"), format!("I-{kind}")]));
    tags
}
