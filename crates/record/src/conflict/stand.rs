//! What stand a statement takes, by its words: it refuses, sets a limit, leaves room, or commits.
//!
//! The first clause that says something decides: "Compensation can wait, but it cannot wait for the next flood" leaves
//! room. An amount alone in front ("Forty-eight crowns, or they can go") is a limit. Where a report tells in its own
//! words, the verb that introduces them counts as well: who "ruled out touching it" refuses.

use onrecord_analysis::attribution::Kind;

use super::words::{
    COMMITTING, GRANTING, KEEPING_BACK, LEAVING_ROOM, LIMITING, OFFERING, REFUSING, REFUSING_CUES, REFUSING_TOGETHER,
    WANTING,
};
use crate::amount::{Exactness, amounts};
use crate::word::{fold, tokens};

/// Words of parts, which say how much without a number.
const SHARES: [&str; 3] = ["half", "all", "everything"];

/// Verbs that say something of an amount, which then stands not alone.
const TELLING: [&str; 6] = ["was", "were", "stands", "stood", "costs", "remains"];

/// A stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    /// "Not one pension will be touched."
    Refuses,
    /// "One per cent, at the very most."
    Limits,
    /// "We could live with two years."
    LeavesRoom,
    /// "I will sit in a cabinet with the Greens."
    Commits,
}

/// The stand of `text`; `None` if no word of it says.
pub(super) fn stand(text: &str) -> Option<Stand> {
    let mut stands = clauses(text).filter_map(|clause| of_clause(&clause).map(|stand| (stand, clause)));
    let mut first = stands.next().map(|(stand, _)| stand);
    // "There is room for talking, but there is no room for nine."
    if first == Some(Stand::Commits)
        && stands.any(|(stand, clause)| stand == Stand::Refuses && clause.first().is_some_and(|word| word == "but"))
    {
        first = Some(Stand::Refuses);
    }
    // "Fifteen per cent, and that is a ceiling": the limit may follow the amount.
    let limits = amounts(text, &[]).iter().any(|amount| amount.exactness == Exactness::AtMost);
    let words = words(text);
    let says_limit = limits || LIMITING.iter().any(|run| holds(&words, run));
    let is_amount = |words: &[String]| {
        let starts = amounts(text, &[]).first().is_some_and(|a| !text[..a.at.start].contains(char::is_alphanumeric));
        let tells = words.iter().any(|word| TELLING.contains(&word.as_str()));
        !tells && (starts || words.first().is_some_and(|first| SHARES.contains(&first.as_str())))
    };
    let amount_alone = clauses(text).next().is_some_and(|clause| of_clause(&clause).is_none() && is_amount(&clause));
    match first {
        _ if amount_alone => Some(Stand::Limits),
        Some(Stand::Refuses) => first,
        Some(Stand::LeavesRoom) => first,
        _ if says_limit => Some(Stand::Limits),
        // "If they pay half, the valve opens": room, with terms.
        None | Some(Stand::Commits) if opens_with_condition(&words) => Some(Stand::LeavesRoom),
        _ => first,
    }
}

/// The stand of what `cue` introduces.
pub(super) fn told_stand(text: &str, kind: Kind, cue: &str) -> Option<Stand> {
    let own = stand(text);
    let cue = words(cue);
    let refuses = REFUSING_CUES.iter().any(|verb| holds(&cue, verb));
    if kind == Kind::Indirect && refuses { Some(Stand::Refuses) } else { own }
}

/// Whether `text` allows something, or is ready for it, with nothing kept back: "the union may look at every roster".
pub(super) fn grants(text: &str) -> bool {
    let words = words(text);
    let has = |list: &[&[&str]]| list.iter().any(|run| holds(&words, run));
    has(&GRANTING) && !has(&LIMITING) && !has(&KEEPING_BACK) && !words.iter().any(|word| word.ends_with("est"))
}

/// What somebody does with an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Claim {
    /// "We want 7.5 per cent."
    Wants,
    /// "We will pay 300 million."
    Offers,
}

/// Whether `text` wants or offers something; `None` if neither, or both.
pub(super) fn claim(text: &str) -> Option<Claim> {
    let words = words(text);
    let has = |list: &[&[&str]]| list.iter().any(|run| holds(&words, run));
    match (has(&WANTING), has(&OFFERING)) {
        (true, false) => Some(Claim::Wants),
        (false, true) => Some(Claim::Offers),
        _ => None,
    }
}

/// What `text` makes its condition: the words behind "unless", "without", "if".
pub(super) fn condition(text: &str) -> &str {
    const OPENING: [&str; 7] = ["unless", "without", "provided", "providing", "if", "until", "before"];
    let opening = tokens(text).into_iter().find(|token| OPENING.iter().any(|word| token.is(word)));
    opening.and_then(|token| text.get(token.range.end..)).unwrap_or("")
}

/// What stand the step from one stand to the other is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Turn,
    Softer,
    Harder,
}

/// The step from `earlier` to `later`; `None` if there is none.
pub(super) fn step(earlier: Stand, later: Stand) -> Option<Step> {
    use Stand::{Commits, LeavesRoom, Limits, Refuses};
    match (earlier, later) {
        (Refuses, Commits) | (Commits, Refuses) => Some(Step::Turn),
        (Refuses, LeavesRoom | Limits) | (Limits, LeavesRoom | Commits) => Some(Step::Softer),
        (LeavesRoom, Refuses | Limits) | (Commits, Limits) => Some(Step::Harder),
        _ => None,
    }
}

fn words(text: &str) -> Vec<String> {
    tokens(text).into_iter().filter(|token| token.is_word).map(|token| contracted(text, &token)).collect()
}

/// A word as folded; one that ends in "n’t" is "not", the others keep their endings.
fn contracted(text: &str, token: &crate::word::Token<'_>) -> String {
    let whole = text.get(token.range.clone()).unwrap_or(token.text);
    let lower = whole.to_lowercase().replace('’', "'");
    match lower {
        lower if lower.ends_with("n't") => "not".to_owned(),
        lower if lower.ends_with("'ll") => "will".to_owned(),
        _ => fold(token.text),
    }
}

/// The words of each clause: what stands between marks of punctuation and before "but".
fn clauses(text: &str) -> impl Iterator<Item = Vec<String>> {
    let mut clauses: Vec<Vec<String>> = vec![Vec::new()];
    for token in tokens(text) {
        let ends = !token.is_word && matches!(token.text, "," | ";" | ":" | "." | "!" | "?" | "…" | "–" | "—");
        if ends || token.is("but") {
            clauses.push(Vec::new());
        }
        // The "but" stays with what it opens.
        if token.is_word
            && let Some(clause) = clauses.last_mut()
        {
            clause.push(contracted(text, &token));
        }
    }
    clauses.into_iter().filter(|clause| !clause.is_empty())
}

fn of_clause(words: &[String]) -> Option<Stand> {
    let n = |list: &[&str]| words.iter().filter(|word| list.contains(&word.as_str())).count();
    let together = |runs: &[&[&str]]| runs.iter().filter(|run| holds(words, run)).count();
    let ruled_out = together(&REFUSING_TOGETHER);
    let n_refusing = n(&REFUSING) + ruled_out;
    // "We do not rule it out", "nothing without": two make none only where something is ruled out.
    if n_refusing > 0 && !(ruled_out > 0 && n_refusing == 2) {
        // "not more than": a limit, no refusal.
        return if together(&LIMITING) > 0 { Some(Stand::Limits) } else { Some(Stand::Refuses) };
    }
    if ruled_out > 0 || together(&LEAVING_ROOM) > 0 {
        return Some(Stand::LeavesRoom);
    }
    if together(&LIMITING) > 0 {
        return Some(Stand::Limits);
    }
    (n(&COMMITTING) > 0).then_some(Stand::Commits)
}

fn opens_with_condition(words: &[String]) -> bool {
    words.first().is_some_and(|word| ["if", "once", "provided", "providing", "should"].contains(&word.as_str()))
}

fn holds(words: &[String], run: &[&str]) -> bool {
    words.windows(run.len()).any(|window| window == run)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stands_by_their_words() {
        use Stand::{Commits, LeavesRoom, Limits, Refuses};
        for (text, expected) in [
            ("I will not sit at one cabinet table with the Greens", Refuses),
            ("I will sit in a cabinet with the Greens, and I will bring my own chair", Commits),
            ("The pension agreement stays shut. I won’t open it", Refuses),
            ("Not one pension will be touched", Refuses),
            ("The largest pensions may have to wait a year", LeavesRoom),
            ("We do not rule out tolerating a minority government", LeavesRoom),
            ("We rule out tolerating a minority government", Refuses),
            ("Observers may come, armed or unarmed, in any number", LeavesRoom),
            ("Forty-eight crowns, or they can put the cap back on their pen", Limits),
            ("Unarmed observers, and at most forty of them", Limits),
            ("Fifteen per cent, and that is a ceiling", Limits),
            ("Compensation can wait for next year’s conference, but it cannot wait for the flood", LeavesRoom),
            ("The levy is off the menu, Gáspár", Refuses),
            ("There is room for talking in Åby, but there is no room for nine", Refuses),
            ("If Grünau pays half, the first valve opens", LeavesRoom),
            ("We pay 38 million, and that is our last word", Limits),
        ] {
            assert_eq!(stand(text), Some(expected), "{text}");
        }
        assert_eq!(stand("Élan"), None);
        assert_eq!(stand("€480m was a serious figure"), None);
    }

    #[test]
    fn who_tells_it_says_how() {
        for (text, kind, cue, expected) in [
            ("touching the Érdi pension", Kind::Indirect, "had ruled out", Some(Stand::Refuses)),
            ("I will come to Łódź", Kind::Direct, "rejected", Some(Stand::Commits)),
        ] {
            assert_eq!(told_stand(text, kind, cue), expected, "{cue} {text}");
        }
    }

    #[test]
    fn steps_between_stands() {
        assert_eq!(step(Stand::Refuses, Stand::Commits), Some(Step::Turn));
        assert_eq!(step(Stand::Refuses, Stand::LeavesRoom), Some(Step::Softer));
        assert_eq!(step(Stand::LeavesRoom, Stand::Limits), Some(Step::Harder));
        assert_eq!(step(Stand::Refuses, Stand::Refuses), None);
        assert_eq!(step(Stand::Commits, Stand::Limits), Some(Step::Harder));
    }
}
