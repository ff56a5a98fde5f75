//! 64-bit Arm. Every such machine has NEON; bytes are widened to words, whose products NEON adds to sums exactly.
#![allow(unsafe_code)] // Instructions the compiler does not find by itself; access is checked once a tile.

use std::arch::aarch64::*;

use super::{Bytes, COLUMNS, Dot, ROWS, Task, Words, check_tile};

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
    fn bytes(self, left: &[u8], stride: usize, panel: &[Bytes], out: &mut [i32], out_stride: usize) {
        check_tile(left.len(), stride, panel.len() * Bytes::DEPTHS, out.len(), out_stride);
        for row in (0..ROWS).step_by(SOME_ROWS) {
            for column in (0..COLUMNS).step_by(8) {
                // SAFETY: `self` proves the instructions; the check that all rows and columns are there.
                unsafe {
                    let (left, out) =
                        (left.as_ptr().add(row * stride), out.as_mut_ptr().add(row * out_stride + column));
                    multiply_bytes(left, stride, panel, column, out, out_stride);
                }
            }
        }
    }

    #[inline(always)]
    fn words(self, left: &[i16], stride: usize, panel: &[Words], out: &mut [i32], out_stride: usize) {
        check_tile(left.len(), stride, panel.len() * Words::DEPTHS, out.len(), out_stride);
        for row in (0..ROWS).step_by(SOME_ROWS) {
            for column in (0..COLUMNS).step_by(16) {
                // SAFETY: as above.
                unsafe {
                    let (left, out) =
                        (left.as_ptr().add(row * stride), out.as_mut_ptr().add(row * out_stride + column));
                    multiply_words(left, stride, panel, column, out, out_stride);
                }
            }
        }
    }
}

/// Some rows by 8 columns.
///
/// # Safety
/// From `left` there must be `SOME_ROWS` rows, `stride` numbers apart, as deep as the panel; from `out`, as many rows of
/// 8 sums, `out_stride` apart; the panel must have 8 columns from `column` on.
#[target_feature(enable = "neon")]
unsafe fn multiply_bytes(
    left: *const u8,
    stride: usize,
    panel: &[Bytes],
    column: usize,
    out: *mut i32,
    out_stride: usize,
) {
    // Each register holds two columns, two sums of each.
    let mut sums = [[vdupq_n_s32(0); 4]; SOME_ROWS];
    for (at, group) in panel.iter().enumerate() {
        // SAFETY: on the left a group of a row is 4 bytes; on the right 8 columns are 32 bytes.
        unsafe {
            let four = |row: usize| left.add(row * stride + at * Bytes::DEPTHS).cast::<u32>().read_unaligned();
            let four: [int16x8_t; SOME_ROWS] =
                std::array::from_fn(|row| vreinterpretq_s16_u16(vmovl_u8(vreinterpret_u8_u32(vdup_n_u32(four(row))))));
            let group = group.0.as_ptr().add(column).cast::<i8>();
            for i in 0..4 {
                let right = vmovl_s8(vld1_s8(group.add(8 * i)));
                for (sums, four) in sums.iter_mut().zip(four) {
                    let low = vmull_s16(vget_low_s16(four), vget_low_s16(right));
                    let high = vmull_high_s16(four, right);
                    sums[i] = vaddq_s32(sums[i], vpaddq_s32(low, high));
                }
            }
        }
    }
    for (row, sums) in sums.into_iter().enumerate() {
        for half in 0..2 {
            let four = vpaddq_s32(sums[2 * half], sums[2 * half + 1]);
            // SAFETY: half of a row is one register long.
            unsafe { vst1q_s32(out.add(row * out_stride + 4 * half), four) }
        }
    }
}

/// Some rows by 16 columns.
///
/// # Safety
/// As for [`multiply_bytes`], with 16 columns.
#[target_feature(enable = "neon")]
unsafe fn multiply_words(
    left: *const i16,
    stride: usize,
    panel: &[Words],
    column: usize,
    out: *mut i32,
    out_stride: usize,
) {
    let mut sums = [[vdupq_n_s32(0); 4]; SOME_ROWS];
    for (at, group) in panel.iter().enumerate() {
        // SAFETY: on the left a group of a row is two words; on the right 16 columns are read in two halves.
        unsafe {
            let group = group.0.as_ptr().add(column).cast::<i16>();
            for half in 0..2 {
                let right = vld2q_s16(group.add(16 * half));
                for (row, sums) in sums.iter_mut().enumerate() {
                    let left = left.add(row * stride + at * Words::DEPTHS);
                    let (first, second) = (*left, *left.add(1));
                    let low = vmlal_n_s16(sums[2 * half], vget_low_s16(right.0), first);
                    sums[2 * half] = vmlal_n_s16(low, vget_low_s16(right.1), second);
                    let high = vmlal_high_n_s16(sums[2 * half + 1], right.0, first);
                    sums[2 * half + 1] = vmlal_high_n_s16(high, right.1, second);
                }
            }
        }
    }
    for (row, sums) in sums.into_iter().enumerate() {
        for (i, sum) in sums.into_iter().enumerate() {
            // SAFETY: a row is four registers long.
            unsafe { vst1q_s32(out.add(row * out_stride + 4 * i), sum) }
        }
    }
}
