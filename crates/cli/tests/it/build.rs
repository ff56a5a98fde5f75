//! `build` on good, bad and repeated input.

use std::fs::{self, File};

use crate::export::Export;
use crate::util::Place;

const REPORT: &str =
    "Zoë Brandt, the minister, said on Monday: “We will not sign.” She added that talks would go on.\n";

#[test]
fn adding_a_report_again_changes_nothing() {
    let place = Place::new();
    place.write("in/a.txt", REPORT);
    let first = place.build(&["in"], "a.onrecord");
    place.run(&["build", "in", "-o", "a.onrecord"]).expect(0).saying("1 known already");
    assert_eq!(place.run(&["export", "a.onrecord"]).expect(0).stdout, first);
    // The same words under another name are the same report.
    place.write("in/b.txt", REPORT);
    place.run(&["build", "in", "-o", "a.onrecord"]).expect(0).saying("2 known already");
    assert_eq!(place.run(&["export", "a.onrecord"]).expect(0).stdout, first);
}

#[test]
fn a_finished_record_is_one_file() {
    let place = Place::new();
    place.write("a.txt", REPORT);
    place.build(&["a.txt"], "a.onrecord");
    let mut left: Vec<_> = fs::read_dir(place.path(".")).unwrap().map(|e| e.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["a.onrecord", "a.txt"]);
}

#[test]
fn bad_files_are_named_and_the_rest_goes_on() {
    let place = Place::new();
    place.write("in/good.txt", REPORT);
    place.write("in/empty.txt", "");
    place.write("in/blank.txt", " \n \n");
    place.write("in/picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01");
    place.write("in/lines.jsonl", "{\"text\": \"Ana Šimić said no.\"}\n{broken\n");
    let ran = place.run(&["build", "in", "-o", "a.onrecord"]).expect(1);
    for file in ["empty.txt", "blank.txt", "picture.txt", "lines.jsonl, line 2"] {
        let line = ran.stderr.lines().find(|l| l.contains(file)).unwrap_or_else(|| panic!("{file}: {}", ran.stderr));
        assert!(line.starts_with("skipped "), "{line}");
    }
    assert!(ran.stderr.contains("2 reports added"), "{}", ran.stderr);
}

#[test]
fn a_huge_file_is_refused_with_what_to_do() {
    let place = Place::new();
    place.write("good.txt", REPORT);
    // Sparse: 200 MB that take no room. Blanks rather than zeros, so that it is text.
    let huge = place.path("huge.txt");
    let file = File::create(&huge).unwrap();
    {
        use std::io::Write;
        let mut out = std::io::BufWriter::new(&file);
        let block = [b'a'; 1 << 16];
        for _ in 0..(200 << 20) / block.len() {
            out.write_all(&block).unwrap();
        }
    }
    let ran = place.run(&["build", "good.txt", "huge.txt", "-o", "a.onrecord"]).expect(1).saying("huge.txt");
    assert_eq!(ran.stderr.lines().filter(|l| l.contains("huge.txt")).count(), 1, "{}", ran.stderr);
}

#[test]
fn a_file_without_right_to_read_or_that_is_missing_is_named() {
    let place = Place::new();
    place.write("good.txt", REPORT);
    place.run(&["build", "good.txt", "missing.txt", "-o", "a.onrecord"]).expect(1).saying("missing.txt");
}

#[test]
fn nothing_to_read_is_a_failure_that_says_so() {
    let place = Place::new();
    fs::create_dir(place.path("empty")).unwrap();
    place.run(&["build", "empty", "-o", "a.onrecord"]).expect(2).saying("empty");
    place.write("only.txt", "");
    place.run(&["build", "only.txt", "-o", "b.onrecord"]).expect(2).saying("no report could be read");
    place.run(&["build"]).expect(2).saying("--output");
}

#[test]
fn what_is_no_record_is_left_alone() {
    let place = Place::new();
    let report = place.write("a.txt", REPORT);
    place.run(&["build", "a.txt", "-o", "a.txt"]).expect(2).saying("not a record");
    assert_eq!(fs::read_to_string(report).unwrap(), REPORT);
    place.run(&["show", "statements", "none.onrecord"]).expect(2).saying("no such file");
    fs::create_dir(place.path("folder")).unwrap();
    place.run(&["export", "folder"]).expect(2).saying("folder");
}

#[test]
fn standard_input_is_a_report() {
    let place = Place::new();
    place.run_with_input(&["build", "-", "-o", "a.onrecord"], REPORT.as_bytes()).expect(0);
    let export = Export::parse(&place.run(&["export", "a.onrecord"]).expect(0).stdout);
    assert_eq!(export.reports.len(), 1);
    assert!(export.attributions.iter().any(|a| a.kind == "direct"));
}

#[test]
fn a_report_without_attributions_is_kept() {
    let place = Place::new();
    place.write("a.txt", "Rain.\n");
    let export = Export::parse(&place.build(&["a.txt"], "a.onrecord"));
    assert_eq!((export.reports.len(), export.attributions.len()), (1, 0));
}
