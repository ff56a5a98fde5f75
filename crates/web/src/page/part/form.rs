//! Forms that correct what the program found. They stand where the mistake is, folded away.

use maud::{Markup, html};
use onrecord_record::actor::Actor;
use onrecord_record::attribution::Attribution;
use onrecord_record::id::{ActorId, IssueId};
use onrecord_record::position::stance::IssueStance;
use onrecord_record::stance::Stance;
use onrecord_record::statement::Statement;
use onrecord_store::decisions::KeptCorrection;

use super::mark::word;
use crate::page::Pages;

/// Most names that are offered; any other can be typed.
const MOST_NAMES: usize = 80;

/// What a form sends besides what is typed.
fn hidden(kind: &str, subject: &str) -> Markup {
    html! {
        input type="hidden" name="kind" value=(kind);
        input type="hidden" name="subject" value=(subject);
    }
}

impl Pages<'_> {
    /// A form with one button. `subject` is what is corrected.
    fn form(&self, kind: &str, subject: &str, fields: &Markup, button: &str) -> Markup {
        html! {
            form.correction method="post" action="/corrections" {
                (hidden(kind, subject))
                (fields)
                label { "Your name " input type="text" name="by" maxlength="80" autocomplete="name"; }
                button type="submit" { (button) }
            }
        }
    }

    /// A field for an actor's name.
    fn actor_field(&self, label: &str, id: &str) -> Markup {
        html! {
            label { (label) " " input type="text" name="object" list=(id) required maxlength="200" autocomplete="off"; }
        }
    }

    /// Names to choose from, those first who say most.
    fn names(&self, id: &str) -> Markup {
        let sides = self.snapshot.table.sides().iter().filter_map(|id| self.snapshot.actor(id));
        let speakers = self.snapshot.speakers().iter().filter_map(|speaker| self.snapshot.actor_at(speaker.actor?));
        let mut names: Vec<&str> = sides.take(20).chain(speakers.take(MOST_NAMES)).map(|a| a.name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        html! { datalist id=(id) { @for name in names { option value=(name) {} } } }
    }

    fn issue_field(&self) -> Markup {
        html! {
            label {
                "Issue "
                select name="issue" {
                    @for at in self.snapshot.table.issues().iter().take(200) {
                        @if let Some(issue) = self.snapshot.issues.get(*at) { option value=(issue.id) { (issue.label) } }
                    }
                }
            }
        }
    }

    fn side_field(&self, now: Option<Stance>) -> Markup {
        html! {
            label {
                "Side "
                select name="stance" {
                    @for stance in Stance::ALL { option value=(stance.name()) selected[now == Some(stance)] { (word(stance)) } }
                }
            }
        }
    }

    /// For a statement: who said it, which side it takes, or that it is none.
    pub fn statement_forms(&self, statement: &Statement, witnesses: &[Attribution]) -> Markup {
        if !self.may_write || witnesses.is_empty() {
            return html! {};
        }
        let subject: Vec<&str> = statement.witnesses.iter().map(|id| id.as_str()).collect();
        let subject = subject.join(" ");
        let first = witnesses.first().map_or("", |witness| witness.id.as_str());
        html! {
            section.corrections aria-label="Correct this statement" {
                details.correct {
                    summary { "Correct this statement" }
                    (self.form("set-speaker", &subject, &self.actor_field("Somebody else said it:", "actors"), "Set the speaker"))
                    @if !self.snapshot.issues.is_empty() {
                        (self.form("add-stance", first, &html! { (self.side_field(None)) " " (self.issue_field()) }, "Add a stance"))
                    }
                    (self.form("reject-attribution", &subject, &html! { span { "Nobody says this here." } }, "Reject it"))
                    (self.names("actors"))
                }
            }
        }
    }

    /// For an actor: name, side, or that it is somebody else.
    pub fn actor_forms(&self, actor: &Actor) -> Markup {
        if !self.may_write {
            return html! {};
        }
        let id = actor.id.as_str();
        let name =
            html! { label { "Name " input type="text" name="object" value=(actor.name) required maxlength="200"; } };
        html! {
            section.corrections aria-label="Correct this actor" {
                details.correct {
                    summary { "Correct this actor" }
                    (self.form("rename", id, &name, "Rename"))
                    (self.form("set-party", id, &self.actor_field("Speaks for", "actors"), "Set the side"))
                    @if actor.party.is_some() { (self.form("set-party", id, &html! {}, "Speaks for nobody else")) }
                    (self.form("merge", id, &self.actor_field("The same as", "actors"), "Merge"))
                    (self.names("actors"))
                }
            }
        }
    }

    /// For two actors that may be one.
    pub fn merge_pair_form(&self, kept: &ActorId, other: &ActorId) -> Markup {
        if !self.may_write {
            return html! {};
        }
        html! {
            form.correction.inline method="post" action="/corrections" {
                (hidden("merge", kept.as_str()))
                input type="hidden" name="object" value=(other);
                button type="submit" { "They are one" }
            }
        }
    }

    /// For an issue that is the same as another.
    pub fn merge_issue_form(&self, id: &IssueId) -> Markup {
        if !self.may_write || self.snapshot.issues.len() < 2 {
            return html! {};
        }
        html! {
            details.correct {
                summary { "Correct this issue" }
                (self.form("merge-issues", id.as_str(), &self.issue_field(), "The same as this one"))
            }
        }
    }

    /// For a stance: another side, another issue, or none.
    pub fn stance_forms(&self, stance: &IssueStance) -> Markup {
        let Some(first) = stance.readings.first().filter(|_| self.may_write) else { return html! {} };
        let subject: Vec<&str> = stance.readings.iter().map(|id| id.as_str()).collect();
        let subject = subject.join(" ");
        // A page with hundreds of stances offers all issues only where one statement is looked at.
        html! {
            details.correct.inline {
                summary { "Correct" span.unseen { " this stance " (first) } }
                (self.form("set-stance", &subject, &self.side_field(Some(stance.stance)), "Set the side"))
                (self.form("reject-stance", &subject, &html! {}, "No side is taken"))
            }
        }
    }

    /// To take a correction back or make it again.
    pub fn undo_form(&self, kept: &KeptCorrection) -> Markup {
        if !self.may_write {
            return html! {};
        }
        let (action, name) = if kept.is_undone { ("redo", "Make it again") } else { ("undo", "Take it back") };
        html! {
            form.correction.inline method="post" action={ "/corrections/" (kept.number) "/" (action) } {
                button type="submit" aria-label={ (name) ": correction " (kept.number) } { (name) }
            }
        }
    }
}
