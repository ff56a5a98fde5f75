//! What is negotiated: issues named by a codebook, or found in what is asked for, offered and refused.
//!
//! - [`assign`]: which issues of a codebook somebody speaks of.
//! - [`discover`]: issues where there is no codebook.
//! - [`term`]: words as far as issues need them.

mod assign;
mod discover;
mod term;

use std::sync::LazyLock;

use onrecord_analysis::meaning::Meanings;

use crate::codebook::Codebook;
use crate::id::IssueId;
use crate::stance::StanceReading;

use self::assign::Assigner;
pub(crate) use self::term::{stem, stems};

/// What is negotiated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Known by the codebook's id, or by the words that lead it.
    pub id: IssueId,
    /// What to call it: the codebook's label, or a phrase of the reports.
    pub label: String,
    /// Words that speak of it, sorted.
    pub terms: Vec<String>,
    /// The wider issue it is a part of.
    pub parent: Option<IssueId>,
}

/// Finds the issues that a text names.
pub(crate) struct Named<'i> {
    issues: Vec<(&'i IssueId, Vec<Vec<String>>)>,
}

impl<'i> Named<'i> {
    /// For these issues, by their labels and terms.
    pub fn new(issues: &'i [Issue]) -> Self {
        let terms = |issue: &Issue| issue.terms.iter().chain(std::iter::once(&issue.label)).map(|t| stems(t)).collect();
        Self { issues: issues.iter().map(|issue| (&issue.id, terms(issue))).collect() }
    }

    /// The issues of which `text` has a term, in order.
    pub fn in_text(&self, text: &str) -> Vec<IssueId> {
        let words = stems(text);
        let has = |terms: &[Vec<String>]| terms.iter().any(|term| term::holds(&words, term));
        self.issues.iter().filter(|(_, terms)| has(terms)).map(|(id, _)| (*id).clone()).collect()
    }
}

/// The table of meanings that is built in. Should it not load, which a test of its own rules out, nothing is alike.
pub(crate) static MEANINGS: LazyLock<Option<Meanings>> = LazyLock::new(|| Meanings::load().ok());

/// An issue that a reading is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct On {
    /// Its place among the issues.
    pub issue: usize,
    /// Whether who wants what the reading is about is against the issue.
    pub turned: bool,
}

/// The issues of the record, and for each reading those it is on, in order.
///
/// With a codebook that names issues these are the issues, and a reading that speaks of none of them has none. Without
/// one they are discovered. `contents` gives the words around a reading.
pub(crate) fn issues(
    codebook: &Codebook,
    readings: &[StanceReading],
    names: &dyn Fn(&str) -> bool,
    contents: &dyn Fn(&StanceReading) -> String,
) -> (Vec<Issue>, Vec<Vec<On>>) {
    if codebook.issues().is_empty() {
        return discover::discover(readings, names, MEANINGS.as_ref());
    }
    let issues: Vec<Issue> = codebook
        .issues()
        .iter()
        .map(|issue| Issue {
            id: IssueId::of_codebook(&issue.id),
            label: issue.label.clone(),
            terms: issue.terms.clone(),
            parent: issue.parent.as_ref().map(IssueId::of_codebook),
        })
        .collect();
    let assigner = Assigner::new(codebook, MEANINGS.as_ref(), names);
    let of = readings.iter().map(|reading| assigner.issues_of(reading, &contents(reading))).collect();
    (issues, of)
}
