//! The days of anniversaries that reports speak of.
//!
//! An anniversary is known by how many years it counts and by what it is of ([`Event::pairs`]). Its day comes from a
//! short table of events whose anniversaries are news all over the world (`events.tsv`), or from the reports: one that
//! says "yesterday, which was the third anniversary of ..." and knows its own date gives it to all others.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::Span as Years;
use jiff::civil::Date;

use super::bounds::Bounds;
use super::clue::OpenClue;
use crate::cluster::Clusters;
use crate::date::DateInterval;
use crate::hint::{Bearing, Event};

/// Years, and a pair of words that an event is known by.
type Key = (u32, String, String);

/// What is known of the days of anniversaries.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Anniversaries {
    /// Which of `days` a key stands for.
    places: BTreeMap<Key, usize>,
    days: Vec<Bounds>,
}

/// Day of each event of the table, by each pair of words it is known by.
static EVENTS: LazyLock<BTreeMap<(String, String), Date>> = LazyLock::new(|| {
    let rows = include_str!("events.tsv").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let pairs = rows.filter_map(|row| {
        let mut columns = row.split('\t');
        let day: Date = columns.next()?.parse().ok()?;
        Some(columns.filter_map(move |pair| {
            let (noun, name) = pair.split_once(' ')?;
            Some(((noun.to_owned(), name.to_owned()), day))
        }))
    });
    pairs.flatten().collect()
});

impl Anniversaries {
    /// The anniversaries that `clues` speak of, of which only the table is known so far.
    pub fn new(clues: &[Vec<OpenClue>]) -> Self {
        let spoken_of = || clues.iter().flatten().filter_map(OpenClue::anniversary);
        let mut places: BTreeMap<Key, usize> = BTreeMap::new();
        let mut same = Clusters::new(spoken_of().count());
        for (i, (_, years, event)) in spoken_of().enumerate() {
            for key in keys(years, event) {
                let first = *places.entry(key).or_insert(i);
                same.join(first, i);
            }
        }
        let groups = same.into_groups();
        let group_of: BTreeMap<usize, usize> =
            groups.iter().enumerate().flat_map(|(at, group)| group.iter().map(move |i| (*i, at))).collect();
        for place in places.values_mut() {
            *place = group_of.get(place).copied().unwrap_or(*place);
        }
        let mut days = vec![Bounds::default(); groups.len()];
        for ((years, noun, name), place) in &places {
            let event = EVENTS.get(&(noun.clone(), name.clone()));
            let day = event.and_then(|day| day.checked_add(Years::new().try_years(i64::from(*years)).ok()?).ok());
            if let Some((day, slot)) = day.zip(days.get_mut(*place)) {
                *slot = Bounds::on(day);
            }
        }
        Self { places, days }
    }

    /// The day of this anniversary, as far as it is known.
    pub fn day(&self, years: u32, event: &Event) -> Option<Bounds> {
        let place = keys(years, event).find_map(|key| self.places.get(&key))?;
        self.days.get(*place).copied().filter(|day| *day != Bounds::default())
    }

    /// The same with what these reports know, each given by its clues and its date.
    pub fn learned_from<'c>(&self, reports: impl Iterator<Item = (&'c [OpenClue], Option<&'c DateInterval>)>) -> Self {
        let mut learned = self.clone();
        for (clues, published) in reports {
            let report = Bounds::of_date(published);
            for (bearing, years, event) in clues.iter().filter_map(OpenClue::anniversary) {
                let place = keys(years, event).find_map(|key| learned.places.get(&key).copied());
                let Some(slot) = place.and_then(|place| learned.days.get_mut(place)) else { continue };
                if let Some(narrowed) = meant(bearing, report).and_then(|day| slot.and(day)) {
                    *slot = narrowed;
                }
            }
        }
        learned
    }
}

/// The days that `bearing` means in a report of the days `report`.
fn meant(bearing: &Bearing, report: Bounds) -> Option<Bounds> {
    match bearing {
        Bearing::News => Some(report.or_day_before()),
        Bearing::Words(words) => {
            let expression = onrecord_time::expressions(words).into_iter().next()?;
            Some(Bounds::of(expression.resolve(&report.reference()).interval?))
        }
    }
}

fn keys(years: u32, event: &Event) -> impl Iterator<Item = Key> {
    event.pairs().map(move |(noun, name)| (years, noun.to_owned(), name.to_owned()))
}
