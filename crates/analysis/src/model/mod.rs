//! The trained model: text to vectors, and the weights of all that reads them.

pub(crate) mod network;
pub(crate) mod rows;
pub mod size;
pub(crate) mod vocabulary;
pub(crate) mod weights;
pub(crate) mod window;
