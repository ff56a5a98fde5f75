//! The network: word pieces and features in, scores and link vectors out.
//!
//! Windows are run one at a time and never padded. The int8 network scales its activations by
//! their range over everything it is given at once, so a report read beside another would come out
//! a little different; alone, it always comes out the same. It also wastes nothing on padding.

use std::ops::Range;
use std::sync::Arc;

use rten::{Model, NodeId, RunOptions, ThreadPool, Value, ValueOrView};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, NdTensorView};

use crate::error::{ReaderError, ReaderErrorKind};
use crate::vocabulary::Vocabulary;
use crate::window::{Input, WINDOW, depth};

/// Scores of one report, a row a unit.
pub(crate) struct Outputs {
    /// Scores of the role tags.
    pub(crate) roles: Vec<Vec<f32>>,
    /// Scores of the entity tags.
    pub(crate) entities: Vec<Vec<f32>>,
    /// Link vectors, see [`crate::link`], window by window. They also say where in its window a
    /// unit stands, so vectors of different windows must not be compared.
    pub(crate) links: Vec<WindowLinks>,
}

/// The link vectors of one window.
pub(crate) struct WindowLinks {
    /// Its units.
    pub(crate) window: Range<usize>,
    /// A row a unit.
    pub(crate) vectors: NdTensor<f32, 3>,
}

pub(crate) struct Network {
    model: Model,
    inputs: [NodeId; 6],
    outputs: [NodeId; 3],
}

/// Runs the network on the calling thread alone; reports are what runs in parallel.
#[derive(Clone)]
pub(crate) struct Lane {
    pool: Arc<ThreadPool>,
}

impl Lane {
    pub(crate) fn new() -> Self {
        Self { pool: Arc::new(ThreadPool::with_num_threads(1)) }
    }
}

fn runtime(error: impl std::fmt::Display) -> ReaderError {
    ReaderErrorKind::Runtime(error.to_string()).into()
}

impl Network {
    pub(crate) fn load(bytes: &'static [u8]) -> Result<Self, ReaderError> {
        let model = Model::load_static_slice(bytes).map_err(runtime)?;
        let node = |name: &str| model.node_id(name).map_err(runtime);
        let inputs = [node("pieces")?, node("shape")?, node("gap")?, node("quote")?, node("mask")?, node("first")?];
        let outputs = [node("roles")?, node("entities")?, node("links")?];
        Ok(Self { model, inputs, outputs })
    }

    /// Reads a whole report, window by window.
    pub(crate) fn run(&self, input: &Input, vocabulary: &Vocabulary, lane: &Lane) -> Result<Outputs, ReaderError> {
        let n_units = input.n_units();
        let mut outputs = Outputs { roles: vec![vec![]; n_units], entities: vec![vec![]; n_units], links: Vec::new() };
        let mut deepest: Vec<Option<isize>> = vec![None; n_units];
        for window in input.windows() {
            let [roles, entities, links] = self.run_window(input, vocabulary, &window, lane)?;
            for unit in window.clone() {
                let here = depth(&(unit..unit + 1), &window, n_units);
                if deepest[unit].is_none_or(|d| here > d) {
                    deepest[unit] = Some(here);
                    let at = unit - window.start;
                    outputs.roles[unit] = row(&roles.view(), at);
                    outputs.entities[unit] = row(&entities.view(), at);
                }
            }
            outputs.links.push(WindowLinks { window, vectors: links });
        }
        Ok(outputs)
    }

    fn run_window(
        &self,
        input: &Input,
        vocabulary: &Vocabulary,
        window: &Range<usize>,
        lane: &Lane,
    ) -> Result<[NdTensor<f32, 3>; 3], ReaderError> {
        let mut pieces = Vec::with_capacity(WINDOW);
        let mut features: [Vec<i32>; 3] = Default::default();
        let mut first = Vec::with_capacity(window.len());
        pieces.push(vocabulary.first_mark);
        for unit in window.clone() {
            first.push(i32::try_from(pieces.len()).unwrap_or(0));
            pieces.extend(&input.pieces[input.pieces_of(unit)]);
        }
        pieces.push(vocabulary.last_mark);
        let n_pieces = pieces.len();
        for column in &mut features {
            column.push(0);
        }
        for unit in window.clone() {
            let n = input.pieces_of(unit).len();
            let of = input.features[unit];
            for (column, value) in features.iter_mut().zip([of.shape as i32, of.gap as i32, of.quote as i32]) {
                column.extend(std::iter::repeat_n(value, n));
            }
        }
        for column in &mut features {
            column.push(0);
        }
        let [shape, gap, quote] = features;
        let values = [pieces, shape, gap, quote, vec![1; n_pieces], first];
        let inputs: Vec<(NodeId, ValueOrView)> = self
            .inputs
            .iter()
            .zip(values)
            .map(|(&id, values)| (id, NdTensor::from_data([1, values.len()], values).into()))
            .collect();
        let mut options = RunOptions::default();
        options.thread_pool = Some(lane.pool.clone());
        let outputs: [Value; 3] = self.model.run_n(inputs, self.outputs, Some(options)).map_err(runtime)?;
        let [roles, entities, links] = outputs;
        Ok([
            roles.try_into().map_err(runtime)?,
            entities.try_into().map_err(runtime)?,
            links.try_into().map_err(runtime)?,
        ])
    }
}

fn row(values: &NdTensorView<f32, 3>, unit: usize) -> Vec<f32> {
    values.slice((0, unit)).iter().copied().collect::<Vec<f32>>()
}
