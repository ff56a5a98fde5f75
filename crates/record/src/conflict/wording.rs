//! Direct quotations of one statement that differ in substance.

use std::ops::Range;

use onrecord_analysis::attribution::Kind;

use super::stand::condition;
use super::{Conflict, ConflictKind, Detail, Found, Side};
use crate::id::AttributionId;
use crate::statement::{Difference, Material, Statement, Wording};
use crate::word::{fold_all, tokens};

/// Fewest words of a quotation that can mislead by what it leaves out: a word or two are only pointed at.
const FEWEST_WORDS: usize = 3;

/// At most one conflict for each statement and each way to differ.
pub(super) fn conflicts(found: &Found<'_>) -> Vec<Conflict> {
    found.statements.iter().flat_map(|statement| of_statement(statement, found)).collect()
}

fn of_statement(statement: &Statement, found: &Found<'_>) -> Vec<Conflict> {
    let is_told = |wording: &&Wording| {
        wording.kind == Kind::Direct
            && tokens(&wording.text).iter().filter(|token| token.is_word).count() >= FEWEST_WORDS
    };
    let quoted: Vec<&Wording> = statement.wordings.iter().filter(is_told).collect();
    Material::ALL.iter().filter_map(|material| differ(statement, &quoted, *material, found)).collect()
}

fn differ(statement: &Statement, quoted: &[&Wording], material: Material, found: &Found<'_>) -> Option<Conflict> {
    let is_it = |wording: &Wording, difference: &Difference| {
        difference.material == Some(material)
            && !is_of_another_piece(&statement.text, &difference.fullest, &wording.text)
            && !(material == Material::Condition && both_have_terms(&statement.text, &wording.text))
    };
    let (other, same): (Vec<&Wording>, Vec<&Wording>) =
        quoted.iter().partition(|wording| wording.differences.iter().any(|difference| is_it(wording, difference)));
    let (first, fullest) = (other.first()?, same.first()?);
    let difference = first.differences.iter().find(|difference| is_it(first, difference))?;
    let words = match difference.fullest.is_empty() {
        false => cut(&statement.text, &difference.fullest),
        true => cut(&first.text, &difference.own),
    };
    let speaker = found.name(statement.speaker.as_ref());
    let has = if difference.fullest.is_empty() { "puts in" } else { "leaves out" };
    let explanation = match material {
        Material::Condition => format!("One quotation of {speaker} {has} the condition “{words}”."),
        Material::Negation => format!("One quotation of {speaker} {has} “{words}”, which turns it round."),
        Material::Hedge => format!("One quotation of {speaker} {has} “{words}”, which makes it more or less certain."),
        Material::Number => {
            format!("{speaker} is quoted with “{words}” and with “{}”.", cut(&first.text, &difference.own))
        }
    };
    let side = |wordings: &[&Wording], text: &str| {
        let ids: Vec<&AttributionId> = wordings.iter().flat_map(|wording| &wording.witnesses).collect();
        Side { statements: vec![statement.id.clone()], text: text.to_owned(), evidence: found.evidence(ids) }
    };
    let sides = [side(&same, &fullest.text), side(&other, &first.text)];
    Some(Conflict::new(ConflictKind::Wording, Some(detail(material)), sides, explanation))
}

/// "Nothing without compensation", "nothing unless there is compensation": worded anew, and left out by neither.
fn both_have_terms(one: &str, other: &str) -> bool {
    !condition(one).is_empty() && !condition(other).is_empty()
}

/// Whether `own` has the whole of one piece of a quotation that its cue interrupts, and the words at these characters of
/// `text` are of another one: what is left out then is another sentence, unless it goes on with "if" or the like.
fn is_of_another_piece(text: &str, words: &Range<usize>, own: &str) -> bool {
    const GOING_ON: [&str; 10] =
        ["if", "unless", "provided", "providing", "until", "without", "once", "as", "so", "on"];
    let own = fold_all(own);
    let mut start = 0;
    let mut kept_whole = false;
    let mut opens = String::new();
    for piece in text.split('…') {
        let end = start + piece.chars().count();
        let folded = fold_all(piece);
        if (start..end).contains(&words.start) {
            opens = folded.split(' ').next().unwrap_or("").to_owned();
        } else if !folded.is_empty() && folded.contains(&own) {
            kept_whole = true;
        }
        start = end + 1;
    }
    kept_whole && !GOING_ON.contains(&opens.as_str())
}

fn cut(text: &str, range: &Range<usize>) -> String {
    text.chars().skip(range.start).take(range.len()).collect()
}

fn detail(material: Material) -> Detail {
    match material {
        Material::Condition => Detail::Condition,
        Material::Negation => Detail::Negation,
        Material::Hedge => Detail::Hedge,
        Material::Number => Detail::Number,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_piece_of_a_quotation_is_no_condition_of_it() {
        let of_another = |text: &str, words: &str, own: &str| {
            let start = text.find(words).map_or(0, |at| text[..at].chars().count());
            is_of_another_piece(text, &(start..start + words.chars().count()), own)
        };
        let two = "Seven drivers for Ærø, and only until May … Seven of the cranes will have a driver";
        assert!(of_another(two, "drivers", "Seven of the cranes will have a driver"));
        let one = "We could live with two years in Ærø … as long as the raise is paid at once";
        assert!(!of_another(one, "as long as", "We could live with two years in Ærø"));
        let whole = "We could live with two years in Ærø if the raise is paid at once";
        assert!(!of_another(whole, "if the raise", "We could live with two years in Ærø"));
    }
}
