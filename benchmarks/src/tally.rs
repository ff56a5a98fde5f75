//! Gold and predicted items, how many of each were hit, and the shares that come of it.

use std::collections::BTreeSet;
use std::ops::AddAssign;

use serde::{Serialize, Serializer, ser::SerializeStruct};

/// Counts of gold and predicted items, and how many of each were hit. The two hits differ where an
/// item is counted under different headings on either side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Items of the gold.
    pub gold: usize,
    /// Items predicted.
    pub predicted: usize,
    /// Gold items that were found.
    pub gold_hit: usize,
    /// Predicted items that are right.
    pub predicted_hit: usize,
}

impl Tally {
    /// Counts the items that both sets have.
    pub fn of_sets<T: Ord>(gold: &BTreeSet<T>, predicted: &BTreeSet<T>) -> Self {
        let shared = gold.intersection(predicted).count();
        Self { gold: gold.len(), predicted: predicted.len(), gold_hit: shared, predicted_hit: shared }
    }

    /// Share of predictions that are right, 0 to 1; 0 if there are none.
    pub fn precision(&self) -> f64 {
        share(self.predicted_hit, self.predicted)
    }

    /// Share of the gold that was found, 0 to 1; 0 if there is none.
    pub fn recall(&self) -> f64 {
        share(self.gold_hit, self.gold)
    }

    /// Harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.gold += other.gold;
        self.predicted += other.predicted;
        self.gold_hit += other.gold_hit;
        self.predicted_hit += other.predicted_hit;
    }
}

/// As the shares and the counts of both sides.
impl Serialize for Tally {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Tally", 5)?;
        object.serialize_field("precision", &self.precision())?;
        object.serialize_field("recall", &self.recall())?;
        object.serialize_field("f1", &self.f1())?;
        object.serialize_field("gold", &self.gold)?;
        object.serialize_field("predicted", &self.predicted)?;
        object.end()
    }
}

/// `part` of `whole`, 0 for none of none.
pub fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_of_two_sets() {
        let tally = Tally::of_sets(&BTreeSet::from(["é", "ü", "o"]), &BTreeSet::from(["é", "u"]));
        assert_eq!((tally.precision(), tally.recall()), (0.5, 1.0 / 3.0));
        assert!((tally.f1() - 0.4).abs() < 1e-9);
    }

    #[test]
    fn nothing_gives_nought() {
        assert_eq!(Tally::default().f1(), 0.0);
    }
}
