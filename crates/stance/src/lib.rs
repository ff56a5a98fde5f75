//! What sentences say of matters under negotiation: who supports, opposes, makes conditions, or takes no side.
//!
//! The reader points at words: the head of what a position is about, the word that names its holder, the head of what it
//! depends on ([`onrecord_analysis::stance`]). The tree says which words belong to each.
//!
//! - [`reading`]: what comes out.
//! - [`topic`]: the things a matter is about.
//! - [`condition`]: on what terms.

mod antecedent;
pub mod condition;
mod force;
mod frame;
mod holder;
mod joined;
mod lexicon;
mod matter;
mod negation;
mod pointed;
pub mod reading;
mod slot;
mod stated;
mod subject;
mod terms;
pub mod topic;
mod tree;

pub use joined::readings;
