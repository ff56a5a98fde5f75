use std::collections::BTreeMap;

use onrecord_record::id::{ActorId, AttributionId};
use onrecord_record::record::Record;
use onrecord_store::store::{Added, Store};
use proptest::prelude::*;
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
