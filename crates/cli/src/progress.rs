//! How far a long run is: a bar on a terminal, plain lines otherwise. All of it goes to standard
//! error, so that standard output carries data alone.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// Time between two plain lines.
const PLAIN_EVERY: Duration = Duration::from_secs(10);

/// Shows how many documents have been read.
pub struct Progress {
    bar: Option<ProgressBar>,
    started: Instant,
    last_line: Instant,
    n_done: u64,
    /// How many documents are expected, where that can be told before reading.
    n_expected: Option<u64>,
}

impl Progress {
    /// Starts showing. `n_expected` is the number of documents where it is known; a container may
    /// hold more than one, so it is a lower bound.
    pub fn start(n_expected: Option<u64>) -> Self {
        let bar = io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::new(n_expected.unwrap_or(0));
            let template = if n_expected.is_some() {
                "{bar:30} {pos}/{len} documents, {per_sec:.1}, {eta} left"
            } else {
                "{spinner} {pos} documents, {per_sec:.1}"
            };
            // A template that does not parse leaves the default style, which also serves.
            if let Ok(style) = ProgressStyle::with_template(template) {
                bar.set_style(style);
            }
            bar
        });
        let now = Instant::now();
        Self { bar, started: now, last_line: now, n_done: 0, n_expected }
    }

    /// Counts one document more.
    pub fn advance(&mut self) {
        self.n_done += 1;
        if let Some(bar) = &self.bar {
            // Containers hold more documents than there are files.
            if bar.length().is_some_and(|length| length < self.n_done) {
                bar.set_length(self.n_done);
            }
            bar.set_position(self.n_done);
        } else if self.last_line.elapsed() >= PLAIN_EVERY {
            self.last_line = Instant::now();
            let rate = self.n_done as f64 / self.started.elapsed().as_secs_f64();
            let of = self.n_expected.filter(|n| *n >= self.n_done).map(|n| format!(" of {n}")).unwrap_or_default();
            self.say(&format!("{}{of} documents, {rate:.1} documents/s", self.n_done));
        }
    }

    /// Prints a line without tearing the bar.
    pub fn say(&self, line: &str) {
        match &self.bar {
            Some(bar) => bar.println(line),
            None => {
                // Nobody reads standard error: nothing to be done about it.
                let _ = writeln!(anstream::stderr(), "{line}");
            }
        }
    }

    /// Ends the display.
    pub fn finish(self) -> (u64, Duration) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        (self.n_done, self.started.elapsed())
    }
}
