use onrecord_record::record::Record;
use onrecord_store::store::{Added, Store};
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
    assert!(store.rebuild().expect("rebuilt"));
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
    assert!(!store.rebuild().expect("nothing to do"));
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
