//! Issues without a codebook: what is asked for, offered, refused and negotiated, gathered by words and meaning.
//!
//! Every stance names what it is about in the report's words. Those topics are taken in turn, the most frequent first; a
//! topic joins an issue whose leading words it shares or is near to in meaning, or leads one of its own. An issue is
//! known by the words that lead it, so it keeps its id for as long as these are its most frequent ones.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use onrecord_analysis::meaning::{Meaning, Meanings};

use super::term::{is_empty, is_empty_stem, stem};
use super::{Issue, On};
use crate::id::{IssueId, ReportId};
use crate::stance::{StanceReading, Topic};

/// Least likeness of a topic and the leading words of an issue that it joins.
const NEAR: f32 = 0.66;

/// Fewest letters of a word that tells what is to be done.
const LONG: usize = 6;

/// Fewest stances of an issue.
const FEWEST: usize = 2;

/// A topic over the record.
#[derive(Default)]
struct Gathered<'r> {
    /// How often each wording stands.
    wordings: BTreeMap<&'r str, usize>,
    /// Dictionary forms of the words that say something.
    core: Vec<&'r str>,
    reports: BTreeSet<&'r ReportId>,
    n_chief: usize,
    n: usize,
}

struct Lead {
    key: Vec<String>,
    meaning: Option<Meaning>,
    topics: Vec<Vec<String>>,
}

/// The issues, by label, and for each reading the places of its issues. `is_actor` tells names of those who take sides.
pub(super) fn discover(
    readings: &[StanceReading],
    is_actor: &dyn Fn(&str) -> bool,
    meanings: Option<&Meanings>,
) -> (Vec<Issue>, Vec<Vec<On>>) {
    let mut topics: BTreeMap<Vec<String>, Gathered<'_>> = BTreeMap::new();
    for reading in readings {
        // What somebody depends on is negotiated, too.
        let required = reading.terms.iter().flat_map(|terms| &terms.topics).take(1);
        let all = reading.topics.iter().enumerate().chain(required.map(|topic| (1, topic)));
        for (rank, topic) in all.filter(|(_, topic)| !topic.act) {
            let Some(key) = key(topic, is_actor) else { continue };
            let gathered = topics.entry(key).or_default();
            *gathered.wordings.entry(&topic.text).or_default() += 1;
            if gathered.core.is_empty() {
                gathered.core = core(topic, is_actor);
            }
            gathered.reports.insert(&reading.report);
            gathered.n_chief += usize::from(rank == 0);
            gathered.n += 1;
        }
    }
    let leads = leads(&topics, meanings);
    let lead_of: BTreeMap<&Vec<String>, usize> =
        leads.iter().enumerate().flat_map(|(at, lead)| lead.topics.iter().map(move |key| (key, at))).collect();
    let of_topic = |topic: &Topic| lead_of.get(&key(topic, is_actor)?).copied();
    let of: Vec<Vec<On>> = readings
        .iter()
        .map(|reading| {
            // "Guarantee the peace" is about a guarantee, if anything is known about guarantees.
            let act =
                reading.topics.iter().find(|topic| topic.act && !topic.lemmas.iter().any(|lemma| is_empty(lemma)));
            let done = act.and_then(|act| {
                let stem = act.lemmas.last().map(|lemma| stem(lemma))?;
                leads.iter().position(|lead| lead.key.last() == Some(&stem) && stem.len() >= LONG)
            });
            if let Some(issue) = done {
                return vec![On { issue, turned: false }];
            }
            let things = reading.topics.iter().filter(|topic| !topic.act);
            let on = |topic: &Topic| Some(On { issue: of_topic(topic)?, turned: topic.turned });
            let mut of: Vec<On> = things.filter_map(on).take(2).collect();
            of.sort_unstable();
            of.dedup_by_key(|on| on.issue);
            of
        })
        .collect();
    let mut n_readings = vec![0usize; leads.len()];
    of.iter().flatten().for_each(|on| n_readings[on.issue] += 1);
    // An issue that nobody takes a side on is none, however much depends on it.
    let required = readings.iter().filter_map(|reading| reading.terms.as_ref()?.topics.first());
    for lead in required.filter_map(of_topic).filter(|lead| n_readings[*lead] > 0).collect::<Vec<_>>() {
        n_readings[lead] += 1;
    }
    let mut kept: Vec<(usize, Issue)> = leads
        .iter()
        .enumerate()
        .filter(|(at, _)| n_readings[*at] >= FEWEST)
        .map(|(at, lead)| (at, issue(lead, &topics)))
        .collect();
    kept.sort_by(|a, b| (&a.1.label, &a.1.id).cmp(&(&b.1.label, &b.1.id)));
    let place: BTreeMap<usize, usize> = kept.iter().enumerate().map(|(to, (from, _))| (*from, to)).collect();
    let of = of.into_iter().map(|of| {
        let kept = |on: On| place.get(&on.issue).map(|issue| On { issue: *issue, ..on });
        let mut of: Vec<On> = of.into_iter().filter_map(kept).collect();
        of.sort_unstable();
        of
    });
    let of = of.collect();
    (kept.into_iter().map(|(_, issue)| issue).collect(), of)
}

/// What tells topics apart: the stems of the words, without those that are names of actors unless there is nothing else
/// that says something.
fn key(topic: &Topic, is_actor: &dyn Fn(&str) -> bool) -> Option<Vec<String>> {
    let head = topic.lemmas.last()?;
    let words: Vec<String> = topic.lemmas.iter().filter(|lemma| !is_actor(lemma)).map(|lemma| stem(lemma)).collect();
    let says_something = topic.lemmas.iter().any(|lemma| !is_empty(lemma) && !is_actor(lemma));
    (says_something && !(topic.lemmas.len() == 1 && is_actor(head)) && !words.is_empty()).then_some(words)
}

/// The words of a topic that tell it from others, names of actors and words that say nothing left out.
fn core<'r>(topic: &'r Topic, is_actor: &dyn Fn(&str) -> bool) -> Vec<&'r str> {
    let says = |lemma: &&String| !is_empty(lemma) && !is_actor(lemma);
    topic.lemmas.iter().filter(says).map(String::as_str).collect()
}

fn leads(topics: &BTreeMap<Vec<String>, Gathered<'_>>, meanings: Option<&Meanings>) -> Vec<Lead> {
    let mut order: Vec<(&Vec<String>, &Gathered<'_>)> = topics.iter().collect();
    order.sort_by_key(|(key, gathered)| {
        (Reverse(gathered.reports.len()), Reverse(gathered.n_chief), Reverse(gathered.n), *key)
    });
    let mut leads: Vec<Lead> = Vec::new();
    for (key, gathered) in order {
        let meaning = meanings.map(|meanings| meanings.of(&gathered.core.join(" ")));
        let bare = bare(key);
        let shares = |lead: &Lead| {
            let head = key.last().zip(lead.key.last());
            let same_head = head.is_some_and(|(own, other)| own == other && !is_empty(own));
            let within = |short: &[String], long: &[String]| short.iter().all(|word| long.contains(word));
            // "Peace deal", "peace talks", "peace".
            let same_core = !bare.is_empty() && bare == self::bare(&lead.key);
            same_core || same_head && (within(key, &lead.key) || within(&lead.key, key))
        };
        let near = |lead: &Lead| match (&meaning, &lead.meaning) {
            (Some(own), Some(other)) => own.likeness(other),
            _ => 0.0,
        };
        let joined = leads.iter().position(shares).or_else(|| {
            let scored = leads.iter().enumerate().map(|(at, lead)| (at, near(lead)));
            scored.filter(|(_, near)| *near >= NEAR).max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))).map(|s| s.0)
        });
        match joined.and_then(|at| leads.get_mut(at)) {
            Some(lead) => lead.topics.push(key.clone()),
            None => leads.push(Lead { key: key.clone(), meaning, topics: vec![key.clone()] }),
        }
    }
    leads
}

/// The stems of a key that say something.
fn bare(key: &[String]) -> Vec<&String> {
    key.iter().filter(|word| !is_empty_stem(word)).collect()
}

fn issue(lead: &Lead, topics: &BTreeMap<Vec<String>, Gathered<'_>>) -> Issue {
    let mut terms: Vec<String> = lead.topics.iter().filter_map(|key| topics.get(key)).map(label).collect();
    terms.sort();
    terms.dedup();
    // What it is called most often, of wordings with the same head the shortest.
    let mut wordings: BTreeMap<String, usize> = BTreeMap::new();
    let alike = lead.topics.iter().filter(|key| key.last() == lead.key.last());
    for (text, n) in alike.filter_map(|key| topics.get(key)).flat_map(|gathered| &gathered.wordings) {
        *wordings.entry(plain(text)).or_default() += n;
    }
    let most =
        wordings.iter().max_by_key(|(text, n)| (**n, Reverse(text.split(' ').count()), Reverse((*text).clone())));
    let label = most.map(|(text, _)| text.clone()).unwrap_or_default();
    Issue { id: IssueId::of_words(&lead.key), label, terms, parent: None }
}

/// The most frequent wording, the first of equals.
fn label(gathered: &Gathered<'_>) -> String {
    let most = gathered.wordings.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)));
    most.map(|(text, _)| plain(text)).unwrap_or_default()
}

/// Without quotation marks, which may have lost their other half.
fn plain(text: &str) -> String {
    text.replace(['“', '”', '"', '„', '«', '»'], "")
}
