//! A report's text cut where something about it begins or ends, so that a page can show who says
//! what, what is not story and what was repaired, each on exactly its characters.

use std::collections::BTreeSet;
use std::ops::Range;

use onrecord_record::attribution::Attribution;
use onrecord_record::report::ReportText;
use onrecord_text::alignment::AlignedText;
use onrecord_text::document::Furniture;
use onrecord_text::span::{Clean, Original, Span};

/// What part of an attribution some words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Who says it.
    Source,
    /// What introduces it.
    Cue,
    /// What is said.
    Content,
}

impl Role {
    /// The name used for styles.
    pub fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Cue => "cue",
            Self::Content => "content",
        }
    }
}

/// Something that holds of a stretch of text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// It is not story.
    Furniture(Furniture),
    /// It was repaired; the file has these characters.
    Repaired(String),
    /// It plays a role in the attribution with this position in the list given.
    Role {
        /// Position of the attribution.
        attribution: usize,
        /// Which part of it.
        role: Role,
    },
}

/// A stretch of text of which the same things hold throughout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment<'t> {
    /// The words.
    pub text: &'t str,
    /// Where they start in the clean text, in bytes.
    pub start: usize,
    /// What holds of them, in order.
    pub layers: Vec<Layer>,
}

/// Everything that holds of parts of a report's text.
pub fn layers(report: &ReportText, attributions: &[Attribution]) -> Vec<(Range<usize>, Layer)> {
    let mut layers = Vec::new();
    for mark in &report.marks {
        layers.push((mark.span.range(), Layer::Furniture(mark.furniture)));
    }
    for repair in &report.repairs {
        let original = report.original.slice(repair.original).to_owned();
        layers.push((repair.clean.range(), Layer::Repaired(original)));
    }
    for (attribution, found) in attributions.iter().enumerate() {
        let roles = [(Role::Source, &found.source), (Role::Cue, &found.cue), (Role::Content, &found.content)];
        for (role, passage) in roles {
            for span in &passage.clean {
                layers.push((span.range(), Layer::Role { attribution, role }));
            }
        }
    }
    layers
}

/// Cuts the part of `text` in `range` wherever a layer begins or ends.
pub fn segments<'t>(text: &'t str, range: Range<usize>, layers: &[(Range<usize>, Layer)]) -> Vec<Segment<'t>> {
    let near: Vec<&(Range<usize>, Layer)> =
        layers.iter().filter(|(at, _)| at.start < range.end && range.start < at.end).collect();
    let mut cuts = BTreeSet::from([range.start, range.end]);
    for (at, _) in &near {
        cuts.extend([at.start, at.end].into_iter().filter(|cut| range.contains(cut)));
    }
    let cuts: Vec<usize> = cuts.into_iter().collect();
    let mut found = Vec::with_capacity(cuts.len());
    for pair in cuts.windows(2) {
        let [start, end] = pair else { continue };
        let mut here: Vec<Layer> = near
            .iter()
            .filter(|(at, _)| at.start <= *start && *end <= at.end)
            .map(|(_, layer)| layer.clone())
            .collect();
        here.sort();
        let Some(words) = text.get(*start..*end) else { continue };
        if !words.is_empty() {
            found.push(Segment { text: words, start: *start, layers: here });
        }
    }
    found
}

/// The paragraphs (lines with words in them) of `text` as ranges of bytes, without their breaks.
pub fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end();
        let indent = words.len() - words.trim_start().len();
        if !words.trim_start().is_empty() {
            found.push(start + indent..start + words.len());
        }
        start += line.len();
    }
    found
}

/// The bytes of the clean text that stand for characters of `span` of the file; `None` if none does.
pub fn clean_range(text: &AlignedText, span: Span<Original>) -> Option<Range<usize>> {
    let mut found: Option<Range<usize>> = None;
    for (at, c) in text.as_str().char_indices() {
        let end = at + c.len_utf8();
        let behind = text.to_original(Span::<Clean>::from_range(at..end));
        if behind.iter().any(|original| original.overlaps(span)) {
            found = Some(found.map_or(at, |range| range.start)..end);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_join_to_the_text_and_carry_what_holds() {
        let text = "Šimić sagte „ja“.";
        let role = |role| Layer::Role { attribution: 0, role };
        let layers = [(0..7, role(Role::Source)), (8..13, role(Role::Cue)), (14..22, role(Role::Content))];
        let found = segments(text, 0..text.len(), &layers);
        assert_eq!(found.iter().map(|s| s.text).collect::<String>(), text);
        let content: Vec<_> = found.iter().filter(|s| s.layers == [role(Role::Content)]).map(|s| s.text).collect();
        assert_eq!(content, ["„ja“"]);
    }

    #[test]
    fn overlapping_layers_are_all_kept() {
        let a = Layer::Furniture(Furniture::Byline);
        let b = Layer::Repaired("â".to_owned());
        let found = segments("abcd", 0..4, &[(0..3, a.clone()), (2..4, b.clone())]);
        let layers: Vec<_> = found.iter().map(|s| (s.text, s.layers.clone())).collect();
        assert_eq!(layers, [("ab", vec![a.clone()]), ("c", vec![a, b.clone()]), ("d", vec![b])]);
    }

    #[test]
    fn words_of_the_file_are_found_in_the_clean_text() {
        let mut text = AlignedText::default();
        text.push_copied("Žena ", onrecord_text::span::Offset::new(3));
        text.push_replaced("’", Span::from_range(8..14));
        text.push_copied("no", onrecord_text::span::Offset::new(14));
        let words = |range: Range<usize>| {
            clean_range(&text, Span::from_range(range)).map(|found| text.as_str()[found].to_owned())
        };
        assert_eq!(words(3..7).as_deref(), Some("Žena"));
        assert_eq!(words(9..15).as_deref(), Some("’n"));
        assert_eq!(words(0..3), None);
    }

    #[test]
    fn paragraphs_leave_out_empty_lines() {
        let text = " Één\n\nTwee \n";
        let found: Vec<_> = paragraphs(text).into_iter().map(|p| &text[p]).collect();
        assert_eq!(found, ["Één", "Twee"]);
    }
}
