//! The same reports give the same record.

use std::fs;

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
