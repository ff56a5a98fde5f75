//! Sections: what the reader takes in at a time, and the way back from its units to the text.
//!
//! A report is one section unless it is longer than any report should be; then it is cut at line breaks, so that memory
//! does not grow with the length.

use std::ops::Range;

use onrecord_network::Scratch;
use onrecord_text::document::Mark;
use onrecord_text::quotation::{Quotation, QuoteState, quotations, quote_states};
use onrecord_text::span::{Clean, Span};
use onrecord_text::unit::{Gap, Unit, is_word, units};

use crate::analysis::Analysis;
use crate::attribution::{
    Attribution, Belief, Bio, Calibration, Found, Gist, Kind, QuotedUnits, Role, RoleSpan, Signals,
};
use crate::error::ReaderError;
use crate::mention::{Antecedent, Antecedents, Form, Mention, MentionKind, Mentioned, Reference, stretches};
use crate::model::network::Heads;
use crate::model::rows::Rows;
use crate::model::vocabulary::Vocabulary;
use crate::model::weights::MentionWeights;
use crate::model::window::{Features, Input};
use crate::stance::{Found as FoundPosition, Position};
use crate::syntax::{Token, Word, WordClass};

/// Units of the longest section. Ten times the length of a long report, and some 15 MB of vectors.
const LONGEST: usize = 8192;

/// The units of a stretch of story, with what the model is told of them.
pub(crate) struct Section<'a> {
    pub(crate) text: &'a str,
    pub(crate) units: Vec<Unit>,
    states: Vec<QuoteState>,
    /// Line number of every unit.
    pub(crate) lines: Vec<usize>,
    /// Quotations as ranges of units.
    pub(crate) quotations: Vec<QuotedUnits>,
    /// The words of every unit.
    pub(crate) words: Vec<&'a str>,
}

impl<'a> Section<'a> {
    /// The sections of a report, in order. What is marked as no story is in none.
    pub(crate) fn of(text: &'a str, marks: &[Mark]) -> Vec<Self> {
        let quotations = quotations(text);
        let all = units(text);
        let states = quote_states(&all, &quotations);
        let mut sections = vec![Self::empty(text)];
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
            let length = sections.last().map_or(0, |s| s.units.len());
            // The next line break past three quarters ends a section, or else the very end of it.
            if length >= LONGEST || (length >= LONGEST / 4 * 3 && unit.gap == Gap::Line) {
                sections.push(Self::empty(text));
            }
            if let Some(section) = sections.last_mut() {
                section.units.push(unit);
                section.states.push(state);
                section.lines.push(line);
                section.words.push(unit.span.slice(text));
            }
        }
        sections.retain(|section| !section.units.is_empty());
        sections.iter_mut().for_each(|section| section.quotations = section.quoted_units(&quotations));
        sections
    }

    fn empty(text: &'a str) -> Self {
        let (units, states, lines) = (Vec::new(), Vec::new(), Vec::new());
        Self { text, units, states, lines, quotations: Vec::new(), words: Vec::new() }
    }

    /// From the first to the last unit.
    pub(crate) fn span(&self) -> Span<Clean> {
        self.cover(&(0..self.units.len()))
    }

    /// What the network reads.
    pub(crate) fn input(&self, vocabulary: &Vocabulary) -> Input {
        let mut input = Input::default();
        for (unit, &quote) in self.units.iter().zip(&self.states) {
            let features = Features { shape: unit.shape, gap: unit.gap, quote };
            input.push_unit(features, |pieces| vocabulary.push_pieces(unit.span.slice(self.text), pieces));
        }
        input
    }

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

    fn cover(&self, units: &Range<usize>) -> Span<Clean> {
        let of = |i: usize| self.units.get(i).map_or(Span::from_range(0..0), |u| u.span);
        of(units.start).cover(of(units.end.saturating_sub(1)))
    }

    /// The units a span touches.
    fn touched(&self, span: Span<Clean>) -> Range<usize> {
        let start = self.units.partition_point(|u| u.span.end() <= span.start());
        start..self.units.partition_point(|u| u.span.start() < span.end()).max(start + 1).min(self.units.len())
    }

    /// For each token the unit that stands for it: the first that starts in it and stands for no token before. The
    /// second half of "cannot", which starts no unit, shares the unit of the first.
    pub(crate) fn units_of(&self, tokens: &[Span<Clean>]) -> Vec<usize> {
        let mut next = 0;
        let mut found = Vec::with_capacity(tokens.len());
        for token in tokens {
            next = next.max(self.units.partition_point(|u| u.span.start() < token.start()));
            let starts = self.units.get(next).is_some_and(|u| u.span.start() < token.end());
            found.push(if starts { next } else { next.saturating_sub(1) });
            next += usize::from(starts);
        }
        found
    }

    /// `gists` are those of the contents, in order.
    pub(crate) fn add_attributions(
        &self,
        found: &Found,
        gists: Vec<Option<Gist>>,
        calibration: &[Calibration; 2],
        analysis: &mut Analysis,
    ) {
        let base = analysis.attributions.len();
        let mut gists = gists.into_iter();
        for (attribution, parent) in found.attributions.iter().zip(&found.parents) {
            let kind = self.kind(&attribution.content);
            let (confidence, signals) = match attribution.belief {
                Belief::Form(share_right) => (share_right, None),
                Belief::Model(probabilities) => {
                    let length = attribution.content.iter().map(Range::len).sum();
                    let has_source = !attribution.source.is_empty();
                    let signals = Signals { probabilities, kind, has_source, length };
                    (calibration[attribution.level.min(1)].probability(&signals), Some(signals))
                }
            };
            analysis.attributions.push(Attribution {
                source: attribution.source.iter().map(|s| self.cover(s)).collect(),
                cue: vec![self.cover(&attribution.cue)],
                content: attribution.content.iter().map(|c| self.cover(c)).collect(),
                kind,
                gist: gists.next().flatten(),
                parent: parent.map(|at| base + at),
                confidence,
                signals,
            });
        }
        let role_span = |s: &Bio| RoleSpan { span: self.cover(&s.units), role: Role::ALL[s.kind.min(2)] };
        analysis.role_spans.extend(found.role_spans.iter().map(role_span));
    }

    /// Direct when all words of the content are quoted, indirect when none is, else mixed.
    fn kind(&self, content: &[Range<usize>]) -> Kind {
        let (mut n_words, mut n_quoted) = (0, 0);
        for unit in content.iter().flat_map(Clone::clone) {
            if self.units[unit].span.slice(self.text).starts_with(is_word) {
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

    pub(crate) fn add_names(&self, names: &[Bio], analysis: &mut Analysis) {
        let mention = |name: &Bio| Mention { span: self.cover(&name.units), kind: MentionKind::ALL[name.kind.min(2)] };
        analysis.mentions.extend(names.iter().map(mention));
    }

    pub(crate) fn add_tokens(&self, spans: &[Span<Clean>], words: &[Word], analysis: &mut Analysis) {
        let base = analysis.tokens.len();
        for (&span, word) in spans.iter().zip(words) {
            analysis.tokens.push(Token {
                span,
                lemma: word.lemma.clone(),
                class: word.class,
                tag: word.tag,
                head: word.head.map(|head| base + head),
                relation: word.relation,
            });
        }
    }

    /// The mentions the reader finds.
    pub(crate) fn references(
        &self,
        weights: &MentionWeights,
        heads: &Heads,
        rows: &Rows,
        scratch: &mut Scratch,
    ) -> Result<Vec<(Span<Clean>, MentionKind)>, ReaderError> {
        let found = stretches(weights, heads, rows, scratch)?;
        Ok(found.into_iter().map(|s| (self.cover(&s.units), s.kind)).collect())
    }

    /// Ties mentions together. `first` is the section's first token.
    pub(crate) fn add_references(
        &self,
        references: &[(Span<Clean>, MentionKind)],
        first: usize,
        antecedents: &Antecedents,
        scratch: &mut Scratch,
        analysis: &mut Analysis,
    ) -> Result<(), ReaderError> {
        let heads: Vec<Option<usize>> =
            references.iter().map(|(span, _)| head(*span, first, &analysis.tokens)).collect();
        // A mention outside all sentences has no words of its own, so nothing is said of it.
        let kept: Vec<(Span<Clean>, MentionKind, usize)> =
            references.iter().zip(&heads).filter_map(|(&(span, kind), head)| Some((span, kind, (*head)?))).collect();
        let mentioned: Vec<Mentioned> = kept
            .iter()
            .map(|&(span, _, head)| Mentioned {
                units: self.touched(span),
                head: self.touched(analysis.tokens[head].span).start,
                word: analysis.tokens[head].span.slice(self.text).to_lowercase(),
            })
            .collect();
        let candidates = antecedents.candidates(&mentioned, scratch)?;
        let base = analysis.references.len();
        for (&(span, kind, head), candidates) in kept.iter().zip(&candidates) {
            let antecedent =
                candidates.likeliest().map(|(at, probability)| Antecedent { reference: base + at, probability });
            let best_candidate = candidates.best_earlier().map(|at| base + at);
            let form = match analysis.tokens[head].class {
                WordClass::ProperNoun => Form::Name,
                WordClass::Pronoun | WordClass::Determiner => Form::Pronoun,
                _ => Form::Description,
            };
            analysis.references.push(Reference { span, kind, form, head, antecedent, best_candidate });
        }
        Ok(())
    }

    /// Positions by their words. `first` is the section's first token. What points outside all sentences is left out.
    pub(crate) fn add_positions(&self, found: &[FoundPosition], first: usize, analysis: &mut Analysis) {
        let token = |unit: usize| {
            let start = self.units.get(unit)?.span.start();
            let at = first + analysis.tokens[first..].partition_point(|token| token.span.end() <= start);
            analysis.tokens.get(at).filter(|token| token.span.start() <= start).map(|_| at)
        };
        let position = |found: &FoundPosition| {
            Some(Position {
                matter: token(found.matter)?,
                stance: found.stance,
                holder: token(found.holder)?,
                requires: match found.requires {
                    Some(unit) => Some(token(unit)?),
                    None => None,
                },
                ascribed: found.ascribed,
                confidence: found.confidence,
            })
        };
        let positions: Vec<Position> = found.iter().filter_map(position).collect();
        analysis.positions.extend(positions);
    }
}

/// The token of a span that hangs on something outside it, the first such.
fn head(span: Span<Clean>, first: usize, tokens: &[Token]) -> Option<usize> {
    let start = first + tokens[first..].partition_point(|t| t.span.end() <= span.start());
    let end = first + tokens[first..].partition_point(|t| t.span.start() < span.end());
    (start..end).find(|&i| tokens[i].head.is_none_or(|head| !(start..end).contains(&head)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_very_long_report_is_cut_at_line_breaks() {
        let text = "Zwölf Wörter in einer Zeile. \n".repeat(3000);
        let sections = Section::of(&text, &[]);
        assert!(sections.len() > 1 && sections.iter().all(|s| s.units.len() <= LONGEST));
        assert_eq!(sections.iter().map(|s| s.units.len()).sum::<usize>(), units(&text).len());
        assert!(sections.iter().all(|s| s.units[0].gap == Gap::Line));
        assert!(Section::of("", &[]).is_empty());
    }

    #[test]
    fn tokens_stand_on_units() {
        let text = "We cannot trust Zoë's “plan”.";
        let section = &Section::of(text, &[])[0];
        let spans = [(0, 2), (3, 6), (6, 9), (10, 15), (16, 20), (20, 22)];
        let tokens: Vec<_> = spans.iter().map(|&(a, b)| Span::from_range(a..b)).collect();
        // We|cannot|trust|Zoë|'|s|...: "not" shares the unit of "can".
        assert_eq!(section.units_of(&tokens), [0, 1, 1, 2, 3, 4]);
    }
}
