//! A time expression where it stands in a text.

use onrecord_text::span::{Clean, Span};

use crate::meaning::{Kind, Meaning};
use crate::reference::{Direction, Reference};
use crate::resolve::Resolved;

/// A time expression found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expression {
    /// Where it stands; never empty, always on character boundaries.
    pub span: Span<Clean>,
    /// What it means.
    pub meaning: Meaning,
    /// Which way the tense of its sentence points.
    pub direction: Direction,
    /// Whether it hangs on the verb that shows the direction, as far as its place tells: "was held
    /// in May", "In May, it was held". In "a meeting in May" it hangs on a noun, which may lie on
    /// the other side.
    pub firm: bool,
    /// Whether it stands in a dateline: "KYIV, Feb. 25 (Agency) -".
    pub dateline: bool,
    /// Which end of a range it is: "from Monday to Friday" is two expressions.
    pub range: Option<RangeEnd>,
}

/// An end of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RangeEnd {
    /// Where the range begins.
    First,
    /// Where it ends.
    Last,
}

impl Expression {
    /// What kind of expression it is.
    pub fn kind(&self) -> Kind {
        self.meaning.kind()
    }

    /// What it comes to for `reference`. Where the reference does not say which way names point,
    /// the tense of the sentence does.
    pub fn resolve(&self, reference: &Reference) -> Resolved {
        match reference.direction() {
            Direction::Unknown => self.meaning.resolve(&reference.pointing(self.direction).firmly(self.firm)),
            Direction::Past | Direction::Future => self.meaning.resolve(reference),
        }
    }
}
