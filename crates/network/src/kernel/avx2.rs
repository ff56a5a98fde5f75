//! AVX2. Its one instruction for bytes saturates, which is not exact, so bytes are widened to words first.
#![allow(unsafe_code)] // Instructions the compiler does not find by itself; reads are checked once a tile.

use std::arch::x86_64::*;

use super::{BYTES_GROUP, COLUMNS, Dot, ROWS, Task, Tile, WORDS_GROUP, checked_depth};

/// Rows worked on together: with four registers of sums each they fill 12 of the 16 registers.
const SOME_ROWS: usize = 3;

pub(super) fn is_available() -> bool {
    is_x86_feature_detected!("avx2")
}

/// # Safety
/// [`is_available`] must be true.
#[target_feature(enable = "avx2")]
pub(super) unsafe fn run(task: impl Task) {
    task.run(Avx2(()));
}

/// Proof that the instructions are there: only [`run`] makes one.
#[derive(Clone, Copy)]
struct Avx2(());

impl Dot for Avx2 {
    #[inline(always)]
    fn bytes(self, left: &[u8], stride: usize, panel: &[i8], tile: &mut Tile) {
        let n_groups = checked_depth(left.len(), stride, panel.len(), BYTES_GROUP) / BYTES_GROUP;
        for row in (0..ROWS).step_by(SOME_ROWS) {
            for column in (0..COLUMNS).step_by(16) {
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
            // SAFETY: as above.
            unsafe { multiply_words(left.as_ptr().add(row * stride), stride, panel.as_ptr(), n_groups, tile, row) }
        }
    }
}

/// Some rows by 16 columns.
///
/// # Safety
/// The instructions must be there; `left` must have `SOME_ROWS` rows, `stride` bytes apart, of `n_groups` groups of 4
/// bytes each; `panel` 16 columns of as many, the groups of a column being a panel's width apart.
#[target_feature(enable = "avx2")]
unsafe fn multiply_bytes(
    left: *const u8,
    stride: usize,
    panel: *const i8,
    n_groups: usize,
    tile: &mut Tile,
    row: usize,
    column: usize,
) {
    // Each register holds four columns, two sums of each: the instruction adds words in pairs, a group is four.
    let mut sums = [[_mm256_setzero_si256(); 4]; SOME_ROWS];
    for group in 0..n_groups {
        // SAFETY: both stay within the `n_groups` groups the caller vouches for.
        unsafe {
            let four = |row: usize| left.add(row * stride + group * 4).cast::<i32>().read_unaligned();
            let four: [__m256i; SOME_ROWS] = std::array::from_fn(|row| _mm256_cvtepu8_epi16(_mm_set1_epi32(four(row))));
            let at = panel.add(group * COLUMNS * 4);
            for i in 0..4 {
                let right = _mm256_cvtepi8_epi16(_mm_loadu_si128(at.add(16 * i).cast()));
                for (sums, four) in sums.iter_mut().zip(four) {
                    sums[i] = _mm256_add_epi32(sums[i], _mm256_madd_epi16(four, right));
                }
            }
        }
    }
    for (out, sums) in tile[row..].iter_mut().zip(sums) {
        for half in 0..2 {
            // Adding neighbours leaves columns 0 1 4 5 2 3 6 7.
            let pairs = _mm256_hadd_epi32(sums[2 * half], sums[2 * half + 1]);
            let eight = _mm256_permute4x64_epi64::<0b11_01_10_00>(pairs);
            let out = &mut out[column + 8 * half..column + 8 * half + 8];
            // SAFETY: the slice is one register long.
            unsafe { _mm256_storeu_si256(out.as_mut_ptr().cast(), eight) }
        }
    }
}

/// Some rows by all columns.
///
/// # Safety
/// The instructions must be there; `left` must have `SOME_ROWS` rows, `stride` words apart, and `panel` `COLUMNS`
/// columns, of `n_groups` groups of 2 words each.
#[target_feature(enable = "avx2")]
unsafe fn multiply_words(
    left: *const i16,
    stride: usize,
    panel: *const i16,
    n_groups: usize,
    tile: &mut Tile,
    row: usize,
) {
    let mut sums = [[_mm256_setzero_si256(); 4]; SOME_ROWS];
    for group in 0..n_groups {
        // SAFETY: both stay within the `n_groups` groups the caller vouches for.
        unsafe {
            let two = |row: usize| left.add(row * stride + group * 2).cast::<i32>().read_unaligned();
            let two: [__m256i; SOME_ROWS] = std::array::from_fn(|row| _mm256_set1_epi32(two(row)));
            let at = panel.add(group * COLUMNS * 2);
            for i in 0..4 {
                let right = _mm256_loadu_si256(at.add(16 * i).cast());
                for (sums, two) in sums.iter_mut().zip(two) {
                    sums[i] = _mm256_add_epi32(sums[i], _mm256_madd_epi16(two, right));
                }
            }
        }
    }
    for (out, sums) in tile[row..].iter_mut().zip(sums) {
        for (out, sum) in out.as_chunks_mut::<8>().0.iter_mut().zip(sums) {
            // SAFETY: eight sums are one register.
            unsafe { _mm256_storeu_si256(out.as_mut_ptr().cast(), sum) }
        }
    }
}
