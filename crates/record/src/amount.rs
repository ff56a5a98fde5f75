//! Amounts in a text: how much, how exactly, of what.
//!
//! - [`number`]: numbers in figures and words.
//! - [`unit`]: percentages, money, and things that are counted.

mod number;
mod unit;

use std::ops::Range;

use self::number::{Token, numbers, tokens};
pub(crate) use self::unit::Unit;

/// How much apart two exact amounts may be that mean the same, as a share of the larger: reports round.
const ROUNDING: f64 = 0.015;

/// The same, where one is only about right.
const ABOUT: f64 = 0.1;

/// How many times more than "more than 30" it may be.
const FAR: f64 = 1.6;

/// One amount.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Amount {
    /// The bytes of its words, with what says how exact it is.
    pub at: Range<usize>,
    pub value: f64,
    pub exactness: Exactness,
    pub unit: Unit,
}

/// How exactly an amount is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exactness {
    Exact,
    About,
    AtLeast,
    AtMost,
}

impl Amount {
    /// Whether both may be told of the same thing, units aside.
    pub fn agrees(&self, other: &Self) -> bool {
        use Exactness::{About, AtLeast, AtMost, Exact};
        let near = |share: f64| (self.value - other.value).abs() <= share * self.value.abs().max(other.value.abs());
        let above = |low: f64, high: f64| high >= low * (1.0 - ROUNDING) && high <= low * FAR;
        match (self.exactness, other.exactness) {
            (Exact, Exact) => near(ROUNDING),
            (AtLeast, AtMost) => above(self.value, other.value),
            (AtMost, AtLeast) => above(other.value, self.value),
            (AtLeast, Exact | About) => above(self.value, other.value),
            (Exact | About, AtLeast) => above(other.value, self.value),
            (AtMost, Exact | About) => above(other.value, self.value),
            (Exact | About, AtMost) => above(self.value, other.value),
            _ => near(ABOUT),
        }
    }
}

/// All amounts of `text`, in order. Numbers that say when or which (dates, hours, ordinals) are left out, as far as
/// `times`, the bytes of the expressions of time, and the words themselves tell.
pub(crate) fn amounts(text: &str, times: &[Range<usize>]) -> Vec<Amount> {
    let tokens = tokens(text);
    let mut found: Vec<Amount> = Vec::new();
    for number in numbers(&tokens) {
        let at = |range: &Range<usize>| {
            let first = tokens.get(range.start).map_or(0, |token| token.at.start);
            first..tokens.get(range.end - 1).map_or(first, |token| token.at.end)
        };
        let bytes = at(&number.tokens);
        let unit = unit::unit(&tokens, &number.tokens);
        // "a 20-year bond" is read as a duration, but says how much.
        let is_time = |time: &&Range<usize>| time.start < bytes.end && bytes.start < time.end;
        if unit.as_ref().is_none_or(|(unit, _)| !unit.is_measure()) && times.iter().any(|time| is_time(&time)) {
            continue;
        }
        let (before, exactness) = exactness(&tokens, &number.tokens, unit.as_ref().map(|(_, end)| *end));
        let Some((unit, _)) = unit else { continue };
        if number.is_one && !unit.is_measure() {
            continue;
        }
        let start = tokens.get(before).map_or(bytes.start, |token| token.at.start);
        found.push(Amount { at: start..bytes.end, value: number.value, exactness, unit });
    }
    found
}

/// All numbers of `text` but "one", whatever they count.
pub(crate) fn values(text: &str) -> Vec<f64> {
    numbers(&tokens(text)).into_iter().filter(|number| !number.is_one).map(|number| number.value).collect()
}

/// Where the words start that say how exact the number is, and what they say. `end` is the token behind its unit.
fn exactness(tokens: &[Token<'_>], number: &Range<usize>, end: Option<usize>) -> (usize, Exactness) {
    use Exactness::{About, AtLeast, AtMost, Exact};
    const BEFORE: &[(&[&str], Exactness)] = &[
        (&["no", "more", "than"], AtMost),
        (&["not", "more", "than"], AtMost),
        (&["no", "fewer", "than"], AtLeast),
        (&["no", "less", "than"], AtLeast),
        (&["more", "than"], AtLeast),
        (&["at", "least"], AtLeast),
        (&["over"], AtLeast),
        (&["above"], AtLeast),
        (&["exceeding"], AtLeast),
        (&["at", "most"], AtMost),
        (&["up", "to"], AtMost),
        (&["fewer", "than"], AtMost),
        (&["less", "than"], AtMost),
        (&["under"], AtMost),
        (&["below"], AtMost),
        (&["close", "to"], About),
        (&["about"], About),
        (&["some"], About),
        (&["around"], About),
        (&["nearly"], About),
        (&["almost"], About),
        (&["roughly"], About),
        (&["approximately"], About),
        (&["perhaps"], About),
        (&["an", "estimated"], About),
        (&["estimated"], About),
    ];
    const BEHIND: &[(&[&str], Exactness)] = &[
        (&["at", "most"], AtMost),
        (&["at", "the", "most"], AtMost),
        (&["at", "the", "very", "most"], AtMost),
        (&["at", "least"], AtLeast),
        (&["or", "so"], About),
        (&["or", "more"], AtLeast),
    ];
    let reads = |from: usize, words: &[&str]| {
        words.iter().enumerate().all(|(n, word)| tokens.get(from + n).is_some_and(|token| token.is(word)))
    };
    // "more than $500", "more than a dozen"
    let mut first = number.start;
    while first > 0 && tokens.get(first - 1).is_some_and(|token| token.is("a") || unit::is_currency_sign(token.text)) {
        first -= 1;
    }
    for (words, exactness) in BEFORE {
        if let Some(from) = first.checked_sub(words.len())
            && reads(from, words)
        {
            return (from, *exactness);
        }
    }
    let behind = end.unwrap_or(number.end);
    let skip = usize::from(tokens.get(behind).is_some_and(|token| token.is(",")));
    let behind = BEHIND.iter().find(|(words, _)| reads(behind + skip, words)).map_or(Exact, |(_, says)| *says);
    (first, behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn described(text: &str) -> String {
        let times: Vec<Range<usize>> = onrecord_time::expressions(text).iter().map(|e| e.span.range()).collect();
        let amounts = amounts(text, &times);
        let describe = |a: &Amount| {
            let sign = match a.exactness {
                Exactness::Exact => "",
                Exactness::About => "~",
                Exactness::AtLeast => ">",
                Exactness::AtMost => "<",
            };
            format!("{sign}{} {}", a.value, a.unit)
        };
        amounts.iter().map(describe).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn how_much_of_what() {
        for (text, expected) in [
            ("a hundred and twenty Kestmark boats lay", "120 boat"),
            ("some 70 boats had drawn up", "~70 boat"),
            ("Eyrland will take 34 of our boats", "34 boat"),
            ("more than 30 boats would be admitted", ">30 boat"),
            ("we want 7.5 per cent, for everyone", "7.5 %"),
            ("“One per cent, at the very most,”", "<1 %"),
            ("0.41 million tonnes of herring this year", "410000 tonn"),
            ("The science gives us 410,000 tonnes", "410000 tonn"),
            ("around $500 billion (€477 billion) in wealth", "~500000000000 USD; 477000000000 EUR"),
            ("losing 1.2 million euros a day, €1.2m", "1200000 EUR; 1200000 EUR"),
            ("6.3bn crowns ($580mn)", "6300000000 crown; 580000000 USD"),
            ("No more than 1,900 posts will go", "<1900 post"),
            ("a dozen Kestmark trawlers into", "12 trawler"),
            ("forty thousand people marched through the rain", "40000 peopl"),
            ("voted by 212 to 40", "212 vote; 40 vote"),
            ("new bonds that run for 20 years", "20 year"),
            ("a fifteen-year bond", "15 year"),
            ("on 3 May 2031 the 47th president met one of us", ""),
            ("Übermorgen at 10:12 on Monday", ""),
            ("they will be forty at the most", "<40 thing"),
            ("“Forty-eight crowns,” or they can go", "48 crown"),
        ] {
            assert_eq!(described(text), expected, "{text}");
        }
    }

    #[test]
    fn what_may_be_the_same() {
        let same = |one: &str, other: &str| amounts(one, &[])[0].agrees(&amounts(other, &[])[0]);
        for (one, other) in [
            ("34 boats", "more than 30 boats"),
            ("410,000 tonnes", "0.41 million tonnes"),
            ("1,140 drivers", "more than 1,100 drivers"),
            ("a dozen boats", "12 boats"),
        ] {
            assert!(same(one, other) && same(other, one), "{one}, {other}");
        }
        for (one, other) in [
            ("70 boats", "a hundred and twenty boats"),
            ("212 votes", "221 votes"),
            ("at most 1,900 jobs", "2,400 jobs"),
            ("7.5 per cent", "5.7 per cent"),
        ] {
            assert!(!same(one, other) && !same(other, one), "{one}, {other}");
        }
    }
}
