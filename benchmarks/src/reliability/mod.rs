//! Whether confidence means what it says: of attributions given 0.8, four in five should be right.

pub mod plot;

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use onrecord_analysis::attribution::{Attribution, N_SIGNALS};
use serde::Serialize;

/// How sure the reader says it is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Stated {
    /// 0 to 1.
    pub confidence: f32,
    /// What the confidence was computed from (`Signals::features`), if from anything.
    pub signals: Option<[f32; N_SIGNALS]>,
}

impl From<&Attribution> for Stated {
    fn from(attribution: &Attribution) -> Self {
        Self { confidence: attribution.confidence, signals: attribution.signals.map(|s| s.features()) }
    }
}

/// A prediction after the fact.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Outcome {
    /// What the reader said.
    #[serde(flatten)]
    pub stated: Stated,
    /// Whether it was right.
    pub right: bool,
}

/// Predictions of like confidence.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Bin {
    /// How many.
    pub count: usize,
    /// Their mean confidence.
    pub confidence: f64,
    /// The share that is right.
    pub right: f64,
}

/// Confidence against the share that is right.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Reliability {
    /// Bins of as near as possible equal count, from the least sure to the surest.
    pub bins: Vec<Bin>,
    /// Expected calibration error: mean distance of confidence and share, weighted by count.
    pub error: f64,
}

/// Writes outcomes, one JSON object a line.
///
/// # Errors
/// If the file cannot be written.
pub fn write(outcomes: &[Outcome], path: &Path) -> Result<()> {
    let named = || path.display().to_string();
    let mut file = std::io::BufWriter::new(std::fs::File::create(path).with_context(named)?);
    for outcome in outcomes {
        writeln!(file, "{}", serde_json::to_string(outcome)?)?;
    }
    file.flush().with_context(named)
}

/// Number of bins.
pub const N_BINS: usize = 10;

/// Sorts `outcomes` into [`N_BINS`] bins of equal count (fewer where there are fewer outcomes).
/// Among equally confident ones the bins are cut without regard to whether they were right.
pub fn reliability(outcomes: &[Outcome]) -> Reliability {
    let mut sorted = outcomes.to_vec();
    // A stable sort by confidence alone: ties keep the order of the text.
    sorted.sort_by(|a, b| a.stated.confidence.total_cmp(&b.stated.confidence));
    let edge = |i: usize| i * sorted.len() / N_BINS;
    let bins: Vec<Bin> = (0..N_BINS)
        .map(|i| &sorted[edge(i)..edge(i + 1)])
        .filter(|bin| !bin.is_empty())
        .map(|bin| {
            let n = bin.len() as f64;
            let confidence = bin.iter().map(|o| f64::from(o.stated.confidence)).sum::<f64>() / n;
            let right = bin.iter().filter(|o| o.right).count() as f64 / n;
            Bin { count: bin.len(), confidence, right }
        })
        .collect();
    let error = bins.iter().map(|b| b.count as f64 * (b.confidence - b.right).abs()).sum::<f64>();
    Reliability { error: if sorted.is_empty() { 0.0 } else { error / sorted.len() as f64 }, bins }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcomes(of: &[(f32, bool)]) -> Vec<Outcome> {
        let outcome = |&(confidence, right)| Outcome { stated: Stated { confidence, signals: None }, right };
        of.iter().map(outcome).collect()
    }

    #[test]
    fn bins_hold_as_many_each() {
        let many: Vec<_> = (0..95).map(|i| (1.0 - i as f32 / 100.0, true)).collect();
        let found = reliability(&outcomes(&many));
        assert!(found.bins.iter().all(|bin| bin.count == 9 || bin.count == 10));
        assert_eq!(found.bins.iter().map(|bin| bin.count).sum::<usize>(), 95);
        assert!(found.bins.is_sorted_by_key(|bin| bin.confidence));
    }

    #[test]
    fn the_error_is_the_mean_distance() {
        let found = reliability(&outcomes(&[(0.5, true), (1.0, true), (0.0, false), (0.75, false)]));
        assert_eq!(found.bins.len(), 4);
        assert!((found.error - (0.5 + 0.0 + 0.0 + 0.75) / 4.0).abs() < 1e-9);
    }

    #[test]
    fn nothing_has_no_bins() {
        assert_eq!(reliability(&[]), Reliability::default());
    }
}
