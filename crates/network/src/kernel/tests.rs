use proptest::prelude::*;

use super::*;

/// One tile product as a task, so that it runs on any kernel.
struct Product<'a, L, R> {
    left: &'a [L],
    stride: usize,
    panel: &'a [R],
    tile: &'a mut Tile,
}

impl Task for Product<'_, u8, i8> {
    fn run(self, dot: impl Dot) {
        dot.bytes(self.left, self.stride, self.panel, self.tile);
    }
}

impl Task for Product<'_, i16, i16> {
    fn run(self, dot: impl Dot) {
        dot.words(self.left, self.stride, self.panel, self.tile);
    }
}

/// What a tile product is by definition.
fn expected<L: Copy + Into<i32>, R: Copy + Into<i32>>(left: &[L], stride: usize, panel: &[R], group: usize) -> Tile {
    let depth = panel.len() / COLUMNS;
    let mut tile = [[0; COLUMNS]; ROWS];
    for (row, sums) in tile.iter_mut().enumerate() {
        for (column, sum) in sums.iter_mut().enumerate() {
            *sum = (0..depth)
                .map(|at| {
                    let right = panel[(at / group * COLUMNS + column) * group + at % group];
                    left[row * stride + at].into() * right.into()
                })
                .sum();
        }
    }
    tile
}

fn bytes(depth: impl Strategy<Value = usize>) -> impl Strategy<Value = (usize, Vec<u8>, Vec<i8>)> {
    (depth, 0usize..9).prop_flat_map(|(depth, gap)| {
        let left = prop::collection::vec(any::<u8>(), ROWS * (depth + gap));
        (Just(depth + gap), left, prop::collection::vec(any::<i8>(), depth * COLUMNS))
    })
}

fn words(depth: impl Strategy<Value = usize>) -> impl Strategy<Value = (usize, Vec<i16>, Vec<i16>)> {
    (depth, 0usize..9).prop_flat_map(|(depth, gap)| {
        let left = prop::collection::vec(-8191i16..=8191, ROWS * (depth + gap));
        (Just(depth + gap), left, prop::collection::vec(-5792i16..=5792, depth * COLUMNS))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(50))]

    #[test]
    fn products_of_bytes_are_exact((stride, left, panel) in bytes((0usize..20).prop_map(|n| 4 * n))) {
        for kernel in Kernel::available() {
            let mut tile = [[7; COLUMNS]; ROWS];
            kernel.run(Product { left: &left, stride, panel: &panel, tile: &mut tile });
            prop_assert_eq!(tile, expected(&left, stride, &panel, BYTES_GROUP), "{}", kernel.name());
        }
    }

    #[test]
    fn products_of_words_are_exact((stride, left, panel) in words((0usize..17).prop_map(|n| 2 * n))) {
        for kernel in Kernel::available() {
            let mut tile = [[7; COLUMNS]; ROWS];
            kernel.run(Product { left: &left, stride, panel: &panel, tile: &mut tile });
            prop_assert_eq!(tile, expected(&left, stride, &panel, WORDS_GROUP), "{}", kernel.name());
        }
    }
}

#[test]
fn extremes_do_not_saturate() {
    let (left, panel) = ([255u8; ROWS * 1536], [-128i8; COLUMNS * 1536]);
    for kernel in Kernel::available() {
        let mut tile = [[0; COLUMNS]; ROWS];
        kernel.run(Product { left: &left, stride: 1536, panel: &panel, tile: &mut tile });
        assert_eq!(tile, [[255 * -128 * 1536; COLUMNS]; ROWS], "{}", kernel.name());
    }
}
