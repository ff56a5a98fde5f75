use std::path::Path;
use std::sync::Arc;

use rten::{Model, RunOptions, ThreadPool, ValueOrView};
use rten_tensor::NdTensor;

use crate::{PIECES, Run};

pub fn load(path: &Path) -> anyhow::Result<Run> {
    let model = Model::load_file(path)?;
    let inputs: Vec<_> = ["pieces", "shape", "gap", "quote", "mask", "first"]
        .iter()
        .map(|name| model.node_id(name))
        .collect::<Result<_, _>>()?;
    let outputs = [model.node_id("roles")?, model.node_id("entities")?, model.node_id("links")?];
    let pool = Arc::new(ThreadPool::with_num_threads(1));
    let zeros = vec![0i32; PIECES];
    let pieces = crate::pieces().map(|piece| piece as i32).collect();
    let columns = [pieces, zeros.clone(), zeros.clone(), zeros, vec![1; PIECES], (0..PIECES as i32).collect()];
    Ok(Box::new(move || {
        let inputs: Vec<(_, ValueOrView)> = inputs
            .iter()
            .zip(columns.clone())
            .map(|(&id, column)| (id, NdTensor::from_data([1, PIECES], column).into()))
            .collect();
        let mut options = RunOptions::default();
        options.thread_pool = Some(pool.clone());
        model.run_n(inputs, outputs, Some(options))?;
        Ok(())
    }))
}
