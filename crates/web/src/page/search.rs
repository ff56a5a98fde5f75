//! Searching statements and reports.

use std::collections::BTreeSet;

use maud::{Markup, html};
use onrecord_store::error::StoreError;
use onrecord_store::search::Words;

use super::layout::Frame;
use super::part::day::{day, when};
use super::part::line::Known;
use super::part::mark::word;
use super::part::pager::{Part, pager};
use super::{Pages, count, grouped, report_name, short_file};
use crate::find::{self, Facet, FoundReports, FoundStatements, Query, What, fold, tokens};
use crate::link::{Links, Page};

/// The file of a static site that lists all statements, for its script to search.
pub(crate) const STATEMENTS: &str = "statements.js";

/// Results on one page.
pub(crate) const PER_PAGE: usize = 20;

impl Pages<'_> {
    /// The whole page. Without a server, a script looks through all statements, and the page says what to do without one.
    pub fn search(&self, query: &Query, number: usize) -> Result<Markup, StoreError> {
        let title = if query.words.is_empty() { "Search".to_owned() } else { format!("Search: {}", query.words) };
        let frame = Frame {
            title: &title,
            trail: vec![("Overview".to_owned(), Page::Overview)],
            query: &query.words,
            own_heading: true,
            ..Frame::default()
        };
        let body = if self.links.is_live() {
            html! {
                h1 { "Search" }
                (self.search_form(query))
                div #results aria-live="polite" { (self.results(query, number)?) }
            }
        } else {
            html! {
                h1 { "Search" }
                form.finder #finder hidden {
                    p {
                        label for="words" { "Words" }
                        input #words type="search" name="q" maxlength="200" autocomplete="off" data-live-search;
                    }
                    p.quiet { "All words have to be there; “words in quotation marks” as they stand." }
                }
                div #results aria-live="polite" hidden {}
                script src=(self.links.asset(STATEMENTS)) defer {}
                p.lead #without { "These pages are plain files, and without script they cannot be searched." }
                p {
                    "Your browser finds words on the page you look at. The "
                    a href=(self.links.to(&Page::Timeline)) { "timeline" } " holds all statements, "
                    a href=(self.links.to(&Page::Actors)) { "actors" } " and " a href=(self.links.to(&Page::Issues)) { "issues" }
                    " lead to theirs. With the record itself, " code { "onrecord serve " (self.record_name) } " searches everything."
                }
            }
        };
        Ok(self.page(&frame, &body))
    }

    fn search_form(&self, query: &Query) -> Markup {
        let kept: Vec<_> =
            query.parts().into_iter().filter(|(key, _)| !matches!(*key, "q" | "since" | "until")).collect();
        html! {
            form.finder action="/search" {
                p {
                    label for="words" { "Words" }
                    input #words type="search" name="q" value=(query.words) maxlength="200" autocomplete="off" data-live-search;
                    button type="submit" { "Search" }
                }
                p.days {
                    label for="since" { "Said from" } input #since type="date" name="since" value=[query.since];
                    label for="until" { "to" } input #until type="date" name="until" value=[query.until];
                }
                @for (key, value) in kept { input type="hidden" name=(key) value=(value); }
                p.quiet { "All words have to be there; “words in quotation marks” as they stand." }
            }
        }
    }

    /// What was found, with the ways to narrow it down.
    pub fn results(&self, query: &Query, number: usize) -> Result<Markup, StoreError> {
        let tab = |what: What, name: &str| {
            let other = Query { what, ..query.clone() };
            html! { a href=(self.links.search(&other.encode())) aria-current=[(query.what == what).then_some("true")] { (name) } }
        };
        Ok(html! {
            nav.tabs aria-label="What to search" { (tab(What::Statements, "Statements")) (tab(What::Reports, "Reports")) }
            (self.chosen(query))
            @match query.what {
                What::Statements => (self.found_statements(query, &find::statements(self.store, self.snapshot, query)?, number)?),
                What::Reports => (self.found_reports(query, &find::reports(self.store, self.snapshot, query)?, number)?),
            }
        })
    }

    /// What the search is narrowed down to, each with a way out.
    fn chosen(&self, query: &Query) -> Markup {
        let mut chosen: Vec<(&str, String)> = Vec::new();
        let mut add = |key, name: Option<String>| chosen.extend(name.map(|name| (key, name)));
        add("actor", query.actor.as_ref().map(|id| format!("by {}", self.snapshot.name(id))));
        add("party", query.party.as_ref().map(|id| format!("for {}", self.snapshot.name(id))));
        add("issue", query.issue.as_ref().map(|id| format!("on {}", self.snapshot.label(id))));
        add("stance", query.stance.map(|stance| word(stance).to_owned()));
        add("holder", query.holder.as_ref().map(|id| format!("what {} holds", self.snapshot.name(id))));
        add("outlet", query.outlet.as_ref().map(|outlet| format!("in {outlet}")));
        add("since", query.since.map(|since| format!("from {}", day(since))));
        add("until", query.until.map(|until| format!("to {}", day(until))));
        html! {
            @if !chosen.is_empty() {
                ul.chosen aria-label="Narrowed down to" {
                    @for (key, name) in &chosen {
                        li { (name) " " a href=(self.links.search(&query.with(key, "").encode())) aria-label={ "Without “" (name) "”" } { "×" } }
                    }
                }
            }
        }
    }

    fn found_statements(&self, query: &Query, found: &FoundStatements, number: usize) -> Result<Markup, StoreError> {
        let part = Part::sized(number, found.places.len(), PER_PAGE);
        let facets = [
            ("actor", "Who says it", &found.facets.actors),
            ("party", "For whom", &found.facets.parties),
            ("issue", "On what", &found.facets.issues),
            ("stance", "Which side", &found.facets.stances),
            ("outlet", "Who reports it", &found.facets.outlets),
        ];
        Ok(html! {
            div.found {
                div {
                    p.lead role="status" {
                        @if found.is_cut { "The latest " }
                        (count(found.places.len(), "statement", "statements"))
                        @if found.is_cut { " with words this common; add a word to see others" } @else if found.places.len() > 1 { ", the latest first" }
                    }
                    @if found.places.is_empty() { (self.nothing_found(query)) }
                    (self.statement_lines_with(part.of_list(&found.places), &tokens(&query.words))?)
                    (pager(part, &|number| numbered(self.links, query, number)))
                }
                aside aria-label="Narrow down" {
                    @for (key, name, facet) in facets { (self.facet(query, key, name, facet)) }
                }
            }
        })
    }

    fn found_reports(&self, query: &Query, found: &FoundReports, number: usize) -> Result<Markup, StoreError> {
        let part = Part::sized(number, found.places.len(), PER_PAGE);
        Ok(html! {
            div.found {
                div {
                    p.lead role="status" {
                        @if found.is_cut { "The first " }
                        (count(found.places.len(), "report", "reports"))
                    }
                    @if found.places.is_empty() { (self.nothing_found(query)) }
                    @for place in part.of_list(&found.places) {
                        @if let Some(report) = self.snapshot.reports.get(*place as usize) {
                            article.line {
                                p.words { a href=(self.links.to(&Page::Report(report.id.clone()))) { (report_name(report)) } }
                                @if let Some(excerpt) = find::excerpt(self.store, self.snapshot, query, *place)? { p.excerpt { (marked_excerpt(&excerpt)) } }
                                p.about {
                                    @if let Some(outlet) = &report.metadata.outlet { span { (outlet) } }
                                    @if let Some(date) = &report.dating.published { span { (when(date)) } }
                                    span { (short_file(report)) }
                                }
                            }
                        }
                    }
                    (pager(part, &|number| numbered(self.links, query, number)))
                }
                aside aria-label="Narrow down" { (self.facet(query, "outlet", "Who reports it", &found.outlets)) }
            }
        })
    }

    fn nothing_found(&self, query: &Query) -> Markup {
        html! {
            div.empty {
                p { "Nothing fits." }
                p { "Use fewer words, or parts of words: the last one may be unfinished." }
                @if query.has_facet() {
                    p { a href=(self.links.search(&Query { words: query.words.clone(), what: query.what, ..Query::default() }.encode())) { "Search everything for these words" } }
                }
            }
        }
    }

    fn facet(&self, query: &Query, key: &str, name: &str, facet: &Facet) -> Markup {
        html! {
            @if !facet.values.is_empty() {
                h2 { (name) }
                ul.facet {
                    @for (value, shown, n) in &facet.values {
                        li { a href=(self.links.search(&query.with(key, value).encode())) { (shown) } " " span.quiet { (grouped(*n)) } }
                    }
                    @if facet.n_more > 0 { li.quiet { "and " (facet.n_more) " more" } }
                }
            }
        }
    }

    /// Statement lines with what was looked for marked.
    fn statement_lines_with(&self, places: &[u32], tokens: &BTreeSet<String>) -> Result<Markup, StoreError> {
        if tokens.is_empty() {
            return self.statement_lines(places, Known::default());
        }
        self.statement_lines_showing(places, Known::default(), &|text| marked(text, tokens))
    }
}

fn numbered(links: Links, query: &Query, number: usize) -> String {
    let query = query.encode();
    let query = if query.is_empty() { String::new() } else { format!("{query}&") };
    links.search(&format!("{query}page={number}"))
}

/// `text` with words marked that begin with one of `tokens`.
fn marked(text: &str, tokens: &BTreeSet<String>) -> Markup {
    let is_hit = |word: &str| {
        let word = fold(word);
        tokens.iter().any(|token| word.starts_with(token.as_str()))
    };
    html! {
        @for (stretch, is_word) in stretches(text) {
            @if is_word && is_hit(stretch) { mark.hit { (stretch) } } @else { (stretch) }
        }
    }
}

/// `text` cut between words and what stands between them.
fn stretches(text: &str) -> Vec<(&str, bool)> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut before: Option<bool> = None;
    for (at, c) in text.char_indices() {
        let is_word = c.is_alphanumeric();
        if let Some(was_word) = before
            && was_word != is_word
        {
            found.push((&text[start..at], was_word));
            start = at;
        }
        before = Some(is_word);
    }
    if let Some(was_word) = before {
        found.push((&text[start..], was_word));
    }
    found
}

/// A stretch of a report, in which the store has marked what was looked for.
fn marked_excerpt(excerpt: &str) -> Markup {
    let parts = excerpt.split(Words::START).enumerate();
    html! {
        @for (at, part) in parts {
            @match part.split_once(Words::END) {
                Some((hit, rest)) if at > 0 => { mark.hit { (hit) } (rest) },
                _ => (part),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_looked_for_is_marked_and_nothing_else() {
        let marks = |text: &str, typed: &str| marked(text, &tokens(typed)).into_string();
        assert_eq!(
            marks("Größe, <b>größer", "grosse GRÖ"),
            "<mark class=\"hit\">Größe</mark>, &lt;b&gt;<mark class=\"hit\">größer</mark>"
        );
        assert_eq!(marks("", "a"), "");
        assert_eq!(marked_excerpt("a \u{2}<i>\u{3} b").into_string(), "a <mark class=\"hit\">&lt;i&gt;</mark> b");
    }
}
