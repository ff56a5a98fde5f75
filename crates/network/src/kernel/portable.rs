//! Any machine: plain loops, which compilers turn into whatever instructions there are.

use super::{Bytes, COLUMNS, Dot, Group, ROWS, Words, check_tile};

#[derive(Clone, Copy)]
pub(super) struct Portable;

impl Dot for Portable {
    fn bytes(self, left: &[u8], stride: usize, panel: &[Bytes], out: &mut [i32], out_stride: usize) {
        check_tile(left.len(), stride, panel.len() * Bytes::DEPTHS, out.len(), out_stride);
        multiply(left, stride, panel, out, out_stride);
    }

    fn words(self, left: &[i16], stride: usize, panel: &[Words], out: &mut [i32], out_stride: usize) {
        check_tile(left.len(), stride, panel.len() * Words::DEPTHS, out.len(), out_stride);
        multiply(left, stride, panel, out, out_stride);
    }
}

#[inline(always)]
fn multiply<L: Copy + Into<i32>, R: Copy + Into<i32>, const DEPTHS: usize>(
    left: &[L],
    stride: usize,
    panel: &[Group<R, DEPTHS>],
    out: &mut [i32],
    out_stride: usize,
) {
    for row in 0..ROWS {
        let left = left[row * stride..].as_chunks::<DEPTHS>().0;
        let mut sums = [0i32; COLUMNS];
        for (left, group) in left.iter().zip(panel) {
            for (sum, right) in sums.iter_mut().zip(&group.0) {
                for (&left, &right) in left.iter().zip(right) {
                    *sum = sum.wrapping_add(left.into().wrapping_mul(right.into()));
                }
            }
        }
        out[row * out_stride..][..COLUMNS].copy_from_slice(&sums);
    }
}
