use jiff::civil::date;
use onrecord_record::codebook::Codebook;
use onrecord_store::catalogue::Extent;
use onrecord_store::query::{ActorFilter, ReportFilter, StatementFilter};
use onrecord_store::search::Words;
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

#[test]
fn words_are_found_as_they_are_typed() {
    let (_folder, store) = store();
    let typed = |words: &str| Words::typed(words).expect("words");
    let found = |words: &str| {
        let (rows, more) = store.search_statements(&typed(words), 10).expect("read");
        assert!(!more);
        let statements = store.statements_at(&rows).expect("read");
        statements.into_iter().map(|statement| statement.text).collect::<Vec<_>>().join(" | ")
    };
    assert_eq!(found("por"), "look, the port will open at dawn");
    assert_eq!(found("por "), "");
    assert_eq!(found("NAIVE thi"), "we never said naïve things");
    assert_eq!(found("“things naïve”"), "");
    // The latest first.
    let (rows, more) = store.search_statements(&typed("a w"), 1).expect("read");
    assert_eq!((rows.len(), more), (0, false));
    let (rows, more) = store.search_statements(&typed("w"), 1).expect("read");
    assert_eq!(
        (store.statements_at(&rows).expect("read")[0].text.as_str(), more),
        ("we never said naïve things", true)
    );
    let (reports, _) = store.search_reports(&typed("naive"), 10).expect("read");
    assert_eq!(reports.len(), 1);
    let excerpt = store.excerpt(&typed("naive"), &reports[0]).expect("read").expect("has it");
    assert!(excerpt.contains("\u{2}naïve\u{3}"), "{excerpt}");
    assert_eq!(store.excerpt(&typed("port"), &reports[0]).expect("read"), None);
}

#[test]
fn the_catalogue_leads_to_everything() {
    let (_folder, mut store) = store();
    let heads = store.statement_heads().expect("read");
    assert_eq!(heads.len(), 2);
    assert_eq!(store.extent().expect("read"), Extent { n_reports: 3, n_actors: 2, n_statements: 2 });
    // Rows follow the order of time.
    let all = store.statements(&StatementFilter::default()).expect("read");
    let ids: Vec<_> = heads.iter().map(|head| &head.id).collect();
    assert_eq!(ids, all.iter().map(|statement| &statement.id).collect::<Vec<_>>());
    let rows: Vec<i64> = heads.iter().rev().map(|head| head.row).chain([999]).collect();
    let backwards = store.statements_at(&rows).expect("read");
    assert_eq!(backwards, all.iter().rev().cloned().collect::<Vec<_>>());
    let pairs = store.statement_reports().expect("read");
    assert_eq!(pairs.iter().filter(|(row, _)| *row == heads[0].row).count(), 2);
    for statement in &all {
        let found = store.attributions_by_id(&statement.witnesses).expect("read");
        assert_eq!(found.len(), statement.witnesses.len());
        let row = store.statement_of(&found[0].id).expect("read").expect("has one");
        assert_eq!(store.statements_at(&[row]).expect("read").first(), Some(statement));
    }
    assert_eq!(store.attribution_counts().expect("read").iter().map(|(_, n)| n).sum::<usize>(), 3);
    let actors = store.actors(&ActorFilter::default()).expect("read");
    assert_eq!(store.actor(&actors[0].id).expect("read").as_ref(), Some(&actors[0]));
    // A rebuild that does nothing changes nothing; one that does is seen.
    let generation = store.generation().expect("read");
    store.rebuild().expect("nothing to do");
    assert_eq!(store.generation().expect("read"), generation);
    assert!(!store.undo_correction(7, true).expect("nothing to do"));
    assert!(!store.is_stale().expect("read"));
    store.set_codebook(&Codebook::default()).expect("written");
    store.rebuild().expect("rebuilt");
    assert_eq!(store.generation().expect("read"), generation + 1);
}
