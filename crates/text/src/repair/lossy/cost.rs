//! How ill a reading suits the place a mark stands in.
//!
//! Costs are small whole numbers; about 10 is a slight doubt, 60 asks for strong reasons elsewhere
//! in the paragraph, 120 is as good as never. They were set by hand on invented paragraphs.

use super::site::{Kind, Label, Place, Site};
use super::words;

/// As good as never.
pub(super) const NEVER: u32 = 120;

/// The cost of reading `site` as `label`, whatever the rest of the paragraph is.
pub(super) fn cost(site: &Site, label: Label) -> u32 {
    let (Kind::Decayed(decayed) | Kind::Odd(decayed)) = site.kind else {
        return if label == Label::Sound { 0 } else { 10 * NEVER };
    };
    let cost = match label {
        Label::Sound => return 10 * NEVER,
        Label::Keep => return keep(site, decayed),
        Label::Open => open(site),
        Label::Close => close(site),
        Label::Apostrophe => apostrophe(site),
        Label::Dash => dash(site),
        Label::Ellipsis => ellipsis(site),
    };
    match (site.kind, label) {
        // A mark that decayed otherwise than the quote marks and apostrophes is none of them.
        (Kind::Odd(_), Label::Dash) if site.joint.is_none() => cost.min(20),
        (Kind::Odd(_), Label::Ellipsis) => cost.min(30),
        _ => cost,
    }
}

fn open(site: &Site) -> u32 {
    let clipped = u32::from(words::is_clipped(site.word_after));
    match site.place {
        Place::Before if site.is_last() => 15 * clipped,
        // “‘, or “…and.
        Place::Before => 0,
        Place::Glued => match site.left {
            Some(':') => 5,
            Some(',' | ';' | '.' | '!' | '?') => 30,
            _ => 50,
        },
        Place::Inside if site.in_run.1 > 1 => 30 + 40 * u32::from(site.is_first()),
        Place::Inside | Place::Between | Place::Loose => 70,
        Place::After => NEVER,
    }
}

fn close(site: &Site) -> u32 {
    let after_stop = site.left.is_some_and(is_stop);
    let before_stop = site.right.is_some_and(|c| is_stop(c) || matches!(c, ')' | ']'));
    match site.place {
        Place::After if after_stop || before_stop || site.right.is_none() => 0,
        Place::After if !site.is_first() => 0,
        Place::After => 10,
        Place::Glued => 20 + 20 * u32::from(!after_stop),
        Place::Inside if site.in_run.1 > 1 => 30 + 40 * u32::from(site.is_last()),
        Place::Inside => 70,
        Place::Loose => 40,
        Place::Between => 70,
        Place::Before => NEVER,
    }
}

fn apostrophe(site: &Site) -> u32 {
    let ends_in_s = site.left.is_some_and(|c| matches!(c, 's' | 'S' | 'x' | 'z'));
    let starts_lower = site.next_word.starts_with(char::is_lowercase);
    match site.place {
        Place::Inside if site.in_run.1 > 1 => 80,
        Place::Inside if site.joint.is_some() => 0,
        Place::Inside if site.before_is_digit() => 60,
        Place::Inside if words::name_joins(site.word_before, site.word_after) => 10,
        Place::Inside => 45,
        Place::Before if words::is_clipped(site.word_after) => 5,
        Place::Before => 75,
        // "the leaders’ meeting": the next word belongs to the leaders.
        Place::After if ends_in_s && site.is_first() => match site.right {
            Some(' ') if starts_lower && !words::breaks_off(site.next_word) => 20,
            Some(' ') if !site.next_word.is_empty() => 30,
            _ => 60,
        },
        // "goin’"
        Place::After if site.word_before.ends_with("in") && site.right == Some(' ') => 60,
        Place::After | Place::Glued => 100,
        Place::Between | Place::Loose => NEVER,
    }
}

fn dash(site: &Site) -> u32 {
    let in_run = site.in_run.1 > 1;
    match site.place {
        Place::Between => 0,
        Place::Inside if in_run => 20,
        Place::Inside if site.joint.is_some() => 80,
        Place::Inside if is_range(site) => 0,
        Place::Inside if words::dash_joins(site.word_before, site.word_after) => 10,
        Place::Inside => 30,
        // “But I—”: broken off, and the closing mark follows.
        Place::After if in_run && site.is_first() && words::breaks_off(site.word_before) => 25,
        Place::After if in_run && site.is_first() => 45,
        Place::After => 65,
        Place::Before => 75,
        Place::Glued => 50,
        Place::Loose => 50,
    }
}

fn ellipsis(site: &Site) -> u32 {
    let in_run = site.in_run.1 > 1;
    match site.place {
        // “I thought…”
        Place::After if in_run && site.is_first() && !site.left.is_some_and(is_stop) => 35,
        Place::After if site.left.is_some_and(is_stop) => 90,
        Place::After => 40,
        // “…and”
        Place::Before if in_run && site.is_last() => 40,
        Place::Before => 75,
        Place::Between => 30,
        Place::Inside => 60,
        Place::Glued | Place::Loose => 50,
    }
}

/// The character is what it looks like: a question mark that asks, a letter that was lost.
fn keep(site: &Site, decayed: char) -> u32 {
    match (decayed, site.kind) {
        ('?', _) => keep_question(site),
        ('\u{fffd}', _) => match site.place {
            Place::Inside if site.range.len() > '\u{fffd}'.len_utf8() => 90,
            Place::Inside if words::function_joins(site.word_before, site.word_after) => 90,
            Place::Inside if site.joint.is_none() => 8,
            Place::Before => 50,
            Place::After if site.left.is_some_and(char::is_alphabetic) => 35,
            _ => 90,
        },
        // A bullet or an end sign.
        (_, Kind::Odd(_)) => match site.place {
            Place::Between | Place::Loose => 15,
            _ => 60,
        },
        _ => 110,
    }
}

fn keep_question(site: &Site) -> u32 {
    let asks = if site.asks { 0 } else { 32 };
    match site.place {
        Place::After if !site.is_first() => 60,
        Place::After if site.in_run.1 > 1 && !site.left.is_some_and(is_stop) => 5,
        Place::After if site.left.is_some_and(is_stop) => 60,
        Place::After if site.right.is_none() || site.next_word.starts_with(char::is_uppercase) => asks,
        Place::After => 30 + asks,
        Place::Inside | Place::Before => 100,
        _ => 80,
    }
}

/// 5–7 May, 2014–2022.
fn is_range(site: &Site) -> bool {
    site.before_is_digit() && site.right.is_some_and(char::is_numeric)
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | ',' | '!' | '?' | ';' | ':' | '…')
}
