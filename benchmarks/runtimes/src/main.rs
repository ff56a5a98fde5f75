//! Compares ways to run the encoder on one core, in pieces per second of processor time; see README.md.

mod candle;
mod own;
mod rten;
mod tract;

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Context;
use cpu_time::ProcessTime;

/// As long as the reader's windows are.
const PIECES: usize = 384;
/// How long each is run, by the clock.
const TIME: Duration = Duration::from_secs(20);

/// Runs one window.
type Run = Box<dyn FnMut() -> anyhow::Result<()>>;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [onnx, weights, minilm] = arguments.as_slice() else {
        anyhow::bail!("expected: READER.ONNX READER.SAFETENSORS FOLDER_OF_MINILM");
    };
    println!("| runtime | pieces per second, median | best | windows |");
    println!("| --- | ---: | ---: | ---: |");
    let (onnx, minilm) = (Path::new(onnx), Path::new(minilm));
    show("this project's, int8", own::load(Path::new(weights)));
    show("rten, int8", rten::load(onnx));
    show("tract, int8", tract::load(onnx));
    show("candle, f32", candle::load(minilm));
    Ok(())
}

/// Prints the row of one runtime, or what went wrong.
fn show(name: &str, run: anyhow::Result<Run>) {
    match run.context("loading").and_then(measure) {
        Ok(times) => {
            let speed = |time: Duration| PIECES as f64 / time.as_secs_f64();
            println!("| {name} | {:.0} | {:.0} | {} |", speed(times[times.len() / 2]), speed(times[0]), times.len());
        }
        Err(error) => println!("| {name} | failed: {error:#} | | |"),
    }
}

/// Processor time of every window, shortest first. All threads count, so a runtime that starts several gains nothing.
fn measure(mut run: Run) -> anyhow::Result<Vec<Duration>> {
    run().context("running")?;
    let until = Instant::now() + TIME;
    let mut times = Vec::new();
    while times.is_empty() || Instant::now() < until {
        let start = ProcessTime::now();
        run()?;
        times.push(start.elapsed());
    }
    times.sort_unstable();
    Ok(times)
}

/// Piece ids to read: any will do.
fn pieces() -> impl Iterator<Item = u32> {
    (0..PIECES as u32).map(|i| 1000 + i * 7919 % 20_000)
}
