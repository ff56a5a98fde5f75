//! Tables and their JSON.

use crate::util::{Place, examples};

#[test]
fn what_is_shown_is_what_was_asked_for() {
    let place = Place::new();
    place.build(&[examples().to_str().unwrap()], "a.onrecord");
    let all = place.run(&["show", "reports", "a.onrecord"]).expect(0).stdout;
    assert!(all.contains("14 reports"), "{all}");
    let one = place.run(&["show", "reports", "a.onrecord", "--report", "10-"]).expect(0).stdout;
    assert!(one.contains("2 reports"), "{one}");
    let late = place.run(&["show", "reports", "a.onrecord", "--since", "2024-05-16", "--json"]).expect(0).stdout;
    assert!(late.lines().count() >= 2 && late.lines().all(|l| l.starts_with("{\"type\":\"report\"")), "{late}");
    let actors = place.run(&["show", "actors", "a.onrecord", "--json"]).expect(0).stdout;
    assert!(actors.lines().all(|l| l.starts_with("{\"type\":\"actor\"")));
    let statements = place.run(&["show", "statements", "a.onrecord", "--actor", "Vauclair"]).expect(0).stdout;
    assert!(statements.contains("Vauclair"), "{statements}");
    place.run(&["show", "statements", "a.onrecord", "--actor", "Nobody Ätall"]).expect(2).saying("show actors");
}

#[test]
fn an_empty_answer_is_an_answer() {
    let place = Place::new();
    place.write("a.txt", "Rain.\n");
    place.build(&["a.txt"], "a.onrecord");
    let ran = place.run(&["show", "statements", "a.onrecord"]).expect(0);
    assert_eq!(ran.stdout, "0 statements\n");
}
