//! `onrecord show positions`: issues by sides.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use onrecord_record::fingerprint::Copies;
use onrecord_record::id::{ActorId, IssueId};
use onrecord_record::issue::Issue;
use onrecord_record::position::stance::IssueStance;
use onrecord_record::position::table::{History, Position, PositionFilter, positions};
use onrecord_record::record::Record;
use onrecord_record::stance::Stance;
use onrecord_store::export::write_stance;
use onrecord_store::store::Store;

use super::print_table;
use crate::arguments::ShowPositions;
use crate::command::count;
use crate::failure::Failure;

/// Most sides that stand beside each other; the others are counted below.
const MOST_SIDES: usize = 6;

pub(super) fn show_positions(arguments: &ShowPositions, out: &mut impl Write) -> Result<(), Failure> {
    let record = Store::open_read_only(&arguments.record)?.record()?;
    let filter = PositionFilter {
        as_of: arguments.as_of,
        party: arguments.party.as_deref().map(|wanted| party(&record, wanted, arguments)).transpose()?,
        issue: arguments.issue.as_deref().map(|wanted| issue(&record, wanted, arguments)).transpose()?,
    };
    let found = positions(&record.stances, &record.actors, &filter);
    if arguments.json {
        for stance in found.iter().flat_map(|p| p.own.stances().iter().chain(p.ascribed.stances())) {
            write_stance(stance, out)?;
        }
        return Ok(());
    }
    let names: BTreeMap<&ActorId, &str> = record.actors.iter().map(|actor| (&actor.id, actor.name.as_str())).collect();
    let sides = sides(&found);
    let issues: BTreeSet<&IssueId> = found.iter().map(|position| position.issue).collect();
    let shown = &sides[..sides.len().min(MOST_SIDES)];
    let mut rows = Vec::new();
    for issue in record.issues.iter().filter(|issue| issues.contains(&issue.id)) {
        let cell = |side: &&ActorId| {
            let position = found.iter().find(|p| p.issue == &issue.id && p.holder == *side);
            position.map(|position| describe(position, &record.copies)).unwrap_or_default()
        };
        rows.push(std::iter::once(issue.label.clone()).chain(shown.iter().map(cell)).collect());
    }
    let head: Vec<&str> =
        std::iter::once("Issue").chain(shown.iter().map(|side| names.get(side).copied().unwrap_or("?"))).collect();
    print_table(&head, &[], &rows, out)?;
    let left_out = sides.len() - shown.len();
    if left_out > 0 {
        writeln!(out, "and {}: --party shows one", count(left_out, "side more", "sides more"))?;
    }
    if arguments.party.is_some() || arguments.issue.is_some() {
        for position in &found {
            write_history(&record, position, &names, out)?;
        }
    }
    writeln!(out, "{} on {}", count(found.len(), "position", "positions"), count(issues.len(), "issue", "issues"))?;
    Ok(())
}

/// All sides, those with most stances first.
fn sides<'r>(positions: &[Position<'r>]) -> Vec<&'r ActorId> {
    let mut weight: BTreeMap<&ActorId, usize> = BTreeMap::new();
    for position in positions {
        *weight.entry(position.holder).or_default() +=
            2 * position.own.stances().len() + position.ascribed.stances().len();
    }
    let mut sides: Vec<(&ActorId, usize)> = weight.into_iter().collect();
    sides.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    sides.into_iter().map(|(side, _)| side).collect()
}

/// A position in a cell: the side's own words above, what others tell of it below.
fn describe(position: &Position<'_>, copies: &Copies) -> String {
    let line = |history: &History<'_>, mark: &str| {
        history.current().map(|current| {
            let day = current.said_on.as_ref().map(|day| format!(", {day}")).unwrap_or_default();
            let reports = match history.n_independent(copies) {
                0 | 1 => String::new(),
                n => format!(" ×{n}"),
            };
            format!("{mark}{}{reports}{day}", word(current.stance))
        })
    };
    [line(&position.own, ""), line(&position.ascribed, "told: ")].into_iter().flatten().collect::<Vec<_>>().join("\n")
}

fn word(stance: Stance) -> &'static str {
    match stance {
        Stance::Support => "for",
        Stance::Oppose => "against",
        Stance::Conditional => "if",
        Stance::Unclear => "open",
    }
}

fn write_history(
    record: &Record,
    position: &Position<'_>,
    names: &BTreeMap<&ActorId, &str>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let label = record.issues.iter().find(|issue| &issue.id == position.issue).map_or("", |issue| &issue.label);
    writeln!(out, "\n{} on {label}", names.get(position.holder).copied().unwrap_or("?"))?;
    for (history, mark) in [(&position.own, "own words"), (&position.ascribed, "told by others")] {
        for stance in history.stances() {
            let day = stance.said_on.as_ref().map_or_else(|| "day not known".to_owned(), ToString::to_string);
            let ids: Vec<&str> = stance.readings.iter().map(|id| id.as_str()).collect();
            let ids = if ids.is_empty() { "by hand".to_owned() } else { ids.join(" ") };
            writeln!(out, "  {day}: {} ({mark}) – {}  [{ids}]", stance.stance.name(), text(record, stance))?;
        }
    }
    Ok(())
}

/// The words of the statement, or of the report where there is none.
fn text<'r>(record: &'r Record, stance: &IssueStance) -> &'r str {
    let statement = stance.statement.as_ref().and_then(|id| {
        let at = record.statements.binary_search_by(|statement| statement.id.cmp(id)).ok()?;
        record.statements.get(at)
    });
    statement.map_or("told by the report", |statement| statement.text.as_str())
}

fn party(record: &Record, wanted: &str, arguments: &ShowPositions) -> Result<ActorId, Failure> {
    let lower = wanted.to_lowercase();
    let exact = record.actors.iter().find(|actor| actor.id.as_str() == wanted || actor.name.to_lowercase() == lower);
    let part = || record.actors.iter().find(|actor| actor.name.to_lowercase().contains(&lower));
    exact.or_else(part).map(|actor| actor.id.clone()).ok_or_else(|| not_found("party", wanted, arguments))
}

fn issue(record: &Record, wanted: &str, arguments: &ShowPositions) -> Result<IssueId, Failure> {
    let lower = wanted.to_lowercase();
    let label = |issue: &&Issue| issue.label.to_lowercase();
    let exact = record.issues.iter().find(|issue| issue.id.as_str() == wanted || label(issue) == lower);
    let part = || record.issues.iter().find(|issue| label(issue).contains(&lower));
    exact.or_else(part).map(|issue| issue.id.clone()).ok_or_else(|| not_found("issue", wanted, arguments))
}

fn not_found(what: &'static str, wanted: &str, arguments: &ShowPositions) -> Failure {
    Failure::NotFound { what, wanted: wanted.to_owned(), record: arguments.record.clone() }
}
