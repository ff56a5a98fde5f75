//! What happened and what was said, in the order of time.

use maud::{Markup, html};
use onrecord_record::event::Event;
use onrecord_store::error::StoreError;

use super::layout::Frame;
use super::part::day::span;
use super::part::line::Known;
use super::part::pager::{PER_PAGE, Part, pager_of};
use super::{Pages, count};
use crate::chart::coverage::coverage;
use crate::link::Page;
use crate::snapshot::Moment;

/// What stands under one day.
#[derive(Default)]
struct Day {
    name: String,
    events: Vec<u32>,
    statements: Vec<u32>,
}

impl Pages<'_> {
    /// How many parts the timeline has.
    pub fn n_timeline_parts(&self) -> usize {
        Part::of(1, self.snapshot.timeline.len()).n_parts()
    }

    /// The timeline.
    pub fn timeline(&self, number: usize) -> Result<Markup, StoreError> {
        let moments = &self.snapshot.timeline;
        let part = Part::sized(number, moments.len(), PER_PAGE);
        let frame = Frame {
            title: "Timeline",
            trail: vec![("Overview".to_owned(), Page::Overview)],
            data: Some((Page::Timeline, part.number)),
            citation: Some(format!("Timeline of the record {}. Made with onrecord", self.record_name)),
            ..Frame::default()
        };
        let mut days: Vec<Day> = Vec::new();
        for moment in part.of_list(moments) {
            let name = self.day_of(*moment);
            if days.last().is_none_or(|day| day.name != name) {
                days.push(Day { name, ..Day::default() });
            }
            match (days.last_mut(), moment) {
                (Some(day), Moment::Event(at)) => day.events.push(*at),
                (Some(day), Moment::Statement(at)) => day.statements.push(*at),
                (None, _) => {}
            }
        }
        let n_events = self.snapshot.events.len();
        let body = html! {
            p.lead {
                (count(n_events, "event", "events")) " and " (count(moments.len() - n_events, "statement", "statements"))
                " in the order of time; where a day is not known, by the latest it can have been."
            }
            @if number <= 1 { (coverage(&self.snapshot.coverage)) }
            @if moments.is_empty() { p.empty { "Nothing has been said yet." } }
            @for day in &days {
                section.day {
                    h2 { (day.name) }
                    div {
                        @for at in &day.events { @if let Some(event) = self.snapshot.events.get(*at as usize) { (self.event_line(event)) } }
                        (self.statement_lines(&day.statements, Known { day: true, ..Known::default() })?)
                    }
                }
            }
            (pager_of(self.links, &Page::Timeline, part))
        };
        Ok(self.page(&frame, &body))
    }

    /// An event in a list.
    pub fn event_line(&self, event: &Event) -> Markup {
        html! {
            article.line.event id=(event.id) {
                p.words { span.tag { (event.kind.name()) } " " (event.text) }
                p.about {
                    @for id in &event.participants { (self.actor_link(id)) }
                    @if let Some(place) = &event.place { span { (place) } }
                    @if let Some(evidence) = event.evidence.first() { span { "told by " (self.report_link(&evidence.report)) } }
                    @if event.evidence.len() > 1 { span { "and " (event.evidence.len() - 1) " more" } }
                }
            }
        }
    }

    fn day_of(&self, moment: Moment) -> String {
        let (earliest, latest) = match moment {
            Moment::Event(at) => {
                let on = self.snapshot.events.get(at as usize).and_then(|event| event.on.as_ref());
                (on.and_then(|on| on.earliest()), on.and_then(|on| on.latest()))
            }
            Moment::Statement(at) => self.snapshot.head(at).map_or((None, None), |head| (head.earliest, head.latest)),
        };
        let name = span(earliest, latest);
        if name.is_empty() { "Day not known".to_owned() } else { name }
    }
}
