//! Words for the people of a place, formed from its name.

/// Adjectives and nouns that English forms regularly from the name of a place, all folded: "tarvian" and "tarvians" from
/// "tarvia". Names of three letters and fewer have too many look-alikes.
pub(crate) fn demonyms(place: &str) -> impl Iterator<Item = String> {
    const BEHIND_CONSONANT: &[&str] = &["an", "ian", "ese", "ish"];
    const BEHIND_VOWEL: &[&str] = &["n", "an", "ian", "ese", "ish"];
    let is_vowel = |c: char| "aeiouy".contains(c);
    let stem = place.trim_end_matches(is_vowel);
    let forms: Vec<String> = if place.chars().count() < 4 || !place.chars().all(char::is_alphabetic) {
        Vec::new()
    } else if stem.len() < place.len() {
        // "Belmora" gives "Belmoran", "Genoa" "Genoese", "Malta" "Maltese".
        let short = place.strip_suffix(is_vowel).unwrap_or(place);
        let long = BEHIND_VOWEL.iter().take(1).map(|ending| format!("{place}{ending}"));
        long.chain(BEHIND_VOWEL.iter().skip(1).map(|ending| format!("{short}{ending}"))).collect()
    } else {
        BEHIND_CONSONANT.iter().map(|ending| format!("{place}{ending}")).collect()
    };
    forms.into_iter().flat_map(|form| {
        let plural = format!("{form}s");
        [form, plural]
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::word::{fold, fold_all};

    #[test]
    fn formed_from_the_name() {
        let is_formed = |word: &str, place: &str| demonyms(&fold_all(place)).any(|form| form == fold(word));
        for (word, place) in [
            ("Tárvian", "Tárvia"),
            ("Belmoran", "Belmora"),
            ("Belmorans", "Belmora"),
            ("Élanese", "Élano"),
            ("Fenmarkian", "Fenmark"),
        ] {
            assert!(is_formed(word, place), "{word} {place}");
        }
        for (word, place) in [("Tarvia", "Tarvia"), ("Elan", "Ela"), ("Port Ishelian", "Port Ishel")] {
            assert!(!is_formed(word, place), "{word} {place}");
        }
    }
}
