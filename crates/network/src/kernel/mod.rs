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
/// Sums of one tile.
pub(crate) type Tile = [[i32; COLUMNS]; ROWS];

/// The integer products a kernel is made of.
///
/// The left side is `ROWS` rows, `stride` apart. The right side is a panel of `COLUMNS` columns, packed so that the
/// depths one instruction consumes together (`GROUP`) stand together: `[depth / GROUP][COLUMNS][GROUP]`.
pub(crate) trait Dot: Copy {
    /// `tile = left * panel`, four depths at a time.
    fn bytes(self, left: &[u8], stride: usize, panel: &[i8], tile: &mut Tile);
    /// `tile = left * panel`, two depths at a time. No sum of two neighbouring products may leave 31 bits.
    fn words(self, left: &[i16], stride: usize, panel: &[i16], tile: &mut Tile);
}

/// Depths that stand together in a panel of [`Dot::bytes`].
pub(crate) const BYTES_GROUP: usize = 4;
/// Depths that stand together in a panel of [`Dot::words`].
pub(crate) const WORDS_GROUP: usize = 2;

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

/// The depth of a panel, if the left side has enough for it; the one check before unchecked reads.
#[inline(always)]
fn checked_depth(left: usize, stride: usize, panel: usize, group: usize) -> usize {
    let depth = panel / COLUMNS;
    assert!(
        panel == depth * COLUMNS
            && depth % group == 0
            && stride.checked_mul(ROWS - 1).and_then(|last| last.checked_add(depth)).is_some_and(|end| end <= left),
        "a tile of depth {depth} and stride {stride} does not fit {left} numbers"
    );
    depth
}

#[cfg(test)]
mod tests;
