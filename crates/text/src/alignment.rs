//! Clean text that knows where each of its characters came from.
//!
//! An [`AlignedText`] is a string plus a list of segments. Each segment ties a run of clean bytes
//! to a run of original characters, in one of three ways: copied one to one, replaced as a whole,
//! or inserted with nothing behind it. Every cleaning step is an edit of the clean side; the
//! alignment is carried along, so after any number of steps a clean span still leads to the
//! characters of the file that support it.
//!
//! ```
//! use onrecord_text::alignment::{AlignedText, Edit};
//! use onrecord_text::span::Span;
//!
//! let mut text = AlignedText::verbatim("He said &ldquo;yes&rdquo;.");
//! text.apply(vec![Edit::replace(8..15, "“"), Edit::replace(18..25, "”")]);
//! assert_eq!(text.as_str(), "He said “yes”.");
//! // `“yes”` is nine bytes of clean text; in the file it is characters 8 to 25.
//! assert_eq!(text.to_original(Span::from_range(8..17)), [Span::from_range(8..25)]);
//! ```

use std::ops::Range;

use crate::span::{Clean, Offset, Original, Span};

/// How a run of clean text came from the original.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    /// Character for character.
    Copied,
    /// The run as a whole stands for the original run as a whole. An empty original run means
    /// the text was inserted.
    Replaced,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Segment {
    clean: Range<usize>,
    original: Range<usize>,
    origin: Origin,
}

/// One change of the clean text: the bytes of `span` become `replacement`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty for an insertion.
    pub span: Span<Clean>,
    /// What stands there afterwards; empty for a removal.
    pub replacement: String,
}

impl Edit {
    /// An edit of the bytes in `range`.
    pub fn replace(range: Range<usize>, replacement: impl Into<String>) -> Self {
        Self { span: Span::from_range(range), replacement: replacement.into() }
    }
}

/// Clean text aligned to the file it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AlignedText {
    text: String,
    /// In clean order, without gaps on the clean side. Original runs never go backwards.
    segments: Vec<Segment>,
}

impl AlignedText {
    /// The decoded file itself, nothing changed.
    pub fn verbatim(decoded: &str) -> Self {
        let mut aligned = Self::default();
        aligned.push_copied(decoded, Offset::new(0));
        aligned
    }

    /// The clean text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Appends text that stands in the original, character for character, from `at` on.
    ///
    /// Appending must go forward in the original: a start before the end of what is already there
    /// is moved up to that end, and the text then counts as replaced.
    pub fn push_copied(&mut self, text: &str, at: Offset<Original>) {
        let n_chars = text.chars().count();
        let origin = if at.get() < self.original_end() { Origin::Replaced } else { Origin::Copied };
        self.push(text, at.get()..at.get() + n_chars, origin);
    }

    /// Appends text that stands for the original characters of `span` as a whole: an entity
    /// decoded, an escape resolved.
    pub fn push_replaced(&mut self, text: &str, span: Span<Original>) {
        self.push(text, span.range(), Origin::Replaced);
    }

    /// Appends text with nothing behind it, such as the line break between two HTML blocks.
    pub fn push_inserted(&mut self, text: &str) {
        let end = self.original_end();
        self.push(text, end..end, Origin::Replaced);
    }

    fn original_end(&self) -> usize {
        self.segments.last().map_or(0, |s| s.original.end)
    }

    fn push(&mut self, text: &str, original: Range<usize>, origin: Origin) {
        if text.is_empty() {
            return;
        }
        let floor = self.original_end();
        let original = original.start.max(floor)..original.end.max(floor);
        let clean = self.text.len()..self.text.len() + text.len();
        self.text.push_str(text);
        match self.segments.last_mut() {
            Some(last)
                if last.origin == Origin::Copied && origin == Origin::Copied && last.original.end == original.start =>
            {
                last.clean.end = clean.end;
                last.original.end = original.end;
            }
            _ => self.segments.push(Segment { clean, original, origin }),
        }
    }

    /// Makes all `edits` at once. Their spans refer to the text as it is before the call; they may
    /// come in any order. Of two that overlap, the one that starts later is left out; one that
    /// does not fit the text or cuts a character is left out too.
    pub fn apply(&mut self, mut edits: Vec<Edit>) {
        edits.sort_by_key(|e| e.span);
        self.cut_at_edges(&edits);
        let mut out = Self { text: String::with_capacity(self.text.len()), segments: Vec::new() };
        let mut at = 0;
        for edit in edits {
            let range = edit.span.range();
            if range.start < at || self.text.get(range.clone()).is_none() {
                continue;
            }
            self.copy_into(&mut out, at..range.start);
            let original = self.covered(range.clone());
            out.push(&edit.replacement, original, Origin::Replaced);
            at = range.end;
        }
        self.copy_into(&mut out, at..self.text.len());
        *self = out;
    }

    /// Cuts copied segments at the edges of `edits`, in one pass. Without it every edit would count
    /// characters from the start of its segment, and many edits of a long text would take
    /// quadratic time. Appending joins the pieces again.
    fn cut_at_edges(&mut self, edits: &[Edit]) {
        let mut edges: Vec<usize> = edits
            .iter()
            .flat_map(|e| [e.span.start().get(), e.span.end().get()])
            .filter(|&edge| self.text.is_char_boundary(edge))
            .collect();
        edges.sort_unstable();
        edges.dedup();
        let mut edges = edges.into_iter().peekable();
        let mut cut = Vec::with_capacity(self.segments.len() + edges.len());
        for mut segment in std::mem::take(&mut self.segments) {
            while let Some(edge) = edges.next_if(|&edge| edge < segment.clean.end) {
                if segment.origin != Origin::Copied || edge <= segment.clean.start {
                    continue;
                }
                let n_chars = self.n_chars(segment.clean.start..edge);
                let middle = segment.original.start + n_chars;
                cut.push(Segment {
                    clean: segment.clean.start..edge,
                    original: segment.original.start..middle,
                    origin: Origin::Copied,
                });
                segment.clean.start = edge;
                segment.original.start = middle;
            }
            cut.push(segment);
        }
        self.segments = cut;
    }

    /// Index of the segment that holds the clean byte `at`.
    fn segment_at(&self, at: usize) -> usize {
        self.segments.partition_point(|s| s.clean.end <= at)
    }

    fn copy_into(&self, out: &mut Self, range: Range<usize>) {
        for segment in self.segments.iter().skip(self.segment_at(range.start)) {
            let clean = segment.clean.start.max(range.start)..segment.clean.end.min(range.end);
            if clean.is_empty() {
                break;
            }
            let text = self.text.get(clean.clone()).unwrap_or("");
            out.push(text, self.original_of(segment, clean), segment.origin);
        }
    }

    /// The original characters behind `clean`, a part of `segment`.
    fn original_of(&self, segment: &Segment, clean: Range<usize>) -> Range<usize> {
        match segment.origin {
            Origin::Replaced => segment.original.clone(),
            Origin::Copied => {
                let before = self.n_chars(segment.clean.start..clean.start);
                let start = segment.original.start + before;
                start..start + self.n_chars(clean)
            }
        }
    }

    fn n_chars(&self, range: Range<usize>) -> usize {
        self.text.get(range).map_or(0, |s| s.chars().count())
    }

    /// The smallest run of original characters that holds everything behind `range`; for an empty
    /// range the empty run at that place.
    fn covered(&self, range: Range<usize>) -> Range<usize> {
        let mut found: Option<Range<usize>> = None;
        for segment in self.segments.iter().skip(self.segment_at(range.start)) {
            if segment.clean.start >= range.end {
                break;
            }
            let clean = segment.clean.start.max(range.start)..segment.clean.end.min(range.end);
            let original = self.original_of(segment, clean);
            found = Some(found.map_or(original.clone(), |f| f.start..original.end.max(f.end)));
        }
        found.unwrap_or_else(|| {
            let at = match self.segments.get(self.segment_at(range.start)) {
                Some(s) if s.clean.start < range.start => self.original_of(s, range.start..range.start).start,
                Some(s) => s.original.start,
                None => self.original_end(),
            };
            at..at
        })
    }

    /// The stretches of the file behind `span`, in order, without empty ones.
    ///
    /// More than one comes back where markup or other left-out text stands in between: each is
    /// pure text, so that slicing the file by them shows the words and nothing else. Stretches
    /// that touch are joined.
    pub fn to_original(&self, span: Span<Clean>) -> Vec<Span<Original>> {
        let range = span.range();
        let mut found: Vec<Range<usize>> = Vec::new();
        for segment in self.segments.iter().skip(self.segment_at(range.start)) {
            if segment.clean.start >= range.end {
                break;
            }
            let clean = segment.clean.start.max(range.start)..segment.clean.end.min(range.end);
            let original = self.original_of(segment, clean);
            if original.is_empty() {
                continue;
            }
            match found.last_mut() {
                Some(last) if last.end >= original.start => last.end = last.end.max(original.end),
                _ => found.push(original),
            }
        }
        found.into_iter().map(Span::from_range).collect()
    }

    /// Where clean and original differ: the clean span and the original characters it stands for
    /// (empty where text was inserted).
    pub fn replacements(&self) -> impl Iterator<Item = (Span<Clean>, Span<Original>)> + '_ {
        self.segments
            .iter()
            .filter(|s| s.origin == Origin::Replaced)
            .map(|s| (Span::from_range(s.clean.clone()), Span::from_range(s.original.clone())))
    }

    /// A copy of the part of this text that `span` covers, with its alignment.
    pub fn part(&self, span: Span<Clean>) -> Self {
        let mut out = Self::default();
        self.copy_into(&mut out, span.range());
        out
    }

    /// Appends another aligned text of the same file; it must come later in the file.
    pub fn append(&mut self, other: &Self) {
        for segment in &other.segments {
            let text = other.text.get(segment.clean.clone()).unwrap_or("");
            self.push(text, segment.original.clone(), segment.origin);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slices(aligned: &AlignedText, file: &str, range: Range<usize>) -> Vec<String> {
        let chars: Vec<char> = file.chars().collect();
        let spans = aligned.to_original(Span::from_range(range));
        spans.iter().map(|s| chars[s.range()].iter().collect()).collect()
    }

    #[test]
    fn untouched_text_maps_to_itself() {
        let file = "Zażółć “gęślą” jaźń";
        let aligned = AlignedText::verbatim(file);
        let at = file.find("gęślą").expect("present");
        assert_eq!(slices(&aligned, file, at..at + "gęślą".len()), ["gęślą"]);
    }

    #[test]
    fn an_edit_maps_to_all_it_replaced_and_leaves_the_rest_exact() {
        let file = "caf&eacute; is &quot;open&quot;";
        let mut aligned = AlignedText::verbatim(file);
        aligned.apply(vec![Edit::replace(25..31, "”"), Edit::replace(3..11, "é"), Edit::replace(15..21, "“")]);
        assert_eq!(aligned.as_str(), "café is “open”");
        assert_eq!(slices(&aligned, file, 0..5), ["caf&eacute;"]);
        assert_eq!(slices(&aligned, file, 12..16), ["open"]);
        assert_eq!(slices(&aligned, file, 9..19), ["&quot;open&quot;"]);
    }

    #[test]
    fn edits_on_top_of_edits() {
        let file = "Ã¢Â€Â™s";
        let mut aligned = AlignedText::verbatim(file);
        let end = file.len() - 1;
        aligned.apply(vec![Edit::replace(0..end, "â\u{80}\u{99}")]);
        let end = aligned.as_str().len() - 1;
        aligned.apply(vec![Edit::replace(0..end, "’")]);
        assert_eq!(aligned.as_str(), "’s");
        assert_eq!(slices(&aligned, file, 0..3), ["Ã¢Â€Â™"]);
        assert_eq!(slices(&aligned, file, 3..4), ["s"]);
    }

    #[test]
    fn left_out_markup_splits_a_span() {
        let file = "We <b>want</b> peace";
        let mut aligned = AlignedText::default();
        aligned.push_copied("We ", Offset::new(0));
        aligned.push_copied("want", Offset::new(6));
        aligned.push_copied(" peace", Offset::new(14));
        assert_eq!(aligned.as_str(), "We want peace");
        assert_eq!(slices(&aligned, file, 0..13), ["We ", "want", " peace"]);
        assert_eq!(slices(&aligned, file, 4..6), ["an"]);
    }

    #[test]
    fn inserted_text_has_nothing_behind_it() {
        let mut aligned = AlignedText::verbatim("ab");
        aligned.apply(vec![Edit::replace(1..1, "\n")]);
        assert_eq!(aligned.as_str(), "a\nb");
        assert!(aligned.to_original(Span::from_range(1..2)).is_empty());
        assert_eq!(slices(&aligned, "ab", 0..3), ["ab"]);
    }

    #[test]
    fn removed_text_stays_removed() {
        let file = "one XX two";
        let mut aligned = AlignedText::verbatim(file);
        aligned.apply(vec![Edit::replace(3..6, "")]);
        assert_eq!(aligned.as_str(), "one two");
        assert_eq!(slices(&aligned, file, 0..7), ["one", " two"]);
    }

    #[test]
    fn overlapping_and_impossible_edits_are_left_out() {
        let mut aligned = AlignedText::verbatim("aéb");
        aligned.apply(vec![
            Edit::replace(0..3, "x"),
            Edit::replace(1..4, "y"),
            Edit::replace(2..3, "z"),
            Edit::replace(9..12, "w"),
        ]);
        assert_eq!(aligned.as_str(), "xb");
    }

    #[test]
    fn parts_append_to_the_whole() {
        let file = "ein “schöner” Tag";
        let aligned = AlignedText::verbatim(file);
        let mut again = aligned.part(Span::from_range(0..4));
        again.append(&aligned.part(Span::from_range(4..file.len())));
        assert_eq!(again, aligned);
    }
}
