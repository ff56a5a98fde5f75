//! Reports for tests, written so that they can be read: attributions stand in the text itself.
//!
//! `{1s Ada Quill} {1q said} {1c the port will open}.` is attribution 1 with its source, cue and
//! content. Braces nest. A line is a sentence. Names are given apart; every place where one stands
//! is a mention.

use std::collections::BTreeMap;

use onrecord_analysis::attribution::{Analysis, Attribution, Kind, Mention, MentionKind};
use onrecord_text::alignment::AlignedText;
use onrecord_text::document::{Document, Locator};
use onrecord_text::excerpt::Excerpt;
use onrecord_text::span::Span;

use crate::actor::Identity;
use crate::enter::enter;
use crate::report::ReportEntry;

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
    let (text, attributions) = unmark(marked);
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
        sentences.push(Span::from_range(at..at + line.trim_end().len()));
        at += line.len();
    }
    let analysis = Analysis { sentences, mentions: mentions(&text, names), attributions };
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
                    confidence: 0.5,
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
