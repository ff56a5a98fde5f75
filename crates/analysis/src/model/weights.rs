//! What the decoders apply to the network's output: tag sets, transitions, biases, as training writes them.

use serde::Deserialize;

use crate::attribution::{Calibration, LinkBias, Role};
use crate::error::{ReaderError, ReaderErrorKind};
use crate::mention::MentionKind;
use crate::stance::Stance;

/// Levels of nesting that are tagged: told by the report, told inside that, and once more.
pub(crate) const LEVELS: usize = 3;

/// The decoders' learned numbers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DecoderWeights {
    pub(crate) attribution: AttributionWeights,
    pub(crate) entity_tags: Vec<String>,
    pub(crate) syntax: SyntaxWeights,
    pub(crate) mention: MentionWeights,
    pub(crate) coreference: CoreferenceWeights,
    /// Absent from a reader that was not taught stances.
    pub(crate) stance: Option<StanceWeights>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AttributionWeights {
    pub(crate) role_tags: Vec<String>,
    /// Width of one link vector.
    pub(crate) link_width: usize,
    /// Upper edges of the distance buckets, in units.
    pub(crate) distances: Vec<usize>,
    /// Score of going from one role tag to the next, `[level][from][to]`.
    pub(crate) transitions: Vec<Vec<Vec<f32>>>,
    /// Score of starting with a role tag, `[level][tag]`.
    pub(crate) start: Vec<Vec<f32>>,
    pub(crate) source_bias: LinkBias,
    pub(crate) cue_bias: LinkBias,
    /// For attributions told by the report, and for nested ones.
    pub(crate) calibration: [Calibration; 2],
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SyntaxWeights {
    pub(crate) upos: Vec<String>,
    pub(crate) xpos: Vec<String>,
    pub(crate) lemma: Vec<String>,
    pub(crate) relation: Vec<String>,
    /// Stands for the head of a root among the heads' vectors.
    pub(crate) root: Vec<f32>,
    /// The same for relations.
    pub(crate) relation_root: Vec<f32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MentionWeights {
    /// Width of the projection of one end.
    pub(crate) end_width: usize,
    /// Score of the first unit standing so many units before the head, from 0.
    pub(crate) before: Vec<f32>,
    /// Score of the last unit standing so many units after the head, from 0.
    pub(crate) after: Vec<f32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CoreferenceWeights {
    pub(crate) pair_width: usize,
    /// Upper edges of the distance buckets, in units.
    pub(crate) distances: Vec<usize>,
    pub(crate) distance: Vec<f32>,
    /// Score of two mentions with different head words, and with the same.
    pub(crate) same_word: [f32; 2],
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StanceWeights {
    /// Width of one of the vectors that seek and are sought.
    pub(crate) pair_width: usize,
    /// Upper edges of the buckets of distance from the matter, in units.
    pub(crate) near: Vec<i64>,
    /// Score of a holder so far away.
    pub(crate) holder_distance: Vec<f32>,
    /// Score of terms so far away.
    pub(crate) terms_distance: Vec<f32>,
    /// What is added to the vector that seeks a holder, by stance.
    pub(crate) of: Vec<Vec<f32>>,
    /// Of the matter's vector and the holder's: whether somebody else tells it.
    pub(crate) told: Vec<f32>,
    pub(crate) told_bias: f32,
    /// Least probability that a word is what a position is about.
    pub(crate) least: f32,
}

impl DecoderWeights {
    pub(crate) fn parse(json: &str) -> Result<Self, ReaderError> {
        let weights: Self = serde_json::from_str(json)
            .map_err(|_| ReaderErrorKind::Weights("the decoder's numbers are not as expected"))?;
        if weights.attribution.fit()
            && weights.entity_tags == bio_tags(MentionKind::ALL.map(MentionKind::name))
            && weights.mention.fit()
            && weights.coreference.fit()
            && weights.stance.as_ref().is_none_or(StanceWeights::fit)
        {
            Ok(weights)
        } else {
            Err(ReaderErrorKind::Weights("the decoder's tables have other sizes").into())
        }
    }
}

impl AttributionWeights {
    fn fit(&self) -> bool {
        let tags = bio_tags(Role::ALL.map(Role::name));
        let n_tags = tags.len();
        let square = |table: &Vec<Vec<f32>>| table.len() == n_tags && table.iter().all(|row| row.len() == n_tags);
        self.role_tags == tags
            && self.transitions.len() == LEVELS
            && self.transitions.iter().all(square)
            && self.start.len() == LEVELS
            && self.start.iter().all(|row| row.len() == n_tags)
            && [&self.source_bias, &self.cue_bias].iter().all(|bias| bias.fits(&self.distances))
    }
}

impl MentionWeights {
    fn fit(&self) -> bool {
        !self.before.is_empty() && !self.after.is_empty()
    }
}

impl CoreferenceWeights {
    fn fit(&self) -> bool {
        self.distance.len() == self.distances.len() + 1
    }
}

impl StanceWeights {
    fn fit(&self) -> bool {
        let n_buckets = self.near.len() + 1;
        self.holder_distance.len() == n_buckets
            && self.terms_distance.len() == n_buckets
            && self.of.len() == Stance::ALL.len()
            && self.of.iter().all(|vector| vector.len() == self.pair_width)
            && self.told.len() == 2 * self.pair_width
    }
}

fn bio_tags<const N: usize>(kinds: [&str; N]) -> Vec<String> {
    let mut tags = vec!["O".to_owned()];
    tags.extend(kinds.iter().flat_map(|kind| [format!("B-{kind}"), format!("I-{kind}")]));
    tags
}
