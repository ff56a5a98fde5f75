//! Any machine: plain loops, which compilers turn into whatever instructions there are.

use super::{BYTES_GROUP, COLUMNS, Dot, Tile, WORDS_GROUP, checked_depth};

#[derive(Clone, Copy)]
pub(super) struct Portable;

impl Dot for Portable {
    fn bytes(self, left: &[u8], stride: usize, panel: &[i8], tile: &mut Tile) {
        checked_depth(left.len(), stride, panel.len(), BYTES_GROUP);
        for (row, sums) in tile.iter_mut().enumerate() {
            *sums = [0; COLUMNS];
            let left = left[row * stride..].as_chunks::<BYTES_GROUP>().0;
            for (left, group) in left.iter().zip(panel.as_chunks::<{ COLUMNS * BYTES_GROUP }>().0) {
                let left = left.map(i16::from);
                for (sum, right) in sums.iter_mut().zip(group.as_chunks::<BYTES_GROUP>().0) {
                    *sum += dot(left, right.map(i16::from));
                }
            }
        }
    }

    fn words(self, left: &[i16], stride: usize, panel: &[i16], tile: &mut Tile) {
        checked_depth(left.len(), stride, panel.len(), WORDS_GROUP);
        for (row, sums) in tile.iter_mut().enumerate() {
            *sums = [0; COLUMNS];
            let left = left[row * stride..].as_chunks::<WORDS_GROUP>().0;
            for (left, group) in left.iter().zip(panel.as_chunks::<{ COLUMNS * WORDS_GROUP }>().0) {
                for (sum, right) in sums.iter_mut().zip(group.as_chunks::<WORDS_GROUP>().0) {
                    *sum += dot(*left, *right);
                }
            }
        }
    }
}

#[inline(always)]
fn dot<const N: usize>(left: [i16; N], right: [i16; N]) -> i32 {
    left.into_iter().zip(right).map(|(a, b)| i32::from(a) * i32::from(b)).sum()
}
