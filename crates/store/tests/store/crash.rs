use std::fs;
use std::path::{Path, PathBuf};

use onrecord_record::record::Record;
use onrecord_store::store::Store;
use rusqlite::Connection;
use tempfile::tempdir;

use crate::reports::three;

fn wal_of(path: &Path) -> PathBuf {
    path.with_extension("onrecord-wal")
}

/// What a kill leaves: the file and its log as they are at this moment, the log cut to `length`.
fn killed(path: &Path, copy: &Path, length: usize) {
    fs::copy(path, copy).expect("copied");
    let log = fs::read(wal_of(path)).expect("a log");
    fs::write(wal_of(copy), &log[..length.min(log.len())]).expect("written");
}

#[test]
fn a_batch_is_there_as_a_whole_or_not_at_all() {
    let folder = tempdir().expect("folder");
    let path = folder.path().join("a.onrecord");
    let entries = three();
    let mut store = Store::open_or_create(&path).expect("made");
    store.add_batch(&entries[..1]).expect("added");
    let n_first = fs::metadata(wal_of(&path)).expect("a log").len() as usize;
    store.add_batch(&entries[1..]).expect("added");
    let n_both = fs::metadata(wal_of(&path)).expect("a log").len() as usize;
    assert!(n_first < n_both);

    let whole = Record::build(entries.iter().map(|entry| entry.facts.clone()));
    let mut seen = Vec::new();
    let cuts = (n_first..n_both).step_by(1500).chain([n_both - 1, n_both]);
    for (i, cut) in cuts.enumerate() {
        let copy = folder.path().join(format!("{i}.onrecord"));
        killed(&path, &copy, cut);
        let mut store = Store::open(&copy).expect("opens");
        let n_reports = store.record().expect("read").reports.len();
        assert!(n_reports == 1 || n_reports == 3, "{n_reports} reports");
        seen.push(n_reports);
        // The next run goes on.
        assert!(store.is_stale().expect("asked"));
        store.add_batch(&entries).expect("added");
        assert!(store.rebuild().expect("rebuilt").is_some());
        assert_eq!(store.record().expect("read"), whole);
        store.close().expect("closed");
    }
    assert!(seen.contains(&1) && seen.contains(&3));
}

#[test]
fn a_kill_in_the_middle_of_a_batch_leaves_nothing_of_it() {
    let folder = tempdir().expect("folder");
    let path = folder.path().join("a.onrecord");
    let mut store = Store::open_or_create(&path).expect("made");
    store.add_batch(&three()[..1]).expect("added");
    store.rebuild().expect("rebuilt");
    let before = store.record().expect("read");
    store.close().expect("closed");

    // Another run, as far as it gets: with next to no cache, what it has written so far is in
    // the log already, though not committed.
    let connection = Connection::open(&path).expect("opened");
    let begun = "PRAGMA journal_mode = wal; PRAGMA cache_size = 1; PRAGMA cache_spill = 1;
        BEGIN IMMEDIATE;
        UPDATE meta SET value = '1' WHERE key = 'stale';
        DELETE FROM report;
        INSERT INTO report (id, file, authors)
        WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
        SELECT 'half-' || i, hex(randomblob(50)), '[]' FROM n;";
    connection.execute_batch(begun).expect("begun");
    let copy = folder.path().join("b.onrecord");
    killed(&path, &copy, usize::MAX);
    assert!(fs::metadata(wal_of(&copy)).expect("a log").len() > 100_000);

    let store = Store::open(&copy).expect("opens");
    assert!(!store.is_stale().expect("asked"));
    assert_eq!(store.record().expect("read"), before);
}

#[test]
fn a_kill_before_the_first_table_leaves_a_file_to_begin_with() {
    let folder = tempdir().expect("folder");
    let empty = folder.path().join("empty.onrecord");
    fs::write(&empty, b"").expect("written");
    let header = folder.path().join("header.onrecord");
    let connection = Connection::open(&header).expect("opened");
    connection.execute_batch("PRAGMA journal_mode = wal;").expect("set");
    drop(connection);
    for path in [empty, header] {
        assert!(Store::open(&path).expect_err("nothing in it").is_not_a_record());
        let mut store = Store::open_or_create(&path).expect("begins");
        assert_eq!(store.add_batch(&three()).expect("added").n_new, 3);
    }
}
