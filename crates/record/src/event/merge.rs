//! Which tellings are of one event.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;

use super::mention::Mention;
use super::{Event, EventKind};
use crate::cluster::Clusters;
use crate::date::DateInterval;
use crate::id::{ActorId, EventId};

/// Most days between the first and the last on which a telling may have it for the days to say which event it is.
const SHORT: i32 = 3;

/// The events told of, in the order of time.
pub(super) fn merge(mut mentions: Vec<Mention>) -> Vec<Event> {
    mentions.sort_by(|a, b| (a.kind, &a.evidence, &a.text).cmp(&(b.kind, &b.evidence, &b.text)));
    let mut clusters = Clusters::new(mentions.len());
    let mut by_party: BTreeMap<(EventKind, &ActorId), Vec<usize>> = BTreeMap::new();
    for (at, mention) in mentions.iter().enumerate() {
        for who in &mention.participants {
            by_party.entry((mention.kind, who)).or_default().push(at);
        }
    }
    for places in by_party.values_mut() {
        // In the order of time, so that only neighbours are compared.
        let mut dated: Vec<((Date, Date), usize)> =
            places.iter().filter_map(|at| Some((days(mentions.get(*at)?.on.as_ref())?, *at))).collect();
        dated.sort_unstable();
        for pair in dated.windows(2) {
            if pair[1].0.0 <= pair[0].0.1 {
                clusters.join(pair[0].1, pair[1].1);
            }
        }
    }
    let groups = clusters.into_groups();
    let mut events: Vec<Event> = groups.iter().filter_map(|group| event(group, &mentions)).collect();
    events.sort_by(|a, b| (when(a), &a.id).cmp(&(when(b), &b.id)));
    events.dedup_by(|later, earlier| later.id == earlier.id);
    events
}

/// The first and last day, where both are known and near each other.
fn days(on: Option<&DateInterval>) -> Option<(Date, Date)> {
    let (earliest, latest) = (on?.earliest()?, on?.latest()?);
    (earliest.until(latest).ok()?.get_days() <= SHORT).then_some((earliest, latest))
}

fn when(event: &Event) -> (bool, Option<Date>, Option<Date>) {
    let on = event.on.as_ref();
    let (earliest, latest) = (on.and_then(DateInterval::earliest), on.and_then(DateInterval::latest));
    (on.is_none(), latest.or(earliest), earliest)
}

fn event(group: &[usize], mentions: &[Mention]) -> Option<Event> {
    let told: Vec<&Mention> = group.iter().filter_map(|at| mentions.get(*at)).collect();
    let fullest = told.iter().min_by_key(|mention| {
        (Reverse(mention.participants.len()), Reverse(mention.text.chars().count()), &mention.text)
    })?;
    let mut participants: Vec<ActorId> = told.iter().flat_map(|mention| &mention.participants).cloned().collect();
    participants.sort();
    participants.dedup();
    let mut evidence: Vec<_> = told.iter().flat_map(|mention| &mention.evidence).cloned().collect();
    evidence.sort();
    evidence.dedup();
    // The place that most tell, the first of equals; the day told most exactly.
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    told.iter().filter_map(|mention| mention.place.as_deref()).for_each(|place| *places.entry(place).or_default() += 1);
    let place = places.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0))).map(|(place, _)| place.to_owned());
    let dates = told.iter().filter_map(|mention| mention.on.as_ref());
    let exact = |on: &&DateInterval| {
        let days = on.earliest().zip(on.latest()).and_then(|(a, b)| Some(a.until(b).ok()?.get_days()));
        (days.unwrap_or(i32::MAX), on.latest(), on.basis().clone())
    };
    Some(Event {
        id: EventId::of(fullest.kind.name(), &evidence),
        kind: fullest.kind,
        participants,
        place,
        on: dates.min_by_key(exact).cloned(),
        text: fullest.text.clone(),
        evidence,
    })
}
