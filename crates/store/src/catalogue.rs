//! Short lists of everything, to find one's way by: what pages keep in memory, without texts and spans.
//!
//! All answers are from the last [`rebuild`](crate::store::Store::rebuild).

use jiff::civil::Date;
use onrecord_record::actor::Actor;
use onrecord_record::attribution::Attribution;
use onrecord_record::date::Granularity;
use onrecord_record::id::{ActorId, AttributionId, ReportId, StatementId};
use onrecord_record::issue::Issue;
use onrecord_record::position::condition::Condition;
use onrecord_record::position::stance::IssueStance;
use onrecord_record::record::Record;
use onrecord_record::statement::Statement;
use rusqlite::{OptionalExtension, params};

use crate::column::{parsed, parsed_opt};
use crate::derived::{self, ATTRIBUTIONS};
use crate::error::{Fault, StoreError};
use crate::meta::generation;
use crate::position;
use crate::store::Store;

/// A statement without its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementHead {
    /// Its place in the file, which search gives as well; another one after the next rebuild.
    pub row: i64,
    /// Its id.
    pub id: StatementId,
    /// Who said it.
    pub speaker: Option<ActorId>,
    /// The first day it may have been said.
    pub earliest: Option<Date>,
    /// The last day it may have been said.
    pub latest: Option<Date>,
    /// Whether the day, or the bound, is known to the day.
    pub is_exact: bool,
}

/// Issues, and who takes which side on them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Positions {
    /// What is negotiated, in the record's order.
    pub issues: Vec<Issue>,
    /// Who takes which side, in the order of the issues, then by holder.
    pub stances: Vec<IssueStance>,
    /// What depends on what, by id.
    pub conditions: Vec<Condition>,
}

/// How much is in a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// Reports.
    pub n_reports: usize,
    /// Actors.
    pub n_actors: usize,
    /// Statements.
    pub n_statements: usize,
}

impl Store {
    /// How much is in the record.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn extent(&self) -> Result<Extent, StoreError> {
        self.read(|connection| {
            let count = |table: &str| -> Result<usize, Fault> {
                let n: i64 = connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?;
                Ok(usize::try_from(n).unwrap_or(0))
            };
            Ok(Extent { n_reports: count("report")?, n_actors: count("actor")?, n_statements: count("statement")? })
        })
    }

    /// How many times the record was rebuilt: as long as this stays the same, so do all answers here.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn generation(&self) -> Result<u64, StoreError> {
        self.read(generation)
    }

    /// All statements, in the order of their rows.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn statement_heads(&self) -> Result<Vec<StatementHead>, StoreError> {
        self.read(|connection| {
            let mut query = connection.prepare(
                "SELECT seq, id, speaker, said_earliest, said_latest, said_granularity FROM statement ORDER BY seq",
            )?;
            let mut rows = query.query([])?;
            let mut heads = Vec::new();
            while let Some(row) = rows.next()? {
                heads.push(StatementHead {
                    row: row.get("seq")?,
                    id: parsed(row, "id")?,
                    speaker: parsed_opt(row, "speaker")?,
                    earliest: parsed_opt(row, "said_earliest")?,
                    latest: parsed_opt(row, "said_latest")?,
                    is_exact: row.get::<_, Option<String>>("said_granularity")?.as_deref()
                        == Some(Granularity::Day.name()),
                });
            }
            Ok(heads)
        })
    }

    /// Which reports tell of which statements, by row, each pair once: row of the statement, id of the report.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn statement_reports(&self) -> Result<Vec<(i64, ReportId)>, StoreError> {
        self.read(|connection| {
            let mut query = connection.prepare(
                "SELECT DISTINCT s.seq, a.report FROM witness w
                 JOIN statement s ON s.id = w.statement JOIN attribution a ON a.id = w.attribution
                 ORDER BY s.seq, a.report",
            )?;
            let mut rows = query.query([])?;
            let mut pairs = Vec::new();
            while let Some(row) = rows.next()? {
                pairs.push((row.get("seq")?, parsed(row, "report")?));
            }
            Ok(pairs)
        })
    }

    /// How many attributions each report has, by id; those without any are left out.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn attribution_counts(&self) -> Result<Vec<(ReportId, usize)>, StoreError> {
        self.read(|connection| {
            let mut query = connection.prepare(
                "SELECT a.report, count(*) AS n FROM attribution a JOIN resolved r ON r.attribution = a.id
                 GROUP BY a.report ORDER BY a.report",
            )?;
            let mut rows = query.query([])?;
            let mut counts = Vec::new();
            while let Some(row) = rows.next()? {
                let n: i64 = row.get("n")?;
                counts.push((parsed(row, "report")?, usize::try_from(n).unwrap_or(0)));
            }
            Ok(counts)
        })
    }

    /// The statements in these rows, in the order asked for, with their witnesses. Rows that are not there are left
    /// out.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn statements_at(&self, rows: &[i64]) -> Result<Vec<Statement>, StoreError> {
        self.read(|connection| {
            let mut query = connection.prepare_cached("SELECT * FROM statement WHERE seq = ?1")?;
            let mut statements = Vec::with_capacity(rows.len());
            for row in rows {
                let mut found = query.query([row])?;
                if let Some(row) = found.next()? {
                    statements.push(derived::statement_from_row(row)?);
                }
            }
            let mut query = connection
                .prepare_cached("SELECT attribution FROM witness WHERE statement = ?1 ORDER BY attribution")?;
            for statement in &mut statements {
                let mut rows = query.query([statement.id.as_str()])?;
                while let Some(row) = rows.next()? {
                    statement.witnesses.push(parsed(row, "attribution")?);
                }
            }
            Ok(statements)
        })
    }

    /// The row of the statement to which this attribution is witness.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn statement_of(&self, attribution: &AttributionId) -> Result<Option<i64>, StoreError> {
        self.read(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT s.seq FROM witness w JOIN statement s ON s.id = w.statement WHERE w.attribution = ?1",
            )?;
            Ok(query.query_row([attribution.as_str()], |row| row.get(0)).optional()?)
        })
    }

    /// The attributions with these ids, in the order asked for; those that are not there are left out.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn attributions_by_id(&self, ids: &[AttributionId]) -> Result<Vec<Attribution>, StoreError> {
        self.read(|connection| {
            let mut query = connection.prepare_cached(&format!("{ATTRIBUTIONS} WHERE a.id = ?1"))?;
            let mut found = Vec::with_capacity(ids.len());
            for id in ids {
                let mut rows = query.query([id.as_str()])?;
                if let Some(row) = rows.next()? {
                    found.push(derived::attribution_from_row(row)?);
                }
            }
            Ok(found)
        })
    }

    /// The actor `id`, if it is there.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn actor(&self, id: &ActorId) -> Result<Option<Actor>, StoreError> {
        self.read(|connection| {
            let mut query = connection.prepare_cached("SELECT * FROM actor WHERE id = ?1")?;
            let found = query.query_row(params![id.as_str()], |row| Ok(derived::actor_from_row(row)));
            found.optional()?.transpose()
        })
    }

    /// Issues, stances and conditions.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn positions(&self) -> Result<Positions, StoreError> {
        let record = self.read(|connection| {
            let mut record = Record::default();
            position::load(connection, &mut record)?;
            Ok::<_, Fault>(record)
        })?;
        Ok(Positions { issues: record.issues, stances: record.stances, conditions: record.conditions })
    }
}
