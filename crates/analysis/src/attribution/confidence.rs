//! From the model's scores to a probability that can be relied on.
//!
//! The model's own probabilities order attributions well, but their product is too sure of itself at one end and too
//! modest at the other, and differently so for quoted and unquoted content. A logistic regression over all of them
//! (after Platt, "Probabilistic outputs for support vector machines", 1999), fitted on development articles, says how
//! likely an attribution is right: one for what the report tells, one for what is told inside that.

use serde::Deserialize;

use super::Kind;

/// What the model says of the parts of an attribution, each from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Probabilities {
    /// Mean probability of the content's tags; of several stretches, the least.
    pub content: f32,
    /// The least probability of a tag at an end of the content, on either side of it.
    pub ends: f32,
    /// Mean probability of the cue's tags.
    pub cue: f32,
    /// Probability that the content belongs to the cue.
    pub content_link: f32,
    /// Probability that the cue belongs to the source, or to none if there is none.
    pub source_link: f32,
}

/// What confidence rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Signals {
    /// What the model says.
    pub probabilities: Probabilities,
    /// How the content is quoted.
    pub kind: Kind,
    /// Whether a source is named.
    pub has_source: bool,
    /// Length of the content in words and marks.
    pub length: usize,
}

/// Number of features of [`Signals`].
pub const N_SIGNALS: usize = 9;

impl Signals {
    /// What the regression takes: logits of the probabilities, then marks of 0 or 1, then the logarithm of the length.
    pub fn features(&self) -> [f32; N_SIGNALS] {
        let mark = |is: bool| f32::from(u8::from(is));
        let length = (self.length.max(1) as f32).ln();
        let Probabilities { content, ends, cue, content_link, source_link } = self.probabilities;
        let [content, ends, cue, content_link, source_link] =
            [content, ends, cue, content_link, source_link].map(logit);
        let (direct, mixed) = (mark(self.kind == Kind::Direct), mark(self.kind == Kind::Mixed));
        [content, ends, cue, content_link, source_link, direct, mixed, mark(self.has_source), length]
    }
}

/// Probabilities closer to 0 or 1 than this are taken for this: the logit has no value there.
const EDGE: f32 = 1e-3;

fn logit(probability: f32) -> f32 {
    let inside = probability.clamp(EDGE, 1.0 - EDGE);
    (inside / (1.0 - inside)).ln()
}

/// The regression's numbers.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Calibration {
    /// Weights of [`Signals::features`].
    pub(crate) weights: [f32; N_SIGNALS],
    pub(crate) offset: f32,
}

impl Calibration {
    /// The probability that an attribution with these signals is right.
    pub(crate) fn probability(&self, signals: &Signals) -> f32 {
        let sum: f32 = self.weights.iter().zip(signals.features()).map(|(weight, feature)| weight * feature).sum();
        1.0 / (1.0 + (-(sum + self.offset)).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVEN: Probabilities =
        Probabilities { content: 0.5, ends: 0.9, cue: 0.5, content_link: 0.5, source_link: 0.5 };
    const SIGNALS: Signals = Signals { probabilities: EVEN, kind: Kind::Mixed, has_source: false, length: 1 };

    #[test]
    fn one_signal_alone_keeps_its_value() {
        let mut weights = [0.0; N_SIGNALS];
        weights[1] = 1.0;
        let found = Calibration { weights, offset: 0.0 }.probability(&SIGNALS);
        assert!((found - 0.9).abs() < 1e-5);
    }

    #[test]
    fn no_signal_is_certain() {
        let steep = Calibration { weights: [1.0; N_SIGNALS], offset: 0.0 };
        let all = |p| {
            let probabilities = Probabilities { content: p, ends: p, cue: p, content_link: p, source_link: p };
            Signals { probabilities, ..SIGNALS }
        };
        let (least, most) = (steep.probability(&all(0.0)), steep.probability(&all(1.0)));
        assert!(least > 0.0 && least < 1e-6 && most > 0.999);
    }

    #[test]
    fn features_tell_how_it_is_quoted() {
        assert_eq!(SIGNALS.features()[5..], [0.0, 1.0, 0.0, 0.0]);
        let direct = Signals { kind: Kind::Direct, has_source: true, ..SIGNALS };
        assert_eq!(direct.features()[5..], [1.0, 0.0, 1.0, 0.0]);
    }
}
