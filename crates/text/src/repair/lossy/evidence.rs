//! Whether a text has lost its marks, and to which character.
//!
//! Strong evidence is a character where no letter or symbol can stand: in "donât", after a comma
//! and before a blank, before a capital. Weak evidence is a place where a mark is likelier than a
//! letter. A handful of strong cases is asked for, because a wrong guess would damage sound text.

use super::site::{Kind, Place, Site, sites};
use super::words::Joint;

/// Characters that marks are known to decay to.
const SUSPECTS: [char; 12] = ['â', '\u{fffd}', '?', '⊠', '□', '■', '▯', '◊', '¬', '¤', '¿', '\u{1a}'];

/// The damage of one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Damage {
    /// The characters most marks have become.
    decayed: Vec<char>,
    /// Whether each of the three lost bytes left its own replacement character.
    pub(super) triples: bool,
}

impl Damage {
    /// Whether marks of the text have decayed to `c`.
    pub(super) fn is_decayed(&self, c: char) -> bool {
        self.decayed.contains(&c)
    }

    /// Whether `c` is not the character the text is damaged by, but may stand for a mark in it.
    pub(super) fn is_odd(&self, c: char) -> bool {
        !self.decayed.is_empty() && !matches!(c, 'â' | '?' | '¿' | '¤') && SUSPECTS.contains(&c) && !self.is_decayed(c)
    }
}

/// Looks for the damage. `None` for almost every text.
pub(super) fn damage(text: &str) -> Option<Damage> {
    let triples = has_triples(text);
    let mut decayed = Vec::new();
    for suspect in SUSPECTS {
        // A text without so much as two of them has nothing to be seen by.
        let n_min = if suspect == '\u{fffd}' { 1 } else { 2 };
        if text.matches(suspect).take(n_min).count() < n_min && !text.contains("â€") {
            continue;
        }
        let alone = Damage { decayed: vec![suspect], triples };
        if weigh(text, suspect, &alone).is_damage(suspect) {
            decayed.push(suspect);
        }
    }
    (!decayed.is_empty()).then_some(Damage { decayed, triples })
}

fn has_triples(text: &str) -> bool {
    let mut run = 0;
    let mut n_runs = 0;
    for c in text.chars().chain(std::iter::once(' ')) {
        if c == '\u{fffd}' {
            run += 1;
        } else if run > 0 {
            if run % 3 != 0 {
                return false;
            }
            n_runs += 1;
            run = 0;
        }
    }
    n_runs > 0
}

#[derive(Default)]
struct Weight {
    n_certain: usize,
    n_contractions: usize,
    n_strong: usize,
    n_weak: usize,
    n_possessives: usize,
}

impl Weight {
    fn is_damage(&self, suspect: char) -> bool {
        match suspect {
            // Never sound text; what it stands for is decided case by case.
            '\u{fffd}' => true,
            'â' => {
                self.n_certain > 0
                    || self.n_strong >= 2
                    || (self.n_strong >= 1 && self.n_weak + self.n_possessives >= 2)
                    || self.n_possessives >= 3
            }
            '?' => self.n_strong >= 3 || (self.n_contractions >= 1 && self.n_strong >= 2),
            // Symbols are used as bullets and end signs, so a word must have one in its midst.
            _ => self.n_contractions + self.n_possessives >= 1 && self.n_strong + self.n_weak + self.n_possessives >= 2,
        }
    }
}

fn weigh(text: &str, suspect: char, alone: &Damage) -> Weight {
    let mut weight = Weight::default();
    for (_, line) in super::site::lines(text) {
        if !line.contains(suspect) {
            continue;
        }
        let sites = sites(line, alone);
        for site in sites.iter().filter(|s| matches!(s.kind, Kind::Decayed(_))) {
            weigh_site(site, suspect, &mut weight);
        }
    }
    weight
}

fn weigh_site(site: &Site, suspect: char, weight: &mut Weight) {
    if suspect == 'â' && site.range.len() > 'â'.len_utf8() {
        weight.n_certain += 1;
        return;
    }
    let is_question = suspect == '?';
    let after_stop = site.left.is_some_and(|c| matches!(c, '.' | ',' | '!' | '?' | ';' | ':'));
    match site.place {
        Place::Inside => match site.joint {
            Some(Joint::Contraction) => {
                weight.n_contractions += 1;
                weight.n_strong += 1;
            }
            // One letter and an s may be anything; a longer word is a possessive.
            Some(Joint::Possessive) if site.word_before.chars().count() >= 3 => weight.n_possessives += 1,
            // French: "lâche" and Romanian "câine" are whole words, so only clear ones count.
            Some(Joint::Elision) if is_clear_elision(site) => weight.n_strong += 1,
            _ => {}
        },
        Place::After if after_stop && !(is_question && site.left != Some(',')) => weight.n_strong += 1,
        Place::After if site.right.is_some_and(|c| matches!(c, ',' | '.' | ';' | ':')) && !is_question => {
            weight.n_weak += 1;
        }
        Place::Before if is_question => weight.n_strong += 1,
        Place::Before if site.right.is_some_and(char::is_uppercase) && suspect != '¿' => weight.n_strong += 1,
        Place::Before => weight.n_weak += usize::from(suspect != 'â'),
        Place::Between if suspect == 'â' || is_question => weight.n_strong += 1,
        Place::Between => weight.n_weak += 1,
        _ => {}
    }
}

fn is_clear_elision(site: &Site) -> bool {
    matches!(
        (site.word_before.to_lowercase().as_str(), site.word_after),
        ("c", "est" | "était")
            | ("d", "un" | "une")
            | ("n", "est" | "a" | "ont")
            | ("s", "est" | "il")
            | ("qu" | "jusqu" | "puisqu" | "lorsqu", _)
            | ("l", "on" | "accord" | "un" | "une")
            | ("j", "ai")
    )
}
