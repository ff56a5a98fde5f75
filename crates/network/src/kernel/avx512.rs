//! AVX-512 with VNNI: four products of bytes, or two of words, and their sum in one instruction, without saturation.
#![allow(unsafe_code)] // Instructions the compiler does not find by itself; access is checked once a tile.

use std::arch::asm;
use std::arch::x86_64::*;

use super::{Bytes, Dot, Group, ROWS, Task, Words, check_tile};

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
    fn bytes(self, left: &[u8], stride: usize, panel: &[Bytes], out: &mut [i32], out_stride: usize) {
        check_tile(left.len(), stride, panel.len() * Bytes::DEPTHS, out.len(), out_stride);
        // SAFETY: `self` proves the instructions, the check the bounds.
        unsafe { multiply::<u8, _, _>(left.as_ptr(), stride, panel, out.as_mut_ptr(), out_stride, add_bytes) }
    }

    #[inline(always)]
    fn words(self, left: &[i16], stride: usize, panel: &[Words], out: &mut [i32], out_stride: usize) {
        check_tile(left.len(), stride, panel.len() * Words::DEPTHS, out.len(), out_stride);
        // SAFETY: as above.
        unsafe { multiply::<i16, _, _>(left.as_ptr(), stride, panel, out.as_mut_ptr(), out_stride, add_words) }
    }
}

#[inline]
#[target_feature(enable = "avx512f,avx512vnni")]
unsafe fn add_bytes(sums: __m512i, left: __m512i, right: __m512i) -> __m512i {
    _mm512_dpbusd_epi32(sums, left, right)
}

/// As `_mm512_dpwssd_epi32`, which the compiler likes to take apart into a product and a sum.
#[inline]
#[target_feature(enable = "avx512f,avx512vnni")]
unsafe fn add_words(mut sums: __m512i, left: __m512i, right: __m512i) -> __m512i {
    // SAFETY: it only computes, in registers.
    unsafe {
        asm!("vpdpwssd {}, {}, {}", inout(zmm_reg) sums, in(zmm_reg) left, in(zmm_reg) right,
            options(pure, nomem, nostack, preserves_flags));
    }
    sums
}

/// # Safety
/// The instructions must be there; from `left` there must be `ROWS` rows, `stride` numbers apart, as deep as the panel;
/// from `out`, `ROWS` rows of `COLUMNS` sums, `out_stride` apart.
#[inline]
#[target_feature(enable = "avx512f,avx512vnni")]
unsafe fn multiply<L, R, const DEPTHS: usize>(
    left: *const L,
    stride: usize,
    panel: &[Group<R, DEPTHS>],
    out: *mut i32,
    out_stride: usize,
    add: unsafe fn(__m512i, __m512i, __m512i) -> __m512i,
) {
    let mut sums = [[_mm512_setzero_si512(); 2]; ROWS];
    for (at, group) in panel.iter().enumerate() {
        let group: *const __m512i = std::ptr::from_ref(group).cast();
        // SAFETY: a group is two registers long and aligned; on the left a group of a row is 4 bytes.
        unsafe {
            let right = [_mm512_load_si512(group), _mm512_load_si512(group.add(1))];
            for (row, sums) in sums.iter_mut().enumerate() {
                let four = left.add(row * stride + at * DEPTHS).cast::<i32>().read_unaligned();
                let four = _mm512_set1_epi32(four);
                for (sums, right) in sums.iter_mut().zip(right) {
                    *sums = add(*sums, four, right);
                }
            }
        }
    }
    for (row, sums) in sums.into_iter().enumerate() {
        // SAFETY: a row of the tile is two registers long.
        unsafe {
            let out = out.add(row * out_stride);
            _mm512_storeu_si512(out.cast(), sums[0]);
            _mm512_storeu_si512(out.add(16).cast(), sums[1]);
        }
    }
}
