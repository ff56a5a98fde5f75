//! Names that one report got wrong, or that another alphabet has many ways to write.
//!
//! Two names are one person's only if no report has both, their offices do not contradict, and more than the likeness of
//! the letters speaks for it: the same office, or the same company, that is, people whom the reports of both name.

use std::collections::BTreeMap;

use super::company::Company;
use super::people::Known;
use crate::person_name::is_misspelling;
use crate::word::edit_distance;

/// Most names of a block with which each is compared: the next ones in order, so that the work stays in proportion to
/// the number of names.
const NEIGHBOURS: usize = 32;

/// Keys of other spellings, and the usual key of the person.
pub(super) fn other_spellings(known: &BTreeMap<String, Known>, company: &Company) -> BTreeMap<String, String> {
    let mut blocks: BTreeMap<String, Vec<(&str, &Known)>> = BTreeMap::new();
    for (key, person) in known {
        let (given, family) = (&person.given, &person.family);
        let start: String = family.chars().take(2).collect();
        for block in [format!("sound {given} {}", sound(family)), format!("start {given} {start}"), family.clone()] {
            blocks.entry(block).or_default().push((key, person));
        }
    }
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    for block in blocks.values() {
        for (i, (key, person)) in block.iter().enumerate() {
            for (other_key, other) in block.iter().skip(i + 1).take(NEIGHBOURS) {
                if !person.is_spelling_of(other, || company.is_shared(&person.reports, &other.reports)) {
                    continue;
                }
                let rank = |key: &str, person: &Known| (person.reports.len(), std::cmp::Reverse(key.to_owned()));
                let (usual, other) =
                    if rank(key, person) >= rank(other_key, other) { (key, other_key) } else { (other_key, key) };
                found.entry((*other).to_owned()).or_insert_with(|| (*usual).to_owned());
            }
        }
    }
    found.keys().map(|key| (key.clone(), last_of(&found, key))).collect()
}

/// Follows `to` from `key` to its end: the usual form may be another's spelling itself.
fn last_of(to: &BTreeMap<String, String>, key: &str) -> String {
    let mut at = key;
    for _ in 0..to.len() {
        match to.get(at) {
            Some(next) => at = next,
            None => break,
        }
    }
    at.to_owned()
}

impl Known {
    fn is_spelling_of(&self, other: &Self, company: impl Fn() -> bool) -> bool {
        if !self.reports.is_disjoint(&other.reports) || self.given.chars().count() < 2 {
            return false;
        }
        let same_given = self.given == other.given;
        let same_family = self.family == other.family;
        let by_office = (same_given && is_near(&self.family, &other.family))
            || (same_family && edit_distance(&self.given, &other.given) == 1);
        if by_office && self.shares_office(other, Whose::Same) {
            return true;
        }
        let by_sound = same_given && sound(&self.family) == sound(&other.family) && !self.contradicts(other);
        // A letter that one report got wrong, where others have the name right.
        let once = self.reports.len().min(other.reports.len()) == 1 && self.reports.len() != other.reports.len();
        let by_letter = once && same_given && is_misspelling(&self.family, &other.family) && !self.contradicts(other);
        let by_form = same_family && is_other_form(&self.given, &other.given) && self.shares_office(other, Whose::Open);
        (by_sound || by_letter || by_form) && company()
    }

    /// Whether both have one office that one person has at a time.
    fn shares_office(&self, other: &Self, whose: Whose) -> bool {
        let mut offices = self.offices.iter().flat_map(|a| other.offices.iter().map(move |b| (a, b)));
        offices.any(|(a, b)| {
            let same_scope = match whose {
                Whose::Same => a.scope == b.scope && a.scope.is_some(),
                Whose::Open => a.scope == b.scope || a.scope.is_none() || b.scope.is_none(),
            };
            same_scope && a.is_unique() && (a.may_be_called(b) || b.may_be_called(a))
        })
    }

    /// Whether both have offices, and none in common.
    fn contradicts(&self, other: &Self) -> bool {
        let mut offices = self.offices.iter().flat_map(|a| other.offices.iter().map(move |b| (a, b)));
        let is_known = !self.offices.is_empty() && !other.offices.is_empty();
        is_known && !offices.any(|(a, b)| a.may_be_called(b) || b.may_be_called(a))
    }
}

/// Whether it matters whose an office is.
#[derive(Clone, Copy)]
enum Whose {
    /// Both say whose it is, and say the same.
    Same,
    /// A report may leave out whose it is.
    Open,
}

fn is_near(a: &str, b: &str) -> bool {
    let shorter = a.chars().count().min(b.chars().count());
    let same_start = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    edit_distance(a, b) <= if shorter >= 5 { 2 } else { 1 } || (shorter >= 7 && 2 * same_start > shorter)
}

/// Whether one given name is the other with another ending: "helen" and "helena".
fn is_other_form(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.chars().count() >= 4 && long.strip_prefix(short).is_some_and(|rest| (1..=2).contains(&rest.chars().count()))
}

/// A folded surname in a form in which the usual ways to write a sound are equal: "orlic" and "orlich", "lindqvist" and
/// "lindquist", "tarcsay" and "tarchay".
fn sound(family: &str) -> String {
    const SPELLINGS: &[(&str, &str)] = &[
        ("tsch", "c"),
        ("sch", "s"),
        ("tch", "c"),
        ("ch", "c"),
        ("cs", "c"),
        ("cz", "c"),
        ("sh", "s"),
        ("sz", "s"),
        ("zh", "z"),
        ("kh", "h"),
        ("th", "t"),
        ("ph", "f"),
        ("ck", "k"),
        ("qu", "kv"),
        ("qv", "kv"),
        ("kw", "kv"),
        ("w", "v"),
        ("y", "i"),
        ("j", "i"),
    ];
    let mut found = String::with_capacity(family.len());
    let mut rest = family;
    while let Some(first) = rest.chars().next() {
        let written = SPELLINGS.iter().find(|(letters, _)| rest.starts_with(letters));
        let (letters, heard) = match written {
            Some((letters, heard)) => (letters.len(), (*heard).to_owned()),
            None => (first.len_utf8(), first.to_string()),
        };
        if !found.ends_with(&heard) {
            found.push_str(&heard);
        }
        rest = rest.get(letters..).unwrap_or("");
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::word::fold;

    #[test]
    fn ways_to_write_a_sound() {
        let alike = |a: &str, b: &str| sound(&fold(a)) == sound(&fold(b));
        for (a, b) in [
            ("Orlić", "Orlich"),
            ("Kovács", "Kovach"),
            ("Lindqvist", "Lindquist"),
            ("Schmidt", "Šmidt"),
            ("Hadadi", "Haddadi"),
            ("Szabó", "Sabo"),
            ("Иванов", "Иванов"),
        ] {
            assert!(alike(a, b), "{a} {b}");
        }
        for (a, b) in [("Orlić", "Orlov"), ("Lindqvist", "Lindgren"), ("Bell", "Ball"), ("Quill", "Quinn")] {
            assert!(!alike(a, b), "{a} {b}");
        }
    }

    #[test]
    fn other_forms_of_a_given_name() {
        assert!(is_other_form("helena", "helen"));
        for (a, b) in [("dan", "dana"), ("ada", "ida"), ("helen", "helen"), ("ilse", "ilselore")] {
            assert!(!is_other_form(a, b), "{a} {b}");
        }
    }
}
