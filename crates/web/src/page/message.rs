//! Short pages that need no record: not found, not allowed, wrong, signing in.

use maud::{DOCTYPE, Markup, html};

use crate::link::{Links, Page};

/// A page that says what happened and what to do.
pub(crate) fn bare(links: Links, record_name: &str, title: &str, text: &str, hint: &str) -> Markup {
    around(links, record_name, title, &html! { p.lead { (text) } @if !hint.is_empty() { p { (hint) } } })
}

/// A page with little around its body.
pub(crate) fn around(links: Links, record_name: &str, title: &str, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " – " (record_name) " – onrecord" }
                link rel="icon" href=(links.asset("icon.svg")) type="image/svg+xml";
                link rel="stylesheet" href=(links.asset("style.css"));
            }
            body {
                header.top { a.brand href=(links.to(&Page::Overview)) { "on" b { "record" } } }
                main { h1 { (title) } (body) }
            }
        }
    }
}
