//! Words that carry a stance, from tables beside this file.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::reading::Stance;

/// Where the matter of a word stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// Its object.
    Object,
    /// A clause that belongs to it: "to accept", "that they leave", "leaving".
    Clause,
    /// Behind a preposition.
    Behind(&'static str),
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
type Table = BTreeMap<&'static str, Vec<Entry>>;

pub(crate) static VERBS: LazyLock<Table> = LazyLock::new(|| table(include_str!("lexicon/verbs.tsv")));
pub(crate) static ADJECTIVES: LazyLock<Table> = LazyLock::new(|| table(include_str!("lexicon/adjectives.tsv")));
pub(crate) static NOUNS: LazyLock<Table> = LazyLock::new(|| table(include_str!("lexicon/nouns.tsv")));

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

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split('\t').collect())
}

fn table(tsv: &'static str) -> Table {
    let mut table = Table::new();
    for row in rows(tsv) {
        let [stance, negated, slots, words] = row.as_slice() else { continue };
        let Some((stance, negated)) = Stance::from_name(stance).zip(Stance::from_name(negated)) else { continue };
        let slot = |name: &&'static str| match *name {
            "obj" => Slot::Object,
            "clause" => Slot::Clause,
            preposition => Slot::Behind(preposition),
        };
        for word in words.split(' ') {
            let (lemma, particle) = match word.split_once('_') {
                Some((lemma, particle)) => (lemma, Some(particle)),
                None => (word, None),
            };
            let slots = slots.split(' ').collect::<Vec<_>>().iter().map(slot).collect();
            table.entry(lemma).or_default().push(Entry { stance, negated, slots, particle });
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_every_table_is_read() {
        for (tsv, columns) in [
            (include_str!("lexicon/verbs.tsv"), 4),
            (include_str!("lexicon/adjectives.tsv"), 4),
            (include_str!("lexicon/nouns.tsv"), 4),
            (include_str!("lexicon/judgements.tsv"), 3),
        ] {
            for row in rows(tsv) {
                assert_eq!(row.len(), columns, "{row:?}");
                assert!(row.iter().take(2).all(|name| Stance::from_name(name).is_some()), "{row:?}");
            }
        }
        assert!(VERBS["rule"].iter().all(|entry| entry.particle == Some("out")));
        assert_eq!(NOUNS["objection"][0].negated, Stance::Support);
    }
}
