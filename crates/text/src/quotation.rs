//! Where the quotation marks pair up.
//!
//! News text mixes marks freely: curly, straight and doubled-apostrophe double marks, guillemets,
//! single marks that look like apostrophes, pairs whose two ends differ, and quotations over
//! several paragraphs, where each paragraph opens anew and only the last one closes. Paragraphs
//! (lines) are therefore scanned one by one, and a mark left open runs to the end of its line.
//!
//! ```
//! use onrecord_text::quotation::quotations;
//! let text = "He said: “We want peace.” It’s ‘feasible’.";
//! let found: Vec<_> = quotations(text).iter().map(|q| q.inner(text)).collect();
//! assert_eq!(found, ["We want peace.", "feasible"]);
//! ```

use crate::span::{Clean, Span};
use crate::unit::{Unit, is_word};

/// Longest quotation in single marks that is believed, in characters. An apostrophe taken for an
/// opening mark would otherwise swallow half a paragraph.
const LONGEST_SINGLE: usize = 600;

/// A stretch between quotation marks, outermost marks only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The opening mark.
    pub open: Span<Clean>,
    /// The closing mark, or the empty span at the end of the line where it is missing.
    pub close: Span<Clean>,
    /// Whether the marks are single ones.
    pub single: bool,
}

impl Quotation {
    /// Whether the closing mark is missing: the quotation goes on in the next paragraph, or the
    /// mark was forgotten.
    pub fn is_open_ended(&self) -> bool {
        self.close.is_empty()
    }

    /// The quotation with its marks.
    pub fn span(&self) -> Span<Clean> {
        self.open.cover(self.close)
    }

    /// The quoted words without the marks.
    pub fn inner_span(&self) -> Span<Clean> {
        Span::from_range(self.open.end().get()..self.close.start().get())
    }

    /// The quoted words without the marks, as text.
    pub fn inner<'t>(&self, text: &'t str) -> &'t str {
        self.inner_span().slice(text)
    }
}

/// How a unit stands to the quotation marks around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum QuoteState {
    /// Not quoted.
    Outside = 0,
    /// An opening mark.
    Open = 1,
    /// A closing mark.
    Close = 2,
    /// Between a pair of marks.
    Inside = 3,
    /// After an opening mark that the paragraph does not close.
    OpenEnded = 4,
}

/// All quotations of `text`, in order, not overlapping.
pub fn quotations(text: &str) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        Line::new(line, start).scan(&mut found);
        start += line.len();
    }
    found
}

/// The state of every unit with respect to `quotations`, both in text order.
pub fn quote_states(units: &[Unit], quotations: &[Quotation]) -> Vec<QuoteState> {
    let mut rest = quotations.iter().peekable();
    units
        .iter()
        .map(|unit| {
            while rest.next_if(|q| q.span().end() <= unit.span.start()).is_some() {}
            match rest.peek() {
                Some(q) if q.open.overlaps(unit.span) => QuoteState::Open,
                Some(q) if q.close.overlaps(unit.span) => QuoteState::Close,
                Some(q) if q.span().overlaps(unit.span) && q.is_open_ended() => QuoteState::OpenEnded,
                Some(q) if q.span().overlaps(unit.span) => QuoteState::Inside,
                _ => QuoteState::Outside,
            }
        })
        .collect()
}

/// What an open mark waits for.
#[derive(Clone, Copy)]
struct OpenMark {
    span: Span<Clean>,
    /// German style: `„` is closed by the mark that opens elsewhere.
    low: bool,
}

struct Line {
    chars: Vec<(usize, char)>,
    end: usize,
}

impl Line {
    fn new(line: &str, start: usize) -> Self {
        let content = line.trim_end();
        Self { chars: content.char_indices().map(|(i, c)| (start + i, c)).collect(), end: start + content.len() }
    }

    fn char(&self, i: usize) -> Option<char> {
        self.chars.get(i).map(|&(_, c)| c)
    }

    fn before(&self, i: usize) -> Option<char> {
        i.checked_sub(1).and_then(|i| self.char(i))
    }

    fn span(&self, i: usize, width: usize) -> Span<Clean> {
        let at = |i: usize| self.chars.get(i).map_or(self.end, |&(at, _)| at);
        Span::from_range(at(i)..at(i + width))
    }

    fn scan(&self, found: &mut Vec<Quotation>) {
        let mut open: Option<OpenMark> = None;
        let mut i = 0;
        while i < self.chars.len() {
            let width = self.double_mark_width(i);
            if width == 0 {
                if open.is_none()
                    && let Some((quotation, next)) = self.single_quotation(i)
                {
                    found.push(quotation);
                    i = next;
                } else {
                    i += 1;
                }
                continue;
            }
            let mark = self.span(i, width);
            match open {
                None if self.may_open(i, width) => {
                    open = Some(OpenMark { span: mark, low: self.char(i) == Some('„') })
                }
                None => {}
                Some(earlier) if self.opens_anew(i, width, earlier) => {
                    // The earlier mark was never closed: it ends where the new one starts.
                    let close = Span::from_range(mark.start().get()..mark.start().get());
                    found.push(Quotation { open: earlier.span, close, single: false });
                    open = Some(OpenMark { span: mark, low: self.char(i) == Some('„') });
                }
                Some(earlier) => {
                    found.push(Quotation { open: earlier.span, close: mark, single: false });
                    open = None;
                }
            }
            i += width;
        }
        if let Some(earlier) = open {
            let close = Span::from_range(self.end..self.end);
            found.push(Quotation { open: earlier.span, close, single: false });
        }
    }

    /// Number of characters of the double mark at `i`; 0 if there is none.
    fn double_mark_width(&self, i: usize) -> usize {
        match (self.char(i), self.char(i + 1)) {
            (Some('“' | '”' | '„' | '‟' | '«' | '»' | '"'), _) => 1,
            (Some('`'), Some('`')) | (Some('\''), Some('\'')) | (Some('’'), Some('’')) | (Some('‘'), Some('‘')) => {
                2
            }
            _ => 0,
        }
    }

    /// Whether the double mark at `i` can open a quotation, none being open.
    fn may_open(&self, i: usize, width: usize) -> bool {
        let after_is_text = self.char(i + width).is_some_and(|c| !c.is_whitespace());
        match self.char(i) {
            Some('“' | '„' | '‟' | '«' | '`') => true,
            // A closing mark at the start of a word: the writer has but one kind of mark.
            Some('”' | '»') => after_is_text && self.before(i).is_none_or(is_opening_context),
            // Glued to the word before and followed by a blank: a stray closing mark.
            _ => after_is_text && self.before(i).is_none_or(|c| is_opening_context(c) || !is_word(c)),
        }
    }

    /// Whether the double mark at `i` opens a new quotation although `earlier` is still open.
    fn opens_anew(&self, i: usize, width: usize, earlier: OpenMark) -> bool {
        match self.char(i) {
            Some('“') => !earlier.low,
            Some('„' | '‟' | '«' | '`') => true,
            Some('"' | '\'') => {
                self.before(i).is_some_and(char::is_whitespace)
                    && self.char(i + width).is_some_and(|c| !c.is_whitespace())
            }
            _ => false,
        }
    }

    /// The quotation in single marks that opens at `i`, and where to go on after it.
    fn single_quotation(&self, i: usize) -> Option<(Quotation, usize)> {
        let mark = self.char(i)?;
        if !matches!(mark, '‘' | '\'' | '’' | '‹' | '‚') || !self.before(i).is_none_or(is_opening_context) {
            return None;
        }
        if self.char(i + 1).is_none_or(char::is_whitespace) {
            return None;
        }
        let candidates = self.single_closers(i);
        let &first = candidates.first()?;
        // "the leaders' meeting": after an s, a mark followed by more words may be an apostrophe.
        let close = if self.before(first) == Some('s') && !self.is_punctuated(first) {
            candidates.iter().copied().find(|&j| self.is_punctuated(j)).unwrap_or(first)
        } else {
            first
        };
        let quotation = Quotation { open: self.span(i, 1), close: self.span(close, 1), single: true };
        Some((quotation, close + 1))
    }

    /// Where a quotation opened by the single mark at `open` may close.
    fn single_closers(&self, open: usize) -> Vec<usize> {
        let mut closers = Vec::new();
        let opened_curly = self.char(open) == Some('‘');
        let mut doubles_open = 0usize;
        for j in open + 2..self.chars.len().min(open + LONGEST_SINGLE) {
            let Some(c) = self.char(j) else { break };
            let ends_word = self.before(j).is_some_and(|c| !c.is_whitespace());
            let ends_quote = self.char(j + 1).is_none_or(|c| !is_word(c));
            match c {
                '“' => doubles_open += 1,
                // ‘make sure nothing happens”: the pair does not match, but it is one.
                '”' if doubles_open == 0 && opened_curly => {
                    closers.push(j);
                    break;
                }
                '”' => doubles_open = doubles_open.saturating_sub(1),
                '‘' if !ends_word => break,
                '’' | '\'' | '›' if ends_word && ends_quote => closers.push(j),
                _ => {}
            }
        }
        closers
    }

    /// Whether the mark at `j` has punctuation on either side, or ends the line.
    fn is_punctuated(&self, j: usize) -> bool {
        let mark =
            |c: Option<char>| c.is_none_or(|c| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '…' | ')' | '—' | '–'));
        mark(self.before(j)) || mark(self.char(j + 1))
    }
}

/// Whether an opening mark may follow `c`.
fn is_opening_context(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | '[' | '{' | '—' | '–' | '-' | '“' | '"' | '/')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unit::units;

    fn check(text: &str, expected: &[&str]) {
        let found = quotations(text);
        let found: Vec<_> = found.iter().map(|q| q.inner(text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn every_style_of_mark() {
        check("“Né à Paris,” he said.", &["Né à Paris,"]);
        check("\"One,\" she said, \"and two.\"", &["One,", "and two."]);
        check("``One,'' she said.", &["One,"]);
        check("«Ça va», dit-il. „Gut“, sagte er.", &["Ça va", "Gut"]);
        check("The ‘Coalition of the Willing’, as he called it", &["Coalition of the Willing"]);
        check("the 'Coalition of the Willing', as he called it", &["Coalition of the Willing"]);
    }

    #[test]
    fn apostrophes_are_not_marks() {
        check("It’s the leaders’ job, isn't it? Rock 'n roll.", &[]);
        check("‘It’s the leaders’ job,’ he said", &["It’s the leaders’ job,"]);
    }

    #[test]
    fn ends_that_do_not_match() {
        check("Europe must ‘make sure nothing happens” there.", &["make sure nothing happens"]);
        check("He called it “a start\" on Friday", &["a start"]);
        check("”We are ready,” he said", &["We are ready,"]);
    }

    #[test]
    fn a_quotation_over_paragraphs_is_open_ended_but_for_the_last() {
        let text = "He said: “One.\n“Two.\n“Three.”\nEnd.";
        check(text, &["One.", "Two.", "Three."]);
        let open: Vec<_> = quotations(text).iter().map(Quotation::is_open_ended).collect();
        assert_eq!(open, [true, true, false]);
    }

    #[test]
    fn a_forgotten_mark_ends_where_the_next_opens() {
        check("“One, he said. “Two.”", &["One, he said. ", "Two."]);
    }

    #[test]
    fn stray_closing_marks_are_left_alone() {
        check("He is 6' 2\" tall, they say.", &[]);
    }

    #[test]
    fn states_of_units() {
        let text = "Oui: “Ça va.” “Non";
        let states = quote_states(&units(text), &quotations(text));
        use QuoteState::*;
        assert_eq!(states, [Outside, Outside, Open, Inside, Inside, Inside, Close, Open, OpenEnded]);
    }
}
