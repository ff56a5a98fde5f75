//! Statements as the rebuild left them, in the file, and their place in the order of time.
//!
//! Rows follow the order in which things were said, so that the latest of very many with a common word are found without
//! looking at all. Between two rows is room for statements that later reports bring, so that those which stay keep their
//! rows, and the index over their words.

use onrecord_record::id::ActorId;
use onrecord_record::statement::Statement;
use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};

use crate::error::Fault;
use crate::step::{Step, Table, Values, text, text_or_null};
use crate::when::DateColumns;
use crate::wording;

const STATEMENT: Table = Table {
    name: "statement",
    key: &["id"],
    columns: &[
        "speaker",
        "text",
        "said_earliest",
        "said_latest",
        "said_granularity",
        "said_basis",
        "wordings",
        "wording_details",
    ],
};

/// How far apart two rows are made.
const ROOM: i64 = 32;

/// The index over words is made anew where more than one in this many statements differ.
const MANY: usize = 4;

fn values(statement: &Statement) -> Result<Values, Fault> {
    let [earliest, latest, granularity, basis] = DateColumns::of(statement.said_on.as_ref())?.values();
    let (wordings, details) = wording::columns(&statement.wordings)?;
    Ok(vec![
        text(statement.id.as_str()),
        text_or_null(statement.speaker.as_ref().map(ActorId::as_str)),
        text(statement.text.as_str()),
        earliest,
        latest,
        granularity,
        basis,
        text(wordings),
        text(details),
    ])
}

/// The day by which a statement takes its place.
fn day(statement: &Statement) -> Option<jiff::civil::Date> {
    let said_on = statement.said_on.as_ref();
    said_on.and_then(|date| date.latest().or(date.earliest()))
}

/// What becomes of the statements in the table.
#[derive(Default)]
struct Plan {
    gone: Vec<i64>,
    /// For each derived statement the row that it has and may keep.
    rows: Vec<Option<i64>>,
    /// Values of those that are new or differ, by their place among the derived ones; the row they have so far.
    written: Vec<(usize, Option<i64>, Values)>,
}

/// Puts the table in step with `statements`, which are sorted by id; actors must be there already.
pub(crate) fn replace(connection: &Connection, statements: &[Statement]) -> Result<(), Fault> {
    let plan = plan(connection, statements)?;
    let mut order: Vec<usize> = (0..statements.len()).collect();
    order.sort_by_key(|at| statements.get(*at).map(|statement| (day(statement), &statement.id)));
    let row_of = |at: &usize| plan.rows.get(*at).copied().flatten();
    let former: Vec<Option<i64>> = order.iter().map(row_of).collect();
    let (placed, is_anew) = match place(&former) {
        Some(placed) => (placed, false),
        None => (place(&vec![None; former.len()]).unwrap_or_default(), true),
    };
    if is_anew {
        return write_all(connection, statements, &order, &placed);
    }
    let mut rows = vec![0; statements.len()];
    for (at, row) in order.iter().zip(placed) {
        if let Some(slot) = rows.get_mut(*at) {
            *slot = row;
        }
    }
    let whole_index = (plan.gone.len() + plan.written.len()) * MANY > statements.len();
    write(connection, &plan, &rows, whole_index)
}

fn plan(connection: &Connection, statements: &[Statement]) -> Result<Plan, Fault> {
    let mut plan = Plan::default();
    let also_seq = STATEMENT.key.len() + STATEMENT.columns.len();
    let is_day = |row: &rusqlite::Row<'_>, statement: &Statement| -> Result<bool, Fault> {
        let (earliest, latest): (Option<String>, Option<String>) = (row.get("said_earliest")?, row.get("said_latest")?);
        Ok(latest.or(earliest) == day(statement).map(|day| day.to_string()))
    };
    STATEMENT.compare(connection, &["seq"], statements.iter().map(values), &mut |step| {
        let at = plan.rows.len();
        match step {
            Step::Gone(row) => plan.gone.push(row.get(also_seq)?),
            Step::New(values) => {
                plan.rows.push(None);
                plan.written.push((at, None, values));
            }
            Step::Other(row, values) => {
                let seq = row.get(also_seq)?;
                let keeps = statements.get(at).map(|statement| is_day(row, statement)).transpose()?;
                plan.rows.push(keeps.unwrap_or(false).then_some(seq));
                plan.written.push((at, Some(seq), values));
            }
            Step::Same(row) => plan.rows.push(Some(row.get(also_seq)?)),
        }
        Ok(())
    })?;
    Ok(plan)
}

/// Rows for statements in the order of time, of which some have one already: those keep it, the others come between.
/// `None` where there is no room.
fn place(former: &[Option<i64>]) -> Option<Vec<i64>> {
    let mut placed = Vec::with_capacity(former.len());
    let mut last = 0i64;
    let mut rest = former;
    while !rest.is_empty() {
        let n_new = rest.iter().take_while(|row| row.is_none()).count();
        let next = rest.get(n_new).copied().flatten();
        let n = i64::try_from(n_new).ok()?;
        let apart = match next {
            Some(next) => next.checked_sub(last)?.checked_div(n.checked_add(1)?)?,
            None => ROOM,
        };
        if apart < 1 {
            return None;
        }
        for _ in 0..n_new {
            last = last.checked_add(apart)?;
            placed.push(last);
        }
        if let Some(next) = next {
            last = next;
            placed.push(next);
        }
        rest = rest.get(n_new + usize::from(next.is_some())..).unwrap_or_default();
    }
    Some(placed)
}

/// Writes what differs. `rows` are those of the derived statements.
fn write(connection: &Connection, plan: &Plan, rows: &[i64], whole_index: bool) -> Result<(), Fault> {
    let mut forget = connection.prepare(
        "INSERT INTO statement_search (statement_search, rowid, text, wordings)
         SELECT 'delete', seq, text, wordings FROM statement WHERE seq = ?1",
    )?;
    let changed = plan.written.iter().filter_map(|(_, seq, _)| *seq);
    if !whole_index {
        for seq in plan.gone.iter().copied().chain(changed) {
            forget.execute([seq])?;
        }
    }
    let mut delete = connection.prepare("DELETE FROM statement WHERE seq = ?1")?;
    for seq in &plan.gone {
        delete.execute([seq])?;
    }
    // Out of the way first, since one may come where another was.
    let mut aside = connection.prepare("UPDATE statement SET seq = ?2 WHERE seq = ?1")?;
    for (at, seq, _) in &plan.written {
        if let Some(seq) = seq.filter(|seq| rows.get(*at) != Some(seq)) {
            aside.execute(params![seq, -seq])?;
        }
    }
    let mut put = connection.prepare(
        "INSERT INTO statement (seq, id, speaker, text, said_earliest, said_latest, said_granularity, said_basis,
                                wordings, wording_details)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
         ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, speaker = excluded.speaker, text = excluded.text,
             said_earliest = excluded.said_earliest, said_latest = excluded.said_latest,
             said_granularity = excluded.said_granularity, said_basis = excluded.said_basis,
             wordings = excluded.wordings, wording_details = excluded.wording_details",
    )?;
    let mut index = connection.prepare(
        "INSERT INTO statement_search (rowid, text, wordings) SELECT seq, text, wordings FROM statement WHERE seq = ?1",
    )?;
    for (at, _, values) in &plan.written {
        let row = rows.get(*at).copied().unwrap_or_default();
        put.execute(params_from_iter(std::iter::once(&Value::Integer(row)).chain(values)))?;
        if !whole_index {
            index.execute([row])?;
        }
    }
    if whole_index { index_all(connection) } else { Ok(()) }
}

/// Writes all statements, with room between them.
fn write_all(connection: &Connection, statements: &[Statement], order: &[usize], placed: &[i64]) -> Result<(), Fault> {
    connection.execute_batch("DELETE FROM witness; DELETE FROM statement;")?;
    let mut insert = connection.prepare(
        "INSERT INTO statement (seq, id, speaker, text, said_earliest, said_latest, said_granularity, said_basis,
                                wordings, wording_details)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?;
    for (at, row) in order.iter().zip(placed) {
        let Some(statement) = statements.get(*at) else { continue };
        let values = values(statement)?;
        insert.execute(params_from_iter(std::iter::once(&Value::Integer(*row)).chain(&values)))?;
    }
    index_all(connection)
}

/// Cheaper than keeping the index in step row by row, and right whatever was there before.
fn index_all(connection: &Connection) -> Result<(), Fault> {
    Ok(connection.execute_batch("INSERT INTO statement_search (statement_search) VALUES ('rebuild');")?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_that_come_between_have_room() {
        assert_eq!(place(&[]), Some(vec![]));
        assert_eq!(place(&[None, None]), Some(vec![32, 64]));
        assert_eq!(place(&[None, Some(32), None, None, Some(64), None]), Some(vec![16, 32, 42, 52, 64, 96]));
        assert_eq!(place(&[Some(32), None, Some(33)]), None);
        assert_eq!(place(&[Some(32), Some(32)]), None);
        assert_eq!(place(&[Some(33), Some(32)]), None);
    }
}
