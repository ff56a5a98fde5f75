//! Names for comparison.

use onrecord_record::actor::Actor;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A name without accents, case, article, honorific, possessive ending and outer marks.
pub(super) fn folded(name: &str) -> String {
    let plain: String = name.nfd().filter(|c| !is_combining_mark(*c)).collect::<String>().to_lowercase();
    let plain = plain.replace(['’', 'ʼ', '‘'], "'");
    let mut words: Vec<&str> =
        plain.split_whitespace().map(|w| w.trim_matches([',', '"', '“', '”', '(', ')'])).collect();
    while let [first, _, ..] = words.as_slice()
        && ["the", "mr.", "mr", "mrs.", "mrs", "ms.", "ms", "dr.", "dr", "sir"].contains(first)
    {
        words.remove(0);
    }
    let joined = words.join(" ");
    joined.strip_suffix("'s").or_else(|| joined.strip_suffix('\'')).unwrap_or(&joined).to_owned()
}

/// Whether the actor bears one of `names`.
pub(super) fn bears<'n>(actor: &Actor, names: impl IntoIterator<Item = &'n str>) -> bool {
    let own: Vec<String> = std::iter::once(&actor.name).chain(&actor.aliases).map(|name| folded(name)).collect();
    names.into_iter().any(|name| own.contains(&folded(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_trimmings() {
        for (name, expected) in [
            ("The Tárnov Council", "tarnov council"),
            ("Mr. Schultz’s", "schultz"),
            ("Zdenka Orlić", "zdenka orlic"),
            ("the", "the"),
            ("voters’", "voters"),
        ] {
            assert_eq!(folded(name), expected);
        }
    }
}
