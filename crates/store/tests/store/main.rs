//! The store from outside: one test binary.
//!
//! - `adding`: batches, repeats, order, rebuilding.
//! - `crash`: runs that were killed, at every point that leaves a different file.
//! - `opening`: what is opened, what is refused, and how the refusal reads.
//! - `looking`: queries and texts.
//! - `export`: the form of the JSON Lines.

mod adding;
mod crash;
mod export;
mod looking;
mod opening;
mod reports;
