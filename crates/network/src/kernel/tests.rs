use proptest::prelude::*;

use super::*;

/// One tile product as a task, so that it runs on any kernel.
struct Product<'a, L, G> {
    left: &'a [L],
    stride: usize,
    panel: &'a [G],
    out: &'a mut [i32],
    out_stride: usize,
}

impl Task for Product<'_, u8, Bytes> {
    fn run(self, dot: impl Dot) {
        dot.bytes(self.left, self.stride, self.panel, self.out, self.out_stride);
    }
}

impl Task for Product<'_, i16, Words> {
    fn run(self, dot: impl Dot) {
        dot.words(self.left, self.stride, self.panel, self.out, self.out_stride);
    }
}

/// Sums that are not part of the tile must be left alone.
const UNTOUCHED: i32 = -7;

/// Runs a product on every kernel and compares it with what it is by definition.
fn check<L: Copy + Into<i32>, R: Copy + Into<i32>, const DEPTHS: usize>(
    left: &[L],
    stride: usize,
    panel: &[Group<R, DEPTHS>],
    out_stride: usize,
) where
    for<'a> Product<'a, L, Group<R, DEPTHS>>: Task,
{
    let mut expected = vec![UNTOUCHED; ROWS * out_stride];
    for row in 0..ROWS {
        for column in 0..COLUMNS {
            let product = |(at, group): (usize, &Group<R, DEPTHS>)| -> i32 {
                let left = &left[row * stride + at * DEPTHS..];
                group.0[column].iter().zip(left).map(|(&right, &left)| right.into() * left.into()).sum()
            };
            expected[row * out_stride + column] = panel.iter().enumerate().map(product).sum();
        }
    }
    for kernel in Kernel::available() {
        let mut out = vec![UNTOUCHED; ROWS * out_stride];
        kernel.run(Product { left, stride, panel, out: &mut out, out_stride });
        assert!(out == expected, "{} gives other sums", kernel.name());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(50))]

    #[test]
    fn products_of_bytes_are_exact(
        panel in prop::collection::vec(prop::array::uniform32(prop::array::uniform4(any::<i8>())), 0..20),
        left in prop::collection::vec(any::<u8>(), ROWS * 90),
        (gap, out_gap) in (0usize..9, 0usize..9),
    ) {
        let panel: Vec<Bytes> = panel.into_iter().map(Group).collect();
        check(&left, panel.len() * Bytes::DEPTHS + gap, &panel, COLUMNS + out_gap);
    }

    #[test]
    fn products_of_words_are_exact(
        panel in prop::collection::vec(prop::array::uniform32(prop::array::uniform2(-5792i16..=5792)), 0..17),
        left in prop::collection::vec(-8191i16..=8191, ROWS * 50),
        (gap, out_gap) in (0usize..9, 0usize..9),
    ) {
        let panel: Vec<Words> = panel.into_iter().map(Group).collect();
        check(&left, panel.len() * Words::DEPTHS + gap, &panel, COLUMNS + out_gap);
    }
}

#[test]
fn extremes_do_not_saturate() {
    let depth = 1536;
    check(&vec![255u8; ROWS * depth], depth, &vec![Group([[-128i8; 4]; COLUMNS]); depth / 4], COLUMNS);
    let depth = 512;
    check(&vec![8191i16; ROWS * depth], depth, &vec![Group([[-511i16; 2]; COLUMNS]); depth / 2], COLUMNS);
}

#[test]
#[should_panic(expected = "a tile 8 deep, rows 8 apart, does not fit 95 numbers")]
fn a_tile_beyond_its_rows_is_refused() {
    let mut out = [0; ROWS * COLUMNS];
    let task = Product { left: &[0u8; 95], stride: 8, panel: &[Bytes::ZERO; 2], out: &mut out, out_stride: COLUMNS };
    Kernel::best().run(task);
}
