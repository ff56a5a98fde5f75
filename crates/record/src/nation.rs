//! Countries under their many words: "French", "France’s" and "France" are one.
//!
//! The words are in `nations.tsv`: one country a line, the name first, then adjectives,
//! abbreviations and other names, all separated by tabs.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::word::fold_all;

/// Name of each country by each of its words, all folded.
static NATIONS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let lines = include_str!("nations.tsv").lines();
    let rows = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    rows.flat_map(|row| {
        let name = fold_all(row.split('\t').next().unwrap_or(""));
        row.split('\t').map(move |word| (fold_all(word), name.clone()))
    })
    .collect()
});

/// The country that `words` stand for, in a form that is the same for all its words. An article
/// in front and a possessive ending are fine.
pub(crate) fn nation(words: &str) -> Option<&'static str> {
    let folded = fold_all(words);
    let bare = folded.strip_prefix("the ").unwrap_or(&folded);
    // "us" without capitals is the pronoun.
    if bare == "us" && words.contains("us") {
        return None;
    }
    NATIONS.get(bare).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_one_country() {
        for words in ["France", "France’s", "French", "the French"] {
            assert_eq!(nation(words), Some("france"), "{words}");
        }
        for words in ["US", "U.S.", "the US’s", "American", "United States"] {
            assert_eq!(nation(words), Some("united states"), "{words}");
        }
        assert_eq!(nation("Türkiye"), nation("Turkish"));
        assert_eq!(nation("us"), None);
        assert_eq!(nation("Nowhere"), None);
    }
}
