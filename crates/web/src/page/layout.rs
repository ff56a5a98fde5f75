//! What all pages share: head, way back, foot.

use maud::{DOCTYPE, Markup, html};

use super::Place;

/// A whole page around `body`. `trail` leads from the overview to here: names and addresses.
pub(crate) fn page(place: Place, title: &str, trail: &[(&str, String)], body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self'";
                title { (title) " – onrecord" }
                link rel="stylesheet" href={ (place.root) "style.css" };
            }
            body {
                header {
                    nav aria-label="Breadcrumbs" {
                        a href={ (place.root) "index.html" } { "Record" }
                        @for (name, address) in trail {
                            span aria-hidden="true" { " › " }
                            a href=(address) { (name) }
                        }
                    }
                }
                main { (body) }
                footer { p { "Made by onrecord from the reports listed. Every line leads to the words it rests on." } }
            }
        }
    }
}
