//! The reader: finds attributions and mentions in one report. No state is kept between reports.
//!
//! - [`attribution`]: what is found.
//! - [`reader`]: the trained model, from clean text to attributions.

pub mod attribution;
mod boundary;
mod decode;
pub mod error;
mod link;
mod network;
pub mod reader;
mod viterbi;
mod vocabulary;
mod weights;
mod window;
