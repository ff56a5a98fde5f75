//! Decayed marks and what stands around them.

use std::ops::Range;

use super::evidence::Damage;
use super::words::{self, Joint, joint};

/// What a mark was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Open,
    Close,
    Apostrophe,
    Dash,
    Ellipsis,
    /// The character is what it seems to be: a question mark, a lost letter.
    Keep,
    /// A quotation mark that has not decayed; it counts for the balance.
    Sound,
}

/// How a mark, or the run of marks it belongs to, stands to the words around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Before a word, after a blank or the like.
    Before,
    /// After a word or punctuation, before a blank, punctuation or the end.
    After,
    /// Between two letters or figures.
    Inside,
    /// Between blanks.
    Between,
    /// Between punctuation and a word.
    Glued,
    /// After a blank and before punctuation or the end.
    Loose,
}

/// A decayed mark, or a sound quotation mark, in one line.
#[derive(Clone, Debug)]
pub(super) struct Site<'t> {
    pub(super) range: Range<usize>,
    pub(super) kind: Kind,
    pub(super) place: Place,
    /// Position in a run of marks that touch, and the length of the run.
    pub(super) in_run: (usize, usize),
    /// The characters before and after the run.
    pub(super) left: Option<char>,
    pub(super) right: Option<char>,
    /// The word right before the run, after it (at once), and after it (past blanks).
    pub(super) word_before: &'t str,
    pub(super) word_after: &'t str,
    pub(super) next_word: &'t str,
    pub(super) joint: Option<Joint>,
    /// Whether the sentence the mark stands in begins like a question.
    pub(super) asks: bool,
}

/// What a site holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The character most marks of the text have decayed to.
    Decayed(char),
    /// Another character that makes no sense where it stands.
    Odd(char),
    /// A quotation mark that has not decayed: opening, closing.
    SoundOpen,
    SoundClose,
}

impl Site<'_> {
    pub(super) fn before_is_digit(&self) -> bool {
        self.left.is_some_and(char::is_numeric)
    }

    pub(super) fn is_first(&self) -> bool {
        self.in_run.0 == 0
    }

    pub(super) fn is_last(&self) -> bool {
        self.in_run.0 + 1 == self.in_run.1
    }
}

/// The lines of `text` without their ends, and where they start.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let at = start;
        start += line.len();
        (at, line.trim_end())
    })
}

/// The decayed mark that starts at `at`, if any.
pub(super) fn mark_at(line: &str, at: usize, damage: &Damage) -> Option<Range<usize>> {
    let rest = line.get(at..)?;
    let first = rest.chars().next()?;
    if !damage.is_decayed(first) && !(damage.is_odd(first)) {
        return None;
    }
    let width = match first {
        // Two bytes of three may have survived, and the third been replaced.
        'â' => {
            let tail = rest.get('â'.len_utf8()..)?;
            let second = tail.chars().next().filter(|c| matches!(c, '€' | '\u{80}'));
            let third = second.and_then(|c| {
                let next = tail.get(c.len_utf8()..)?.chars().next()?;
                matches!(next, '\u{fffd}' | '?' | '\u{81}'..='\u{9f}').then_some(next)
            });
            'â'.len_utf8() + second.map_or(0, char::len_utf8) + third.map_or(0, char::len_utf8)
        }
        '\u{fffd}' if damage.triples && rest.starts_with("\u{fffd}\u{fffd}\u{fffd}") => 9,
        c => c.len_utf8(),
    };
    Some(at..at + width)
}

/// The marks of `line`, in order.
pub(super) fn sites<'t>(line: &'t str, damage: &Damage) -> Vec<Site<'t>> {
    let mut sites: Vec<Site<'t>> = Vec::new();
    let mut straight_open = false;
    let mut at = 0;
    while let Some(c) = line.get(at..).and_then(|rest| rest.chars().next()) {
        let mark = mark_at(line, at, damage);
        let end = mark.as_ref().map_or(at + c.len_utf8(), |mark| mark.end);
        let kind = match c {
            _ if mark.is_some() && damage.is_decayed(c) => Some(Kind::Decayed(c)),
            _ if mark.is_some() => Some(Kind::Odd(c)),
            '“' => Some(Kind::SoundOpen),
            '”' => Some(Kind::SoundClose),
            '"' => {
                straight_open = !straight_open;
                Some(if straight_open { Kind::SoundOpen } else { Kind::SoundClose })
            }
            _ => None,
        };
        if let Some(kind) = kind {
            sites.push(Site::bare(at..end, kind));
        }
        at = end;
    }
    join_runs(line, &mut sites, damage);
    sites.retain(|site| !is_sound_letter(line, site));
    sites
}

impl<'t> Site<'t> {
    fn bare(range: Range<usize>, kind: Kind) -> Self {
        Self {
            range,
            kind,
            place: Place::Between,
            in_run: (0, 1),
            left: None,
            right: None,
            word_before: "",
            word_after: "",
            next_word: "",
            joint: None,
            asks: false,
        }
    }
}

/// Fills in what stands around each site. Marks that touch share one surrounding.
fn join_runs<'t>(line: &'t str, sites: &mut [Site<'t>], damage: &Damage) {
    let is_letter: fn(char) -> bool = |c| c.is_alphanumeric() || c == '\'' || c == '’';
    let mut first = 0;
    let mut asks = false;
    let mut scanned = 0;
    while first < sites.len() {
        let mut last = first;
        while let (Some(a), Some(b)) = (sites.get(last), sites.get(last + 1))
            && a.range.end == b.range.start
        {
            last += 1;
        }
        let (Some(start), Some(end)) = (sites.get(first).map(|s| s.range.start), sites.get(last).map(|s| s.range.end))
        else {
            return;
        };
        let before = line.get(..start).unwrap_or("");
        let after = line.get(end..).unwrap_or("");
        let left = before.chars().next_back();
        let right = after.chars().next();
        let word_before = trailing_word(before, is_letter, damage);
        // Not into the next decayed letter: "donât" ends before the mark that follows it.
        let word_after = leading_word(after, damage);
        let next_word = leading_word(after.trim_start(), damage);
        let place = place(left, right);
        let ends_in_mark = after
            .get(word_after.len()..)
            .is_some_and(|rest| rest.starts_with(char::is_alphabetic) && mark_at(rest, 0, damage).is_none());
        // A decayed letter in the word before may be one (château’s), or a mark (well—don’t).
        let (word_before, joint) = if place == Place::Inside && !ends_in_mark {
            let last = word_before.rsplit(|c| damage.is_decayed(c)).next().unwrap_or("");
            match joint(last, word_after) {
                Some(Joint::Contraction) => (last, Some(Joint::Contraction)),
                _ => (word_before, joint(word_before, word_after)),
            }
        } else {
            (word_before, None)
        };
        // Where the sentence starts is carried along, so that a line is looked at once.
        let stop = line.get(scanned..start).and_then(|passed| passed.rfind(['.', '!', '?', ':']));
        if stop.is_some() || first == 0 {
            let opening = line.get(stop.map_or(0, |stop| scanned + stop + 1)..).unwrap_or("");
            let opening = opening.trim_start_matches(|c: char| !c.is_alphanumeric() || damage.is_decayed(c));
            asks = words::asks(leading_word(opening, damage));
        }
        scanned = end;
        for (idx, site) in sites.iter_mut().take(last + 1).skip(first).enumerate() {
            site.place = place;
            site.in_run = (idx, last + 1 - first);
            (site.left, site.right) = (left, right);
            (site.word_before, site.word_after, site.next_word) = (word_before, word_after, next_word);
            site.joint = joint;
            site.asks = asks;
        }
        first = last + 1;
    }
}

/// The letters `text` ends with. A decayed letter at their start is not one of them.
fn trailing_word<'t>(text: &'t str, is_letter: fn(char) -> bool, damage: &Damage) -> &'t str {
    // Longer runs of letters are no words, and looking back over them would cost quadratic time.
    const LONGEST: usize = 40;
    let letters = text.char_indices().rev().take(LONGEST).take_while(|&(_, c)| is_letter(c));
    let start = letters.last().map_or(text.len(), |(at, _)| at);
    text.get(start..).unwrap_or("").trim_start_matches(|c| damage.is_decayed(c))
}

/// The letters and figures `text` begins with, up to a decayed mark.
fn leading_word<'t>(text: &'t str, damage: &Damage) -> &'t str {
    let end = text.find(|c: char| !c.is_alphanumeric() || damage.is_decayed(c)).unwrap_or(text.len());
    text.get(..end).unwrap_or("")
}

fn place(left: Option<char>, right: Option<char>) -> Place {
    let is_blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let opens = |c: Option<char>| c.is_some_and(|c| matches!(c, '(' | '[' | '/' | '-' | '—' | '–' | '‘'));
    let is_word = |c: Option<char>| {
        c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '$' | '£' | '€' | '(' | '[' | '#' | '@'))
    };
    let is_alnum = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    if is_blank(left) || opens(left) {
        return if is_word(right) {
            Place::Before
        } else if is_blank(right) && right.is_some() {
            Place::Between
        } else {
            Place::Loose
        };
    }
    if is_alnum(left) && is_alnum(right) {
        Place::Inside
    } else if is_word(right) {
        Place::Glued
    } else {
        Place::After
    }
}

/// Whether the `â` at `site` is a letter of the word it stands in.
fn is_sound_letter(line: &str, site: &Site) -> bool {
    let (Kind::Decayed('â') | Kind::Odd('â')) = site.kind else {
        // A question mark in an address asks nothing.
        return site.kind == Kind::Decayed('?') && is_in_address(line, site);
    };
    if site.range.len() > 'â'.len_utf8() || site.in_run.1 > 1 {
        return false;
    }
    match site.place {
        Place::Before => words::completes_letter(site.word_after),
        Place::Inside if site.before_is_digit() => false,
        Place::Inside => site.joint.is_none() && !words::dash_joins(site.word_before, site.word_after),
        _ => false,
    }
}

fn is_in_address(line: &str, site: &Site) -> bool {
    let before = line.get(..site.range.start).unwrap_or("");
    let after = line.get(site.range.end..).unwrap_or("");
    // Longest address looked at, so that a line without blanks costs no quadratic time.
    const LONGEST: usize = 200;
    let is_text = |c: &char| !c.is_whitespace();
    let token: String = before.chars().rev().take(LONGEST).take_while(is_text).collect();
    let has_value = after.chars().take(LONGEST).take_while(is_text).any(|c| c == '=');
    // `token` is read backwards.
    site.right.is_some_and(char::is_alphanumeric) && (has_value || token.contains("//:") || token.ends_with(".www"))
}
