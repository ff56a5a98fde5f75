//! AVX-512 with VNNI: four products of bytes, or two of words, and their sum in one instruction, without saturation.
#![allow(unsafe_code)] // Instructions the compiler does not find by itself; reads are checked once a tile.

use std::arch::x86_64::*;

use super::{BYTES_GROUP, COLUMNS, Dot, ROWS, Task, Tile, WORDS_GROUP, checked_depth};

pub(super) fn is_available() -> bool {
    is_x86_feature_detected!("avx512f")
        && is_x86_feature_detected!("avx512bw")
        && is_x86_feature_detected!("avx512dq")
        && is_x86_feature_detected!("avx512vl")
        && is_x86_feature_detected!("avx512vnni")
}

/// # Safety
/// [`is_available`] must be true.
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
pub(super) unsafe fn run(task: impl Task) {
    task.run(Avx512(()));
}

/// Proof that the instructions are there: only [`run`] makes one.
#[derive(Clone, Copy)]
struct Avx512(());

impl Dot for Avx512 {
    #[inline(always)]
    fn bytes(self, left: &[u8], stride: usize, panel: &[i8], tile: &mut Tile) {
        let depth = checked_depth(left.len(), stride, panel.len(), BYTES_GROUP);
        // SAFETY: `self` proves the instructions, `checked_depth` the bounds; a group is 4 bytes on either side.
        unsafe { multiply::<true>(left.as_ptr(), stride, panel.as_ptr().cast(), depth / BYTES_GROUP, tile) }
    }

    #[inline(always)]
    fn words(self, left: &[i16], stride: usize, panel: &[i16], tile: &mut Tile) {
        let depth = checked_depth(left.len(), stride, panel.len(), WORDS_GROUP);
        // SAFETY: as above; a group is 2 words.
        unsafe { multiply::<false>(left.as_ptr().cast(), 2 * stride, panel.as_ptr().cast(), depth / WORDS_GROUP, tile) }
    }
}

/// # Safety
/// The instructions must be there; `left` must have `ROWS` rows, `stride` bytes apart, and `panel` `COLUMNS` columns, of
/// `n_groups` groups of 4 bytes each.
#[target_feature(enable = "avx512f,avx512vnni")]
unsafe fn multiply<const BYTES: bool>(
    left: *const u8,
    stride: usize,
    panel: *const u8,
    n_groups: usize,
    tile: &mut Tile,
) {
    let mut sums = [[_mm512_setzero_si512(); 2]; ROWS];
    for group in 0..n_groups {
        // SAFETY: both stay within the `n_groups` groups the caller vouches for.
        unsafe {
            let at = panel.add(group * COLUMNS * 4);
            let right = [_mm512_loadu_si512(at.cast()), _mm512_loadu_si512(at.add(64).cast())];
            for (row, sums) in sums.iter_mut().enumerate() {
                let four = left.add(row * stride + group * 4).cast::<i32>().read_unaligned();
                let four = _mm512_set1_epi32(four);
                for (sum, right) in sums.iter_mut().zip(right) {
                    *sum = if BYTES {
                        _mm512_dpbusd_epi32(*sum, four, right)
                    } else {
                        _mm512_dpwssd_epi32(*sum, four, right)
                    };
                }
            }
        }
    }
    for (out, sums) in tile.iter_mut().zip(sums) {
        // SAFETY: a row of the tile is two registers long.
        unsafe {
            _mm512_storeu_si512(out.as_mut_ptr().cast(), sums[0]);
            _mm512_storeu_si512(out.as_mut_ptr().add(16).cast(), sums[1]);
        }
    }
}
