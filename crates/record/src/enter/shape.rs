//! Names as they are written, where the model cut one in pieces or took something else for one.

use std::collections::BTreeSet;

use onrecord_analysis::mention::MentionKind;

use super::name::{Name, is_body_noun, is_function_word};
use super::reading::{Reading, TokenIdx};
use crate::nation::nation;
use crate::office::is_office_noun;
use crate::person_name::{is_honorific, is_shortened_title};
use crate::word::{Token, fold};

/// Nouns that no name of a place or seat consists of alone: something stands before them.
const NEVER_ALONE: &[&str] = &[
    "Avenue", "Castle", "Gate", "Hall", "Hill", "House", "Palace", "Place", "Quay", "Road", "Row", "Square", "Street",
];

/// The same for bodies. "Congress" and "Parliament" are not among them.
#[rustfmt::skip]
const BODIES_NEVER_ALONE: &[&str] = &[
    "Alliance", "Association", "Bulletin", "Courier", "Daily", "Federation", "Gazette", "Herald", "Journal", "League",
    "Mail", "Party", "Review", "Telegraph", "Tribune",
];

/// Words that are only the front of a place's name where a capital follows.
const FRONTS: &[&str] = &["Cape", "Château", "Fort", "Lake", "Lower", "Mount", "Port", "Puerto", "Saint", "Upper"];

pub(super) const WEEKDAYS: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Most words that go on with a name the model broke off.
const LONGEST_REST: usize = 4;

/// Puts cut names together and drops what is none. `names` are in text order and stay so.
pub(super) fn reshape(reading: &Reading<'_>, names: &mut Vec<Name>) {
    let is_person = |name: &&Name| name.kind == MentionKind::Person && name.tokens.len() > 1;
    let last = |name: &Name| reading.token(name.tokens.end - 1).map(|t| fold(t.text));
    let surnames: BTreeSet<String> = names.iter().filter(is_person).filter_map(last).collect();
    names.retain(|name| !is_no_name(reading, name, &surnames));
    for i in 0..names.len() {
        let floor = i.checked_sub(1).map_or(0, |before| names[before].tokens.end);
        mend(reading, floor, &mut names[i]);
        go_on(reading, &mut names[i]);
    }
    names.dedup_by(|later, earlier| later.tokens.start < earlier.tokens.end);
    join(reading, names);
}

/// A day, a form of address or "the PM" is nobody's name. `surnames` are those that the report gives with a given name.
fn is_no_name(reading: &Reading<'_>, name: &Name, surnames: &BTreeSet<String>) -> bool {
    let word = |i: TokenIdx| reading.token(i).map_or("", |t| t.text);
    if name.tokens.len() != 1 {
        return false;
    }
    let only = word(name.tokens.start);
    let is_number = |i: Option<TokenIdx>| i.is_some_and(|i| word(i).starts_with(|c: char| c.is_ascii_digit()));
    let is_month = only.eq_ignore_ascii_case("may")
        && is_number(name.tokens.start.checked_sub(1))
        && is_number(Some(name.tokens.end));
    // Whoever is called Major or King is called so by a report that has the rest of the name; "the Minister" and "Mr.
    // President" are nobody's name.
    let is_borne = || surnames.contains(&fold(only));
    let before = name.honorific.checked_sub(1).map_or("", word);
    let is_title = || {
        let is_addressed = name.honorific < name.tokens.start && is_address(only);
        (is_addressed || before.eq_ignore_ascii_case("the")) && !is_borne()
    };
    let is_sure_name = name.kind == MentionKind::Person && only.contains(char::is_lowercase) && !is_title();
    let is_office = is_office_noun(only) && !is_sure_name;
    let is_shortened = is_shortened_title(only) && word(name.tokens.end) == "." && !is_borne();
    is_office || is_month || is_shortened || WEEKDAYS.contains(&only) || is_honorific(only)
}

/// Whether people are addressed by the office: "Mr. Speaker". Surnames such as King and Bishop are none of these.
fn is_address(office: &str) -> bool {
    const ADDRESSES: &[&str] = &[
        "ambassador",
        "chairman",
        "chairwoman",
        "commissioner",
        "minister",
        "president",
        "secretary",
        "senator",
        "speaker",
    ];
    ADDRESSES.iter().any(|word| office.eq_ignore_ascii_case(word))
}

/// Puts back the front of a name such as "Downing Street" that the model cut off.
fn mend(reading: &Reading<'_>, floor: TokenIdx, name: &mut Name) {
    // "RFE/RL" is one name.
    while let (Some(last), Some(slash), Some(next)) = (
        name.tokens.end.checked_sub(1).and_then(|at| reading.token(at)),
        reading.token(name.tokens.end),
        reading.token(name.tokens.end + 1),
    ) && slash.text == "/"
        && last.range.end == slash.range.start
        && slash.range.end == next.range.start
        && [last, next].iter().all(|t| t.is_word && !t.text.contains(char::is_lowercase))
    {
        name.tokens.end += 2;
    }
    if name.tokens.len() != 1 {
        return;
    }
    let before = name.tokens.start.checked_sub(1).filter(|at| *at >= floor).and_then(|at| reading.token(at));
    if before.is_some_and(|t| FRONTS.contains(&t.text)) && name.honorific == name.tokens.start {
        name.tokens.start -= 1;
        name.honorific = name.tokens.start;
        name.kind = MentionKind::Place;
    }
    if name.kind == MentionKind::Person {
        return;
    }
    let Some(word) = reading.token(name.tokens.start) else { return };
    let is_front = before.is_some_and(|t| t.is_word && t.is_capitalised() && !is_function_word(t.text));
    if (NEVER_ALONE.contains(&word.text) || BODIES_NEVER_ALONE.contains(&word.text)) && is_front {
        name.tokens.start -= 1;
        name.honorific = name.tokens.start;
    }
}

/// Lets the name of a body that was broken off go on: "Ministry of", "Union of Lock" before "and Sluice Workers".
fn go_on(reading: &Reading<'_>, name: &mut Name) {
    let token = |i: TokenIdx| reading.token(i);
    let is = |i: TokenIdx, words: &[&str]| token(i).is_some_and(|t| words.iter().any(|word| t.is(word)));
    let is_of_body = token(name.tokens.start).is_some_and(|t| is_body_noun(t.text));
    if name.kind == MentionKind::Person || !is_of_body {
        return;
    }
    let is_part = |t: &Token<'_>| t.is_word && t.is_capitalised() && !is_office_noun(t.text) && !is_honorific(t.text);
    let run = |start: TokenIdx| {
        let words = (start..start + LONGEST_REST).take_while(|i| token(*i).is_some_and(is_part));
        words.last().map_or(start, |last| last + 1)
    };
    let last = name.tokens.end - 1;
    if name.tokens.len() > 1 && is(last, &["of", "for", "the"]) {
        name.tokens.end = run(name.tokens.end).max(last);
    }
    let is_titled = name.tokens.len() > 2 && is(name.tokens.start + 1, &["of", "for"]);
    let end = name.tokens.end;
    if is_titled && is(end, &["and"]) {
        // A plural: "and Sluice Workers" goes on, "and Quill Hydro" does not.
        let rest = end + 1..run(end + 1);
        let words = reading.span_of(rest.clone()).slice(reading.text);
        let is_plural = token(rest.end.saturating_sub(1)).is_some_and(|t| t.text.ends_with('s') && !t.is_possessive);
        if !rest.is_empty() && is_plural && nation(words).is_none() {
            name.tokens.end = rest.end;
        }
    }
}

/// Joins names of which the later goes on with the earlier: "Downing" and "Street", "Port" and "Ishel", "Growers’" and
/// "League".
pub(super) fn join(reading: &Reading<'_>, names: &mut Vec<Name>) {
    names.dedup_by(|later, earlier| {
        let word = |i: TokenIdx| reading.token(i);
        let is_next = earlier.tokens.end == later.tokens.start;
        let is_single = |name: &Name| name.tokens.len() == 1;
        let first = word(later.tokens.start).map_or("", |t| t.text);
        let is_seat = is_single(later) && NEVER_ALONE.contains(&first);
        let is_front = is_single(earlier) && word(earlier.tokens.start).is_some_and(|t| FRONTS.contains(&t.text));
        // No surname stands right before the name of a body.
        let is_surname = earlier.kind == MentionKind::Person && earlier.honorific == earlier.tokens.start;
        let is_of_body = is_surname && later.kind == MentionKind::Organisation && !earlier.is_possessive(reading);
        if is_next && is_single(earlier) && is_single(later) && (is_seat || is_front || is_of_body) {
            earlier.tokens.end = later.tokens.end;
            earlier.kind = if is_front { MentionKind::Place } else { later.kind };
            earlier.honorific = earlier.tokens.start;
            return true;
        }
        // The mark of a plural possessive is a token of its own.
        let is_owned = earlier.tokens.end + 1 == later.tokens.start
            && word(earlier.tokens.end - 1).is_some_and(|t| t.is_possessive && t.text.ends_with('s'))
            && word(earlier.tokens.end).is_some_and(|t| !t.is_word);
        if is_owned && is_single(later) && is_body_noun(first) && earlier.kind == MentionKind::Organisation {
            earlier.tokens.end = later.tokens.end;
            return true;
        }
        false
    });
}

#[cfg(test)]
mod tests {
    use onrecord_analysis::analysis::Analysis;

    use super::super::name::honorific_before;
    use super::*;

    fn reshaped(text: &str, names: &[(&str, MentionKind)]) -> Vec<String> {
        let reading = Reading::new(text, &Analysis::default());
        let mut found: Vec<Name> = Vec::new();
        for (name, kind) in names {
            let at = text.find(name).expect("in the text");
            let tokens = reading.tokens_in(onrecord_text::span::Span::from_range(at..at + name.len()));
            found.push(Name { honorific: honorific_before(&reading, tokens.start), tokens, kind: *kind });
        }
        reshape(&reading, &mut found);
        found.iter().map(|name| reading.span_of(name.tokens.clone()).slice(text).to_owned()).collect()
    }

    #[test]
    fn cut_names_are_put_together() {
        use MentionKind::{Organisation, Person, Place};
        for (text, names, expected) in [
            ("From Port Ishel to Élan", vec![("Port", Place), ("Ishel", Organisation)], "Port Ishel"),
            (
                "the Élan Growers’ League said",
                vec![("Élan Growers", Organisation), ("League", Organisation)],
                "Élan Growers’ League",
            ),
            (
                "the Ministry of Foreign Affairs said",
                vec![("Ministry of", Organisation)],
                "Ministry of Foreign Affairs",
            ),
            (
                "the Union of Löck and Sluice Workers said",
                vec![("Union of Löck", Organisation), ("Sluice", Person)],
                "Union of Löck and Sluice Workers",
            ),
            (
                "the Ministry of Défense and Quill said",
                vec![("Ministry of Défense", Organisation), ("Quill", Person)],
                "Ministry of Défense|Quill",
            ),
            ("told the Élan Daily on", vec![("Daily", Organisation)], "Élan Daily"),
            ("Löw Hydro said", vec![("Löw", Person), ("Hydro", Organisation)], "Löw Hydro"),
            ("Löw’s Hydro said", vec![("Löw", Person), ("Hydro", Organisation)], "Löw’s|Hydro"),
            (
                "the Democrats’ Ada Quill",
                vec![("Democrats", Organisation), ("Ada Quill", Person)],
                "Democrats|Ada Quill",
            ),
        ] {
            assert_eq!(reshaped(text, &names).join("|"), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_name() {
        use MentionKind::{Organisation, Person, Place};
        let text = "On 11 MAY 2024, a Friday, the PM met Ms May, whom Major knew, in Élan";
        let names = [
            ("MAY", Person),
            ("Friday", Place),
            ("PM", Organisation),
            ("Ms", Person),
            ("Major", Person),
            ("Élan", Place),
        ];
        assert_eq!(reshaped(text, &names), ["Major", "Élan"]);
    }

    #[test]
    fn titles_are_no_names() {
        use MentionKind::Person;
        for (text, names, left) in [
            ("“Mr. President, will you?” he asked", vec!["President"], ""),
            ("Madam Secretary, Élan waits", vec!["Secretary"], ""),
            ("On Sunday the Minister came", vec!["Minister"], ""),
            ("Mr. King and Ada Löw", vec!["King", "Ada Löw"], "King|Ada Löw"),
            ("Mr. Speaker came, said Zoë Speaker", vec!["Speaker", "Zoë Speaker"], "Speaker|Zoë Speaker"),
            ("state Del. Ada Löw shouted", vec!["Del", "Ada Löw"], "Ada Löw"),
        ] {
            let names: Vec<(&str, MentionKind)> = names.into_iter().map(|name| (name, Person)).collect();
            assert_eq!(reshaped(text, &names).join("|"), left, "{text}");
        }
    }
}
