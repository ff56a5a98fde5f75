//! Which attributions report the same utterance.
//!
//! 1. Every attribution is cut into words, runs of words and numbers ([`content`]), and it is worked out on which days it
//!    may have been said ([`occasion`]).
//! 2. Those that share something rare are brought together, never all with all ([`pairs`]).
//! 3. Two are compared by a score that says how likely they tell one utterance ([`compare`]).
//! 4. The likeliest pairs are joined first; groups become one if their members fit each other on the whole and no report
//!    tells them apart ([`group`]).
//! 5. A group is a statement, with its wordings and where they differ ([`wording`], [`align`], [`material`]).

mod align;
mod compare;
pub(crate) mod content;
mod group;
mod lead;
mod material;
pub(crate) mod occasion;
mod pairs;
mod wording;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::actor::{Actor, ActorKind};
use crate::attribution::Attribution;
use crate::dating::statement_said_on;
use crate::id::{ActorId, ReportId, StatementId};
use crate::issue::MEANINGS;
use crate::record::Record;
use crate::statement::Statement;
use crate::word::{Token, fold, tokens};

pub use self::compare::Form;
use self::compare::{Candidate, Comparison};
use self::content::Lexicon;
use self::occasion::Occasions;

/// Finds an actor of the record.
pub(crate) type ActorOf<'r> = &'r dyn Fn(&ActorId) -> Option<&'r Actor>;

/// Which of `attributions`, sorted by id, tell of one utterance: their places, in order.
pub(crate) fn group(attributions: &[Attribution], occasions: &Occasions, actor_of: ActorOf<'_>) -> Vec<Vec<usize>> {
    let Candidates { all, speakers, lexicon } = candidates(attributions, occasions, actor_of);
    group::groups(&all, &speakers, &lexicon)
}

/// Attributions ready for comparison.
struct Candidates<'a> {
    all: Vec<Candidate<'a>>,
    /// The number of each one's speaker.
    speakers: Vec<Option<usize>>,
    lexicon: Lexicon<'a>,
}

fn candidates<'a, 'r: 'a>(
    attributions: &'a [Attribution],
    occasions: &Occasions,
    actor_of: ActorOf<'r>,
) -> Candidates<'a> {
    let reports: Vec<ReportId> =
        attributions.iter().map(|a| a.report.clone()).collect::<BTreeSet<_>>().into_iter().collect();
    let mut lexicon = Lexicon::new(MEANINGS.as_ref());
    let ids: BTreeSet<&ActorId> = attributions.iter().filter_map(|a| a.speaker.as_ref()).collect();
    let numbers: BTreeMap<&ActorId, usize> = ids.into_iter().enumerate().map(|(number, id)| (id, number)).collect();
    let number = |a: &Attribution| a.speaker.as_ref().and_then(|id| numbers.get(id)).copied();
    let mut speakers: Vec<Option<usize>> = attributions.iter().map(number).collect();
    let mut all: Vec<Candidate<'a>> = attributions
        .iter()
        .zip(ranks(attributions))
        .map(|(attribution, rank)| {
            let actor = attribution.speaker.as_ref().and_then(actor_of);
            let clean = &attribution.content.clean;
            Candidate {
                content: lexicon.content(attribution),
                gist: attribution.gist.as_ref(),
                occasion: occasions.of(attribution),
                speaker: attribution.speaker.as_ref(),
                is_named: actor.is_some_and(is_named),
                is_body: actor.is_some_and(|actor| actor.kind != ActorKind::Person),
                is_sure: names_somebody(&attribution.source.text),
                party: actor.and_then(|actor| actor.party.as_ref()),
                report: reports.binary_search(&attribution.report).unwrap_or(usize::MAX),
                start: clean.iter().map(|span| span.start().get()).min().unwrap_or(0),
                end: clean.iter().map(|span| span.end().get()).max().unwrap_or(0),
                rank,
            }
        })
        .collect();
    lead::lend_speakers(&mut all, &mut speakers);
    Candidates { all, speakers, lexicon }
}

/// What speaks for and against two attributions telling one utterance, for fitting the weights of the score.
pub struct Compared {
    /// Places of the two among the record's attributions.
    pub pair: (usize, usize),
    /// How they are quoted.
    pub form: Form,
    /// Each sign by its name.
    pub signs: Vec<(&'static str, f32)>,
}

/// All pairs of attributions of `record` that might tell one utterance and have anything in common. The work grows with
/// the square of their number: this is for small records.
pub fn compared(record: &Record) -> Vec<Compared> {
    let actor_of = |id: &ActorId| record.actors.iter().find(|actor| actor.id == *id);
    let Candidates { all, lexicon, .. } = candidates(&record.attributions, &Occasions::new(&record.reports), &actor_of);
    let mut found = Vec::new();
    for (i, a) in all.iter().enumerate() {
        for (j, b) in all.iter().enumerate().skip(i + 1) {
            if let Comparison::Signs(signs) = compare::comparison(a, b, &lexicon) {
                let named = compare::SIGNS.into_iter().zip(signs.values).collect();
                found.push(Compared { pair: (i, j), form: signs.form, signs: named });
            }
        }
    }
    found
}

/// The place of each attribution among those of its report that stand in no other's content; one that does has that of
/// the one around it.
fn ranks(attributions: &[Attribution]) -> Vec<usize> {
    let start = |a: &Attribution| a.content.clean.iter().map(|span| span.start()).min();
    let mut order: Vec<usize> = (0..attributions.len()).collect();
    order.sort_by_key(|place| attributions.get(*place).map(|a| (&a.report, start(a), Reverse(a.parent.is_none()))));
    let mut ranks = vec![0; attributions.len()];
    let mut rank = 0;
    for place in order {
        if attributions.get(place).is_some_and(|attribution| attribution.parent.is_none()) {
            rank += 1;
        }
        if let Some(slot) = ranks.get_mut(place) {
            *slot = rank;
        }
    }
    ranks
}

/// Words that stand with a capital at the start of a sentence and name nobody.
const NO_NAMES: [&str; 16] =
    ["the", "a", "an", "he", "she", "it", "they", "i", "we", "you", "who", "his", "her", "its", "their", "our"];

/// Whether an actor is a person whom the record knows by name, and not by what he is: "the minister".
pub(crate) fn is_named(actor: &Actor) -> bool {
    let words = tokens(&actor.name);
    let first = words.iter().find(|token| token.is_word);
    actor.kind == ActorKind::Person
        && first.is_some_and(|first| first.is_capitalised() && !NO_NAMES.contains(&fold(first.text).as_str()))
}

/// Whether the words of a source name somebody, so that no pronoun had to be resolved.
fn names_somebody(words: &str) -> bool {
    let names =
        |token: &Token<'_>| token.is_word && token.is_capitalised() && !NO_NAMES.contains(&fold(token.text).as_str());
    tokens(words).iter().any(names)
}

/// The statements that `attributions` bear witness to, one for each group of their places, by id.
pub(crate) fn statements(groups: &[Vec<usize>], attributions: &[Attribution], actor_of: ActorOf<'_>) -> Vec<Statement> {
    let witnesses = |group: &Vec<usize>| group.iter().filter_map(|i| attributions.get(*i)).collect::<Vec<_>>();
    let mut statements: Vec<Statement> = groups.iter().map(|group| statement(&witnesses(group), actor_of)).collect();
    statements.sort_by(|a, b| a.id.cmp(&b.id));
    statements
}

/// The statement of these attributions, of which there is at least one, sorted by id.
fn statement(witnesses: &[&Attribution], actor_of: ActorOf<'_>) -> Statement {
    let ids: Vec<_> = witnesses.iter().map(|w| w.id.clone()).collect();
    let wordings = wording::wordings(witnesses);
    Statement {
        id: StatementId::of(&ids),
        speaker: speaker(witnesses, actor_of),
        text: wordings.first().map(|fullest| fullest.text.clone()).unwrap_or_default(),
        said_on: statement_said_on(witnesses.iter().copied()),
        witnesses: ids,
        wordings,
    }
}

/// Whose statement it is: a person with a name before a description, whom reports name before whom a pronoun was taken
/// to mean, then whom most say, then the first by id.
fn speaker(witnesses: &[&Attribution], actor_of: ActorOf<'_>) -> Option<ActorId> {
    let mut votes: BTreeMap<&ActorId, (bool, usize, usize)> = BTreeMap::new();
    for witness in witnesses {
        if let Some(id) = &witness.speaker {
            let vote = votes.entry(id).or_insert_with(|| (actor_of(id).is_some_and(is_named), 0, 0));
            vote.1 += usize::from(names_somebody(&witness.source.text));
            vote.2 += 1;
        }
    }
    votes.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0))).map(|(id, _)| id.clone())
}
