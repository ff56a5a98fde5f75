//! What goes into the encoder, and what comes out.

/// The features of a piece besides what it is, in the order of [`Window::features`].
pub const FEATURES: [&str; 3] = ["shape", "gap", "quote"];

/// A window as the encoder reads it: a number for every piece, the marks at both ends included.
#[derive(Clone, Copy, Debug)]
pub struct Window<'a> {
    /// Rows of the table of pieces.
    pub pieces: &'a [u32],
    /// For every feature, the row of its table for every piece.
    pub features: [&'a [u8]; 3],
}

/// The encoder's output, a row a piece.
#[derive(Clone, Copy, Debug)]
pub struct Hidden<'a> {
    pub(crate) rows: &'a [f32],
    pub(crate) width: usize,
}

impl<'a> Hidden<'a> {
    /// All rows, one after the other.
    pub fn as_slice(&self) -> &'a [f32] {
        self.rows
    }

    /// Numbers of one row.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The row of one piece of the window.
    ///
    /// # Panics
    /// If the window has no such piece.
    pub fn row(&self, piece: usize) -> &'a [f32] {
        &self.rows[piece * self.width..(piece + 1) * self.width]
    }

    /// The rows in the order of the pieces.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &'a [f32]> {
        self.rows.chunks_exact(self.width)
    }
}
