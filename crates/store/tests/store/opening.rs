use std::fs;
use std::path::Path;

use onrecord_store::error::StoreError;
use onrecord_store::store::Store;
use rusqlite::Connection;
use tempfile::tempdir;

use crate::reports::three;

/// The message without the folder, and the hint.
fn check(error: &StoreError, folder: &Path, message: &str, hint: &str) {
    let folder = format!("{}/", folder.display());
    assert_eq!(error.to_string().replace(&folder, ""), message);
    assert_eq!(error.hint(), hint);
}

#[test]
fn what_is_no_record_is_refused_and_left_alone() {
    let folder = tempdir().expect("folder");
    let at = |name: &str| folder.path().join(name);
    let error = Store::open(at("é")).expect_err("missing");
    check(
        &error,
        folder.path(),
        "é: there is no such file",
        "check the name, or make the record with `onrecord build`",
    );

    fs::create_dir(at("dir")).expect("made");
    let error = Store::open_or_create(at("dir")).expect_err("a folder");
    check(
        &error,
        folder.path(),
        "dir: this is a folder, not a record file",
        "give the name of a file, such as `talks.onrecord`",
    );

    let other = Connection::open(at("other.db")).expect("made");
    other.execute_batch("CREATE TABLE birds (name TEXT); PRAGMA user_version = 2;").expect("made");
    drop(other);
    let long = "A report, and no record of it. ".repeat(100);
    for (name, content) in [("short.txt", "no"), ("long.txt", long.as_str())] {
        fs::write(at(name), content).expect("written");
    }
    for name in ["other.db", "short.txt", "long.txt"] {
        let before = fs::read(at(name)).expect("read");
        for error in [Store::open(at(name)), Store::open_or_create(at(name)), Store::open_read_only(at(name))] {
            check(
                &error.expect_err("no record"),
                folder.path(),
                &format!("{name}: this is not a record made by onrecord"),
                "give a file made by `onrecord build`, or a name not in use yet",
            );
        }
        assert_eq!(fs::read(at(name)).expect("read"), before);
    }

    let error = Store::open_or_create(at("none/a.onrecord")).expect_err("no folder");
    check(
        &error,
        folder.path(),
        "none/a.onrecord: the record cannot be opened",
        "check that the folder exists and that you may use it",
    );
}

#[test]
fn a_newer_format_is_refused() {
    let folder = tempdir().expect("folder");
    let path = folder.path().join("a.onrecord");
    Store::open_or_create(&path).expect("made").close().expect("closed");
    let connection = Connection::open(&path).expect("opened");
    connection.pragma_update(None, "user_version", 99).expect("set");
    drop(connection);
    for error in [Store::open(&path), Store::open_read_only(&path)] {
        let error = error.expect_err("newer");
        assert!(error.is_newer());
        check(
            &error,
            folder.path(),
            "a.onrecord: this record has format 99; this version of onrecord knows formats up to 14",
            "update onrecord, or build the record again with this version",
        );
    }
}

#[test]
fn a_file_that_another_program_writes_to_is_waited_for_then_refused() {
    let folder = tempdir().expect("folder");
    let path = folder.path().join("a.onrecord");
    let mut store = Store::open_or_create(&path).expect("made");
    let other = Connection::open(&path).expect("opened");
    other.execute_batch("BEGIN IMMEDIATE").expect("begun");
    // Reading goes on meanwhile.
    assert_eq!(store.record().expect("read").reports.len(), 0);
    let error = store.add_batch(&three()).expect_err("locked");
    assert!(error.is_locked());
    check(
        &error,
        folder.path(),
        "a.onrecord: another program is using this record",
        "wait for the other program to finish, then try again",
    );
    other.execute_batch("ROLLBACK").expect("ended");
    assert_eq!(store.add_batch(&three()).expect("added").n_new, 3);
    // Closing leaves the log to the other.
    store.close().expect("closed");
}

#[cfg(unix)]
#[test]
fn a_closed_file_can_be_read_where_nothing_can_be_written() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempdir().expect("folder");
    let path = folder.path().join("a.onrecord");
    let mut store = Store::open_or_create(&path).expect("made");
    store.add_batch(&three()).expect("added");
    store.rebuild().expect("rebuilt");
    store.close().expect("closed");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).expect("set");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).expect("set");

    let store = Store::open_read_only(&path).expect("opened");
    assert_eq!(store.record().expect("read").reports.len(), 3);
    drop(store);
    // The administrator of a system may write to protected files; nobody else may.
    if let Err(error) = Store::open(&path) {
        assert!(error.is_read_only());
        check(
            &error,
            folder.path(),
            "a.onrecord: the record cannot be written",
            "check the permissions of the file and its folder, or work on a copy",
        );
    }
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("set");
}

#[test]
fn a_reader_does_not_write() {
    let folder = tempdir().expect("folder");
    let path = folder.path().join("a.onrecord");
    Store::open_or_create(&path).expect("made").close().expect("closed");
    let mut store = Store::open_read_only(&path).expect("opened");
    assert!(store.add_batch(&three()).expect_err("read only").is_read_only());
    store.close().expect("closed");
}

#[test]
fn a_value_that_makes_no_sense_is_damage() {
    let folder = tempdir().expect("folder");
    let path = folder.path().join("a.onrecord");
    let mut store = Store::open_or_create(&path).expect("made");
    store.add_batch(&three()).expect("added");
    store.close().expect("closed");
    let connection = Connection::open(&path).expect("opened");
    connection.execute("UPDATE attribution SET kind = 'sung'", []).expect("set");
    drop(connection);
    let store = Store::open_read_only(&path).expect("opened");
    let error = store.record().expect_err("damaged");
    assert!(error.is_damaged());
    check(
        &error,
        folder.path(),
        "a.onrecord: the record is damaged: kind: `sung` is not known",
        "build the record again from its reports",
    );
}
