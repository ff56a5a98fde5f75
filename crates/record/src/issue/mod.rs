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
pub(crate) use self::term::stems;

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

/// The issues of which `text` has a term, in order.
pub(crate) fn issues_named_in(codebook: &Codebook, issues: &[Issue], text: &str) -> Vec<IssueId> {
    let words = stems(text);
    let has = |issue: &Issue| {
        let label = codebook.issues().is_empty().then_some(&issue.label);
        let terms = issue.terms.iter().chain(std::iter::once(&issue.label)).chain(label);
        terms.map(|term| stems(term)).any(|term| term::holds(&words, &term))
    };
    issues.iter().filter(|issue| has(issue)).map(|issue| issue.id.clone()).collect()
}

/// The table of meanings that is built in. Should it not load, which a test of its own rules out, nothing is alike.
static MEANINGS: LazyLock<Option<Meanings>> = LazyLock::new(|| Meanings::load().ok());

/// The issues of the record, and for each reading the places of its issues among them, in order.
///
/// With a codebook that names issues these are the issues, and a reading that speaks of none of them has none. Without
/// one they are discovered. `contents` gives the words around a reading.
pub(crate) fn issues(
    codebook: &Codebook,
    readings: &[StanceReading],
    names: &dyn Fn(&str) -> bool,
    contents: &dyn Fn(&StanceReading) -> String,
) -> (Vec<Issue>, Vec<Vec<usize>>) {
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
    let assigner = Assigner::new(codebook, MEANINGS.as_ref());
    let of = readings.iter().map(|reading| assigner.issues_of(reading, &contents(reading))).collect();
    (issues, of)
}
