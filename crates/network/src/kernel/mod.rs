//! Kernels: the same arithmetic, compiled for what the machine has.
//!
//! A kernel brings two exact integer products of its own, over tiles of one fixed shape ([`Dot`]). Everything else is
//! written once, as a [`Task`], and compiled anew for every kernel with its instructions switched on. Integer sums are
//! exact in any order and floating point follows the source (see [`crate::float`]), so all kernels give the same bits.

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
#[cfg(target_arch = "aarch64")]
mod neon;
mod portable;

/// Rows of a tile. With two registers of 16 sums a row, 24 of the 32 registers of AVX-512 hold sums: enough to hide the
/// time a sum takes, and the rest holds what is being multiplied.
pub(crate) const ROWS: usize = 12;
/// Columns of a tile.
pub(crate) const COLUMNS: usize = 32;

/// What one step of a product takes from the right side: as many depths of every column as an instruction consumes
/// together, column by column. Two whole cache lines: a load that straddled lines would cost twice.
#[derive(Clone, Copy)]
#[repr(C, align(64))]
pub(crate) struct Group<T, const DEPTHS: usize>(pub(crate) [[T; DEPTHS]; COLUMNS]);

/// Four depths of bytes.
pub(crate) type Bytes = Group<i8, 4>;
/// Two depths of words.
pub(crate) type Words = Group<i16, 2>;

impl Bytes {
    pub(crate) const DEPTHS: usize = 4;
    pub(crate) const ZERO: Self = Self([[0; Self::DEPTHS]; COLUMNS]);
}

impl Words {
    pub(crate) const DEPTHS: usize = 2;
    pub(crate) const ZERO: Self = Self([[0; Self::DEPTHS]; COLUMNS]);
}

/// The integer products a kernel is made of, one tile at a time.
///
/// On the left are `ROWS` rows, `stride` apart; on the right is a panel, `COLUMNS` columns group by group. The sums go
/// to `ROWS` rows of `out`, `out_stride` apart.
pub(crate) trait Dot: Copy {
    /// Multiplies bytes.
    fn bytes(self, left: &[u8], stride: usize, panel: &[Bytes], out: &mut [i32], out_stride: usize);
    /// Multiplies words. No sum may leave 31 bits.
    fn words(self, left: &[i16], stride: usize, panel: &[Words], out: &mut [i32], out_stride: usize);
}

/// Work written once for all kernels. Every function it calls in a loop must be `#[inline(always)]`, or it is compiled
/// without the kernel's instructions.
pub(crate) trait Task {
    fn run(self, dot: impl Dot);
}

/// A set of instructions to run on. All give the same results; they differ in speed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Kernel(Kind);

// A value of a kind is proof that the machine has its instructions: only `Kernel::available` makes them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    #[cfg(target_arch = "x86_64")]
    Avx512,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "aarch64")]
    Neon,
    Portable,
}

impl Kernel {
    /// The fastest kernel of this machine.
    pub fn best() -> Self {
        Self::available().next().unwrap_or(Self(Kind::Portable))
    }

    /// All kernels this machine can run, fastest first.
    pub fn available() -> impl Iterator<Item = Self> {
        [
            #[cfg(target_arch = "x86_64")]
            (Kind::Avx512, avx512::is_available()),
            #[cfg(target_arch = "x86_64")]
            (Kind::Avx2, avx2::is_available()),
            #[cfg(target_arch = "aarch64")]
            (Kind::Neon, neon::is_available()),
            (Kind::Portable, true),
        ]
        .into_iter()
        .filter_map(|(kind, here)| here.then_some(Self(kind)))
    }

    /// The name of the instructions.
    pub fn name(self) -> &'static str {
        match self.0 {
            #[cfg(target_arch = "x86_64")]
            Kind::Avx512 => "avx512-vnni",
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2 => "avx2",
            #[cfg(target_arch = "aarch64")]
            Kind::Neon => "neon",
            Kind::Portable => "portable",
        }
    }

    #[allow(unsafe_code)]
    pub(crate) fn run(self, task: impl Task) {
        match self.0 {
            // SAFETY: the kind is proof that the machine has the instructions, here and below.
            #[cfg(target_arch = "x86_64")]
            Kind::Avx512 => unsafe { avx512::run(task) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2 => unsafe { avx2::run(task) },
            // SAFETY: as above.
            #[cfg(target_arch = "aarch64")]
            Kind::Neon => unsafe { neon::run(task) },
            Kind::Portable => task.run(portable::Portable),
        }
    }
}

/// Fails if a tile does not fit its sides: the one check before unchecked access.
#[inline(always)]
fn check_tile(left: usize, stride: usize, depth: usize, out: usize, out_stride: usize) {
    let fits = |len: usize, stride: usize, width: usize| {
        stride.checked_mul(ROWS - 1).and_then(|last| last.checked_add(width)).is_some_and(|end| end <= len)
    };
    assert!(fits(left, stride, depth), "a tile {depth} deep, rows {stride} apart, does not fit {left} numbers");
    assert!(fits(out, out_stride, COLUMNS), "a tile, rows {out_stride} apart, does not fit {out} sums");
}

#[cfg(test)]
mod tests;
