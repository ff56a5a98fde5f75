//! Speakers over the example's reports, everything being the program's own work.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use anyhow::{Context, Result};
use onrecord_analysis::reader::ReadingLane;
use onrecord_read::Source;
use onrecord_record::attribution::Attribution;
use onrecord_record::codebook::Codebook;
use onrecord_record::decisions::Decisions;
use onrecord_record::enter::enter;
use onrecord_record::id::ReportId;
use onrecord_record::record::Record;
use onrecord_record::report::ReportFacts;
use onrecord_text::prepare::prepare;
use serde::{Deserialize, Serialize};

use super::SpeakerScore;
use super::label::{bears, folded};
use crate::attribution::brat::files;
use crate::pipeline::Pipeline;

#[derive(Deserialize)]
struct Label {
    file: String,
    content: String,
    source: String,
    /// The speaker's name, or `unnamed: ` with a description.
    speaker: String,
}

/// How actors of different reports were put together.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Merges {
    /// Actors' surplus speakers: an actor that holds two is one wrong merge.
    pub wrong: usize,
    /// Speakers' surplus actors: a speaker who is two is one missed merge.
    pub missed: usize,
}

/// Least share of the words of a content that must be found for it to be the labelled one.
const OVERLAP: f64 = 0.5;

/// Figures of the program alone, and with the example's codebook.
pub(super) fn measure(pipeline: &Pipeline, directory: &Path) -> Result<[(SpeakerScore, Merges); 2]> {
    let path = directory.join("gold/speakers.jsonl");
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let parse = |(at, line)| {
        serde_json::from_str::<Label>(line).with_context(|| format!("{}, line {}", path.display(), at + 1))
    };
    let labels: Vec<Label> = text.lines().enumerate().map(parse).collect::<Result<_>>()?;
    let facts = facts(pipeline, &directory.join("reports"))?;
    let path = directory.join("codebook.toml");
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let codebook = Codebook::parse(&text).with_context(|| path.display().to_string())?;
    let decided = Decisions { codebook, ..Decisions::default() };
    let alone = score(&Record::build(facts.clone()), &labels);
    Ok([alone, score(&Record::decided(facts, &decided), &labels)])
}

fn facts(pipeline: &Pipeline, directory: &Path) -> Result<Vec<ReportFacts>> {
    let mut paths = Vec::new();
    for extension in ["txt", "html", "jsonl", "xml"] {
        paths.extend(files(directory, extension)?);
    }
    let read = |path: &std::path::PathBuf, reader: &onrecord_analysis::reader::Reader, lane: &ReadingLane| {
        let mut reports = Vec::new();
        onrecord_read::read(Source::path(path), &onrecord_read::Options::default(), &mut |document| {
            reports.push(document);
            ControlFlow::Continue(())
        })?;
        let facts = reports.into_iter().map(|raw| {
            let report = prepare(raw?);
            Ok(enter(&report, &reader.analyse(&report, lane)?).facts)
        });
        facts.collect::<Result<Vec<ReportFacts>>>()
    };
    Ok(pipeline.each(&paths, 0, read)?.into_iter().flatten().collect())
}

fn score(record: &Record, labels: &[Label]) -> (SpeakerScore, Merges) {
    let named: BTreeSet<&str> = labels.iter().map(|l| l.speaker.as_str()).filter(|name| !is_unnamed(name)).collect();
    let mut score = SpeakerScore { gold: labels.len(), ..SpeakerScore::default() };
    // What each actor is in each report, by its attributions there.
    let mut seen: BTreeMap<(&str, &str), BTreeMap<&str, usize>> = BTreeMap::new();
    for (label, attribution) in matches(record, labels) {
        score.found += 1;
        let speaker = attribution.speaker.as_ref().and_then(|id| record.actors.iter().find(|a| a.id == *id));
        let right = match speaker {
            None => false,
            Some(actor) if is_unnamed(&label.speaker) => !bears(actor, named.iter().copied()),
            Some(actor) => bears(actor, [label.speaker.as_str()]),
        };
        if right {
            score.right += 1;
        } else {
            let (found, wanted) = (speaker.map_or("nobody", |actor| &actor.name), &label.speaker);
            let source = &attribution.source.text;
            score.errors.push(format!("{}: “{source}” is {wanted}, not {found}", label.file));
        }
        if let Some(actor) = speaker {
            let key = (actor.id.as_str(), label.file.as_str());
            *seen.entry(key).or_default().entry(&label.speaker).or_default() += 1;
        }
    }
    let mut speakers_of: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut actors_of: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for ((actor, _), speakers) in &seen {
        // As often right as wrong, an actor is who it is called.
        let is_called = |name: &str| record.actors.iter().any(|a| a.id.as_str() == *actor && bears(a, [name]));
        let mostly = speakers.iter().max_by_key(|(name, n)| (**n, is_called(name))).map(|(speaker, _)| *speaker);
        if let Some(speaker) = mostly.filter(|speaker| !is_unnamed(speaker)) {
            speakers_of.entry(actor).or_default().insert(speaker);
            actors_of.entry(speaker).or_default().insert(actor);
        }
    }
    for (actor, speakers) in speakers_of.iter().filter(|(_, speakers)| speakers.len() > 1) {
        let name = record.actors.iter().find(|a| a.id.as_str() == *actor).map_or("", |a| &a.name);
        let speakers: Vec<&str> = speakers.iter().copied().collect();
        score.errors.push(format!("{name} is {}", speakers.join(" and ")));
    }
    let surplus = |sets: &BTreeMap<&str, BTreeSet<&str>>| sets.values().map(|set| set.len() - 1).sum();
    (score, Merges { wrong: surplus(&speakers_of), missed: surplus(&actors_of) })
}

fn is_unnamed(speaker: &str) -> bool {
    speaker.starts_with("unnamed: ")
}

/// Labels with the attributions that are them, each one's at most: first the pairs that share most words of content and
/// source.
fn matches<'r, 'l>(record: &'r Record, labels: &'l [Label]) -> Vec<(&'l Label, &'r Attribution)> {
    let file_of: BTreeMap<&ReportId, &str> =
        record.reports.iter().map(|report| (&report.id, report.locator.file.as_str())).collect();
    let mut pairs = Vec::new();
    for (l, label) in labels.iter().enumerate() {
        for (a, attribution) in record.attributions.iter().enumerate() {
            let is_there = file_of.get(&attribution.report).is_some_and(|file| file.ends_with(&label.file));
            let content = if is_there { shared(&attribution.content.text, &label.content) } else { 0.0 };
            if content >= OVERLAP {
                pairs.push((content + shared(&attribution.source.text, &label.source), l, a));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
    let (mut by_label, mut taken) = (BTreeMap::new(), BTreeSet::new());
    for (_, l, a) in pairs {
        if !by_label.contains_key(&l) && taken.insert(a) {
            by_label.insert(l, a);
        }
    }
    let found = by_label.into_iter();
    found.filter_map(|(l, a)| Some((labels.get(l)?, record.attributions.get(a)?))).collect()
}

/// Words in both, as a share of all words of the longer.
fn shared(a: &str, b: &str) -> f64 {
    let words = |text: &str| -> BTreeSet<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(folded).collect()
    };
    let (a, b) = (words(a), words(b));
    crate::tally::share(a.intersection(&b).count(), a.len().max(b.len()))
}
