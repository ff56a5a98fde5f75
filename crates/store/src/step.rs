//! Tables of derived rows put in step with what was derived: only rows that differ are written.
//!
//! Most of what is derived stays as it is when a few reports are added. Reading a table and comparing it is far cheaper
//! than writing it, its indexes and the log.

use std::cmp::Ordering;

use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator;
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, Row, params_from_iter};

use crate::error::Fault;

/// A table of derived rows. Its key is of text.
pub(crate) struct Table {
    pub name: &'static str,
    pub key: &'static [&'static str],
    /// The other columns.
    pub columns: &'static [&'static str],
}

/// The values of a row, those of the key first.
pub(crate) type Values = Vec<Value>;

/// What becomes of a row.
pub(crate) enum Step<'r> {
    /// It is there, and no longer derived.
    Gone(&'r Row<'r>),
    /// It is not there.
    New(Values),
    /// It is there with other values.
    Other(&'r Row<'r>, Values),
    /// It is there as it should be.
    Same(&'r Row<'r>),
}

/// Rows of a table that have to change.
pub(crate) struct Steps<'t> {
    table: &'t Table,
    /// Keys.
    gone: Vec<Values>,
    put: Vec<Values>,
}

impl Table {
    /// Tells of every row, derived or there, in the order of their keys, what becomes of it. `rows` are the derived ones,
    /// in this order; `also` are columns to read beside, behind the others.
    pub fn compare(
        &self,
        connection: &Connection,
        also: &[&str],
        rows: impl Iterator<Item = Result<Values, Fault>>,
        take: &mut dyn FnMut(Step<'_>) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let columns = [self.key, self.columns, also].concat().join(", ");
        let sql = format!("SELECT {columns} FROM {} ORDER BY {}", self.name, self.key.join(", "));
        let mut query = connection.prepare(&sql)?;
        let mut there = query.query([])?;
        there.advance()?;
        for row in rows {
            let row = row?;
            let (key, _) = row.split_at(self.key.len().min(row.len()));
            let mut is_there = false;
            while let Some(old) = there.get() {
                match order(old, key)? {
                    Ordering::Less => take(Step::Gone(old))?,
                    order => {
                        is_there = order == Ordering::Equal;
                        break;
                    }
                }
                there.advance()?;
            }
            match there.get().filter(|_| is_there) {
                None => take(Step::New(row))?,
                Some(old) => {
                    take(if is_same(old, &row)? { Step::Same(old) } else { Step::Other(old, row) })?;
                    there.advance()?;
                }
            }
        }
        while let Some(old) = there.get() {
            take(Step::Gone(old))?;
            there.advance()?;
        }
        Ok(())
    }

    /// What has to change for the table to hold `rows`, which come in the order of their keys, and nothing else.
    pub fn steps(
        &self,
        connection: &Connection,
        rows: impl Iterator<Item = Result<Values, Fault>>,
    ) -> Result<Steps<'_>, Fault> {
        let mut steps = Steps { table: self, gone: Vec::new(), put: Vec::new() };
        self.compare(connection, &[], rows, &mut |step| {
            match step {
                Step::Gone(row) => {
                    let key = (0..self.key.len()).map(|at| row.get(at));
                    steps.gone.push(key.collect::<Result<_, rusqlite::Error>>()?);
                }
                Step::New(row) | Step::Other(_, row) => steps.put.push(row),
                Step::Same(_) => {}
            }
            Ok(())
        })?;
        Ok(steps)
    }

    /// Makes the table hold `rows`, which come in the order of their keys, and nothing else.
    pub fn replace(
        &self,
        connection: &Connection,
        rows: impl Iterator<Item = Result<Values, Fault>>,
    ) -> Result<(), Fault> {
        let steps = self.steps(connection, rows)?;
        steps.delete(connection)?;
        steps.put(connection)
    }
}

impl Steps<'_> {
    /// Takes out the rows that are no longer derived.
    pub fn delete(&self, connection: &Connection) -> Result<(), Fault> {
        let is_key: Vec<String> = self.table.key.iter().map(|column| format!("{column} = ?")).collect();
        let mut delete =
            connection.prepare(&format!("DELETE FROM {} WHERE {}", self.table.name, is_key.join(" AND ")))?;
        for key in &self.gone {
            delete.execute(params_from_iter(key))?;
        }
        Ok(())
    }

    /// Writes the rows that are new or have other values.
    pub fn put(&self, connection: &Connection) -> Result<(), Fault> {
        let Table { name, key, columns } = self.table;
        let all = [*key, *columns].concat();
        let set: Vec<String> = columns.iter().map(|column| format!("{column} = excluded.{column}")).collect();
        // Never `INSERT OR REPLACE`: that would take with it what points to the row.
        let change = if set.is_empty() { "NOTHING".to_owned() } else { format!("UPDATE SET {}", set.join(", ")) };
        let mut put = connection.prepare(&format!(
            "INSERT INTO {name} ({}) VALUES ({}) ON CONFLICT ({}) DO {change}",
            all.join(", "),
            vec!["?"; all.len()].join(", "),
            key.join(", ")
        ))?;
        for row in &self.put {
            put.execute(params_from_iter(row))?;
        }
        Ok(())
    }
}

/// How the key of a row that is there stands to that of one that is derived.
fn order(old: &Row<'_>, key: &[Value]) -> Result<Ordering, Fault> {
    let bytes = |value| match value {
        ValueRef::Text(bytes) => bytes,
        _ => &[],
    };
    for (at, new) in key.iter().enumerate() {
        let order = bytes(old.get_ref(at)?).cmp(bytes(ValueRef::from(new)));
        if order != Ordering::Equal {
            return Ok(order);
        }
    }
    Ok(Ordering::Equal)
}

fn is_same(old: &Row<'_>, new: &[Value]) -> Result<bool, Fault> {
    for (at, value) in new.iter().enumerate() {
        if old.get_ref(at)? != ValueRef::from(value) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Text for a column.
pub(crate) fn text(value: impl Into<String>) -> Value {
    Value::Text(value.into())
}

/// Text for a column that may be null.
pub(crate) fn text_or_null(value: Option<impl Into<String>>) -> Value {
    value.map_or(Value::Null, text)
}
