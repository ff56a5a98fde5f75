//! Templates: one page a file, all inside one layout. The server and the static site share them.

pub(crate) mod actor;
pub(crate) mod actors;
pub(crate) mod add;
pub(crate) mod codebook;
pub(crate) mod conflicts;
pub(crate) mod corrections;
pub(crate) mod issue;
pub(crate) mod issues;
pub(crate) mod layout;
pub(crate) mod message;
pub(crate) mod overview;
pub(crate) mod part;
pub(crate) mod report;
pub(crate) mod reports;
pub(crate) mod search;
pub(crate) mod statement;
pub(crate) mod timeline;

use maud::{Markup, html};
use onrecord_record::actor::Actor;
use onrecord_record::id::{ActorId, IssueId, ReportId};
use onrecord_record::report::Report;
use onrecord_store::error::StoreError;
use onrecord_store::store::Store;

use crate::link::{Links, Page};
use crate::snapshot::Snapshot;

/// What a template draws from, and how it refers to other pages.
#[derive(Clone, Copy)]
pub(crate) struct Pages<'r> {
    pub store: &'r Store,
    pub snapshot: &'r Snapshot,
    pub links: Links,
    /// Whether corrections can be made here.
    pub may_write: bool,
    /// What to call the record.
    pub record_name: &'r str,
}

/// A page, or that there is none.
pub(crate) type Rendered = Result<Option<Markup>, StoreError>;

impl<'r> Pages<'r> {
    /// A link to an actor.
    pub fn actor_link(&self, id: &ActorId) -> Markup {
        html! { a.actor href=(self.links.to(&Page::Actor(id.clone()))) { (self.snapshot.name(id)) } }
    }

    /// A link to whoever speaks, or that nobody is named.
    pub fn speaker_link(&self, actor: Option<&Actor>) -> Markup {
        match actor {
            Some(actor) => self.actor_link(&actor.id),
            None => html! { a.actor href=(self.links.to(&Page::Nobody)) { "Nobody named" } },
        }
    }

    /// A link to an issue.
    pub fn issue_link(&self, id: &IssueId) -> Markup {
        html! { a.issue href=(self.links.to(&Page::Issue(id.clone()))) { (self.snapshot.label(id)) } }
    }

    /// A link to a report, and its outlet.
    pub fn report_link(&self, id: &ReportId) -> Markup {
        match self.snapshot.report(id) {
            Some(report) => html! {
                a.report href=(self.links.to(&Page::Report(id.clone()))) { (report_name(report)) }
            },
            None => html! { (id) },
        }
    }
}

/// The name a report goes by: its title, else the name of its file.
pub(crate) fn report_name(report: &Report) -> String {
    report.metadata.title.clone().unwrap_or_else(|| short_file(report))
}

/// Who published a report: its outlet, else the name of its file.
pub(crate) fn outlet_name(report: &Report) -> String {
    report.metadata.outlet.clone().unwrap_or_else(|| short_file(report))
}

/// The file a report was read from, without its folders.
pub(crate) fn short_file(report: &Report) -> String {
    let whole = file(report);
    whole.rsplit(['/', '\\']).next().filter(|name| !name.is_empty()).map_or(whole.clone(), str::to_owned)
}

/// Where a report was read: its file, and which document of it.
pub(crate) fn file(report: &Report) -> String {
    match report.locator.record {
        Some(record) => format!("{}#{record}", report.locator.file),
        None => report.locator.file.clone(),
    }
}

/// A count and its noun.
pub(crate) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(n), if n == 1 { one } else { many })
}

/// A number with its thousands apart.
pub(crate) fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut shown = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

/// The first `n` characters of `text`, to a word's end.
pub(crate) fn shortened(text: &str, n: usize) -> String {
    if text.chars().count() <= n {
        return text.to_owned();
    }
    let cut: String = text.chars().take(n).collect();
    let end = cut.rfind(char::is_whitespace).filter(|at| *at > n / 2).unwrap_or(cut.len());
    format!("{} …", cut[..end].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_cuts() {
        assert_eq!([0, 999, 1000, 1234567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!(count(1, "Wort", "Wörter"), "1 Wort");
        assert_eq!(shortened("für immer und ewig", 12), "für immer …");
        assert_eq!(shortened("für immer", 12), "für immer");
        assert_eq!(shortened("ŽŽŽŽŽŽ", 3), "ŽŽŽ …");
    }
}
