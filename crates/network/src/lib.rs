//! Runs a BERT-shaped encoder on the CPU: 8-bit weights, one window at a time, the same bits on every machine.
//!
//! [`Weights`] are parsed from a safetensors file, an [`Encoder`] and any number of [`Dense`] heads are loaded from
//! them, and every thread brings a [`Scratch`]:
//!
//! ```no_run
//! use onrecord_network::{Dense, Encoder, NetworkError, Scratch, Weights, Window};
//!
//! fn roles(file: &[u8]) -> Result<Vec<f32>, NetworkError> {
//!     let weights = Weights::parse(file)?;
//!     let (encoder, roles) = (Encoder::load(&weights, &weights)?, Dense::load(&weights, "roles")?);
//!     let mut scratch = Scratch::default();
//!     let window = Window { pieces: &[101, 7592, 102], features: [&[0, 1, 0], &[0, 0, 0], &[0, 0, 0]] };
//!     let rows = encoder.encode(&window, &mut scratch)?.as_slice().to_vec();
//!     let mut out = Vec::new();
//!     roles.apply(&rows, 3, &mut out, &mut scratch)?;
//!     Ok(out)
//! }
//! ```
//!
//! # The same bits everywhere
//!
//! A report must give the same record on every machine, so results do not depend on which instructions run:
//!
//! - The large products are of integers, with exact sums, which no order changes.
//! - Floating point is written once, with only the operations whose results IEEE 754 fixes, functions of our own in
//!   place of the platform's, and sums in an order that is part of the definition (`float.rs`).
//! - Windows are independent. A row is quantised by its own range; queries, keys and values by the largest magnitude in
//!   their head and window.
//!
//! Every [`Kernel`] is tested to give the same bytes as the portable one, and a digest of them is part of the tests, so
//! that other machines can be compared.
//!
//! # How near, how fast
//!
//! Compared with the same encoder in floating point (6 layers, 384 wide, trained; 1252 pieces of running text), the rows
//! have a mean cosine of 0.9997, 99 in 100 above 0.9991, and a root mean square error of 2.3 % of their spread. Without
//! `input_factors` and careful rounding (`training/pack.py`) the error is 3.6 %. On one core of an AMD EPYC of the fourth
//! generation, `examples/speed.rs` reads 10 000 pieces a second in windows of 384. Half the time are the products with
//! weights, which run at nine tenths of what the core can do.
//!
//! # The file
//!
//! Metadata `heads` says how many attention heads there are. `w` is the width (a multiple of 32), `i` the width
//! between `up` and `down`. Matrices are `[out, in]` as PyTorch has them, in i8 with a scale for each output.
//!
//! | tensor | type | shape |
//! | --- | --- | --- |
//! | `encoder.pieces.weight`, `.scale` | i8, f32 | `[vocabulary, w]`, `[vocabulary]` |
//! | `encoder.positions` | f32 | `[positions, w]`, the one kind of segment added in |
//! | `encoder.features.shape`, `.gap`, `.quote` | f32 | `[values, w]` |
//! | `encoder.norm.weight`, `.bias` | f32 | `[w]` |
//! | `encoder.layers.N.qkv.weight`, `.scale`, `.bias` | i8, f32, f32 | `[3 w, w]`: queries, keys, values |
//! | `encoder.layers.N.attended.*` | as above | `[w, w]` |
//! | `encoder.layers.N.attended_norm.weight`, `.bias` | f32 | `[w]` |
//! | `encoder.layers.N.up.*`, `.down.*` | as above | `[i, w]`, `[w, i]` |
//! | `encoder.layers.N.out_norm.weight`, `.bias` | f32 | `[w]` |
//! | `X.input_factors`, optional, for any 8-bit matrix `X` | f32 | `[in]`: inputs are multiplied by it first |
//! | `NAME.weight`, `NAME.scale`, `NAME.bias` | i8, f32, f32 | a [`Dense`] in 8 bits |
//! | `NAME.weight`, `NAME.bias` | f32 | a [`Dense`] in floating point |

mod activation;
mod attention;
mod dense;
mod embedding;
mod encoder;
mod error;
mod float;
mod kernel;
mod layer;
mod matrix;
mod norm;
mod quantise;
mod softmax;
mod table;
mod weights;
mod window;

pub use dense::Dense;
pub use encoder::{Encoder, Scratch};
pub use error::NetworkError;
pub use kernel::Kernel;
pub use table::Table;
pub use weights::Weights;
pub use window::{FEATURES, Hidden, Window};
