//! What one clue allows a report's date to be.

use jiff::Span as Days;
use jiff::civil::Date;
use onrecord_text::span::{Original, Span};
use onrecord_time::expression::Expression;
use onrecord_time::reference::{Direction, Reference};

use super::address;
use super::anniversary::Anniversaries;
use super::bounds::Bounds;
use crate::date::{Basis, DateInterval, Granularity, Interval, Rule};
use crate::hint::{Bearing, Event, Hint, HintKind, Target};
use crate::report::{ClueKind, ReportFacts};

/// How many days around a known day a word like "yesterday" or "last Monday" may be spoken.
const EARSHOT: i32 = 60;

/// A clue whose meaning may still depend on what else becomes known.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct OpenClue {
    pub kind: ClueKind,
    pub basis: Basis,
    pub original: Vec<Span<Original>>,
    says: Says,
}

#[derive(Clone, Debug, PartialEq)]
enum Says {
    /// The report is of these days.
    Of(Interval),
    /// The words say a day for those who know more.
    Words(Expression),
    /// The words say a day that the calendar knows as well.
    Same(Bearing, Day),
    /// The report is not of an earlier day.
    NotBefore(Date),
    /// Nothing that can be read.
    Nothing,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Day {
    On(Interval),
    Anniversary { years: u32, event: Event },
}

/// All clues of a report, the surest first.
pub(super) fn clues_of(facts: &ReportFacts) -> Vec<OpenClue> {
    let metadata = &facts.report.metadata;
    let field = metadata.published.as_deref().map(|words| {
        let says = DateInterval::parse_published(words).map_or(Says::Nothing, |date| Says::Of(date.interval()));
        OpenClue { kind: ClueKind::Metadata, basis: text(words.trim()), original: Vec::new(), says }
    });
    let address = metadata.url.as_deref().and_then(address::date_in).map(|(words, interval)| OpenClue {
        kind: ClueKind::Address,
        basis: text(&words),
        original: Vec::new(),
        says: Says::Of(interval),
    });
    let mut clues: Vec<OpenClue> = field.into_iter().chain(address).chain(facts.hints.iter().map(of_hint)).collect();
    clues.sort_by_key(|clue| clue.kind);
    clues
}

fn text(words: &str) -> Basis {
    Basis::Text(words.to_owned())
}

fn of_hint(hint: &Hint) -> OpenClue {
    let words = hint.words.text.as_str();
    let (kind, says) = match &hint.kind {
        HintKind::Header => (ClueKind::CrawlerHeader, of_line(words)),
        HintKind::Published => (ClueKind::PublishedLine, of_line(words)),
        HintKind::Updated => (ClueKind::UpdatedLine, of_line(words)),
        HintKind::Dateline => (ClueKind::Dateline, of_line(words)),
        HintKind::Post => (ClueKind::EmbeddedPost, of_line(words)),
        HintKind::Past => (ClueKind::PastEvent, of_line(words)),
        HintKind::Future => (ClueKind::FutureEvent, of_line(words)),
        HintKind::Anchor { bearing, target } => (ClueKind::Anchor, of_anchor(bearing, target)),
    };
    OpenClue { kind, basis: text(words), original: hint.words.original.clone(), says }
}

fn of_line(words: &str) -> Says {
    match DateInterval::parse_published(words) {
        Some(date) => Says::Of(date.interval()),
        None => onrecord_time::expressions(words).into_iter().next().map_or(Says::Nothing, Says::Words),
    }
}

fn of_anchor(bearing: &Bearing, target: &Target) -> Says {
    let day = match target {
        Target::Date(words) => DateInterval::parse_published(words).map(|date| Day::On(date.interval())),
        Target::Anniversary { years, event } => Some(Day::Anniversary { years: *years, event: event.clone() }),
    };
    day.map_or(Says::Nothing, |day| Says::Same(bearing.clone(), day))
}

impl OpenClue {
    /// The report tells what was said on `day` at the earliest.
    pub fn told_elsewhere(day: Date) -> Self {
        Self {
            kind: ClueKind::Utterance,
            basis: Basis::Rule(Rule::ToldElsewhere),
            original: Vec::new(),
            says: Says::NotBefore(day),
        }
    }

    pub fn is_anniversary(&self) -> bool {
        self.anniversary().is_some()
    }

    /// The anniversary it speaks of, and how the report sees its day.
    pub fn anniversary(&self) -> Option<(&Bearing, u32, &Event)> {
        match &self.says {
            Says::Same(bearing, Day::Anniversary { years, event }) => Some((bearing, *years, event)),
            _ => None,
        }
    }

    /// The granularity of words that say themselves that the report is of these days.
    pub fn granularity(&self, days: Bounds) -> Option<Granularity> {
        match &self.says {
            Says::Of(interval) if Bounds::of(*interval) == days => Some(interval.granularity()),
            _ => None,
        }
    }

    /// The days on which the report may have come out if this is true, for a report that is known to be of the days
    /// `known`, of which surer clues give `surer`; `None` where it says nothing.
    pub fn allows(&self, known: Bounds, surer: Bounds, anniversaries: &Anniversaries) -> Option<Bounds> {
        let said = match &self.says {
            Says::Of(interval) => Bounds::of(*interval),
            Says::Words(expression) => {
                let reference = known.reference().pointing(Direction::Past);
                Bounds::of(expression.meaning.resolve(&reference).interval?)
            }
            Says::Same(bearing, day) => {
                let day = match day {
                    Day::On(interval) => Bounds::of(*interval),
                    Day::Anniversary { years, event } => anniversaries.day(*years, event)?,
                };
                return seen(bearing, day);
            }
            Says::NotBefore(day) => Bounds { earliest: Some(*day), latest: None },
            Says::Nothing => return None,
        };
        let open = Bounds::default();
        let allowed = match self.kind {
            ClueKind::Metadata | ClueKind::PublishedLine | ClueKind::CrawlerHeader | ClueKind::Address => said,
            ClueKind::Dateline => said.or_day_after(),
            // Where the first version has a date, that of the last is no more than an upper bound.
            ClueKind::UpdatedLine if surer.latest.is_some() => Bounds { latest: said.latest, ..open },
            ClueKind::UpdatedLine => said,
            ClueKind::EmbeddedPost | ClueKind::PastEvent | ClueKind::Utterance => {
                Bounds { earliest: said.earliest, ..open }
            }
            ClueKind::FutureEvent => Bounds { latest: said.latest, ..open },
            ClueKind::Anchor => said,
        };
        (allowed != open).then_some(allowed)
    }
}

/// The days from which `day` is seen as `bearing` says.
fn seen(bearing: &Bearing, day: Bounds) -> Option<Bounds> {
    let words = match bearing {
        Bearing::News => return Some(day.or_day_after()),
        Bearing::Words(words) => words,
    };
    let expression = onrecord_time::expressions(words).into_iter().next()?;
    let (first, last) = (day.earliest?, day.latest?);
    let mut from = first.checked_sub(Days::new().days(EARSHOT)).ok()?;
    let to = last.checked_add(Days::new().days(EARSHOT)).ok()?;
    let mut found: Option<Bounds> = None;
    while from <= to {
        let reference = Reference::on(from).pointing(Direction::Past);
        let meant = expression.meaning.resolve(&reference).interval;
        if meant.is_some_and(|meant| Bounds::of(meant).and(day).is_some()) {
            found = Some(found.map_or(Bounds::on(from), |found| found.or(Bounds::on(from))));
        }
        from = from.tomorrow().ok()?;
    }
    found
}
