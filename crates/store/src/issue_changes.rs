//! Which issues became others from one rebuild to the next.
//!
//! Issues that are discovered follow from what all reports say. A new report can add to one, divide it, or bring another;
//! it leaves the others alone. What it did is written down, so that whoever noted an id finds what became of it.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_record::id::{IssueId, ReadingId};
use onrecord_record::issue::Issue;
use onrecord_record::record::Record;
use rusqlite::{Connection, Row, params};

use crate::column::{from_json, parse, parsed};
use crate::error::{Fault, StoreError};
use crate::store::Store;

/// An issue that a rebuild made, ended, widened or divided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueChange {
    /// Number of the rebuild that changed it, from 1; rebuilds that changed actors count as well.
    pub rebuild: usize,
    /// The issue as it was, with its label at that time; `None` if the other one is new.
    pub former: Option<(IssueId, String)>,
    /// The issue as it is; `None` if the former one is gone. The same as `former` where terms came to it.
    pub now: Option<(IssueId, String)>,
    /// Stances that were on the one and are on the other; of a new issue all it has, of one that is gone those that are
    /// on no issue now.
    pub n_readings: usize,
    /// Terms that came to an issue that stays.
    pub n_terms: usize,
}

impl Store {
    /// All changes of issues, in the order of the rebuilds.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn issue_changes(&self) -> Result<Vec<IssueChange>, StoreError> {
        self.read(|connection| {
            let mut query = connection.prepare("SELECT * FROM issue_change ORDER BY rebuild, former, now")?;
            let mut rows = query.query([])?;
            let mut changes = Vec::new();
            while let Some(row) = rows.next()? {
                changes.push(change_from_row(row)?);
            }
            Ok(changes)
        })
    }
}

fn change_from_row(row: &Row<'_>) -> Result<IssueChange, Fault> {
    let issue = |id: &str, label: &str| -> Result<Option<(IssueId, String)>, Fault> {
        let is_one = !row.get::<_, String>(id)?.is_empty();
        is_one.then(|| Ok((parsed(row, id)?, row.get(label)?))).transpose()
    };
    let count = |column| Ok::<_, Fault>(usize::try_from(row.get::<_, i64>(column)?).unwrap_or(0));
    Ok(IssueChange {
        rebuild: count("rebuild")?,
        former: issue("former", "former_label")?,
        now: issue("now", "now_label")?,
        n_readings: count("readings")?,
        n_terms: count("terms")?,
    })
}

/// Issues as the last rebuild left them.
pub(crate) struct FormerIssues {
    /// Label and terms of each.
    issues: BTreeMap<IssueId, (String, BTreeSet<String>)>,
    /// The issues that each reading was on.
    of: BTreeMap<ReadingId, BTreeSet<IssueId>>,
}

impl FormerIssues {
    pub fn load(connection: &Connection) -> Result<Self, Fault> {
        let (mut issues, mut of) = (BTreeMap::new(), BTreeMap::<_, BTreeSet<_>>::new());
        let mut query = connection.prepare("SELECT id, label, terms FROM issue")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let terms: BTreeSet<String> = from_json(row, "terms")?;
            issues.insert(parsed(row, "id")?, (row.get("label")?, terms));
        }
        let mut query = connection.prepare("SELECT issue, readings FROM issue_stance")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let issue: IssueId = parsed(row, "issue")?;
            for id in from_json::<Vec<String>>(row, "readings")? {
                of.entry(parse(&id)?).or_default().insert(issue.clone());
            }
        }
        Ok(Self { issues, of })
    }

    /// Writes down what `record` changes, as rebuild number `rebuild`. Of a record that had no issues all would be new,
    /// which tells nobody anything: nothing is written then.
    pub fn compare(&self, connection: &Connection, record: &Record, rebuild: i64) -> Result<(), Fault> {
        if self.issues.is_empty() {
            return Ok(());
        }
        let labels: BTreeMap<&IssueId, &str> = record.issues.iter().map(|i| (&i.id, i.label.as_str())).collect();
        for ((former, now), (n_readings, n_terms)) in self.changes(record) {
            let was = former.map(|id| (id.as_str(), self.issues.get(id).map_or("", |(label, _)| label.as_str())));
            let is = now.map(|id| (id.as_str(), labels.get(id).copied().unwrap_or_default()));
            let ((former_id, former_label), (now_id, now_label)) = (was.unwrap_or_default(), is.unwrap_or_default());
            connection
                .prepare_cached(
                    "INSERT INTO issue_change (rebuild, former, former_label, now, now_label, readings, terms)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                )?
                .execute(params![
                    rebuild,
                    former_id,
                    former_label,
                    now_id,
                    now_label,
                    i64::try_from(n_readings).unwrap_or(i64::MAX),
                    i64::try_from(n_terms).unwrap_or(i64::MAX),
                ])?;
        }
        Ok(())
    }

    /// Former and present issue, with the number of readings that moved and of terms that came.
    fn changes<'s>(&'s self, record: &'s Record) -> BTreeMap<Pair<'s>, (usize, usize)> {
        let present: BTreeMap<&IssueId, &Issue> = record.issues.iter().map(|issue| (&issue.id, issue)).collect();
        let mut of: BTreeMap<&ReadingId, BTreeSet<&IssueId>> = BTreeMap::new();
        for stance in &record.stances {
            for reading in &stance.readings {
                of.entry(reading).or_default().insert(&stance.issue);
            }
        }
        let mut n_on: BTreeMap<&IssueId, usize> = BTreeMap::new();
        of.values().flatten().for_each(|issue| *n_on.entry(issue).or_default() += 1);
        let mut changes: BTreeMap<Pair<'s>, (usize, usize)> = BTreeMap::new();
        for (id, issue) in &present {
            match self.issues.get(*id) {
                None => {
                    changes.insert((None, Some(*id)), (n_on.get(id).copied().unwrap_or(0), 0));
                }
                Some((_, terms)) => {
                    let n_new = issue.terms.iter().filter(|term| !terms.contains(*term)).count();
                    if n_new > 0 {
                        let same = self.issues.get_key_value(*id).map(|(id, _)| id);
                        changes.insert((same, Some(*id)), (0, n_new));
                    }
                }
            }
        }
        for (reading, former) in &self.of {
            let nowhere = BTreeSet::new();
            let now = of.get(reading).unwrap_or(&nowhere);
            let left = former.iter().filter(|issue| !now.contains(issue));
            for issue in left {
                let arrived: Vec<&IssueId> = now.iter().copied().filter(|id| !former.contains(*id)).collect();
                for id in &arrived {
                    changes.entry((Some(issue), Some(*id))).or_default().0 += 1;
                }
                if arrived.is_empty() && !present.contains_key(issue) {
                    changes.entry((Some(issue), None)).or_default().0 += 1;
                }
            }
        }
        for id in self.issues.keys().filter(|id| !present.contains_key(id)) {
            let told = changes.keys().any(|(former, _)| *former == Some(id));
            if !told {
                changes.insert((Some(id), None), (0, 0));
            }
        }
        changes
    }
}

/// Former and present issue.
type Pair<'s> = (Option<&'s IssueId>, Option<&'s IssueId>);
