use std::path::Path;

use candle_core::{DType, Device, Tensor};
use candle_nn::VarBuilder;
use candle_transformers::models::bert::{BertModel, Config};

use crate::{PIECES, Run};

pub fn load(folder: &Path) -> anyhow::Result<Run> {
    let config: Config = serde_json::from_slice(&std::fs::read(folder.join("config.json"))?)?;
    let weights = std::fs::read(folder.join("model.safetensors"))?;
    let device = Device::Cpu;
    let model = BertModel::load(VarBuilder::from_buffered_safetensors(weights, DType::F32, &device)?, &config)?;
    let pieces = Tensor::from_iter(crate::pieces(), &device)?.reshape((1, PIECES))?;
    let kinds = pieces.zeros_like()?;
    Ok(Box::new(move || {
        model.forward(&pieces, &kinds, None)?;
        Ok(())
    }))
}
