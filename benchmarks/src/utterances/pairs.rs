//! Pairs of labelled attributions with what speaks for and against their being one, to fit the score of pairs.

use std::collections::BTreeMap;
use std::io::Write;

use anyhow::Result;
use onrecord_record::reconcile::{Form, compared};
use serde::Serialize;

use super::built::Built;
use super::gold::World;
use super::statements::labelled;

#[derive(Serialize)]
struct Row<'a> {
    world: String,
    form: &'a str,
    same: bool,
    signs: BTreeMap<&'a str, f32>,
}

/// Writes the pairs of `world`, a JSON object a line.
pub(super) fn write(world: &World, built: &Built, out: &mut impl Write) -> Result<()> {
    let utterance_of = labelled(world, built);
    for pair in compared(&built.record) {
        let of = |place: usize| built.record.attributions.get(place).and_then(|a| utterance_of.get(&a.id));
        let (Some(one), Some(other)) = (of(pair.pair.0), of(pair.pair.1)) else { continue };
        let form = match pair.form {
            Form::Quoted => "quoted",
            Form::Mixed => "mixed",
            Form::Told => "told",
        };
        let row =
            Row { world: world.name().to_string(), form, same: one == other, signs: pair.signs.into_iter().collect() };
        writeln!(out, "{}", serde_json::to_string(&row)?)?;
    }
    Ok(())
}
