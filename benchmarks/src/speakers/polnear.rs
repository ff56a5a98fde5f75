//! Speakers of given attributions.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use onrecord_analysis::attribution::{Attribution, Kind};
use onrecord_record::enter::enter;
use onrecord_record::record::Record;
use onrecord_text::alignment::AlignedText;
use onrecord_text::document::Document;
use onrecord_text::span::{Clean, Span};
use serde::Deserialize;

use super::SpeakerScore;
use super::label::bears;
use crate::pipeline::Pipeline;

#[derive(Deserialize)]
struct Label {
    document: String,
    source: Vec<[usize; 2]>,
    cue: Vec<[usize; 2]>,
    content: Vec<[usize; 2]>,
    /// Names the article has for the speaker; none if nobody can be named.
    speaker: Vec<String>,
}

/// Reads the articles that `labels` names and scores the speakers of the labelled attributions, which take the place of
/// what the reader finds in the same words.
pub(super) fn measure(pipeline: &Pipeline, labels: &Path, directory: &Path) -> Result<SpeakerScore> {
    let text = fs::read_to_string(labels).with_context(|| labels.display().to_string())?;
    let mut by_document: BTreeMap<String, Vec<Label>> = BTreeMap::new();
    for (at, line) in text.lines().enumerate() {
        let label: Label =
            serde_json::from_str(line).with_context(|| format!("{}, line {}", labels.display(), at + 1))?;
        by_document.entry(label.document.clone()).or_default().push(label);
    }
    let documents: Vec<(String, Vec<Label>)> = by_document.into_iter().collect();
    let scores = pipeline.each(&documents, 0, |(name, labels), reader, lane| {
        let path = directory.join("text").join(format!("{name}.txt"));
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let report = Document { text: AlignedText::verbatim(&text), ..Document::default() };
        let mut analysis = reader.analyse(&report, lane)?;
        let bytes = ByteOffsets::of(&text);
        let given: Vec<Attribution> = labels.iter().map(|label| bytes.attribution(label)).collect::<Result<_>>()?;
        keep_apart(&mut analysis.attributions, &given);
        analysis.attributions.extend(given);
        Ok(score(&Record::build([enter(&report, &analysis).facts]), labels))
    })?;
    let mut total = SpeakerScore::default();
    for score in scores {
        total.gold += score.gold;
        total.found += score.found;
        total.right += score.right;
        total.errors.extend(score.errors);
    }
    Ok(total)
}

fn score(record: &Record, labels: &[Label]) -> SpeakerScore {
    let mut score = SpeakerScore { gold: labels.len(), ..SpeakerScore::default() };
    for label in labels {
        let spans = |pairs: &[[usize; 2]]| pairs.iter().map(|&[a, b]| a..b).collect::<Vec<Range<usize>>>();
        let is_it = |a: &&onrecord_record::attribution::Attribution| {
            let own =
                |spans: &[Span<onrecord_text::span::Original>]| spans.iter().map(|s| s.range()).collect::<Vec<_>>();
            own(&a.content.original) == spans(&label.content) && own(&a.source.original) == spans(&label.source)
        };
        let Some(attribution) = record.attributions.iter().find(is_it) else {
            score.errors.push(format!("{}: {:?} is not in the record", label.document, label.content));
            continue;
        };
        score.found += 1;
        let speaker = attribution.speaker.as_ref().and_then(|id| record.actors.iter().find(|a| a.id == *id));
        let right = match speaker {
            None => label.speaker.is_empty(),
            Some(actor) => bears(actor, label.speaker.iter().map(String::as_str)),
        };
        if right {
            score.right += 1;
        } else {
            let found = speaker.map_or("nobody", |actor| &actor.name);
            let wanted = label.speaker.first().map_or("nobody", String::as_str);
            let Label { document, .. } = label;
            score.errors.push(format!("{document}: “{}” is {wanted}, not {found}", attribution.source.text));
        }
    }
    score
}

/// Leaves out what shares content with a given attribution, and what stands inside that.
fn keep_apart(found: &mut Vec<Attribution>, given: &[Attribution]) {
    let clash = |a: &Attribution| {
        a.content.iter().any(|s| given.iter().flat_map(|g| &g.content).any(|other| s.overlaps(*other)))
    };
    found.retain(|a| a.parent.is_none() && !clash(a));
}

/// Byte offset of every character of a text, and of its end.
struct ByteOffsets(Vec<usize>);

impl ByteOffsets {
    fn of(text: &str) -> Self {
        Self(text.char_indices().map(|(at, _)| at).chain([text.len()]).collect())
    }

    fn attribution(&self, label: &Label) -> Result<Attribution> {
        Ok(Attribution {
            source: self.spans(&label.source)?,
            cue: self.spans(&label.cue)?,
            content: self.spans(&label.content)?,
            kind: Kind::Mixed,
            gist: None,
            parent: None,
            confidence: 1.0,
            signals: None,
        })
    }

    fn spans(&self, pairs: &[[usize; 2]]) -> Result<Vec<Span<Clean>>> {
        let span = |&[start, end]: &[usize; 2]| {
            let (start, end) = (self.0.get(start), self.0.get(end));
            let (Some(start), Some(end)) = (start, end) else { anyhow::bail!("a span beyond the text's end") };
            ensure!(start < end, "a span of no characters");
            Ok(Span::from_range(*start..*end))
        };
        pairs.iter().map(span).collect()
    }
}
