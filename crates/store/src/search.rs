//! Full-text search over statements and reports.

use onrecord_record::id::ReportId;
use rusqlite::{Connection, OptionalExtension};

use crate::column::parsed;
use crate::error::{Fault, StoreError};
use crate::store::Store;

/// Words to look for, as somebody types them: all of them have to be there, and the last may be unfinished.
///
/// Words in double quotation marks are looked for as they follow each other. Nothing else has a meaning of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    query: String,
}

impl Words {
    /// Stands in front of what was looked for. A control character, which no clean text has.
    pub const START: char = '\u{2}';
    /// Stands behind it.
    pub const END: char = '\u{3}';

    /// `None` if there is no letter or digit in `typed`.
    pub fn typed(typed: &str) -> Option<Self> {
        let mut parts = Vec::new();
        let mut is_finished = false;
        for (at, stretch) in typed.split(['"', '“', '”', '„']).enumerate() {
            let phrase = at % 2 == 1;
            let words = stretch.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            if phrase {
                let words: Vec<&str> = words.collect();
                if !words.is_empty() {
                    parts.push(format!("\"{}\"", words.join(" ")));
                    is_finished = true;
                }
            } else {
                for word in words {
                    parts.push(format!("\"{word}\""));
                    is_finished = stretch.ends_with(char::is_whitespace);
                }
            }
        }
        let last = parts.last_mut()?;
        if !is_finished {
            last.push('*');
        }
        Some(Self { query: parts.join(" ") })
    }
}

impl Store {
    /// Rows of statements with all of `words` in their text or one of their wordings, the latest said first, those of no
    /// known day last, at most `limit`, and whether there are more.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn search_statements(&self, words: &Words, limit: usize) -> Result<(Vec<i64>, bool), StoreError> {
        self.read(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT rowid FROM statement_search WHERE statement_search MATCH ?1 ORDER BY rowid DESC LIMIT ?2",
            )?;
            let mut rows = query.query((&words.query, limit_column(limit)))?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                found.push(row.get(0)?);
            }
            let more = found.len() > limit;
            found.truncate(limit);
            Ok((found, more))
        })
    }

    /// Reports with all of `words`, at most `limit`, and whether there are more. Those first that have most of them,
    /// unless the words are very common.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn search_reports(&self, words: &Words, limit: usize) -> Result<(Vec<ReportId>, bool), StoreError> {
        self.read(|connection| {
            // Weighing each report that has a common word takes far longer than finding some of them.
            let order = if count(connection, words, MOST_WEIGHED)? < MOST_WEIGHED { "ORDER BY rank" } else { "" };
            let mut query = connection.prepare_cached(&format!(
                "SELECT t.report FROM
                 (SELECT rowid AS row FROM report_search WHERE report_search MATCH ?1 {order} LIMIT ?2) f
                 JOIN report_text t ON t.seq = f.row"
            ))?;
            let mut rows = query.query((&words.query, limit_column(limit)))?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                found.push(parsed(row, "report")?);
            }
            let more = found.len() > limit;
            found.truncate(limit);
            Ok((found, more))
        })
    }

    /// Where the report `id` has `words`: a stretch of its clean text, what was looked for between [`Words::START`] and
    /// [`Words::END`]; `None` if it does not have them.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn excerpt(&self, words: &Words, id: &ReportId) -> Result<Option<String>, StoreError> {
        self.read(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT snippet(report_search, 0, char(2), char(3), '…', 24) FROM report_search
                 WHERE report_search MATCH ?1 AND rowid = (SELECT seq FROM report_text WHERE report = ?2)",
            )?;
            Ok(query.query_row((&words.query, id.as_str()), |row| row.get(0)).optional()?)
        })
    }
}

/// Most reports that are put in order by how well they fit: a few milliseconds' work.
const MOST_WEIGHED: usize = 2_000;

/// How many reports have the words, counted up to `limit`.
fn count(connection: &Connection, words: &Words, limit: usize) -> Result<usize, Fault> {
    let mut query = connection
        .prepare_cached("SELECT count(*) FROM (SELECT 1 FROM report_search WHERE report_search MATCH ?1 LIMIT ?2)")?;
    let n: i64 = query.query_row((&words.query, i64::try_from(limit).unwrap_or(i64::MAX)), |row| row.get(0))?;
    Ok(usize::try_from(n).unwrap_or(0))
}

/// One more than is wanted, to see whether there are more.
fn limit_column(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_never_operators() {
        let query = |typed: &str| Words::typed(typed).map(|words| words.query);
        assert_eq!(query("no OR déal").as_deref(), Some("\"no\" \"OR\" \"déal\"*"));
        assert_eq!(query("no deal ").as_deref(), Some("\"no\" \"deal\""));
        assert_eq!(query("said “no deal” tod").as_deref(), Some("\"said\" \"no deal\" \"tod\"*"));
        assert_eq!(query("\"no-deal* NEAR(").as_deref(), Some("\"no deal NEAR\""));
        assert_eq!(query(" – \" (").as_deref(), None);
        assert_eq!(query(""), None);
    }
}
