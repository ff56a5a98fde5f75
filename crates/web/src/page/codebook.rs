//! The codebook: issues, sides and who speaks for them, as people named them or as the program found them.

use maud::{Markup, html};
use onrecord_store::error::StoreError;

use super::layout::Frame;
use super::{Pages, count, grouped};
use crate::link::Page;

/// Most rows of a list; a codebook has some dozens, what is discovered may be hundreds.
const MOST: usize = 200;

impl Pages<'_> {
    /// The codebook.
    pub fn codebook(&self) -> Result<Markup, StoreError> {
        let codebook = self.store.codebook()?;
        let is_named = !codebook.issues().is_empty() || !codebook.actors().is_empty();
        let frame = Frame {
            title: "Codebook",
            trail: vec![("Overview".to_owned(), Page::Overview)],
            data: Some((Page::Codebook, 1)),
            citation: Some(format!("Codebook of the record {}. Made with onrecord", self.record_name)),
            ..Frame::default()
        };
        let body = html! {
            p.lead {
                @if is_named {
                    "Named in advance: " (count(codebook.issues().len(), "issue", "issues")) " and " (count(codebook.actors().len(), "actor", "actors")) "."
                } @else {
                    "This record has no codebook; the issues were found in the reports. To start one from them: "
                    code { "onrecord codebook suggest " (self.record_name) " > codebook.toml" }
                }
            }
            section {
                h2 { "Issues" }
                (self.issue_tree())
            }
            section {
                h2 { "Sides, and who speaks for them" }
                (self.parties())
            }
            (self.suggestions())
            @if is_named {
                section {
                    h2 { "As it was given" }
                    details { summary { "codebook.toml" } pre tabindex="0" { code { (codebook.source()) } } }
                }
            }
        };
        Ok(self.page(&frame, &body))
    }

    fn issue_tree(&self) -> Markup {
        let top: Vec<_> = self.snapshot.issues.iter().filter(|issue| issue.parent.is_none()).collect();
        let row = |issue: &onrecord_record::issue::Issue| {
            let n = self.snapshot.issue_place(&issue.id).map_or(0, |at| self.snapshot.statements_on(at).len());
            html! {
                (self.issue_link(&issue.id)) " " span.quiet { (count(n, "statement", "statements")) }
                @if !issue.terms.is_empty() { div.small.quiet { (issue.terms.join(", ")) } }
            }
        };
        html! {
            @if top.is_empty() { p.empty { "No issue is known." } }
            ul.tree {
                @for issue in top.iter().take(MOST) {
                    li {
                        (row(issue))
                        @let parts: Vec<_> = self.snapshot.issues.iter().filter(|part| part.parent.as_ref() == Some(&issue.id)).collect();
                        @if !parts.is_empty() { ul { @for part in parts { li { (row(part)) } } } }
                    }
                }
                @if top.len() > MOST { li { a href=(self.links.to(&Page::Issues)) { "and " (top.len() - MOST) " more" } } }
            }
        }
    }

    fn parties(&self) -> Markup {
        let sides: Vec<_> =
            self.snapshot.parties().map(|actor| (actor, self.snapshot.members(&actor.id))).take(MOST).collect();
        html! {
            @if sides.is_empty() { p.empty { "Nobody is known to speak for somebody else." } }
            @else {
                div.scroll tabindex="0" role="region" aria-label="Sides" {
                    table {
                        thead { tr { th scope="col" { "Side" } th scope="col" { "Spoken for by" } th scope="col" { "Also called" } } }
                        tbody {
                            @for (side, members) in &sides {
                                tr {
                                    th scope="row" { (self.actor_link(&side.id)) }
                                    td { @for (n, member) in members.iter().enumerate() { @if n > 0 { ", " } (self.actor_link(&member.id)) } }
                                    td { (side.aliases.join(", ")) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// Pairs of actors that may be one, with a way to say so.
    fn suggestions(&self) -> Markup {
        let suggestions = &self.snapshot.suggestions;
        html! {
            @if !suggestions.is_empty() {
                section {
                    h2 { "May be one and the same" }
                    ul.plain {
                        @for suggestion in suggestions.iter().take(MOST) {
                            li {
                                (self.actor_link(&suggestion.actors[0])) " and " (self.actor_link(&suggestion.actors[1]))
                                span.quiet { " – " (suggestion.reason.name()) }
                                (self.merge_pair_form(&suggestion.actors[0], &suggestion.actors[1]))
                            }
                        }
                        @if suggestions.len() > MOST { li.quiet { "and " (grouped(suggestions.len() - MOST)) " more" } }
                    }
                }
            }
        }
    }
}
