//! What all pages share: head, ways to other pages, tools, foot.

use maud::{DOCTYPE, Markup, html};

use super::Pages;
use super::part::mark::drawings;
use crate::link::{Form, Page};

/// What browsers let pages on disk do: nothing but show what lies beside them. The server says so in a header.
const STATIC_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'";

/// What stands around the body of a page.
#[derive(Default)]
pub(crate) struct Frame<'p> {
    /// The heading, and the name of the window.
    pub title: &'p str,
    /// Above the heading: what kind of page it is.
    pub kind: &'p str,
    /// From the overview to here.
    pub trail: Vec<(String, Page)>,
    /// How to cite what is shown; without the address.
    pub citation: Option<String>,
    /// Where what is shown can be had as data, and the number of the part of a list.
    pub data: Option<(Page, usize)>,
    /// What was searched for.
    pub query: &'p str,
    /// Whether search engines and readers should take the page for an outline only: no marks.
    pub plain: bool,
    /// The heading is drawn by the body.
    pub own_heading: bool,
}

impl Pages<'_> {
    /// A whole page around `body`.
    pub fn page(&self, frame: &Frame<'_>, body: &Markup) -> Markup {
        let links = self.links;
        html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="referrer" content="same-origin";
                    @if !links.is_live() { meta http-equiv="Content-Security-Policy" content=(STATIC_POLICY); }
                    meta name="color-scheme" content="light dark";
                    title { (frame.title) " – " (self.record_name) " – onrecord" }
                    link rel="icon" href=(links.asset("icon.svg")) type="image/svg+xml";
                    link rel="stylesheet" href=(links.asset("style.css"));
                    script src=(links.asset("script.js")) defer {}
                }
                body data-live[links.is_live()] {
                    a.skip href="#main" { "To the text" }
                    (self.header(frame))
                    @if !frame.plain { (drawings()) }
                    main #main tabindex="-1" {
                        @if !frame.trail.is_empty() { (self.trail(frame)) }
                        @if !frame.own_heading {
                            @if !frame.kind.is_empty() { p.kind { (frame.kind) } }
                            h1 { (frame.title) }
                        }
                        (body)
                        (self.tools(frame))
                    }
                    footer {
                        p {
                            "Made by onrecord from the reports listed. Every line leads to the words it rests on; what a "
                            "machine read can be wrong, so check before you print. "
                            @if links.is_live() {
                                a href="/api" { "API" } " · "
                            }
                            button.shortcuts type="button" hidden { "Keyboard" }
                        }
                    }
                }
            }
        }
    }

    fn header(&self, frame: &Frame<'_>) -> Markup {
        let links = self.links;
        let mut pages = vec![
            (Page::Overview, "Overview"),
            (Page::Issues, "Issues"),
            (Page::Actors, "Actors"),
            (Page::Conflicts, "Conflicts"),
            (Page::Timeline, "Timeline"),
            (Page::Reports, "Reports"),
            (Page::Codebook, "Codebook"),
            (Page::Corrections, "Corrections"),
        ];
        if !links.is_live() {
            pages.push((Page::Search, "Search"));
        }
        let first = frame.trail.get(1).map(|(_, page)| page);
        let is_current = |page: &Page| frame.title == self.title_of(page) || first == Some(page);
        html! {
            header.top {
                a.brand href=(links.to(&Page::Overview)) { "on" b { "record" } }
                nav aria-label="Pages" {
                    ul {
                        @for (page, name) in &pages {
                            li { a href=(links.to(page)) aria-current=[is_current(page).then_some("page")] { (name) } }
                        }
                    }
                }
                @if links.is_live() {
                    form.search role="search" action="/search" {
                        label.unseen for="q" { "Search statements and reports" }
                        input #q type="search" name="q" value=(frame.query) placeholder="Search" autocomplete="off" maxlength="200";
                        button.unseen type="submit" { "Search" }
                    }
                }
            }
        }
    }

    /// The name of the page at the top of the list.
    fn title_of(&self, page: &Page) -> &'static str {
        match page {
            Page::Overview => "The record",
            Page::Issues => "Issues",
            Page::Actors => "Actors",
            Page::Conflicts => "Conflicts",
            Page::Timeline => "Timeline",
            Page::Reports => "Reports",
            Page::Codebook => "Codebook",
            Page::Corrections => "Corrections",
            Page::Search => "Search",
            _ => "",
        }
    }

    fn trail(&self, frame: &Frame<'_>) -> Markup {
        html! {
            nav.trail aria-label="Breadcrumbs" {
                ol {
                    @for (name, page) in &frame.trail {
                        li { a href=(self.links.to(page)) { (name) } }
                    }
                    li aria-current="page" { (super::shortened(frame.title, 60)) }
                }
            }
        }
    }

    fn tools(&self, frame: &Frame<'_>) -> Markup {
        if frame.citation.is_none() && frame.data.is_none() {
            return html! {};
        }
        html! {
            section.tools aria-label="Take it with you" {
                @if let Some((page, number)) = &frame.data {
                    p {
                        "What is shown here as "
                        a href=(self.links.data(page, *number, Form::Csv)) download { "CSV" }
                        " or "
                        a href=(self.links.data(page, *number, Form::Json)) download[!self.links.is_live()] { "JSON" }
                    }
                }
                @if let Some(citation) = &frame.citation {
                    details.cite {
                        summary { "Cite this page" }
                        p.citation { (citation) }
                        button.copy type="button" hidden { "Copy" }
                        span.copied role="status" {}
                    }
                }
            }
        }
    }

    /// The trail of a page below a list: the overview and the list.
    pub fn trail_below(&self, list: Page, name: &str) -> Vec<(String, Page)> {
        vec![("Overview".to_owned(), Page::Overview), (name.to_owned(), list)]
    }
}
