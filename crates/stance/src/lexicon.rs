//! Words that carry a stance, from tables beside this file. They are few on purpose: the reader knows more of them, and
//! these are the ones that mean it wherever they stand.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::reading::{Stance, flipped};

/// Where the matter of a word stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// Its object.
    Object,
    /// A clause that belongs to it: "to accept", "that they leave", "leaving".
    Clause,
    /// Behind these words: "for", "on to".
    Behind(Vec<&'static str>),
}

/// One way in which a word carries a stance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub stance: Stance,
    /// What it comes to when negated.
    pub negated: Stance,
    /// Where the matter stands; of several the first that is there.
    pub slots: Vec<Slot>,
    /// The particle that must belong to it: "out" of "rule out".
    pub particle: Option<&'static str>,
}

/// Entries by lemma.
pub(crate) type Table = BTreeMap<&'static str, Vec<Entry>>;

pub(crate) static VERBS: LazyLock<Table> = LazyLock::new(|| table(include_str!("lexicon/verbs.tsv")));
pub(crate) static DECIDING: LazyLock<Table> = LazyLock::new(|| deciding(include_str!("lexicon/deciding.tsv")));
pub(crate) static ADJECTIVES: LazyLock<Table> = LazyLock::new(|| table(include_str!("lexicon/adjectives.tsv")));
pub(crate) static NOUNS: LazyLock<Table> = LazyLock::new(|| table(include_str!("lexicon/nouns.tsv")));

/// Steps that an auxiliary makes a matter of will.
static ACTS: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| rows(include_str!("lexicon/acts.tsv")).flatten().flat_map(|words| words.split(' ')).collect());

/// What can be said of the matter itself: the words, the stance, the stance when negated.
pub(crate) static JUDGEMENTS: LazyLock<Vec<(Vec<&'static str>, Stance, Stance)>> = LazyLock::new(|| {
    let rows = rows(include_str!("lexicon/judgements.tsv"));
    let entries = rows.filter_map(|row| {
        let [stance, negated, words] = row.as_slice() else { return None };
        let (stance, negated) = (Stance::from_name(stance)?, Stance::from_name(negated)?);
        Some(words.split(' ').map(move |word| (word.split('_').collect(), stance, negated)))
    });
    entries.flatten().collect()
});

/// What the lemma may stand for: the ends of guessed lemmas are not sure ("restat", "suggeste").
fn forms(lemma: &str) -> [String; 3] {
    [lemma.to_owned(), format!("{lemma}e"), lemma.strip_suffix('e').unwrap_or(lemma).to_owned()]
}

/// The entries of a word by its lemma, or as it stands.
pub(crate) fn entries<'t>(table: &'t Table, lemma: &str, word: &str) -> Option<&'t Vec<Entry>> {
    forms(lemma).iter().find_map(|form| table.get(form.as_str())).or_else(|| table.get(word.to_lowercase().as_str()))
}

/// Whether the lemma is one of `words`.
pub(crate) fn is_one_of(words: &[&str], lemma: &str) -> bool {
    forms(lemma).iter().any(|form| words.contains(&form.as_str()))
}

/// Whether the lemma is that of a step that an auxiliary makes a matter of will.
pub(crate) fn is_act(lemma: &str) -> bool {
    forms(lemma).iter().any(|form| ACTS.contains(form.as_str()))
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split('\t').collect())
}

fn table(tsv: &'static str) -> Table {
    let mut table = Table::new();
    for row in rows(tsv) {
        let [stance, negated, slots, words] = row.as_slice() else { continue };
        let Some((stance, negated)) = Stance::from_name(stance).zip(Stance::from_name(negated)) else { continue };
        add(&mut table, stance, negated, slots, words);
    }
    table
}

fn deciding(tsv: &'static str) -> Table {
    let mut table = Table::new();
    for row in rows(tsv) {
        let [stance, slots, words] = row.as_slice() else { continue };
        let Some(stance) = Stance::from_name(stance) else { continue };
        add(&mut table, stance, flipped(stance), slots, words);
    }
    table
}

fn add(table: &mut Table, stance: Stance, negated: Stance, slots: &'static str, words: &'static str) {
    let slot = |name: &'static str| match name {
        "obj" => Slot::Object,
        "clause" => Slot::Clause,
        words => Slot::Behind(words.split('_').collect()),
    };
    for word in words.split(' ') {
        let (lemma, particle) = match word.split_once('_') {
            Some((lemma, particle)) => (lemma, Some(particle)),
            None => (word, None),
        };
        let slots = slots.split(' ').map(slot).collect();
        table.entry(lemma).or_default().push(Entry { stance, negated, slots, particle });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_every_table_is_read() {
        for (tsv, columns, n_stances) in [
            (include_str!("lexicon/verbs.tsv"), 4, 2),
            (include_str!("lexicon/adjectives.tsv"), 4, 2),
            (include_str!("lexicon/nouns.tsv"), 4, 2),
            (include_str!("lexicon/deciding.tsv"), 3, 1),
            (include_str!("lexicon/judgements.tsv"), 3, 2),
            (include_str!("lexicon/acts.tsv"), 1, 0),
        ] {
            for row in rows(tsv) {
                assert_eq!(row.len(), columns, "{row:?}");
                assert!(row.iter().take(n_stances).all(|name| Stance::from_name(name).is_some()), "{row:?}");
            }
        }
        assert!(VERBS["rule"].iter().all(|entry| entry.particle == Some("out")));
        assert_eq!(NOUNS["objection"][0].negated, Stance::Support);
        assert!(is_act("send") && is_act("contribut") && !is_act("größer"));
        assert!(entries(&VERBS, "propos", "proposed").is_some() && entries(&VERBS, "h", "hit").is_some());
        assert!(is_one_of(&["restate"], "restat") && !is_one_of(&["restate"], "rest"));
    }
}
