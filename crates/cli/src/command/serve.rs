//! `onrecord serve`: the record in a browser.

use std::io::Cursor;
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, PoisonError};

use onrecord_analysis::reader::{Reader, ReaderSize, ReadingLane};
use onrecord_read::{Options as ReadOptions, Source};
use onrecord_record::enter::enter;
use onrecord_record::report::ReportEntry;
use onrecord_store::store::Store;
use onrecord_text::prepare::prepare;
use onrecord_web::serve::{Intake, Options, serve};

use crate::Done;
use crate::arguments::Serve;
use crate::failure::Failure;
use crate::progress::Progress;

/// Largest upload, in megabytes: several reports of the largest size that is read.
const MAX_UPLOAD: usize = 64;

/// Serves until interrupted.
pub fn run(arguments: &Serve) -> Result<Done, Failure> {
    // What is wrong with the file is said before anything listens.
    Store::open_read_only(&arguments.record)
        .map(drop)
        .or_else(|error| if error.is_older() { Ok(()) } else { Err(error) })?;
    let options = Options {
        address: arguments.address,
        token: arguments.token.clone(),
        read_only: arguments.read_only,
        max_upload_bytes: MAX_UPLOAD << 20,
    };
    let intake = Uploads { reader: Mutex::new(None), size: arguments.reader };
    let voice = Progress::start(None);
    let shown = arguments.record.display();
    let ready = |address| {
        Progress::start(None).say(&format!("{shown} is at http://{address}/ until you press Ctrl-C"));
    };
    serve(&arguments.record, &options, Arc::new(intake), ready, |line| Progress::start(None).say(line))?;
    voice.finish();
    Ok(Done::Whole)
}

/// Reads uploads with the model, which is loaded when the first one comes.
struct Uploads {
    reader: Mutex<Option<Reader>>,
    size: ReaderSize,
}

impl Intake for Uploads {
    fn read(&self, name: &str, bytes: Vec<u8>, take: &mut dyn FnMut(Result<ReportEntry, String>)) {
        let mut reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        if reader.is_none() {
            match Reader::load(self.size) {
                Ok(loaded) => *reader = Some(loaded),
                Err(error) => return take(Err(error.to_string())),
            }
        }
        let Some(reader) = reader.as_ref() else { return };
        let lane = ReadingLane::new();
        let mut documents = Vec::new();
        let source = Source::stream(name, Cursor::new(bytes));
        let read = onrecord_read::read(source, &ReadOptions::default(), &mut |document| {
            documents.push(document);
            ControlFlow::Continue(())
        });
        if let Err(error) = read {
            documents.push(Err(error));
        }
        for document in documents {
            take(match document {
                Ok(raw) => {
                    let document = prepare(raw);
                    match reader.analyse(&document, &lane) {
                        Ok(analysis) => Ok(enter(&document, &analysis)),
                        Err(error) => Err(error.to_string()),
                    }
                }
                Err(error) => Err(error.to_string()),
            });
        }
    }

    fn now(&self) -> String {
        super::names::this_second()
    }
}
