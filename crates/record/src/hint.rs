//! What a report says of its own date, before anybody asks which day that is.
//!
//! The words are kept, not the days they come to: many say something only together with the date
//! of another report, which may arrive later.

use std::collections::BTreeSet;

use crate::attribution::Passage;

/// Something in a report that bears on the day it came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// What it is.
    pub kind: HintKind,
    /// The words.
    pub words: Passage,
}

/// Kinds of hints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HintKind {
    /// The day that a crawler wrote in front: the report came out then.
    Header,
    /// A line that says when the report was published.
    Published,
    /// A line that says when it was changed last.
    Updated,
    /// The day in front of the first sentence: "KYIV, Feb. 25 (Agency) —". The report came out
    /// then or on the next day.
    Dateline,
    /// The day of a post that the report shows: it came out no earlier.
    Post,
    /// A day on which something has happened that the report tells: it came out no earlier.
    Past,
    /// A day on which something is to happen that the report announces: it came out no later.
    Future,
    /// A day seen from the report's that is tied to the calendar.
    Anchor {
        /// How the day is seen from that of the report.
        bearing: Bearing,
        /// Which day it is.
        target: Target,
    },
}

/// How a day is seen from the day of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bearing {
    /// By these words: "yesterday".
    Words(String),
    /// It is the day of the report's news: the report came out then or on the next day.
    News,
}

/// A day of the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// That of these words: "24 February 2025".
    Date(String),
    /// So many years after the day of an event.
    Anniversary {
        /// How many.
        years: u32,
        /// The event.
        event: Event,
    },
}

/// An event, by what a report calls it: "Russia's full-scale invasion of Ukraine". All words are
/// in lower case.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Event {
    /// What it was, in dictionary form: invasion.
    pub nouns: BTreeSet<String>,
    /// Who or where: russia, ukraine.
    pub names: BTreeSet<String>,
}

impl Event {
    /// What it can be recognised by: each noun with each name. Two events are taken for one if
    /// they have a pair in common.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.nouns.iter().flat_map(|noun| self.names.iter().map(move |name| (noun.as_str(), name.as_str())))
    }
}
