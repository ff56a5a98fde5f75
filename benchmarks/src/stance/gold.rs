//! Labelled passages.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use onrecord_text::alignment::AlignedText;
use onrecord_text::document::Document;
use onrecord_text::span::{Clean, Span};
use serde::Deserialize;

/// A passage with its labels.
#[derive(Clone, Debug, Deserialize)]
pub struct Passage {
    /// Its name.
    pub id: String,
    /// The passage.
    pub text: String,
    /// Who takes which side.
    pub positions: Vec<Labelled>,
    /// What depends on what.
    pub conditions: Vec<LabelledCondition>,
}

/// A labelled position.
#[derive(Clone, Debug, Deserialize)]
pub struct Labelled {
    /// Whose it is.
    pub holder: String,
    /// Of what.
    pub issue: String,
    /// Name of the stance.
    pub stance: String,
    /// Whether somebody else tells it.
    pub ascribed: bool,
    /// The words that carry it.
    pub evidence: String,
}

/// A labelled condition.
#[derive(Clone, Debug, Deserialize)]
pub struct LabelledCondition {
    /// Whose it is.
    pub holder: String,
    /// What is wanted or offered.
    pub wants: String,
    /// What it depends on.
    pub requires: String,
}

/// Reads passages, one a line.
pub(super) fn read(file: &Path) -> Result<Vec<Passage>> {
    let text = fs::read_to_string(file).with_context(|| file.display().to_string())?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(at, line)| {
            let place = || format!("{}:{}", file.display(), at + 1);
            let passage: Passage = serde_json::from_str(line).with_context(place)?;
            let words = passage.positions.iter().flat_map(|p| [&p.holder, &p.issue, &p.evidence]);
            for words in words.chain(passage.conditions.iter().flat_map(|c| [&c.holder, &c.wants, &c.requires])) {
                ensure!(passage.text.contains(words.as_str()), "{}: “{words}” is not in the text", place());
            }
            Ok(passage)
        })
        .collect()
}

impl Passage {
    /// The passage as a report that the reader takes.
    pub fn report(&self) -> Document {
        Document { text: AlignedText::verbatim(&self.text), ..Document::default() }
    }

    /// All places of `words` in the text.
    pub fn places(&self, words: &str) -> Vec<Span<Clean>> {
        self.text.match_indices(words).map(|(at, words)| Span::from_range(at..at + words.len())).collect()
    }
}

/// Whether two names are the same but for articles, or one is part of the other.
pub fn same_words(one: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let lower = text.to_lowercase();
        let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.filter(|word| !matches!(*word, "the" | "a" | "an" | "s")).map(str::to_owned).collect()
    };
    let (one, other) = (words(one), words(other));
    let within = |short: &[String], long: &[String]| !short.is_empty() && long.windows(short.len()).any(|w| w == short);
    within(&one, &other) || within(&other, &one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_by_their_words() {
        assert!(same_words("the Größe party", "Größe Party’s leader"));
        assert!(!same_words("Norway", "Nor"));
        assert!(!same_words("the", "the union"));
    }
}
