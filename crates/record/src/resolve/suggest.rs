//! Pairs of actors that may be one: too little speaks for it to merge them, too much to keep silent.

use std::collections::BTreeMap;

use crate::actor::{Actor, ActorKind};
use crate::enter::is_function_word;
use crate::id::ActorId;
use crate::office::is_office_noun;
use crate::person_name::{PersonName, initial_or_equal};
use crate::word::{Token, edit_distance, fold_all, tokens};

/// Two actors that may be one, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Suggestion {
    /// The two, in the order of their ids.
    pub actors: [ActorId; 2],
    /// What they have in common.
    pub reason: Likeness,
}

/// What two actors have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The same given name, and surnames that differ by a letter or two.
    Spelling,
    /// The same given name, and long surnames that begin alike.
    SurnameStart,
    /// The same surname, and given names of which one may be short for the other.
    GivenName,
    /// A surname alone that several people have.
    SurnameAlone,
    /// A name that is part of the other's.
    ShorterName,
}

impl Likeness {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Spelling, Self::SurnameStart, Self::GivenName, Self::SurnameAlone, Self::ShorterName];

    /// The reason in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Spelling => "the names differ by a letter or two",
            Self::SurnameStart => "the same given name, and surnames that begin alike",
            Self::GivenName => "the same surname, and given names that may be one",
            Self::SurnameAlone => "the surname alone, which others have, too",
            Self::ShorterName => "one name is a part of the other",
        }
    }
}

/// An actor with its name in parts, if it is a person.
type Named<'a> = (&'a Actor, Option<PersonName>);

/// Most actors of a block with which each is compared: the next ones by name, so that the work stays in proportion to
/// the number of actors, however many Smiths there are.
const NEIGHBOURS: usize = 64;

/// All such pairs among `actors`, in order. Descriptions are nobody's name.
pub(super) fn suggestions(actors: &[Actor]) -> Vec<Suggestion> {
    let mut blocks: BTreeMap<(ActorKind, String), Vec<Named<'_>>> = BTreeMap::new();
    for actor in actors.iter().filter(|actor| is_name(&actor.name)) {
        let person = (actor.kind == ActorKind::Person).then(|| PersonName::parse(&actor.name)).flatten();
        for key in keys(actor, person.as_ref()) {
            blocks.entry((actor.kind, key)).or_default().push((actor, person.clone()));
        }
    }
    let mut found = Vec::new();
    for block in blocks.values_mut() {
        // A surname alone comes before all who have it.
        block.sort_by_cached_key(|(actor, person)| {
            let parts = person.as_ref().map(|name| (name.given_key(), name.family_key()));
            (parts, fold_all(&actor.name), actor.id.clone())
        });
        for (i, (a, person)) in block.iter().enumerate() {
            for (b, other) in block.iter().skip(i + 1).take(NEIGHBOURS) {
                let likeness = match (person, other) {
                    (Some(person), Some(other)) => of_people(person, other),
                    _ => of_bodies(a, b),
                };
                if let Some(reason) = likeness.filter(|_| a.id != b.id) {
                    let mut actors = [a.id.clone(), b.id.clone()];
                    actors.sort();
                    found.push(Suggestion { actors, reason });
                }
            }
        }
    }
    found.sort();
    found.dedup_by(|later, earlier| later.actors == earlier.actors);
    found
}

/// Whether the words of `name`, small ones inside it apart, are written as a name's: "One official" and "Minister" are
/// not.
fn is_name(name: &str) -> bool {
    let words = tokens(name);
    let mut words = words.iter().filter(|t| t.is_word);
    let is_plain = |word: &Token<'_>| {
        word.is_capitalised()
            || PersonName::is_particle(word.text)
            || ["of", "and", "for", "the"].iter().any(|w| word.is(w))
    };
    let has_own = words.clone().any(|t| t.is_capitalised() && !is_office_noun(t.text) && !is_function_word(t.text));
    has_own && words.all(is_plain) && !name.split(' ').next().is_some_and(is_function_word)
}

/// Only actors that share one of these are compared.
fn keys(actor: &Actor, person: Option<&PersonName>) -> Vec<String> {
    match person {
        Some(name) => {
            let family = name.family_key().map(|key| format!("family {key}"));
            // A letter or two of a surname change either its start or its end.
            let ends = name.given_key().zip(name.family_key()).map(|(given, family)| {
                let start: String = family.chars().take(2).collect();
                let end: String = family.chars().rev().take(2).collect();
                [format!("start {given} {start}"), format!("end {given} {end}")]
            });
            family.into_iter().chain(ends.into_iter().flatten()).collect()
        }
        None => fold_all(&actor.name).split(' ').next_back().map(str::to_owned).into_iter().collect(),
    }
}

fn of_people(a: &PersonName, b: &PersonName) -> Option<Likeness> {
    let (family, other_family) = (a.family_key()?, b.family_key()?);
    if !a.is_full() || !b.is_full() {
        return (family == other_family).then_some(Likeness::SurnameAlone);
    }
    let (given, other_given) = (a.given_key()?, b.given_key()?);
    if family == other_family {
        let short = given.starts_with(&other_given) || other_given.starts_with(&given);
        let like = short || initial_or_equal(&given, &other_given) || edit_distance(&given, &other_given) == 1;
        return like.then_some(Likeness::GivenName);
    }
    let shorter = family.chars().count().min(other_family.chars().count());
    let near = edit_distance(&family, &other_family) <= if shorter >= 7 { 2 } else { 1 };
    if given != other_given || shorter < 4 {
        return None;
    }
    let start = family.chars().zip(other_family.chars()).take_while(|(a, b)| a == b).count();
    let begins = shorter >= 7 && start >= 4;
    if near { Some(Likeness::Spelling) } else { begins.then_some(Likeness::SurnameStart) }
}

fn of_bodies(a: &Actor, b: &Actor) -> Option<Likeness> {
    let (a, b) = (fold_all(&a.name), fold_all(&b.name));
    let is_end = |long: &str, short: &str| long.strip_suffix(short).is_some_and(|front| front.ends_with(' '));
    (is_end(&a, &b) || is_end(&b, &a)).then_some(Likeness::ShorterName)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_are_no_names() {
        for name in ["Ada Quill", "Ilse von der Aue", "Växjö League", "Union of Lock and Sluice Workers", "RFE/RL"] {
            assert!(is_name(name), "{name}");
        }
        for name in ["One official", "One Belmoran official", "Minister", "his agriculture minister", "Some", ""] {
            assert!(!is_name(name), "{name}");
        }
    }

    #[test]
    fn surnames_that_begin_alike() {
        let like = |a, b| of_people(&PersonName::parse(a)?, &PersonName::parse(b)?);
        assert_eq!(like("Jan-Erik Lindqvist", "Jan-Erik Lindgren"), Some(Likeness::SurnameStart));
        assert_eq!(like("Ådå Achterberg", "Ådå Achtenburg"), Some(Likeness::Spelling));
        assert_eq!(like("Jan Lindqvist", "Per Lindgren"), None);
        assert_eq!(like("Ada Quill", "Ada Quist"), None);
    }

    #[test]
    fn a_block_of_any_size_takes_bounded_work() {
        let actors: Vec<Actor> = (0..300)
            .map(|i| Actor {
                id: ActorId::of_person(&format!("{i} šmit")),
                name: format!("Ada{} Šmit", "ä".repeat(i)),
                kind: ActorKind::Person,
                party: None,
                aliases: Vec::new(),
                roles: Vec::new(),
            })
            .collect();
        assert!(suggestions(&actors).len() <= actors.len() * NEIGHBOURS);
    }
}
