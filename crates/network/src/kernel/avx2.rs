//! AVX2. Its one instruction for bytes saturates, which is not exact, so bytes are widened to words first.
#![allow(unsafe_code)] // Instructions the compiler does not find by itself; access is checked once a tile.

use std::arch::x86_64::*;

use super::{Bytes, Dot, ROWS, Task, Words, check_tile};

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
    fn bytes(self, left: &[u8], stride: usize, panel: &[Bytes], out: &mut [i32], out_stride: usize) {
        check_tile(left.len(), stride, panel.len() * Bytes::DEPTHS, out.len(), out_stride);
        for row in (0..ROWS).step_by(SOME_ROWS) {
            for half in 0..2 {
                // SAFETY: `self` proves the instructions; the check that all rows and columns are there.
                unsafe {
                    let (left, out) = (left.as_ptr().add(row * stride), out.as_mut_ptr().add(row * out_stride));
                    multiply_bytes(left, stride, panel, half, out, out_stride);
                }
            }
        }
    }

    #[inline(always)]
    fn words(self, left: &[i16], stride: usize, panel: &[Words], out: &mut [i32], out_stride: usize) {
        check_tile(left.len(), stride, panel.len() * Words::DEPTHS, out.len(), out_stride);
        for row in (0..ROWS).step_by(SOME_ROWS) {
            // SAFETY: as above.
            unsafe {
                let (left, out) = (left.as_ptr().add(row * stride), out.as_mut_ptr().add(row * out_stride));
                multiply_words(left, stride, panel, out, out_stride);
            }
        }
    }
}

/// Some rows by one half of the columns.
///
/// # Safety
/// The instructions must be there; from `left` there must be `SOME_ROWS` rows, `stride` numbers apart, as deep as the
/// panel; from `out`, as many rows of `COLUMNS` sums, `out_stride` apart.
#[target_feature(enable = "avx2")]
unsafe fn multiply_bytes(
    left: *const u8,
    stride: usize,
    panel: &[Bytes],
    half: usize,
    out: *mut i32,
    out_stride: usize,
) {
    // Each register holds four columns, two sums of each: the instruction adds words in pairs, a group is four.
    let mut sums = [[_mm256_setzero_si256(); 4]; SOME_ROWS];
    for (at, group) in panel.iter().enumerate() {
        // SAFETY: on the left a group of a row is 4 bytes; on the right half the columns are four times 16 bytes.
        unsafe {
            let four = |row: usize| left.add(row * stride + at * Bytes::DEPTHS).cast::<i32>().read_unaligned();
            let four: [__m256i; SOME_ROWS] = std::array::from_fn(|row| _mm256_cvtepu8_epi16(_mm_set1_epi32(four(row))));
            let group = std::ptr::from_ref(group).cast::<__m128i>().add(4 * half);
            for i in 0..4 {
                let right = _mm256_cvtepi8_epi16(_mm_load_si128(group.add(i)));
                for (sums, four) in sums.iter_mut().zip(four) {
                    sums[i] = _mm256_add_epi32(sums[i], _mm256_madd_epi16(four, right));
                }
            }
        }
    }
    for (row, sums) in sums.into_iter().enumerate() {
        for quarter in 0..2 {
            // Adding neighbours leaves columns 0 1 4 5 2 3 6 7.
            let pairs = _mm256_hadd_epi32(sums[2 * quarter], sums[2 * quarter + 1]);
            let eight = _mm256_permute4x64_epi64::<0b11_01_10_00>(pairs);
            // SAFETY: a quarter of a row is one register long.
            unsafe { _mm256_storeu_si256(out.add(row * out_stride + 16 * half + 8 * quarter).cast(), eight) }
        }
    }
}

/// Some rows by all columns.
///
/// # Safety
/// As for [`multiply_bytes`].
#[target_feature(enable = "avx2")]
unsafe fn multiply_words(left: *const i16, stride: usize, panel: &[Words], out: *mut i32, out_stride: usize) {
    let mut sums = [[_mm256_setzero_si256(); 4]; SOME_ROWS];
    for (at, group) in panel.iter().enumerate() {
        // SAFETY: on the left a group of a row is 4 bytes; on the right it is four registers long.
        unsafe {
            let two = |row: usize| left.add(row * stride + at * Words::DEPTHS).cast::<i32>().read_unaligned();
            let two: [__m256i; SOME_ROWS] = std::array::from_fn(|row| _mm256_set1_epi32(two(row)));
            let group: *const __m256i = std::ptr::from_ref(group).cast();
            for i in 0..4 {
                let right = _mm256_load_si256(group.add(i));
                for (sums, two) in sums.iter_mut().zip(two) {
                    sums[i] = _mm256_add_epi32(sums[i], _mm256_madd_epi16(two, right));
                }
            }
        }
    }
    for (row, sums) in sums.into_iter().enumerate() {
        for (i, sum) in sums.into_iter().enumerate() {
            // SAFETY: a row of the tile is four registers long.
            unsafe { _mm256_storeu_si256(out.add(row * out_stride + 8 * i).cast(), sum) }
        }
    }
}
