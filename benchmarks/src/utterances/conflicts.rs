//! Where accounts conflict: labelled conflicts against those the program lists.

use std::collections::BTreeMap;

use onrecord_record::conflict::{Conflict, ConflictKind};
use serde::Serialize;

use super::built::Built;
use super::gold::{self, Evidence, Place, World};
use crate::tally::Tally;

/// How well conflicts are found.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ConflictScore {
    /// By kind.
    pub by_kind: BTreeMap<&'static str, Tally>,
    /// All kinds.
    pub all: Tally,
    /// Labelled as no conflict, but listed.
    pub listed_wrongly: usize,
    /// Labelled as no conflict.
    pub not_conflicts: usize,
    /// What is wrong, a line each.
    #[serde(skip)]
    pub errors: Vec<String>,
}

/// A conflict of the program: its kind, and where each side stands.
struct Listed<'b> {
    conflict: &'b Conflict,
    sides: [Vec<Place>; 2],
}

impl ConflictScore {
    pub(super) fn add(&mut self, world: &World, built: &Built) {
        let listed: Vec<Listed<'_>> = built
            .record
            .conflicts
            .iter()
            .map(|conflict| Listed {
                conflict,
                sides: conflict.sides.each_ref().map(|side| built.places(&side.evidence)),
            })
            .collect();
        let mut right = vec![false; listed.len()];
        for wanted in &world.conflicts {
            let hits: Vec<usize> = (0..listed.len()).filter(|at| is_it(world, wanted, &listed[*at])).collect();
            let tally = self.by_kind.entry(kind_name(&wanted.kind)).or_default();
            tally.gold += 1;
            tally.gold_hit += usize::from(!hits.is_empty());
            self.all.gold += 1;
            self.all.gold_hit += usize::from(!hits.is_empty());
            hits.iter().for_each(|at| right[*at] = true);
            if hits.is_empty() {
                self.errors.push(format!("{} missed {}: {}", world.name(), wanted.kind, wanted.note));
            }
        }
        for (one, right) in listed.iter().zip(&right) {
            let tally = self.by_kind.entry(one.conflict.kind.name()).or_default();
            tally.predicted += 1;
            tally.predicted_hit += usize::from(*right);
            self.all.predicted += 1;
            self.all.predicted_hit += usize::from(*right);
            if !right {
                self.errors.push(format!("{} wrong {}", world.name(), described(one)));
            }
        }
        self.not_conflicts += world.not_conflicts.len();
        for unwanted in &world.not_conflicts {
            let sides = sides(world, &unwanted.utterances, unwanted.evidence.as_deref());
            if let Some(one) = listed.iter().zip(&right).find(|(one, right)| !**right && touches(&one.sides, &sides)) {
                self.listed_wrongly += 1;
                self.errors.push(format!("{} listed {}: {}", world.name(), unwanted.reason, unwanted.note));
                self.errors.push(format!("    {}", described(one.0)));
            }
        }
    }
}

fn described(one: &Listed<'_>) -> String {
    let [first, second] = one.conflict.sides.each_ref().map(|side| side.text.as_str());
    format!("{}: {}\n    {first}\n    {second}", one.conflict.kind.name(), one.conflict.explanation)
}

fn kind_name(name: &str) -> &'static str {
    ConflictKind::from_name(name).map_or("unknown", ConflictKind::name)
}

/// Whether `one` is what `wanted` describes: of a right kind, with words of both sides on different sides.
fn is_it(world: &World, wanted: &gold::Conflict, one: &Listed<'_>) -> bool {
    let kind = one.conflict.kind.name();
    let accepted = wanted.kind == kind || wanted.accept.iter().flatten().any(|other| other == kind);
    if !accepted || (wanted.alleged && !one.conflict.alleged) {
        return false;
    }
    if wanted.alleged {
        let told: Vec<Place> = wanted.evidence.iter().flatten().map(Evidence::place).collect();
        return one.sides.iter().any(|side| meets(side, &told));
    }
    touches(&one.sides, &sides(world, &wanted.utterances, wanted.evidence.as_deref()))
}

/// What stands against each other: the sides of the evidence, or the first utterance and the others.
fn sides(world: &World, utterances: &[String], evidence: Option<&[Evidence]>) -> [Vec<Place>; 2] {
    let of_side = |wanted: &str| -> Vec<Place> {
        let evidence = evidence.unwrap_or(&[]).iter();
        evidence.filter(|e| e.side.as_deref() == Some(wanted)).map(Evidence::place).collect()
    };
    let sides = [of_side("a"), of_side("b")];
    if sides.iter().all(|side| !side.is_empty()) {
        return sides;
    }
    match utterances {
        [] => {
            let places: Vec<Place> = evidence.unwrap_or(&[]).iter().map(Evidence::place).collect();
            let middle = places.len().div_ceil(2);
            let (first, second) = places.split_at(middle);
            [first.to_vec(), second.to_vec()]
        }
        [only] => [world.told(only), world.told(only)],
        [first, others @ ..] => [world.told(first), others.iter().flat_map(|id| world.told(id)).collect()],
    }
}

fn touches(sides: &[Vec<Place>; 2], wanted: &[Vec<Place>; 2]) -> bool {
    let [first, second] = sides;
    let [one, other] = wanted;
    (meets(first, one) && meets(second, other)) || (meets(first, other) && meets(second, one))
}

fn meets(places: &[Place], wanted: &[Place]) -> bool {
    places.iter().any(|place| wanted.iter().any(|wanted| place.overlaps(wanted)))
}
