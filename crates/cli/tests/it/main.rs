//! The binary, end to end.
//!
//! - `evidence`: every span of every export leads to its words, on the examples and the seeds.
//! - `build`: what `build` makes of good, bad and repeated input; exit statuses.
//! - `kill`: a run killed anywhere can be gone on with.
//! - `again`: the same record, derived in part or as a whole.
//! - `order`: the same record whatever the order, batching and number of threads.
//! - `export`: the output format, pinned.
//! - `decisions`: corrections and codebooks.
//! - `actors`: who is who.
//! - `dates`: when reports came out and when things were said.
//! - `positions`: issues, positions, conditions.
//! - `reader`: its two sizes.
//! - `show`, `site`: what a person reads.
//! - `serve`: the record in a browser.
//! - `private`: no network.
//! - `architecture`: the map names what exists.

// Tests may stop at the first surprise, and say why they were skipped.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod actors;
mod again;
mod architecture;
mod build;
mod dates;
mod decisions;
mod evidence;
mod export;
mod kill;
mod order;
mod positions;
mod private;
mod reader;
mod serve;
mod show;
mod site;
mod util;
