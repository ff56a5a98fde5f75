//! The server: who is let in, what answers carry, that changes take effect, where it listens.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::util::Place;

const TEXT: &str = "“The locks stay shut until Zürich pays,” Ada Quill said on Monday, 6 May 2024.\n\n\
                    Bruno Šimić, the mayor, said the town would never pay.\n";

/// A server on a small record, stopped when it is dropped.
struct Server {
    child: Child,
    address: String,
}

struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("{} {}", self.status, self.text()))
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

impl Server {
    fn start(mut command: Command) -> Self {
        let mut child = command.stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stderr.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next());
        let address = address.unwrap_or_else(|| panic!("no address in “{line}”")).to_owned();
        Self { child, address }
    }

    fn on(place: &Place, more: &[&str]) -> Self {
        let mut arguments = vec!["serve", "a.onrecord", "--address", "127.0.0.1:0", "--reader", "fast"];
        arguments.extend(more);
        Self::start(place.command(&arguments))
    }

    fn ask(&self, request: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(120))).unwrap();
        let mut text = format!("{request} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
        if !headers.iter().any(|(name, _)| *name == "Host") {
            text += &format!("Host: {}\r\n", self.address);
        }
        for (name, value) in headers {
            text += &format!("{name}: {value}\r\n");
        }
        stream.write_all(format!("{text}\r\n{body}").as_bytes()).unwrap();
        let mut bytes = Vec::new();
        // A body that is refused may end in a reset; the answer came before.
        let _ = stream.read_to_end(&mut bytes);
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head, body: bytes[end + 4..].to_vec() }
    }

    fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path}"), &[], "")
    }

    fn post(&self, path: &str, body: &Value) -> Answer {
        self.ask(&format!("POST {path}"), &[("Content-Type", "application/json")], &body.to_string())
    }

    /// Asks it to end, and waits.
    fn stop(mut self) {
        let status = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        assert!(status.success());
        assert!(self.child.wait().unwrap().success());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn small() -> Place {
    let place = Place::new();
    place.write("a.txt", TEXT);
    place.run(&["build", "a.txt", "-o", "a.onrecord"]).expect(0);
    place
}

#[test]
fn only_this_machine_unless_there_is_a_token() {
    let place = small();
    place.run(&["serve", "a.onrecord", "--address", "0.0.0.0:0"]).expect(2).saying("a token is needed");
    let weak = ["serve", "a.onrecord", "--address", "0.0.0.0:0", "--token", "short"];
    place.run(&weak).expect(2).saying("fewer than 16 characters");
    place.run(&["serve", "missing.onrecord"]).expect(2).saying("there is no such file");

    let server = Server::on(&place, &[]);
    assert!(server.address.starts_with("127.0.0.1:"));
    assert_eq!(server.get("/").status, 200);
    assert_eq!(server.ask("GET /", &[("Host", "evil.example")], "").status, 403);
    let tricked = [("Origin", "http://evil.example"), ("Content-Type", "application/json")];
    assert_eq!(server.ask("POST /api/v1/corrections", &tricked, "{}").status, 403);
    server.stop();
    let left: Vec<_> = fs::read_dir(place.path(".")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");

    let token = "Täuschend-lang-0123";
    let server = Server::on(&place, &["--token", token]);
    assert_eq!(server.get("/").header("location"), Some("/sign-in"));
    assert_eq!(server.get("/api/v1/issues").status, 401);
    assert_eq!(server.get("/assets/style.css").status, 200);
    let form = [("Content-Type", "application/x-www-form-urlencoded")];
    assert_eq!(server.ask("POST /sign-in", &form, "token=wrong").status, 403);
    let signed_in = server.ask("POST /sign-in", &form, "token=T%C3%A4uschend-lang-0123");
    let cookie = signed_in.header("set-cookie").unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && !cookie.contains("lang"), "{cookie}");
    let cookie = cookie.split(';').next().unwrap();
    assert_eq!(server.ask("GET /", &[("Cookie", cookie)], "").status, 200);
}

#[test]
fn answers_carry_tags_and_say_what_browsers_may_do() {
    let place = small();
    let server = Server::on(&place, &["--read-only"]);
    for path in ["/", "/actors", "/search?q=locks", "/api", "/add", "/nothing", "/api/v1/reports"] {
        let answer = server.get(path);
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert!(!answer.text().contains("<style") && !answer.text().contains(" style="), "{path}");
    }
    let answer = server.get("/");
    let tag = answer.header("etag").unwrap();
    let again = server.ask("GET /", &[("If-None-Match", tag)], "");
    assert_eq!((again.status, again.body.len()), (304, 0));
    let small = server.ask("GET /assets/style.css", &[("Accept-Encoding", "gzip")], "");
    assert_eq!(small.header("content-encoding"), Some("gzip"));
    assert_eq!(server.post("/api/v1/corrections", &json!({"kind": "rename", "subject": "x"})).status, 403);
    assert_eq!(server.get("/add").status, 403);
    assert_eq!(server.get("/statements/s-0").status, 404);
    assert_eq!(server.get("/api/v1/nothing").json()["error"], "There is nothing at this address.");
}

#[test]
fn a_correction_takes_effect_at_once_and_is_kept() {
    let place = small();
    let server = Server::on(&place, &[]);
    let statements = server.get("/api/v1/statements?q=locks").json();
    let statement = &statements["items"][0];
    assert_eq!(statement["speaker"]["name"], "Ada Quill");
    let witness = statement["witnesses"][0].as_str().unwrap();
    let asked = json!({"kind": "set-speaker", "subject": witness, "object": "bruno šimić", "by": "Zoë"});
    let made = server.post("/api/v1/corrections", &asked);
    assert_eq!((made.status, made.json()["number"].as_i64()), (201, Some(1)));
    let speaker = || server.get("/api/v1/statements?q=locks").json()["items"][0]["speaker"]["name"].clone();
    assert_eq!(speaker(), "Bruno Šimić");
    assert!(server.get(&format!("/attributions/{witness}")).header("location").unwrap().starts_with("/statements/s-"));
    let kept = server.get("/api/v1/corrections").json();
    assert_eq!(kept["items"][0]["by"], "Zoë");
    assert_eq!(server.post("/api/v1/corrections/1/undo", &json!({})).status, 200);
    assert_eq!(speaker(), "Ada Quill");
    assert_eq!(server.post("/api/v1/corrections/7/undo", &json!({})).status, 404);
    let reject = json!({"kind": "reject-attribution", "subject": witness});
    assert_eq!(server.post("/api/v1/corrections", &reject).status, 201);
    assert_eq!(server.get("/api/v1/statements?q=locks").json()["n"], 0);
    for wrong in [
        json!({"kind": "set-speaker", "subject": witness, "object": "Nobody At All"}),
        json!({"kind": "dance", "subject": witness}),
        json!({"kind": "reject-stance", "subject": "p-1"}),
        json!({"kind": "rename"}),
    ] {
        assert_eq!(server.post("/api/v1/corrections", &wrong).status, 400, "{wrong}");
    }
    let long = json!({"kind": "rename", "subject": witness, "object": "ß".repeat(50_000)});
    assert_eq!(server.post("/api/v1/corrections", &long).status, 400);
    server.stop();
    let export = place.run(&["export", "a.onrecord"]).expect(0).stdout;
    assert!(!export.contains(witness));
}

#[test]
fn a_report_is_added_and_watched() {
    let place = small();
    let server = Server::on(&place, &[]);
    let text = "“The ferry sails at noon,” Carla Ødegård said.";
    let body = format!(
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../x/ferry.txt\"\r\n\r\n{text}\r\n\
         --b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"bad.json\"\r\n\r\n{{\"a\": \r\n--b--\r\n"
    );
    let kind = [("Content-Type", "multipart/form-data; boundary=b")];
    let job = server.ask("POST /api/v1/reports", &kind, &body);
    assert_eq!(job.status, 202, "{}", job.text());
    let events = server.get(&format!("/api/v1/jobs/{}/events", job.json()["id"])).text();
    let last = events.lines().filter_map(|line| line.strip_prefix("data: ")).next_back().unwrap();
    let last: Value = serde_json::from_str(last).unwrap();
    assert_eq!(last["is_done"], true, "{last}");
    assert_eq!(last["reports"][0]["name"], "ferry.txt", "{last}");
    assert_eq!(server.get("/api/v1/statements?q=ferry+noon").json()["n"], 1);
    assert_eq!(server.get("/api/v1/reports").json()["n"], 2);
    assert_eq!(server.ask("POST /api/v1/reports", &kind, "--b--\r\n").status, 400);
}

#[test]
fn it_listens_where_told_and_calls_nobody() {
    if Command::new("strace").arg("-V").output().is_err() {
        assert!(std::env::var_os("CI").is_none(), "strace is missing; .ci/run installs it");
        eprintln!("skipped: strace is not installed");
        return;
    }
    let place = small();
    let trace = place.path("trace");
    let mut command = Command::new("strace");
    command
        .args(["-f", "-qq", "-e", "trace=network,execve", "-o"])
        .arg(&trace)
        .arg(env!("CARGO_BIN_EXE_onrecord"))
        .args(["serve", "a.onrecord", "--address", "127.0.0.1:0"])
        .current_dir(place.path("."));
    let server = Server::start(command);
    for path in ["/", "/search?q=locks", "/api/v1/reports"] {
        assert_eq!(server.get(path).status, 200);
    }
    drop(server);
    let started = Instant::now();
    let mut calls = fs::read_to_string(&trace).unwrap();
    while !calls.contains("accept") && started.elapsed() < Duration::from_secs(5) {
        calls = fs::read_to_string(&trace).unwrap();
    }
    let binds: Vec<&str> = calls.lines().filter(|call| call.contains("bind(")).collect();
    assert!(matches!(binds.as_slice(), [bind] if bind.contains("127.0.0.1")), "{binds:?}");
    for call in calls.lines() {
        for forbidden in ["connect(", "sendto(", "SOCK_DGRAM"] {
            assert!(!call.contains(forbidden), "{call}");
        }
    }
}
