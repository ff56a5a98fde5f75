//! What stand a statement takes, by its words: it refuses, sets a limit, leaves room, or commits.
//!
//! The first clause that says something decides: "Compensation can wait, but it cannot wait for the next flood" leaves
//! room. An amount alone in front ("Forty-eight crowns, or they can go") is a limit.

use crate::amount::{Exactness, amounts};
use crate::word::{fold, tokens};

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

/// Words that refuse.
const REFUSING: [&str; 30] = [
    "not",
    "no",
    "never",
    "nobody",
    "nothing",
    "none",
    "neither",
    "nor",
    "cannot",
    "without",
    "refuse",
    "refuses",
    "refused",
    "reject",
    "rejects",
    "rejected",
    "oppose",
    "opposed",
    "dismissed",
    "shut",
    "closed",
    "impossible",
    "against",
    "dead",
    "refusing",
    "decline",
    "declined",
    "declines",
    "unacceptable",
    "unthinkable",
];

/// The same, in several words.
const REFUSING_TOGETHER: [&[&str]; 6] = [
    &["off", "the", "menu"],
    &["off", "the", "table"],
    &["out", "of", "the", "question"],
    &["rule", "out"],
    &["ruled", "out"],
    &["rules", "out"],
];

/// Words that set a limit.
const LIMITING: [&[&str]; 14] = [
    &["no", "longer", "than"],
    &["no", "later", "than"],
    &["not", "before"],
    &["nothing", "beyond"],
    &["maximum"],
    &["at", "the", "earliest"],
    &["ceiling"],
    &["only", "if"],
    &["only", "when"],
    &["at", "most"],
    &["at", "the", "most"],
    &["at", "the", "very", "most"],
    &["no", "more", "than"],
    &["not", "more", "than"],
];

/// Words that leave room.
const LEAVING_ROOM: [&[&str]; 21] = [
    &["prepared", "to"],
    &["consider"],
    &["negotiable"],
    &["discuss"],
    &["think", "about"],
    &["possible"],
    &["perhaps"],
    &["exception"],
    &["up", "to", "a", "point"],
    &["may"],
    &["might"],
    &["could"],
    &["can"],
    &["live", "with"],
    &["ready", "to"],
    &["willing", "to"],
    &["open", "to"],
    &["talk", "about"],
    &["a", "wish"],
    &["all", "right"],
    &["in", "any", "number"],
];

/// Words that commit, or say that something is so.
const COMMITTING: [&str; 20] = [
    "will", "shall", "would", "is", "are", "has", "have", "agreed", "agree", "accept", "accepts", "accepted", "offer",
    "offers", "offered", "promise", "promised", "support", "supports", "back",
];

/// The stand of `text`; `None` if no word of it says.
pub(super) fn stand(text: &str) -> Option<Stand> {
    let first = clauses(text).find_map(|clause| of_clause(&clause));
    // "Fifteen per cent, and that is a ceiling": the limit may follow the amount.
    let limits = amounts(text, &[]).iter().any(|amount| amount.exactness == Exactness::AtMost);
    let words = words(text);
    let says_limit = limits || LIMITING.iter().any(|run| holds(&words, run));
    let amount_alone = clauses(text).next().is_some_and(|clause| of_clause(&clause).is_none())
        && amounts(text, &[]).first().is_some_and(|amount| !text[..amount.at.start].contains(char::is_alphanumeric));
    match first {
        _ if amount_alone => Some(Stand::Limits),
        Some(Stand::LeavesRoom | Stand::Refuses) => first,
        _ if says_limit => Some(Stand::Limits),
        _ => first,
    }
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
    const WANTING: [&str; 10] =
        ["want", "wants", "demand", "demands", "need", "needs", "insist", "require", "requires", "claim"];
    const OFFERING: [&str; 10] =
        ["pay", "pays", "offer", "offers", "give", "gives", "grant", "lend", "contribute", "provide"];
    let words = words(text);
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
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
        (Refuses, LeavesRoom | Limits) | (Limits, LeavesRoom) => Some(Step::Softer),
        (LeavesRoom, Refuses | Limits) => Some(Step::Harder),
        _ => None,
    }
}

fn words(text: &str) -> Vec<String> {
    tokens(text).into_iter().filter(|token| token.is_word).map(|token| contracted(text, &token)).collect()
}

/// A word as folded; one that ends in "n’t" is "not", the others keep their endings.
fn contracted(text: &str, token: &crate::word::Token<'_>) -> String {
    let whole = text.get(token.range.clone()).unwrap_or(token.text);
    let lower = whole.to_lowercase();
    if lower.ends_with("n't") || lower.ends_with("n’t") { "not".to_owned() } else { fold(token.text) }
}

/// The words of each clause: what stands between marks of punctuation and before "but".
fn clauses(text: &str) -> impl Iterator<Item = Vec<String>> {
    let mut clauses: Vec<Vec<String>> = vec![Vec::new()];
    for token in tokens(text) {
        let ends = !token.is_word && matches!(token.text, "," | ";" | ":" | "." | "!" | "?" | "…" | "–" | "—");
        if ends || token.is("but") {
            clauses.push(Vec::new());
        }
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
        ] {
            assert_eq!(stand(text), Some(expected), "{text}");
        }
        assert_eq!(stand("Élan"), None);
    }

    #[test]
    fn steps_between_stands() {
        assert_eq!(step(Stand::Refuses, Stand::Commits), Some(Step::Turn));
        assert_eq!(step(Stand::Refuses, Stand::LeavesRoom), Some(Step::Softer));
        assert_eq!(step(Stand::LeavesRoom, Stand::Limits), Some(Step::Harder));
        assert_eq!(step(Stand::Refuses, Stand::Refuses), None);
    }
}
