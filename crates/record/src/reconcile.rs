//! Which attributions report the same utterance.
//!
//! Two attributions of one speaker do if the words of one are, but for a few, among the words of
//! the other ([`likeness`]). Only those that share a run of words are compared, so that the work
//! grows with what is alike and not with all pairs. Speakers that are not known are not the same.

mod likeness;

use std::collections::BTreeMap;

use onrecord_analysis::attribution::Kind;

use crate::attribution::{Attribution, Passage};
use crate::cluster::Clusters;
use crate::dating::statement_said_on;
use crate::id::{ActorId, StatementId};
use crate::statement::Statement;

use self::likeness::Wording;

/// Which of `attributions`, sorted by id, tell of one utterance: their places, in order.
pub(crate) fn group(attributions: &[Attribution]) -> Vec<Vec<usize>> {
    let mut clusters = Clusters::new(attributions.len());
    let mut by_speaker: BTreeMap<&ActorId, Vec<usize>> = BTreeMap::new();
    for (i, attribution) in attributions.iter().enumerate() {
        if let Some(speaker) = &attribution.speaker {
            by_speaker.entry(speaker).or_default().push(i);
        }
    }
    for same_speaker in by_speaker.values() {
        let wordings: Vec<Wording> =
            same_speaker.iter().filter_map(|i| attributions.get(*i)).map(Wording::of).collect();
        for (a, b) in likeness::alike(&wordings) {
            if let (Some(a), Some(b)) = (same_speaker.get(a), same_speaker.get(b)) {
                clusters.join(*a, *b);
            }
        }
    }
    clusters.into_groups()
}

/// The statements that `attributions` bear witness to, one for each group of their places, by id.
pub(crate) fn statements(groups: &[Vec<usize>], attributions: &[Attribution]) -> Vec<Statement> {
    let witnesses = |group: &Vec<usize>| group.iter().filter_map(|i| attributions.get(*i)).collect::<Vec<_>>();
    let mut statements: Vec<Statement> = groups.iter().map(|group| statement(&witnesses(group))).collect();
    statements.sort_by(|a, b| a.id.cmp(&b.id));
    statements
}

/// The statement of these attributions, of which there is at least one, sorted by id.
fn statement(witnesses: &[&Attribution]) -> Statement {
    let ids: Vec<_> = witnesses.iter().map(|w| w.id.clone()).collect();
    let mut wordings: Vec<(Kind, String)> = witnesses.iter().map(|w| (w.kind, verbatim(w.kind, &w.content))).collect();
    // The speaker's own words before the reporter's, then the longest, then by alphabet.
    wordings.sort_by_cached_key(|(kind, text)| {
        let is_reported = *kind == Kind::Indirect;
        (is_reported, std::cmp::Reverse(text.chars().count()), text.clone())
    });
    let own = wordings.iter().find(|(kind, _)| *kind == Kind::Direct);
    let text = own.or(wordings.first()).map(|(_, text)| text.clone());
    let mut wordings: Vec<String> = wordings.into_iter().map(|(_, text)| text).collect();
    wordings.sort();
    wordings.dedup();
    Statement {
        id: StatementId::of(&ids),
        speaker: witnesses.first().and_then(|w| w.speaker.clone()),
        text: text.unwrap_or_default(),
        said_on: statement_said_on(witnesses.iter().copied()),
        witnesses: ids,
        wordings,
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
