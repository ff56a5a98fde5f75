//! 64-bit Arm. Every such machine has NEON; bytes are widened to words, whose products NEON adds to sums exactly.
#![allow(unsafe_code)] // Instructions the compiler does not find by itself; reads are checked once a tile.

use std::arch::aarch64::*;

use super::{BYTES_GROUP, COLUMNS, Dot, ROWS, Task, Tile, WORDS_GROUP, checked_depth};

/// Rows worked on together: with four registers of sums each they fill half of the 32 registers.
const SOME_ROWS: usize = 4;

pub(super) fn is_available() -> bool {
    std::arch::is_aarch64_feature_detected!("neon")
}

/// # Safety
/// [`is_available`] must be true.
#[target_feature(enable = "neon")]
pub(super) unsafe fn run(task: impl Task) {
    task.run(Neon(()));
}

/// Proof that the instructions are there: only [`run`] makes one.
#[derive(Clone, Copy)]
struct Neon(());

impl Dot for Neon {
    #[inline(always)]
    fn bytes(self, left: &[u8], stride: usize, panel: &[i8], tile: &mut Tile) {
        let n_groups = checked_depth(left.len(), stride, panel.len(), BYTES_GROUP) / BYTES_GROUP;
        for row in (0..ROWS).step_by(SOME_ROWS) {
            for column in (0..COLUMNS).step_by(8) {
                // SAFETY: `self` proves the instructions; `checked_depth` that all rows and columns are there.
                unsafe {
                    let (left, panel) = (left.as_ptr().add(row * stride), panel.as_ptr().add(4 * column));
                    multiply_bytes(left, stride, panel, n_groups, tile, row, column);
                }
            }
        }
    }

    #[inline(always)]
    fn words(self, left: &[i16], stride: usize, panel: &[i16], tile: &mut Tile) {
        let n_groups = checked_depth(left.len(), stride, panel.len(), WORDS_GROUP) / WORDS_GROUP;
        for row in (0..ROWS).step_by(SOME_ROWS) {
            for column in (0..COLUMNS).step_by(16) {
                // SAFETY: as above.
                unsafe {
                    let (left, panel) = (left.as_ptr().add(row * stride), panel.as_ptr().add(2 * column));
                    multiply_words(left, stride, panel, n_groups, tile, row, column);
                }
            }
        }
    }
}

/// Some rows by 8 columns.
///
/// # Safety
/// `left` must have `SOME_ROWS` rows, `stride` bytes apart, of `n_groups` groups of 4 bytes each; `panel` 8 columns of
/// as many, the groups of a column being a panel's width apart.
#[target_feature(enable = "neon")]
unsafe fn multiply_bytes(
    left: *const u8,
    stride: usize,
    panel: *const i8,
    n_groups: usize,
    tile: &mut Tile,
    row: usize,
    column: usize,
) {
    // Each register holds two columns, two sums of each.
    let mut sums = [[vdupq_n_s32(0); 4]; SOME_ROWS];
    for group in 0..n_groups {
        // SAFETY: both stay within the `n_groups` groups the caller vouches for.
        unsafe {
            let four = |row: usize| left.add(row * stride + group * 4).cast::<u32>().read_unaligned();
            let four: [int16x8_t; SOME_ROWS] =
                std::array::from_fn(|row| vreinterpretq_s16_u16(vmovl_u8(vreinterpret_u8_u32(vdup_n_u32(four(row))))));
            let at = panel.add(group * COLUMNS * 4);
            for i in 0..4 {
                let right = vmovl_s8(vld1_s8(at.add(8 * i)));
                for (sums, four) in sums.iter_mut().zip(four) {
                    let low = vmull_s16(vget_low_s16(four), vget_low_s16(right));
                    let high = vmull_high_s16(four, right);
                    sums[i] = vaddq_s32(sums[i], vpaddq_s32(low, high));
                }
            }
        }
    }
    for (out, sums) in tile[row..].iter_mut().zip(sums) {
        for half in 0..2 {
            let four = vpaddq_s32(sums[2 * half], sums[2 * half + 1]);
            let out = &mut out[column + 4 * half..column + 4 * half + 4];
            // SAFETY: the slice is one register long.
            unsafe { vst1q_s32(out.as_mut_ptr(), four) }
        }
    }
}

/// Some rows by 16 columns.
///
/// # Safety
/// `left` must have `SOME_ROWS` rows, `stride` words apart, of `n_groups` groups of 2 words each; `panel` 16 columns of
/// as many, the groups of a column being a panel's width apart.
#[target_feature(enable = "neon")]
unsafe fn multiply_words(
    left: *const i16,
    stride: usize,
    panel: *const i16,
    n_groups: usize,
    tile: &mut Tile,
    row: usize,
    column: usize,
) {
    let mut sums = [[vdupq_n_s32(0); 4]; SOME_ROWS];
    for group in 0..n_groups {
        // SAFETY: both stay within the `n_groups` groups the caller vouches for; a pair of loads reads 8 columns.
        unsafe {
            let at = panel.add(group * COLUMNS * 2);
            for half in 0..2 {
                let right = vld2q_s16(at.add(16 * half));
                for (row, sums) in sums.iter_mut().enumerate() {
                    let first = *left.add(row * stride + group * 2);
                    let second = *left.add(row * stride + group * 2 + 1);
                    let low = vmlal_n_s16(sums[2 * half], vget_low_s16(right.0), first);
                    sums[2 * half] = vmlal_n_s16(low, vget_low_s16(right.1), second);
                    let high = vmlal_high_n_s16(sums[2 * half + 1], right.0, first);
                    sums[2 * half + 1] = vmlal_high_n_s16(high, right.1, second);
                }
            }
        }
    }
    for (out, sums) in tile[row..].iter_mut().zip(sums) {
        for (i, sum) in sums.into_iter().enumerate() {
            let out = &mut out[column + 4 * i..column + 4 * i + 4];
            // SAFETY: the slice is one register long.
            unsafe { vst1q_s32(out.as_mut_ptr(), sum) }
        }
    }
}
