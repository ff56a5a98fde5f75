//! Killed at any moment, the file opens and the next run goes on where it stopped.

use std::path::Path;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::util::{Place, examples, outside};

/// Numbers that look random and are the same each time (Knuth's MMIX generator).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// Builds `reports` undisturbed, then again with `n_kills` kills at random moments of a run that
/// would take all the time an undisturbed one takes, and compares.
fn check(reports: &Path, n_kills: u64, seed: u64) {
    let place = Place::new();
    let reports = reports.to_str().unwrap();
    let started = Instant::now();
    let expected = place.build(&[reports], "undisturbed.onrecord");
    let whole_run = started.elapsed();
    let mut numbers = Numbers(seed);
    let mut n_struck = 0;
    for _ in 0..n_kills {
        let mut command = place.command(&["build", reports, "-o", "killed.onrecord"]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // The first moments, when the file is made, matter as much as the long middle.
        let limit = if numbers.below(4) == 0 { 50 } else { (whole_run.as_millis() as u64 / n_kills * 2).max(200) };
        sleep(Duration::from_millis(numbers.below(limit)));
        n_struck += u64::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();
        if place.path("killed.onrecord").exists() {
            let ran = place.run(&["export", "killed.onrecord"]);
            assert!(ran.status == 0 || ran.stderr.contains("format"), "it does not open: {}", ran.stderr);
        }
    }
    assert!(n_struck > 0, "every run was over before it was killed");
    let finished = place.build(&[reports], "killed.onrecord");
    assert!(finished == expected, "the finished record differs from the undisturbed one after {n_struck} kills");
    eprintln!("{n_struck} of {n_kills} kills struck a running build");
}

#[test]
fn a_killed_build_is_gone_on_with() {
    check(&examples(), 8, 7);
}

/// The long one: `cargo test --release -- --ignored kills_over_a_corpus`.
#[test]
#[ignore = "takes minutes; run by hand"]
fn kills_over_a_corpus() {
    if let Some(corpus) = outside("ONRECORD_POLNEAR", "shared/data/polnear") {
        check(&corpus.join("dev/text"), 50, 11);
    }
}
