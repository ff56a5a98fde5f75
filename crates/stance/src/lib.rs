//! What sentences say of matters under negotiation: who supports, opposes, makes conditions, or takes no side.
//!
//! Everything follows from the reader's trees. A word of the [`lexicon`] says what somebody thinks of something
//! ("rejects", "ready to", "opposition to"); the tree says who and of what, whether it is negated, whether it is
//! possible, announced or asked for, and what it depends on.
//!
//! - [`reading`]: what comes out.
//! - [`tree`]: looking around in a sentence.
//! - [`lexicon`]: words that carry a stance.
//! - [`predicate`]: such a word where it stands, with what it is said of.
//! - [`matter`], [`holder`], [`force`], [`condition`]: of what, whose, how firmly, on what terms.

pub mod condition;
mod force;
mod holder;
mod lexicon;
mod matter;
mod predicate;
pub mod reading;
mod tree;

pub use predicate::readings;
