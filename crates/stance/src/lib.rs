//! What sentences say of matters under negotiation: who supports, opposes, makes conditions, or takes no side.
//!
//! The reader points at words: the head of what a position is about, the word that names its holder, the head of what it
//! depends on ([`onrecord_analysis::stance`]). The tree says which words belong to each.
//!
//! - [`reading`]: what comes out.
//! - [`topic`]: the things a matter is about.
//! - [`condition`]: on what terms.

pub mod condition;
mod holder;
mod matter;
mod negation;
mod pointed;
pub mod reading;
pub mod topic;
mod tree;

pub use pointed::readings;
