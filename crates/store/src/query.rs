//! Looking things up.
//!
//! All answers are in a fixed order and, except for the texts of reports, from the last
//! [`rebuild`](crate::store::Store::rebuild).

use jiff::civil::Date;
use onrecord_record::actor::Actor;
use onrecord_record::attribution::Attribution;
use onrecord_record::conflict::{Conflict, ConflictKind};
use onrecord_record::date::DateInterval;
use onrecord_record::event::{Event, EventKind};
use onrecord_record::fingerprint::Copies;
use onrecord_record::id::{ActorId, AttributionId, ReportId, StatementId};
use onrecord_record::report::{Report, ReportText};
use onrecord_record::statement::Statement;
use rusqlite::{Connection, OptionalExtension, Params, Row, params};

use crate::conflict;
use crate::derived::{self, ATTRIBUTIONS, REPORTS};
use crate::error::{Fault, StoreError};
use crate::store::Store;
use crate::text;

/// Which reports are wanted. What is `None` does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportFilter {
    /// Those in which this actor is a speaker.
    pub actor: Option<ActorId>,
    /// Those that may have been published on this day or later. Reports without a date are left
    /// out.
    pub since: Option<Date>,
    /// Those that may have been published on this day or earlier. Reports without a date are left
    /// out.
    pub until: Option<Date>,
    /// Those with all of these words.
    pub words: Option<String>,
}

/// Which statements are wanted. What is `None` does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatementFilter {
    /// Those by this actor.
    pub speaker: Option<ActorId>,
    /// Those with a witness in this report.
    pub report: Option<ReportId>,
    /// Those that may have been said on this day or later. Statements without a date are left
    /// out.
    pub since: Option<Date>,
    /// Those that may have been said on this day or earlier. Statements without a date are left
    /// out.
    pub until: Option<Date>,
    /// Those with all of these words in one of their wordings.
    pub words: Option<String>,
}

/// Which actors are wanted. What is `None` does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActorFilter {
    /// Those that speak in this report.
    pub report: Option<ReportId>,
    /// Those with this in their name or one of their aliases, in whatever case.
    pub name: Option<String>,
}

/// Which conflicts are wanted. What is `None` does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConflictFilter {
    /// Those of this kind.
    pub kind: Option<ConflictKind>,
    /// Those with this statement on one of their sides.
    pub statement: Option<StatementId>,
    /// Those with a statement of this actor on one of their sides.
    pub actor: Option<ActorId>,
}

/// Which events are wanted. What is `None` does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventFilter {
    /// Those of this kind.
    pub kind: Option<EventKind>,
    /// Those in which this actor takes part.
    pub actor: Option<ActorId>,
    /// Those that a sentence of this report tells of.
    pub report: Option<ReportId>,
    /// Those that may have been on this day or later. Events without a date are left out.
    pub since: Option<Date>,
    /// Those that may have been on this day or earlier. Events without a date are left out.
    pub until: Option<Date>,
}

impl Store {
    /// Conflicts, by kind and id.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn conflicts(&self, filter: &ConflictFilter) -> Result<Vec<Conflict>, StoreError> {
        self.read(|connection| {
            all(
                connection,
                "SELECT * FROM conflict
                 WHERE (?1 IS NULL OR kind = ?1)
                   AND (?2 IS NULL OR id IN (SELECT conflict FROM conflict_statement WHERE statement = ?2))
                   AND (?3 IS NULL OR id IN (
                         SELECT c.conflict FROM conflict_statement c JOIN statement s ON s.id = c.statement
                         WHERE s.speaker = ?3))
                 ORDER BY place",
                params![
                    filter.kind.map(ConflictKind::name),
                    filter.statement.as_ref().map(StatementId::as_str),
                    filter.actor.as_ref().map(ActorId::as_str),
                ],
                conflict::conflict_from_row,
            )
        })
    }

    /// Events in the order of time, those without a date last.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn events(&self, filter: &EventFilter) -> Result<Vec<Event>, StoreError> {
        let mut events = self.read(conflict::events)?;
        events.retain(|event| {
            let in_time = |on: &DateInterval| {
                filter.since.is_none_or(|day| on.latest().is_none_or(|latest| latest >= day))
                    && filter.until.is_none_or(|day| on.earliest().is_none_or(|earliest| earliest <= day))
            };
            filter.kind.is_none_or(|kind| event.kind == kind)
                && filter.actor.as_ref().is_none_or(|actor| event.participants.contains(actor))
                && filter.report.as_ref().is_none_or(|id| event.evidence.iter().any(|e| e.report == *id))
                && (filter.since.is_none() && filter.until.is_none() || event.on.as_ref().is_some_and(in_time))
        });
        Ok(events)
    }

    /// Which reports print the same copy, and so are one witness.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn copies(&self) -> Result<Copies, StoreError> {
        self.read(conflict::copies)
    }

    /// The statement `id`, if it is there.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn statement(&self, id: &StatementId) -> Result<Option<Statement>, StoreError> {
        self.read(|connection| {
            let found =
                all(connection, "SELECT * FROM statement WHERE id = ?1", [id.as_str()], derived::statement_from_row)?;
            let Some(mut statement) = found.into_iter().next() else { return Ok(None) };
            statement.witnesses = witnesses(connection, &statement)?;
            Ok(Some(statement))
        })
    }

    /// The report `id`, if it is there.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn report(&self, id: &ReportId) -> Result<Option<Report>, StoreError> {
        self.read(|connection| {
            let mut query = connection.prepare_cached(&format!("{REPORTS} WHERE r.id = ?1"))?;
            let found = query.query_row([id.as_str()], |row| Ok(derived::report_from_row(row)));
            found.optional()?.transpose()
        })
    }

    /// The text of the report `id`, if it is there.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn report_text(&self, id: &ReportId) -> Result<Option<ReportText>, StoreError> {
        self.read(|connection| text::load(connection, id))
    }

    /// The attributions in the report `id`, by id.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn attributions_in(&self, id: &ReportId) -> Result<Vec<Attribution>, StoreError> {
        self.read(|connection| {
            all(
                connection,
                &format!("{ATTRIBUTIONS} WHERE a.report = ?1 ORDER BY a.id"),
                [id.as_str()],
                derived::attribution_from_row,
            )
        })
    }

    /// The attribution `id`, if it is there.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn attribution(&self, id: &AttributionId) -> Result<Option<Attribution>, StoreError> {
        self.read(|connection| {
            let query = format!("{ATTRIBUTIONS} WHERE a.id = ?1");
            let found = all(connection, &query, [id.as_str()], derived::attribution_from_row);
            Ok(found?.into_iter().next())
        })
    }

    /// Reports, oldest first, those without a date last.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn reports(&self, filter: &ReportFilter) -> Result<Vec<Report>, StoreError> {
        self.read(|connection| {
            all(
                connection,
                &format!(
                    "{REPORTS}
                 WHERE (?1 IS NULL OR r.id IN (
                         SELECT a.report FROM resolved s JOIN attribution a ON a.id = s.attribution
                         WHERE s.speaker = ?1))
                   AND {since} AND {until}
                   AND (?4 IS NULL OR r.id IN (
                         SELECT t.report FROM report_search s JOIN report_text t ON t.seq = s.rowid
                         WHERE report_search MATCH ?4))
                 ORDER BY {undated}, {day}, file, record, id",
                    since = since("published", 2),
                    until = until("published", 3),
                    undated = undated("published"),
                    day = last_day("published"),
                ),
                params![
                    filter.actor.as_ref().map(ActorId::as_str),
                    day(filter.since),
                    day(filter.until),
                    search(filter.words.as_deref()),
                ],
                derived::report_from_row,
            )
        })
    }

    /// Statements, oldest first, those without a date last.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn statements(&self, filter: &StatementFilter) -> Result<Vec<Statement>, StoreError> {
        self.read(|connection| {
            let mut statements = all(
                connection,
                &format!(
                    "SELECT * FROM statement
                 WHERE (?1 IS NULL OR speaker = ?1)
                   AND (?2 IS NULL OR id IN (
                         SELECT w.statement FROM witness w JOIN attribution a ON a.id = w.attribution
                         WHERE a.report = ?2))
                   AND {since} AND {until}
                   AND (?5 IS NULL OR seq IN (
                         SELECT rowid FROM statement_search WHERE statement_search MATCH ?5))
                 ORDER BY {undated}, {day}, id",
                    since = since("said", 3),
                    until = until("said", 4),
                    undated = undated("said"),
                    day = last_day("said"),
                ),
                params![
                    filter.speaker.as_ref().map(ActorId::as_str),
                    filter.report.as_ref().map(ReportId::as_str),
                    day(filter.since),
                    day(filter.until),
                    search(filter.words.as_deref()),
                ],
                derived::statement_from_row,
            )?;
            for statement in &mut statements {
                statement.witnesses = witnesses(connection, statement)?;
            }
            Ok(statements)
        })
    }

    /// Actors, by name.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn actors(&self, filter: &ActorFilter) -> Result<Vec<Actor>, StoreError> {
        let actors = self.read(|connection| {
            all(
                connection,
                "SELECT * FROM actor
                 WHERE (?1 IS NULL OR id IN (
                         SELECT r.speaker FROM resolved r JOIN attribution a ON a.id = r.attribution
                         WHERE a.report = ?1))
                 ORDER BY name, id",
                params![filter.report.as_ref().map(ReportId::as_str)],
                derived::actor_from_row,
            )
        })?;
        let Some(wanted) = filter.name.as_deref().map(str::to_lowercase) else {
            return Ok(actors);
        };
        let fits = |name: &String| name.to_lowercase().contains(&wanted);
        let fits = |actor: &Actor| fits(&actor.name) || actor.aliases.iter().any(fits);
        Ok(actors.into_iter().filter(fits).collect())
    }
}

fn witnesses(connection: &Connection, statement: &Statement) -> Result<Vec<AttributionId>, Fault> {
    all(
        connection,
        "SELECT attribution FROM witness WHERE statement = ?1 ORDER BY attribution",
        [statement.id.as_str()],
        |row| crate::column::parsed(row, "attribution"),
    )
}

/// Whether the date with this prefix may be on the day of the parameter or later.
fn since(prefix: &str, parameter: usize) -> String {
    let undated = undated(prefix);
    format!("(?{parameter} IS NULL OR (NOT {undated} AND coalesce({prefix}_latest, '9999') >= ?{parameter}))")
}

/// Whether the date with this prefix may be on the day of the parameter or earlier.
fn until(prefix: &str, parameter: usize) -> String {
    let undated = undated(prefix);
    format!("(?{parameter} IS NULL OR (NOT {undated} AND coalesce({prefix}_earliest, '') <= ?{parameter}))")
}

fn undated(prefix: &str) -> String {
    format!("({prefix}_granularity IS NULL)")
}

/// What dates are put in order by: the last day they may be, where that is not known the first.
fn last_day(prefix: &str) -> String {
    format!("coalesce({prefix}_latest, {prefix}_earliest)")
}

fn all<T>(
    connection: &Connection,
    query: &str,
    params: impl Params,
    from_row: impl Fn(&Row<'_>) -> Result<T, Fault>,
) -> Result<Vec<T>, Fault> {
    let mut query = connection.prepare_cached(query)?;
    let mut rows = query.query(params)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(from_row(row)?);
    }
    Ok(found)
}

fn day(date: Option<Date>) -> Option<String> {
    date.map(|date| date.to_string())
}

/// A full-text query for all of `words`. Each is quoted, so that none is taken for an operator.
fn search(words: Option<&str>) -> Option<String> {
    let quoted: Vec<String> =
        words?.split_whitespace().map(|word| format!("\"{}\"", word.replace('"', "\"\""))).collect();
    (!quoted.is_empty()).then(|| quoted.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_never_operators() {
        assert_eq!(search(Some("no OR “deal” \"x*")).as_deref(), Some("\"no\" \"OR\" \"“deal”\" \"\"\"x*\""));
        assert_eq!(search(Some("  ")), None);
        assert_eq!(search(None), None);
    }
}
