//! What belongs to which page.

use maud::Markup;
use onrecord_record as record;
use onrecord_record::id::{ActorId, IssueId, ReportId, StatementId};
use onrecord_record::position::table::History;
use onrecord_store::error::StoreError;
use serde::Serialize;

use super::sheet::csv;
use super::wire::{
    Actor, ActorDetail, Attribution, Codebook, Condition, Conflict, ConflictSide, Correction, Day, Event, FacetValue,
    Facets, FoundReport, Issue, IssueDetail, Listed, Moment, Named, Place, Position, Report, ReportDetail, Role,
    SearchResult, Stance, Statement, StatementDetail, Suggestion, Wording,
};
use crate::find::{self, Facet, Query, What};
use crate::link::{Form, Page};
use crate::page::part::pager::{PER_PAGE, Part};
use crate::page::{Pages, file};
use crate::snapshot;

/// Things on one page of a list of short lines.
const PER_LONG_PAGE: usize = 500;

type Got<T> = Result<Option<T>, StoreError>;

impl Pages<'_> {
    /// What `page` shows, in the form asked for; `None` if there is no such page or it shows nothing of this kind.
    pub fn data(&self, page: &Page, number: usize, form: Form) -> Got<String> {
        Ok(match page {
            Page::Overview => Some(table(&self.position_list(number), form)),
            Page::Issues => Some(table(&self.issue_list(number), form)),
            Page::Issue(id) => self.issue_detail(id, number)?.map(|found| one(&found, form, |d| csv(&d.stances))),
            Page::Actors => Some(table(&self.actor_list(number), form)),
            Page::Actor(id) => {
                self.actor_detail(Some(id), number)?.map(|found| one(&found, form, |d| csv(&d.statements.items)))
            }
            Page::Nobody => {
                self.actor_detail(None, number)?.map(|found| one(&found, form, |d| csv(&d.statements.items)))
            }
            Page::Statement(id) => self.statement_detail(id)?.map(|found| one(&found, form, |d| csv(&d.attributions))),
            Page::Reports => Some(table(&self.report_list(number), form)),
            Page::Report(id) => self.report_detail(id)?.map(|found| one(&found, form, |d| csv(&d.attributions))),
            Page::Timeline => Some(table(&self.timeline_list(number)?, form)),
            Page::Codebook => Some(one(&self.codebook_data()?, form, |d| csv(&d.issues))),
            Page::Corrections => Some(table(&self.correction_list(), form)),
            Page::Conflicts => Some(table(&self.conflict_list(number), form)),
            Page::Conflict(id) => self
                .snapshot
                .conflicts
                .iter()
                .find(|conflict| conflict.id == *id)
                .map(|conflict| one(&self.conflict_data(conflict), form, |d| csv(std::slice::from_ref(d)))),
            Page::Search | Page::Add => None,
        })
    }

    /// Who holds what on which issue.
    pub fn position_list(&self, number: usize) -> Listed<Position> {
        let (table, stances) = (&self.snapshot.table, &self.snapshot.stances);
        let issues = table.issues().iter().filter_map(|at| Some((*at, self.snapshot.issues.get(*at)?)));
        let held =
            issues.flat_map(|(at, issue)| table.sides_on(at).into_iter().map(move |(side, held)| (issue, side, held)));
        let histories = held.flat_map(|(issue, side, held)| {
            [(held.own(stances), false), (held.ascribed(stances), true)]
                .map(|(history, told)| (issue, side, history, told))
        });
        let all: Vec<_> = histories.filter(|(_, _, history, _)| history.current().is_some()).collect();
        let part = Part::sized(number, all.len(), PER_LONG_PAGE);
        let shown = part.of_list(&all).iter();
        listing(
            part,
            shown.filter_map(|(issue, side, history, told)| self.position(issue, side, history, *told)).collect(),
        )
    }

    fn positions_on(&self, at: usize) -> Vec<Position> {
        let Some(issue) = self.snapshot.issues.get(at) else { return Vec::new() };
        let mut found = Vec::new();
        for (side, held) in self.snapshot.table.sides_on(at) {
            let stances = &self.snapshot.stances;
            for (history, ascribed) in [(held.own(stances), false), (held.ascribed(stances), true)] {
                found.extend(self.position(issue, side, &history, ascribed));
            }
        }
        found
    }

    fn position(
        &self,
        issue: &record::issue::Issue,
        side: &ActorId,
        history: &History<'_>,
        ascribed: bool,
    ) -> Option<Position> {
        let current = history.current()?;
        Some(Position {
            issue: Named { id: issue.id.to_string(), name: issue.label.clone() },
            side: self.named(side),
            ascribed,
            stance: current.stance.name(),
            said_on: current.said_on.as_ref().map(Day::from),
            n_reports: history.n_reports(),
            n_stances: history.stances().len(),
        })
    }

    /// All issues, those first on which most is said.
    pub fn issue_list(&self, number: usize) -> Listed<Issue> {
        let order = self.snapshot.table.issues();
        let part = Part::sized(number, order.len(), PER_LONG_PAGE);
        listing(part, part.of_list(order).iter().filter_map(|at| self.issue_data(*at)).collect())
    }

    fn issue_data(&self, at: usize) -> Option<Issue> {
        let issue = self.snapshot.issues.get(at)?;
        Some(Issue {
            id: issue.id.to_string(),
            label: issue.label.clone(),
            terms: issue.terms.clone(),
            parent: issue.parent.as_ref().map(ToString::to_string),
            n_statements: self.snapshot.statements_on(at).len(),
        })
    }

    /// An issue.
    pub fn issue_detail(&self, id: &IssueId, number: usize) -> Got<IssueDetail> {
        let Some(at) = self.snapshot.issue_place(id) else { return Ok(None) };
        let Some(issue) = self.issue_data(at) else { return Ok(None) };
        Ok(Some(IssueDetail {
            issue,
            positions: self.positions_on(at),
            stances: self.snapshot.stances_on(at).iter().map(|stance| self.stance_data(stance)).collect(),
            conditions: self.conditions_where(|condition| condition.issues.contains(id)),
            statements: self.statement_list(
                self.snapshot.statements_on(at),
                Part::of(number, self.snapshot.statements_on(at).len()),
            )?,
        }))
    }

    /// All who speak, most statements first.
    pub fn actor_list(&self, number: usize) -> Listed<Actor> {
        let speakers: Vec<u32> = self.snapshot.speakers().iter().filter_map(|speaker| speaker.actor).collect();
        let part = Part::sized(number, speakers.len(), 100);
        let actors = part.of_list(&speakers).iter().filter_map(|at| self.snapshot.actor_at(*at));
        listing(part, actors.map(|actor| self.actor_data(actor)).collect())
    }

    fn actor_data(&self, actor: &record::actor::Actor) -> Actor {
        let place = self.snapshot.actor_place(&actor.id);
        let role = |role: &record::actor::Role| Role {
            title: role.title.clone(),
            given_from: role.given_on.and_then(|on| on.earliest()).map(|day| day.to_string()),
            given_until: role.given_on.and_then(|on| on.latest()).map(|day| day.to_string()),
            evidence: role.evidence.iter().map(Place::from).collect(),
        };
        Actor {
            id: actor.id.to_string(),
            name: actor.name.clone(),
            kind: actor.kind.name(),
            party: actor.party.as_ref().map(|id| self.named(id)),
            aliases: actor.aliases.clone(),
            roles: actor.roles.iter().map(role).collect(),
            n_statements: place.map_or(0, |at| self.snapshot.statements_by(Some(at)).len()),
        }
    }

    /// An actor, or what nobody is named for.
    pub fn actor_detail(&self, id: Option<&ActorId>, number: usize) -> Got<ActorDetail> {
        let place = id.map(|id| self.snapshot.actor_place(id));
        if place == Some(None) {
            return Ok(None);
        }
        let place = place.flatten();
        let statements = self.snapshot.statements_by(place);
        Ok(Some(ActorDetail {
            actor: place.and_then(|at| self.snapshot.actor_at(at)).map(|actor| self.actor_data(actor)),
            stances: place
                .map(|at| self.snapshot.stances_of(at).map(|stance| self.stance_data(stance)).collect())
                .unwrap_or_default(),
            statements: self.statement_list(statements, Part::of(number, statements.len()))?,
        }))
    }

    /// Statements at these places, of which `part` is shown.
    fn statement_list(&self, places: &[u32], part: Part) -> Result<Listed<Statement>, StoreError> {
        let rows: Vec<i64> =
            part.of_list(places).iter().filter_map(|at| self.snapshot.head(*at)).map(|head| head.row).collect();
        let statements = self.store.statements_at(&rows)?;
        Ok(listing(part, statements.iter().map(|statement| self.statement_data(statement)).collect()))
    }

    fn statement_data(&self, statement: &record::statement::Statement) -> Statement {
        let head = self.snapshot.place_of(&statement.id).and_then(|at| self.snapshot.head(at));
        let reports: Vec<&record::report::Report> = head
            .into_iter()
            .flat_map(|head| &head.reports)
            .filter_map(|at| self.snapshot.reports.get(*at as usize))
            .collect();
        let mut outlets: Vec<String> = reports.iter().filter_map(|report| report.metadata.outlet.clone()).collect();
        outlets.sort();
        outlets.dedup();
        let side = head.and_then(|head| head.speaker).map(|speaker| self.snapshot.side_of(speaker));
        Statement {
            id: statement.id.to_string(),
            speaker: statement.speaker.as_ref().map(|id| self.named(id)),
            party: side.and_then(|at| self.snapshot.actor_at(at)).map(|actor| self.named(&actor.id)),
            text: statement.text.clone(),
            wordings: statement.wordings.iter().map(Wording::from).collect(),
            said_on: statement.said_on.as_ref().map(Day::from),
            witnesses: statement.witnesses.iter().map(ToString::to_string).collect(),
            reports: reports.iter().map(|report| report.id.to_string()).collect(),
            outlets,
        }
    }

    /// A statement.
    pub fn statement_detail(&self, id: &StatementId) -> Got<StatementDetail> {
        let Some((place, head)) = self.snapshot.place_of(id).and_then(|at| Some((at, self.snapshot.head(at)?))) else {
            return Ok(None);
        };
        let Some(statement) = self.store.statements_at(&[head.row])?.pop() else { return Ok(None) };
        let attributions = self.store.attributions_by_id(&statement.witnesses)?;
        Ok(Some(StatementDetail {
            attributions: attributions.iter().map(|found| self.attribution_data(found)).collect(),
            stances: self.snapshot.stances_in(place).map(|stance| self.stance_data(stance)).collect(),
            conditions: self.conditions_where(|condition| condition.statement.as_ref() == Some(id)),
            conflicts: self.snapshot.conflicts_in(id).map(|conflict| self.conflict_data(conflict)).collect(),
            statement: self.statement_data(&statement),
        }))
    }

    fn attribution_data(&self, found: &record::attribution::Attribution) -> Attribution {
        let outlet = self.snapshot.report(&found.report).and_then(|report| report.metadata.outlet.clone());
        let name = |id: &str| {
            let known = id.parse::<ActorId>().ok().map(|id| self.named(&id));
            known.unwrap_or_else(|| Named { id: id.to_owned(), name: id.to_owned() })
        };
        Attribution::of(found, outlet, &name)
    }

    fn stance_data(&self, stance: &record::position::stance::IssueStance) -> Stance {
        Stance {
            issue: self.issue_named(&stance.issue),
            holder: self.named(&stance.holder),
            stance: stance.stance.name(),
            ascribed: stance.ascribed,
            said_on: stance.said_on.as_ref().map(Day::from),
            statement: stance.statement.as_ref().map(ToString::to_string),
            readings: stance.readings.iter().map(ToString::to_string).collect(),
            evidence: stance.evidence.iter().map(Place::from).collect(),
            confidence: stance.confidence,
        }
    }

    fn conditions_where(&self, wanted: impl Fn(&record::position::condition::Condition) -> bool) -> Vec<Condition> {
        let data = |condition: &record::position::condition::Condition| Condition {
            id: condition.id.to_string(),
            holder: self.named(&condition.holder),
            wants: condition.wants.clone(),
            requires: condition.requires.clone(),
            negated: condition.negated,
            issues: condition.issues.iter().map(|id| self.issue_named(id)).collect(),
            required_issues: condition.required_issues.iter().map(|id| self.issue_named(id)).collect(),
            statement: condition.statement.as_ref().map(ToString::to_string),
            evidence: condition.evidence.iter().map(Place::from).collect(),
        };
        self.snapshot.conditions.iter().filter(|condition| wanted(condition)).map(data).collect()
    }

    /// Reports, oldest first.
    pub fn report_list(&self, number: usize) -> Listed<Report> {
        let part = Part::sized(number, self.snapshot.reports.len(), 100);
        let places: Vec<u32> = (0..self.snapshot.reports.len() as u32).collect();
        listing(part, part.of_list(&places).iter().filter_map(|at| self.report_data(*at)).collect())
    }

    fn report_data(&self, at: u32) -> Option<Report> {
        let report = self.snapshot.reports.get(at as usize)?;
        let metadata = &report.metadata;
        Some(Report {
            id: report.id.to_string(),
            file: file(report),
            outlet: metadata.outlet.clone(),
            title: metadata.title.clone(),
            url: metadata.url.clone(),
            published: report.dating.published.as_ref().map(Day::from),
            language: metadata.language.clone(),
            credits: metadata.authors.clone(),
            n_attributions: self.snapshot.n_attributions(at),
        })
    }

    /// A report.
    pub fn report_detail(&self, id: &ReportId) -> Got<ReportDetail> {
        let Some(report) = self.snapshot.report_place(id).and_then(|at| self.report_data(at)) else {
            return Ok(None);
        };
        let text = self.store.report_text(id)?.unwrap_or_default();
        let attributions = self.attributions_of(id)?;
        Ok(Some(ReportDetail {
            report,
            text: text.text.as_str().to_owned(),
            attributions: attributions.iter().map(|found| self.attribution_data(found)).collect(),
            notes: text.notes,
        }))
    }

    /// Events and statements in the order of time.
    pub fn timeline_list(&self, number: usize) -> Result<Listed<Moment>, StoreError> {
        let moments = &self.snapshot.timeline;
        let part = Part::sized(number, moments.len(), PER_PAGE);
        let mut items = Vec::new();
        for moment in part.of_list(moments) {
            match moment {
                snapshot::Moment::Event(at) => {
                    items.extend(
                        self.snapshot.events.get(*at as usize).map(|event| Moment::Event(self.event_data(event))),
                    );
                }
                snapshot::Moment::Statement(at) => {
                    let row = self.snapshot.head(*at).map(|head| head.row);
                    let found = self.store.statements_at(row.as_slice())?;
                    items.extend(found.iter().map(|statement| Moment::Statement(self.statement_data(statement))));
                }
            }
        }
        Ok(listing(part, items))
    }

    fn event_data(&self, event: &record::event::Event) -> Event {
        Event {
            id: event.id.to_string(),
            kind: event.kind.name(),
            participants: event.participants.iter().map(|id| self.named(id)).collect(),
            place: event.place.clone(),
            on: event.on.as_ref().map(Day::from),
            text: event.text.clone(),
            evidence: event.evidence.iter().map(Place::from).collect(),
        }
    }

    /// The conflicts, by kind.
    pub fn conflict_list(&self, number: usize) -> Listed<Conflict> {
        let conflicts = &self.snapshot.conflicts;
        let part = Part::sized(number, conflicts.len(), PER_PAGE);
        listing(part, part.of_list(conflicts).iter().map(|conflict| self.conflict_data(conflict)).collect())
    }

    fn conflict_data(&self, conflict: &record::conflict::Conflict) -> Conflict {
        let side = |side: &record::conflict::Side| ConflictSide {
            text: side.text.clone(),
            statements: side.statements.iter().map(ToString::to_string).collect(),
            evidence: side.evidence.iter().map(Place::from).collect(),
        };
        Conflict {
            id: conflict.id.to_string(),
            kind: conflict.kind.name(),
            detail: conflict.detail.map(record::conflict::Detail::name),
            alleged: conflict.alleged,
            issue: conflict.issue.as_ref().map(|id| self.issue_named(id)),
            explanation: conflict.explanation.clone(),
            sides: conflict.sides.iter().map(side).collect(),
        }
    }

    /// What a search finds.
    pub fn search_data(&self, query: &Query, number: usize, per_page: usize) -> Result<SearchResult, StoreError> {
        let (no_statements, no_reports) = (Part::sized(1, 0, per_page), Part::sized(1, 0, per_page));
        Ok(match query.what {
            What::Statements => {
                let found = find::statements(self.store, self.snapshot, query)?;
                SearchResult {
                    is_cut: found.is_cut,
                    facets: Facets {
                        actor: facet(&found.facets.actors),
                        party: facet(&found.facets.parties),
                        issue: facet(&found.facets.issues),
                        stance: facet(&found.facets.stances),
                        outlet: facet(&found.facets.outlets),
                    },
                    statements: self
                        .statement_list(&found.places, Part::sized(number, found.places.len(), per_page))?,
                    reports: listing(no_reports, Vec::new()),
                }
            }
            What::Reports => {
                let found = find::reports(self.store, self.snapshot, query)?;
                let part = Part::sized(number, found.places.len(), per_page);
                let mut hits = Vec::new();
                for at in part.of_list(&found.places) {
                    let excerpt = find::excerpt(self.store, self.snapshot, query, *at)?;
                    let plain = |text: String| text.chars().filter(|c| !c.is_control()).collect();
                    let report = self.report_data(*at);
                    hits.extend(report.map(|report| FoundReport { report, excerpt: excerpt.map(plain) }));
                }
                SearchResult {
                    is_cut: found.is_cut,
                    facets: Facets { outlet: facet(&found.outlets), ..Facets::default() },
                    statements: listing(no_statements, Vec::new()),
                    reports: listing(part, hits),
                }
            }
        })
    }

    /// The codebook.
    pub fn codebook_data(&self) -> Result<Codebook, StoreError> {
        let codebook = self.store.codebook()?;
        Ok(Codebook {
            toml: codebook.source().to_owned(),
            issues: (0..self.snapshot.issues.len()).filter_map(|at| self.issue_data(at)).collect(),
            sides: self.snapshot.parties().map(|actor| self.actor_data(actor)).collect(),
            suggestions: self
                .snapshot
                .suggestions
                .iter()
                .map(|suggestion| Suggestion {
                    actors: suggestion.actors.iter().map(|id| self.named(id)).collect(),
                    reason: suggestion.reason.name(),
                })
                .collect(),
        })
    }

    /// The corrections, the latest first.
    pub fn correction_list(&self) -> Listed<Correction> {
        let corrections = self.snapshot.corrections.iter().rev();
        let data = corrections.map(|kept| Correction {
            number: kept.number,
            kind: kept.correction.kind(),
            text: plain(&self.correction(&kept.correction)),
            by: kept.made.by.clone(),
            on: kept.made.on.clone(),
            is_undone: kept.is_undone,
            is_idle: kept.is_idle,
        });
        let all: Vec<Correction> = data.collect();
        let n = all.len();
        listed(all, 1, n.max(1))
    }

    fn named(&self, id: &ActorId) -> Named {
        Named { id: id.to_string(), name: self.snapshot.name(id).to_owned() }
    }

    fn issue_named(&self, id: &IssueId) -> Named {
        Named { id: id.to_string(), name: self.snapshot.label(id).to_owned() }
    }
}

fn listing<T>(part: Part, items: Vec<T>) -> Listed<T> {
    Listed { page: part.number, n_pages: part.n_parts(), n: part.n, items }
}

fn listed<T>(mut all: Vec<T>, number: usize, size: usize) -> Listed<T> {
    let part = Part::sized(number, all.len(), size);
    let start = part.first() - 1;
    let rest = all.split_off(start.min(all.len()));
    listing(part, rest.into_iter().take(size).collect())
}

fn facet(facet: &Facet) -> Vec<FacetValue> {
    let value =
        |(value, name, n): &(String, String, usize)| FacetValue { value: value.clone(), name: name.clone(), n: *n };
    facet.values.iter().map(value).collect()
}

fn table<T: Serialize + super::sheet::Row>(list: &Listed<T>, form: Form) -> String {
    one(list, form, |list| csv(&list.items))
}

fn one<T: Serialize>(found: &T, form: Form, sheet: impl Fn(&T) -> String) -> String {
    match form {
        // What is serialised here has only text for keys.
        Form::Json => serde_json::to_string(found).unwrap_or_default(),
        Form::Csv => sheet(found),
    }
}

/// The text of a stretch of a page.
fn plain(markup: &Markup) -> String {
    let mut text = String::new();
    let mut is_tag = false;
    for c in markup.0.chars() {
        match c {
            '<' => is_tag = true,
            '>' => is_tag = false,
            c if !is_tag => text.push(c),
            _ => {}
        }
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use maud::html;

    use super::*;

    #[test]
    fn plain_text_keeps_what_was_escaped() {
        assert_eq!(plain(&html! { a href="x>y" { "Ø <b> & \"c\"" } " is" }), "Ø <b> & \"c\" is");
    }
}
