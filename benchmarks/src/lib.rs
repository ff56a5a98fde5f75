//! Measures onrecord against annotated corpora, and its speed.
//!
//! Every subject reads its gold, asks the product's own reader for predictions, and gives a typed
//! result; printing is apart from measuring, so that [`table`] can put the same results into the
//! documentation.
//!
//! - [`attribution`]: whole articles in brat standoff, the measure this project steers by;
//!   [`reliability`] of the confidence of what it finds.
//! - [`rows`]: pre-tokenised rows, the protocol of published figures.
//! - [`parse`], [`entities`], [`coref`]: against treebanks, which [`conllu`] reads.
//! - [`nested`]: attributions within attributions.
//! - [`speakers`]: who speaks, within a report and over several.
//! - [`stance`]: who takes which side on what.
//! - [`time`]: time expressions, against TimeML.
//! - [`features`], [`trees`]: what training asks of the product.
//! - [`speed`]: words a second and memory; [`scale`]: the same for records of very many reports.
//! - [`load`]: how fast a served record answers.

pub mod attribution;
pub mod conllu;
pub mod coref;
pub mod entities;
pub mod features;
pub mod load;
pub mod nested;
pub mod parse;
pub mod pipeline;
pub mod reliability;
pub mod rows;
pub mod scale;
pub mod speakers;
pub mod speed;
pub mod stance;
pub mod table;
pub mod tally;
pub mod time;
pub mod trees;
pub mod utterances;
