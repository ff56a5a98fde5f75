//! Which names in a report are one person's.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use onrecord_analysis::analysis::Analysis;
use onrecord_analysis::mention::MentionKind;

use super::lede::introduced;
use super::member::Members;
use super::name::Name;
use super::reading::{Reading, TokenIdx};
use super::referent::Referents;
use super::title::{Title, titles};
use crate::office::{Office, gender_of};
use crate::person_name::{Gender, PersonName, gender_of_honorific, gender_of_pronoun};

/// Somebody the report names.
#[derive(Clone, Debug)]
pub(super) struct Person {
    /// The fullest name.
    pub name: PersonName,
    /// How often each form of the name stands in the report.
    pub forms: BTreeMap<String, usize>,
    pub gender: Option<Gender>,
    pub offices: Vec<(Office, std::ops::Range<TokenIdx>)>,
    /// The countries whose side the person is on.
    pub sides: Vec<String>,
    /// Whether an honorific stood before the name.
    is_addressed: bool,
    /// Byte of the first mention.
    pub first: usize,
    /// Bytes of the mentions with given name and surname.
    in_full: Vec<usize>,
}

impl Person {
    /// Whether the report names the person but once, and not shortly before the byte `at`.
    fn is_passing(&self, at: usize) -> bool {
        self.forms.values().sum::<usize>() == 1 && !(self.first..self.first + PASSING).contains(&at)
    }

    /// Whether a full name, an honorific or an office tells that this is a person.
    pub fn is_sure(&self) -> bool {
        self.name.is_full() || self.is_addressed || !self.offices.is_empty()
    }
}

/// All people of the report, and which of them each name (by its place in `names`) belongs to.
#[derive(Clone, Debug, Default)]
pub(super) struct People {
    pub people: Vec<Person>,
    pub by_name: BTreeMap<usize, usize>,
}

/// Least probability at which "he" tells that the one it refers back to is a man.
const TELLING: f32 = 0.8;

/// Bytes of text, some paragraphs, after which somebody who was named once is no longer whom a surname alone brings to mind.
const PASSING: usize = 1000;

/// Full names first, so that it does not matter whether the surname alone stands before them; then what pronouns tell
/// of those who bear them, for "Ms Quill" may be one of two.
pub(super) fn people(reading: &Reading<'_>, analysis: &Analysis, names: &[Name], referents: &Referents<'_>) -> People {
    let mut found = People::default();
    let persons = || {
        let persons = names.iter().enumerate();
        let persons = persons.filter(|(_, name)| name.kind == MentionKind::Person);
        persons.filter_map(|(i, name)| Some((i, name, name.person(reading)?)))
    };
    for (i, name, parsed) in persons().filter(|(_, _, parsed)| parsed.is_full()) {
        let same = found.people.iter().position(|p| p.name.is_same_as(&parsed));
        found.add(reading, i, name, parsed, same);
    }
    if let Some(introduced) = introduced(reading, analysis, names, |name| !titles(reading, name).is_empty())
        && let Some(person) = found.by_name.get(&introduced.name).and_then(|idx| found.people.get_mut(*idx))
        && person.offices.is_empty()
    {
        person.offices.push((introduced.office, introduced.title));
    }
    found.hear_pronouns(reading, names, referents);
    for (i, name, parsed) in persons().filter(|(_, _, parsed)| !parsed.is_full()) {
        let gender = gender_at(reading, name);
        let at = reading.span_of(name.tokens.clone()).start().get();
        let office = titles(reading, name).into_iter().find_map(|title| match title {
            Title::Office(office, _) => Some(office).filter(Office::is_unique),
            Title::Side(_) => None,
        });
        let same = found.only_match(&parsed, gender, at);
        let same = match &office {
            Some(office) if same.is_some_and(|idx| found.is_another(idx, office, name, reading, names)) => {
                found.apart(&parsed, office)
            }
            _ => same,
        };
        found.add(reading, i, name, parsed, same);
    }
    found
}

fn gender_at(reading: &Reading<'_>, name: &Name) -> Option<Gender> {
    let honorifics = reading.tokens.get(name.honorific..name.tokens.start)?;
    honorifics.iter().find_map(|t| gender_of_honorific(t.text))
}

impl People {
    fn add(&mut self, reading: &Reading<'_>, i: usize, name: &Name, parsed: PersonName, same: Option<usize>) {
        let first = reading.span_of(name.tokens.clone()).start().get();
        let idx = same.unwrap_or(self.people.len());
        if same.is_none() {
            self.people.push(Person {
                name: parsed.clone(),
                forms: BTreeMap::new(),
                gender: None,
                offices: Vec::new(),
                sides: Vec::new(),
                is_addressed: false,
                first,
                in_full: Vec::new(),
            });
        }
        let Some(person) = self.people.get_mut(idx) else {
            return;
        };
        self.by_name.insert(i, idx);
        person.first = person.first.min(first);
        person.in_full.extend(parsed.is_full().then_some(first));
        person.is_addressed |= name.honorific < name.tokens.start;
        if parsed.given().len() > person.name.given().len() || is_shouted(&person.name) {
            person.name = if is_shouted(&parsed) { person.name.clone() } else { fuller(&person.name, &parsed) };
        }
        *person.forms.entry(parsed.display()).or_default() += 1;
        person.gender = gender_at(reading, name).or(person.gender);
        for title in titles(reading, name) {
            match title {
                Title::Office(office, at) => {
                    person.gender = person.gender.or(gender_of(&office.name));
                    person.offices.push((office, at));
                }
                Title::Side(side) => person.sides.push(side),
            }
        }
    }

    /// Gives people without a gender the one most pronouns for them have.
    fn hear_pronouns(&mut self, reading: &Reading<'_>, names: &[Name], referents: &Referents<'_>) {
        let members = Members { reading, names, referents };
        let mut heard = vec![[0_usize; 2]; self.people.len()];
        for (pronoun, chain) in referents.pronouns() {
            let Some(gender) = referents.span(pronoun).and_then(|span| gender_of_pronoun(span.slice(reading.text)))
            else {
                continue;
            };
            let sure = chain.into_iter().take_while(|(_, probability)| *probability >= TELLING);
            let person = sure.filter_map(|(word, _)| members.name_at(word)).find_map(|i| self.by_name.get(&i));
            if let Some(counts) = person.and_then(|person| heard.get_mut(*person)) {
                counts[usize::from(gender == Gender::Female)] += 1;
            }
        }
        for (person, [he, she]) in self.people.iter_mut().zip(heard) {
            let heard = match he.cmp(&she) {
                Ordering::Greater => Some(Gender::Male),
                Ordering::Less => Some(Gender::Female),
                Ordering::Equal => None,
            };
            person.gender = person.gender.or(heard);
        }
    }

    /// Whether "President Quill" is somebody else than the Quill whom the report knows by a full name: that one holds
    /// another such office, is named first thereafter, or stands in the same sentence before.
    fn is_another(&self, idx: usize, office: &Office, name: &Name, reading: &Reading<'_>, names: &[Name]) -> bool {
        let Some(person) = self.people.get(idx).filter(|person| person.name.is_full()) else { return false };
        let mut held = person.offices.iter().map(|(held, _)| held).filter(|held| held.is_unique()).peekable();
        if held.peek().is_some() {
            return !held.any(|held| held.may_be_called(office) || office.may_be_called(held));
        }
        let start = |name: &Name| reading.span_of(name.tokens.clone()).start().get();
        let at = start(name);
        let sentence = reading.sentence(reading.sentence_idx(at));
        let is_beside = |i: &usize| {
            names
                .get(*i)
                .map(start)
                .is_some_and(|other| other < at && sentence.as_ref().is_some_and(|s| s.contains(&other)))
        };
        at < person.first || self.by_name.iter().any(|(i, owner)| *owner == idx && is_beside(i))
    }

    /// The person with no more than this surname who holds `office`.
    fn apart(&self, name: &PersonName, office: &Office) -> Option<usize> {
        self.people.iter().position(|person| {
            let mut held = person.offices.iter();
            let is_it = held.any(|(held, _)| held.may_be_called(office) || office.may_be_called(held));
            !person.name.is_full() && person.name.family_key() == name.family_key() && is_it
        })
    }

    /// The one person that a surname or a given name alone can mean; `None` if nobody or several.
    /// A match with the surname counts more than one with another part, so that "Quill" is Ada
    /// Quill even where there is an Odo Quill-Low; family names that come first ("Xi") are found
    /// among the other parts.
    ///
    /// Of several, one whom the report has introduced before the byte `at` is meant: it names people in full before it
    /// shortens their names.
    fn only_match(&self, name: &PersonName, gender: Option<Gender>, at: usize) -> Option<usize> {
        let fits = |person: &Person| person.gender.is_none() || gender.is_none() || person.gender == gender;
        let among_all = self.only_fitting(name, fits);
        match among_all {
            Ok(found) => found,
            Err(Several) => {
                let introduced = self.only_fitting(name, |person| fits(person) && person.first < at);
                let prominent = || self.only_fitting(name, |person| fits(person) && !person.is_passing(at));
                let introduced = introduced.or_else(|Several| prominent()).ok().flatten();
                introduced.or_else(|| self.last_in_full(name, at, fits))
            }
        }
    }

    /// Of those of this surname who fit, the one named in full last before the byte `at`, and not only once: a report
    /// that has several of a name tells by the full one of whom it goes on to speak.
    fn last_in_full(&self, name: &PersonName, at: usize, fits: impl Fn(&Person) -> bool) -> Option<usize> {
        let family = name.family_key()?;
        let same =
            self.people.iter().enumerate().filter(|(_, person)| person.name.family_key().as_ref() == Some(&family));
        let last = |person: &Person| person.in_full.iter().copied().filter(|other| *other < at).max();
        let (_, idx) = same.filter(|(_, p)| fits(p)).filter_map(|(i, person)| Some((last(person)?, i))).max()?;
        self.people.get(idx).filter(|person| person.in_full.len() > 1).map(|_| idx)
    }

    fn only_fitting(&self, name: &PersonName, fits: impl Fn(&Person) -> bool) -> Result<Option<usize>, Several> {
        let only = |test: &dyn Fn(&PersonName) -> bool| {
            let mut matching = self.people.iter().enumerate();
            let mut matching = matching.by_ref().filter(|(_, p)| fits(p) && test(&p.name));
            match (matching.next(), matching.next()) {
                (None, _) => Ok(None),
                (Some((i, _)), None) => Ok(Some(i)),
                (Some(_), Some(_)) => Err(Several),
            }
        };
        match (name.family_key(), name.given_key()) {
            // Somebody with no more than a surname stands apart from those who are known in full.
            (Some(family), _) => {
                match only(&|p| p.is_full() && p.family_key().as_ref() == Some(&family)).and_then(|found| match found {
                    None => only(&|p| p.family_key().as_ref() == Some(&family)),
                    found => Ok(found),
                }) {
                    Ok(None) => only(&|p| p.is_full() && p.word_keys().contains(&family)),
                    found => found,
                }
            }
            (None, Some(given)) => only(&|p| p.given_key().as_ref() == Some(&given)),
            (None, None) => Ok(None),
        }
    }
}

/// More than one person fits.
struct Several;

/// Whether a name stands in capitals throughout, as in the first words of a report.
fn is_shouted(name: &PersonName) -> bool {
    let display = name.display();
    display.chars().count() > 3 && !display.contains(char::is_lowercase)
}

fn fuller(a: &PersonName, b: &PersonName) -> PersonName {
    let rank = |name: &PersonName| (name.is_full(), !is_shouted(name), name.given().len());
    if rank(b) > rank(a) { b.clone() } else { a.clone() }
}
