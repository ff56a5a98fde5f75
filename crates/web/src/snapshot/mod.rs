//! What pages look things up in: the record without its texts, as one moment left it.
//!
//! Statements are known here by their [`Place`] in the order of time; their words stay in the file.

mod coverage;
mod table;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

use jiff::civil::Date;
use onrecord_record::actor::Actor;
use onrecord_record::conflict::Conflict;
use onrecord_record::event::Event;
use onrecord_record::id::{ActorId, IssueId, ReportId, StatementId};
use onrecord_record::issue::Issue;
use onrecord_record::position::condition::Condition;
use onrecord_record::position::stance::IssueStance;
use onrecord_record::report::Report;
use onrecord_record::resolve::Suggestion;
use onrecord_store::catalogue::{Positions, StatementHead};
use onrecord_store::decisions::KeptCorrection;
use onrecord_store::error::StoreError;
use onrecord_store::query::{ActorFilter, ConflictFilter, EventFilter, ReportFilter};
use onrecord_store::store::Store;

pub(crate) use coverage::{Coverage, Unit};
pub(crate) use table::{Change, Held, Table};

use crate::find::Facets;

/// A statement by its place in the order of time, counted from 0; undated ones last.
pub(crate) type Place = u32;

/// What is kept of a statement.
pub(crate) struct Head {
    /// Row in the file.
    pub row: i64,
    pub id: StatementId,
    /// Place among the actors; `None` for nobody.
    pub speaker: Option<u32>,
    pub earliest: Option<Date>,
    pub latest: Option<Date>,
    /// Whether the day, or the bound, is known to the day.
    pub is_exact: bool,
    /// Places of the reports that tell of it.
    pub reports: Vec<u32>,
}

/// Somebody who says something; nobody, where no name is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Speaker {
    /// Place among the actors.
    pub actor: Option<u32>,
    pub n_statements: usize,
    pub n_reports: usize,
}

/// Something on the timeline: the place of an event or a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Moment {
    Event(u32),
    Statement(Place),
}

/// The record at one moment.
pub(crate) struct Snapshot {
    /// Of which rebuild it is.
    pub generation: u64,
    /// By id.
    pub actors: Vec<Actor>,
    /// Oldest first, undated last.
    pub reports: Vec<Report>,
    pub issues: Vec<Issue>,
    /// In the order of the issues.
    pub stances: Vec<IssueStance>,
    pub conditions: Vec<Condition>,
    /// By kind.
    pub conflicts: Vec<Conflict>,
    /// Oldest first, undated last.
    pub events: Vec<Event>,
    /// Statements and events in one order of time.
    pub timeline: Vec<Moment>,
    pub suggestions: Vec<Suggestion>,
    pub corrections: Vec<KeptCorrection>,
    /// Oldest first, undated last.
    pub statements: Vec<Head>,
    /// Who holds what on which issue.
    pub table: Table,
    /// The last changes of sides' own words, the latest first.
    pub changes: Vec<Change>,
    pub coverage: Coverage,
    /// Number of attributions of each report.
    n_attributions: Vec<usize>,
    report_places: HashMap<ReportId, u32>,
    by_id: HashMap<StatementId, Place>,
    by_row: HashMap<i64, Place>,
    /// Statements of each actor, and in the last place those of nobody.
    by_speaker: Vec<Vec<Place>>,
    by_report: Vec<Vec<Place>>,
    /// Stances in each statement.
    stances_in: HashMap<Place, Vec<u32>>,
    /// Stances of each issue.
    stances_on: Vec<std::ops::Range<usize>>,
    /// Stances of each holder.
    stances_of: BTreeMap<u32, Vec<u32>>,
    /// The last words under which an outlet published, for each report: a number.
    outlets: Vec<String>,
    outlet_of: Vec<Option<u16>>,
    /// Statements that speak of each issue, in the order of time, each once.
    statements_on: Vec<Vec<Place>>,
    /// Conflicts that each statement takes part in.
    conflicts_in: HashMap<Place, Vec<u32>>,
    /// Conflicts that each actor's statements, or those of who speaks for it, take part in.
    conflicts_of: BTreeMap<u32, BTreeSet<u32>>,
    /// Those who say something, most statements first, nobody last: who, in how many statements and reports.
    speakers: Vec<Speaker>,
    /// For each actor the side it speaks for.
    sides: Vec<u32>,
    /// For each actor that others speak for, those others.
    members: BTreeMap<u32, Vec<u32>>,
    issue_places: HashMap<IssueId, usize>,
    /// Statements with a day; they come first.
    n_dated: u32,
    /// Facets of all statements, counted when first asked for.
    facets: OnceLock<Facets>,
}

impl Snapshot {
    /// Reads what pages need from the last rebuild of `store`.
    pub fn take(store: &Store) -> Result<Self, StoreError> {
        // Another program may rebuild the record while it is read here; more than a few times in a row it does not.
        let mut tries = 0;
        loop {
            tries += 1;
            let generation = store.generation()?;
            let snapshot = Self::read(store, generation)?;
            if tries == 3 || store.generation()? == generation {
                return Ok(snapshot);
            }
        }
    }

    fn read(store: &Store, generation: u64) -> Result<Self, StoreError> {
        let mut actors = store.actors(&ActorFilter::default())?;
        actors.sort_by(|a, b| a.id.cmp(&b.id));
        let reports = store.reports(&ReportFilter::default())?;
        let report_places: HashMap<ReportId, u32> =
            reports.iter().zip(0..).map(|(report, place)| (report.id.clone(), place)).collect();
        let mut reports_of: HashMap<i64, Vec<u32>> = HashMap::new();
        for (row, report) in store.statement_reports()? {
            reports_of.entry(row).or_default().extend(report_places.get(&report));
        }
        let mut statements: Vec<Head> = Vec::new();
        for head in store.statement_heads()? {
            let mut told_in = reports_of.remove(&head.row).unwrap_or_default();
            told_in.sort_unstable();
            statements.push(head_of(head, told_in, &actors));
        }
        drop(reports_of);
        statements.sort_by(|a, b| order_of(a).cmp(&order_of(b)));
        let Positions { issues, stances, conditions } = store.positions()?;
        let mut n_attributions = vec![0; reports.len()];
        for (report, n) in store.attribution_counts()? {
            if let Some(place) = report_places.get(&report) {
                n_attributions[*place as usize] = n;
            }
        }
        let (outlets, outlet_of) = outlets(&reports);
        let mut snapshot = Self {
            generation,
            table: Table::of(&stances, &actors, &issues),
            changes: Vec::new(),
            coverage: Coverage::default(),
            stances_on: issues.iter().map(|issue| range_of(&stances, &issue.id)).collect(),
            by_id: places(&statements, |head| head.id.clone()),
            by_row: places(&statements, |head| head.row),
            by_speaker: vec![Vec::new(); actors.len() + 1],
            by_report: vec![Vec::new(); reports.len()],
            stances_in: HashMap::new(),
            stances_of: BTreeMap::new(),
            conflicts: store.conflicts(&ConflictFilter::default())?,
            events: store.events(&EventFilter::default())?,
            timeline: Vec::new(),
            suggestions: store.suggestions()?,
            corrections: store.corrections()?,
            actors,
            reports,
            issues,
            stances,
            conditions,
            statements,
            n_attributions,
            report_places,
            outlets,
            outlet_of,
            statements_on: Vec::new(),
            conflicts_in: HashMap::new(),
            conflicts_of: BTreeMap::new(),
            speakers: Vec::new(),
            sides: Vec::new(),
            members: BTreeMap::new(),
            issue_places: HashMap::new(),
            n_dated: 0,
            facets: OnceLock::new(),
        };
        snapshot.link();
        snapshot.timeline = timeline(&snapshot.statements, &snapshot.events);
        snapshot.coverage = Coverage::of(&snapshot);
        snapshot.changes = snapshot.table.changes(&snapshot.stances);
        Ok(snapshot)
    }

    fn link(&mut self) {
        self.sides = (0..self.actors.len() as u32).map(|at| self.follow_parties(at)).collect();
        for (actor, at) in self.actors.iter().zip(0..) {
            if let Some(party) = actor.party.as_ref().and_then(|id| actor_place(&self.actors, id)) {
                self.members.entry(party).or_default().push(at);
            }
        }
        self.issue_places = self.issues.iter().enumerate().map(|(at, issue)| (issue.id.clone(), at)).collect();
        self.n_dated = self.statements.partition_point(|head| head.latest.or(head.earliest).is_some()) as u32;
        let nobody = self.actors.len();
        for (head, place) in self.statements.iter().zip(0..) {
            self.by_speaker[head.speaker.map_or(nobody, |at| at as usize)].push(place);
            for report in &head.reports {
                self.by_report[*report as usize].push(place);
            }
        }
        for (stance, at) in self.stances.iter().zip(0..) {
            if let Some(place) = stance.statement.as_ref().and_then(|id| self.by_id.get(id)) {
                self.stances_in.entry(*place).or_default().push(at);
            }
            if let Some(holder) = actor_place(&self.actors, &stance.holder) {
                self.stances_of.entry(holder).or_default().push(at);
            }
        }
        self.statements_on = (0..self.issues.len()).map(|issue| self.find_statements_on(issue)).collect();
        for (conflict, at) in self.conflicts.iter().zip(0..) {
            for place in conflict.sides.iter().flat_map(|side| &side.statements).filter_map(|id| self.by_id.get(id)) {
                self.conflicts_in.entry(*place).or_default().push(at);
                let speaker = self.statements.get(*place as usize).and_then(|head| head.speaker);
                let side = speaker.map(|speaker| self.side_of(speaker));
                for actor in speaker.into_iter().chain(side) {
                    self.conflicts_of.entry(actor).or_default().insert(at);
                }
            }
        }
        self.speakers = self.find_speakers();
    }

    fn find_statements_on(&self, issue: usize) -> Vec<Place> {
        let places = self.stances_on(issue).iter().filter_map(|stance| self.place_of(stance.statement.as_ref()?));
        places.collect::<BTreeSet<Place>>().into_iter().collect()
    }

    fn find_speakers(&self) -> Vec<Speaker> {
        let nobody = self.actors.len();
        let mut speakers = Vec::new();
        for (at, statements) in self.by_speaker.iter().enumerate().filter(|(_, statements)| !statements.is_empty()) {
            let heads = statements.iter().filter_map(|place| self.head(*place));
            let reports: BTreeSet<u32> = heads.flat_map(|head| head.reports.iter().copied()).collect();
            let actor = (at != nobody).then_some(at as u32);
            speakers.push(Speaker { actor, n_statements: statements.len(), n_reports: reports.len() });
        }
        speakers
            .sort_by_key(|speaker| (speaker.actor.is_none(), std::cmp::Reverse(speaker.n_statements), speaker.actor));
        speakers
    }

    /// The actor with this id.
    pub fn actor(&self, id: &ActorId) -> Option<&Actor> {
        self.actors.get(self.actor_place(id)? as usize)
    }

    /// Its place in [`actors`](Self::actors).
    pub fn actor_place(&self, id: &ActorId) -> Option<u32> {
        actor_place(&self.actors, id)
    }

    /// The actor at this place.
    pub fn actor_at(&self, place: u32) -> Option<&Actor> {
        self.actors.get(place as usize)
    }

    /// What to call the actor with this id.
    pub fn name<'s>(&'s self, id: &'s ActorId) -> &'s str {
        self.actor(id).map_or(id.as_str(), |actor| &actor.name)
    }

    /// The side for which the actor speaks: itself if it speaks for nobody else.
    pub fn side_of(&self, place: u32) -> u32 {
        self.sides.get(place as usize).copied().unwrap_or(place)
    }

    /// For each actor the side it speaks for.
    pub fn sides(&self) -> &[u32] {
        &self.sides
    }

    /// How many statements have a day; they come first.
    pub fn n_dated(&self) -> u32 {
        self.n_dated
    }

    /// The facets of all statements.
    pub fn facets_of_all(&self) -> Facets {
        let all = || (0..self.statements.len() as u32).collect::<Vec<Place>>();
        self.facets.get_or_init(|| Facets::of(self, &all())).clone()
    }

    fn follow_parties(&self, place: u32) -> u32 {
        let mut at = place;
        // A chain longer than there are actors comes round; four is more than any codebook has.
        for _ in 0..4 {
            let party = self.actor_at(at).and_then(|actor| actor.party.as_ref());
            match party.and_then(|id| self.actor_place(id)) {
                Some(next) if next != at => at = next,
                _ => break,
            }
        }
        at
    }

    /// The actors that speak for the side at this place.
    pub fn members(&self, side: &ActorId) -> Vec<&Actor> {
        let places = self.actor_place(side).and_then(|at| self.members.get(&at));
        places.into_iter().flatten().filter_map(|at| self.actor_at(*at)).collect()
    }

    /// Those that others speak for, by id.
    pub fn parties(&self) -> impl Iterator<Item = &Actor> {
        self.members.keys().filter_map(|at| self.actor_at(*at))
    }

    /// The issue with this id, and its place.
    pub fn issue(&self, id: &IssueId) -> Option<(usize, &Issue)> {
        let place = self.issue_place(id)?;
        Some((place, self.issues.get(place)?))
    }

    /// Its place in [`issues`](Self::issues).
    pub fn issue_place(&self, id: &IssueId) -> Option<usize> {
        self.issue_places.get(id).copied()
    }

    /// What to call the issue with this id.
    pub fn label<'s>(&'s self, id: &'s IssueId) -> &'s str {
        self.issue(id).map_or(id.as_str(), |(_, issue)| &issue.label)
    }

    /// Its place in [`reports`](Self::reports).
    pub fn report_place(&self, id: &ReportId) -> Option<u32> {
        self.report_places.get(id).copied()
    }

    /// The report with this id.
    pub fn report(&self, id: &ReportId) -> Option<&Report> {
        self.reports.get(self.report_place(id)? as usize)
    }

    /// How many attributions the report at this place has.
    pub fn n_attributions(&self, report: u32) -> usize {
        self.n_attributions.get(report as usize).copied().unwrap_or(0)
    }

    /// Number of the outlet of the report at this place.
    pub fn outlet_of(&self, report: u32) -> Option<u16> {
        self.outlet_of.get(report as usize).copied().flatten()
    }

    /// Names of outlets, by number.
    pub fn outlets(&self) -> &[String] {
        &self.outlets
    }

    /// The statement at this place.
    pub fn head(&self, place: Place) -> Option<&Head> {
        self.statements.get(place as usize)
    }

    /// The place of the statement with this id.
    pub fn place_of(&self, id: &StatementId) -> Option<Place> {
        self.by_id.get(id).copied()
    }

    /// The place of the statement in this row of the file.
    pub fn place_of_row(&self, row: i64) -> Option<Place> {
        self.by_row.get(&row).copied()
    }

    /// Statements by the actor at this place, of nobody for `None`, in the order of time.
    pub fn statements_by(&self, speaker: Option<u32>) -> &[Place] {
        let at = speaker.map_or(self.actors.len(), |at| at as usize);
        self.by_speaker.get(at).map_or(&[], Vec::as_slice)
    }

    /// Statements that the report at this place tells of.
    pub fn statements_in(&self, report: u32) -> &[Place] {
        self.by_report.get(report as usize).map_or(&[], Vec::as_slice)
    }

    /// Stances that a statement takes.
    pub fn stances_in(&self, statement: Place) -> impl Iterator<Item = &IssueStance> {
        self.stances_in.get(&statement).into_iter().flatten().filter_map(|at| self.stances.get(*at as usize))
    }

    /// Stances on the issue at this place.
    pub fn stances_on(&self, issue: usize) -> &[IssueStance] {
        self.stances_on.get(issue).and_then(|range| self.stances.get(range.clone())).unwrap_or_default()
    }

    /// Stances of the actor at this place alone, not of its whole side.
    pub fn stances_of(&self, holder: u32) -> impl Iterator<Item = &IssueStance> {
        self.stances_of.get(&holder).into_iter().flatten().filter_map(|at| self.stances.get(*at as usize))
    }

    /// Statements that speak of the issue at this place, in the order of time, each once.
    pub fn statements_on(&self, issue: usize) -> &[Place] {
        self.statements_on.get(issue).map_or(&[], Vec::as_slice)
    }

    /// Conflicts that the statement with this id takes part in.
    pub fn conflicts_in(&self, statement: &StatementId) -> impl Iterator<Item = &Conflict> {
        let places = self.place_of(statement).and_then(|place| self.conflicts_in.get(&place));
        places.into_iter().flatten().filter_map(|at| self.conflicts.get(*at as usize))
    }

    /// Conflicts that statements of the actor at this place, or of who speaks for it, take part in.
    pub fn conflicts_of(&self, actor: u32) -> impl Iterator<Item = &Conflict> {
        self.conflicts_of.get(&actor).into_iter().flatten().filter_map(|at| self.conflicts.get(*at as usize))
    }

    /// Those who say something, most statements first, nobody last.
    pub fn speakers(&self) -> &[Speaker] {
        &self.speakers
    }
}

fn actor_place(actors: &[Actor], id: &ActorId) -> Option<u32> {
    let at = actors.binary_search_by(|actor| actor.id.cmp(id)).ok()?;
    u32::try_from(at).ok()
}

fn head_of(head: StatementHead, reports: Vec<u32>, actors: &[Actor]) -> Head {
    let StatementHead { row, id, speaker, earliest, latest, is_exact } = head;
    let speaker = speaker.and_then(|id| actor_place(actors, &id));
    Head { row, id, speaker, earliest, latest, is_exact, reports }
}

/// By the last day it may have been said, where that is not known the first; then by the first report that tells it.
fn order_of(head: &Head) -> impl Ord + '_ {
    let day = head.latest.or(head.earliest);
    (day.is_none(), day, head.earliest, head.reports.first(), &head.id)
}

fn places<K: std::hash::Hash + Eq>(statements: &[Head], key: impl Fn(&Head) -> K) -> HashMap<K, Place> {
    statements.iter().zip(0..).map(|(head, place)| (key(head), place)).collect()
}

fn range_of(stances: &[IssueStance], issue: &IssueId) -> std::ops::Range<usize> {
    let start = stances.iter().position(|stance| stance.issue == *issue).unwrap_or(0);
    let n = stances[start..].iter().take_while(|stance| stance.issue == *issue).count();
    start..start + n
}

/// By the last day something may be of; events before what was said on the day, what has no day at the end.
fn timeline(statements: &[Head], events: &[Event]) -> Vec<Moment> {
    let mut moments: Vec<(bool, Option<Date>, Moment)> = Vec::with_capacity(statements.len() + events.len());
    for (head, place) in statements.iter().zip(0..) {
        let day = head.latest.or(head.earliest);
        moments.push((day.is_none(), day, Moment::Statement(place)));
    }
    for (event, place) in events.iter().zip(0..) {
        let day = event.on.as_ref().and_then(|on| on.latest().or(on.earliest()));
        moments.push((day.is_none(), day, Moment::Event(place)));
    }
    moments.sort();
    moments.into_iter().map(|(_, _, moment)| moment).collect()
}

fn outlets(reports: &[Report]) -> (Vec<String>, Vec<Option<u16>>) {
    let names: BTreeSet<&str> = reports.iter().filter_map(|report| report.metadata.outlet.as_deref()).collect();
    let names: Vec<String> = names.into_iter().take(usize::from(u16::MAX)).map(str::to_owned).collect();
    let number = |name: &str| names.binary_search_by(|known| known.as_str().cmp(name)).ok();
    let of = reports.iter().map(|report| number(report.metadata.outlet.as_deref()?)?.try_into().ok()).collect();
    (names, of)
}
