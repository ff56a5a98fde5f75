//! An actor: what is known of them, and their statements with the words each rests on.

use maud::{Markup, html};
use onrecord_record::actor::Actor;
use onrecord_record::attribution::Attribution;
use onrecord_record::report::Report;
use onrecord_record::statement::Statement;

use super::Place;
use super::layout::page;
use super::report::name as report_name;

/// One witness, ready to show.
pub(crate) struct ShownWitness<'r> {
    pub(crate) attribution: &'r Attribution,
    pub(crate) report: &'r Report,
    /// The paragraph with its words highlighted.
    pub(crate) excerpt: Markup,
}

/// A statement and its witnesses.
pub(crate) struct ShownStatement<'r> {
    pub(crate) statement: &'r Statement,
    pub(crate) witnesses: Vec<ShownWitness<'r>>,
}

/// The page of an actor, or of the statements that nobody is named for.
pub(crate) fn render(actor: Option<&Actor>, statements: &[ShownStatement]) -> Markup {
    let place = Place::FOLDER;
    let title = actor.map_or("Nobody named", |a| a.name.as_str());
    let body = html! {
        h1 { (title) }
        @if let Some(actor) = actor {
            dl.facts {
                dt { "Kind" } dd { (actor.kind.name()) }
                @if !actor.roles.is_empty() {
                    dt { "Roles" } dd { (actor.roles.iter().map(|r| r.title.as_str()).collect::<Vec<_>>().join("; ")) }
                }
                @if !actor.aliases.is_empty() { dt { "Also called" } dd { (actor.aliases.join("; ")) } }
            }
        }
        h2 { (statements.len()) @if statements.len() == 1 { " statement" } @else { " statements" } }
        @for shown in statements {
            section.statement {
                blockquote { p { (shown.statement.text) } }
                @if let Some(date) = &shown.statement.said_on {
                    p.when { "said " (super::overview::when(date)) }
                }
                @for witness in &shown.witnesses {
                    div.witness {
                        (witness.excerpt)
                        p.where {
                            (witness.attribution.kind.name()) ", in "
                            a href=(place.witness(&witness.report.id.to_string(), &witness.attribution.id.to_string())) {
                                (report_name(witness.report))
                            }
                            @if let Some(outlet) = &witness.report.metadata.outlet { ", " (outlet) }
                        }
                    }
                }
            }
        }
    };
    page(place, title, &[], &body)
}
