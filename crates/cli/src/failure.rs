//! Why a command could not do its work, and what to do about it.

use std::io::{self, Write};
use std::path::PathBuf;

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme};
use onrecord_analysis::error::ReaderError;
use onrecord_record::codebook::CodebookError;
use onrecord_store::error::StoreError;
use onrecord_web::serve::ServeError;
use onrecord_web::site::SiteError;
use thiserror::Error;

/// A command failed as a whole.
#[derive(Debug, Error, Diagnostic)]
pub enum Failure {
    /// The record could not be used.
    #[error("{0}")]
    #[diagnostic(help("{}", .0.hint()))]
    Store(#[from] StoreError),
    /// The model could not be used.
    #[error("{0}")]
    Reader(#[from] ReaderError),
    /// Nothing to read.
    #[error("none of the paths given holds a report")]
    #[diagnostic(help(
        "give files or folders with text, HTML, JSON, JSON Lines, RSS, Atom or WARC; `-` reads standard input"
    ))]
    NothingToRead,
    /// Nothing could be read.
    #[error("no report could be read")]
    #[diagnostic(help("the lines above say why for each of them"))]
    NothingRead,
    /// A name fits nothing in the record.
    #[error("no {what} in {} has “{wanted}” in its name", record.display())]
    #[diagnostic(help("`onrecord show {what}s {}` lists what there is", record.display()))]
    NotFound {
        /// "actor" or "report".
        what: &'static str,
        /// What was asked for.
        wanted: String,
        /// Where.
        record: PathBuf,
    },
    /// A name fits several.
    #[error("several {what}s in {} have “{wanted}” in their name: {}", record.display(), found.join(", "))]
    #[diagnostic(help("give the whole name, or the id that `onrecord show {what}s --json {}` gives", record.display()))]
    Ambiguous {
        /// "actor" or "report".
        what: &'static str,
        /// What was asked for.
        wanted: String,
        /// Where.
        record: PathBuf,
        /// What fits.
        found: Vec<String>,
    },
    /// There is no such correction.
    #[error("{} has no correction {number}", record.display())]
    #[diagnostic(help("`onrecord show corrections {}` lists what there is", record.display()))]
    NoCorrection {
        /// The number asked for.
        number: i64,
        /// Where.
        record: PathBuf,
    },
    /// A codebook could not be read.
    #[error("{}: the codebook cannot be read: {source}", path.display())]
    #[diagnostic(help("check the name, and that the file may be read"))]
    CodebookFile {
        /// Where.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A codebook says something that cannot be.
    #[error("{}, {error}", path.display())]
    #[diagnostic(help("correct the line; nothing of the codebook was applied"))]
    Codebook {
        /// Where.
        path: PathBuf,
        /// What.
        error: CodebookError,
    },
    /// Standard output is gone.
    #[error("standard output could not be written: {0}")]
    Output(#[from] io::Error),
    /// The pages could not be written.
    #[error("{0}")]
    #[diagnostic(help("give a folder that can be written and has room"))]
    Site(#[from] SiteError),
    /// The record could not be served.
    #[error("{0}")]
    #[diagnostic(help("{}", help(.0)))]
    Serve(#[from] ServeError),
}

fn help(error: &ServeError) -> &'static str {
    match error {
        ServeError::Store(error) => error.hint(),
        ServeError::TokenNeeded(_) => "give one with --token or in ONRECORD_TOKEN, or leave --address out",
        ServeError::TokenShort => "a token is all that keeps others out: make it long and random",
        ServeError::Listen { .. } => "choose another address or port with --address",
        ServeError::Server(_) => "run the command again",
    }
}

impl Failure {
    /// Says it on standard error, with its causes and what helps.
    pub fn print(&self) {
        let mut text = String::new();
        let handler = GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor()).with_width(100);
        if handler.render_report(&mut text, self).is_err() {
            text = self.to_string();
        }
        // Nobody reads standard error: nothing to be done about it.
        let _ = write!(anstream::stderr(), "onrecord: {}", text.trim_start());
    }
}
