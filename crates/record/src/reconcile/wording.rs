//! The wordings of one statement: which is the fullest, and where the others differ from it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use onrecord_analysis::attribution::Kind;

use super::align::differences;
use crate::attribution::{Attribution, Passage};
use crate::id::AttributionId;
use crate::statement::Wording;

/// How `witnesses`, of which there is at least one, word what they report: the fullest wording first.
pub(super) fn wordings(witnesses: &[&Attribution]) -> Vec<Wording> {
    let mut worded: BTreeMap<String, (Kind, Vec<AttributionId>)> = BTreeMap::new();
    for witness in witnesses {
        let text = verbatim(witness.kind, &witness.content);
        let (kind, ids) = worded.entry(text).or_insert((witness.kind, Vec::new()));
        if rank(witness.kind) < rank(*kind) {
            *kind = witness.kind;
        }
        ids.push(witness.id.clone());
    }
    let mut wordings: Vec<Wording> = worded
        .into_iter()
        .map(|(text, (kind, mut witnesses))| {
            witnesses.sort();
            Wording { text, kind, witnesses, differences: Vec::new() }
        })
        .collect();
    // The speaker's own words before the reporter's, then the longest, then by alphabet.
    wordings.sort_by_cached_key(|wording| {
        (rank(wording.kind), Reverse(wording.text.chars().count()), wording.text.clone())
    });
    if let Some((fullest, others)) = wordings.split_first_mut() {
        for other in others.iter_mut().filter(|other| other.kind != Kind::Indirect) {
            other.differences = differences(&fullest.text, &other.text, other.kind);
        }
    }
    wordings
}

/// Which kinds of quotation give the speaker's words best.
fn rank(kind: Kind) -> u8 {
    match kind {
        Kind::Direct => 0,
        Kind::Mixed => 1,
        Kind::Indirect => 2,
    }
}

/// The words of `content` as they stand. Quotation marks around a direct quotation, and the comma
/// that belongs to the sentence around it, are the reporter's and left off.
fn verbatim(kind: Kind, content: &Passage) -> String {
    let text = content.text.trim();
    if kind != Kind::Direct {
        return text.to_owned();
    }
    let is_mark = |c: char| "\"“”„‟«»".contains(c);
    let is_single = |c: char| "'‘’‚‹›`".contains(c);
    let start = text.trim_start_matches(|c: char| is_mark(c) || is_single(c) || c.is_whitespace());
    // An apostrophe at the end may belong to the word; one behind a stop does not.
    let mut end = start.trim_end_matches(|c: char| is_mark(c) || c.is_whitespace() || c == ',');
    if let Some(stem) = end.strip_suffix(is_single) {
        let opened = text.starts_with(is_single);
        if opened || stem.ends_with(['.', ',', '!', '?']) {
            end = stem.trim_end_matches(',');
        }
    }
    without_inner_marks(if end.is_empty() { text } else { end })
}

/// A direct quotation that the reporter cut in two ("One," she said, "and two.") with an ellipsis
/// for the cut instead of the marks on either side of it.
fn without_inner_marks(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let is_closing = |c: char| "\"”’»'".contains(c);
    let is_opening = |c: char| "\"“‘«„'".contains(c);
    let mut out = String::with_capacity(text.len());
    let mut i = 0;
    while i < chars.len() {
        let cut = chars.get(i..i + 3).is_some_and(|c| is_closing(c[0]) && c[1] == ' ' && is_opening(c[2]));
        if cut {
            out.truncate(out.trim_end_matches([',', ' ']).len());
            out.push_str(" … ");
            i += 3;
        } else {
            out.push(chars[i]);
            i += 1;
        }
    }
    out
}
