//! The whole encoder: the same bytes on every kernel, and near to what it computes when nothing is quantised.

mod model;

use model::{Model, Numbers, POSITIONS, Shape, VALUES, VOCABULARY, gelu};
use onrecord_network::{Dense, Encoder, Kernel, Scratch, Weights, Window};

/// Heads of 16, 32 and 64; widths and inner widths that are not whole tiles.
const SHAPES: [Shape; 4] = [
    Shape { width: 64, heads: 2, inner: 128, layers: 3 },
    Shape { width: 96, heads: 6, inner: 80, layers: 2 },
    Shape { width: 128, heads: 2, inner: 400, layers: 1 },
    Shape { width: 32, heads: 1, inner: 32, layers: 1 },
];

/// An invented window.
struct Text {
    pieces: Vec<u32>,
    features: [Vec<u8>; 3],
}

impl Text {
    fn invent(n_pieces: usize, seed: u64) -> Self {
        let mut numbers = Numbers::new(seed);
        let pieces = (0..n_pieces).map(|_| numbers.below(VOCABULARY) as u32).collect();
        let features = VALUES.map(|(_, n)| (0..n_pieces).map(|_| numbers.below(n) as u8).collect());
        Self { pieces, features }
    }

    fn window(&self) -> Window<'_> {
        Window { pieces: &self.pieces, features: self.features.each_ref().map(Vec::as_slice) }
    }
}

fn load(file: &[u8], kernel: Kernel) -> Encoder {
    Weights::parse(file).and_then(|weights| Encoder::with_kernel(&weights, &weights, kernel)).expect("weights that fit")
}

fn bits(encoder: &Encoder, text: &Text, scratch: &mut Scratch) -> Vec<u32> {
    let hidden = encoder.encode(&text.window(), scratch).expect("a window that fits");
    hidden.as_slice().iter().map(|number| number.to_bits()).collect()
}

#[test]
fn every_kernel_gives_the_same_bytes() {
    for (seed, shape) in (1..).zip(SHAPES) {
        let file = Model::invent(shape, seed).file();
        let encoders: Vec<(Kernel, Encoder)> =
            Kernel::available().map(|kernel| (kernel, load(&file, kernel))).collect();
        // One scratch serves them all: what is left in it must not matter.
        let mut scratch = Scratch::default();
        for n_pieces in [80, 1, 2, 11, 12, 13, 31, 32, 33, 47, 48, 49, 63, 64, 65, 79] {
            let text = Text::invent(n_pieces, seed);
            let expected = bits(&encoders[0].1, &text, &mut Scratch::default());
            for (kernel, encoder) in &encoders {
                assert!(bits(encoder, &text, &mut scratch) == expected, "{}, {n_pieces} of {shape:?}", kernel.name());
            }
        }
    }
}

/// The bytes every machine must get. A change of the arithmetic changes them; then this number is replaced, and every
/// record built before may come out different.
#[test]
fn every_machine_gives_the_same_bytes() {
    let file = Model::invent(SHAPES[0], 7).file();
    let bits = bits(&load(&file, Kernel::best()), &Text::invent(POSITIONS, 7), &mut Scratch::default());
    let digest = bits.iter().fold(0u64, |digest, &bits| digest.rotate_left(5).wrapping_mul(31) ^ u64::from(bits));
    assert_eq!(format!("{digest:016x}"), "f3cd84ee704712a0");
}

#[test]
fn the_encoder_is_near_its_reference() {
    for (seed, shape) in (1..).zip(SHAPES) {
        let model = Model::invent(shape, seed);
        let text = Text::invent(57, seed);
        let mut scratch = Scratch::default();
        let encoder = load(&model.file(), Kernel::best());
        let hidden = encoder.encode(&text.window(), &mut scratch).expect("a window that fits");
        let reference = model.encode(&text.pieces, &text.features);
        assert_eq!(hidden.rows().len(), reference.len());
        for (row, expected) in hidden.rows().zip(&reference) {
            let row: Vec<f64> = row.iter().map(|&x| f64::from(x)).collect();
            let dot = |a: &[f64], b: &[f64]| -> f64 { a.iter().zip(b).map(|(a, b)| a * b).sum() };
            let cosine = dot(&row, expected) / (dot(&row, &row) * dot(expected, expected)).sqrt();
            let worst = row.iter().zip(expected).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
            assert!(cosine > 0.999 && worst < 0.15, "cosine {cosine}, largest error {worst} for {shape:?}");
        }
    }
}

#[test]
fn threads_share_an_encoder() {
    fn check<T: Send + Sync>() {}
    check::<Encoder>();
    check::<Dense>();
}

#[test]
fn enormous_weights_do_not_panic() {
    for size in [1e15, 1e30, 1e38, 1e-30, 0.0] {
        let mut model = Model::invent(SHAPES[1], 2);
        for (_, values) in model.tensors.values_mut() {
            values.iter_mut().for_each(|value| *value *= size / 10.0);
        }
        let (file, text) = (model.file(), Text::invent(30, 2));
        for kernel in Kernel::available() {
            assert_eq!(bits(&load(&file, kernel), &text, &mut Scratch::default()).len(), 30 * 96);
        }
    }
}

#[test]
fn heads_are_near_their_reference() {
    let model = Model::invent(SHAPES[0], 3);
    let file = model.file();
    let weights = Weights::parse(&file).expect("a weights file");
    let n_rows = 29;
    let rows = Numbers::new(5).normals(n_rows * 64, 0.0, 1.0);
    // The first is in floating point.
    for (name, most) in [("roles", 1e-5), ("links", 0.05)] {
        let mut outputs = Vec::new();
        for kernel in Kernel::available() {
            let dense = Dense::with_kernel(&weights, name, kernel).expect("a layer").with_gelu();
            let mut out = vec![1.0; 3];
            dense.apply(&rows, n_rows, &mut out, &mut Scratch::default()).expect("rows that fit");
            for (row, out) in rows.chunks(64).zip(out.chunks(dense.width())) {
                let row: Vec<f64> = row.iter().map(|&x| f64::from(x)).collect();
                for (expected, &found) in model.linear(name, &row).into_iter().map(gelu).zip(out) {
                    assert!((expected - f64::from(found)).abs() < most, "{name}: {expected}, found {found}");
                }
            }
            outputs.push(out.iter().map(|number| number.to_bits()).collect::<Vec<u32>>());
        }
        assert!(outputs.iter().all(|output| output == &outputs[0]), "{name} depends on the kernel");
    }
}

#[test]
fn bad_windows_are_errors() {
    let encoder = load(&Model::invent(SHAPES[3], 1).file(), Kernel::best());
    let check = |pieces: &[u32], features: [&[u8]; 3], expected: &str| {
        let error =
            encoder.encode(&Window { pieces, features }, &mut Scratch::default()).map(|_| ()).expect_err("an error");
        assert_eq!(error.to_string(), expected);
    };
    check(&[], [&[], &[], &[]], "a window should have 1 to 80 pieces, but has 0");
    check(&[0; 81], [&[0; 81]; 3], "a window should have 1 to 80 pieces, but has 81");
    check(&[1, 50], [&[0; 2]; 3], "piece should be below 50, but is 50 at position 1");
    check(&[1, 2], [&[0; 2], &[0; 3], &[0; 2]], "a window of 2 pieces should have as many values of `gap`, but has 3");
    check(&[1, 2], [&[0; 2], &[0; 2], &[0, 5]], "quote should be below 5, but is 5 at position 1");
}

#[test]
fn bad_rows_are_errors() {
    let file = Model::invent(SHAPES[3], 1).file();
    let dense = Weights::parse(&file).and_then(|weights| Dense::load(&weights, "links")).expect("a layer");
    for (n_rows, expected) in [
        (1, "1 rows of 32 numbers should be 32, but are 33"),
        (usize::MAX, "18446744073709551615 rows of 32 numbers should be 18446744073709551615, but are 33"),
    ] {
        let error = dense.apply(&[0.0; 33], n_rows, &mut vec![], &mut Scratch::default()).expect_err("an error");
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn bad_weights_are_errors() {
    let check = |change: &dyn Fn(&mut Model), expected: &str| {
        let mut model = Model::invent(SHAPES[3], 1);
        change(&mut model);
        let file = model.file();
        let error = Weights::parse(&file)
            .and_then(|weights| Encoder::load(&weights, &weights))
            .map(|_| ())
            .expect_err("an error");
        assert_eq!(error.to_string(), expected);
    };
    let remove = |name: &'static str| move |model: &mut Model| drop(model.tensors.remove(name));
    check(&remove("encoder.positions"), "the weights have no tensor `encoder.positions`");
    check(&remove("encoder.layers.0.qkv.weight"), "the weights have no tensor `encoder.layers.0.qkv.weight`");
    let wide =
        |model: &mut Model| drop(model.tensors.insert("encoder.norm.bias".to_owned(), (vec![33], vec![0.0; 33])));
    check(&wide, "the tensor `encoder.norm.bias` should be F32 [32], but is F32 [33]");
    let infinite = |model: &mut Model| {
        drop(model.tensors.insert("encoder.norm.bias".to_owned(), (vec![32], vec![f32::INFINITY; 32])));
    };
    check(&infinite, "the tensor `encoder.norm.bias` holds a number that is not finite");
    let heads = |model: &mut Model| model.shape.heads = 3;
    check(
        &heads,
        "the tensor `encoder.pieces.weight` should be a multiple of 32 wide, and of 16 for each of 3 heads, but is 32 wide",
    );
    let none = |model: &mut Model| model.shape.heads = 0;
    check(&none, r#"the weights should say `heads` in their metadata as a positive number, but have Some("0")"#);
    assert!(Weights::parse(b"not weights").map(|_| ()).is_err());
}
