//! `onrecord build`: reports into a record.

use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use onrecord_analysis::reader::Reader;
use onrecord_record::report::ReportEntry;
use onrecord_store::catalogue::Extent;
use onrecord_store::changes::ActorChange;
use onrecord_store::error::StoreError;
use onrecord_store::issue_changes::IssueChange;
use onrecord_store::query::ReportFilter;
use onrecord_store::store::Store;

use crate::Done;
use crate::arguments::Build;
use crate::command::{count, find, n_expected};
use crate::failure::Failure;
use crate::pipeline::{Order, Outcome};
use crate::progress::Progress;

/// Reports in one transaction. More would lose more work when the run is killed, fewer would wait
/// on the disk more often.
const BATCH: usize = 64;

/// Longest time finished reports wait to be written.
const WRITE_EVERY: Duration = Duration::from_secs(2);

/// What became of the documents.
#[derive(Default)]
struct Tally {
    n_added: usize,
    n_known: usize,
    n_failed: usize,
}

/// Reads the reports named and puts them into the record.
pub fn run(arguments: &Build) -> Result<Done, Failure> {
    let mut store = Store::open_or_create(&arguments.output)?;
    let found = find(&arguments.input)?;
    let reader = Reader::load(arguments.input.reader)?;
    let mut run = super::run(&arguments.input, &reader, Order::AsReady);
    run.known = store.reports(&ReportFilter::default())?.into_iter().map(|r| (r.id, r.locator)).collect();

    let mut progress = Progress::start(n_expected(&found.files));
    let mut tally = Tally::default();
    let mut batch = Batch { entries: Vec::with_capacity(BATCH), written: Instant::now() };
    let mut failure: Option<Failure> = None;
    run.over(&found.files, &mut |outcome| {
        progress.advance();
        match outcome {
            Outcome::Report(entry) => batch.entries.push(*entry),
            Outcome::Known => tally.n_known += 1,
            Outcome::Failed(error) => {
                tally.n_failed += 1;
                progress.say(&format!("skipped {error}"));
            }
            Outcome::Broken(error) => {
                failure = Some(error.into());
                return ControlFlow::Break(());
            }
        }
        match batch.write_if_due(&mut store, &mut tally) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failure = Some(error.into());
                ControlFlow::Break(())
            }
        }
    });
    if let Some(failure) = failure {
        progress.finish();
        return Err(failure);
    }
    batch.write(&mut store, &mut tally)?;
    let n_before = store.issue_changes()?.len();
    let changes = store.rebuild()?.unwrap_or_default();
    let issues = store.issue_changes()?.split_off(n_before);
    let (_, took) = progress.finish();
    say_summary(arguments, &store, &tally, (&changes, &issues), took)?;
    store.close()?;
    if tally.n_added + tally.n_known == 0 {
        return Err(Failure::NothingRead);
    }
    Ok(if found.skipped || tally.n_failed > 0 { Done::InPart } else { Done::Whole })
}

struct Batch {
    entries: Vec<ReportEntry>,
    written: Instant,
}

impl Batch {
    fn write_if_due(&mut self, store: &mut Store, tally: &mut Tally) -> Result<(), StoreError> {
        if self.entries.len() >= BATCH || self.written.elapsed() >= WRITE_EVERY {
            self.write(store, tally)
        } else {
            Ok(())
        }
    }

    fn write(&mut self, store: &mut Store, tally: &mut Tally) -> Result<(), StoreError> {
        store.add_batch(&self.entries)?;
        tally.n_added += self.entries.len();
        self.entries.clear();
        self.written = Instant::now();
        Ok(())
    }
}

fn say_summary(
    arguments: &Build,
    store: &Store,
    tally: &Tally,
    (actors, issues): (&[ActorChange], &[IssueChange]),
    took: Duration,
) -> Result<(), StoreError> {
    let voice = Progress::start(None);
    let mut parts = vec![format!("{} added", count(tally.n_added, "report", "reports"))];
    if tally.n_known > 0 {
        parts.push(format!("{} known already", tally.n_known));
    }
    if tally.n_failed > 0 {
        parts.push(format!("{} skipped", tally.n_failed));
    }
    voice.say(&format!("{} in {:.1} s", parts.join(", "), took.as_secs_f64()));
    let Extent { n_reports, n_actors, n_statements } = store.extent()?;
    let file = arguments.output.display();
    voice.say(&format!(
        "{file} holds {} by {} in {}; read it with `onrecord show statements {file}`",
        count(n_statements, "statement", "statements"),
        count(n_actors, "actor", "actors"),
        count(n_reports, "report", "reports"),
    ));
    let n_changed: usize = actors.iter().map(|change| change.n_attributions).sum();
    if n_changed > 0 {
        let what = count(n_changed, "attribution now has", "attributions now have");
        voice.say(&format!("{what} another speaker than before; see `onrecord show changes {file}`"));
    }
    if !issues.is_empty() {
        let n_new = issues.iter().filter(|change| change.former.is_none()).count();
        let new = count(n_new, "issue is new", "issues are new");
        let other = count(issues.len() - n_new, "change", "changes");
        voice.say(&format!("{new}, {other} of those before; see `onrecord show changes {file}`"));
    }
    voice.finish();
    Ok(())
}
