//! What grammar adds to what the reader points at, on whole sentences.

use onrecord_analysis::reader::{Reader, ReadingLane};
use onrecord_stance::reading::Holder;
use onrecord_text::alignment::AlignedText;
use onrecord_text::document::Document;

/// Stances as `holder stance: matter`, a line each.
fn lines(reader: &Reader, lane: &ReadingLane, text: &str) -> Vec<String> {
    let report = Document { text: AlignedText::verbatim(text), ..Document::default() };
    let analysis = reader.analyse(&report, lane).expect("a short text");
    let found = onrecord_stance::readings(text, &analysis);
    let line = |reading: &onrecord_stance::reading::Reading| {
        let holder = match &reading.holder {
            Holder::Words(span) => span.slice(text),
            Holder::Teller => "teller",
        };
        format!("{holder} {}: {}", reading.stance.name(), reading.matter.slice(text))
    };
    found.iter().map(line).collect()
}

#[test]
fn who_takes_which_side_by_the_grammar_of_the_sentence() {
    let reader = Reader::load(onrecord_analysis::reader::ReaderSize::Accurate).expect("the built-in reader");
    let lane = ReadingLane::new();
    for (text, holder, stance, matter) in [
        (
            "Zoë Brück has ruled out sending Norwegian troops to Malta to enforce a peace deal.",
            "Zoë Brück",
            "oppose",
            "sending Norwegian troops",
        ),
        (
            "Talks on the minerals deal broke down. But Mr Ångström has since suggested he is ready to sign the deal.",
            "Ångström",
            "support",
            "deal",
        ),
        (
            "Finland and Sweden are backing the prospect of a limited ceasefire, said Zoë Brück.",
            "Sweden",
            "support",
            "ceasefire",
        ),
        ("Élan’s chairman cautioned against accepting a weak deal.", "chairman", "oppose", "weak deal"),
    ] {
        let found = lines(&reader, &lane, text);
        let is_it = |line: &String| {
            let (whose, what) = line.split_once(&format!(" {stance}: ")).unwrap_or_default();
            whose.contains(holder) && what.contains(matter)
        };
        assert!(found.iter().any(is_it), "{holder} {stance}: {matter} in {found:#?}");
    }
    // A question takes no side, and what has been given up is none.
    for (text, stance) in [
        ("Finland refused to rule out recognising the annexation of Åland.", "oppose"),
        ("The fishers of Malmö gave up their demand for a larger quota.", "support"),
    ] {
        let found = lines(&reader, &lane, text);
        assert!(found.iter().all(|line| !line.contains(&format!(" {stance}: "))), "{found:#?}");
    }
}
