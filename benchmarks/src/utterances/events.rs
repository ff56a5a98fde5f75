//! Events: labelled ones against those the program lists.

use jiff::civil::Date;
use serde::Serialize;

use super::built::Built;
use super::gold::World;
use crate::tally::share;

/// How well events are found. Labels name only some of the events told, so that there is no precision.
#[derive(Clone, Debug, Default, Serialize)]
pub struct EventScore {
    /// Labelled events.
    pub gold: usize,
    /// Those of which one of the right kind was found in at least one report.
    pub found: usize,
    /// Labelled tellings.
    pub told: usize,
    /// Tellings of found events that the best event of the program has.
    pub told_found: usize,
    /// Found events whose days hold the right day.
    pub dated: usize,
    /// Events listed.
    pub listed: usize,
    /// What is wrong, a line each.
    #[serde(skip)]
    pub errors: Vec<String>,
}

impl EventScore {
    /// Share of the events that were found, 0 to 1.
    pub fn recall(&self) -> f64 {
        share(self.found, self.gold)
    }

    pub(super) fn add(&mut self, world: &World, built: &Built) {
        self.listed += built.record.events.len();
        for wanted in &world.events {
            self.gold += 1;
            self.told += wanted.evidence.len();
            let shared = |event: &onrecord_record::event::Event| {
                let places = built.places(&event.evidence);
                wanted.evidence.iter().filter(|e| places.iter().any(|place| place.overlaps(&e.place()))).count()
            };
            let same = built.record.events.iter().filter(|event| event.kind.name() == wanted.kind);
            let best = same.map(|event| (shared(event), event)).max_by_key(|(n, event)| (*n, &event.id));
            let Some((n, event)) = best.filter(|(n, _)| *n > 0) else {
                self.errors.push(format!("{} missed {} on {}", world.name(), wanted.kind, wanted.day));
                continue;
            };
            self.found += 1;
            self.told_found += n;
            let day: Option<Date> = wanted.day.parse().ok();
            let holds = day.zip(event.on.as_ref()).is_some_and(|(day, on)| {
                on.earliest().is_some_and(|first| first <= day) && on.latest().is_some_and(|last| day <= last)
            });
            self.dated += usize::from(holds);
            if !holds || n < wanted.evidence.len() {
                let on = event.on.as_ref().map(ToString::to_string).unwrap_or_default();
                let of = wanted.evidence.len();
                let line =
                    format!("{} {} on {}: {n} of {of}, {on}: {}", world.name(), wanted.kind, wanted.day, event.text);
                self.errors.push(line);
            }
        }
    }
}
