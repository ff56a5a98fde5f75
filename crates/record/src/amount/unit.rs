//! What is counted or measured.

use std::fmt;
use std::ops::Range;

use super::number::Token;
use crate::issue::stems;

/// Of what an amount is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    /// Parts of a hundred.
    Percent,
    /// Money, by the code or the stem of the currency's name.
    Money(String),
    /// Time that something takes or runs, by the stem of its unit.
    Time(String),
    /// Things, by the stem of the noun; `thing` where none stands there.
    Things(String),
}

impl Unit {
    /// What is counted in "212 to 40".
    pub fn votes() -> Self {
        Self::Things("vote".to_owned())
    }

    /// The stems of the words that may stand for it.
    pub fn stems(&self) -> Vec<String> {
        match self {
            Self::Percent => ["per", "cent", "percent", "percentag"].map(str::to_owned).to_vec(),
            Self::Money(name) => {
                [name.as_str(), "million", "billion", "dollar", "euro", "pound"].map(str::to_owned).to_vec()
            }
            Self::Time(name) | Self::Things(name) => vec![name.clone()],
        }
    }

    /// Whether amounts of it can be told apart from those of something else: "forty", of nobody knows what, cannot.
    pub fn is_telling(&self) -> bool {
        !matches!(self, Self::Things(noun) if noun == "thing") && !matches!(self, Self::Time(_))
    }

    /// Whether "one" of it says how much.
    pub fn is_measure(&self) -> bool {
        !matches!(self, Self::Things(_))
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Percent => f.write_str("%"),
            Self::Money(name) | Self::Time(name) | Self::Things(name) => f.write_str(name),
        }
    }
}

/// Signs and what they stand for.
const SIGNS: [(&str, &str); 4] = [("$", "USD"), ("€", "EUR"), ("£", "GBP"), ("¥", "JPY")];

/// Names of currencies that have a sign.
const NAMES: [(&str, &str); 8] = [
    ("dollar", "USD"),
    ("dollars", "USD"),
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("pound", "GBP"),
    ("pounds", "GBP"),
    ("yen", "JPY"),
    ("cents", "cent"),
];

const TIMES: [&str; 14] = [
    "year", "years", "month", "months", "week", "weeks", "day", "days", "hour", "hours", "minute", "minutes", "decade",
    "decades",
];

/// Words that are counted in the plural without an s.
const PLURALS: [&str; 6] = ["people", "men", "women", "children", "police", "staff"];

/// Words behind which no noun of the number follows.
#[rustfmt::skip]
const ENDS: &[&str] = &[
    "in", "at", "on", "by", "to", "from", "for", "with", "and", "or", "but", "who", "which", "that", "were", "was",
    "are", "is", "had", "has", "have", "will", "would", "could", "can", "may", "as", "than", "after", "before", "when",
    "while", "between", "per", "into", "if", "so", "he", "she", "they", "we", "it", "against", "votes",
];

pub(super) fn is_currency_sign(text: &str) -> bool {
    SIGNS.iter().any(|(sign, _)| *sign == text)
}

/// The unit of the number at these tokens, and the token behind it.
pub(super) fn unit(tokens: &[Token<'_>], number: &Range<usize>) -> Option<(Unit, usize)> {
    let end = number.end;
    let is = |at: usize, word: &str| tokens.get(at).is_some_and(|token| token.is(word));
    if let Some(before) = number.start.checked_sub(1).and_then(|at| tokens.get(at))
        && let Some((_, code)) = SIGNS.iter().find(|(sign, _)| *sign == before.text)
    {
        return Some((Unit::Money((*code).to_owned()), end));
    }
    if is(end, "%") || is(end, "percent") || is(end, "percentage") {
        return Some((Unit::Percent, end + 1));
    }
    if is(end, "per") && is(end + 1, "cent") {
        return Some((Unit::Percent, end + 2));
    }
    let word = tokens.get(end).map(|token| token.text.to_lowercase()).unwrap_or_default();
    if let Some((_, code)) = NAMES.iter().find(|(name, _)| *name == word) {
        return Some((Unit::Money((*code).to_owned()), end + 1));
    }
    if TIMES.contains(&word.as_str()) {
        return Some((Unit::Time(stem(&word)), end + 1));
    }
    // "212 to 40", "61 of 120"
    let is_figure =
        |at: usize| tokens.get(at).is_some_and(|token| token.text.starts_with(|c: char| c.is_ascii_digit()));
    if is(end, "to") && is_figure(end + 1)
        || number.start >= 2 && is(number.start - 1, "to") && is_figure(number.start - 2)
        || is(end, "votes")
    {
        return Some((Unit::votes(), end));
    }
    Some(noun(tokens, end))
}

/// The noun counted: the first plural within a few words, or the first word that may be one.
fn noun(tokens: &[Token<'_>], end: usize) -> (Unit, usize) {
    const REACH: usize = 4;
    let mut at = end;
    // "34 of our boats"
    if tokens.get(at).is_some_and(|token| token.is("of")) {
        at += 1;
        let article = ["our", "the", "its", "their", "his", "her", "my", "your", "these", "those"];
        at += usize::from(tokens.get(at).is_some_and(|token| article.iter().any(|word| token.is(word))));
    }
    for (n, token) in tokens.iter().skip(at).take(REACH).enumerate() {
        let lower = token.text.to_lowercase();
        if !token.is_word() || ENDS.contains(&lower.as_str()) {
            break;
        }
        let is_name = n > 0 && token.text.starts_with(char::is_uppercase);
        let plural = lower.ends_with('s') && !lower.ends_with("ss") && !lower.ends_with("'s") && !lower.ends_with("’s");
        if !is_name && lower.len() > 3 && (plural || PLURALS.contains(&lower.as_str())) {
            return (Unit::Things(stem(&lower)), at + n + 1);
        }
    }
    (Unit::Things("thing".to_owned()), end)
}

fn stem(word: &str) -> String {
    stems(word).into_iter().next().unwrap_or_else(|| word.to_owned())
}
