//! How fast a served record answers: many clients ask for pages and data, and how long each answer takes is measured.
//!
//! Asks a server on this machine alone, for so many requests and no longer than so long. The record to serve can be
//! [`invented`].

mod client;
pub mod invented;

use std::collections::BTreeMap;
use std::io::Write;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use self::client::Client;
use crate::scale::world::{Dice, word};

/// What to ask.
#[derive(clap::Args)]
pub struct Options {
    /// Where the server listens; on this machine
    #[arg(long, default_value = "127.0.0.1:4711")]
    address: SocketAddr,
    /// Requests in all
    #[arg(long, default_value_t = 10_000)]
    requests: usize,
    /// Clients that ask at the same time, each as soon as it has its answer
    #[arg(long, default_value_t = 16)]
    clients: usize,
    /// Longest time to go on, in seconds
    #[arg(long, default_value_t = 300)]
    seconds: u64,
}

/// Kinds of requests, each asked for equally often.
const KINDS: [&str; 14] = [
    "overview",
    "issue",
    "actor",
    "statement",
    "report",
    "timeline",
    "reports",
    "actors",
    "search",
    "as you type",
    "api statement",
    "api statements",
    "api actor",
    "api positions",
];

/// Asks, and prints how long answers took.
///
/// # Errors
/// If the server is not on this machine, does not answer, or answers that something is wrong.
pub fn run(options: &Options, out: &mut impl Write) -> Result<()> {
    if !options.address.ip().is_loopback() {
        bail!("{} is not on this machine; nobody else's server is asked", options.address);
    }
    let known = Known::find(options.address)?;
    let next = AtomicUsize::new(0);
    let took: Mutex<BTreeMap<&str, Vec<Duration>>> = Mutex::new(BTreeMap::new());
    let failed: Mutex<Vec<String>> = Mutex::new(Vec::new());
    let started = Instant::now();
    let last = Duration::from_secs(options.seconds);
    thread::scope(|scope| {
        for _ in 0..options.clients {
            scope.spawn(|| {
                let mut client = Client::new(options.address);
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= options.requests || started.elapsed() > last {
                        return;
                    }
                    let kind = KINDS[number % KINDS.len()];
                    let path = known.path(kind, number as u64);
                    let asked = Instant::now();
                    match client.get(&path) {
                        Ok(answer) if answer.status == 200 => {
                            let elapsed = asked.elapsed();
                            let mut took = took.lock().unwrap_or_else(PoisonError::into_inner);
                            took.entry(kind).or_default().push(elapsed);
                        }
                        Ok(answer) => note(&failed, format!("{path}: {}", answer.status)),
                        Err(error) => note(&failed, format!("{path}: {error}")),
                    }
                }
            });
        }
    });
    let seconds = started.elapsed().as_secs_f64();
    let failed = failed.into_inner().unwrap_or_else(PoisonError::into_inner);
    let mut took = took.into_inner().unwrap_or_else(PoisonError::into_inner);
    let all: Vec<Duration> = took.values().flatten().copied().collect();
    let n = all.len();
    writeln!(out, "| requests | median ms | p99 ms | longest ms | number |")?;
    writeln!(out, "| --- | ---: | ---: | ---: | ---: |")?;
    for kind in KINDS {
        if let Some(times) = took.get_mut(kind) {
            write_line(out, kind, times)?;
        }
    }
    write_line(out, "all", &mut all.clone())?;
    writeln!(out, "\n{n} answers in {seconds:.1} s, {:.0} a second, {} clients", n as f64 / seconds, options.clients)?;
    if !failed.is_empty() {
        bail!("{} requests failed; the first: {}", failed.len(), failed[0]);
    }
    Ok(())
}

fn note(failed: &Mutex<Vec<String>>, what: String) {
    failed.lock().unwrap_or_else(PoisonError::into_inner).push(what);
}

fn write_line(out: &mut impl Write, kind: &str, times: &mut [Duration]) -> Result<()> {
    times.sort_unstable();
    let at = |share: f64| {
        let place = ((times.len() as f64 * share).ceil() as usize).clamp(1, times.len()) - 1;
        times[place].as_secs_f64() * 1e3
    };
    writeln!(out, "| {kind} | {:.1} | {:.1} | {:.1} | {} |", at(0.5), at(0.99), at(1.0), times.len())?;
    Ok(())
}

/// What there is to ask for.
struct Known {
    issues: Vec<String>,
    actors: Vec<String>,
    statements: Vec<String>,
    reports: Vec<String>,
    n_timeline: u64,
}

impl Known {
    fn find(address: SocketAddr) -> Result<Self> {
        let mut client = Client::new(address);
        let mut ids = |path: &str| -> Result<(Vec<String>, u64)> {
            let answer = client.get(path)?;
            let list: serde_json::Value = serde_json::from_slice(&answer.plain()?)?;
            let items = list["items"].as_array().into_iter().flatten();
            let found = items
                .filter_map(|item| item["id"].as_str().filter(|id| !id.starts_with("e-")).map(str::to_owned))
                .collect();
            Ok((found, list["n_pages"].as_u64().unwrap_or(1)))
        };
        let (issues, _) = ids("/api/v1/issues")?;
        let (mut actors, mut statements, mut reports) = (Vec::new(), Vec::new(), Vec::new());
        let mut n_timeline = 1;
        for page in 1..=20 {
            actors.extend(ids(&format!("/api/v1/actors?page={page}"))?.0);
            reports.extend(ids(&format!("/api/v1/reports?page={}", page * 5))?.0);
            let (found, n) = ids(&format!("/api/v1/timeline?page={}", page * 60))?;
            statements.extend(found);
            n_timeline = n;
        }
        if issues.is_empty() || actors.is_empty() || statements.is_empty() || reports.is_empty() {
            bail!("the record is too small to be asked about");
        }
        Ok(Self { issues, actors, statements, reports, n_timeline })
    }

    fn path(&self, kind: &str, number: u64) -> String {
        let mut dice = Dice(number ^ 0x5EED);
        let mut one = |list: &[String]| list[dice.below(list.len() as u64) as usize].clone();
        match kind {
            "overview" => "/".to_owned(),
            "issue" => format!("/issues/{}", one(&self.issues)),
            "actor" => format!("/actors/{}", one(&self.actors)),
            "statement" => format!("/statements/{}", one(&self.statements)),
            "report" => format!("/reports/{}", one(&self.reports)),
            "timeline" => format!("/timeline?page={}", 1 + dice.below(self.n_timeline)),
            "reports" => format!("/reports?page={}", 1 + dice.below(100)),
            "actors" => format!("/actors?page={}", 1 + dice.below(20)),
            "search" => format!("/search?q={}", encoded(&word(dice.skewed(20_000)))),
            "as you type" => {
                let whole = word(dice.skewed(20_000));
                let n = 1 + dice.below(whole.chars().count() as u64) as usize;
                format!("/search/results?q={}", encoded(&whole.chars().take(n).collect::<String>()))
            }
            "api statement" => format!("/api/v1/statements/{}", one(&self.statements)),
            "api statements" => format!("/api/v1/statements?issue={}", one(&self.issues)),
            "api actor" => format!("/api/v1/actors/{}", one(&self.actors)),
            _ => "/api/v1/positions".to_owned(),
        }
    }
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}
