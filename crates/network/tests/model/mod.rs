//! Small invented encoders: their weights file, and what they compute when nothing is quantised.

use std::collections::BTreeMap;

use safetensors::tensor::{Dtype, TensorView};

/// How large an invented encoder is.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    pub width: usize,
    pub heads: usize,
    pub inner: usize,
    pub layers: usize,
}

/// Rows of the tables.
pub const VOCABULARY: usize = 50;
pub const POSITIONS: usize = 80;
pub const VALUES: [(&str, usize); 3] = [("shape", 6), ("gap", 3), ("quote", 5)];

/// Numbers that look drawn from a normal distribution, by exact arithmetic alone.
pub struct Numbers(u64);

impl Numbers {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(2).wrapping_add(1))
    }

    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 40) as usize % bound
    }

    /// Of variance one.
    pub fn normal(&mut self) -> f32 {
        (0..12).map(|_| self.below(1 << 12) as f32 / 4096.0).sum::<f32>() - 6.0
    }

    pub fn normals(&mut self, n: usize, mean: f32, deviation: f32) -> Vec<f32> {
        (0..n).map(|_| mean + deviation * self.normal()).collect()
    }
}

/// Named tensors in floating point.
pub struct Model {
    pub shape: Shape,
    pub tensors: BTreeMap<String, (Vec<usize>, Vec<f32>)>,
}

impl Model {
    pub fn invent(shape: Shape, seed: u64) -> Self {
        let mut numbers = Numbers::new(seed);
        let mut model = Self { shape, tensors: BTreeMap::new() };
        let Shape { width, inner, layers, .. } = shape;
        let mut add = |name: String, shape: &[usize], mean: f32, deviation: f32| {
            let values = numbers.normals(shape.iter().product(), mean, deviation);
            model.tensors.insert(name, (shape.to_vec(), values));
        };
        add("encoder.pieces.weight".to_owned(), &[VOCABULARY, width], 0.0, 1.0);
        add("encoder.positions".to_owned(), &[POSITIONS, width], 0.0, 0.3);
        for (feature, n) in VALUES {
            add(format!("encoder.features.{feature}"), &[n, width], 0.0, 0.3);
        }
        let mut names = vec![("encoder.norm".to_owned(), None)];
        for layer in 0..layers {
            let sizes =
                [("qkv", 3 * width, width), ("attended", width, width), ("up", inner, width), ("down", width, inner)];
            names
                .extend(sizes.map(|(part, out, depth)| (format!("encoder.layers.{layer}.{part}"), Some((out, depth)))));
            names.extend(["attended_norm", "out_norm"].map(|part| (format!("encoder.layers.{layer}.{part}"), None)));
        }
        names.extend([("roles".to_owned(), Some((7, width))), ("links".to_owned(), Some((33, width)))]);
        for (name, size) in names {
            match size {
                Some((out, depth)) => {
                    add(format!("{name}.weight"), &[out, depth], 0.0, 1.0 / (depth as f32).sqrt());
                    add(format!("{name}.bias"), &[out], 0.0, 0.1);
                }
                None => {
                    add(format!("{name}.weight"), &[width], 1.0, 0.1);
                    add(format!("{name}.bias"), &[width], 0.0, 0.1);
                }
            }
        }
        model
    }

    /// The weights file, matrices in 8 bits but for the one called `roles`.
    pub fn file(&self) -> Vec<u8> {
        let mut data: Vec<(String, Dtype, Vec<usize>, Vec<u8>)> = Vec::new();
        let floats = |values: &[f32]| values.iter().flat_map(|value| value.to_le_bytes()).collect::<Vec<u8>>();
        for (name, (shape, values)) in &self.tensors {
            let matrix = name.ends_with(".weight") && shape.len() == 2 && !name.starts_with("roles");
            if matrix {
                let rows = values.chunks_exact(shape[1]);
                let scales: Vec<f32> =
                    rows.map(|row| row.iter().fold(0f32, |most, x| most.max(x.abs())) / 127.0).collect();
                let rows = values.chunks_exact(shape[1]).zip(&scales);
                let bytes = rows.flat_map(|(row, scale)| row.iter().map(move |x| (x / scale).round() as i8 as u8));
                data.push((name.clone(), Dtype::I8, shape.clone(), bytes.collect()));
                data.push((name.replace(".weight", ".scale"), Dtype::F32, vec![shape[0]], floats(&scales)));
            } else {
                data.push((name.clone(), Dtype::F32, shape.clone(), floats(values)));
            }
        }
        let views = data.iter().map(|(name, dtype, shape, bytes)| {
            (name.clone(), TensorView::new(*dtype, shape.clone(), bytes).expect("a tensor as long as its shape says"))
        });
        let metadata = [("heads".to_owned(), self.shape.heads.to_string())].into_iter().collect();
        safetensors::serialize(views, Some(metadata)).expect("a file of tensors")
    }

    /// What the encoder computes, without quantisation.
    pub fn encode(&self, pieces: &[u32], features: &[Vec<u8>; 3]) -> Vec<Vec<f64>> {
        let row = |name: &str, at: usize| self.row(name, at).to_vec();
        let mut rows: Vec<Vec<f64>> = Vec::new();
        for (at, &piece) in pieces.iter().enumerate() {
            let mut sum = add(&row("encoder.pieces.weight", piece as usize), &row("encoder.positions", at));
            for ((feature, _), column) in VALUES.into_iter().zip(features) {
                sum = add(&sum, &row(&format!("encoder.features.{feature}"), usize::from(column[at])));
            }
            rows.push(self.norm("encoder.norm", &sum));
        }
        for layer in 0..self.shape.layers {
            let name = |part: &str| format!("encoder.layers.{layer}.{part}");
            let qkv: Vec<Vec<f64>> = rows.iter().map(|row| self.linear(&name("qkv"), row)).collect();
            let attended = self.attend(&qkv);
            for (row, attended) in rows.iter_mut().zip(attended) {
                let sum = add(row, &self.linear(&name("attended"), &attended));
                let middle = self.norm(&name("attended_norm"), &sum);
                let inner: Vec<f64> = self.linear(&name("up"), &middle).into_iter().map(gelu).collect();
                *row = self.norm(&name("out_norm"), &add(&middle, &self.linear(&name("down"), &inner)));
            }
        }
        rows
    }

    pub fn linear(&self, name: &str, x: &[f64]) -> Vec<f64> {
        let biases = self.row(&format!("{name}.bias"), 0);
        let weight = format!("{name}.weight");
        (0..biases.len()).map(|i| biases[i] + dot(&self.row(&weight, i), x)).collect()
    }

    fn attend(&self, qkv: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let Shape { width, heads, .. } = self.shape;
        let size = width / heads;
        let part = |row: &[f64], which: usize, head: usize| row[which * width + head * size..][..size].to_vec();
        let one = |query: &Vec<f64>, head: usize| {
            let scores = qkv.iter().map(|key| dot(&part(query, 0, head), &part(key, 1, head)) / (size as f64).sqrt());
            let weights: Vec<f64> = scores.map(f64::exp).collect();
            let total: f64 = weights.iter().sum();
            let weighed =
                weights.iter().zip(qkv).map(|(w, value)| part(value, 2, head).iter().map(|v| v * w / total).collect());
            weighed.fold(vec![0.0; size], |sum, row: Vec<f64>| add(&sum, &row))
        };
        qkv.iter().map(|query| (0..heads).flat_map(|head| one(query, head)).collect()).collect()
    }

    fn norm(&self, name: &str, x: &[f64]) -> Vec<f64> {
        let (weight, bias) = (self.row(&format!("{name}.weight"), 0), self.row(&format!("{name}.bias"), 0));
        let mean = x.iter().sum::<f64>() / x.len() as f64;
        let variance = x.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / x.len() as f64;
        (0..x.len()).map(|i| (x[i] - mean) / variance.sqrt() * weight[i] + bias[i]).collect()
    }

    fn row(&self, name: &str, at: usize) -> Vec<f64> {
        let (shape, values) = &self.tensors[name];
        let n = *shape.last().expect("at least one dimension");
        values[at * n..(at + 1) * n].iter().map(|&x| f64::from(x)).collect()
    }
}

pub fn gelu(x: f64) -> f64 {
    // The series of the normal distribution function; what is left out matters to no digit below |x| = 7.
    let (mut term, mut sum) = (x, x);
    for n in 1..200 {
        term *= x * x / f64::from(2 * n + 1);
        sum += term;
    }
    if x.abs() > 7.0 {
        x.max(0.0)
    } else {
        x * (0.5 + sum * (-x * x / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt())
    }
}

fn add(a: &[f64], b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a + b).collect()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
