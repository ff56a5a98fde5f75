//! Reports for tests, written so that they can be read: attributions stand in the text itself.
//!
//! `{1s Ada Quill} {1q said} {1c the port will open}.` is attribution 1 with its source, cue and
//! content. Braces nest. A line is a sentence. Names are given apart; every place where one stands
//! is a mention.

use std::collections::BTreeMap;

use onrecord_analysis::analysis::{Analysis, Sentence};
use onrecord_analysis::attribution::{Attribution, Kind};
use onrecord_analysis::mention::{Mention, MentionKind};
use onrecord_text::alignment::AlignedText;
use onrecord_text::document::{Document, Locator};
use onrecord_text::excerpt::Excerpt;
use onrecord_text::span::Span;

use crate::actor::{CastIdx, Identity};
use crate::attribution::Passage;
use crate::enter::enter;
use crate::id::ReadingId;
use crate::report::{ReportEntry, ReportFacts};
use crate::stance::{ReportStanceReading, Stance, Topic};

/// The names of a report: people, organisations, places, each separated by `|`.
#[derive(Clone, Copy, Default)]
pub(crate) struct Names<'t> {
    pub people: &'t str,
    pub organisations: &'t str,
    pub places: &'t str,
}

pub(crate) fn people(people: &str) -> Names<'_> {
    Names { people, ..Names::default() }
}

/// The report with this marked text, as read in `file` and published on `published`.
pub(crate) fn report(file: &str, published: &str, marked: &str, names: Names<'_>) -> ReportEntry {
    let (text, mut attributions) = unmark(marked);
    nest(&mut attributions);
    let mut document = Document {
        locator: Locator { file: file.to_owned(), record: None },
        original: Excerpt::new(0, text.as_str()),
        text: AlignedText::verbatim(&text),
        ..Document::default()
    };
    document.metadata.published = Some(published.to_owned());
    let mut sentences = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        sentences.push(Sentence { span: Span::from_range(at..at + line.trim_end().len()), tokens: 0..0 });
        at += line.len();
    }
    let analysis = Analysis { sentences, mentions: mentions(&text, names), attributions, ..Analysis::default() };
    enter(&document, &analysis)
}

fn unmark(marked: &str) -> (String, Vec<Attribution>) {
    let mut text = String::new();
    let mut open: Vec<(String, usize)> = Vec::new();
    let mut found: BTreeMap<String, Attribution> = BTreeMap::new();
    let marked: Vec<&str> = marked.trim().lines().map(str::trim).collect();
    let marked = marked.join("\n");
    let mut rest = marked.chars();
    while let Some(c) = rest.next() {
        match c {
            '{' => {
                let label = rest.by_ref().take_while(|c| *c != ' ').collect();
                open.push((label, text.len()));
            }
            '}' => {
                let (mut label, start) = open.pop().expect("an open brace");
                let role = label.pop();
                let attribution = found.entry(label).or_insert_with(|| Attribution {
                    source: Vec::new(),
                    cue: Vec::new(),
                    content: Vec::new(),
                    kind: Kind::Indirect,
                    gist: None,
                    parent: None,
                    confidence: 0.5,
                    signals: None,
                });
                let spans = match role {
                    Some('s') => &mut attribution.source,
                    Some('q') => &mut attribution.cue,
                    Some('c') => &mut attribution.content,
                    role => panic!("no role {role:?}"),
                };
                spans.push(Span::from_range(start..text.len()));
            }
            c => text.push(c),
        }
    }
    for attribution in found.values_mut() {
        let words = attribution.content.first().map_or("", |s| s.slice(&text));
        let is_open = words.starts_with(['“', '"']);
        attribution.kind = match words.contains('“') {
            true if is_open => Kind::Direct,
            true => Kind::Mixed,
            false => Kind::Indirect,
        };
    }
    (text, found.into_values().collect())
}

fn mentions(text: &str, names: Names<'_>) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    let all = [
        (names.people, MentionKind::Person),
        (names.organisations, MentionKind::Organisation),
        (names.places, MentionKind::Place),
    ];
    for (names, kind) in all {
        for name in names.split('|').filter(|name| !name.is_empty()) {
            for (at, _) in text.match_indices(name) {
                let span = Span::from_range(at..at + name.len());
                if !found.iter().any(|other| other.span.overlaps(span)) {
                    found.push(Mention { span, kind });
                }
            }
        }
    }
    found.sort();
    found
}

/// Who says what in `entry`, a line each, in the order of the text: `speaker (kind) < via: content`.
/// Somebody who has no name, only words, stands in quotation marks, an office in brackets.
pub(crate) fn lines(entry: &ReportEntry) -> String {
    let facts = &entry.facts;
    let name = |idx: &crate::actor::CastIdx| {
        let actor = facts.cast.get(idx.0).expect("in the cast");
        match actor.identity {
            Identity::Phrase => format!("‘{}’ ({})", actor.name, actor.kind.name()),
            Identity::Described(_) => format!("[{}] ({})", actor.name, actor.kind.name()),
            Identity::Person(_) => actor.name.clone(),
            Identity::Named => format!("{} ({})", actor.name, actor.kind.name()),
        }
    };
    let mut attributions: Vec<_> = facts.attributions.iter().collect();
    attributions.sort_by_key(|a| (a.content.clean.clone(), a.cue.clean.clone()));
    let lines = attributions.iter().map(|a| {
        let speaker = a.speaker.as_ref().map_or("?".to_owned(), name);
        let via: Vec<String> = a.via.iter().map(|via| format!(" < {}", name(via))).collect();
        format!("{speaker}{}: {}", via.join(""), a.content.text)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Sets the parent of every attribution: the one with the smallest content that holds its cue and content.
fn nest(attributions: &mut [Attribution]) {
    let size = |attribution: &Attribution| attribution.content.iter().map(|span| span.len()).sum::<usize>();
    let holds = |outer: &Attribution, inner: &Attribution| {
        let mut spans = inner.cue.iter().chain(&inner.content);
        spans.all(|span| outer.content.iter().any(|content| content.contains(*span)))
    };
    let parent = |inner: &Attribution| {
        let others = attributions.iter().enumerate();
        // Strictly larger: no two can hold each other, so there are no circles.
        let holding = others.filter(|(_, outer)| size(outer) > size(inner) && holds(outer, inner));
        holding.min_by_key(|(j, outer)| (size(outer), *j)).map(|(j, _)| j)
    };
    let parents: Vec<Option<usize>> = attributions.iter().map(parent).collect();
    for (attribution, parent) in attributions.iter_mut().zip(parents) {
        attribution.parent = parent;
    }
}

/// A report in which holders take sides: `(holder, matter, stance)`, the matter at the first place where it stands.
pub(crate) fn taking(
    file: &str,
    published: &str,
    marked: &str,
    names: Names<'_>,
    sides: &[(&str, &str, Stance)],
) -> ReportFacts {
    let entry = report(file, published, marked, names);
    let text = entry.text.text.as_str().to_owned();
    let mut facts = entry.facts;
    for (holder, matter, stance) in sides {
        let start = text.find(matter).unwrap_or_else(|| panic!("“{matter}” in {text}"));
        let span = start..start + matter.len();
        let original = entry.text.text.to_original(Span::from_range(span.clone()));
        let passage = Passage {
            original: original.clone(),
            clean: vec![Span::from_range(span.clone())],
            text: (*matter).to_owned(),
        };
        let holds =
            |passage: &Passage| passage.clean.iter().any(|clean| clean.contains(Span::from_range(span.clone())));
        let inner = facts.attributions.iter().filter(|a| holds(&a.content));
        let attribution = inner.min_by_key(|a| a.content.text.len()).map(|a| a.id.clone());
        let holder = facts.cast.iter().position(|actor| actor.name == *holder).unwrap_or_else(|| {
            panic!("{holder} among {:?}", facts.cast.iter().map(|actor| &actor.name).collect::<Vec<_>>())
        });
        facts.stances.push(ReportStanceReading {
            id: ReadingId::of(&facts.report.id, &original, &original, &[], stance.name(), holder),
            report: facts.report.id.clone(),
            holder: CastIdx(holder),
            matter: passage.clone(),
            topics: vec![Topic {
                text: (*matter).to_owned(),
                lemmas: matter.split(' ').map(str::to_lowercase).collect(),
                turned: false,
                act: false,
            }],
            stance: *stance,
            terms: None,
            evidence: passage,
            attribution,
            told_by_other: 0.1,
            confidence: 0.9,
        });
    }
    facts
}
