//! Titles of places from which a country is governed: "the Ilmarian capital", "seat of the Belmoran government".

use crate::word::tokens;

/// Whether `word` is a noun for such a place.
pub(crate) fn is_seat_noun(word: &str) -> bool {
    word.eq_ignore_ascii_case("capital") || word.eq_ignore_ascii_case("seat")
}

/// In whose title a place holds: what stands before the noun and what stands behind it, as far as there is something.
pub(crate) fn seat_owners(title: &str) -> Vec<String> {
    let cut = tokens(title);
    let words: Vec<&str> = cut.iter().filter(|t| t.is_word).map(|t| t.text).collect();
    let Some(noun) = words.iter().position(|word| is_seat_noun(word)) else { return Vec::new() };
    let (front, behind) = words.split_at(noun);
    let owner = |words: &[&str]| {
        let is_idle = |word: &&&str| {
            ["the", "of", "government", "cabinet", "administration"].iter().any(|idle| word.eq_ignore_ascii_case(idle))
        };
        let words: Vec<&str> = words.iter().filter(|word| !is_idle(word)).copied().collect();
        (!words.is_empty()).then(|| words.join(" "))
    };
    [owner(front), behind.get(1..).and_then(owner)].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whose_seat_it_is() {
        for (title, owner) in [
            ("Élanian capital", "Élanian"),
            ("Élan’s capital", "Élan"),
            ("capital of Élan", "Élan"),
            ("seat of the Élanian government", "Élanian"),
        ] {
            assert_eq!(seat_owners(title), [owner], "{title}");
        }
        assert!(seat_owners("capital").is_empty());
        assert!(seat_owners("president of Élan").is_empty());
    }
}
