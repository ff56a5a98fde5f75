//! `onrecord analyze`: what is found in reports, without keeping a record.

use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;

use onrecord_analysis::reader::Reader;
use onrecord_record::record::Record;
use onrecord_store::export::write_readings;

use crate::Done;
use crate::arguments::Analyze;
use crate::command::find;
use crate::failure::Failure;
use crate::pipeline::{Order, Outcome};
use crate::progress::Progress;

/// Prints a `report` object and its `attribution` objects for every report, in the order read.
pub fn run(arguments: &Analyze) -> Result<Done, Failure> {
    let found = find(&arguments.input)?;
    let reader = Reader::load(arguments.input.reader)?;
    let run = super::run(&arguments.input, &reader, Order::AsRead);
    let voice = Progress::start(None);
    let mut out = BufWriter::new(io::stdout().lock());
    let (mut n_read, mut n_failed) = (0, 0);
    let mut failure: Option<Failure> = None;
    run.over(&found.files, &mut |outcome| {
        let written = match outcome {
            Outcome::Report(entry) => {
                n_read += 1;
                write_readings(&Record::build([entry.facts]), &mut out).map_err(Failure::from)
            }
            Outcome::Known => Ok(()),
            Outcome::Failed(error) => {
                n_failed += 1;
                voice.say(&format!("skipped {error}"));
                Ok(())
            }
            Outcome::Broken(error) => Err(error.into()),
        };
        match written {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failure = Some(error);
                ControlFlow::Break(())
            }
        }
    });
    if let Some(failure) = failure {
        return Err(failure);
    }
    out.flush()?;
    if n_read == 0 {
        return Err(Failure::NothingRead);
    }
    Ok(if found.skipped || n_failed > 0 { Done::InPart } else { Done::Whole })
}
