use std::path::Path;

use tract_onnx::prelude::*;

use crate::{PIECES, Run};

pub fn load(path: &Path) -> anyhow::Result<Run> {
    // The file names its dimensions; tract does not let the names become numbers, so it has to find the shapes itself.
    let mut model =
        tract_onnx::onnx().with_ignore_value_info(true).with_ignore_output_shapes(true).model_for_path(path)?;
    for input in 0..6 {
        model.set_input_fact(input, i64::fact([1, PIECES]).into())?;
    }
    let model = model.into_optimized()?.into_runnable()?;
    let zeros = vec![0i64; PIECES];
    let pieces = crate::pieces().map(i64::from).collect();
    let columns = [pieces, zeros.clone(), zeros.clone(), zeros, vec![1; PIECES], (0..PIECES as i64).collect()];
    let inputs: TVec<TValue> = columns
        .into_iter()
        .map(|column| anyhow::Ok(Tensor::from_shape(&[1, PIECES], &column)?.into_tvalue()))
        .collect::<Result<_, _>>()?;
    Ok(Box::new(move || {
        model.run(inputs.clone())?;
        Ok(())
    }))
}
