//! The record between requests: a snapshot of it, connections to read by, one to write by.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::thread::available_parallelism;

use onrecord_record::correction::Correction;
use onrecord_store::decisions::Made;
use onrecord_store::error::StoreError;
use onrecord_store::store::Store;
use tokio::sync::Semaphore;

use super::answer::Problem;
use super::guard::Door;
use super::job::Jobs;
use super::shelf::Shelf;
use super::{Intake, Options};
use crate::link::Links;
use crate::page::Pages;
use crate::snapshot::Snapshot;

/// How often a page is drawn again because the record changed meanwhile.
const MOST_TRIES: usize = 4;

/// What all requests share.
pub(super) struct Served {
    record: PathBuf,
    record_name: String,
    /// Connections that nobody is reading by at the moment.
    readers: Mutex<Vec<Store>>,
    /// `None` where nothing may be written.
    writer: Mutex<Option<Store>>,
    may_write: bool,
    snapshot: RwLock<Arc<Snapshot>>,
    /// Held while a new snapshot is taken, so that only one request does.
    refreshing: Mutex<()>,
    /// As many pages are drawn at a time as there are cores; the others wait in the order they came.
    turns: Semaphore,
    pub door: Door,
    pub jobs: Jobs,
    pub shelf: Shelf,
    pub intake: Arc<dyn Intake>,
    log: Box<dyn Fn(&str) + Send + Sync>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What it guards is whole after every step.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Served {
    pub fn open(
        record: &Path,
        options: &Options,
        intake: Arc<dyn Intake>,
        log: Box<dyn Fn(&str) + Send + Sync>,
    ) -> Result<Self, StoreError> {
        let writer = if options.read_only { None } else { open_to_write(record)? };
        let reader = Store::open_read_only(record)?;
        let snapshot = Snapshot::take(&reader)?;
        let n_cores = available_parallelism().map_or(2, usize::from);
        Ok(Self {
            record: record.to_owned(),
            record_name: crate::record_name(record),
            readers: Mutex::new(vec![reader]),
            may_write: writer.is_some(),
            writer: Mutex::new(writer),
            snapshot: RwLock::new(Arc::new(snapshot)),
            refreshing: Mutex::new(()),
            turns: Semaphore::new(n_cores),
            door: Door::new(options),
            jobs: Jobs::default(),
            shelf: Shelf::default(),
            intake,
            log,
        })
    }

    /// Whether corrections can be made and reports added.
    pub fn may_write(&self) -> bool {
        self.may_write
    }

    /// What to call the record.
    pub fn record_name(&self) -> &str {
        &self.record_name
    }

    /// Says a line to whoever runs the server.
    pub fn say(&self, line: &str) {
        (self.log)(line);
    }

    /// Draws something from the record as it is at this moment, when its turn comes.
    pub async fn draw<T: Send + 'static>(
        self: &Arc<Self>,
        draw: impl Fn(&Pages<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, Problem> {
        let turn = self.turns.acquire().await;
        let served = Arc::clone(self);
        let drawn = tokio::task::spawn_blocking(move || served.draw_now(&draw)).await;
        drop(turn);
        match drawn {
            Ok(drawn) => drawn.map_err(Problem::Store),
            Err(error) => Err(Problem::Broken(error.to_string())),
        }
    }

    /// Which generation the record in the file is of.
    pub fn generation(&self) -> Result<u64, StoreError> {
        let store = self.reader()?;
        let generation = store.generation()?;
        lock(&self.readers).push(store);
        Ok(generation)
    }

    /// A connection to read by, to be put back.
    fn reader(&self) -> Result<Store, StoreError> {
        let free = lock(&self.readers).pop();
        free.map_or_else(|| Store::open_read_only(&self.record), Ok)
    }

    fn draw_now<T>(&self, draw: &dyn Fn(&Pages<'_>) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let store = self.reader()?;
        let mut tries = 0;
        let drawn = loop {
            tries += 1;
            let snapshot = self.snapshot_for(&store)?;
            let pages = Pages {
                store: &store,
                snapshot: &snapshot,
                links: Links::Live,
                may_write: self.may_write,
                record_name: &self.record_name,
            };
            let drawn = draw(&pages)?;
            if tries == MOST_TRIES || store.generation()? == snapshot.generation {
                break drawn;
            }
        };
        lock(&self.readers).push(store);
        Ok(drawn)
    }

    /// The snapshot, taken anew if the record has changed since.
    fn snapshot_for(&self, store: &Store) -> Result<Arc<Snapshot>, StoreError> {
        let now = store.generation()?;
        let current = || Arc::clone(&self.snapshot.read().unwrap_or_else(PoisonError::into_inner));
        let snapshot = current();
        if snapshot.generation == now {
            return Ok(snapshot);
        }
        let _alone = lock(&self.refreshing);
        let snapshot = current();
        if snapshot.generation == now {
            return Ok(snapshot);
        }
        let fresh = Arc::new(Snapshot::take(store)?);
        *self.snapshot.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&fresh);
        Ok(fresh)
    }

    /// Changes the record, one change at a time, and derives it anew.
    pub async fn change<T: Send + 'static>(
        self: &Arc<Self>,
        change: impl FnOnce(&mut Store) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, Problem> {
        let served = Arc::clone(self);
        let changed = tokio::task::spawn_blocking(move || served.change_now(change)).await;
        changed.unwrap_or_else(|error| Err(Problem::Broken(error.to_string())))
    }

    /// The same, on this thread.
    pub fn change_now<T>(&self, change: impl FnOnce(&mut Store) -> Result<T, StoreError>) -> Result<T, Problem> {
        self.write_now(|store| {
            let changed = change(store)?;
            store.rebuild()?;
            Ok(changed)
        })
    }

    /// Changes the record without deriving it anew.
    pub fn write_now<T>(&self, change: impl FnOnce(&mut Store) -> Result<T, StoreError>) -> Result<T, Problem> {
        let mut writer = lock(&self.writer);
        let Some(store) = writer.as_mut() else { return Err(Problem::ReadOnly) };
        change(store).map_err(Problem::Store)
    }

    /// Makes corrections that belong together; gives the number of the last.
    pub async fn correct(self: &Arc<Self>, corrections: Vec<Correction>, by: Option<String>) -> Result<i64, Problem> {
        let made = Made { on: Some(self.intake.now()), by };
        self.change(move |store| {
            let mut number = 0;
            for correction in &corrections {
                number = store.correct(correction, &made)?;
            }
            Ok(number)
        })
        .await
    }

    /// Closes the file, so that nothing lies beside it.
    pub fn close(&self) -> Result<(), StoreError> {
        lock(&self.readers).clear();
        match lock(&self.writer).take() {
            Some(store) => store.close(),
            None => Ok(()),
        }
    }
}

/// `None` if the file can only be read, and need not be brought up to date.
fn open_to_write(record: &Path) -> Result<Option<Store>, StoreError> {
    match Store::open(record) {
        Ok(mut store) => {
            store.rebuild()?;
            Ok(Some(store))
        }
        Err(error) if error.is_read_only() => Ok(None),
        Err(error) => Err(error),
    }
}
