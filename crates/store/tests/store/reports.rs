//! Invented reports to put into stores.

use onrecord_analysis::analysis::{Analysis, Sentence};
use onrecord_analysis::attribution::{Attribution, Kind};
use onrecord_analysis::mention::{Mention, MentionKind};
use onrecord_record::enter::enter;
use onrecord_record::report::ReportEntry;
use onrecord_text::alignment::{AlignedText, Edit};
use onrecord_text::document::{Document, Furniture, Locator, Mark, Metadata, Repair};
use onrecord_text::excerpt::Excerpt;
use onrecord_text::span::Span;

/// A report of one line, `“<words>,” said <speaker>.`, behind a line of furniture and with a
/// repaired apostrophe in front.
pub fn report(file: &str, published: &str, speaker: &str, words: &str) -> ReportEntry {
    let original = format!("Photo: Łucja\nItâs late. “{words},” said {speaker}.\n");
    let mut text = AlignedText::verbatim(&original);
    let broken = original.find('â').expect("there");
    text.apply(vec![Edit::replace(broken..broken + 'â'.len_utf8(), "’")]);
    let clean = text.as_str().to_owned();
    let find = |words: &str| {
        let at = clean.find(words).expect("there");
        Span::from_range(at..at + words.len())
    };
    let repaired = find("’");
    let document = Document {
        original: Excerpt::new(0, original.as_str()),
        locator: Locator { file: file.to_owned(), record: None },
        metadata: Metadata {
            title: Some(format!("On {words}")),
            outlet: Some("The Élan Courier".to_owned()),
            published: Some(published.to_owned()),
            authors: vec!["Per Łoś".to_owned()],
            language: Some("en".to_owned()),
            url: None,
        },
        marks: vec![Mark { span: find("Photo: Łucja"), furniture: Furniture::PhotoCredit }],
        repairs: vec![Repair { clean: repaired, original: text.to_original(repaired)[0] }],
        notes: vec!["a mark was repaired".to_owned()],
        text,
    };
    let sentence = |words: &str| Sentence { span: find(words), tokens: 0..0 };
    let analysis = Analysis {
        sentences: vec![sentence("It’s late."), sentence(&format!("“{words},” said {speaker}."))],
        mentions: vec![Mention { span: find(speaker), kind: MentionKind::Person }],
        attributions: vec![Attribution {
            source: vec![find(speaker)],
            cue: vec![find("said")],
            content: vec![find(&format!("“{words},”"))],
            kind: Kind::Direct,
            gist: None,
            parent: None,
            confidence: 0.7,
            signals: None,
        }],
        ..Analysis::default()
    };
    enter(&document, &analysis)
}

/// Three reports; two of them tell of one utterance.
pub fn three() -> Vec<ReportEntry> {
    vec![
        report("a.txt", "2031-05-09", "Ada Quill", "the port will open at dawn"),
        report("b.txt", "10 May 2031", "Mr Tom Low", "we never said naïve things"),
        report("c.txt", "2031-05", "Quill", "look, the port will open at dawn"),
    ]
}
