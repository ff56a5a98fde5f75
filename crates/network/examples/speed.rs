//! Measures the encoder on one core: `cargo run --release -p onrecord-network --example speed -- FILE [KERNEL]`.
//!
//! Time is the processor time of the thread, so other work on the machine does not count (it still takes a share of
//! the caches). `PIECES` and `TIME` (in seconds) in the environment change the length of the windows and the time taken.
#![allow(clippy::print_stdout)] // Printing is what it is for.

use std::time::{Duration, Instant};

use onrecord_network::{Encoder, Kernel, Scratch, Weights, Window};

type Failure = Box<dyn std::error::Error>;

/// Nanoseconds this thread has run.
fn thread_time() -> Result<u64, Failure> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat")?;
    Ok(text.split(' ').next().unwrap_or_default().parse()?)
}

fn setting(name: &str, default: usize) -> Result<usize, Failure> {
    std::env::var(name).map_or(Ok(default), |text| Ok(text.parse()?))
}

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let file = std::fs::read(arguments.next().ok_or("which file of weights?")?)?;
    let only = arguments.next();
    let n_pieces = setting("PIECES", 384)?;
    let time = Duration::from_secs(setting("TIME", 5)? as u64);
    let pieces: Vec<u32> = (0..n_pieces as u32).map(|i| 1000 + i * 7919 % 20_000).collect();
    let zeros = vec![0; n_pieces];
    let window = Window { pieces: &pieces, features: [&zeros; 3] };
    for kernel in Kernel::available().filter(|kernel| only.as_deref().is_none_or(|name| name == kernel.name())) {
        let start = thread_time()?;
        let weights = Weights::parse(&file)?;
        let encoder = Encoder::with_kernel(&weights, &weights, kernel)?;
        let loaded = thread_time()? - start;
        let mut scratch = Scratch::default();
        let checksum = encoder
            .encode(&window, &mut scratch)?
            .as_slice()
            .iter()
            .fold(0u64, |sum, number| sum.rotate_left(5) ^ u64::from(number.to_bits()));
        let (until, mut times) = (Instant::now() + time, Vec::new());
        while times.is_empty() || Instant::now() < until {
            let start = thread_time()?;
            encoder.encode(&window, &mut scratch)?;
            times.push(thread_time()? - start);
        }
        times.sort_unstable();
        let speed = |nanoseconds: u64| n_pieces as f64 / (nanoseconds as f64 / 1e9);
        println!(
            "{}: {:.0} pieces a second (median of {} windows of {n_pieces}; best {:.0}); loaded in {:.1} ms; checksum {checksum:016x}",
            kernel.name(),
            speed(times[times.len() / 2]),
            times.len(),
            speed(times[0]),
            loaded as f64 / 1e6,
        );
    }
    Ok(())
}
