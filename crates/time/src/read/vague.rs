//! No time in particular: "now", "recently", "in the near future".

use crate::meaning::Meaning;
use crate::meaning::when::{DateMeaning, Tense, When};

use crate::calendar::unit::Unit;

use super::cursor::Cursor;

const PHRASES: [(&str, Tense); 43] = [
    ("right now", Tense::Present),
    ("as of now", Tense::Present),
    ("now", Tense::Present),
    ("currently", Tense::Present),
    ("current", Tense::Present),
    ("presently", Tense::Present),
    ("nowadays", Tense::Present),
    ("these days", Tense::Present),
    ("at present", Tense::Present),
    ("the present", Tense::Present),
    ("at the moment", Tense::Present),
    ("at this time", Tense::Present),
    ("at this point", Tense::Present),
    ("more recently", Tense::Past),
    ("most recently", Tense::Past),
    ("recently", Tense::Past),
    ("very recent", Tense::Past),
    ("most recent", Tense::Past),
    ("recent", Tense::Past),
    ("lately", Tense::Past),
    ("the recent past", Tense::Past),
    ("the past", Tense::Past),
    ("past years", Tense::Past),
    ("formerly", Tense::Past),
    ("in the old days", Tense::Past),
    ("the very near future", Tense::Future),
    ("the near future", Tense::Future),
    ("the foreseeable future", Tense::Future),
    ("the not too distant future", Tense::Future),
    ("the immediate future", Tense::Future),
    ("the future", Tense::Future),
    ("the near term", Tense::Future),
    ("the short term", Tense::Future),
    ("the long term", Tense::Future),
    ("future", Tense::Future),
    ("very soon", Tense::Future),
    ("soon", Tense::Future),
    ("shortly", Tense::Future),
    ("as soon as possible", Tense::Future),
    ("one day", Tense::Future),
    ("some day", Tense::Future),
    ("someday", Tense::Future),
    ("a later date", Tense::Future),
];

/// A word or phrase for past, present or future.
pub(super) fn read(cursor: &mut Cursor<'_>) -> Option<Meaning> {
    let mut here = *cursor;
    let &(phrase, tense) = PHRASES
        .iter()
        .filter(|(phrase, _)| cursor.clone().eat_phrase(phrase))
        .max_by_key(|(phrase, _)| phrase.len())?;
    here.eat_phrase(phrase);
    let after = here.lower(0);
    let fits = match phrase {
        // "Soon after", "shortly before" say when in relation to something else.
        "soon" | "shortly" | "very soon" => {
            !matches!(after, "after" | "before" | "thereafter" | "afterward" | "afterwards" | "as")
        }
        // "The past tense", "the past president"; "the past two weeks" is longer and wins anyhow.
        "the past" => here.peek(0).is_none_or(|t| {
            !t.is_word()
                || matches!(
                    after,
                    "and"
                        | "but"
                        | "or"
                        | "that"
                        | "to"
                        | "it"
                        | "he"
                        | "she"
                        | "they"
                        | "we"
                        | "the"
                        | "is"
                        | "was"
                        | "has"
                        | "have"
                        | "when"
                        | "as"
                        | "by"
                        | "for"
                        | "with"
                        | "on"
                        | "in"
                        | "i"
                )
        }),
        // Future losses are losses; future quarters are times.
        "future" => Unit::named(after).is_some(),
        "one day" => matches!(cursor.lower(-1), "will" | "may" | "might" | "could" | "would" | "can" | "should"),
        _ => true,
    };
    if phrase == "future" {
        here = here.next();
    }
    if !fits {
        return None;
    }
    *cursor = here;
    Some(Meaning::Date(DateMeaning::whole(When::Vague(tense))))
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;

    #[test]
    fn no_time_in_particular() {
        check("now, currently and recently", "now=PRESENT_REF; currently=PRESENT_REF; recently=PAST_REF");
        check("in the near future – soon", "the near future=FUTURE_REF; soon=FUTURE_REF");
        check("in the past; the past president; soon after", "the past=PAST_REF");
        check("Élan will one day win", "one day=FUTURE_REF");
    }
}
