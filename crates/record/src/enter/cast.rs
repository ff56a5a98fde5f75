//! Everybody a report names or lets speak, while the report is gone through.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use onrecord_analysis::mention::MentionKind;

use super::name::Name;
use super::people::{People, Person};
use super::reading::{Reading, TokenIdx};
use super::seat::seats;
use crate::actor::{ActorKind, CastIdx, Description, Evidence, Identity, ReportActor, Role};
use crate::nation::{government, nation, nation_name};
use crate::person_name::Gender;
use crate::word::{fold, fold_all, tokens};

/// A member of the cast before the cast is complete.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// Byte of the clean text at which it is first mentioned.
    first: usize,
    pub kind: ActorKind,
    pub gender: Option<Gender>,
    /// Whether more than the model's word for a single capital says that this is what `kind` has it be.
    pub is_sure: bool,
    name: String,
    identity: Identity,
    /// How often each form of the name stands in the report.
    forms: BTreeMap<String, usize>,
    titles: Vec<Range<TokenIdx>>,
}

/// The cast as far as it is known; members are counted in the order they were put in.
pub(super) struct Cast {
    pub drafts: Vec<Draft>,
    /// The member that each name is of, by the name's place in the list of names.
    pub by_name: BTreeMap<usize, usize>,
    by_key: BTreeMap<String, usize>,
}

impl Cast {
    /// The cast of all names. The first members are the people, in the order of `people`.
    pub fn of_names(reading: &Reading<'_>, names: &[Name], people: &People) -> Self {
        let mut cast = Self {
            drafts: people.people.iter().map(draft_of_person).collect(),
            by_name: people.by_name.clone(),
            by_key: BTreeMap::new(),
        };
        let acronyms = acronyms(reading, names);
        let short = short_forms(reading, names);
        for (i, name) in names.iter().enumerate() {
            let words = words_of(reading, name);
            let first = reading.span_of(name.tokens.clone()).start().get();
            let idx = match (name.kind, government(&words)) {
                (MentionKind::Person, _) => continue,
                (_, Some(nation)) => cast.named(nation, &words, ActorKind::State, first),
                (MentionKind::Place, None) => cast.named(&body_key(&words), &words, ActorKind::State, first),
                (MentionKind::Organisation, None) => {
                    let key = body_key(&words);
                    let key = acronyms.get(&key).or_else(|| short.get(&key)).unwrap_or(&key);
                    cast.named(key, &words, ActorKind::Organisation, first)
                }
            };
            cast.by_name.insert(i, idx);
        }
        for (name, title) in seats(reading, names) {
            let idx = cast.by_name.get(&name);
            if let Some(draft) = idx.and_then(|idx| cast.drafts.get_mut(*idx)).filter(|d| d.kind == ActorKind::State) {
                draft.titles.push(title);
            }
        }
        cast
    }

    /// The organisation, state or group with this key; made if it is not there yet.
    pub fn named(&mut self, key: &str, words: &str, kind: ActorKind, first: usize) -> usize {
        let idx = self.find_or_add(&format!("named {key}"), words, kind, Identity::Named, first);
        // A state is known by its own name, whatever palace spoke for it.
        if let (Some(name), Some(draft)) = (nation_name(key), self.drafts.get_mut(idx)) {
            draft.name = name.to_owned();
        }
        idx
    }

    /// The actor that has no more than these words.
    pub fn phrase(&mut self, words: &str, kind: ActorKind, first: usize) -> usize {
        let key = format!("phrase {}", fold_all(words));
        self.find_or_add(&key, words, kind, Identity::Phrase, first)
    }

    /// The holder of an office whose name the report does not tell for certain.
    pub fn described(&mut self, description: Description, words: &str, title: Range<TokenIdx>, first: usize) -> usize {
        let key = format!("office {} {:?} {:?}", description.office, description.scope, description.owner);
        let identity = Identity::Described(description);
        let idx = self.find_or_add(&key, words, ActorKind::Person, identity, first);
        if let Some(draft) = self.drafts.get_mut(idx) {
            draft.titles.push(title);
        }
        idx
    }

    fn find_or_add(&mut self, key: &str, words: &str, kind: ActorKind, identity: Identity, first: usize) -> usize {
        let idx = match self.by_key.get(key) {
            Some(idx) => *idx,
            None => {
                self.drafts.push(Draft {
                    first,
                    kind,
                    gender: None,
                    is_sure: true,
                    name: words.to_owned(),
                    identity,
                    forms: BTreeMap::new(),
                    titles: Vec::new(),
                });
                self.by_key.insert(key.to_owned(), self.drafts.len() - 1);
                self.drafts.len() - 1
            }
        };
        if let Some(draft) = self.drafts.get_mut(idx) {
            draft.first = draft.first.min(first);
            *draft.forms.entry(words.to_owned()).or_default() += 1;
            if words.chars().count() > draft.name.chars().count() && draft.identity == Identity::Named {
                draft.name = words.to_owned();
            }
        }
        idx
    }

    /// The finished cast in the order of first mention, and where each member went.
    pub fn finish(
        self,
        reading: &Reading<'_>,
        evidence: impl Fn(Range<TokenIdx>) -> Vec<Evidence>,
    ) -> (Vec<ReportActor>, Vec<CastIdx>) {
        let mut order: Vec<usize> = (0..self.drafts.len()).collect();
        order.sort_by_key(|i| (self.drafts.get(*i).map(|d| d.first), *i));
        let mut places = vec![CastIdx(0); order.len()];
        for (place, i) in order.iter().enumerate() {
            if let Some(slot) = places.get_mut(*i) {
                *slot = CastIdx(place);
            }
        }
        let cast = order.iter().filter_map(|i| self.drafts.get(*i));
        let cast = cast.map(|draft| draft.finish(reading, &places, &evidence));
        (cast.collect(), places)
    }
}

impl Draft {
    /// Whether the report has a name or an office for it, and not only words that fit many.
    pub fn is_known(&self) -> bool {
        self.identity != Identity::Phrase
    }

    /// The name of a body or a country.
    pub fn body_name(&self) -> Option<&str> {
        (self.identity == Identity::Named).then_some(self.name.as_str())
    }

    fn finish(
        &self,
        reading: &Reading<'_>,
        places: &[CastIdx],
        evidence: &impl Fn(Range<TokenIdx>) -> Vec<Evidence>,
    ) -> ReportActor {
        let mut roles: BTreeMap<String, Vec<Evidence>> = BTreeMap::new();
        for tokens in &self.titles {
            let words = reading.span_of(tokens.clone()).slice(reading.text);
            let title = without_article(words).to_owned();
            roles.entry(title).or_default().extend(evidence(tokens.clone()));
        }
        let mut identity = self.identity.clone();
        if let Identity::Described(Description { hint, owner, .. }) = &mut identity {
            *hint = hint.and_then(|idx| places.get(idx.0).copied());
            *owner = owner.and_then(|idx| places.get(idx.0).copied());
        }
        let aliases = self.forms.keys().filter(|form| **form != self.name);
        ReportActor {
            name: self.name.clone(),
            kind: self.kind,
            identity,
            aliases: aliases.cloned().collect(),
            roles: roles
                .into_iter()
                .map(|(title, mut evidence)| {
                    evidence.sort();
                    evidence.dedup();
                    Role { title, evidence, given_on: None }
                })
                .collect(),
        }
    }
}

fn draft_of_person(person: &Person) -> Draft {
    Draft {
        first: person.first,
        kind: ActorKind::Person,
        gender: person.gender,
        is_sure: person.is_sure(),
        name: person.name.display(),
        identity: Identity::Person(person.name.clone()),
        forms: person.forms.clone(),
        titles: person.offices.iter().map(|(_, at)| at.clone()).collect(),
    }
}

/// The name as it stands, without a possessive ending.
fn words_of(reading: &Reading<'_>, name: &Name) -> String {
    let span = reading.span_of(name.tokens.clone());
    let words = span.slice(reading.text);
    let last = name.tokens.end.checked_sub(1).and_then(|i| reading.token(i));
    let ending = last.map_or(0, |t| t.range.len() - t.text.len());
    words.get(..words.len() - ending).unwrap_or(words).to_owned()
}

pub(super) fn without_article(words: &str) -> &str {
    ["the ", "The ", "THE "].iter().find_map(|article| words.strip_prefix(article)).unwrap_or(words)
}

/// The key under which all words for one body are found; "US officials" and "American officials"
/// have the same.
pub(crate) fn body_key(words: &str) -> String {
    if let Some(nation) = nation(words) {
        return nation.to_owned();
    }
    let tokens = tokens(without_article(words));
    let words = tokens.iter().filter(|t| t.is_word);
    let keys: Vec<String> = words.map(|t| nation(t.text).map_or_else(|| fold(t.text), str::to_owned)).collect();
    keys.join(" ")
}

/// Short forms of organisations' names, "the League" for "the Tönner Growers’ League", and the key of the full name. A
/// form that fits two names of the report stands for neither.
fn short_forms(reading: &Reading<'_>, names: &[Name]) -> BTreeMap<String, String> {
    let organisations = names.iter().filter(|name| name.kind == MentionKind::Organisation);
    let keys: BTreeSet<String> = organisations.map(|name| body_key(&words_of(reading, name))).collect();
    let mut found = BTreeMap::new();
    for short in &keys {
        let is_longer = |long: &&String| {
            long.strip_suffix(short.as_str()).is_some_and(|front| front.ends_with(' '))
                || long.strip_prefix(short.as_str()).is_some_and(|rest| rest.starts_with(' '))
        };
        // Of "Growers’ League" and "Tönner Growers’ League" the longest is the name, if it is one with all others.
        let longer: Vec<&String> = keys.iter().filter(is_longer).collect();
        if let Some(longest) = longer.iter().max_by_key(|key| key.len())
            && longer.iter().all(|key| longest.contains(key.as_str()))
            && nation(short).is_none()
            && !is_of_a_people(short)
        {
            found.insert(short.clone(), (*longest).clone());
        }
    }
    found
}

/// Whether a name is one word for a people or a region, "Bavarian": many bodies are called so, and none goes by it alone.
fn is_of_a_people(key: &str) -> bool {
    !key.contains(' ') && ["an", "ese", "ish"].iter().any(|ending| key.len() > 5 && key.ends_with(ending))
}

/// Acronyms in brackets behind the name they stand for, and the key of that name, by their own.
fn acronyms(reading: &Reading<'_>, names: &[Name]) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for name in names.iter().filter(|n| n.kind != MentionKind::Person) {
        let at = name.tokens.end;
        let text = |i: TokenIdx| reading.token(i).map_or("", |t| t.text);
        if text(at) != "(" || text(at + 2) != ")" {
            continue;
        }
        let acronym = fold_all(text(at + 1));
        let words = reading.tokens.get(name.tokens.clone()).unwrap_or(&[]);
        let initials: String =
            words.iter().filter(|t| t.is_capitalised()).filter_map(|t| t.text.chars().next()).collect();
        if words.len() > 1 && fold_all(&initials) == acronym {
            found.insert(acronym, body_key(&words_of(reading, name)));
        }
    }
    found
}
