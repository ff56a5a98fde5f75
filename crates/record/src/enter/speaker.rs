//! Who says each attribution of a report, and on whose word it rests.

use onrecord_analysis::analysis::Analysis;
use onrecord_analysis::attribution::Attribution;

use super::cast::Cast;
use super::name::{Name, names};
use super::nesting::{ancestors, cover};
use super::people::{People, people};
use super::pronoun::{Around, Pronoun, Pronouns, Said};
use super::reading::Reading;
use super::source::Sources;

/// What was found out about the attributions of a report, in their order; members of the cast as
/// counted while it grows.
pub(super) struct Speakers {
    pub cast: Cast,
    pub speakers: Vec<Option<usize>>,
    pub parents: Vec<Option<usize>>,
    pub via: Vec<Vec<usize>>,
}

pub(super) fn speakers(reading: &Reading<'_>, analysis: &Analysis) -> Speakers {
    let names = names(reading, analysis);
    let people = people(reading, &names);
    let mut cast = Cast::of_names(reading, &names, &people);
    let parents: Vec<Option<usize>> = analysis.attributions.iter().map(|a| a.parent).collect();
    let depth = |i: usize| ancestors(&parents, i).len();
    // Outer ones first: what an inner "I" means depends on them. Then in the order of the text.
    let mut order: Vec<usize> = (0..analysis.attributions.len()).collect();
    order.sort_by_key(|i| (depth(*i), analysis.attributions.get(*i).map(place), *i));
    let mut speakers: Vec<Option<usize>> = vec![None; analysis.attributions.len()];
    let mut said: Vec<Said> = Vec::new();
    for i in order {
        let Some(attribution) = analysis.attributions.get(i) else {
            continue;
        };
        let at = place(attribution);
        let around = parents.get(i).copied().flatten().and_then(|parent| {
            Some(Around {
                at: place(analysis.attributions.get(parent)?),
                speaker: speakers.get(parent).copied().flatten(),
            })
        });
        let finder = Finder { reading, names: &names, people: &people };
        let speaker = finder.speaker(attribution, &said, around, &mut cast);
        if let Some(slot) = speakers.get_mut(i) {
            *slot = speaker;
        }
        if let (Some(speaker), None) = (speaker, around) {
            said.push(Said { at, speaker });
        }
    }
    let via = (0..speakers.len()).map(|i| via(&parents, &speakers, i)).collect();
    Speakers { cast, speakers, parents, via }
}

/// Where an attribution names its speaker; where its cue is, if it names nobody.
fn place(attribution: &Attribution) -> usize {
    let spans = if attribution.source.is_empty() { &attribution.cue } else { &attribution.source };
    cover(spans).map_or(0, |range| range.start)
}

/// The speakers around an attribution, nearest first, each once, its own left out.
fn via(parents: &[Option<usize>], speakers: &[Option<usize>], i: usize) -> Vec<usize> {
    let own = speakers.get(i).copied().flatten();
    let mut found = Vec::new();
    for ancestor in ancestors(parents, i) {
        if let Some(speaker) = speakers.get(ancestor).copied().flatten()
            && Some(speaker) != own
            && !found.contains(&speaker)
        {
            found.push(speaker);
        }
    }
    found
}

struct Finder<'r, 't> {
    reading: &'r Reading<'t>,
    names: &'r [Name],
    people: &'r People,
}

impl Finder<'_, '_> {
    fn speaker(
        &self,
        attribution: &Attribution,
        said: &[Said],
        around: Option<Around>,
        cast: &mut Cast,
    ) -> Option<usize> {
        // Of a source in several pieces, the first that has words names the speaker.
        let mut pieces = attribution.source.iter().map(|span| self.reading.tokens_in(*span));
        let source = pieces.find(|tokens| tokens.clone().any(|i| self.reading.token(i).is_some_and(|t| t.is_word)))?;
        let is_word = |i: &usize| self.reading.token(*i).is_some_and(|t| t.is_word);
        let mut words = source.clone().filter(is_word);
        let first = words.next()?;
        let token = self.reading.token(first)?;
        // "her" before a noun is no pronoun by itself; the others are, whatever follows.
        let is_alone = words.next().is_none();
        let pronoun = Pronoun::parse(token.text).filter(|_| is_alone || !token.is("her"));
        // Abbreviated, "US" is a country.
        let pronoun = pronoun.filter(|_| token.text != "US");
        if let Some(pronoun) = pronoun {
            let pronouns = Pronouns { reading: self.reading, names: self.names, people: self.people };
            return pronouns.resolve(pronoun, first, said, around, cast);
        }
        let sources = Sources { reading: self.reading, names: self.names, people: self.people };
        sources.resolve(source, cast)
    }
}
