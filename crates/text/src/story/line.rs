//! Lines of a report, and what the rules ask of them.

use std::ops::Range;

/// A line that is not blank.
#[derive(Clone, Copy, Debug)]
pub struct Line<'t> {
    /// Where it starts in the report, in bytes.
    pub start: usize,
    /// Its text, without blanks at either end.
    pub text: &'t str,
    /// Position among the lines of the report.
    pub idx: usize,
    /// How many lines the report has.
    pub n_lines: usize,
}

impl Line<'_> {
    /// Where the line stands in the report.
    pub fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    /// Number of words.
    pub fn n_words(&self) -> usize {
        self.text.split_whitespace().count()
    }

    /// Whether the line has quotation marks, as somebody's words would have.
    pub fn is_quoting(&self) -> bool {
        self.text.contains(['“', '”', '"', '«', '»', '„'])
    }

    /// Whether the line ends as a sentence does.
    pub fn ends_sentence(&self) -> bool {
        self.text.trim_end_matches(['”', '"', '’', '»', ')']).ends_with(['.', '!', '?'])
    }

    /// What is left of the line after `prefix`, whatever the case of either.
    pub fn after(&self, prefix: &str) -> Option<&str> {
        strip_prefix(self.text, prefix)
    }
}

/// What is left of `text` after `prefix`, compared without regard to ASCII case.
pub fn strip_prefix<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| text.get(prefix.len()..))?
}

/// The lines of `text` that are not blank.
pub fn lines(text: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let mut lines: Vec<Line> = text
        .split_inclusive('\n')
        .filter_map(|line| {
            let at = start + line.len() - line.trim_start().len();
            start += line.len();
            let text = line.trim();
            (!text.is_empty()).then_some(Line { start: at, text, idx: 0, n_lines: 0 })
        })
        .collect();
    let n_lines = lines.len();
    for (idx, line) in lines.iter_mut().enumerate() {
        (line.idx, line.n_lines) = (idx, n_lines);
    }
    lines
}

/// Whether `word` is the name of a month, in full or cut to three letters or four, with or without
/// a dot.
pub fn is_month(word: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.trim_end_matches(['.', ',']).to_lowercase();
    MONTHS.iter().any(|month| *month == word || (matches!(word.len(), 3 | 4) && month.starts_with(&word)))
}

/// Whether `word` is a year of our time, with punctuation after it or not.
pub fn is_year(word: &str) -> bool {
    let word = word.trim_end_matches(|c: char| !c.is_alphanumeric());
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.bytes().all(|b| b.is_ascii_digit())
}

/// Test support: checks what `find` marks in each text; the marked parts are joined by " | ".
#[cfg(test)]
pub(crate) fn check(find: fn(&[Line]) -> Vec<Range<usize>>, cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        let found: Vec<&str> = find(&lines(text)).into_iter().filter_map(|range| text.get(range)).collect();
        assert_eq!(found.join(" | "), *expected, "in {text:?}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_are_left_out() {
        let text = " Één \n\n\t\nZwei";
        let found: Vec<_> = lines(text).iter().map(|l| (text.get(l.range()), l.idx, l.n_lines)).collect();
        assert_eq!(found, [(Some("Één"), 0, 2), (Some("Zwei"), 1, 2)]);
    }

    #[test]
    fn months_and_years() {
        for word in ["March", "Sept.", "dec", "May,"] {
            assert!(is_month(word), "{word}");
        }
        for word in ["Mar-a-Lago", "Ma", "Märch", "Julia"] {
            assert!(!is_month(word), "{word}");
        }
        assert!(is_year("2025") && is_year("1999.") && !is_year("3025") && !is_year("２０２５"));
    }
}
