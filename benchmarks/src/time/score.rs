//! Counting as TempEval-3 did (UzZaman et al., SemEval 2013, task 1, subtask A).
//!
//! A predicted expression matches a marked one *strictly* if the spans are equal and *relaxedly*
//! if they overlap; every expression matches once. Value and type are judged on relaxed matches,
//! and their F1 is the relaxed F1 times the share of matches that have them right.

use serde::Serialize;

use super::timeml::Marked;

/// Counts over documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    marked: usize,
    predicted: usize,
    strict: usize,
    relaxed: usize,
    value: usize,
    kind: usize,
}

/// Figures, 0 to 1.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Figures {
    /// Expressions the corpus marks.
    pub marked: usize,
    /// Expressions predicted.
    pub predicted: usize,
    /// Spans that are equal.
    pub strict: Measure,
    /// Spans that overlap.
    pub relaxed: Measure,
    /// Share of relaxed matches with the right value.
    pub value_accuracy: f64,
    /// Relaxed F1 times value accuracy.
    pub value_f1: f64,
    /// Share of relaxed matches with the right type.
    pub type_accuracy: f64,
    /// Relaxed F1 times type accuracy.
    pub type_f1: f64,
}

/// Precision, recall and F1.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Measure {
    /// Share of the predicted that is marked.
    pub precision: f64,
    /// Share of the marked that is predicted.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
}

/// One thing that is not as the corpus has it: the marked expression, the predicted one.
pub type Mistake<'a> = (Option<&'a Marked>, Option<&'a Marked>);

impl Score {
    /// Adds a document, both lists in text order; gives what differs in span, value or type.
    pub fn add<'a>(&mut self, marked: &'a [Marked], predicted: &'a [Marked]) -> Vec<Mistake<'a>> {
        self.marked += marked.len();
        self.predicted += predicted.len();
        let mut mistakes = Vec::new();
        let mut taken = vec![false; predicted.len()];
        for gold in marked {
            let free = || predicted.iter().enumerate().filter(|(n, _)| taken.get(*n) == Some(&false));
            let found =
                free().find(|(_, p)| p.span == gold.span).or_else(|| free().find(|(_, p)| p.span.overlaps(gold.span)));
            let Some((n, found)) = found else {
                mistakes.push((Some(gold), None));
                continue;
            };
            if let Some(taken) = taken.get_mut(n) {
                *taken = true;
            }
            self.strict += usize::from(found.span == gold.span);
            self.relaxed += 1;
            self.value += usize::from(found.value == gold.value);
            self.kind += usize::from(found.kind == gold.kind);
            if found != gold {
                mistakes.push((Some(gold), Some(found)));
            }
        }
        let spurious = predicted.iter().zip(&taken).filter(|(_, taken)| !**taken);
        mistakes.extend(spurious.map(|(p, _)| (None, Some(p))));
        mistakes.sort_by_key(|(gold, found)| gold.or(*found).map(|m| m.span));
        mistakes
    }

    /// The figures.
    pub fn figures(&self) -> Figures {
        let share = |n: usize, of: usize| if of == 0 { 0.0 } else { n as f64 / of as f64 };
        let measure = |n: usize| {
            let (precision, recall) = (share(n, self.predicted), share(n, self.marked));
            Measure { precision, recall, f1: share(2 * n, self.predicted + self.marked) }
        };
        let relaxed = measure(self.relaxed);
        let (value, kind) = (share(self.value, self.relaxed), share(self.kind, self.relaxed));
        Figures {
            marked: self.marked,
            predicted: self.predicted,
            strict: measure(self.strict),
            relaxed,
            value_accuracy: value,
            value_f1: relaxed.f1 * value,
            type_accuracy: kind,
            type_f1: relaxed.f1 * kind,
        }
    }
}

#[cfg(test)]
mod tests {
    use onrecord_text::span::Span;

    use super::*;

    fn mark(start: usize, end: usize, value: &str) -> Marked {
        Marked { span: Span::from_range(start..end), kind: "DATE".into(), value: value.into() }
    }

    #[test]
    fn strict_relaxed_and_value() {
        let gold = [mark(0, 6, "1998"), mark(10, 20, "1998-02"), mark(30, 40, "P1D")];
        let predicted = [mark(0, 6, "1998"), mark(12, 18, "1998-03"), mark(50, 55, "été")];
        let mut score = Score::default();
        let mistakes = score.add(&gold, &predicted);
        assert_eq!(
            mistakes,
            [(Some(&gold[1]), Some(&predicted[1])), (Some(&gold[2]), None), (None, Some(&predicted[2]))]
        );
        let figures = score.figures();
        assert_eq!((figures.strict.recall, figures.relaxed.precision), (1.0 / 3.0, 2.0 / 3.0));
        assert_eq!((figures.value_accuracy, figures.type_accuracy), (0.5, 1.0));
        assert!((figures.value_f1 - 1.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn one_prediction_serves_one_mark() {
        let (gold, predicted) = ([mark(0, 3, "a"), mark(4, 8, "b")], [mark(0, 8, "a")]);
        let mut score = Score::default();
        score.add(&gold, &predicted);
        assert_eq!(score.figures().relaxed.recall, 0.5);
    }
}
