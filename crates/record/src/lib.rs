//! The record: who said what, in which reports, on whose word.
//!
//! Everything here is a function of its input: no files, no clock, nothing kept between calls.
//!
//! 1. [`enter::enter`] turns one analysed report into a [`report::ReportEntry`]: every span leads
//!    back to the file, and every source that can be told is tied to an actor *of that report*.
//! 2. [`record::Record::build`] takes the facts of all reports, decides which of their actors are
//!    the same ([`resolve`]) and which attributions tell of the same utterance ([`reconcile`]).
//!    The order of the reports makes no difference to what comes out.

pub mod actor;
mod amount;
pub mod attribution;
mod cluster;
pub mod codebook;
pub mod conflict;
pub mod correction;
pub mod date;
mod dating;
pub mod decisions;
pub mod enter;
pub mod event;
pub mod fingerprint;
pub mod grounds;
pub mod hint;
pub mod id;
pub mod issue;
mod nation;
mod office;
mod parallel;
pub mod person_name;
pub mod position;
pub mod reconcile;
pub mod record;
pub mod remark;
pub mod report;
pub mod resolve;
pub mod stance;
pub mod statement;
#[cfg(test)]
mod testing;
mod word;
