use std::collections::BTreeMap;
use std::path::Path;

use onrecord_record::id::{ActorId, AttributionId, StatementId};
use onrecord_record::record::Record;
use onrecord_store::search::Words;
use onrecord_store::store::{Added, Store};
use proptest::prelude::*;
use rusqlite::Connection;
use tempfile::tempdir;

use crate::reports::{report, three};

#[test]
fn what_is_added_comes_back_as_it_was() {
    let folder = tempdir().expect("folder");
    let path = folder.path().join("é.onrecord");
    let mut store = Store::open_or_create(&path).expect("made");
    let entries = three();
    let added = store.add_batch(&entries).expect("added");
    assert_eq!(added, Added { n_new: 3, ..Added::default() });
    let expected = Record::build(entries.iter().map(|entry| entry.facts.clone()));
    assert_eq!(expected.statements.len(), 2);
    // Derived on the spot, then from the file, then from the file opened again.
    assert!(store.is_stale().expect("asked"));
    assert_eq!(store.record().expect("read"), expected);
    assert!(store.rebuild().expect("rebuilt").is_some());
    assert_eq!(store.record().expect("read"), expected);
    store.close().expect("closed");
    let store = Store::open_read_only(&path).expect("opened");
    assert_eq!(store.record().expect("read"), expected);
    for entry in &entries {
        let text = store.report_text(&entry.facts.report.id).expect("read");
        assert_eq!(text.as_ref(), Some(&entry.text));
    }
}

#[test]
fn nothing_is_left_beside_a_closed_file() {
    let folder = tempdir().expect("folder");
    let mut store = Store::open_or_create(folder.path().join("a.onrecord")).expect("made");
    store.add_batch(&three()).expect("added");
    store.rebuild().expect("rebuilt");
    store.close().expect("closed");
    let names: Vec<_> = folder.path().read_dir().expect("listed").collect();
    assert_eq!(names.len(), 1);
}

#[test]
fn the_same_again_changes_nothing() {
    let folder = tempdir().expect("folder");
    let mut store = Store::open_or_create(folder.path().join("a.onrecord")).expect("made");
    store.add_batch(&three()).expect("added");
    store.rebuild().expect("rebuilt");
    let before = store.record().expect("read");
    let added = store.add_batch(&three()).expect("added");
    assert_eq!(added, Added { n_known: 3, ..Added::default() });
    assert!(!store.is_stale().expect("asked"));
    assert!(store.rebuild().expect("nothing to do").is_none());
    assert_eq!(store.record().expect("read"), before);
}

#[test]
fn one_content_under_two_paths_is_one_report_known_by_the_first() {
    let at = |file| report(file, "2031", "Ada Quill", "no, and no again");
    let folder = tempdir().expect("folder");
    let mut records = Vec::new();
    for (name, order) in [("1", ["b", "a", "c"]), ("2", ["a", "c", "b"]), ("3", ["c", "b", "a"])] {
        let mut store = Store::open_or_create(folder.path().join(name)).expect("made");
        for file in order {
            let entry = at(file);
            let report = &entry.facts.report;
            let wants = store.wants(&report.id, &report.locator).expect("asked");
            let added = store.add_batch(&[entry]).expect("added");
            assert_eq!(wants, added.n_known == 0);
        }
        store.rebuild().expect("rebuilt");
        records.push(store.record().expect("read"));
    }
    assert_eq!(records[0].reports.len(), 1);
    assert_eq!(records[0].reports[0].locator.file, "a");
    assert_eq!(records[0], records[1]);
    assert_eq!(records[0], records[2]);
}

#[test]
fn batches_and_their_order_make_no_difference() {
    let folder = tempdir().expect("folder");
    let mut records = Vec::new();
    for (name, order) in [("1", vec![vec![0, 1, 2]]), ("2", vec![vec![2], vec![1, 0]])] {
        let mut store = Store::open_or_create(folder.path().join(name)).expect("made");
        for batch in order {
            let batch: Vec<_> = batch.into_iter().map(|i: usize| three()[i].clone()).collect();
            store.add_batch(&batch).expect("added");
            store.rebuild().expect("rebuilt");
        }
        records.push(store.record().expect("read"));
    }
    assert_eq!(records[0], records[1]);
}

/// Statements in the order of their rows, and those found by each of `typed`, as ids.
fn looked_up(store: &Store, typed: &[&str]) -> Vec<Vec<StatementId>> {
    let heads = store.statement_heads().expect("read");
    let id = |row: &i64| heads.iter().find(|head| head.row == *row).expect("a statement in the row found").id.clone();
    let found = typed.iter().map(|typed| {
        let (rows, _) = store.search_statements(&Words::typed(typed).expect("words"), 100).expect("searched");
        rows.iter().map(id).collect()
    });
    std::iter::once(heads.iter().map(|head| head.id.clone()).collect()).chain(found).collect()
}

/// Whether the index over words fits the statements.
fn check_index(path: &Path) {
    let connection = Connection::open(path).expect("opened");
    let check = "INSERT INTO statement_search (statement_search, rank) VALUES ('integrity-check', 1)";
    connection.execute(check, []).expect("the index fits");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Whatever is added in whatever batches: rows, their order and the index over words are those of one batch.
    #[test]
    fn tables_are_in_step_whatever_was_there_before(
        told in prop::collection::vec(
            (
                prop::sample::select(vec!["Ada Quill", "Quill", "Łucja Żak", "Żak"]),
                prop::sample::select(vec!["2031-05-09", "2031-05", "10 May 2031", "yesterday", "2031"]),
                prop::sample::select(vec!["the port will open at dawn", "look, the port will open at dawn", "never, naïve one"]),
            ),
            2..40,
        ),
        cut in 1..9_usize,
    ) {
        let folder = tempdir().expect("folder");
        let entries: Vec<_> = told
            .iter()
            .enumerate()
            .map(|(i, (name, day, words))| report(&format!("{i}"), day, name, &format!("{words} of {}", i % 7)))
            .collect();
        let typed = ["port", "naive one", "of 3", "op"];
        let mut seen = Vec::new();
        for (name, size) in [("at once", entries.len()), ("é", cut)] {
            let path = folder.path().join(name);
            let mut store = Store::open_or_create(&path).expect("made");
            for batch in entries.chunks(size) {
                store.add_batch(batch).expect("added");
                store.rebuild().expect("rebuilt");
            }
            seen.push((store.record().expect("read"), looked_up(&store, &typed)));
            store.close().expect("closed");
            check_index(&path);
        }
        prop_assert_eq!(&seen[0], &seen[1]);
    }
}

#[test]
fn statements_that_stay_keep_their_rows() {
    let folder = tempdir().expect("folder");
    let mut store = Store::open_or_create(folder.path().join("é")).expect("made");
    let on = |day: usize| {
        let words =
            ["ships may enter", "nobody signs this", "wages rise in spring", "a naïve question", "we shall see"];
        report(&format!("{day}"), &format!("2031-05-{day:02}"), "Ada Quill", words[day % 5])
    };
    store.add_batch(&[on(3), on(7), on(11)]).expect("added");
    store.rebuild().expect("rebuilt");
    let before = store.statement_heads().expect("read");
    store.add_batch(&[on(5), on(14)]).expect("added");
    store.rebuild().expect("rebuilt");
    let after = store.statement_heads().expect("read");
    assert_eq!((before.len(), after.len()), (3, 5));
    assert!(before.iter().all(|head| after.contains(head)), "{before:?} {after:?}");
    assert!(after.is_sorted_by_key(|head| head.latest), "{after:?}");
}

/// Whose each attribution is.
fn speakers(record: &Record) -> BTreeMap<AttributionId, Option<ActorId>> {
    record.attributions.iter().map(|a| (a.id.clone(), a.speaker.clone())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Whatever is added in whatever batches: an attribution that was there keeps its actor, or the change is listed.
    #[test]
    fn no_attribution_changes_its_actor_in_silence(
        names in prop::collection::vec(
            prop::sample::select(vec!["Ada Quill", "Quill", "Bo Quill", "Łucja Żak", "Żak", "A. Quill", "Ada Quille"]), 2..7
        ),
        cut in 1..6_usize,
    ) {
        let folder = tempdir().expect("folder");
        let mut store = Store::open_or_create(folder.path().join("é")).expect("made");
        let entries: Vec<_> = names
            .iter()
            .enumerate()
            .map(|(i, name)| report(&format!("{i}"), "2031", name, &format!("answer number {i}")))
            .collect();
        let mut before = BTreeMap::new();
        for batch in entries.chunks(cut) {
            store.add_batch(batch).expect("added");
            let changes = store.rebuild().expect("rebuilt").expect("something to do");
            let after = speakers(&store.record().expect("read"));
            let mut moved: BTreeMap<_, usize> = BTreeMap::new();
            for (id, former) in &before {
                let now = &after[id];
                if now != former {
                    *moved.entry((former.clone(), now.clone())).or_default() += 1;
                }
            }
            let id = |actor: &Option<(ActorId, String)>| actor.as_ref().map(|(id, _)| id.clone());
            let listed: BTreeMap<_, usize> =
                changes.iter().map(|c| ((id(&c.former), id(&c.now)), c.n_attributions)).collect();
            prop_assert_eq!(&listed, &moved);
            before = after;
        }
        let n_listed = store.changes().expect("read").len();
        drop(store);
        let kept = Store::open(folder.path().join("é")).expect("opened").changes().expect("read").len();
        prop_assert_eq!(kept, n_listed);
    }
}
