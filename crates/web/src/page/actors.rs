//! All actors: who speaks, for whom, how much.

use maud::{Markup, html};

use super::layout::Frame;
use super::part::pager::{Part, pager_of};
use super::{Pages, count, grouped};
use crate::link::Page;

const PER_PAGE: usize = 100;

impl Pages<'_> {
    /// How many parts the list has.
    pub fn n_actor_parts(&self) -> usize {
        Part::sized(1, self.snapshot.speakers().len(), PER_PAGE).n_parts()
    }

    /// The list of those who speak, most statements first.
    pub fn actors(&self, number: usize) -> Markup {
        let speakers = self.snapshot.speakers();
        let part = Part::sized(number, speakers.len(), PER_PAGE);
        let frame = Frame {
            title: "Actors",
            trail: vec![("Overview".to_owned(), Page::Overview)],
            data: Some((Page::Actors, part.number)),
            citation: Some(format!("Actors in the record {}. Made with onrecord", self.record_name)),
            ..Frame::default()
        };
        let body = html! {
            p.lead { (count(speakers.len(), "actor speaks", "actors speak")) " in the record, those first who say most." }
            @if speakers.is_empty() { p.empty { "Nobody yet." } } @else {
                div.scroll tabindex="0" role="region" aria-label="Actors" {
                    table {
                        thead { tr {
                            th scope="col" { "Actor" } th scope="col" { "Role" } th scope="col" { "Speaks for" } th scope="col" { "Kind" }
                            th.number scope="col" { "Statements" } th.number scope="col" { "Reports" }
                        } }
                        tbody {
                            @for speaker in part.of_list(speakers) {
                                @let actor = speaker.actor.and_then(|at| self.snapshot.actor_at(at));
                                tr {
                                    th scope="row" { (self.speaker_link(actor)) }
                                    td { (actor.and_then(|a| a.roles.first()).map_or("", |role| &role.title)) }
                                    td { @if let Some(party) = actor.and_then(|a| a.party.as_ref()) { (self.actor_link(party)) } }
                                    td { (actor.map_or("", |actor| actor.kind.name())) }
                                    td.number { (grouped(speaker.n_statements)) }
                                    td.number { (grouped(speaker.n_reports)) }
                                }
                            }
                        }
                    }
                }
            }
            (pager_of(self.links, &Page::Actors, part))
        };
        self.page(&frame, &body)
    }
}
