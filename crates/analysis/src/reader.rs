//! The reader: a report's clean text to an [`Analysis`].

use std::ops::Range;

use onrecord_text::document::{Document, Mark};
use onrecord_text::quotation::{Quotation, QuoteState, quotations, quote_states};
use onrecord_text::sentence::sentences;
use onrecord_text::span::{Clean, Span};
use onrecord_text::unit::{Gap, Unit, units};

use crate::attribution::{Analysis, Attribution, Kind, Mention};
use crate::boundary::QuotedUnits;
use crate::decode::{self, Surroundings, UnitAttribution};
use crate::error::ReaderError;
use crate::network::{Lane, Network};
use crate::vocabulary::Vocabulary;
use crate::weights::DecoderWeights;
use crate::window::{Features, Input};

static NETWORK: &[u8] = include_bytes!("../../../models/reader.onnx");
static DECODER: &str = include_str!("../../../models/decoder.json");
static VOCABULARY: &str = include_str!("../../../models/vocabulary.txt");

/// The trained model. Loading takes a moment; share one over threads and give each thread a
/// [`ReadingLane`] of its own.
pub struct Reader {
    network: Network,
    vocabulary: Vocabulary,
    decoder: DecoderWeights,
}

/// One thread's place to run the model in: a report is read by one core, so as many reports are
/// read at a time as there are lanes.
#[derive(Clone)]
pub struct ReadingLane(Lane);

impl ReadingLane {
    /// A lane with a worker thread of its own.
    pub fn new() -> Self {
        Self(Lane::new())
    }
}

impl Default for ReadingLane {
    fn default() -> Self {
        Self::new()
    }
}

/// The units of a report that are story, with what the model is told of them.
struct Story {
    units: Vec<Unit>,
    states: Vec<QuoteState>,
    lines: Vec<usize>,
}

impl Reader {
    /// Loads the weights built into the program. Nothing is read from disk or network.
    ///
    /// # Errors
    /// If the built-in weights do not fit the program, which means it was built wrongly.
    pub fn load() -> Result<Self, ReaderError> {
        Ok(Self {
            network: Network::load(NETWORK)?,
            vocabulary: Vocabulary::parse(VOCABULARY)?,
            decoder: DecoderWeights::parse(DECODER)?,
        })
    }

    /// Finds the sentences, mentions and attributions of a report, leaving out what is not story.
    /// The result depends on the document alone: not on what was read before or beside it, nor on
    /// how many threads.
    ///
    /// # Errors
    /// If the runtime refuses the network; no text causes this.
    pub fn analyse(&self, document: &Document, lane: &ReadingLane) -> Result<Analysis, ReaderError> {
        let text = document.text.as_str();
        let quotations = quotations(text);
        let story = Story::of(text, &document.marks, &quotations);
        let mut input = Input::default();
        for (unit, &quote) in story.units.iter().zip(&story.states) {
            let features = Features { shape: unit.shape, gap: unit.gap, quote };
            input.push_unit(features, |pieces| self.vocabulary.push_pieces(unit.span.slice(text), pieces));
        }
        let outputs = self.network.run(&input, &self.vocabulary, &lane.0)?;
        let quoted = story.quoted_units(&quotations);
        let around = Surroundings { lines: &story.lines, quotations: &quoted };
        let attributions = decode::attributions(&outputs, &around, &self.decoder);
        let mentions = decode::mentions(&outputs);
        Ok(Analysis {
            sentences: sentences(text, &document.marks),
            mentions: mentions.into_iter().map(|(kind, units)| Mention { span: story.span(&units), kind }).collect(),
            attributions: attributions.iter().map(|a| story.attribution(text, a)).collect(),
        })
    }
}

impl Story {
    fn of(text: &str, marks: &[Mark], quotations: &[Quotation]) -> Self {
        let all = units(text);
        let states = quote_states(&all, quotations);
        let mut story = Self { units: Vec::new(), states: Vec::new(), lines: Vec::new() };
        let mut marks = marks.iter().peekable();
        let (mut line, mut skipped) = (0, false);
        for (mut unit, state) in all.into_iter().zip(states) {
            while marks.next_if(|m| m.span.end() <= unit.span.start()).is_some() {}
            if marks.peek().is_some_and(|m| m.span.overlaps(unit.span)) {
                skipped = true;
                continue;
            }
            // What follows a stretch that is not story starts afresh.
            if std::mem::take(&mut skipped) {
                unit.gap = Gap::Line;
            }
            line += usize::from(unit.gap == Gap::Line);
            story.units.push(unit);
            story.states.push(state);
            story.lines.push(line);
        }
        story
    }

    /// The quotations as ranges of units.
    fn quoted_units(&self, quotations: &[Quotation]) -> Vec<QuotedUnits> {
        let at = |offset| self.units.partition_point(|u| u.span.end() <= offset);
        quotations
            .iter()
            .map(|q| QuotedUnits {
                units: at(q.span().start())..self.units.partition_point(|u| u.span.start() < q.span().end()),
                open_ended: q.is_open_ended(),
            })
            .filter(|q| !q.units.is_empty())
            .collect()
    }

    fn span(&self, units: &Range<usize>) -> Span<Clean> {
        let of = |i: usize| self.units.get(i).map(|u| u.span).unwrap_or(Span::from_range(0..0));
        of(units.start).cover(of(units.end.saturating_sub(1)))
    }

    fn attribution(&self, text: &str, found: &UnitAttribution) -> Attribution {
        Attribution {
            source: found.source.iter().map(|s| self.span(s)).collect(),
            cue: vec![self.span(&found.cue)],
            content: found.content.iter().map(|c| self.span(c)).collect(),
            kind: self.kind(text, &found.content),
            confidence: found.confidence,
        }
    }

    /// Direct when all words of the content are quoted, indirect when none is, else mixed.
    fn kind(&self, text: &str, content: &[Range<usize>]) -> Kind {
        let (mut n_words, mut n_quoted) = (0, 0);
        for unit in content.iter().flat_map(Clone::clone) {
            if self.units[unit].span.slice(text).starts_with(onrecord_text::unit::is_word) {
                n_words += 1;
                n_quoted += usize::from(self.states[unit] != QuoteState::Outside);
            }
        }
        match n_quoted {
            0 => Kind::Indirect,
            n if n == n_words => Kind::Direct,
            _ => Kind::Mixed,
        }
    }
}
