//! The command line as typed.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use onrecord_analysis::reader::ReaderSize;
use onrecord_record::conflict::ConflictKind;
use onrecord_record::id::{AttributionId, ReadingId};
use onrecord_record::stance::Stance;

/// Reads news reports about a negotiation and keeps the record: who said what, about what, when,
/// and on whose word. Nothing ever leaves this machine.
#[derive(Debug, Parser)]
#[command(version, propagate_version = true, subcommand_required = true, arg_required_else_help = true)]
#[command(after_help = "Exit status: 0 all done; 1 something was skipped, the rest is done; 2 nothing could be done.")]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read reports into a record; reports it holds already are left alone
    Build(Build),
    /// Print what is found in reports as JSON Lines, without keeping a record
    Analyze(Analyze),
    /// Show what a record holds
    #[command(subcommand)]
    Show(Show),
    /// Correct who is who; corrections are kept apart from what the program finds, and win over it
    #[command(subcommand)]
    Actors(Actors),
    /// Correct who takes which side on what
    #[command(subcommand)]
    Stances(Stances),
    /// Correct who says what
    #[command(subcommand)]
    Attributions(Attributions),
    /// Correct what the issues are
    #[command(subcommand)]
    Issues(Issues),
    /// Name issues and actors in advance
    #[command(subcommand)]
    Codebook(Codebook),
    /// Write a record to standard output in a form other programs read
    Export(Export),
    /// Write a record as pages to read in a browser, from disk or any web host
    Site(Site),
    /// Open a record in a browser on this machine: search it, correct it, add reports
    Serve(Serve),
}

/// `onrecord build`
#[derive(Debug, Args)]
pub struct Build {
    #[command(flatten)]
    pub input: Input,
    /// The record: created if it does not exist, added to if it does
    #[arg(short, long, value_name = "FILE.onrecord")]
    pub output: PathBuf,
}

/// `onrecord analyze`
#[derive(Debug, Args)]
pub struct Analyze {
    #[command(flatten)]
    pub input: Input,
}

/// What to read, and how.
#[derive(Debug, Args)]
pub struct Input {
    /// Files or folders with reports (text, HTML, JSON, JSON Lines, RSS and Atom, WARC, each also
    /// gzipped); `-` reads standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Reports read at a time; as many as there are cores if absent
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,
    /// The reader: `accurate` finds most; `fast` takes about half the time, and finds no stances yet
    #[arg(long, value_name = "SIZE", default_value = "accurate", value_parser = reader_size())]
    pub reader: ReaderSize,
    /// Largest single report that is read, in megabytes
    #[arg(long, value_name = "MB", default_value_t = 32, value_parser = clap::value_parser!(u16).range(1..=2000))]
    pub max_report_size: u16,
}

fn reader_size() -> impl TypedValueParser<Value = ReaderSize> {
    PossibleValuesParser::new(ReaderSize::ALL.map(ReaderSize::name))
        .try_map(|name| ReaderSize::from_name(&name).ok_or("not a size of the reader"))
}

/// `onrecord show`
#[derive(Debug, Subcommand)]
pub enum Show {
    /// The reports, with their dates and what was found in each
    Reports(Filter),
    /// Who said what
    Statements(Filter),
    /// Who speaks, with roles and other names
    Actors(ShowActors),
    /// Who holds what on which issue, in own words and as others tell it
    Positions(ShowPositions),
    /// What depends on what
    Conditions(RecordOnly),
    /// One statement: its wordings word by word, who reports it, what contradicts it
    Statement(ShowStatement),
    /// Where accounts cannot all be true, or somebody's word has changed
    Conflicts(ShowConflicts),
    /// What happened and what was said, day by day
    Timeline(Filter),
    /// What people changed by hand
    Corrections(RecordOnly),
    /// Which actors became others when reports were added
    Changes(RecordOnly),
}

/// `onrecord show actors`
#[derive(Debug, Args)]
pub struct ShowActors {
    #[command(flatten)]
    pub filter: Filter,
    /// Pairs that may be one actor, instead
    #[arg(long)]
    pub suggestions: bool,
}

/// `onrecord show positions`
#[derive(Debug, Args)]
pub struct ShowPositions {
    /// The record
    #[arg(value_name = "FILE.onrecord")]
    pub record: PathBuf,
    /// As it stood at the end of this day; what may have been said later is left out
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<Date>,
    /// Only this side: its id, or a part of its name
    #[arg(long, value_name = "NAME")]
    pub party: Option<String>,
    /// Only this issue: its id, or a part of its label
    #[arg(long, value_name = "NAME")]
    pub issue: Option<String>,
    /// Print JSON Lines instead of a table
    #[arg(long)]
    pub json: bool,
}

/// `onrecord show statement`
#[derive(Debug, Args)]
pub struct ShowStatement {
    /// The record
    #[arg(value_name = "FILE.onrecord")]
    pub record: PathBuf,
    /// The statement: its id, or some of its words
    #[arg(value_name = "STATEMENT")]
    pub wanted: String,
    /// Print JSON Lines instead
    #[arg(long)]
    pub json: bool,
}

/// `onrecord show conflicts`
#[derive(Debug, Args)]
pub struct ShowConflicts {
    /// The record
    #[arg(value_name = "FILE.onrecord")]
    pub record: PathBuf,
    /// Only those of this kind
    #[arg(long, value_name = "KIND", value_parser = conflict_kind())]
    pub kind: Option<ConflictKind>,
    /// Only those with words of this actor: its id, or a part of its name
    #[arg(long, value_name = "NAME")]
    pub actor: Option<String>,
    /// Print JSON Lines instead
    #[arg(long)]
    pub json: bool,
}

fn conflict_kind() -> impl TypedValueParser<Value = ConflictKind> {
    PossibleValuesParser::new(ConflictKind::ALL.map(ConflictKind::name))
        .try_map(|name| ConflictKind::from_name(&name).ok_or("not a kind of conflict"))
}

/// `onrecord show conditions`, `onrecord show corrections`, `onrecord show changes`
#[derive(Debug, Args)]
pub struct RecordOnly {
    /// The record
    #[arg(value_name = "FILE.onrecord")]
    pub record: PathBuf,
}

/// `onrecord actors`. An actor is given by its id or its name.
#[derive(Debug, Subcommand)]
pub enum Actors {
    /// Make one actor of two
    Merge {
        #[command(flatten)]
        change: Change,
        /// Who stays
        kept: String,
        /// Whose statements and names go to the first
        other: String,
    },
    /// Say that whom one report calls by this name is somebody else
    Split {
        #[command(flatten)]
        change: Change,
        /// From whom it is taken
        actor: String,
        /// The report: its id, or a part of its file name or title
        #[arg(long, value_name = "NAME")]
        report: String,
    },
    /// Give an actor another name
    Rename {
        #[command(flatten)]
        change: Change,
        /// Who
        actor: String,
        /// The new name
        name: String,
    },
    /// Say for whose side an actor speaks
    SetParty {
        #[command(flatten)]
        change: Change,
        /// Who
        actor: String,
        /// For whom; nobody but itself if absent
        party: Option<String>,
    },
    /// Take a correction back
    Undo {
        #[command(flatten)]
        change: Change,
        /// Its number, as `show corrections` gives it
        number: i64,
    },
    /// Make a correction again that was taken back
    Redo {
        #[command(flatten)]
        change: Change,
        /// Its number, as `show corrections` gives it
        number: i64,
    },
}

/// `onrecord stances`. A stance is given by an id that starts with `p-`, as `show positions --issue` gives it; an issue
/// by its id or its label.
#[derive(Debug, Subcommand)]
pub enum Stances {
    /// Say that no side is taken there
    Reject {
        #[command(flatten)]
        change: Change,
        /// The stance
        stance: ReadingId,
    },
    /// Say that another side is taken there
    Set {
        #[command(flatten)]
        change: Change,
        /// The stance
        stance: ReadingId,
        /// The side
        #[arg(value_parser = side())]
        side: Stance,
    },
    /// Say that what is said there is on another issue
    Move {
        #[command(flatten)]
        change: Change,
        /// The stance
        stance: ReadingId,
        /// The issue
        issue: String,
    },
    /// Say that an attribution takes a side that was not found
    Add {
        #[command(flatten)]
        change: Change,
        /// The attribution: its id, which starts with `t-`
        attribution: AttributionId,
        /// The issue
        issue: String,
        /// The side
        #[arg(value_parser = side())]
        side: Stance,
        /// Whose side, if not the speaker's: an actor's id or name
        #[arg(long, value_name = "ACTOR")]
        holder: Option<String>,
    },
}

fn side() -> impl TypedValueParser<Value = Stance> {
    PossibleValuesParser::new(Stance::ALL.map(Stance::name))
        .try_map(|name| Stance::from_name(&name).ok_or("not a stance"))
}

/// `onrecord attributions`. An attribution is given by its id, which starts with `t-`, as `show statement` and `export`
/// give it; an actor by its id or name.
#[derive(Debug, Subcommand)]
pub enum Attributions {
    /// Say that somebody else says it
    SetSpeaker {
        #[command(flatten)]
        change: Change,
        /// The attribution
        attribution: AttributionId,
        /// Who says it
        speaker: String,
    },
    /// Say that nobody says it
    Reject {
        #[command(flatten)]
        change: Change,
        /// The attribution
        attribution: AttributionId,
    },
}

/// `onrecord issues`
#[derive(Debug, Subcommand)]
pub enum Issues {
    /// Make one issue of two
    Merge {
        #[command(flatten)]
        change: Change,
        /// Which stays: its id or its label
        kept: String,
        /// Which goes into the first
        other: String,
    },
}

/// Where a correction is kept, and who makes it.
#[derive(Debug, Args)]
pub struct Change {
    /// The record
    #[arg(value_name = "FILE.onrecord")]
    pub record: PathBuf,
    /// Who makes the correction, to be kept with it
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
}

/// `onrecord codebook`
#[derive(Debug, Subcommand)]
pub enum Codebook {
    /// Put a codebook into a record, in the place of the one it has; the reader is not run again
    Apply {
        /// The record
        #[arg(value_name = "FILE.onrecord")]
        record: PathBuf,
        /// The codebook
        #[arg(value_name = "CODEBOOK.toml")]
        codebook: PathBuf,
    },
    /// Print a codebook to start from: issues that the record finds by itself, and the actors that take sides on them
    Suggest {
        /// The record
        #[arg(value_name = "FILE.onrecord")]
        record: PathBuf,
    },
}

/// Which part of a record to show.
#[derive(Debug, Args)]
pub struct Filter {
    /// The record
    #[arg(value_name = "FILE.onrecord")]
    pub record: PathBuf,
    /// Only what concerns this actor: its id, or a part of its name
    #[arg(long, value_name = "NAME")]
    pub actor: Option<String>,
    /// Only what stands in this report: its id, or a part of its file name or title
    #[arg(long, value_name = "NAME")]
    pub report: Option<String>,
    /// Only reports published on this day or later
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub since: Option<Date>,
    /// Only reports published on this day or earlier
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub until: Option<Date>,
    /// Print JSON Lines instead of a table
    #[arg(long)]
    pub json: bool,
}

/// `onrecord export`
#[derive(Debug, Args)]
pub struct Export {
    /// The record
    #[arg(value_name = "FILE.onrecord")]
    pub record: PathBuf,
    /// The form
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    pub format: Format,
}

/// Forms a record can be exported in.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Format {
    /// JSON Lines: one object a line, `type` first
    Jsonl,
    /// The graph of conditions, for Graphviz: who needs what from whom
    Dot,
}

/// `onrecord site`
#[derive(Debug, Args)]
pub struct Site {
    /// The record
    #[arg(value_name = "FILE.onrecord")]
    pub record: PathBuf,
    /// Folder for the pages; created if need be
    #[arg(short, long, value_name = "DIR")]
    pub output: PathBuf,
}

/// `onrecord serve`
#[derive(Debug, Args)]
pub struct Serve {
    /// The record
    #[arg(value_name = "FILE.onrecord")]
    pub record: PathBuf,
    /// Where to listen; any other address than this machine's own needs a token
    #[arg(long, value_name = "ADDRESS:PORT", default_value_t = onrecord_web::serve::ADDRESS)]
    pub address: SocketAddr,
    /// What visitors have to know, 16 characters or more; taken from ONRECORD_TOKEN if absent
    #[arg(long, value_name = "TOKEN", env = "ONRECORD_TOKEN", hide_env_values = true)]
    pub token: Option<String>,
    /// Let nobody correct or add anything
    #[arg(long)]
    pub read_only: bool,
    /// The reader for reports that are added
    #[arg(long, value_name = "SIZE", default_value = "accurate", value_parser = reader_size())]
    pub reader: ReaderSize,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_date_that_is_none_is_refused() {
        let typed = ["onrecord", "show", "reports", "a.onrecord", "--since", "2025-02-30"];
        assert!(Arguments::try_parse_from(typed).is_err());
    }
}
