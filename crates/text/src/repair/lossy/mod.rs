//! Marks that have all decayed to one and the same character.
//!
//! The UTF-8 bytes of “ ” ‘ ’ – — and … begin alike. Where the bytes after the first are lost, all
//! of them read `â`, and which mark it was shows only from the context; the same happens with `?`,
//! U+FFFD or a box in its place. The work is done in three steps, each in a file:
//!
//! - [`evidence`]: does the text have this damage at all, and by which character? A letter `â` in
//!   its right place (château, âme, când) is no evidence and is never changed.
//! - [`site`]: every decayed mark with what stands around it.
//! - [`decide`]: for the marks of a paragraph together, the reading in which most quotations open
//!   and close where they should.
//!
//! Whether quotation marks were double or single ones is lost for good. Outer ones are written
//! “ ”, inner ones ‘ ’.

mod cost;
mod decide;
mod evidence;
mod site;
mod words;

use crate::alignment::Edit;
use decide::{Paragraph, decide};
use evidence::{Damage, damage};
use site::{Label, Place, Site};

/// The edits that put the right mark for every decayed one.
pub fn edits(text: &str) -> Vec<Edit> {
    let Some(damage) = damage(text) else {
        return Vec::new();
    };
    let mut edits = Vec::new();
    let mut is_open = false;
    let mut lines = site::lines(text).filter(|(_, line)| !line.trim().is_empty()).peekable();
    while let Some((start, line)) = lines.next() {
        let sites = site::sites(line, &damage);
        if sites.is_empty() {
            is_open = false;
            continue;
        }
        let next_opens = lines.peek().is_some_and(|(_, next)| opens(next, &damage));
        let decided = decide(&Paragraph { sites: &sites, is_open, next_opens });
        for (site, (label, depth)) in sites.iter().zip(&decided.labels) {
            if let Some(mark) = glyph(site, *label, *depth) {
                let range = start + site.range.start..start + site.range.end;
                edits.push(Edit::replace(range, mark));
            }
        }
        is_open = decided.is_open;
    }
    edits
}

/// Whether the paragraph `line` starts with what may be an opening mark.
fn opens(line: &str, damage: &Damage) -> bool {
    let line = line.trim_start();
    match site::mark_at(line, 0, damage) {
        Some(mark) => line.get(mark.end..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric)),
        None => line.starts_with(['“', '"']),
    }
}

/// The mark to write, `None` where the character stays as it is.
fn glyph(site: &Site, label: Label, depth: u8) -> Option<&'static str> {
    Some(match label {
        Label::Keep | Label::Sound => return None,
        Label::Open if depth == 0 => "“",
        Label::Open => "‘",
        Label::Close if depth <= 1 => "”",
        Label::Close | Label::Apostrophe => "’",
        Label::Ellipsis => "…",
        // A range of figures and the spaced dash of British print; American print sets it
        // close.
        Label::Dash => match site.place {
            Place::Between | Place::Before => "–",
            Place::Inside if site.before_is_digit() => "–",
            _ => "—",
        },
    })
}

#[cfg(test)]
mod tests;
