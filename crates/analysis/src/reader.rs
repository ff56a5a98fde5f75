//! The reader: a report's clean text to an [`Analysis`].

use std::cell::RefCell;
use std::ops::Range;

use onrecord_network::Scratch;
use onrecord_text::document::Document;
use onrecord_text::sentence::sentences;
use onrecord_text::span::{Clean, Span};
use onrecord_text::token::tokens;

use crate::analysis::{Analysis, Sentence};
use crate::attribution::{Decoder, Surroundings, gists};
use crate::error::ReaderError;
use crate::mention::{Antecedents, MentionKind, names};
use crate::model::network::Network;
use crate::model::rows::Rows;
pub use crate::model::size::ReaderSize;
use crate::model::size::{EMBEDDING, VOCABULARY};
use crate::model::vocabulary::Vocabulary;
use crate::model::weights::DecoderWeights;
use crate::section::Section;
use crate::stance::positions;
use crate::syntax::Parser;

/// The trained model. Loading takes a moment; share one over threads and give each thread a
/// [`ReadingLane`] of its own.
pub struct Reader {
    network: Network,
    vocabulary: Vocabulary,
    weights: DecoderWeights,
    parser: Parser,
}

/// One thread's place to run the model in: a report is read by one core, so as many reports are
/// read at a time as there are lanes.
#[derive(Default)]
pub struct ReadingLane(RefCell<Scratch>);

impl ReadingLane {
    /// A lane of its own.
    pub fn new() -> Self {
        Self::default()
    }
}

/// What is already known of a report, in place of what the reader would find first: to measure one part of the reader
/// with the others' work given.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// Sentences as the spans of their tokens.
    pub sentences: Option<Vec<Vec<Span<Clean>>>>,
    /// Mentions to tie together, ordered by where they start, longer ones first.
    pub references: Option<Vec<(Span<Clean>, MentionKind)>>,
}

impl Reader {
    /// Loads the weights of this size, which are built into the program. Nothing is read from disk or network.
    ///
    /// # Errors
    /// If the built-in weights do not fit the program, which means it was built wrongly.
    pub fn load(size: ReaderSize) -> Result<Self, ReaderError> {
        let network = Network::load(size.network(), EMBEDDING, size.gist())?;
        let weights = DecoderWeights::parse(size.decoder())?;
        let parser = Parser::new(&weights.syntax, &network.heads)?;
        Ok(Self { network, vocabulary: Vocabulary::parse(VOCABULARY)?, weights, parser })
    }

    /// Finds everything the reader looks for in a report, leaving out what is not story. The result
    /// depends on the document alone: not on what was read before or beside it, nor on how many
    /// threads; nor on the machine, but for the last digit of a probability, which takes the platform's logarithm.
    ///
    /// # Errors
    /// If the network refuses its input; no text causes this.
    pub fn analyse(&self, document: &Document, lane: &ReadingLane) -> Result<Analysis, ReaderError> {
        self.analyse_given(document, &Given::default(), lane)
    }

    /// The same, with some of it given.
    ///
    /// # Errors
    /// As [`analyse`](Self::analyse).
    pub fn analyse_given(
        &self,
        document: &Document,
        given: &Given,
        lane: &ReadingLane,
    ) -> Result<Analysis, ReaderError> {
        let text = document.text.as_str();
        let sentences: Vec<Vec<Span<Clean>>> = match &given.sentences {
            Some(sentences) => sentences.clone(),
            None => sentences(text, &document.marks).into_iter().map(|s| tokens(text, s)).collect(),
        };
        let mut analysis = Analysis::default();
        let mut scratch = lane.0.borrow_mut();
        for section in Section::of(text, &document.marks) {
            let inside = |span: &Span<Clean>| section.span().contains(*span);
            let sentences: Vec<_> = sentences.iter().filter(|s| s.first().is_some_and(inside)).cloned().collect();
            let references =
                given.references.as_ref().map(|all| all.iter().filter(|r| inside(&r.0)).copied().collect());
            self.read(&section, &sentences, references, &mut scratch, &mut analysis)?;
        }
        Ok(analysis)
    }

    /// Reads one section and adds what is found to `analysis`.
    fn read(
        &self,
        section: &Section,
        sentences: &[Vec<Span<Clean>>],
        references: Option<Vec<(Span<Clean>, MentionKind)>>,
        scratch: &mut Scratch,
        analysis: &mut Analysis,
    ) -> Result<(), ReaderError> {
        let heads = &self.network.heads;
        let input = section.input(&self.vocabulary);
        let rows = self.network.read(&input, &self.vocabulary, scratch)?;
        let around = Surroundings { lines: &section.lines, quotations: &section.quotations, words: &section.words };
        let decoder = Decoder { weights: &self.weights.attribution, heads, rows: &rows, around };
        let found = decoder.decode(scratch)?;
        let gists = gists(&self.network, &input, &self.vocabulary, &found.attributions, scratch)?;
        section.add_attributions(&found, gists, &self.weights.attribution.calibration, analysis);
        section.add_names(&names(heads, &rows, section.units.len(), scratch)?, analysis);
        let first = analysis.tokens.len();
        self.parse(section, &rows, sentences, scratch, analysis)?;
        let references = match references {
            Some(given) => given,
            None => section.references(&self.weights.mention, heads, &rows, scratch)?,
        };
        let antecedents = Antecedents { weights: &self.weights.coreference, heads, rows: &rows };
        section.add_references(&references, first, &antecedents, scratch, analysis)?;
        if let (Some(weights), Some(heads)) = (&self.weights.stance, &heads.stances) {
            section.add_positions(&positions(weights, heads, &rows, scratch)?, first, analysis);
        }
        Ok(())
    }

    fn parse(
        &self,
        section: &Section,
        rows: &Rows,
        sentences: &[Vec<Span<Clean>>],
        scratch: &mut Scratch,
        analysis: &mut Analysis,
    ) -> Result<(), ReaderError> {
        let (mut spans, mut ranges): (Vec<Span<Clean>>, Vec<Range<usize>>) = Default::default();
        for sentence in sentences.iter().filter(|s| !s.is_empty()) {
            ranges.push(spans.len()..spans.len() + sentence.len());
            spans.extend(sentence);
        }
        let units = section.units_of(&spans);
        let texts: Vec<&str> = spans.iter().map(|span| span.slice(section.text)).collect();
        let words = self.parser.parse(&self.network.heads, rows, &ranges, &units, &texts, scratch)?;
        let base = analysis.tokens.len();
        for range in ranges {
            let tokens = base + range.start..base + range.end;
            section.add_tokens(&spans[range.clone()], &words[range.clone()], analysis);
            let span = spans[range.start].cover(spans[range.end - 1]);
            analysis.sentences.push(Sentence { span, tokens });
        }
        Ok(())
    }
}
