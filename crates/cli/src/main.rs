//! `onrecord`: the command line.
//!
//! Data goes to standard output, everything said to the person at the terminal to standard error.

mod arguments;
mod command;
mod failure;
mod pipeline;
mod progress;

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::{Arguments, Command};
use crate::failure::Failure;

/// How a command ended when it could do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// All of it.
    Whole,
    /// Something was skipped, and said so.
    InPart,
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Build(arguments) => command::build::run(&arguments),
        Command::Analyze(arguments) => command::analyze::run(&arguments),
        Command::Show(arguments) => command::show::run(&arguments),
        Command::Actors(change) => command::actors::run(&change),
        Command::Stances(change) => command::stances::run(&change),
        Command::Attributions(change) => command::stances::run_attributions(&change),
        Command::Issues(change) => command::stances::run_issues(&change),
        Command::Codebook(what) => command::codebook::run(&what),
        Command::Export(arguments) => command::export::run(&arguments),
        Command::Serve(arguments) => command::serve::run(&arguments),
        Command::Site(arguments) => command::site::run(&arguments),
    };
    match result {
        Ok(Done::Whole) => ExitCode::SUCCESS,
        Ok(Done::InPart) => ExitCode::from(1),
        // Whoever read our output has seen enough, as `head` does: no reason to complain.
        Err(Failure::Output(e)) if e.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            failure.print();
            ExitCode::from(2)
        }
    }
}
