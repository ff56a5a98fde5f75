//! No command opens a connection. `serve`, which waits for them, is watched in a test of its own.
//!
//! On Linux the system calls of a whole run are watched with strace, which `.ci/run` sees to;
//! elsewhere the check that no network crate is linked (`deny.toml`) has to do.

use std::fs;
use std::process::Command;

use crate::util::{Place, examples};

#[test]
fn no_system_call_reaches_for_the_network() {
    if Command::new("strace").arg("-V").output().is_err() {
        assert!(std::env::var_os("CI").is_none(), "strace is missing; .ci/run installs it");
        eprintln!("skipped: strace is not installed");
        return;
    }
    let place = Place::new();
    let trace = place.path("trace");
    let examples = examples();
    let runs: [&[&str]; 5] = [
        &["build", examples.to_str().unwrap(), "-o", "a.onrecord"],
        &["analyze", examples.to_str().unwrap()],
        &["show", "statements", "a.onrecord"],
        &["export", "a.onrecord"],
        &["site", "a.onrecord", "-o", "site"],
    ];
    for arguments in runs {
        let status = Command::new("strace")
            .args(["-f", "-qq", "-e", "trace=network,execve", "-o"])
            .arg(&trace)
            .arg(env!("CARGO_BIN_EXE_onrecord"))
            .args(arguments)
            .current_dir(place.path("."))
            .output()
            .unwrap()
            .status;
        assert!(status.success(), "{arguments:?}");
        let calls = fs::read_to_string(&trace).unwrap();
        assert!(calls.contains("execve"), "nothing was traced");
        for call in calls.lines() {
            for forbidden in ["AF_INET", "connect(", "sendto(", "bind("] {
                assert!(!call.contains(forbidden), "{arguments:?}: {call}");
            }
        }
    }
}
