//! Adding reports: by dropping files, by paste.

use maud::{Markup, html};

use super::Pages;
use super::layout::Frame;
use crate::link::Page;

impl Pages<'_> {
    /// The form, and how far a job is if one runs.
    pub fn add(&self, job: Option<&Markup>) -> Markup {
        let frame = Frame {
            title: "Add reports",
            trail: self.trail_below(Page::Reports, "Reports"),
            plain: true,
            ..Frame::default()
        };
        let body = html! {
            @if let Some(job) = job { (job) }
            p.lead { "Text, HTML, JSON, JSON Lines, feeds, WARC, each also gzipped. Everything stays on this machine." }
            form.add #add method="post" action="/add" enctype="multipart/form-data" {
                div.drop #drop {
                    label for="files" { "Files" }
                    input #files type="file" name="file" multiple;
                    p.quiet.drophint hidden { "or drop them anywhere on this page" }
                }
                p {
                    label for="text" { "Or paste the text of a report" }
                    textarea #text name="text" rows="10" maxlength="2000000" {}
                }
                p {
                    label for="name" { "A name for what you paste" }
                    input #name type="text" name="name" maxlength="120" placeholder="pasted report";
                }
                p { button type="submit" { "Read into the record" } }
            }
            div #progress role="status" aria-live="polite" {}
        };
        self.page(&frame, &body)
    }
}
