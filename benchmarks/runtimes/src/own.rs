use std::path::Path;

use onrecord_network::{Encoder, Scratch, Weights, Window};

use crate::{PIECES, Run};

pub fn load(path: &Path) -> anyhow::Result<Run> {
    let file = std::fs::read(path)?;
    let weights = Weights::parse(&file)?;
    let encoder = Encoder::load(&weights, &weights)?;
    let pieces: Vec<u32> = crate::pieces().collect();
    let mut scratch = Scratch::default();
    Ok(Box::new(move || {
        encoder.encode(&Window { pieces: &pieces, features: [&[0; PIECES]; 3] }, &mut scratch)?;
        Ok(())
    }))
}
