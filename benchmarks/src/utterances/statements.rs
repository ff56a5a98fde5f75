//! Which attributions tell one utterance: labelled pairs against the program's statements.

use std::collections::BTreeMap;

use onrecord_record::attribution::Attribution;
use onrecord_record::id::{AttributionId, StatementId};
use onrecord_text::span::{Original, Span};
use serde::Serialize;

use super::built::Built;
use super::gold::World;
use crate::tally::{Tally, share};

/// Least share of characters, of both contents together, that a labelled attribution and a found one have in common.
const LEAST_OVERLAP: f64 = 0.4;

/// How well utterances are told apart.
#[derive(Clone, Debug, Default, Serialize)]
pub struct StatementScore {
    /// Labelled attributions.
    pub gold: usize,
    /// Those that the reader found.
    pub found: usize,
    /// Pairs of found attributions that tell one utterance.
    pub among_found: Tally,
    /// The same, against the pairs of all labelled attributions: a pair of which one is not found is missed.
    pub over_all: Tally,
    /// Groups of reports that print the same copy: pairs of reports.
    pub copies: Tally,
    /// What is wrong, a line each.
    #[serde(skip)]
    pub errors: Vec<String>,
}

impl StatementScore {
    /// Share of the labelled attributions that were found, 0 to 1.
    pub fn reading_recall(&self) -> f64 {
        share(self.found, self.gold)
    }

    pub(super) fn add(&mut self, world: &World, built: &Built) {
        let told = tellings(world);
        let statement_of: BTreeMap<&AttributionId, &StatementId> =
            built.record.statements.iter().flat_map(|s| s.witnesses.iter().map(|id| (id, &s.id))).collect();
        let found = matched(&told, built);
        self.gold += told.len();
        self.found += found.iter().flatten().count();
        for (i, (one, file, _)) in told.iter().enumerate() {
            if found[i].is_none() {
                self.errors.push(format!("{}/{file} {one}: not found", world.name()));
            }
            for (j, (other, ..)) in told.iter().enumerate().skip(i + 1) {
                let is_one = one == other;
                self.over_all.gold += usize::from(is_one);
                let (Some(first), Some(second)) = (found[i], found[j]) else { continue };
                let joined = statement_of.get(&first.id) == statement_of.get(&second.id);
                for tally in [&mut self.among_found, &mut self.over_all] {
                    tally.predicted += usize::from(joined);
                    tally.predicted_hit += usize::from(joined && is_one);
                    tally.gold_hit += usize::from(joined && is_one);
                }
                self.among_found.gold += usize::from(is_one);
                if joined != is_one {
                    let what = if joined { "joined" } else { "apart" };
                    let words = |a: &Attribution| {
                        let who = a.speaker.as_ref().map_or("?", |id| name_of(built, id));
                        format!("{} {who}: {}", a.kind.name(), a.content.text)
                    };
                    let line = format!(
                        "{} {one}/{other}: {what}\n    {} | {}\n    {} | {}",
                        world.name(),
                        file,
                        words(first),
                        told[j].1,
                        words(second)
                    );
                    self.errors.push(line);
                }
            }
        }
        self.copies += copies(world, built);
    }
}

/// Of each labelled telling the utterance, the file, and where its content stands.
fn tellings(world: &World) -> Vec<(&str, &str, Vec<Span<Original>>)> {
    let told = world.utterances.iter().flat_map(|utterance| utterance.told.iter().map(move |told| (utterance, told)));
    told.map(|(utterance, told)| {
        let spans = told.places().map(|place| place.span).collect();
        (utterance.id.as_str(), told.file.as_str(), spans)
    })
    .collect()
}

/// The labelled utterance of each attribution that was found.
pub(super) fn labelled<'a>(world: &'a World, built: &'a Built) -> BTreeMap<&'a AttributionId, &'a str> {
    let told = tellings(world);
    let found = matched(&told, built);
    found.iter().zip(&told).filter_map(|(found, (utterance, ..))| Some((&(*found)?.id, *utterance))).collect()
}

fn name_of<'b>(built: &'b Built, id: &onrecord_record::id::ActorId) -> &'b str {
    built.record.actors.iter().find(|actor| actor.id == *id).map_or("?", |actor| actor.name.as_str())
}

/// For each labelled attribution the one found that shares most with it, each at most once: the best pairs first.
fn matched<'b>(told: &[(&str, &str, Vec<Span<Original>>)], built: &'b Built) -> Vec<Option<&'b Attribution>> {
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (i, (_, file, spans)) in told.iter().enumerate() {
        for (j, attribution) in built.record.attributions.iter().enumerate() {
            if built.file(&attribution.report) == *file {
                let shared = overlap(spans, &attribution.content.original);
                if shared >= LEAST_OVERLAP {
                    pairs.push((shared, i, j));
                }
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut found: Vec<Option<&Attribution>> = vec![None; told.len()];
    let mut taken = vec![false; built.record.attributions.len()];
    for (_, i, j) in pairs {
        if found[i].is_none() && !taken[j] {
            found[i] = built.record.attributions.get(j);
            taken[j] = true;
        }
    }
    found
}

/// Characters in both, as a share of both together (Dice).
fn overlap(one: &[Span<Original>], other: &[Span<Original>]) -> f64 {
    let length = |spans: &[Span<Original>]| spans.iter().map(|span| span.len()).sum::<usize>();
    let both = |a: Span<Original>, b: Span<Original>| {
        let start = a.start().get().max(b.start().get());
        a.end().get().min(b.end().get()).saturating_sub(start)
    };
    let shared: usize = one.iter().flat_map(|a| other.iter().map(move |b| both(*a, *b))).sum();
    share(2 * shared, length(one) + length(other))
}

fn copies(world: &World, built: &Built) -> Tally {
    let mut tally = Tally::default();
    let reports = &built.record.reports;
    let origin = |file: &str| {
        let report = world.reports.iter().find(|report| report.file == file);
        report.and_then(|report| report.copy_of.clone()).unwrap_or_else(|| file.to_owned())
    };
    for (i, one) in reports.iter().enumerate() {
        for other in reports.iter().skip(i + 1) {
            let gold = origin(built.file(&one.id)) == origin(built.file(&other.id));
            let predicted = built.record.copies.are_one(&one.id, &other.id);
            tally += Tally {
                gold: usize::from(gold),
                predicted: usize::from(predicted),
                gold_hit: usize::from(gold && predicted),
                predicted_hit: usize::from(gold && predicted),
            };
        }
    }
    tally
}
