use jiff::civil::date;
use onrecord_store::query::{ActorFilter, ReportFilter, StatementFilter};
use onrecord_store::store::Store;
use tempfile::{TempDir, tempdir};

use crate::reports::three;

fn store() -> (TempDir, Store) {
    let folder = tempdir().expect("folder");
    let mut store = Store::open_or_create(folder.path().join("a.onrecord")).expect("made");
    store.add_batch(&three()).expect("added");
    store.rebuild().expect("rebuilt");
    (folder, store)
}

fn files(store: &Store, filter: &ReportFilter) -> String {
    let reports = store.reports(filter).expect("read");
    let files: Vec<String> = reports.into_iter().map(|r| r.locator.file).collect();
    files.join(" ")
}

fn texts(store: &Store, filter: &StatementFilter) -> String {
    let statements = store.statements(filter).expect("read");
    let texts: Vec<String> = statements.iter().map(|s| format!("{} {}", s.witnesses.len(), s.text)).collect();
    texts.join(" | ")
}

#[test]
fn reports_by_what_is_asked() {
    let (_folder, store) = store();
    let all = ReportFilter::default();
    assert_eq!(files(&store, &all), "a.txt b.txt c.txt");
    let quill = store.actors(&ActorFilter { name: Some("ada q".to_owned()), ..ActorFilter::default() }).expect("read");
    let actor = Some(quill[0].id.clone());
    assert_eq!(files(&store, &ReportFilter { actor, ..all.clone() }), "a.txt c.txt");
    let since = |day| ReportFilter { since: Some(date(2031, 5, day)), ..ReportFilter::default() };
    let until = |day| ReportFilter { until: Some(date(2031, 5, day)), ..ReportFilter::default() };
    assert_eq!(files(&store, &since(10)), "b.txt c.txt");
    // The third is from some day of May, so it may be from before the ninth.
    assert_eq!(files(&store, &until(9)), "a.txt c.txt");
    let words = |words: &str| ReportFilter { words: Some(words.to_owned()), ..ReportFilter::default() };
    assert_eq!(files(&store, &words("NAIVE things")), "b.txt");
    assert_eq!(files(&store, &words("naïve port")), "");
    assert_eq!(files(&store, &words("\" OR (")), "");
}

#[test]
fn statements_by_what_is_asked() {
    let (_folder, store) = store();
    let all = StatementFilter::default();
    let port = "2 look, the port will open at dawn";
    let naive = "1 we never said naïve things";
    assert_eq!(texts(&store, &all), format!("{port} | {naive}"));
    let words = Some("port".to_owned());
    assert_eq!(texts(&store, &StatementFilter { words, ..all.clone() }), port);
    let until = Some(date(2031, 5, 1));
    // Nothing says how long before its report something was said.
    assert_eq!(texts(&store, &StatementFilter { until, ..all.clone() }), format!("{port} | {naive}"));
    let since = Some(date(2031, 5, 10));
    assert_eq!(texts(&store, &StatementFilter { since, ..all.clone() }), naive);
    let report = store.reports(&ReportFilter::default()).expect("read").remove(2);
    assert_eq!(texts(&store, &StatementFilter { report: Some(report.id.clone()), ..all.clone() }), port);
    let speakers = store.actors(&ActorFilter { report: Some(report.id), name: None }).expect("read");
    let names: Vec<&str> = speakers.iter().map(|actor| actor.name.as_str()).collect();
    assert_eq!(names, ["Ada Quill"]);
    let speaker = Some(speakers[0].id.clone());
    assert_eq!(texts(&store, &StatementFilter { speaker, ..all }), port);
}

#[test]
fn every_span_in_the_file_gives_the_words() {
    let (_folder, store) = store();
    for report in store.reports(&ReportFilter::default()).expect("read") {
        let text = store.report_text(&report.id).expect("read").expect("there");
        assert_eq!(store.report(&report.id).expect("read").as_ref(), Some(&report));
        let attributions = store.attributions_in(&report.id).expect("read");
        assert_eq!(attributions.len(), 1);
        for attribution in attributions {
            for passage in [&attribution.source, &attribution.cue, &attribution.content] {
                assert_eq!(text.original.slice(passage.original[0]), passage.text);
                assert_eq!(passage.clean[0].slice(text.text.as_str()), passage.text);
            }
            assert_eq!(store.attribution(&attribution.id).expect("read"), Some(attribution));
        }
        assert_eq!(text.original.slice(text.repairs[0].original), "â");
        assert_eq!(text.repairs[0].clean.slice(text.text.as_str()), "’");
        assert_eq!(text.marks[0].span.slice(text.text.as_str()), "Photo: Łucja");
    }
}
