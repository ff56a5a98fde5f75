//! From the model's scores to a probability that can be relied on.
//!
//! The product of the model's own probabilities orders attributions well but is too sure of itself at one end and too
//! modest at the other. It is mapped through a logistic curve (Platt, "Probabilistic outputs for support vector
//! machines", 1999) fitted on development articles, one for every kind of nesting: told by the report, or inside.

use serde::Deserialize;

/// The curve's numbers: `sigmoid(slope * logit(score) + offset)`.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Calibration {
    pub(crate) slope: f32,
    pub(crate) offset: f32,
}

/// Scores closer to 0 or 1 than this are taken for this: the logit has no value there.
const EDGE: f32 = 1e-4;

impl Calibration {
    /// The probability that an attribution with this score is right.
    pub(crate) fn probability(self, score: f32) -> f32 {
        let score = score.clamp(EDGE, 1.0 - EDGE);
        let logit = (score / (1.0 - score)).ln();
        1.0 / (1.0 + (-(self.slope * logit + self.offset)).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_identity_keeps_scores() {
        let same = Calibration { slope: 1.0, offset: 0.0 };
        for score in [0.1, 0.5, 0.93] {
            assert!((same.probability(score) - score).abs() < 1e-5);
        }
    }

    #[test]
    fn no_score_is_certain() {
        let steep = Calibration { slope: 1.0, offset: 0.0 };
        assert!(steep.probability(0.0) > 0.0 && steep.probability(1.0) < 1.0);
    }
}
