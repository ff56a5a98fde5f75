//! The few words the decayed marks are told by.

/// What may stand before "n't", without the "n't" itself but for its first letter.
const NEGATED: [&str; 22] = [
    "ain", "aren", "can", "couldn", "daren", "didn", "doesn", "don", "hadn", "hasn", "haven", "isn", "mightn", "mustn",
    "needn", "oughtn", "shan", "shouldn", "wasn", "weren", "won", "wouldn",
];

/// French words that lose their vowel before another.
const ELIDED: [&str; 13] = ["l", "d", "c", "j", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quelqu"];

/// Words a dash without blanks often stands next to, and that no name with an apostrophe ends or
/// begins with. None of them completes a French or Romanian word around `â`.
const FUNCTION_WORDS: [&str; 28] = [
    "and", "are", "but", "could", "for", "from", "has", "have", "he", "him", "his", "it", "not", "she", "so", "that",
    "the", "them", "they", "this", "was", "we", "were", "which", "who", "will", "with", "would",
];

/// Shorter ones; they count after three letters and more. "a" and "an" end names (Qur’an, Sana’a).
const SHORT_FUNCTION_WORDS: [&str; 12] = ["all", "as", "at", "by", "if", "in", "is", "of", "on", "or", "such", "to"];

/// Words with their beginning cut off: the mark before them is an apostrophe.
const CLIPPED: [&str; 8] = ["em", "til", "tis", "twas", "cause", "n", "bout", "cos"];

/// Words of French, Portuguese and Turkish that begin with `â`, without it.
/// A word-initial `â` that these do not explain is not a letter.
const AFTER_LETTER: [&str; 34] = [
    "me", "mes", "ge", "ges", "gé", "gés", "gée", "gées", "ne", "nes", "nesse", "non", "pre", "pres", "prement",
    "preté", "tre", "tres", "cre", "creté", "mbito", "mbar", "nimo", "ncora", "ngulo", "nsia", "mago", "deta", "det",
    "lem", "dil", "lim", "yet", "şık",
];

/// Words a sentence that ends in a question mark begins with.
const INTERROGATIVE: [&str; 28] = [
    "are", "can", "could", "did", "do", "does", "had", "has", "have", "how", "is", "may", "must", "shall", "should",
    "was", "were", "what", "when", "where", "which", "who", "whom", "whose", "why", "will", "would", "so",
];

/// What an apostrophe between `before` and `after` may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// A verb form: "don't", "we're". No language has a letter there.
    Contraction,
    /// "Ukraine's", or "it's".
    Possessive,
    /// "l'accord", "qu'il".
    Elision,
    /// "O'Brien", "o'clock".
    Name,
}

/// What kind of word the letters `before` and `after` make with an apostrophe in between.
pub(super) fn joint(before: &str, after: &str) -> Option<Joint> {
    let (before_low, after_low) = (before.to_lowercase(), after.to_lowercase());
    let before_low = before_low.as_str();
    let contraction = match after_low.as_str() {
        "t" => NEGATED.contains(&before_low),
        "re" => matches!(before_low, "we" | "they" | "you" | "who" | "there" | "what" | "how" | "these"),
        "ve" => matches!(
            before_low,
            "i" | "we" | "they" | "you" | "who" | "would" | "could" | "should" | "might" | "must" | "to"
        ),
        "ll" => !before.is_empty(),
        "d" => {
            matches!(before_low, "i" | "we" | "they" | "you" | "he" | "she" | "it" | "who" | "that" | "there" | "how")
        }
        "m" => before_low == "i",
        _ => false,
    };
    if contraction {
        return Some(Joint::Contraction);
    }
    let starts_upper = |word: &str| word.starts_with(char::is_uppercase);
    if after_low == "s" && !before.is_empty() {
        return Some(Joint::Possessive);
    }
    if ELIDED.contains(&before_low) && after.starts_with(is_elision_start) {
        return Some(Joint::Elision);
    }
    if (matches!(before, "O" | "D" | "L" | "M") && starts_upper(after)) || (before_low == "o" && after_low == "clock") {
        return Some(Joint::Name);
    }
    None
}

fn is_elision_start(c: char) -> bool {
    matches!(
        c.to_lowercase().next(),
        Some('a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | 'é' | 'è' | 'ê' | 'à' | 'î' | 'ô' | 'œ')
    )
}

/// Whether a dash joins the two words, rather than an apostrophe one.
pub(super) fn dash_joins(before: &str, after: &str) -> bool {
    function_joins(before, after) || (before.chars().count() >= 5 && after.chars().count() >= 5)
}

/// Whether one of the two is a word that no name with an apostrophe, and no word with a letter in
/// place of the mark, begins or ends with.
pub(super) fn function_joins(before: &str, after: &str) -> bool {
    let is_function = |word: &str| FUNCTION_WORDS.contains(&word.to_lowercase().as_str());
    let n_before = before.chars().count();
    let n_after = after.chars().count();
    (is_function(after) && n_before >= 2)
        || (is_function(before) && n_after >= 2)
        || (n_before >= 2 && NEGATED.contains(&after))
        || (n_before >= 3 && SHORT_FUNCTION_WORDS.contains(&after))
        || (n_before >= 4 && after.starts_with(|c: char| c.is_ascii_digit()))
        || (after == "a" && n_before >= 2 && (n_before >= 5 || !before.starts_with(char::is_uppercase)))
}

/// Whether the two look like the halves of a name written with an apostrophe: Sana’a, Shi’ite.
pub(super) fn name_joins(before: &str, after: &str) -> bool {
    before.starts_with(char::is_uppercase)
        && before.chars().count() <= 4
        && after.starts_with(char::is_lowercase)
        && !dash_joins(before, after)
}

/// Whether the mark in front of `after` stands for a part of the word that is cut off.
pub(super) fn is_clipped(after: &str) -> bool {
    let mut chars = after.chars();
    let is_decade = after.len() == 3 && after.ends_with('s') && chars.by_ref().take(2).all(|c| c.is_ascii_digit());
    is_decade || CLIPPED.contains(&after)
}

/// Whether `â` and `after` make a word.
pub(super) fn completes_letter(after: &str) -> bool {
    AFTER_LETTER.contains(&after)
}

/// Whether a sentence that begins with `word` asks something.
pub(super) fn asks(word: &str) -> bool {
    INTERROGATIVE.contains(&word.to_lowercase().as_str())
}

/// Whether a sentence broken off after `word` was interrupted: such words do not end one.
pub(super) fn breaks_off(word: &str) -> bool {
    matches!(word, "I" | "a" | "an" | "of" | "to") || FUNCTION_WORDS.contains(&word)
}
