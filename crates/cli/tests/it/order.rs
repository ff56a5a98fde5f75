//! The same reports give the same record.

use std::fs;

use onrecord_store::store::Store;

use crate::util::{Place, examples};

#[test]
fn neither_order_nor_batches_nor_threads_matter() {
    let place = Place::new();
    let mut files: Vec<String> =
        fs::read_dir(examples()).unwrap().map(|e| e.unwrap().path().to_str().unwrap().to_owned()).collect();
    files.sort();
    let forwards: Vec<&str> = files.iter().map(String::as_str).collect();
    let whole = place.build(&forwards, "whole.onrecord");
    // One file a run, last first, one thread.
    for file in forwards.iter().rev() {
        place.run(&["build", file, "-o", "single.onrecord", "--jobs", "1"]).expect(0);
    }
    let single = place.run(&["export", "single.onrecord"]).expect(0).stdout;
    assert!(whole == single, "the records differ");
    // All at once, more threads than cores.
    let mut arguments = vec!["build", "--jobs", "5", "-o", "many.onrecord"];
    arguments.extend(forwards.iter().rev());
    place.run(&arguments).expect(0);
    let many = place.run(&["export", "many.onrecord"]).expect(0).stdout;
    assert!(whole == many, "the records differ");
}

#[test]
fn decisions_between_batches_make_no_difference() {
    let place = Place::new();
    let mut files: Vec<String> =
        fs::read_dir(examples()).unwrap().map(|e| e.unwrap().path().to_str().unwrap().to_owned()).collect();
    files.sort();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let codebook = examples().with_file_name("codebook.toml");
    let (first, rest) = files.split_at(files.len() / 2);
    place.build(first, "batches.onrecord");
    let record = Store::open_read_only(place.path("batches.onrecord")).unwrap().record().unwrap();
    let reading = record.stances.iter().find_map(|stance| stance.readings.first()).unwrap().to_string();
    let decide = |record: &str| {
        place.run(&["codebook", "apply", record, codebook.to_str().unwrap()]).expect(0);
        place.run(&["stances", "set", record, &reading, "unclear"]).expect(0);
        place.run(&["issues", "merge", record, "escrow", "payment"]).expect(0);
        place.run(&["actors", "rename", record, "tarvenia", "Tarvénia"]).expect(0);
    };
    decide("batches.onrecord");
    for batch in rest.chunks(3) {
        place.build(batch, "batches.onrecord");
    }
    let batches = place.run(&["export", "batches.onrecord"]).expect(0).stdout;
    place.build(&files, "whole.onrecord");
    decide("whole.onrecord");
    let whole = place.run(&["export", "whole.onrecord"]).expect(0).stdout;
    assert!(whole == batches, "the records differ");
}
