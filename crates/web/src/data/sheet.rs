//! Rows and cells: the part of what a page shows that fits into a table.

use super::wire::{
    Actor, Attribution, Conflict, Correction, Day, Issue, Moment, Named, Position, Report, Stance, Statement,
};

/// Something that is a row of a table.
pub(crate) trait Row {
    /// Names of the columns.
    const HEAD: &'static [&'static str];

    /// The cells, one for each column.
    fn cells(&self) -> Vec<String>;
}

/// `rows` as CSV (RFC 4180), the names of the columns first.
pub(crate) fn csv<R: Row>(rows: &[R]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing into memory does not fail, and every row has the same number of cells.
    let _ = writer.write_record(R::HEAD);
    for row in rows {
        let _ = writer.write_record(row.cells().iter().map(|cell| harmless(cell).into_owned()));
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// Spreadsheets run what begins like a formula, and reports are written by anybody: such a cell gets an apostrophe
/// in front (OWASP, "CSV Injection").
fn harmless(cell: &str) -> std::borrow::Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}").into() } else { cell.into() }
}

fn name(named: Option<&Named>) -> String {
    named.map_or_else(String::new, |named| named.name.clone())
}

fn days(day: Option<&Day>) -> [String; 2] {
    let part = |part: fn(&Day) -> &Option<String>| day.and_then(|day| part(day).clone()).unwrap_or_default();
    [part(|day| &day.earliest), part(|day| &day.latest)]
}

fn opt(text: Option<&String>) -> String {
    text.cloned().unwrap_or_default()
}

impl Row for Position {
    const HEAD: &'static [&'static str] =
        &["issue", "side", "told by", "stance", "earliest", "latest", "reports", "stances", "issue id", "side id"];

    fn cells(&self) -> Vec<String> {
        let [earliest, latest] = days(self.said_on.as_ref());
        let told_by = if self.ascribed { "others" } else { "itself" };
        vec![
            self.issue.name.clone(),
            self.side.name.clone(),
            told_by.to_owned(),
            self.stance.to_owned(),
            earliest,
            latest,
            self.n_reports.to_string(),
            self.n_stances.to_string(),
            self.issue.id.clone(),
            self.side.id.clone(),
        ]
    }
}

impl Row for Issue {
    const HEAD: &'static [&'static str] = &["id", "label", "terms", "parent", "statements"];

    fn cells(&self) -> Vec<String> {
        let Self { id, label, terms, parent, n_statements } = self;
        vec![id.clone(), label.clone(), terms.join("; "), opt(parent.as_ref()), n_statements.to_string()]
    }
}

impl Row for Stance {
    const HEAD: &'static [&'static str] =
        &["issue", "holder", "told by", "stance", "earliest", "latest", "statement", "confidence"];

    fn cells(&self) -> Vec<String> {
        let [earliest, latest] = days(self.said_on.as_ref());
        let told_by = if self.ascribed { "others" } else { "itself" };
        vec![
            self.issue.name.clone(),
            self.holder.name.clone(),
            told_by.to_owned(),
            self.stance.to_owned(),
            earliest,
            latest,
            opt(self.statement.as_ref()),
            self.confidence.to_string(),
        ]
    }
}

impl Row for Actor {
    const HEAD: &'static [&'static str] = &["id", "name", "kind", "speaks for", "roles", "also called", "statements"];

    fn cells(&self) -> Vec<String> {
        let roles: Vec<&str> = self.roles.iter().map(|role| role.title.as_str()).collect();
        vec![
            self.id.clone(),
            self.name.clone(),
            self.kind.to_owned(),
            name(self.party.as_ref()),
            roles.join("; "),
            self.aliases.join("; "),
            self.n_statements.to_string(),
        ]
    }
}

impl Row for Report {
    const HEAD: &'static [&'static str] =
        &["id", "file", "outlet", "title", "address", "earliest", "latest", "credits", "attributions"];

    fn cells(&self) -> Vec<String> {
        let [earliest, latest] = days(self.published.as_ref());
        vec![
            self.id.clone(),
            self.file.clone(),
            opt(self.outlet.as_ref()),
            opt(self.title.as_ref()),
            opt(self.url.as_ref()),
            earliest,
            latest,
            self.credits.join("; "),
            self.n_attributions.to_string(),
        ]
    }
}

impl Row for Statement {
    const HEAD: &'static [&'static str] =
        &["id", "speaker", "speaks for", "statement", "earliest", "latest", "reports", "outlets"];

    fn cells(&self) -> Vec<String> {
        let [earliest, latest] = days(self.said_on.as_ref());
        vec![
            self.id.clone(),
            name(self.speaker.as_ref()),
            name(self.party.as_ref()),
            self.text.clone(),
            earliest,
            latest,
            self.reports.join(" "),
            self.outlets.join("; "),
        ]
    }
}

impl Row for Conflict {
    const HEAD: &'static [&'static str] =
        &["id", "kind", "detail", "issue", "explanation", "one side", "other side", "statements"];

    fn cells(&self) -> Vec<String> {
        let side = |at: usize| self.sides.get(at).map_or_else(String::new, |side| side.text.clone());
        let statements: Vec<&str> = self.sides.iter().flat_map(|side| &side.statements).map(String::as_str).collect();
        vec![
            self.id.clone(),
            self.kind.to_owned(),
            self.detail.unwrap_or("").to_owned(),
            name(self.issue.as_ref()),
            self.explanation.clone(),
            side(0),
            side(1),
            statements.join(" "),
        ]
    }
}

impl Row for Moment {
    const HEAD: &'static [&'static str] = &["id", "what", "who", "text", "earliest", "latest", "where"];

    fn cells(&self) -> Vec<String> {
        let row = |id: &str, what: &str, who: String, text: &str, day: Option<&Day>, place: String| {
            let [earliest, latest] = days(day);
            vec![id.to_owned(), what.to_owned(), who, text.to_owned(), earliest, latest, place]
        };
        match self {
            Self::Event(event) => {
                let who: Vec<&str> = event.participants.iter().map(|named| named.name.as_str()).collect();
                let place = opt(event.place.as_ref());
                row(&event.id, event.kind, who.join("; "), &event.text, event.on.as_ref(), place)
            }
            Self::Statement(said) => {
                let place = said.outlets.join("; ");
                row(&said.id, "statement", name(said.speaker.as_ref()), &said.text, said.said_on.as_ref(), place)
            }
        }
    }
}

impl Row for Attribution {
    const HEAD: &'static [&'static str] = &[
        "id",
        "report",
        "outlet",
        "kind",
        "speaker",
        "source",
        "cue",
        "content",
        "as told by",
        "earliest",
        "latest",
        "confidence",
    ];

    fn cells(&self) -> Vec<String> {
        let [earliest, latest] = days(self.said_on.as_ref());
        let via: Vec<&str> = self.via.iter().map(|named| named.name.as_str()).collect();
        vec![
            self.id.clone(),
            self.report.clone(),
            opt(self.outlet.as_ref()),
            self.kind.to_owned(),
            name(self.speaker.as_ref()),
            self.source.clone(),
            self.cue.clone(),
            self.content.clone(),
            via.join("; "),
            earliest,
            latest,
            self.confidence.to_string(),
        ]
    }
}

impl Row for Correction {
    const HEAD: &'static [&'static str] = &["number", "kind", "correction", "by", "on", "undone"];

    fn cells(&self) -> Vec<String> {
        vec![
            self.number.to_string(),
            self.kind.to_owned(),
            self.text.clone(),
            opt(self.by.as_ref()),
            opt(self.on.as_ref()),
            self.is_undone.to_string(),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        let issue = Issue {
            id: "löhne".to_owned(),
            label: "=1+1".to_owned(),
            terms: vec!["a, b".to_owned(), "\"c\"".to_owned()],
            parent: None,
            n_statements: 2,
        };
        assert_eq!(csv(&[issue]), "id,label,terms,parent,statements\nlöhne,'=1+1,\"a, b; \"\"c\"\"\",,2\n");
    }
}
